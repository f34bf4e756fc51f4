"""Pupils who seem to be known already: asked of a school's form and of a case entered by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.models import Case, Pupil
from zsm_desktop.services.case_facts import CaseRow, case_rows
from zsm_desktop.services.service import opened
from zsm_desktop.store.seal import Sealer

if TYPE_CHECKING:
    from zsm_desktop.services.cases import CaseDraft


@dataclass(frozen=True, slots=True)
class Double:
    """Draft `index` looks like a pupil the store knows; `case` is that pupil's open case, if any."""

    index: int
    pupil_id: str
    pseudonym: str
    case: CaseRow | None


def doubles_of(session: Session, seal: Sealer, drafts: Sequence[CaseDraft], day: date) -> tuple[Double, ...]:
    """Drafts whose pupil is known at the same school, with the open case beside it.

    Known is who has the same number in the school's own books, or the same name and birth date. A draft that names a
    known pupil itself is told only when that pupil has an open case.
    """
    wanted, found = _wanted(drafts), dict[int, Double]()
    for pupil in session.scalars(select(Pupil).where(Pupil.school_id.in_({key[0] for key in wanted}))):
        row = next((wanted[key] for key in _known_keys(seal, pupil) if key in wanted), None)
        if row is not None and row not in found:
            found[row] = Double(row, pupil.id, pupil.pseudonym, _open_case(session, seal, pupil.id, day))
    for row, draft in enumerate(drafts):
        chosen = session.get(Pupil, draft.pupil_id) if draft.pupil_id else None
        if chosen is not None and (case := _open_case(session, seal, chosen.id, day)) is not None:
            found[row] = Double(row, chosen.id, chosen.pseudonym, case)
    return tuple(found[row] for row in sorted(found))


def _open_case(session: Session, seal: Sealer, pupil_id: str, day: date) -> CaseRow | None:
    query = select(Case).where(Case.pupil_id == pupil_id, Case.status != "closed").order_by(Case.entered_on.desc())
    rows = case_rows(session, seal, list(session.scalars(query.limit(1))), day)
    return rows[0] if rows else None


def _wanted(drafts: Sequence[CaseDraft]) -> dict[tuple[str, ...], int]:
    """School and number, or school, name and birth date → index of the draft; empty ones tell nothing."""
    wanted: dict[tuple[str, ...], int] = {}
    for row, draft in enumerate(drafts):
        if draft.pupil is None:
            continue
        born = draft.pupil.birth_date.isoformat() if draft.pupil.birth_date else ""
        name = _same_name(draft.pupil.given_name, draft.pupil.family_name)
        if name:
            wanted[draft.school_id, name, born] = row
        if draft.pupil.school_reference:
            wanted[draft.school_id, draft.pupil.school_reference.casefold()] = row
    return wanted


def _known_keys(seal: Sealer, pupil: Pupil) -> Iterator[tuple[str, ...]]:
    """The same keys of a pupil in the store."""
    reference = opened(seal, "pupil", pupil.id, "school_reference", pupil.school_reference)
    if reference:
        yield pupil.school_id, reference.casefold()
    given = opened(seal, "pupil", pupil.id, "given_name", pupil.given_name)
    family = opened(seal, "pupil", pupil.id, "family_name", pupil.family_name)
    yield pupil.school_id, _same_name(given, family), opened(seal, "pupil", pupil.id, "birth_date", pupil.birth_date)


def _same_name(given_name: str, family_name: str) -> str:
    return " ".join(f"{given_name} {family_name}".casefold().split())
