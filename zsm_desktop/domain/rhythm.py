"""When a body could meet next: its rhythm, kept to the weekday it is used to, and not in the school holidays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

DAYS_PER_WEEK = 7
WEEKEND = (5, 6)
FURTHEST_WEEKS = 26
"""The longest a date is put off for holidays before nothing more is proposed."""

IsFree = Callable[[date], bool]


def next_dates(last: date, *, rhythm_weeks: int, count: int, after: date, is_free: IsFree) -> tuple[date, ...]:
    """Up to `count` dates after `after`, each `rhythm_weeks` from the one before, a week later when it is not free.

    The weekday is that of `last`; after one in a weekend, which was an exception, it is Monday. Putting one date off
    moves those that follow, as a group that meets every six weeks wants six weeks in between. Raises ValueError for a
    rhythm below one week.
    """
    if rhythm_weeks < 1:
        raise ValueError("a rhythm is at least a week")
    dates: list[date] = []
    day = last + timedelta(days=DAYS_PER_WEEK - last.weekday() if last.weekday() in WEEKEND else 0)
    while len(dates) < count:
        wanted = day + timedelta(weeks=rhythm_weeks)
        if wanted <= after:
            missed = -(-((after - wanted).days + 1) // DAYS_PER_WEEK)
            wanted += timedelta(weeks=missed)
        found = _free_from(wanted, is_free)
        if found is None:
            break
        dates.append(found)
        day = found
    return tuple(dates)


def _free_from(day: date, is_free: IsFree) -> date | None:
    for weeks in range(FURTHEST_WEEKS):
        later = day + timedelta(weeks=weeks)
        if is_free(later):
            return later
    return None
