"""Making the agenda of a meeting: what belongs on it, in which order, and what time there is for each point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.agenda import Order, Origin, TimedPoint, Timetable, Turn, in_order, timetable
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import AgendaItem, Case, Meeting, Organisation
from zsm_desktop.services.agenda_build import Entry, blocked, entries, put_on, renumber, waiting_cases
from zsm_desktop.services.agendas import AHEAD, items_of
from zsm_desktop.services.body_points import require_minutes
from zsm_desktop.services.case_facts import CaseRow, case_rows
from zsm_desktop.services.meetings import LEAD, READ, open_meeting
from zsm_desktop.services.rights import readable
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class Preparation:
    """How far an agenda is. `ready` counts by origin what belongs on it and is not on it yet.

    `apart` are cases that wait, or stand on it, and may not be discussed yet; each says in `missing` what it lacks.
    """

    timetable: Timetable
    apart: tuple[CaseRow, ...]
    ready: tuple[tuple[str, int], ...]


class AgendaService(Service):
    @read(Permission.READ_MEETINGS)
    def waiting(self, meeting_id: str) -> tuple[CaseRow, ...]:
        """Cases not closed and on no agenda to come, urgent ones first; `missing` as of the day of the meeting.

        A stagebegeleider sees the own school's only: another school's is not shared before it is on an agenda.
        """
        with self.store.reading() as session:
            return self._waiting(session, readable(session, self.actor, meeting_id))

    @read(*READ)
    def preparation(self, meeting_id: str) -> Preparation:
        """What the view of a meeting to come shows beside its points."""
        with self.store.reading() as session:
            meeting = readable(session, self.actor, meeting_id)
            day, seal = self.desk.day, self.store.seal
            is_to_come = meeting.status in AHEAD
            waiting = self._waiting(session, meeting) if meeting.kind == "case" and is_to_come else ()
            on_it = _cases(session, items_of(session, meeting_id))
            closed = blocked(session, seal, on_it, day, meeting.held_on)
            there = case_rows(session, seal, [case for case in on_it if case.id in closed], day)
            wanted = self._entries(session, meeting) if is_to_come else ()
            return Preparation(
                timetable=_times(session, meeting, None, frozenset(closed)),
                apart=(
                    *(_shy(replace(row, missing=closed[row.id])) for row in there),
                    *(_shy(row) for row in waiting if row.missing),
                ),
                ready=tuple(Counter(entry.origin for entry in wanted).items()),
            )

    @read(*READ)
    def timetable(self, meeting_id: str, now: datetime | None = None) -> Timetable:
        """The time for what is still to come: from `now` (aware) while the meeting runs, else from its planned start.

        Cases that may not be discussed take none.
        """
        with self.store.reading() as session:
            meeting = readable(session, self.actor, meeting_id)
            on_it = _cases(session, items_of(session, meeting_id))
            closed = blocked(session, self.store.seal, on_it, self.desk.day, meeting.held_on)
            moment = now if meeting.status == MeetingStatus.RUNNING else None
            return _times(session, meeting, moment, frozenset(closed))

    @act("meeting.build_agenda", *LEAD, can_undo=True)
    def build(self, work: Work, meeting_id: str) -> None:
        """Puts on all that belongs on it: answers, what was not reached, what returns, what is new, what runs.

        What stands on it keeps its order. Raises RuleError("meeting.agenda_complete") when there is nothing to add.
        """
        meeting = open_meeting(work, meeting_id)
        wanted = self._entries(work.session, meeting)
        if not wanted:
            raise RuleError("meeting.agenda_complete")
        put_on(work, meeting, wanted)
        work.subject_id = meeting_id
        work.facts = dict(Counter(entry.origin for entry in wanted))

    @act("meeting.arrange", *LEAD, can_undo=True)
    def arrange(self, work: Work, meeting_id: str, order: Order) -> None:
        """Puts the cases that are still open in this order; every other point keeps its place."""
        open_meeting(work, meeting_id)
        items = items_of(work.session, meeting_id)
        free = [item for item in items if item.case_id is not None and item.status == "open"]
        by_number = {item.title: item for item in free}
        turn = iter([by_number[number] for number in in_order(_turns(work.session, free), order)])
        renumber([next(turn) if item in free else item for item in items])
        work.subject_id = meeting_id
        work.facts = {"order": order.value}
        work.touch("meeting", meeting_id)

    @act("meeting.time_box", *LEAD, can_undo=True)
    def set_minutes(self, work: Work, item_id: str, minutes: int | None) -> None:
        """The time for one point; None: a fair share of what is left."""
        item = work.session.get(AgendaItem, item_id)
        if item is None or item.removed_at is not None:
            raise RuleError("meeting.no_item")
        meeting = open_meeting(work, item.meeting_id)
        require_minutes(minutes)
        item.minutes = minutes
        work.subject_id = item_id
        work.touch("meeting", meeting.id)

    def _entries(self, session: Session, meeting: Meeting) -> tuple[Entry, ...]:
        """New cases are put on by the secretary and by their own school; what was on an agenda before, by all."""
        found = entries(session, self.store.seal, meeting, self.desk.day, origins=[*Origin])
        if self.actor.role is Role.SECRETARY or meeting.kind != "case":
            return found
        own = {one.case.id for one in waiting_cases(session, meeting, self.actor.school_id)}
        return tuple(one for one in found if one.origin != Origin.NEW or one.case_id is None or one.case_id in own)

    def _waiting(self, session: Session, meeting: Meeting) -> tuple[CaseRow, ...]:
        school_id = None if self.actor.role is Role.SECRETARY else self.actor.school_id
        cases = [one.case for one in waiting_cases(session, meeting, school_id)]
        closed = blocked(session, self.store.seal, cases, self.desk.day, meeting.held_on)
        rows = case_rows(session, self.store.seal, cases, self.desk.day)
        return tuple(replace(row, missing=closed.get(row.id, "")) for row in rows)


def _cases(session: Session, items: Sequence[AgendaItem]) -> list[Case]:
    wanted = [item.case_id for item in items if item.case_id is not None]
    return list(session.scalars(select(Case).where(Case.id.in_(wanted)))) if wanted else []


def _shy(row: CaseRow) -> CaseRow:
    """What it is about stays out: only that it waits is said."""
    return replace(row, question="", initials="")


def _times(session: Session, meeting: Meeting, now: datetime | None, closed: frozenset[str]) -> Timetable:
    from zsm_desktop.domain.calendar import HOME

    if now is None:
        now = datetime.combine(meeting.held_on, meeting.starts_at)
    else:
        now = now.astimezone(HOME).replace(tzinfo=None)
    points = [
        TimedPoint(item.id, item.minutes, item.status in ("discussed", "carried_over") or item.case_id in closed)
        for item in sorted(items_of(session, meeting.id), key=lambda item: item.status == "parked")
    ]
    return timetable(points, now=now, ends_at=meeting.ends_at)


def _turns(session: Session, items: Sequence[AgendaItem]) -> list[Turn]:
    """Named by case number, so that of two entered on one day the lower number comes first."""
    cases = {case.id: case for case in _cases(session, items)}
    schools = {row.id: row.name for row in session.scalars(select(Organisation))}
    found = []
    for item in items:
        case = cases[item.case_id or ""]
        origin = Origin(item.origin) if item.origin else _origin_of(case)
        found.append(Turn(item.title, schools[case.school_id], case.is_urgent, origin, case.entered_on))
    return found


def _origin_of(case: Case) -> Origin:
    """For agendas from before an origin was kept."""
    return Origin.RUNNING if case.status == "running" else Origin.NEW
