"""Follow-ups as a list and a pupil's card show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from zsm_desktop.domain.follow_ups import Status, is_overdue
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.models import FollowUp, Organisation, Outcome, Pupil
from zsm_desktop.services.service import opened

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.store.seal import Sealer


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """`first` is where the leaver went, `destination` where he or she is by then, None until reached."""

    id: str
    pupil_id: str
    pseudonym: str
    school: str
    first: Destination
    left_on: date
    place: str
    months: int
    due_on: date
    is_overdue: bool
    status: Status
    destination: Destination | None
    is_lasting: bool | None
    answered_on: date | None
    note: str
    version: int


def follow_up_rows(
    session: Session, seal: Sealer, day: date, *conditions: Any, newest: bool = False
) -> tuple[FollowUpRow, ...]:
    """Those that meet `conditions` on FollowUp, Outcome or Pupil, the longest due first."""
    employer = aliased(Organisation)
    query = (
        select(FollowUp, Outcome.destination, Outcome.left_on, Pupil.pseudonym, Organisation.name, employer.name)
        .join(Outcome, Outcome.pupil_id == FollowUp.pupil_id)
        .join(Pupil, Pupil.id == FollowUp.pupil_id)
        .join(Organisation, Organisation.id == Pupil.school_id)
        .outerjoin(employer, employer.id == Outcome.organisation_id)
        .where(*conditions)
    )
    order = (FollowUp.answered_on.desc(), FollowUp.due_on.desc()) if newest else (FollowUp.due_on,)
    return tuple(
        FollowUpRow(
            id=row.id,
            pupil_id=row.pupil_id,
            pseudonym=pseudonym,
            school=school,
            first=Destination(first),
            left_on=left_on,
            place=place or "",
            months=row.months,
            due_on=row.due_on,
            is_overdue=row.status == Status.OPEN and is_overdue(row.due_on, day),
            status=Status(row.status),
            destination=Destination(row.destination) if row.destination else None,
            is_lasting=row.is_lasting,
            answered_on=row.answered_on,
            note=opened(seal, "follow_up", row.id, "note", row.note),
            version=row.version,
        )
        for row, first, left_on, pseudonym, school, place in session.execute(query.order_by(*order, FollowUp.id))
    )
