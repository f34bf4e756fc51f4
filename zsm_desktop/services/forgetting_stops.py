"""What keeps a pupil from being forgotten: something is still going on, or money is still to be accounted for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from zsm_desktop.domain.errors import Finding
from zsm_desktop.services.chain import RowsOf

_STOPS = {
    "forget.open_case": "SELECT pupil_id, number FROM case_file WHERE status <> 'closed'",
    "forget.meeting": "SELECT c.pupil_id, m.number FROM agenda_item i JOIN case_file c ON c.id = i.case_id"
    " JOIN meeting m ON m.id = i.meeting_id WHERE i.removed_at IS NULL"
    " AND m.status IN ('planned', 'running')",
    "forget.placement": "SELECT pupil_id, number FROM placement WHERE status IN ('proposed', 'waiting')"
    " OR (status = 'running' AND ends_on >= :day)",
    "forget.work": "SELECT pupil_id, number FROM work_placement WHERE status IN ('proposed', 'trial')",
    "forget.delivery": "SELECT p.pupil_id, p.number FROM delivery d JOIN placement p ON p.id = d.placement_id"
    " WHERE d.status IN ('entered', 'disputed')",
    "forget.contribution": "SELECT w.pupil_id, w.number FROM employer_contribution c"
    " JOIN work_placement w ON w.id = c.work_placement_id WHERE c.settled_on IS NULL",
}


def stops(rows_of: RowsOf, day: date, pupils: Collection[str] | None = None) -> Mapping[str, tuple[Finding, ...]]:
    """By pupil what stands in the way, the first reason first; of these, or of all."""
    found: dict[str, tuple[Finding, ...]] = {}
    for code, sql in _STOPS.items():
        values = {"day": day.isoformat()} if ":day" in sql else {}
        told = set()
        for pupil_id, number in rows_of(f"{sql} ORDER BY 2", values):
            if (pupils is None or pupil_id in pupils) and pupil_id not in told:
                told.add(pupil_id)
                found[pupil_id] = (*found.get(pupil_id, ()), Finding(code, facts={"number": number}))
    return found
