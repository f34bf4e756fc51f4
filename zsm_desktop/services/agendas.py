"""On which agenda a case stands: one meeting at a time that is not finished, whichever body holds it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from zsm_desktop.domain.progress import CaseStatus, MeetingStatus
from zsm_desktop.models import AgendaItem, Case, Meeting
from zsm_desktop.store.work import Work


def is_on_agenda() -> ColumnElement[bool]:
    """A condition on Case: it stands on the agenda of a meeting that is planned or runs."""
    return (
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.case_id == Case.id, Meeting.status != MeetingStatus.FINISHED)
        .exists()
    )


def meeting_of(work: Work, case_id: str) -> Meeting | None:
    """The meeting on whose agenda the case stands now."""
    query = (
        select(Meeting)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(AgendaItem.case_id == case_id, Meeting.status != MeetingStatus.FINISHED)
    )
    return work.session.scalars(query.order_by(Meeting.held_on).limit(1)).one_or_none()


def waiting_status(work: Work, case_id: str) -> CaseStatus:
    """What a case is that was not discussed yet."""
    return CaseStatus.ENTERED if meeting_of(work, case_id) is None else CaseStatus.ON_AGENDA
