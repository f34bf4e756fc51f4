"""The stuurgroep of the past and the one to come, and the bottlenecks that reached it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from itertools import cycle
from typing import Protocol

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.profiles import Body
from zsm_desktop.services.sample import steering_texts as texts
from zsm_desktop.services.sample.calendar_days import Calendar
from zsm_desktop.services.sample.case_meetings import action_state
from zsm_desktop.services.sample.closed_purses import written_off
from zsm_desktop.services.sample.days import DAY, workday
from zsm_desktop.services.sample.meeting_rows import MeetingRows
from zsm_desktop.services.sample.parties import Network
from zsm_desktop.services.sample.portraits.portrait import Portrait
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id

_WAITING = 3
"""How many of the bottlenecks were noted after the last stuurgroep."""
_DIRECTORS_INVITED = 24
_POINTS = 2
_CLOSED_SHARE = 0.5
_MOST_TOUCHED = 7
"""Each bottleneck touches fewer cases of its meeting than this, some of them none."""


@dataclass(slots=True)
class _Bottleneck:
    row: Row
    issue: texts.Issue
    escalated_on: date | None
    touched: int


class Held(Protocol):
    """Meetings about pupils as they were held: identifier and day, and their rows."""

    meetings: list[tuple[str, date]]
    rows: Rows


class SteeringMeetings:
    """Plays the stuurgroep in order; afterwards `rows` holds its meetings and all bottlenecks.

    Without a `body` nobody deals with them: they stay open.
    """

    def __init__(
        self,
        frame: Frame,
        calendar: Calendar,
        network: Network,
        case_meetings: Held,
        body: Body | None,
        portrait: Portrait,
    ) -> None:
        self.places, self.talk = portrait.steering_places, portrait.talk
        members = network.people(portrait.steering_members)
        self.directors = members or [school.director for school in network.schools[:_DIRECTORS_INVITED]]
        self.frame, self.calendar, self.network = frame, calendar, network
        self.dice = frame.dice("steering")
        self._points, self._decisions = cycle(self.talk.points), cycle(self.talk.decisions)
        self._actions = cycle(self.talk.actions)
        self._own = self._funding_days(portrait) | self._settling_days()
        self._is_held = body is not None
        self._made = MeetingRows(frame, self.dice, body or Body("SG", "Stuurgroep", "steering", "strategic"))
        self.rows: Rows = self._made.rows if self._is_held else {"decision": []}
        self.bottlenecks = self._note(case_meetings)
        self._met_in: dict[str, list[str]] = {}
        for item in case_meetings.rows["agenda_item"]:
            if item["case_id"]:
                self._met_in.setdefault(str(item["meeting_id"]), []).append(str(item["case_id"]))

    def play(self) -> None:
        if self._is_held:
            self._meet()
        self._close_told()
        self.rows["bottleneck"] = [bottleneck.row for bottleneck in self.bottlenecks]
        self.rows["bottleneck_case"] = [
            {"bottleneck_id": one.row["id"], "case_id": case_id}
            for one in self.bottlenecks
            for case_id in self._met_in.get(str(one.row["meeting_id"]), [])[: one.touched]
        ]

    def _meet(self) -> None:
        for day in self.calendar.steering_days:
            self._hold(day)
        day = self.calendar.next_steering_day
        meeting_id = self._meeting(day, "planned")
        self._opening(meeting_id, day, is_held=False)
        if self.talk.ahead:
            self._made.item(meeting_id, day, "fixed", self.talk.ahead, "open")
        for bottleneck in self._waiting(self.frame.today):
            self._made.item(
                meeting_id, day, "bottleneck", bottleneck.issue.title, "open", bottleneck_id=bottleneck.row["id"]
            )

    def _settling_days(self) -> dict[date, str]:
        """What is decided about settling: in the first meeting of all, and the first of the school year before."""
        days = self.calendar.steering_days if self.talk.settles else []
        later = [day for day in days if day >= self.frame.running.shifted(-1).first_day]
        found = {later[0]: written_off(self.frame)} if later and self.frame.years > 1 else {}
        return found | ({days[0]: texts.AGREED} if days else {})

    def _funding_days(self, portrait: Portrait) -> dict[date, str]:
        """What is decided about money: in the last meeting before the funds begin, and in the last one of all."""
        days = self.calendar.steering_days
        before = [day for day in days if day < self.frame.running.shifted(-1).first_day]
        found = {days[-1]: texts.EXAMS} if days and portrait.is_exchanging else {}
        granted = texts.granted(portrait.funds)
        return found | ({before[-1]: granted} if before and portrait.funds else {})

    def _close_told(self) -> None:
        """What was answered before the last maatwerkbespreking was told there."""
        held = [day for day in self.calendar.case_days if day < self.frame.today]
        for one in self.bottlenecks:
            if one.row["status"] == "answered" and held and str(one.row["answered_on"]) < str(held[-1]):
                one.row["status"] = "closed"

    def _note(self, case_meetings: Held) -> list[_Bottleneck]:
        """Bottlenecks spread over the maatwerkbesprekingen, the last few in the latest."""
        held = [(meeting_id, day) for meeting_id, day in case_meetings.meetings if day < self.frame.today]
        if not held:
            return []
        issues = self.talk.issues
        early = len(issues) - _WAITING
        found = []
        for number, issue in enumerate(issues, start=1):
            index = (number - 1) * max(0, len(held) - 2) // early if number <= early else len(held) - 1
            meeting_id, day = held[index]
            found.append(self._bottleneck(number, issue, meeting_id, day, is_late=number > early))
        return found

    def _bottleneck(self, number: int, issue: texts.Issue, meeting_id: str, day: date, *, is_late: bool) -> _Bottleneck:
        escalated_on: date | None = None
        if issue.answer and self._is_held:
            last = self.calendar.steering_days[-1] if self.calendar.steering_days else day
            escalated_on = min(max(day + DAY, last + DAY) if is_late else day + 5 * DAY, self.frame.today - DAY)
        status = "escalated" if escalated_on else "open"
        if not escalated_on and not is_late and self.dice.random() < _CLOSED_SHARE:
            status = "closed"
        row: Row = {
            "id": new_id(self.dice, day),
            "number": number,
            "title": issue.title,
            "description": issue.description,
            "meeting_id": meeting_id,
            "case_id": None,
            "noted_on": day,
            "status": status,
            "escalated_on": escalated_on,
            "answer": None,
            "answered_on": None,
            "kind": issue.kind,
            "asked": issue.asked,
            "body_id": self._made.body["id"] if escalated_on else None,
        }
        return _Bottleneck(row, issue, escalated_on, number % _MOST_TOUCHED)

    def _waiting(self, day: date) -> list[_Bottleneck]:
        return [
            bottleneck
            for bottleneck in self.bottlenecks
            if bottleneck.escalated_on is not None
            and bottleneck.escalated_on < day
            and bottleneck.row["status"] == "escalated"
        ]

    def _hold(self, day: date) -> None:
        meeting_id = self._meeting(day, "finished")
        self._opening(meeting_id, day, is_held=True)
        for bottleneck in self._waiting(day):
            issue, row = bottleneck.issue, bottleneck.row
            item_id = self._made.item(
                meeting_id,
                day,
                "bottleneck",
                issue.title,
                "discussed",
                bottleneck_id=row["id"],
                open_notes=issue.answer,
            )
            row |= {"status": "answered", "answer": issue.answer, "answered_on": day}
            self._decide(meeting_id, item_id, day, issue.decision)
        for _ in range(_POINTS):
            title, notes = next(self._points)
            item_id = self._made.item(meeting_id, day, "fixed", title, "discussed", open_notes=notes)
            self._act(meeting_id, item_id, day)
        usual = next(self._decisions)
        is_voted = day not in self._own and usual == texts.VOTED_ON
        self._decide(meeting_id, item_id, day, self._own.get(day, usual), is_voted=is_voted)

    def _opening(self, meeting_id: str, day: date, *, is_held: bool) -> None:
        status = "discussed" if is_held else "open"
        for point in self._made.points:
            is_balances = point.kind == "balances"
            notes = self.dice.choice(self.talk.notes) if is_balances else texts.POINT_NOTES[point.kind]
            self._made.item(
                meeting_id,
                day,
                point.kind,
                point.title,
                status,
                origin="fixed",
                minutes=point.minutes,
                open_notes=notes if is_held else None,
            )

    def _meeting(self, day: date, status: str) -> str:
        held = sum(meeting["school_year"] == SchoolYear.of(day).start_year for meeting in self.rows["meeting"])
        meeting_id = self._made.meeting(
            day,
            day - 21 * DAY,
            status,
            starts_at=time(15, 0),
            ends_at=time(17, 0),
            place=self.places[(held + 1) % len(self.places)],
            chair=self.directors[0].name,
            chair_id=self.network.user_id(self.directors[0]),
            note_taker=self.network.secretary.name,
            note_taker_id=self.network.user_id(self.network.secretary),
        )
        invited = enumerate([self.network.secretary, *self.directors])
        is_held = status == "finished"
        people = [(person, is_held and (number < 2 or self.dice.random() < 0.82)) for number, person in invited]
        self._made.attendance(meeting_id, day, people, mandated=self.directors)
        return meeting_id

    def _decide(self, meeting_id: str, item_id: str, day: date, text: str, *, is_voted: bool = False) -> None:
        more: Row = {"manner": "vote"} if is_voted else {}
        made = self._made.decision(day, meeting_id=meeting_id, agenda_item_id=item_id, open_text=text, **more)
        if is_voted:
            self._made.voted(made, meeting_id)

    def _act(self, meeting_id: str, item_id: str, day: date) -> None:
        owner = self.network.secretary if self.dice.random() < 0.4 else self.dice.choice(self.directors)
        due_on = workday(day + self.dice.randrange(21, 70) * DAY)
        state = action_state(self.dice, self.frame, day, due_on)
        text = f"{next(self._actions)}."
        self._made.action(day, owner, due_on, meeting_id=meeting_id, agenda_item_id=item_id, open_text=text, **state)
