"""Rules over more than one row that acts keep, asked again when one is taken back or done again after others acted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.work_placements import RUNNING, STANDING
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.store.images import RowImage

_RUNNING, _STANDING = (", ".join(f"'{one.value}'" for one in group) for group in (RUNNING, STANDING))
_DIRECTED_TWICE = "SELECT 1 FROM case_guide WHERE case_id = ? AND ended_on IS NULL GROUP BY case_id HAVING count(*) > 1"
_GIVER_GONE = """
SELECT 1 FROM handover v WHERE v.case_id = ? AND v.status = 'offered' AND NOT EXISTS (
 SELECT 1 FROM case_guide g WHERE g.case_id = v.case_id AND g.contact_id = v.from_id AND g.ended_on IS NULL)"""
_OVERSPENT = """
SELECT 1 FROM employer_contribution c WHERE c.id = ? AND (c.settled_on IS NOT NULL OR c.cents < (
 SELECT coalesce(sum(s.cents), 0) FROM contribution_spending s
 WHERE s.contribution_id = c.id AND s.removed_at IS NULL))"""
_GRANTED_TWICE = """
SELECT 1 FROM employer_contribution c JOIN work_placement w ON w.id = c.work_placement_id
 JOIN work_placement o ON o.pupil_id = w.pupil_id JOIN employer_contribution e ON e.work_placement_id = o.id
WHERE c.id = ? AND e.id <> c.id AND e.fund_id = c.fund_id"""
_FULL = f"""
SELECT 1 FROM work_placement w JOIN vacancy v ON v.id = w.vacancy_id WHERE w.id = ? AND v.places < (
 SELECT count(*) FROM work_placement o WHERE o.vacancy_id = v.id AND o.status IN ({_RUNNING}))"""  # noqa: S608
_THERE_TWICE = f"""
SELECT 1 FROM work_placement w JOIN work_placement o ON o.pupil_id = w.pupil_id AND o.employer_id = w.employer_id
WHERE w.id = ? AND o.id <> w.id AND o.status IN ({_STANDING})"""  # noqa: S608

_OF_SAME_PLACE = """
SELECT f.name, o.name FROM shared_figure f JOIN shared_figure o ON o.id <> f.id AND o.school_year = f.school_year
 AND coalesce(o.cluster_id, '') = coalesce(f.cluster_id, '')
WHERE f.id = ?"""


def require_rules(work: Work, images: Iterable[RowImage]) -> None:
    """Raise RuleError("undo.in_use") where rows set back to their `before` break what the acts on them keep."""
    for image in images:
        if any(work.rows(sql, (about,)) for sql, about in _asked(image)):
            raise RuleError("undo.in_use")
        if image.table == "shared_figure" and _is_named_twice(work, image):
            raise RuleError("undo.in_use")


def _is_named_twice(work: Work, image: RowImage) -> bool:
    """Of one year and part a figure has its name for itself, whatever its capitals."""
    row_id = (image.before or image.after or {})["id"]
    pairs = work.rows(_OF_SAME_PLACE, (row_id,))
    return any(str(name).casefold() == str(other).casefold() for name, other in pairs)


def _asked(image: RowImage) -> list[tuple[str, str]]:
    row = image.before or image.after or {}
    match image.table:
        case "case_guide":
            return [(_DIRECTED_TWICE, row["case_id"]), (_GIVER_GONE, row["case_id"])]
        case "contribution_spending":
            return [(_OVERSPENT, row["contribution_id"])]
        case "employer_contribution":
            return [(_GRANTED_TWICE, row["id"])]
        case "work_placement":
            was, becomes = ((one or {}).get("status") for one in (image.after, image.before))
            full = [(_FULL, row["id"])] if becomes in RUNNING and was not in RUNNING else []
            return [*full, (_THERE_TWICE, row["id"])] if becomes in STANDING and was not in STANDING else full
    return []
