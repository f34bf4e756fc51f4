"""Clusters that each meet four times a year: who is new comes back once, so that every figure is known beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, pairwise
from random import Random

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.profiles import Body
from zsm_desktop.domain.progress import CaseStatus, DiscussionOutcome
from zsm_desktop.services.sample.calendar_days import LEAD_DAYS, Calendar, calendar
from zsm_desktop.services.sample.case_meetings import CaseMeetings
from zsm_desktop.services.sample.casework import CasePlan, Chooser, sketched
from zsm_desktop.services.sample.days import DAY, nearest, school_days
from zsm_desktop.services.sample.offering import OfferFacts
from zsm_desktop.services.sample.parties import Person, SchoolFacts
from zsm_desktop.services.sample.placing import Placer
from zsm_desktop.services.sample.play import AllHeld, Played, Scene, finished
from zsm_desktop.services.sample.portraits.portrait import Rounds
from zsm_desktop.services.sample.shape import Frame, Rows

_O = DiscussionOutcome
_DAYS = ((9, 22), (12, 1), (3, 17), (6, 2))
"""Of the first cluster; the others follow a week later each."""
_WEEKDAYS = (1, 3)
_STAYS_DAYS = 200
"""At school long enough to come back to the next meeting."""
_TRIES = 40
_OTHERWISE = (_O.TO_EMPLOYER, _O.FIND_OUT, _O.OTHER_HELP)
_AT_LAST = (_O.OFF_LIST, _O.OFF_LIST, _O.KEEP_AT_SCHOOL)
_THERE = 0.9


def clusters(scene: Scene) -> Played:
    """As `play.usual`, with a body for each cluster."""
    rounds = scene.portrait.rounds
    if rounds is None:
        raise LookupError(f"no rounds in {scene.portrait.code}")
    bodies = [body for body in scene.profile.bodies if body.kind == "case"]
    days = [_calendar(scene.frame, place) for place in range(len(bodies))]
    parts = [_schools(scene, body) for body in bodies]
    plans = _plans(scene, rounds, days, parts)
    placer = Placer(scene.frame, scene.offering.offers, cancelled_share=0)
    members = scene.network.people(scene.portrait.case_members)
    writer = scene.network.colleague(scene.portrait.note_taker)
    held = []
    for place, body in enumerate(bodies):
        meetings = ClusterMeetings(scene, days[place], plans[place], body)
        meetings.sit(parts[place], members, writer)
        meetings.placer = placer
        meetings.play()
        held.append(meetings)
    rows: list[Rows] = [{name: made for name, made in one.rows.items() if name != "placement"} for one in held]
    whole = replace(days[0], next_case_day=max(one.next_case_day for one in days))
    every = sorted((plan for part in plans for plan in part), key=lambda plan: plan.number)
    return finished(scene, whole, every, AllHeld.of(held), rows, placer)


def _calendar(frame: Frame, place: int) -> Calendar:
    years = (*frame.school_years, frame.running.shifted(1))
    days = sorted(
        nearest(date(year.start_year + (month < 8), month, day) + 7 * place * DAY, _WEEKDAYS)
        for year in years
        for month, day in _DAYS
    )
    return replace(
        calendar(frame),
        case_days=[day for day in days if frame.first_day <= day < frame.today],
        next_case_day=next(day for day in days if day > frame.today),
    )


def _schools(scene: Scene, body: Body) -> list[SchoolFacts]:
    """Of the cluster the body is for; those of a network without that cluster all of them."""
    ids = {str(row["name"]): row["id"] for row in scene.network.rows["cluster"]}
    of_cluster = {row["id"] for row in scene.network.rows["school"] if row["cluster_id"] == ids.get(body.cluster)}
    return [school for school in scene.network.schools if school.id in of_cluster] or list(scene.network.schools)


def _plans(
    scene: Scene, rounds: Rounds, days: Sequence[Calendar], parts: Sequence[Sequence[SchoolFacts]]
) -> list[list[CasePlan]]:
    """For each cluster; numbered over all of them in the order of entry."""
    frame = scene.frame
    dice = frame.dice("cluster cases")
    entries = []
    choosers = []
    for place, (calendar_, schools) in enumerate(zip(days, parts, strict=True)):
        there = {school.id for school in schools}
        choosers.append(Chooser(dice, [one for one in scene.pupils if one.school.id in there], _STAYS_DAYS))
        entries += [(day, place, index) for day, index in _entry_days(frame, dice, rounds, calendar_)]
    found: list[list[CasePlan]] = [[] for _ in days]
    numbers: dict[int, int] = {}
    scripts = [_scripts(rounds, one) for one in days]
    for day, place, index in sorted(entries):
        numbers[day.year] = numbers.get(day.year, 0) + 1
        plan = sketched(dice, choosers[place].choose(day), day, f"C-{day.year}-{numbers[day.year]:03d}")
        plan.due, plan.script = index, [next(scripts[place][index]), next(scripts[place][-1])]
        plan.values = {"exit_profile": "work", "advice": dice.choice(("none", "none", "negative", "positive"))}
        found[place].append(plan)
    return found


def _entry_days(frame: Frame, dice: Random, rounds: Rounds, days: Calendar) -> list[tuple[date, int]]:
    """Days of entry with the meeting that comes first after each; of the one to come, those entered so far."""
    lead = LEAD_DAYS * DAY
    held = [*days.case_days, days.next_case_day]
    found = []
    for index, (before, day) in enumerate(pairwise((frame.first_day, *held))):
        span = school_days(before + (DAY if index == 0 else DAY - lead), day - lead)
        known = [one for one in span if one < frame.today]
        count = rounds.new * len(known) // len(span) if span else 0
        found += [(dice.choice(known), index) for _ in range(count)]
    return found


def _scripts(rounds: Rounds, days: Calendar) -> list[cycle[DiscussionOutcome]]:
    """What each meeting ends in for who is new, in turn; the last one is what coming back ends in."""
    found = []
    for day in (*days.case_days, days.next_case_day):
        is_last = SchoolYear.of(day).last_day - day < timedelta(days=80)
        placed = 0 if is_last else rounds.placed
        others = cycle(_OTHERWISE)
        found.append(cycle([*[_O.PLACED] * placed, *(next(others) for _ in range(rounds.new - placed))]))
    return [*found, cycle(_AT_LAST)]


class ClusterMeetings(CaseMeetings):
    """The secretary is in the chair; everyone there may decide for who sent them."""

    carried_over_share = 0.0

    def __init__(self, scene: Scene, days: Calendar, plans: Sequence[CasePlan], body: Body) -> None:
        super().__init__(scene.frame, days, scene.network, plans, scene.offering.offers, body, body.code)
        self.members: list[Person] = []

    def sit(self, schools: list[SchoolFacts], members: list[Person], writer: Person) -> None:
        """Who meets: coordinators of these schools, these others, and who writes."""
        self.schools, self.chair, self.note_taker = schools, self.network.secretary, writer
        self.members = [self.chair, writer, *(school.coordinator for school in schools), *members]
        self.rows["body_member"] = [
            {"body_id": self._made.body["id"], "contact_id": one.contact_id, "is_mandated": one is not writer}
            for one in self.members
        ]

    def _hold(self, index: int, day: date) -> None:
        plans = [plan for plan in self.plans if plan.due == index and plan.status is not CaseStatus.CLOSED]
        plans.sort(key=lambda plan: (plan.is_discussed, not plan.row["is_urgent"], plan.number))
        meeting_id = self._meeting(day, index, "finished", plans)
        for plan in plans:
            self._discuss(meeting_id, index, day, plan)
            plan.due = index + 1

    def _prepare(self, index: int, day: date) -> None:
        for plan in self.plans:
            plan.due = index if plan.status is not CaseStatus.CLOSED else plan.due
        super()._prepare(index, day)

    def _attend(self, meeting_id: str, day: date, school_ids: set[str], *, is_held: bool) -> None:
        needed = {school.coordinator.contact_id for school in self.schools if school.id in school_ids}
        needed |= {self.chair.contact_id, self.note_taker.contact_id}
        there = [(one, is_held and (one.contact_id in needed or self.dice.random() < _THERE)) for one in self.members]
        self._made.attendance(meeting_id, day, there, mandated=[person for person, _ in there])

    def _outcome(self, plan: CasePlan, day: date) -> tuple[DiscussionOutcome, tuple[OfferFacts, date, date] | None]:
        wanted = plan.script.pop(0)
        if wanted is not _O.PLACED:
            return wanted, None
        for _ in range(_TRIES):
            found = self.placer.find(self.dice, plan, day)
            if found is not None:
                return wanted, found
        return _O.FIND_OUT, None
