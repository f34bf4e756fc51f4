"""What is known of the invented leavers beyond where they went: profile, sector, and how they were doing later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.follow_ups import asked_after, can_last, due_day, is_lasting
from zsm_desktop.domain.outcomes import LEARNING, WORKING, Destination, LeavingProfile
from zsm_desktop.domain.profiles import Profile
from zsm_desktop.services.sample.portraits.portrait import Portrait
from zsm_desktop.services.sample.shape import Frame, Row, new_id

T = TypeVar("T")

_SECTORS = {"techniek": 5, "zorg": 4, "groen": 3, "transport": 4, "horeca": 3, "detailhandel": 4}
_AIMED_AT: Mapping[Destination, Mapping[LeavingProfile, int]] = {
    Destination.WORK: {LeavingProfile.WORK: 88, LeavingProfile.EDUCATION: 8, LeavingProfile.DAY_ACTIVITIES: 4},
    Destination.MBO: {LeavingProfile.EDUCATION: 74, LeavingProfile.WORK: 26},
    Destination.DAY_ACTIVITIES: {LeavingProfile.DAY_ACTIVITIES: 85, LeavingProfile.WORK: 15},
}
_AIMED_ELSE = {LeavingProfile.WORK: 60, LeavingProfile.EDUCATION: 25, LeavingProfile.DAY_ACTIVITIES: 15}
_FINER: Mapping[Destination, Mapping[Destination, int]] = {
    Destination.OTHER_EDUCATION: {
        Destination.OTHER_PRO: 30,
        Destination.OTHER_EDUCATION: 35,
        Destination.VSO: 15,
        Destination.VMBO: 20,
    },
    Destination.BENEFIT: {Destination.BENEFIT: 55, Destination.TRAINING: 45},
    Destination.NONE: {Destination.NONE: 80, Destination.MOVED: 20},
}
"""What the source counts as one, told apart."""
_AGAINST = 0.4
"""Of those who went to the mbo with another profile: so many against what school advised."""
_STAYS = {Destination.DAY_ACTIVITIES: 0.97, Destination.MBO: 0.91}
_STAYS_ELSE = 0.93
_NEXT: Mapping[Destination, int] = {
    Destination.NONE: 4,
    Destination.BENEFIT: 3,
    Destination.TRAINING: 2,
    Destination.WORK: 3,
}
_MISSED = 0.09
_ASKED_WITHIN = timedelta(days=55)


def complete(frame: Frame, outcomes: list[Row], sector_ids: Mapping[str, str]) -> list[Row]:
    """Fills in the rows of outcomes, and gives the rows of their follow-ups."""
    found: list[Row] = []
    for row in outcomes:
        dice = frame.dice("following", row["pupil_id"])
        told, left_on = Destination(str(row["destination"])), row["left_on"]
        is_known = "exit_profile" in row
        destination = _of(dice, _FINER[told]) if told in _FINER and not is_known else told
        row["destination"] = destination.value
        if not isinstance(left_on, date):
            raise TypeError("not a date")
        if not is_known:
            profile = _of(dice, _AIMED_AT.get(destination, _AIMED_ELSE))
            is_against = destination is Destination.MBO and profile is not LeavingProfile.EDUCATION
            row["exit_profile"] = profile.value
            row["is_against_advice"] = is_against and dice.random() < _AGAINST
        sectors = {code: weight for code, weight in _SECTORS.items() if code in sector_ids}
        has_sector = destination in WORKING | LEARNING and bool(sectors)
        row["sector_id"] = sector_ids[_of(dice, sectors)] if has_sector else None
        found += _follow_ups(frame, dice, str(row["pupil_id"]), destination, left_on)
    return found


def _follow_ups(frame: Frame, dice: Random, pupil_id: str, first: Destination, left_on: date) -> list[Row]:
    found: list[Row] = []
    now: Destination = Destination.NONE if first is Destination.UNKNOWN else first
    for months in asked_after(first):
        if dice.random() > _STAYS.get(now, _STAYS_ELSE) or (not can_last(now) and dice.random() < 0.25):
            now = _of(dice, _NEXT)
        due_on = due_day(left_on, months)
        asked_on = due_on + timedelta(days=dice.randrange(_ASKED_WITHIN.days))
        is_missed = dice.random() < _MISSED
        row: Row = {
            "id": new_id(dice, left_on),
            "pupil_id": pupil_id,
            "months": months,
            "due_on": due_on,
            "status": "open",
            "destination": None,
            "is_lasting": None,
            "answered_on": None,
            "note": None,
        }
        if asked_on <= frame.today:
            row["status"], row["answered_on"] = "not_reached" if is_missed else "reached", asked_on
            if not is_missed:
                row["destination"], row["is_lasting"] = now.value, is_lasting(first, now)
        found.append(row)
    return found


def target_rows(frame: Frame, profile: Profile, portrait: Portrait, school_ids: Mapping[str, str]) -> list[Row]:
    """What was aimed at in the last years: as the portrait tells, or what the profile says, less each year back.

    `school_ids` by the code of the school.
    """
    dice, found = frame.dice("targets"), list[Row]()
    for indicator in profile.indicators:
        aims = portrait.aims.get(indicator.code)
        aim = None if indicator.is_per_school else indicator.target or portrait.targets.get(indicator.code)
        for back, year in enumerate(reversed(frame.school_years)):
            if aims is not None:
                if back < len(aims):
                    found.append(_target(dice, indicator.code, year, aims[back]))
            elif aim is not None:
                found.append(_target(dice, indicator.code, year, max(0, aim - back * aim // 33)))
            for code, value in portrait.school_aims.get(indicator.code, {}).items():
                if code in school_ids:
                    found.append(_target(dice, indicator.code, year, value, school_ids[code]))
    return found


def _target(dice: Random, indicator: str, year: SchoolYear, value: int, school_id: str | None = None) -> Row:
    return {
        "id": new_id(dice, year.first_day),
        "indicator": indicator,
        "school_id": school_id,
        "school_year": year.start_year,
        "value": value,
    }


def _of(dice: Random, weights: Mapping[T, int]) -> T:
    return dice.choices(list(weights), list(weights.values()))[0]
