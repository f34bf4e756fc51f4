"""On which agenda a case stands: one meeting at a time that is still to come or runs, whichever body holds it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.progress import CaseStatus, MeetingStatus
from zsm_desktop.models import AgendaItem, Case, Meeting
from zsm_desktop.store.work import Work

AHEAD = (MeetingStatus.PLANNED, MeetingStatus.RUNNING)


def is_ahead() -> ColumnElement[bool]:
    """A condition on Meeting: it is planned or runs."""
    return Meeting.status.in_(AHEAD)


def in_place(meeting_id: str) -> ColumnElement[bool]:
    """A condition on AgendaItem: it stands on this agenda, and is not in the bin."""
    return and_(AgendaItem.meeting_id == meeting_id, AgendaItem.removed_at.is_(None))


def items_of(session: Session, meeting_id: str) -> list[AgendaItem]:
    """The points of an agenda in order."""
    query = select(AgendaItem).where(in_place(meeting_id))
    return list(session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def next_position(session: Session, meeting_id: str) -> int:
    last = session.scalar(select(func.max(AgendaItem.position)).where(in_place(meeting_id)))
    return (last or 0) + 1


def is_on_agenda() -> ColumnElement[bool]:
    """A condition on Case: it stands on the agenda of a meeting that is planned or runs."""
    return (
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.case_id == Case.id, AgendaItem.removed_at.is_(None), is_ahead())
        .exists()
    )


def meeting_of(work: Work, case_id: str) -> Meeting | None:
    """The meeting on whose agenda the case stands now."""
    query = (
        select(Meeting)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(AgendaItem.case_id == case_id, AgendaItem.removed_at.is_(None), is_ahead())
    )
    return work.session.scalars(query.order_by(Meeting.held_on).limit(1)).one_or_none()


def waiting_status(work: Work, case_id: str) -> CaseStatus:
    """What a case is that was not discussed yet."""
    return CaseStatus.ENTERED if meeting_of(work, case_id) is None else CaseStatus.ON_AGENDA
