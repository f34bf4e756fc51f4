"""Bodies whose chair goes round: who takes turns, and whose turn it is."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.chairing import next_in_chair
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import Attendance, BodyMember, Contact, Meeting, MeetingBody, Organisation
from zsm_desktop.services.known import known
from zsm_desktop.store.work import Work


def takers(session: Session, body: MeetingBody) -> dict[str, str]:
    """Identifier → name of the organisations that take turns: of its members, else of whoever was invited last."""
    if not body.is_chair_in_turn:
        return {}
    query = (
        select(Organisation.id, Organisation.name)
        .join(Contact, Contact.organisation_id == Organisation.id)
        .join(BodyMember, BodyMember.contact_id == Contact.id)
        .where(BodyMember.body_id == body.id, Contact.is_active, Organisation.is_active)
    )
    found = session.execute(query.distinct()).all()
    if not found:
        latest = select(Meeting.id).where(Meeting.body_id == body.id).order_by(Meeting.held_on.desc()).limit(1)
        invited = (
            select(Organisation.id, Organisation.name)
            .join(Attendance, Attendance.organisation_id == Organisation.id)
            .where(Attendance.meeting_id == latest.scalar_subquery(), Organisation.is_active)
        )
        found = session.execute(invited.distinct()).all()
    return {one: name for one, name in sorted(found, key=lambda row: (row[1].casefold(), row[0]))}  # noqa: C416 - rows


def in_turn(session: Session, body: MeetingBody) -> str | None:
    """The organisation whose turn it is at a next meeting; meetings that do not take place are no turn."""
    query = (
        select(Meeting.chair_organisation_id, func.max(Meeting.held_on))
        .where(
            Meeting.body_id == body.id,
            Meeting.chair_organisation_id.is_not(None),
            Meeting.status != MeetingStatus.CANCELLED,
        )
        .group_by(Meeting.chair_organisation_id)
    )
    last: dict[str, date] = {taker: held_on for taker, held_on in session.execute(query) if taker is not None}
    return next_in_chair(takers(session, body), last)


def give_turn(work: Work, meeting: Meeting, body: MeetingBody, organisation_id: str) -> None:
    """To the one that was named, or else whose turn it is; where the chair does not go round nothing happens."""
    work.session.flush()
    chosen = organisation_id or in_turn(work.session, body)
    if chosen:
        put_in_chair(work, meeting, chosen)


def put_in_chair(work: Work, meeting: Meeting, organisation_id: str) -> None:
    """With who comes for it as chair: first who may decide there. Raises RuleError("network.no_organisation")."""
    known(work, Organisation, organisation_id, "network.no_organisation")
    body = work.session.get_one(MeetingBody, meeting.body_id)
    if not body.is_chair_in_turn:
        raise RuleError("meeting.no_turns", body=body.name)
    people = select(Attendance).where(
        Attendance.meeting_id == meeting.id, Attendance.organisation_id == organisation_id
    )
    found = sorted(work.session.scalars(people), key=lambda one: (not one.is_mandated, one.name.casefold()))
    meeting.chair_organisation_id = organisation_id
    meeting.chair, meeting.chair_id = (found[0].name if found else ""), None
