"""Planning meetings: which body meets when, who comes, what is on the agenda."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, time

from sqlalchemy import func, select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor, Permission
from zsm_desktop.domain.progress import CaseStatus, MeetingStatus
from zsm_desktop.models import (
    AgendaItem,
    Attendance,
    Case,
    Meeting,
    MeetingBody,
    Organisation,
    User,
)
from zsm_desktop.services.agenda_build import blocked, carry_over, point_item, put_case, renumber
from zsm_desktop.services.agendas import in_place, items_of, meeting_of, next_position, waiting_status
from zsm_desktop.services.body_points import points_of
from zsm_desktop.services.chairs import give_turn, put_in_chair
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.meeting_card import meeting_card
from zsm_desktop.services.meeting_facts import MeetingCard, MeetingRow
from zsm_desktop.services.meeting_lists import meeting_rows
from zsm_desktop.services.open_texts import column_in, person_in
from zsm_desktop.services.planning import NextPlan, invited, may_plan, meeting_before, next_plan
from zsm_desktop.services.rights import MeetingRights, lead_permission, readable, require_leads, rights_in
from zsm_desktop.services.seen import shown_to
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.place import is_on_server
from zsm_desktop.store.work import Work

MOST_YEARS_AWAY = 5
"""A date further off is a slip of the keyboard."""
READ = (Permission.READ_MEETINGS, Permission.READ_STEERING)
LEAD = (Permission.LEAD_MEETINGS, Permission.LEAD_STEERING)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """`may_plan`: this user may plan its next meeting."""

    id: str
    code: str
    name: str
    kind: str
    level: str
    may_plan: bool


class Meetings(Service):
    @read(*READ)
    def bodies(self) -> tuple[BodyRow, ...]:
        with self.store.reading() as session:
            bodies = session.scalars(select(MeetingBody).order_by(MeetingBody.level, MeetingBody.name))
            return tuple(
                BodyRow(b.id, b.code, b.name, b.kind, b.level, may_plan(session, self.actor, b))
                for b in bodies
                if _may_read(self.actor, b.kind)
            )

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
        kinds = [k for k in ("case", "steering") if kind in (None, k) and _may_read(self.actor, k)]
        with self.store.reading() as session:
            return meeting_rows(session, Meeting.kind.in_(kinds))

    @read(*READ)
    def card(self, meeting_id: str) -> MeetingCard:
        with self.store.reading() as session:
            meeting = readable(session, self.actor, meeting_id)
            return shown_to(session, self.actor, meeting_card(session, self.store.seal, meeting, self.desk.day))

    @read(*READ)
    def rights(self, meeting_id: str) -> MeetingRights:
        """What this user may do with it. Raises RuleError as `card`."""
        with self.store.reading() as session:
            meeting = readable(session, self.actor, meeting_id)
            rights = rights_in(session, self.actor, meeting)
            is_ahead = meeting.kind == "case" and meeting.status in (MeetingStatus.PLANNED, MeetingStatus.RUNNING)
        return replace(rights, may_take=rights.may_lead and is_ahead and is_on_server(self.desk.folder))

    @act("meeting.plan", *LEAD, can_undo=True)
    def plan(
        self,
        work: Work,
        body_id: str,
        *,
        held_on: date,
        starts_at: time,
        ends_at: time,
        place: str,
        chair_organisation_id: str = "",
    ) -> None:
        """A new meeting with the body's own points and its members; what comes back by itself is put on.

        Where the chair goes round and none is named, it is the organisation whose turn it is.
        """
        body = known(work, MeetingBody, body_id, "body.none")
        work.actor.require(lead_permission(body.kind))
        _require_moment(held_on, starts_at, ends_at, self.desk.day)
        if not may_plan(work.session, work.actor, body, held_on):
            raise RuleError("meeting.body_not_invited", body=body.name)
        previous = meeting_before(work.session, body_id, held_on)
        year, sequence, number = _numbered(work, body, held_on)
        meeting = Meeting(
            id=work.new_id(),
            kind=body.kind,
            body_id=body_id,
            school_year=year,
            sequence=sequence,
            number=number,
            held_on=held_on,
            starts_at=starts_at,
            ends_at=ends_at,
            place="",
            status=MeetingStatus.PLANNED,
            chair=previous.chair if previous else "",
            chair_id=previous.chair_id if previous else None,
            note_taker=previous.note_taker if previous else work.actor.name,
            note_taker_id=previous.note_taker_id if previous else work.actor.user_id,
        )
        meeting.place = column_in(self.desk, work, meeting, place.strip())
        work.session.add(meeting)
        work.session.flush()
        _invite(work, meeting, previous)
        give_turn(work, meeting, body, chair_organisation_id)
        _put_points(work, meeting)
        carry_over(work, meeting, self.desk.day)
        work.made = meeting.id
        work.facts = {"number": number}
        work.touch("meeting", meeting.id)

    @act("meeting.reschedule", *LEAD, can_undo=True)
    def reschedule(
        self, work: Work, meeting_id: str, version: int, *, held_on: date, starts_at: time, ends_at: time, place: str
    ) -> None:
        """Another day, hour or place for a meeting to come; in another school year it gets another number."""
        meeting = planned_meeting(work, meeting_id)
        require_version(meeting, version)
        _require_moment(held_on, starts_at, ends_at, self.desk.day)
        if SchoolYear.of(held_on).start_year != meeting.school_year:
            body, before = work.session.get_one(MeetingBody, meeting.body_id), meeting.number
            meeting.school_year, meeting.sequence, meeting.number = _numbered(work, body, held_on)
            work.facts = {"number": meeting.number, "before": before}
        meeting.held_on, meeting.starts_at, meeting.ends_at = held_on, starts_at, ends_at
        meeting.place = column_in(self.desk, work, meeting, place.strip())
        work.subject_id = meeting_id
        work.touch("meeting", meeting_id)

    @act("meeting.cancel", *LEAD, can_undo=True)
    def cancel(self, work: Work, meeting_id: str) -> None:
        """A meeting to come does not take place: its cases and points wait for the next one."""
        meeting = planned_meeting(work, meeting_id)
        meeting.status = MeetingStatus.CANCELLED
        work.session.flush()
        for item in items_of(work.session, meeting_id):
            if item.case_id is None:
                continue
            case = work.session.get_one(Case, item.case_id)
            if case.status == CaseStatus.ON_AGENDA:
                case.status = waiting_status(work, case.id)
            work.touch("case", case.id)
        work.subject_id = meeting_id
        work.touch("meeting", meeting_id)

    @act("meeting.add_case", Permission.LEAD_MEETINGS, can_undo=True)
    def add_case(self, work: Work, meeting_id: str, case_id: str) -> None:
        """One that has its question and a legal basis, today and on the day of the meeting; any other is refused."""
        meeting = open_meeting(work, meeting_id)
        case = work.session.get(Case, case_id)
        if case is None or meeting.kind != "case":
            raise RuleError("case.none")
        self.actor.require_school(case.school_id)
        same = select(AgendaItem).where(in_place(meeting_id), AgendaItem.case_id == case_id)
        if work.session.scalars(same).first() is not None:
            raise RuleError("meeting.case_twice", number=case.number)
        if case.status == CaseStatus.CLOSED:
            raise RuleError("meeting.case_closed", number=case.number)
        other = meeting_of(work, case_id)
        if other is not None:
            raise RuleError("meeting.case_elsewhere", number=case.number, meeting=other.number, day=other.held_on)
        missing = blocked(work.session, work.seal, [case], self.desk.day, meeting.held_on)
        if missing:
            raise RuleError(missing[case_id])
        work.made = put_case(work, meeting, case)
        work.touch("meeting", meeting_id)
        work.touch("case", case_id)

    @act("meeting.add_item", *LEAD, can_undo=True)
    def add_item(self, work: Work, meeting_id: str, title: str) -> None:
        meeting = open_meeting(work, meeting_id)
        if not title.strip():
            raise RuleError("meeting.item_without_title")
        title = column_in(self.desk, work, meeting, title.strip())
        item = AgendaItem(id=work.new_id(), meeting_id=meeting_id, kind="fixed", title=title, status="open")
        item.position = next_position(work.session, meeting_id)
        work.session.add(item)
        work.made = item.id
        work.touch("meeting", meeting_id)

    @act("meeting.remove_item", *LEAD, can_undo=True)
    def remove_item(self, work: Work, item_id: str) -> None:
        """Into the bin, from the agenda of a meeting that has not begun; its case waits again."""
        item = work.session.get(AgendaItem, item_id)
        if item is None or item.removed_at is not None:
            raise RuleError("meeting.no_item")
        planned_meeting(work, item.meeting_id)
        item.removed_at = work.at
        work.session.flush()
        renumber(items_of(work.session, item.meeting_id))
        if item.case_id is not None:
            case = work.session.get_one(Case, item.case_id)
            if case.status == CaseStatus.ON_AGENDA:
                case.status = waiting_status(work, case.id)
            work.touch("case", item.case_id)
        work.subject_id = item.meeting_id
        work.touch("meeting", item.meeting_id)

    @act("meeting.move_item", *LEAD, can_undo=True)
    def move_item(self, work: Work, item_id: str, step: int) -> None:
        """Move a point `step` places down (up when negative)."""
        item = work.session.get(AgendaItem, item_id)
        if item is None:
            raise RuleError("meeting.no_item")
        open_meeting(work, item.meeting_id)
        items = items_of(work.session, item.meeting_id)
        if item not in items:
            raise RuleError("meeting.no_item")
        place = items.index(item)
        items.insert(max(0, min(len(items) - 1, place + step)), items.pop(place))
        renumber(items)
        work.subject_id = item.meeting_id
        work.touch("meeting", item.meeting_id)

    @act("meeting.attendance", *LEAD, can_undo=True)
    def set_attendance(self, work: Work, attendance_id: str, *, is_present: bool) -> None:
        row = work.session.get(Attendance, attendance_id)
        if row is None:
            raise RuleError("meeting.nobody")
        open_meeting(work, row.meeting_id)
        row.is_present = is_present
        row.left_at = None  # who comes back in has not left, and who was never there did not either
        work.subject_id = row.meeting_id
        work.touch("meeting", row.meeting_id)

    @act("meeting.add_person", *LEAD, can_undo=True)
    def add_person(self, work: Work, meeting_id: str, name: str, organisation_id: str | None = None) -> None:
        meeting = open_meeting(work, meeting_id)
        if not name.strip():
            raise RuleError("network.contact_without_name")
        taken = set(work.session.scalars(select(Attendance.name).where(Attendance.meeting_id == meeting_id)))
        if name.strip() in taken:
            raise RuleError("network.contact_twice", name=name.strip())
        name = _apart(person_in(self.desk, work, meeting, name.strip()), taken)
        all_known(work, Organisation, [organisation_id], "network.no_organisation")
        row = Attendance(
            id=work.new_id(),
            meeting_id=meeting_id,
            organisation_id=organisation_id,
            name=name,
            is_present=True,
        )
        work.session.add(row)
        work.made = row.id
        work.touch("meeting", meeting_id)

    @act("meeting.roles", *LEAD, can_undo=True)
    def set_roles(
        self,
        work: Work,
        meeting_id: str,
        *,
        chair: str | None = None,
        note_taker: str | None = None,
        chair_organisation_id: str | None = None,
    ) -> None:
        """Who sits there; None leaves it to whom it is. The organisation brings its own chair along.

        Raises RuleError("meeting.no_turns") where the chair does not go round.
        """
        meeting = open_meeting(work, meeting_id)
        if chair_organisation_id is not None:
            put_in_chair(work, meeting, chair_organisation_id)
        if chair is not None:
            meeting.chair = person_in(self.desk, work, meeting, chair.strip())
            meeting.chair_id = _user_named(work, chair)
        if note_taker is not None:
            meeting.note_taker = person_in(self.desk, work, meeting, note_taker.strip())
            meeting.note_taker_id = _user_named(work, note_taker)
        work.subject_id = meeting_id
        work.touch("meeting", meeting_id)


def _apart(name: str, taken: Collection[str]) -> str:
    """Both parents of a pupil are called the same once their names are hidden."""
    return next(one for one in (name, *(f"{name} ({number})" for number in range(2, 99))) if one not in taken)


def _may_read(actor: Actor, kind: str) -> bool:
    return actor.may(Permission.READ_MEETINGS if kind == "case" else Permission.READ_STEERING)


def _require_moment(held_on: date, starts_at: time, ends_at: time, today: date) -> None:
    if ends_at <= starts_at:
        raise RuleError("meeting.ends_before_start")
    if abs(held_on.year - today.year) > MOST_YEARS_AWAY:
        raise RuleError("meeting.day_far", day=held_on)


def open_meeting(work: Work, meeting_id: str) -> Meeting:
    """A meeting this user may lead and that is neither finished nor cancelled; raises RuleError otherwise."""
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise RuleError("meeting.none")
    require_leads(work.session, work.actor, meeting)
    if meeting.status == MeetingStatus.CANCELLED:
        raise RuleError("meeting.cancelled", number=meeting.number)
    if meeting.status == MeetingStatus.FINISHED:
        raise RuleError("meeting.finished", number=meeting.number)
    return meeting


def planned_meeting(work: Work, meeting_id: str) -> Meeting:
    """As `open_meeting`, and it has not begun."""
    meeting = open_meeting(work, meeting_id)
    if meeting.status != MeetingStatus.PLANNED:
        raise RuleError("meeting.has_begun")
    return meeting


def _numbered(work: Work, body: MeetingBody, held_on: date) -> tuple[int, int, str]:
    """School year, place in it and number of the next meeting of a body; a number that was given stays given.

    People were told it, so it does not come back for another meeting when this one moves or is taken back.
    """
    year = SchoolYear.of(held_on)
    same_year = select(func.max(Meeting.sequence)).where(
        Meeting.body_id == body.id, Meeting.school_year == year.start_year
    )
    start = f"{body.code} {year.label}-"
    last = max([work.session.scalar(same_year) or 0, *_given(work, start)])
    return year.start_year, last + 1, f"{start}{last + 1:02d}"


def _given(work: Work, start: str) -> list[int]:
    """What follows `start` in the numbers the logbook says were given."""
    told = "SELECT facts FROM audit_event WHERE act IN ('meeting.plan', 'meeting.reschedule') AND facts IS NOT NULL"
    numbers = [str(number) for (facts,) in work.rows(told, ()) for number in json.loads(facts).values()]
    ends = [number.removeprefix(start) for number in numbers if number.startswith(start)]
    return [int(end) for end in ends if end.isdecimal()]


def _user_named(work: Work, name: str) -> str | None:
    """The user of the program who is called so; names of users are unique."""
    query = select(User.id).where(User.name == name.strip(), User.is_active)
    return work.session.scalars(query).one_or_none()


def _put_points(work: Work, meeting: Meeting) -> None:
    for position, point in enumerate(points_of(work.session, meeting.body_id), start=1):
        item = point_item(work, meeting, point.kind, point.title, point.minutes)
        item.position = position
    work.session.flush()


def _invite(work: Work, meeting: Meeting, previous: Meeting | None) -> None:
    for one in invited(work.session, meeting.body_id, previous):
        work.session.add(
            Attendance(
                id=work.new_id(),
                meeting_id=meeting.id,
                organisation_id=one.organisation_id,
                contact_id=one.contact_id,
                name=one.name,
                is_present=False,
                is_mandated=one.is_mandated,
            )
        )
