"""The maatwerkbesprekingen of the past, one after the other, and the one to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from random import Random

from zsm_desktop.domain.profiles import Body
from zsm_desktop.domain.progress import CaseStatus, DiscussionOutcome, status_after
from zsm_desktop.services.sample import case_texts, consents
from zsm_desktop.services.sample.calendar_days import LEAD_DAYS, Calendar
from zsm_desktop.services.sample.casework import CasePlan, Refusal
from zsm_desktop.services.sample.days import DAY, workday
from zsm_desktop.services.sample.meeting_rows import MeetingRows
from zsm_desktop.services.sample.needs import why_not
from zsm_desktop.services.sample.offering import OfferFacts
from zsm_desktop.services.sample.parties import Network, Person, SchoolFacts
from zsm_desktop.services.sample.placing import Placer
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id

_O = DiscussionOutcome
_MOST_NEW, _MOST = 8, 12
_AHEAD_NEW, _AHEAD = 6, 11
_RETURNS_AFTER = {_O.PLACED: 3, _O.FIND_OUT: 1, _O.OTHER_HELP: 2, _O.TO_EMPLOYER: 2, _O.NOT_PLACEABLE: 1}
_WITH_A_DAY = frozenset({_O.FIND_OUT, _O.OTHER_HELP, _O.TO_EMPLOYER})
_BETWEEN_DAYS = 35
_LAST_BEFORE_LEAVING_DAYS = 70
_MOST_REFUSALS = 2
_REFUSED_SHARE = {_O.FIND_OUT: 0.6, _O.PLACED: 0.5}
"""Of who is new this school year: so many ask first what no offer answers yet."""
_GUESTS = 3
_SCHOOLS_INVITED = 24
_NO_ACTION_SHARE, _SECRETARY_SHARE, _PROVIDER_SHARE = 0.12, 0.17, 0.25
_LATELY_DAYS = 130
_DONE_EARLY_SHARE, _DONE_LATELY_SHARE, _DONE_SHARE = 0.25, 0.78, 0.96
_DAY_NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")


class CaseMeetings:
    """Plays the meetings in order; afterwards `rows` holds them and the plans know their status."""

    carried_over_share = 0.05

    def __init__(
        self,
        frame: Frame,
        calendar: Calendar,
        network: Network,
        plans: Sequence[CasePlan],
        offers: list[OfferFacts],
        body: Body,
        *stream: str,
    ) -> None:
        """`stream` tells its dice from those of another body that meets."""
        self.frame, self.calendar, self.network, self.plans = frame, calendar, network, plans
        self.schools, self.chair, self.note_taker = network.schools, network.schools[0].coordinator, network.secretary
        self.dice = frame.dice("case meetings", *stream)
        self.placer = Placer(frame, offers)
        self.meetings: list[tuple[str, date]] = []
        self._whys = frame.dice("not placeable", *stream)
        self._made = MeetingRows(frame, self.dice, body)
        self.rows: Rows = self._made.rows | {"case_discussion": []}

    def play(self) -> None:
        for index, day in enumerate(self.calendar.case_days):
            self._hold(index, day)
        self._prepare(len(self.calendar.case_days), self.calendar.next_case_day)

    def _hold(self, index: int, day: date) -> None:
        new = [p for p in self.plans if p.status is CaseStatus.ENTERED and p.entered_on <= day - LEAD_DAYS * DAY]
        new = sorted(new, key=lambda plan: (not plan.row["is_urgent"], plan.number))[:_MOST_NEW]
        running = (plan for plan in self.plans if plan.status is CaseStatus.RUNNING)
        due = sorted((p for p in running if p.due <= index or _leaves_soon(p, day)), key=_leavers_first)
        plans = new + due[: _MOST - len(new)]
        if not plans:
            return  # the very first weeks: nobody has been entered yet
        meeting_id = self._meeting(day, index, "finished", plans)
        for plan in plans:
            self._discuss(meeting_id, index, day, plan)

    def _prepare(self, index: int, day: date) -> None:
        """The meeting to come: new cases, then running ones until the agenda has eleven."""
        new = [plan for plan in self.plans if plan.status is CaseStatus.ENTERED][:_AHEAD_NEW]
        running = [p for p in self.plans if p.status is CaseStatus.RUNNING and p.pupil.is_enrolled(self.frame.today)]
        running.sort(key=lambda plan: (plan.due, plan.number))
        chosen = running[: _AHEAD - len(new)]
        meeting_id = self._meeting(day, index, "planned", new + chosen)
        for plan in new + chosen:
            origin = "new" if plan.status is CaseStatus.ENTERED else "running"
            self._made.item(meeting_id, day, "case", plan.number, "open", case_id=plan.id, origin=origin)
        for plan in new:
            plan.status = CaseStatus.ON_AGENDA
        for plan in chosen:
            plan.return_on = None
        consents.mark_flaws(self.frame, new, chosen)

    def _meeting(self, day: date, index: int, status: str, plans: Sequence[CasePlan]) -> str:
        host = self.schools[index % len(self.schools)]
        meeting_id = self._made.meeting(
            day,
            day - 14 * DAY,
            status,
            starts_at=time(13, 30),
            ends_at=time(16, 0),
            place=f"{host.place.name}, {host.city}",
            chair=self.chair.name,
            chair_id=self.network.user_id(self.chair),
            note_taker=self.note_taker.name,
            note_taker_id=self.network.user_id(self.note_taker),
        )
        self.meetings.append((meeting_id, day))
        self._attend(meeting_id, day, {plan.school.id for plan in plans}, is_held=status == "finished")
        for point in self._made.points:
            more: Row = {"origin": "fixed", "minutes": point.minutes}
            if status == "finished":
                notes = self.dice.choice(case_texts.OPENING_NOTES)
                self._made.item(meeting_id, day, point.kind, point.title, "discussed", notes=notes, **more)
            else:
                self._made.item(meeting_id, day, point.kind, point.title, "open", **more)
        return meeting_id

    def _attend(self, meeting_id: str, day: date, school_ids: set[str], *, is_held: bool) -> None:
        """Coordinators, the secretary and a few guests; whose pupil is discussed is there."""
        schools = self.network.schools
        invited: list[tuple[Person, bool]] = [(self.network.secretary, True), (schools[0].coordinator, True)]
        invited += [
            (school.coordinator, school.id in school_ids or self.dice.random() < 0.72)
            for number, school in enumerate(schools[1:], start=2)
            if number <= _SCHOOLS_INVITED or school.id in school_ids
        ]
        guests = self.dice.sample(self.network.colleagues[:10], _GUESTS)
        invited += [(guest, self.dice.random() < 0.6) for guest in guests]
        self._made.attendance(meeting_id, day, [(person, is_held and is_there) for person, is_there in invited])

    def _discuss(self, meeting_id: str, index: int, day: date, plan: CasePlan) -> None:
        if plan.is_discussed and not _leaves_soon(plan, day) and self.dice.random() < self.carried_over_share:
            self._made.item(meeting_id, day, "case", plan.number, "carried_over", case_id=plan.id)
            plan.due = index + 1
            return
        item_id = self._made.item(meeting_id, day, "case", plan.number, "discussed", case_id=plan.id)
        is_leaving = _leaves_soon(plan, day)
        outcome, found = self._outcome(plan, day)
        choice = self.dice.randrange(len(case_texts.NOTES[outcome]))
        reason_code, reason = self._why(plan, outcome, item_id, day)
        notes = case_texts.LEAVING_NOTE if is_leaving else case_texts.NOTES[outcome][choice]
        self.rows["case_discussion"].append(
            {
                "id": new_id(self.dice, day),
                "agenda_item_id": item_id,
                "case_id": plan.id,
                "notes": notes.format(**_names(plan, found)),
                "outcome": outcome.value,
                "reason_code": reason_code,
                "reason": case_texts.LEAVING_REASON if is_leaving else reason,
            }
        )
        links: Row = {"meeting_id": meeting_id, "agenda_item_id": item_id, "case_id": plan.id}
        if found is not None:
            text = f"Traject bij {found[0].school.place.name}: {found[0].sketch.name}."
            decision_id = self._made.decision(day, sealed_text=text, **links)
            self.placer.place(self.dice, plan, found, day, {"decision_id": decision_id, "agenda_item_id": item_id})
        elif outcome in case_texts.DECISIONS:
            self._made.decision(day, sealed_text=case_texts.DECISIONS[outcome], **links)
        texts = case_texts.ACTIONS[outcome]
        self._act(day, plan, texts[choice % len(texts)], found[0].school if found else None, links)
        plan.is_discussed = True
        plan.discussed_on.append(day)
        plan.status = status_after(outcome)
        plan.closed_on = day if plan.status is CaseStatus.CLOSED else None
        plan.due = index + _RETURNS_AFTER.get(outcome, 0)
        plan.return_on = self._day_of(plan.due) if outcome in _WITH_A_DAY else None

    def _outcome(self, plan: CasePlan, day: date) -> tuple[DiscussionOutcome, tuple[OfferFacts, date, date] | None]:
        """The next step of the script; who is about to leave is closed, who finds no room waits for one."""
        if _leaves_soon(plan, day):
            return _O.OFF_LIST, None
        wanted = plan.script[0]
        is_new = not plan.is_discussed and day >= self.frame.running.first_day
        if is_new and self._whys.random() < _REFUSED_SHARE.get(wanted, 0):
            return _O.NOT_PLACEABLE, None
        if wanted is _O.PLACED:
            found = self.placer.find(self.dice, plan, day)
            if found is not None:
                plan.script.pop(0)
                return wanted, found
            if plan.refusals < _MOST_REFUSALS:
                plan.refusals += 1
                return _O.NOT_PLACEABLE, None
            plan.script = [_O.OTHER_HELP, _O.OFF_LIST]
        return plan.script.pop(0), None

    def _why(
        self, plan: CasePlan, outcome: DiscussionOutcome, item_id: str, day: date
    ) -> tuple[str | None, str | None]:
        """Code and words of why it ended so."""
        if outcome is _O.NOT_PLACEABLE:
            code, text = why_not(self._whys)
            plan.refused.append(Refusal(item_id, day, code))
            return code.value, text
        reasons = case_texts.REASONS.get(outcome)
        return None, self.dice.choice(reasons) if reasons else None

    def _day_of(self, index: int) -> date | None:
        """The day of a meeting that is planned or thought of; None when it was held."""
        ahead = index - len(self.calendar.case_days)
        return self.calendar.next_case_day + ahead * _BETWEEN_DAYS * DAY if ahead >= 0 else None

    def _act(self, day: date, plan: CasePlan, text: str, provider: SchoolFacts | None, links: Row) -> None:
        """The action that goes with the note, usually for the pupil's own school."""
        if self.dice.random() < _NO_ACTION_SHARE:
            return
        owner = self.network.secretary if self.dice.random() < _SECRETARY_SHARE else plan.school.coordinator
        if provider is not None and self.dice.random() < _PROVIDER_SHARE:
            owner = provider.coordinator
        due_on = workday(day + self.dice.randrange(10, 42) * DAY)
        action = self._made.action(day, owner, due_on, sealed_text=f"{text}.", **links)
        action |= action_state(self.dice, self.frame, day, due_on)


def action_state(dice: Random, frame: Frame, day: date, due_on: date) -> Row:
    """Done around its day, dropped now and then; of the last months a few are overdue and some done early."""
    age = (frame.today - day).days
    chance = dice.random()
    if due_on >= frame.today:
        is_done = chance < _DONE_EARLY_SHARE and age > 2
    else:
        is_done = chance < (_DONE_LATELY_SHARE if age < _LATELY_DAYS else _DONE_SHARE)
    if is_done:
        latest = min(due_on + 4 * DAY, frame.today - DAY)
        return {"status": "done", "done_on": max(day + DAY, latest - dice.randrange(9) * DAY)}
    if due_on < frame.today and age >= _LATELY_DAYS:
        return {"status": "dropped", "done_on": min(due_on + 7 * DAY, frame.today - DAY)}
    return {"status": "open", "done_on": None}


def _names(plan: CasePlan, found: tuple[OfferFacts, date, date] | None) -> dict[str, str]:
    """What the places in a note stand for."""
    return {
        "naam": f"{plan.pupil.given_name[0]}.",
        "school": found[0].school.place.name if found else "een andere school",
        "aanbod": found[0].sketch.name if found else "",
        "dag": _DAY_NAMES[found[1].weekday()] if found else "",
    }


def _leavers_first(plan: CasePlan) -> tuple[bool, int, str]:
    return plan.pupil.left_on is None, plan.due, plan.number


def _leaves_soon(plan: CasePlan, day: date) -> bool:
    return plan.pupil.left_on is not None and (plan.pupil.left_on - day).days < _LAST_BEFORE_LEAVING_DAYS
