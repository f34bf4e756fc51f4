"""What the acts of a running meeting have in common: the point they are about, and the rows they write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.merging import merged
from zsm_desktop.domain.progress import MeetingStatus, require_running
from zsm_desktop.models import ActionItem, AgendaItem, Case, CaseDiscussion, Decision, Meeting, MeetingBody
from zsm_desktop.services.consents import missing_codes
from zsm_desktop.services.meetings import open_meeting
from zsm_desktop.services.open_texts import STEERING, as_typed, open_text, person_in, text_in
from zsm_desktop.services.service import opened, sealed
from zsm_desktop.store.together import together
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


def add_action_row(
    desk: Desk,
    work: Work,
    meeting: Meeting,
    item: AgendaItem,
    text: str,
    *,
    owner: str,
    due_on: date | None,
    organisation_id: str | None = None,
) -> str:
    """The identifier of the action; its text is sealed unless the meeting is the directors'."""
    action_id = work.new_id()
    is_open = meeting.kind == STEERING
    text = text_in(desk, work, meeting, text)
    work.session.add(
        ActionItem(
            id=action_id,
            meeting_id=meeting.id,
            agenda_item_id=item.id,
            case_id=item.case_id,
            owner_name=person_in(desk, work, meeting, owner),
            owner_organisation_id=organisation_id,
            due_on=due_on,
            status="open",
            open_text=text if is_open else None,
            sealed_text=None if is_open else sealed(work, "action_item", action_id, "sealed_text", text),
        )
    )
    return action_id


def notes_of(work: Work, meeting: Meeting, item: AgendaItem) -> str:
    """What the notes of a point say now."""
    return _notes_in(work, meeting, item, discussion_of(work, item) if item.case_id is not None else None)


def _notes_in(work: Work, meeting: Meeting, item: AgendaItem, talk: CaseDiscussion | None) -> str:
    if talk is not None:
        return opened(work.seal, "case_discussion", talk.id, "notes", talk.notes)
    if meeting.kind == STEERING:
        return item.open_notes or ""
    return opened(work.seal, "agenda_item", item.id, "notes", item.notes)


def write_notes(desk: Desk, work: Work, meeting: Meeting, item: AgendaItem, text: str, base: str | None = None) -> None:
    """As `put_notes`; raises the rule that keeps a case from being discussed."""
    talk = None
    if item.case_id is not None:
        case_id, ask = item.case_id, together(work.session)
        allowed = ask(lambda: require_discussable(work, work.session.get_one(Case, case_id), desk.day))
        said = ask(lambda: talk_at(work.session, item.id))
        allowed()
        talk = said() or _new_discussion(work, item)
    _put(desk, work, meeting, item, talk, text, base)


def put_notes(desk: Desk, work: Work, meeting: Meeting, item: AgendaItem, text: str, base: str | None = None) -> None:
    """Sealed when it can be about a pupil, in the open and masked for the directors.

    With what others wrote since the writer's screen had `base`; None: nobody did.
    """
    talk = discussion_of(work, item) if item.case_id is not None else None
    _put(desk, work, meeting, item, talk, text, base)


def _put(
    desk: Desk,
    work: Work,
    meeting: Meeting,
    item: AgendaItem,
    talk: CaseDiscussion | None,
    typed: str,
    base: str | None,
) -> None:
    text = typed
    if base is not None:
        text = merged(base, typed, as_typed(desk, meeting, base, _notes_in(work, meeting, item, talk)))
    work.notes = text
    if talk is not None:
        talk.notes = sealed(work, "case_discussion", talk.id, "notes", text)
    elif meeting.kind == STEERING:
        item.open_notes = open_text(desk, work, text) or None
        work.notes = as_typed(desk, meeting, typed, item.open_notes or "")
    else:
        item.notes = sealed(work, "agenda_item", item.id, "notes", text)


def add_decision_row(desk: Desk, work: Work, meeting: Meeting, item: AgendaItem, text: str) -> Decision:
    """Numbered without gaps per body and school year; sealed unless the meeting is the directors'."""
    last = work.session.scalar(
        select(func.max(Decision.sequence)).where(
            Decision.body_id == meeting.body_id, Decision.school_year == meeting.school_year
        )
    )
    sequence = (last or 0) + 1
    body = work.session.get_one(MeetingBody, meeting.body_id)
    decision_id = work.new_id()
    is_open = meeting.kind == STEERING
    text = text_in(desk, work, meeting, text)
    label = f"{meeting.school_year}/{(meeting.school_year + 1) % 100:02d}"
    decision = Decision(
        id=decision_id,
        number=f"{body.code}-{label}-{sequence:03d}",
        body_id=body.id,
        school_year=meeting.school_year,
        sequence=sequence,
        meeting_id=meeting.id,
        agenda_item_id=item.id,
        case_id=item.case_id,
        decided_on=desk.day,
        open_text=text if is_open else None,
        sealed_text=None if is_open else sealed(work, "decision", decision_id, "sealed_text", text),
    )
    work.session.add(decision)
    return decision


def running_item(work: Work, item_id: str) -> tuple[AgendaItem, Meeting]:
    both = select(AgendaItem, Meeting).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    found = work.session.execute(both.where(AgendaItem.id == item_id)).one_or_none()
    if found is None:
        raise RuleError("meeting.no_item")
    item, _ = found
    meeting = open_meeting(work, item.meeting_id)
    require_running(MeetingStatus(meeting.status))
    return item, meeting


def talk_at(session: Session, item_id: str) -> CaseDiscussion | None:
    """What was said so far about the case at a point."""
    return session.scalars(select(CaseDiscussion).where(CaseDiscussion.agenda_item_id == item_id)).one_or_none()


def discussion_of(work: Work, item: AgendaItem) -> CaseDiscussion:
    if item.case_id is None:
        raise RuleError("meeting.no_item")
    return talk_at(work.session, item.id) or _new_discussion(work, item)


def _new_discussion(work: Work, item: AgendaItem) -> CaseDiscussion:
    talk = CaseDiscussion(id=work.new_id(), agenda_item_id=item.id, case_id=item.case_id or "")
    work.session.add(talk)
    return talk


def require_discussable(work: Work, case: Case, day: date) -> None:
    missing = missing_codes(work.session, work.seal, [case], day)
    if missing:
        raise RuleError(missing[case.id])
