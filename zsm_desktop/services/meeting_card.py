"""One meeting whole: agenda, attendance and what it left behind, read from an open session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Bottleneck,
    Case,
    CaseDiscussion,
    Decision,
    Meeting,
    MeetingBody,
    Organisation,
    Placement,
)
from zsm_desktop.services.agendas import items_of
from zsm_desktop.services.case_facts import CaseRow, case_rows
from zsm_desktop.services.chairs import takers
from zsm_desktop.services.meeting_facts import AgendaRow, AttendanceRow, MeetingCard, numbers_of
from zsm_desktop.services.meeting_lists import action_rows, bottleneck_rows, decision_rows, meeting_rows
from zsm_desktop.services.service import opened
from zsm_desktop.store.seal import Sealer
from zsm_desktop.store.together import together


def meeting_card(session: Session, seal: Sealer, meeting: Meeting, day: date) -> MeetingCard:
    """Everything about one meeting that this user's keys can open."""
    ask = together(session)
    rows = ask(lambda: meeting_rows(session, Meeting.id == meeting.id))
    later = ask(
        lambda: meeting_rows(
            session,
            Meeting.body_id == meeting.body_id,
            Meeting.held_on > meeting.held_on,
            Meeting.status != MeetingStatus.CANCELLED,
            oldest_first=True,
            limit=1,
        )
    )
    attendance = ask(lambda: attendance_rows(session, meeting.id))
    agenda = ask(lambda: agenda_rows(session, seal, meeting.id, day))
    decisions = ask(lambda: decision_rows(session, seal, Decision.meeting_id == meeting.id))
    actions = ask(lambda: action_rows(session, seal, day, ActionItem.meeting_id == meeting.id))
    bottlenecks = ask(lambda: bottleneck_rows(session, Bottleneck.meeting_id == meeting.id))
    body = ask(lambda: session.get_one(MeetingBody, meeting.body_id))
    (row,) = rows()
    return MeetingCard(
        row=row,
        body_id=meeting.body_id,
        chair=meeting.chair,
        note_taker=meeting.note_taker,
        attendance=attendance(),
        agenda=agenda(),
        decisions=decisions(),
        actions=actions(),
        bottlenecks=bottlenecks(),
        next_meeting=next(iter(later()), None),
        needed=body().quorum,
        chairs=tuple(takers(session, body()).items()),
        chair_organisation_id=meeting.chair_organisation_id or "",
    )


def attendance_rows(session: Session, meeting_id: str) -> tuple[AttendanceRow, ...]:
    query = (
        select(Attendance, Organisation.name, Organisation.code)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Attendance.name)
    )
    return tuple(
        AttendanceRow(a.id, a.name, organisation or "", code or "", a.is_present, a.is_mandated, a.left_at)
        for a, organisation, code in session.execute(query)
    )


def agenda_rows(session: Session, seal: Sealer, meeting_id: str, day: date) -> tuple[AgendaRow, ...]:
    items = items_of(session, meeting_id)
    ids = [item.id for item in items]
    ask = together(session)
    cases = ask(lambda: _cases_of(session, seal, items, day))
    raised = ask(lambda: bottleneck_rows(session) if any(i.bottleneck_id for i in items) else ())
    talks = ask(lambda: session.scalars(select(CaseDiscussion).where(CaseDiscussion.agenda_item_id.in_(ids))).all())
    placed = select(Placement.agenda_item_id, Placement.number).where(Placement.agenda_item_id.in_(ids))
    places = ask(lambda: session.execute(placed).all())
    by_case, by_bottleneck = cases(), {row.id: row for row in raised()}
    discussions = {talk.agenda_item_id: talk for talk in talks()}
    placements = {item_id: number for item_id, number in places()}  # noqa: C416 - rows are no pairs to mypy
    discussed = {item_id for item_id, talk in discussions.items() if talk.outcome}
    rows = tuple(
        AgendaRow(
            id=item.id,
            position=item.position,
            kind=item.kind,
            title=item.title,
            status=item.status,
            notes=notes_text(seal, item, discussions.get(item.id)),
            case=_shown(by_case.get(item.case_id or ""), item.id in discussed),
            bottleneck=by_bottleneck.get(item.bottleneck_id or ""),
            outcome=(discussions[item.id].outcome or "") if item.id in discussions else "",
            placement=placements.get(item.id, ""),
            origin=item.origin,
            minutes=item.minutes,
            **_reason(seal, discussions.get(item.id)),
        )
        for item in items
    )
    numbers = numbers_of(rows)
    return tuple(replace(row, position=numbers.get(row.id, 0)) for row in rows)


def _cases_of(session: Session, seal: Sealer, items: Sequence[AgendaItem], day: date) -> dict[str, CaseRow]:
    ids = [item.case_id for item in items if item.case_id]
    cases = list(session.scalars(select(Case).where(Case.id.in_(ids))))
    return {row.id: row for row in case_rows(session, seal, cases, day)}


def _shown(case: CaseRow | None, is_discussed: bool) -> CaseRow | None:
    """A case without a valid legal basis keeps its question to itself, unless it was discussed when it had one."""
    if case is None or not case.missing or is_discussed:
        return case
    return replace(case, question="", initials="")


def _reason(seal: Sealer, talk: CaseDiscussion | None) -> dict[str, str]:
    if talk is None or not talk.outcome:
        return {}
    return {
        "reason_code": talk.reason_code or "",
        "reason": opened(seal, "case_discussion", talk.id, "reason", talk.reason),
    }


def notes_text(seal: Sealer, item: AgendaItem, discussion: CaseDiscussion | None) -> str:
    if item.kind == "case":
        if discussion is None:
            return ""
        return opened(seal, "case_discussion", discussion.id, "notes", discussion.notes)
    return item.open_notes or opened(seal, "agenda_item", item.id, "notes", item.notes)
