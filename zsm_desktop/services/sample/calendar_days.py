"""When the invented network meets: every four to five weeks about pupils, four times a year the directors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zsm_desktop.services.sample.days import DAY, first_from, is_school_day, nearest
from zsm_desktop.services.sample.shape import Frame

_TUESDAY_THURSDAY = (1, 3)
_WEDNESDAY = (2,)
_SHORTEST, _LONGEST = 28, 35
_AHEAD = (9, 10, 11, 12, 8, 7, 6, 5, 13, 14, 4, 3)
_STEERING = ((10, 7), (12, 9), (3, 24), (6, 10))
LEAD_DAYS = 6
"""A case entered later than this before a meeting waits for the next one."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of meetings held, oldest first, and the one to come of each body."""

    case_days: list[date]
    next_case_day: date
    steering_days: list[date]
    next_steering_day: date


def calendar(frame: Frame) -> Calendar:
    ahead = _next_case_day(frame.today)
    steering = sorted(
        nearest(date(year.start_year + (month < 8), month, day), _WEDNESDAY)
        for year in (*frame.school_years, frame.running.shifted(1))
        for month, day in _STEERING
    )
    return Calendar(
        case_days=_case_days(frame, ahead),
        next_case_day=ahead,
        steering_days=[day for day in steering if frame.first_day <= day < frame.today],
        next_steering_day=next(day for day in steering if day > frame.today),
    )


def _next_case_day(today: date) -> date:
    """Within two weeks on a school day, a Tuesday or Thursday if there is one; else the first after the holiday."""
    days = [today + ahead * DAY for ahead in (*_AHEAD, 2, 1)]
    open_days = [day for day in days if is_school_day(day)]
    wanted = [day for day in open_days if day.weekday() in _TUESDAY_THURSDAY]
    return next(iter((*wanted, *open_days)), None) or first_from(today + DAY, _TUESDAY_THURSDAY)


def _case_days(frame: Frame, ahead: date) -> list[date]:
    """Backwards from the meeting to come; a holiday makes the gap longer, never shorter."""
    found: list[date] = []
    day = _before(ahead, frame.today)
    while day >= frame.first_day + timedelta(days=21):
        found.append(day)
        day = _before(day, frame.today)
    return found[::-1]


def _before(day: date, today: date) -> date:
    usual = (day - gap * DAY for gap in range(_SHORTEST, _LONGEST + 1))
    wanted = [d for d in usual if d < today and is_school_day(d) and d.weekday() in _TUESDAY_THURSDAY]
    if wanted:
        return max(wanted, key=lambda d: (d.weekday() == day.weekday(), d))
    day -= (_LONGEST + 1) * DAY
    while day >= today or day.weekday() not in _TUESDAY_THURSDAY or not is_school_day(day):
        day -= DAY
    return day
