"""Pupils who seem to be known already: asked of a school's form and of a case entered by hand."""

from __future__ import annotations

from collections.abc import Sequence
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
    from zsm_desktop.services.cases import CaseDraft, PupilDraft


@dataclass(frozen=True, slots=True)
class Double:
    """Draft `index` looks like a pupil the store knows; `case` is that pupil's open case, if any.

    `is_elsewhere`: known at another school, and that is all that is told, but for the pseudonym to the secretary.
    """

    index: int
    pupil_id: str
    pseudonym: str
    case: CaseRow | None
    is_elsewhere: bool = False


def doubles_of(
    session: Session, seal: Sealer, drafts: Sequence[CaseDraft], day: date, *, sees_all: bool
) -> tuple[Double, ...]:
    """Drafts whose pupil seems known, with the open case beside it when that is at the same school.

    Known is who has the same number in the school's own books, or the same name and no other birth date. A draft that
    names a known pupil itself is told only when that pupil has an open case.
    """
    new = [(row, draft.school_id, draft.pupil) for row, draft in enumerate(drafts) if draft.pupil is not None]
    found, elsewhere = dict[int, Double](), dict[int, str]()
    for pupil in session.scalars(select(Pupil)) if new else ():
        known = _Known.of(seal, pupil)
        for row, school_id, draft_pupil in new:
            if not known.seems(draft_pupil, is_own=school_id == pupil.school_id):
                continue
            if school_id != pupil.school_id:
                elsewhere.setdefault(row, pupil.pseudonym)
            elif row not in found:
                found[row] = Double(row, pupil.id, pupil.pseudonym, _open_case(session, seal, pupil.id, day))
    for row in elsewhere - found.keys():
        found[row] = Double(row, "", elsewhere[row] if sees_all else "", None, is_elsewhere=True)
    for row, draft in enumerate(drafts):
        chosen = session.get(Pupil, draft.pupil_id) if draft.pupil_id else None
        if chosen is not None and (case := _open_case(session, seal, chosen.id, day)) is not None:
            found[row] = Double(row, chosen.id, chosen.pseudonym, case)
    return tuple(found[row] for row in sorted(found))


def _open_case(session: Session, seal: Sealer, pupil_id: str, day: date) -> CaseRow | None:
    query = select(Case).where(Case.pupil_id == pupil_id, Case.status != "closed").order_by(Case.entered_on.desc())
    rows = case_rows(session, seal, list(session.scalars(query.limit(1))), day)
    return rows[0] if rows else None


@dataclass(frozen=True, slots=True)
class _Known:
    """What a pupil in the store is recognised by."""

    name: str
    born: str
    reference: str

    @classmethod
    def of(cls, seal: Sealer, pupil: Pupil) -> _Known:
        given = opened(seal, "pupil", pupil.id, "given_name", pupil.given_name)
        family = opened(seal, "pupil", pupil.id, "family_name", pupil.family_name)
        born = opened(seal, "pupil", pupil.id, "birth_date", pupil.birth_date)
        reference = opened(seal, "pupil", pupil.id, "school_reference", pupil.school_reference)
        return cls(_same_name(given, family), born, reference.strip().casefold())

    def seems(self, draft: PupilDraft, *, is_own: bool) -> bool:
        """A number is the school's own; a birth date that is not told on one side says nothing."""
        if is_own and self.reference and self.reference == draft.school_reference.strip().casefold():
            return True
        born = draft.birth_date.isoformat() if draft.birth_date else ""
        is_same_day = not born or not self.born or born == self.born
        return bool(self.name) and self.name == _same_name(draft.given_name, draft.family_name) and is_same_day


def _same_name(given_name: str, family_name: str) -> str:
    return " ".join(f"{given_name} {family_name}".casefold().split())
