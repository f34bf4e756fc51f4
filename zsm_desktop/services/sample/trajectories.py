"""Young people guided to work, one by one: when each came, what happened when, and how it ended.

The counts of the portrait are exact; chance only says who and on which day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.services.sample.days import DAY, school_days, workday
from zsm_desktop.services.sample.parties import Person, SchoolFacts
from zsm_desktop.services.sample.portraits.portrait import Cohort, Guiding, Portrait
from zsm_desktop.services.sample.pupils import PupilFacts, SchoolPupils, person
from zsm_desktop.services.sample.shape import Frame, Row, share_of

_LAST_ENTRY_DAYS = 12
"""Before the end of the school year: who comes later is of the next one."""
_LEAST_DAYS, _WORKING_DAYS = 70, 20
_EARLY_SHARE = 3
"""Of a full year one in so many ends within it."""
_YEAR_DAYS = 365
_AT_WORK = ("dismissed", "work", "motivation", "moved", "education", "benefit", "worse")
"""Who ended so was at work in time before others were; of those who are still guided as many as are left."""
_WAS_AT_WORK = frozenset({"work", "dismissed"})
_TOOK_UP = {"work": 94, "dismissed": 100, "motivation": 40, "moved": 34, "education": 30, "benefit": 15, "worse": 26}
"""So many hundredths of them were at work in time."""
DESTINATIONS: Mapping[str, Destination] = {
    "work": Destination.WORK,
    "education": Destination.MBO,
    "dismissed": Destination.NONE,
    "motivation": Destination.NONE,
    "worse": Destination.NONE,
    "benefit": Destination.BENEFIT,
    "moved": Destination.MOVED,
}


@dataclass(slots=True)
class GuidedCase:
    """`trial_on` and `work_on` None: that far it did not come; `closed_on` None: it is still going on."""

    entered_on: date
    guidance_on: date
    ending: str = ""
    trial_on: date | None = None
    work_on: date | None = None
    closed_on: date | None = None
    areas: list[str] = field(default_factory=list)
    referrer: str = ""
    school: SchoolFacts | None = None
    guide: Person | None = None
    pupil: PupilFacts | None = None

    @property
    def team(self) -> SchoolFacts:
        if self.school is None:
            raise LookupError("nobody guides")
        return self.school

    @property
    def young(self) -> PupilFacts:
        if self.pupil is None:
            raise LookupError("nobody is guided")
        return self.pupil

    def is_going_on(self, day: date) -> bool:
        return self.entered_on <= day and (self.closed_on is None or day < self.closed_on)


def trajectories(frame: Frame, portrait: Portrait, schools: Sequence[SchoolFacts]) -> list[GuidedCase]:
    """In the order of entry, each with who guides."""
    guiding = portrait.guiding
    if guiding is None:
        return []
    found: list[GuidedCase] = []
    for year in frame.school_years:
        back = frame.running.start_year - year.start_year
        if back < len(guiding.cohorts):
            found += _of_year(frame, guiding, guiding.cohorts[back], year)
    found.sort(key=lambda one: one.entered_on)
    _divide(guiding, found, schools)
    return found


def _of_year(frame: Frame, guiding: Guiding, cohort: Cohort, year: SchoolYear) -> list[GuidedCase]:
    dice = frame.dice("cohort", year.label)
    last = year.last_day - _LAST_ENTRY_DAYS * DAY
    passed = min(frame.today - DAY, last)
    count = cohort.entered
    if year == frame.running:
        count = cohort.entered * max(0, (frame.today - year.first_day).days) // _YEAR_DAYS
    days = school_days(year.first_day, passed) or [year.first_day]
    entered = sorted(dice.choice(days) for _ in range(count))
    found = [GuidedCase(day, workday(day + dice.randrange(14, 24) * DAY)) for day in entered]
    _mark(dice, cohort, found)
    _end(frame, dice, guiding, cohort, year, found)
    return found


def _mark(dice: Random, cohort: Cohort, found: list[GuidedCase]) -> None:
    """Where they have trouble, everyone somewhere, and who sent them."""
    areas = share_of(cohort.areas, len(found), cohort.entered)
    for area, count in areas.items():
        for one in dice.sample(found, min(count, len(found))):
            one.areas.append(area)
    for one in (one for one in found if not one.areas):
        giver = max(found, key=lambda other: len(other.areas))
        one.areas.append(giver.areas.pop())
    referrers = share_of(cohort.referrers, len(found), cohort.entered)
    sent = [code for code, count in referrers.items() for _ in range(count)]
    sent += [next(iter(referrers))] * (len(found) - len(sent))
    dice.shuffle(sent)
    for one, code in zip(found, sent, strict=False):
        one.referrer = code


def _end(
    frame: Frame, dice: Random, guiding: Guiding, cohort: Cohort, year: SchoolYear, found: list[GuidedCase]
) -> None:
    """Who came first has mostly ended; before the end of the year only so many that the rest is a caseload."""
    order = sorted(found, key=lambda one: one.entered_on + dice.randrange(45) * DAY)
    is_running = year == frame.running
    ended = [] if is_running else order[: cohort.ended]
    endings = [code for code, count in cohort.endings.items() for _ in range(count)]
    dice.shuffle(endings)
    for one, code in zip(ended, endings, strict=False):
        one.ending = code
    _work(frame, dice, cohort, found, is_running=is_running)
    within = max(len(found) - guiding.caseload, len(ended) // (_EARLY_SHARE * 4))
    for place, one in enumerate(ended):
        least = max(one.entered_on + _LEAST_DAYS * DAY, (one.work_on or one.guidance_on) + _WORKING_DAYS * DAY)
        first, last = (least, year.last_day) if place < within else (year.last_day + 8 * DAY, frame.today - 2 * DAY)
        first = max(first, least)
        day = first + dice.randrange(max(1, min((last - first).days, 110))) * DAY
        one.closed_on = min(workday(day), frame.today - DAY)


def _work(frame: Frame, dice: Random, cohort: Cohort, found: list[GuidedCase], *, is_running: bool) -> None:
    """When they were on trial and at work: in time as many as the portrait says, others later or never."""
    wanted = cohort.in_time * len(found) // cohort.entered
    in_time: list[GuidedCase] = []
    for code in _AT_WORK:
        of_code = [one for one in found if one.ending == code]
        in_time += of_code[: len(of_code) * _TOOK_UP[code] // 100]
    going_on = [one for one in found if not one.ending]
    if is_running:
        in_time = going_on[:wanted]
    else:
        in_time += going_on[: max(0, wanted - len(in_time))]
        others = (one for one in found if one.ending and one not in in_time)
        in_time += [next(others) for _ in range(wanted - len(in_time))]
    chosen = {id(one) for one in in_time[:wanted]}
    for one in found:
        if id(one) in chosen:
            trial = one.guidance_on + dice.randrange(12, 40) * DAY
            work = trial + dice.randrange(14, 40) * DAY
        elif one.ending in _WAS_AT_WORK or (not one.ending and dice.random() < 0.3):
            trial = one.guidance_on + dice.randrange(70, 95) * DAY
            work = trial + dice.randrange(28, 45) * DAY
        else:
            continue
        if trial < frame.today:
            one.trial_on = workday(trial)
        if work < frame.today:
            one.work_on = workday(work)


def _divide(guiding: Guiding, found: Sequence[GuidedCase], schools: Sequence[SchoolFacts]) -> None:
    """To who has fewest at that moment; another begins when all have as many as is agreed."""
    people = [(school, guide) for school in schools for guide in school.guides]
    people = [one for place in range(len(schools)) for one in people[place :: len(schools)]][: guiding.guides]
    running: list[list[GuidedCase]] = [[]]
    for one in found:
        running = [[other for other in load if other.is_going_on(one.entered_on)] for load in running]
        least = min(range(len(running)), key=lambda at: len(running[at]))
        if len(running[least]) >= guiding.most and len(running) < len(people):
            running.append([])
            least = len(running) - 1
        running[least].append(one)
        one.school, one.guide = people[least]


def guided_pupils(frame: Frame, schools: Sequence[SchoolFacts], found: Sequence[GuidedCase]) -> Iterator[SchoolPupils]:
    """The young people themselves, team by team; who is no longer guided has left, with where to."""
    sequences = list(range(1, len(found) + 1))
    frame.dice("pseudonyms").shuffle(sequences)
    for school in schools:
        made = SchoolPupils([], [], [])
        dice = frame.dice("guided", school.number)
        for one in found:
            if one.team is school:
                _add(made, dice, one, sequences.pop())
        yield made


def _add(made: SchoolPupils, dice: Random, one: GuidedCase, sequence: int) -> None:
    born = one.entered_on - timedelta(days=dice.randrange(16 * 365 + 200, 26 * 365))
    one.pupil, row = person(dice, one.team, sequence, born, one.entered_on, one.closed_on)
    made.pupils.append(one.pupil)
    made.pupil_rows.append(row)
    if one.closed_on is not None:
        outcome: Row = {
            "pupil_id": one.pupil.id,
            "school_id": one.team.id,
            "school_year": SchoolYear.of(one.closed_on).start_year,
            "destination": DESTINATIONS[one.ending].value,
            "left_on": one.closed_on,
            "exit_profile": None,
            "is_against_advice": False,
        }
        made.outcome_rows.append(outcome)
