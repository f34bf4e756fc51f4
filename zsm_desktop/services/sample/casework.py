"""The cases of the invented network: who is entered when, with which question, and how it will go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from zsm_desktop.domain.calendar import age_on
from zsm_desktop.domain.progress import CaseStatus, DiscussionOutcome, NotPlaceable
from zsm_desktop.services.sample import case_texts
from zsm_desktop.services.sample.calendar_days import LEAD_DAYS, Calendar
from zsm_desktop.services.sample.days import DAY, WEEKDAY_CODES, school_days
from zsm_desktop.services.sample.parties import SchoolFacts
from zsm_desktop.services.sample.portraits.portrait import Portrait
from zsm_desktop.services.sample.pupils import PupilFacts
from zsm_desktop.services.sample.shape import Frame, Row, new_id
from zsm_desktop.services.sample.wall_texts import WALL_QUESTIONS
from zsm_desktop.services.shipped_profiles import USUAL, shipped

_PRO_WEIGHT = 0.35
_STAYS_DAYS = 110
"""Longer than this at school yet."""
_WITHOUT_WALL = 9
"""Of one in so many cases nobody wrote the words for the wall yet."""

_O = DiscussionOutcome
SCRIPTS: tuple[tuple[int, tuple[DiscussionOutcome, ...]], ...] = (
    (26, (_O.PLACED, _O.OFF_LIST)),
    (20, (_O.FIND_OUT, _O.PLACED, _O.OFF_LIST)),
    (10, (_O.PLACED, _O.PLACED, _O.OFF_LIST)),
    (8, (_O.FIND_OUT, _O.FIND_OUT, _O.PLACED, _O.OFF_LIST)),
    (9, (_O.FIND_OUT, _O.OTHER_HELP, _O.OFF_LIST)),
    (8, (_O.KEEP_AT_SCHOOL,)),
    (9, (_O.TO_EMPLOYER, _O.OFF_LIST)),
    (6, (_O.NOT_PLACEABLE, _O.FIND_OUT, _O.PLACED, _O.OFF_LIST)),
    (4, (_O.OTHER_HELP, _O.KEEP_AT_SCHOOL)),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Not placeable, at which point of which agenda, on which day, and why."""

    item_id: str
    day: date
    code: NotPlaceable


@dataclass(slots=True)
class CasePlan:
    """One case while its history is being made; `due` is the index of the meeting it comes back in."""

    id: str
    number: str
    pupil: PupilFacts
    entered_on: date
    sectors: tuple[str, ...]
    script: list[DiscussionOutcome]
    row: Row
    due: int = 0
    refusals: int = 0
    is_discussed: bool = False
    status: CaseStatus = CaseStatus.ENTERED
    closed_on: date | None = None
    discussed_on: list[date] = field(default_factory=list)
    providers: list[tuple[str, date]] = field(default_factory=list)
    placed_until: list[date] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    return_on: date | None = None
    flaw: str = ""
    values: dict[str, str] = field(default_factory=dict)
    phases: list[tuple[str, date]] = field(default_factory=list)

    def is_placed_on(self, day: date) -> bool:
        return any(last >= day for last in self.placed_until)

    @property
    def school(self) -> SchoolFacts:
        return self.pupil.school

    def finished_row(self) -> Row:
        is_away = self.status is CaseStatus.RUNNING
        return self.row | {
            "status": self.status.value,
            "closed_on": self.closed_on,
            "return_on": self.return_on if is_away else None,
        }


def cases(
    frame: Frame, portrait: Portrait, calendar: Calendar, pupils: Sequence[PupilFacts], schools: int
) -> list[CasePlan]:
    """All cases in order of entry, numbered per calendar year as the program does."""
    dice = frame.dice("cases")
    chooser = Chooser(dice, pupils)
    found: list[CasePlan] = []
    numbers: dict[int, int] = {}
    for day in _entry_days(frame, portrait, calendar, dice, min(schools, portrait.schools)):
        numbers[day.year] = numbers.get(day.year, 0) + 1
        found.append(sketched(dice, chooser.choose(day), day, f"C-{day.year}-{numbers[day.year]:03d}"))
    return found


def _entry_days(frame: Frame, portrait: Portrait, calendar: Calendar, dice: Random, schools: int) -> list[date]:
    """Days of entry: exactly as many as the portrait has in the last full calendar year, a handful lately."""
    told = portrait.cases

    def scaled(count: int) -> int:
        return max(1, (2 * count * schools + portrait.schools) // (2 * portrait.schools))

    last = calendar.case_days[-1] if calendar.case_days else frame.first_day
    recent = school_days(last - (LEAD_DAYS - 1) * DAY, frame.today - DAY)
    fresh = _picked(dice, recent, scaled(told.fresh))
    found = list(fresh)
    for year in range(frame.first_day.year, frame.today.year + 1):
        first, until = date(year, 1, 1), min(date(year, 12, 31), frame.today - DAY)
        whole = school_days(first, date(year, 12, 31))
        known = school_days(max(first, frame.first_day), until)
        open_days = [day for day in known if not recent or day < recent[0]]
        back = frame.last_calendar_year - year
        if back == 0:
            count = scaled(told.last) - sum(day.year == year for day in fresh)
        else:
            usual = told.running if back < 0 else max(told.fewest, told.last - told.fewer_per_year_back * back)
            count = scaled(usual) * len(open_days) // len(whole)
        found += _picked(dice, open_days or known, max(0, count))
    return sorted(found)


def _picked(dice: Random, days: Sequence[date], count: int) -> list[date]:
    return [dice.choice(days) for _ in range(count)] if days else []


class Chooser:
    """Picks who is entered: not twice the same, enrolled for some time yet, of an age that work comes into sight."""

    def __init__(self, dice: Random, pupils: Sequence[PupilFacts], stays: int = _STAYS_DAYS) -> None:
        self._dice, self._stays = dice, stays
        self._by_school: dict[str, list[PupilFacts]] = {}
        for pupil in pupils:
            self._by_school.setdefault(pupil.school.id, []).append(pupil)
        schools = [members[0].school for members in self._by_school.values()]
        self._schools = schools
        self._weights = [s.place.pupils * (_PRO_WEIGHT if s.kind == "pro" else 1) for s in schools]

    def choose(self, day: date) -> PupilFacts:
        for _ in range(400):
            (school,) = self._dice.choices(self._schools, self._weights)
            members = self._by_school[school.id]
            index = self._dice.randrange(len(members))
            if _fits(members[index], day, self._stays):
                return members.pop(index) if len(members) > 1 else members[index]
        raise LookupError(f"no pupil to enter on {day}")


def _fits(pupil: PupilFacts, day: date, days: int) -> bool:
    stays = pupil.left_on is None or (pupil.left_on - day).days > days
    return stays and pupil.enrolled_on <= day and 15 <= age_on(pupil.birth_date, day) <= 18


def sketched(dice: Random, pupil: PupilFacts, day: date, number: str) -> CasePlan:
    sectors = tuple(
        dice.sample([sector.code for sector in shipped(USUAL).sectors], dice.choices((1, 2, 3), (50, 38, 12))[0])
    )
    weekdays = sorted(dice.sample(range(5), dice.randint(1, 4)))
    (script,) = dice.choices([steps for _, steps in SCRIPTS], [weight for weight, _ in SCRIPTS])
    case_id = new_id(dice, day)
    is_urgent = dice.random() < 0.08
    asked = dice.choice(range(len(case_texts.QUESTIONS[sectors[0]])))
    row: Row = {
        "id": case_id,
        "number": number,
        "pupil_id": pupil.id,
        "school_id": pupil.school.id,
        "entered_on": day,
        "is_urgent": is_urgent,
        "question": case_texts.QUESTIONS[sectors[0]][asked].format(naam=f"{pupil.given_name[0]}."),
        "wall_question": None if int(number[-3:]) % _WITHOUT_WALL == 0 else WALL_QUESTIONS[sectors[0]][asked],
        "tried": " ".join(dice.sample(case_texts.TRIED, dice.choice((1, 1, 2)))),
        "wishes": " ".join(dice.sample(case_texts.WISHES, dice.choice((1, 2, 2)))),
        "remarks": dice.choice(case_texts.REMARKS) if dice.random() < 0.4 else None,
        "half_days": 100 * dice.choice((1, 2, 2, 2, 3, 4)),
        "weekdays": ",".join(WEEKDAY_CODES[index] for index in weekdays) if dice.random() < 0.8 else "",
        "travel_km": dice.choice((10, 15, 20, 25, 30, 40, None)),
        "wanted_from": day + dice.randrange(14, 60) * DAY if dice.random() < 0.6 else None,
        "pupil_spoken_on": day - dice.randrange(1, 21) * DAY,
        "guardians_spoken_on": day - dice.randrange(1, 30) * DAY if dice.random() < 0.85 else None,
        "import_id": None,
        "version": 1,
    }
    return CasePlan(case_id, number, pupil, day, sectors, list(script), row)


def sector_rows(plans: Sequence[CasePlan], sector_ids: dict[str, str]) -> list[Row]:
    return [
        {"case_id": plan.id, "position": position, "sector_id": sector_ids[code]}
        for plan in plans
        for position, code in enumerate(plan.sectors, start=1)
    ]
