"""Which days schools are open, so that invented meetings and lessons never fall in a holiday.

Holiday region South as published for 2022–2030 (rijksoverheid.nl); other years by the rule those dates follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
WEEKDAY_CODES = ("ma", "di", "wo", "do", "vr", "za", "zo")

_SATURDAY = 5
_SPRING = {
    2023: (2, 18),
    2024: (2, 10),
    2025: (2, 22),
    2026: (2, 14),
    2027: (2, 13),
    2028: (2, 26),
    2029: (2, 10),
}
_SUMMER = {
    2023: (7, 15),
    2024: (7, 6),
    2025: (7, 5),
    2026: (7, 11),
    2027: (7, 24),
    2028: (7, 22),
    2029: (7, 14),
}
_AUTUMN = {
    2022: (10, 22),
    2023: (10, 14),
    2024: (10, 26),
    2025: (10, 11),
    2026: (10, 17),
    2027: (10, 23),
    2028: (10, 21),
    2029: (10, 13),
}
_SHORT, _LONG, _SUMMER_DAYS = 9, 16, 44


def is_school_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _closed(day.year)


def school_days(first: date, last: date) -> list[date]:
    """All school days from `first` to `last`, both included."""
    span = (last - first).days
    return [day for n in range(span + 1) if is_school_day(day := first + n * DAY)]


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend; offices work on in school holidays."""
    return day + max(0, 7 - day.weekday()) * DAY if day.weekday() >= _SATURDAY else day


def nearest(day: date, weekdays: tuple[int, ...]) -> date:
    """The nearest school day on one of these weekdays, within three weeks; else the first school day after."""
    for distance in range(22):
        for found in (day - distance * DAY, day + distance * DAY):
            if found.weekday() in weekdays and is_school_day(found):
                return found
    return first_from(day)


def first_from(day: date, weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)) -> date:
    while day.weekday() not in weekdays or not is_school_day(day):
        day += DAY
    return day


@lru_cache(maxsize=64)
def _closed(year: int) -> frozenset[date]:
    days: set[date] = set()
    for start, length in _holidays(year):
        days.update(start + n * DAY for n in range(length))
    easter = _easter(year)
    days.update(easter + n * DAY for n in (-2, 1, 39, 40, 50))
    return frozenset(day for day in days if day.year == year)


def _holidays(year: int) -> Iterator[tuple[date, int]]:
    for autumn_of in (year - 1, year):
        christmas = date(autumn_of, 12, 25)
        yield christmas - ((christmas.weekday() - _SATURDAY) % 7) * DAY, _LONG
    yield _start(year, _SPRING, (2, 15)), _SHORT
    yield _saturday(date(year, 4, 26)), _LONG  # schools add their own week to the one that is fixed
    yield _start(year, _SUMMER, (7, 14)), _SUMMER_DAYS
    yield _start(year, _AUTUMN, (10, 17)), _SHORT


def _start(year: int, known: dict[int, tuple[int, int]], rule: tuple[int, int]) -> date:
    return date(year, *known[year]) if year in known else _saturday(date(year, *rule))


def _saturday(day: date) -> date:
    """The Saturday nearest to `day`."""
    return day + ((_SATURDAY - day.weekday() + 3) % 7 - 3) * DAY


def _easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
