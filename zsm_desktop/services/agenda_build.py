"""What belongs on the next agenda of a body and why: answers, what was not reached, what returns, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.agenda import Origin
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import CaseStatus, MeetingStatus
from zsm_desktop.domain.talk import taken_along
from zsm_desktop.models import AgendaItem, Case, CaseDiscussion, Meeting, MeetingBody, School
from zsm_desktop.services.agendas import in_place, is_ahead, is_on_agenda, items_of, meeting_of
from zsm_desktop.services.body_points import comes_back
from zsm_desktop.services.bottleneck_agenda import ANSWERED, waiting_for
from zsm_desktop.services.consents import missing_codes
from zsm_desktop.services.pupil_lists import wanted_on_agenda
from zsm_desktop.services.service import opened, sealed
from zsm_desktop.store.seal import Sealer
from zsm_desktop.store.work import Work

NOT_REACHED = ("open", "parked", "carried_over")
LONG_AGO = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A point that belongs on an agenda; `before` is the point of an earlier meeting it takes notes and time from."""

    kind: str
    title: str
    origin: str
    case_id: str | None = None
    bottleneck_id: str | None = None
    minutes: int | None = None
    before: AgendaItem | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """A case that wants an agenda: why it does, or "" when only a person may choose to put it on."""

    case: Case
    origin: str
    before: AgendaItem | None


def blocked(session: Session, seal: Sealer, cases: Sequence[Case], today: date, held_on: date) -> dict[str, str]:
    """Case id → the rule code that keeps it off an agenda: it must be in order today and on the day of the meeting."""
    found = missing_codes(session, seal, cases, held_on) if held_on > today else {}
    return found | missing_codes(session, seal, cases, today)


def waiting_cases(session: Session, meeting: Meeting, school_id: str | None) -> list[Turned]:
    """Cases not closed and on no agenda to come, urgent ones first, then as they were entered.

    `school_id`: only this school's; a body of a cluster gets what its schools enter.
    """
    query = select(Case).where(Case.status != CaseStatus.CLOSED, ~is_on_agenda())
    if school_id is not None:
        query = query.where(Case.school_id == school_id)
    cluster = session.get_one(MeetingBody, meeting.body_id).cluster_id
    if cluster is not None:
        query = query.where(Case.school_id.in_(select(School.id).where(School.cluster_id == cluster)))
    cases = session.scalars(query.order_by(Case.is_urgent.desc(), Case.entered_on, Case.number)).all()
    last = _last_items(session, meeting)
    previous = last_held(session, meeting.body_id, meeting.held_on)
    listed = set(session.scalars(wanted_on_agenda()))
    turned = [_turned(case, last.get(case.id), previous, meeting.held_on) for case in cases]
    return [_of_list(one, meeting.held_on) if one.case.pupil_id in listed else one for one in turned]


def entries(
    session: Session, seal: Sealer, meeting: Meeting, today: date, *, origins: Iterable[str]
) -> tuple[Entry, ...]:
    """What belongs on this agenda and is not on it yet, of these `origins`, in the order of `Origin`."""
    wanted = [*_points(session, meeting), *_bottlenecks(session, meeting)]
    if meeting.kind == "case":
        turned = waiting_cases(session, meeting, None)
        closed = blocked(session, seal, [one.case for one in turned], today, meeting.held_on)
        wanted += [_entry(one) for one in turned if one.origin and one.case.id not in closed]
    order = {origin.value: place for place, origin in enumerate(Origin)}
    allowed = frozenset(origins)
    return tuple(sorted((one for one in wanted if one.origin in allowed), key=lambda one: order[one.origin]))


def put_on(work: Work, meeting: Meeting, wanted: Sequence[Entry]) -> None:
    """Points without a case before the first case, cases at the end; the order there was stays as it is."""
    items = items_of(work.session, meeting.id)
    first_case = next((at for at, item in enumerate(items) if item.case_id is not None), len(items))
    points = [_item(work, meeting, entry) for entry in wanted if entry.case_id is None]
    cases = [_item(work, meeting, entry) for entry in wanted if entry.case_id is not None]
    renumber([*items[:first_case], *points, *items[first_case:], *cases])
    for entry in wanted:
        case = work.session.get_one(Case, entry.case_id) if entry.case_id else None
        if case is not None:
            if case.status == CaseStatus.ENTERED:
                case.status = CaseStatus.ON_AGENDA
            work.touch("case", case.id)
    work.touch("meeting", meeting.id)


def put_case(work: Work, meeting: Meeting, case: Case) -> str:
    """One case somebody chose, at the end; the identifier of its point."""
    held = _last_items(work.session, meeting).get(case.id)
    previous = last_held(work.session, meeting.body_id, meeting.held_on)
    entry = _entry(_turned(case, held, previous, meeting.held_on))
    put_on(work, meeting, [replace(entry, origin=entry.origin or Origin.RUNNING)])
    item = select(AgendaItem.id).where(in_place(meeting.id), AgendaItem.case_id == case.id)
    return work.session.scalars(item).one()


def renumber(items: Iterable[AgendaItem]) -> None:
    for position, item in enumerate(items, start=1):
        item.position = position


def carry_over(work: Work, meeting: Meeting, today: date) -> None:
    """All that comes by itself on an agenda to come; new cases are put on by whoever makes the agenda."""
    found = entries(work.session, work.seal, meeting, today, origins=Origin)
    wanted = [one for one in found if one.origin != Origin.NEW]
    sent_up = [one for one in found if one.origin == Origin.NEW and one.bottleneck_id]
    put_on(work, meeting, [*wanted, *sent_up])


def last_held(session: Session, body_id: str, until: date) -> Meeting | None:
    """The last meeting of a body that is over, on or before this day."""
    query = select(Meeting).where(
        Meeting.body_id == body_id, Meeting.status == MeetingStatus.FINISHED, Meeting.held_on <= until
    )
    return session.scalars(query.order_by(Meeting.held_on.desc(), Meeting.starts_at.desc()).limit(1)).one_or_none()


def open_points(session: Session, body_id: str, until: date) -> list[AgendaItem]:
    """Points added by hand that the last meeting did not get to, nor one cancelled since; on no agenda to come yet."""
    previous = last_held(session, body_id, until)
    cancelled = select(Meeting.id).where(
        Meeting.body_id == body_id,
        Meeting.status == MeetingStatus.CANCELLED,
        Meeting.held_on <= until,
        Meeting.held_on >= (previous.held_on if previous else LONG_AGO),
    )
    coming = (
        select(AgendaItem.title)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.body_id == body_id, is_ahead(), AgendaItem.removed_at.is_(None))
    )
    left = (
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            or_(AgendaItem.meeting_id == (previous.id if previous else ""), AgendaItem.meeting_id.in_(cancelled)),
            AgendaItem.kind == "fixed",
            AgendaItem.status.in_(NOT_REACHED),
            AgendaItem.removed_at.is_(None),
            comes_back(body_id),
            AgendaItem.title.not_in(coming),
        )
        .order_by(Meeting.held_on, AgendaItem.position, AgendaItem.id)
    )
    return list({item.title: item for item in session.scalars(left)}.values())


def _points(session: Session, meeting: Meeting) -> list[Entry]:
    return [
        Entry("fixed", item.title, Origin.CARRIED_OVER, minutes=item.minutes, before=item)
        for item in open_points(session, meeting.body_id, meeting.held_on)
    ]


def _bottlenecks(session: Session, meeting: Meeting) -> list[Entry]:
    """Those sent up to this body, and answers to what it noted itself that came since it last met."""
    body = session.get_one(MeetingBody, meeting.body_id)
    left = _not_reached(session, last_held(session, body.id, meeting.held_on))
    found = []
    for row, why in waiting_for(session, body):
        before = left.get(row.id)
        origin = Origin.ANSWERED if why == ANSWERED else Origin.CARRIED_OVER if before is not None else Origin.NEW
        minutes = before.minutes if before is not None else None
        found.append(Entry("bottleneck", row.title, origin, bottleneck_id=row.id, minutes=minutes, before=before))
    return found


def _not_reached(session: Session, previous: Meeting | None) -> dict[str, AgendaItem]:
    """By bottleneck, what the last meeting did not get to."""
    if previous is None:
        return {}
    items = items_of(session, previous.id)
    return {item.bottleneck_id: item for item in items if item.bottleneck_id and item.status in NOT_REACHED}


def _last_items(session: Session, meeting: Meeting) -> dict[str, tuple[AgendaItem, Meeting]]:
    """By case, its point on the latest agenda of a meeting of this body that is over, and that meeting."""
    query = (
        select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.case_id.is_not(None),
            AgendaItem.removed_at.is_(None),
            Meeting.body_id == meeting.body_id,
            Meeting.status == MeetingStatus.FINISHED,
            Meeting.held_on <= meeting.held_on,
        )
        .order_by(Meeting.held_on, Meeting.starts_at)
    )
    return {item.case_id: (item, held) for item, held in session.execute(query) if item.case_id is not None}


def _turned(case: Case, last: tuple[AgendaItem, Meeting] | None, previous: Meeting | None, held_on: date) -> Turned:
    """Why a case wants this agenda: it waits for its day, was not reached, comes back, was entered since, or runs."""
    item, held = last if last is not None else (None, None)
    since = held.held_on if held is not None else LONG_AGO
    if case.return_on is not None and case.return_on > held_on:
        return Turned(case, "", item)
    if item is not None and item.status in NOT_REACHED:
        return Turned(case, Origin.CARRIED_OVER, item)
    if any(day is not None and day > since for day in (case.return_on, case.reopened_on)):
        return Turned(case, Origin.RETURNING, item)
    if item is None and case.status in (CaseStatus.ENTERED, CaseStatus.ON_AGENDA):
        return Turned(case, Origin.NEW, None)
    is_last_time = held is not None and previous is not None and held.id == previous.id
    return Turned(case, Origin.RUNNING if is_last_time else "", item)


def _of_list(one: Turned, held_on: date) -> Turned:
    """Who stands on a list to be talked about comes back every time, until off it."""
    waits = one.case.return_on is not None and one.case.return_on > held_on
    return one if one.origin or waits else replace(one, origin=Origin.RUNNING)


def _entry(one: Turned) -> Entry:
    minutes = one.before.minutes if one.before is not None and one.origin == Origin.CARRIED_OVER else None
    return Entry("case", one.case.number, one.origin, case_id=one.case.id, minutes=minutes, before=one.before)


def _item(work: Work, meeting: Meeting, entry: Entry) -> AgendaItem:
    """A point brings the notes it had; those of a case say from which meeting they are.

    The one place where a case comes on an agenda: it stands on one at a time.
    """
    binned = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.case_id == entry.case_id)
    item = work.session.scalars(binned).one_or_none() if entry.case_id else None
    elsewhere = meeting_of(work, entry.case_id) if entry.case_id else None
    if elsewhere is not None and elsewhere.id != meeting.id:
        raise RuleError("meeting.case_elsewhere", number=entry.title, meeting=elsewhere.number, day=elsewhere.held_on)
    if item is None:
        item = AgendaItem(id=work.new_id(), meeting_id=meeting.id, position=0, kind=entry.kind, title=entry.title)
        item.case_id, item.bottleneck_id = entry.case_id, entry.bottleneck_id
        work.session.add(item)
    item.status, item.removed_at = "open", None
    item.origin, item.minutes = entry.origin, entry.minutes
    if entry.before is not None and entry.case_id is None:
        item.open_notes = entry.before.open_notes
        notes = opened(work.seal, "agenda_item", entry.before.id, "notes", entry.before.notes)
        item.notes = sealed(work, "agenda_item", item.id, "notes", notes)
    if entry.before is not None and entry.case_id is not None and entry.origin == Origin.CARRIED_OVER:
        _take_notes(work, entry.before, item)
    return item


def _take_notes(work: Work, before: AgendaItem, item: AgendaItem) -> None:
    """What was half written about a case that was not finished is there again, to go on with."""
    said = work.session.scalars(select(CaseDiscussion).where(CaseDiscussion.agenda_item_id == before.id)).one_or_none()
    text = opened(work.seal, "case_discussion", said.id, "notes", said.notes) if said is not None else ""
    work.session.flush()
    here = select(CaseDiscussion.id).where(CaseDiscussion.agenda_item_id == item.id)
    if not text.strip() or work.session.scalars(here).first() is not None:
        return
    held_on = work.session.get_one(Meeting, before.meeting_id).held_on
    talk = CaseDiscussion(id=work.new_id(), agenda_item_id=item.id, case_id=item.case_id or "")
    talk.notes = sealed(work, "case_discussion", talk.id, "notes", taken_along(text, held_on))
    work.session.add(talk)


def point_item(work: Work, meeting: Meeting, kind: str, title: str, minutes: int | None) -> AgendaItem:
    """A point every agenda of the body starts with."""
    return _item(work, meeting, Entry(kind, title, Origin.FIXED, minutes=minutes))
