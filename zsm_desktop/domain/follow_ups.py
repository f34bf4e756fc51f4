"""Whether leavers are still where they went: when it is asked, and what counts as lasting (bestendigd).

The months are those of the Uitstroommonitor and of the duty to follow leavers for two years.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_start
from zsm_desktop.domain.outcomes import LEARNING, WORKING, Destination

MONTHS = (3, 6, 12, 24)
GRACE = timedelta(weeks=4)
"""So long after its day a follow-up is on time."""

NOTHING_TO_LAST = frozenset({Destination.BENEFIT, Destination.MOVED, Destination.NONE, Destination.UNKNOWN})
"""Who went nowhere is asked after all the same, and counts in no share of what lasted; who moved away is not asked."""


class Status(StrEnum):
    OPEN = "open"
    REACHED = "reached"
    NOT_REACHED = "not_reached"


def due_day(left_on: date, months: int) -> date:
    """The same day so many calendar months later, or the last one of a shorter month."""
    first = month_start(month_index(left_on) + months)
    return first.replace(day=min(left_on.day, monthrange(first.year, first.month)[1]))


def asked_after(destination: Destination) -> tuple[int, ...]:
    return () if destination is Destination.MOVED else MONTHS


def is_year_asked(year: SchoolYear, months: int, day: date) -> bool:
    """Everyone who left in that year is due by `day`: a share of those who left early says nothing of the year."""
    return due_day(year.last_day, months) <= day


def can_last(destination: Destination) -> bool:
    return destination not in NOTHING_TO_LAST


def is_lasting(first: Destination, now: Destination) -> bool:
    """Still in the same kind of place, or gone on to work or school; a proposal, who asked knows better."""
    if not can_last(first):
        return False
    return now is first or now in WORKING | LEARNING


def is_overdue(due_on: date, day: date) -> bool:
    return day > due_on + GRACE
