"""Planning meetings: which body meets when, who comes, what is on the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import func, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.progress import CaseStatus, MeetingStatus
from zsm_desktop.models import (
    AgendaItem,
    Attendance,
    BodyMember,
    Bottleneck,
    Case,
    Contact,
    Meeting,
    MeetingBody,
    Organisation,
)
from zsm_desktop.services.agendas import is_on_agenda, meeting_of, waiting_status
from zsm_desktop.services.case_facts import CaseRow, case_rows
from zsm_desktop.services.known import all_known, known
from zsm_desktop.services.meeting_card import meeting_card
from zsm_desktop.services.meeting_facts import MeetingCard, MeetingRow
from zsm_desktop.services.meeting_lists import meeting_rows
from zsm_desktop.services.planning import FIXED_ITEMS, NextPlan, next_plan, open_points
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

MOST_YEARS_AWAY = 5
"""A date further off is a slip of the keyboard."""
READ = (Permission.READ_MEETINGS, Permission.READ_STEERING)
LEAD = (Permission.LEAD_MEETINGS, Permission.LEAD_STEERING)


@dataclass(frozen=True, slots=True)
class BodyRow:
    id: str
    code: str
    name: str
    kind: str
    level: str


class Meetings(Service):
    @read(*READ)
    def bodies(self) -> tuple[BodyRow, ...]:
        with self.store.reading() as session:
            bodies = session.scalars(select(MeetingBody).order_by(MeetingBody.level, MeetingBody.name))
            return tuple(BodyRow(b.id, b.code, b.name, b.kind, b.level) for b in bodies if self._may_read(b.kind))

    @read(*LEAD)
    def next_plan(self, body_id: str) -> NextPlan:
        """What the form for a new meeting of this body starts with."""
        with self.store.reading() as session:
            body = session.get(MeetingBody, body_id)
            if body is None:
                raise RuleError("body.none")
            self.actor.require(lead_permission(body.kind))
            return next_plan(session, body, self.desk.day)

    @read(*READ)
    def rows(self, kind: str | None = None) -> tuple[MeetingRow, ...]:
        """Meetings newest first, those to come included; only of kinds this user may read."""
        kinds = [k for k in ("case", "steering") if kind in (None, k) and self._may_read(k)]
        with self.store.reading() as session:
            return meeting_rows(session, Meeting.kind.in_(kinds))

    @read(*READ)
    def card(self, meeting_id: str) -> MeetingCard:
        with self.store.reading() as session:
            meeting = session.get(Meeting, meeting_id)
            if meeting is None:
                raise RuleError("meeting.none")
            self.actor.require(Permission.READ_MEETINGS if meeting.kind == "case" else Permission.READ_STEERING)
            return meeting_card(session, self.store.seal, meeting, self.desk.day)

    @read(Permission.READ_MEETINGS)
    def waiting_cases(self, meeting_id: str) -> tuple[CaseRow, ...]:
        """Cases not closed and on no agenda to come, nor on this one: urgent ones first, then as they were entered.

        A stagebegeleider sees the own school's only: another school's is not shared before it is on an agenda.
        """
        here = select(AgendaItem.case_id).where(AgendaItem.meeting_id == meeting_id, AgendaItem.case_id.is_not(None))
        query = (
            select(Case)
            .where(Case.status != CaseStatus.CLOSED, Case.id.not_in(here), ~is_on_agenda())
            .order_by(Case.is_urgent.desc(), Case.entered_on, Case.number)
        )
        if self.actor.role is not Role.SECRETARY:
            query = query.where(Case.school_id == self.actor.school_id)
        with self.store.reading() as session:
            return case_rows(session, self.store.seal, list(session.scalars(query)), self.desk.day)

    @act("meeting.plan", *LEAD)
    def plan(self, work: Work, body_id: str, *, held_on: date, starts_at: time, ends_at: time, place: str) -> None:
        """A new meeting with the body's fixed items and its members; points not reached come along."""
        body = known(work, MeetingBody, body_id, "body.none")
        require_lead(work, body.kind)
        if ends_at <= starts_at:
            raise RuleError("meeting.ends_before_start")
        if abs(held_on.year - self.desk.day.year) > MOST_YEARS_AWAY:
            raise RuleError("meeting.day_far", day=held_on)
        year = SchoolYear.of(held_on)
        same_year = select(func.max(Meeting.sequence)).where(
            Meeting.body_id == body_id, Meeting.school_year == year.start_year
        )
        sequence = (work.session.scalar(same_year) or 0) + 1
        earlier = select(Meeting).where(Meeting.body_id == body_id, Meeting.held_on <= held_on)
        previous = work.session.scalars(earlier.order_by(Meeting.held_on.desc()).limit(1)).one_or_none()
        meeting = Meeting(
            id=work.new_id(),
            kind=body.kind,
            body_id=body_id,
            school_year=year.start_year,
            sequence=sequence,
            number=f"{body.code} {year.label}-{sequence:02d}",
            held_on=held_on,
            starts_at=starts_at,
            ends_at=ends_at,
            place=place.strip(),
            status=MeetingStatus.PLANNED,
            chair=previous.chair if previous else "",
            note_taker=previous.note_taker if previous else work.actor.name,
        )
        work.session.add(meeting)
        work.session.flush()
        for position, title in enumerate(FIXED_ITEMS[body.kind], start=1):
            kind = "balances" if title.startswith("Saldi") else "fixed"
            work.session.add(_item(work, meeting.id, position, kind, title))
        _invite(work, meeting, previous)
        carry_over(work, meeting, previous)
        work.made = meeting.id
        work.touch("meeting", meeting.id)

    @act("meeting.add_case", Permission.LEAD_MEETINGS)
    def add_case(self, work: Work, meeting_id: str, case_id: str) -> None:
        meeting = open_meeting(work, meeting_id)
        case = work.session.get(Case, case_id)
        if case is None or meeting.kind != "case":
            raise RuleError("case.none")
        self.actor.require_school(case.school_id)
        same = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.case_id == case_id)
        if work.session.scalars(same).first() is not None:
            raise RuleError("meeting.case_twice", number=case.number)
        if case.status == CaseStatus.CLOSED:
            raise RuleError("meeting.case_closed", number=case.number)
        other = meeting_of(work, case_id)
        if other is not None:
            raise RuleError("meeting.case_elsewhere", number=case.number, meeting=other.number, day=other.held_on)
        item = _item(work, meeting_id, _next_position(work, meeting_id), "case", case.number)
        item.case_id = case_id
        work.session.add(item)
        if case.status == CaseStatus.ENTERED:
            case.status = CaseStatus.ON_AGENDA
        work.made = item.id
        work.touch("meeting", meeting_id)
        work.touch("case", case_id)

    @act("meeting.add_item", *LEAD)
    def add_item(self, work: Work, meeting_id: str, title: str) -> None:
        open_meeting(work, meeting_id)
        if not title.strip():
            raise RuleError("meeting.item_without_title")
        item = _item(work, meeting_id, _next_position(work, meeting_id), "fixed", title.strip())
        work.session.add(item)
        work.made = item.id
        work.touch("meeting", meeting_id)

    @act("meeting.remove_item", *LEAD)
    def remove_item(self, work: Work, item_id: str) -> None:
        """Take a point off the agenda of a meeting that has not begun; its case waits again."""
        item = work.session.get(AgendaItem, item_id)
        if item is None:
            raise RuleError("meeting.no_item")
        meeting = open_meeting(work, item.meeting_id)
        if meeting.status != MeetingStatus.PLANNED:
            raise RuleError("meeting.has_begun")
        work.session.delete(item)
        if item.case_id is not None:
            case = work.session.get_one(Case, item.case_id)
            if case.status == CaseStatus.ON_AGENDA:
                case.status = waiting_status(work, case.id)
            work.touch("case", item.case_id)
        work.subject_id = item.meeting_id
        work.touch("meeting", item.meeting_id)

    @act("meeting.move_item", *LEAD)
    def move_item(self, work: Work, item_id: str, step: int) -> None:
        """Move a point `step` places down (up when negative)."""
        item = work.session.get(AgendaItem, item_id)
        if item is None:
            raise RuleError("meeting.no_item")
        open_meeting(work, item.meeting_id)
        items = list(
            work.session.scalars(
                select(AgendaItem)
                .where(AgendaItem.meeting_id == item.meeting_id)
                .order_by(AgendaItem.position, AgendaItem.id)
            )
        )
        place = items.index(item)
        items.insert(max(0, min(len(items) - 1, place + step)), items.pop(place))
        for position, each in enumerate(items, start=1):
            each.position = position
        work.subject_id = item.meeting_id
        work.touch("meeting", item.meeting_id)

    @act("meeting.attendance", *LEAD)
    def set_attendance(self, work: Work, attendance_id: str, *, is_present: bool) -> None:
        row = work.session.get(Attendance, attendance_id)
        if row is None:
            raise RuleError("meeting.nobody")
        open_meeting(work, row.meeting_id)
        row.is_present = is_present
        work.subject_id = row.meeting_id
        work.touch("meeting", row.meeting_id)

    @act("meeting.add_person", *LEAD)
    def add_person(self, work: Work, meeting_id: str, name: str, organisation_id: str | None = None) -> None:
        open_meeting(work, meeting_id)
        if not name.strip():
            raise RuleError("network.contact_without_name")
        same = select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.name == name.strip())
        if work.session.scalars(same).first() is not None:
            raise RuleError("network.contact_twice", name=name.strip())
        all_known(work, Organisation, [organisation_id], "network.no_organisation")
        row = Attendance(
            id=work.new_id(),
            meeting_id=meeting_id,
            organisation_id=organisation_id,
            name=name.strip(),
            is_present=True,
        )
        work.session.add(row)
        work.made = row.id
        work.touch("meeting", meeting_id)

    @act("meeting.roles", *LEAD)
    def set_roles(self, work: Work, meeting_id: str, *, chair: str, note_taker: str) -> None:
        meeting = open_meeting(work, meeting_id)
        meeting.chair, meeting.note_taker = chair.strip(), note_taker.strip()
        work.subject_id = meeting_id
        work.touch("meeting", meeting_id)

    def _may_read(self, kind: str) -> bool:
        return self.actor.may(Permission.READ_MEETINGS if kind == "case" else Permission.READ_STEERING)


def lead_permission(kind: str) -> Permission:
    return Permission.LEAD_MEETINGS if kind == "case" else Permission.LEAD_STEERING


def require_lead(work: Work, kind: str) -> None:
    work.actor.require(lead_permission(kind))


def open_meeting(work: Work, meeting_id: str) -> Meeting:
    """A meeting this user may lead and that is not finished; raises RuleError otherwise."""
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise RuleError("meeting.none")
    require_lead(work, meeting.kind)
    if meeting.status == MeetingStatus.FINISHED:
        raise RuleError("meeting.finished", number=meeting.number)
    return meeting


def _item(work: Work, meeting_id: str, position: int, kind: str, title: str) -> AgendaItem:
    return AgendaItem(id=work.new_id(), meeting_id=meeting_id, position=position, kind=kind, title=title, status="open")


def _next_position(work: Work, meeting_id: str) -> int:
    last = work.session.scalar(select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting_id))
    return (last or 0) + 1


def _invite(work: Work, meeting: Meeting, previous: Meeting | None) -> None:
    """The members of the body; where none are named those of last time, and for a first meeting the fixed contacts."""
    people: list[tuple[str, str | None, str | None]]
    member = select(BodyMember.contact_id).where(BodyMember.body_id == meeting.body_id)
    members = work.session.scalars(select(Contact).where(Contact.id.in_(member), Contact.is_active)).all()
    if members:
        people = [(contact.name, contact.organisation_id, contact.id) for contact in members]
    elif previous is not None:
        rows = work.session.scalars(select(Attendance).where(Attendance.meeting_id == previous.id))
        people = [(row.name, row.organisation_id, row.contact_id) for row in rows]
    else:
        contacts = work.session.scalars(select(Contact).where(Contact.is_fixed, Contact.is_active))
        people = [(contact.name, contact.organisation_id, contact.id) for contact in contacts]
    for name, organisation_id, contact_id in {person[0]: person for person in people}.values():
        work.session.add(
            Attendance(
                id=work.new_id(),
                meeting_id=meeting.id,
                organisation_id=organisation_id,
                contact_id=contact_id,
                name=name,
                is_present=False,
            )
        )


def carry_over(work: Work, meeting: Meeting, previous: Meeting | None) -> None:
    """Points not reached, then cases still running or for a stuurgroep the bottlenecks that were sent up; each once.

    A previous meeting that is not finished keeps its cases until it is.
    """
    position = _next_position(work, meeting.id)
    body = work.session.get_one(MeetingBody, meeting.body_id)
    for title in open_points(work.session, body, meeting.held_on):
        work.session.add(_item(work, meeting.id, position, "fixed", title))
        position += 1
    if meeting.kind == "steering":
        here = select(AgendaItem.bottleneck_id).where(
            AgendaItem.meeting_id == meeting.id, AgendaItem.bottleneck_id.is_not(None)
        )
        sent_up = select(Bottleneck).where(Bottleneck.status == "escalated", Bottleneck.id.not_in(here))
        for bottleneck in work.session.scalars(sent_up):
            item = _item(work, meeting.id, position, "bottleneck", bottleneck.title)
            item.bottleneck_id = bottleneck.id
            work.session.add(item)
            position += 1
        return
    if previous is None:
        return
    last_time = select(AgendaItem.case_id).where(AgendaItem.meeting_id == previous.id)
    running = select(Case).where(
        Case.status.in_([CaseStatus.RUNNING, CaseStatus.ON_AGENDA]), Case.id.in_(last_time), ~is_on_agenda()
    )
    for case in work.session.scalars(running.order_by(Case.number)):
        item = _item(work, meeting.id, position, "case", case.number)
        item.case_id = case.id
        work.session.add(item)
        position += 1
