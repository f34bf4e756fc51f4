"""What a fund is accountable for, worked out on values: money spent and left, how far a result is, and what one costs.

A number that was agreed is expected to grow evenly over the days of the fund; a share is not, it stands at what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.indicators import is_countable
from zsm_desktop.domain.money import round_share
from zsm_desktop.domain.profiles import Indicator

EXPENSE_KINDS = ("guidance", "training", "coordination", "material", "other")
CONTRIBUTION_KINDS = ("hours", "money")
MOST = {"number": 999_999, "share": 1000}
"""That can be agreed, by unit; a share is thousandths."""
NEARLY = 800
"""Thousandths of what is expected by now; below that it is behind."""


class Standing(StrEnum):
    """UNKNOWN: nothing entered, or not to be shown."""

    REACHED = "reached"
    ON_SCHEDULE = "on_schedule"
    NEARLY = "nearly"
    BEHIND = "behind"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FundMoney:
    """`charged_cents` is what the books charge for deliveries, `employer_cents` what employers were given.

    `hours_cents` is what organisations put in as hours at their rate, `added_cents` as money of their own: neither
    is money of the fund, so neither is spent.
    """

    granted_cents: int
    charged_cents: int
    expense_cents: int
    employer_cents: int
    hours_cents: int = 0
    added_cents: int = 0

    @property
    def beside_cents(self) -> int:
        """Paid from it outside the books of the schools."""
        return self.expense_cents + self.employer_cents

    @property
    def spent_cents(self) -> int:
        return self.charged_cents + self.beside_cents

    @property
    def left_cents(self) -> int:
        """Less than nothing where more was spent than granted."""
        return self.granted_cents - self.spent_cents

    @property
    def spent_permille(self) -> int:
        """Nothing granted is nothing left."""
        return self.spent_cents * 1000 // self.granted_cents if self.granted_cents else 1000


def may_count(indicator: Indicator) -> bool:
    """A growth is of a year against the year before, so it has no sum over the years of a fund."""
    return indicator.unit in MOST and is_countable(indicator)


def elapsed_permille(first: date, last: date, day: date) -> int:
    """How much of a span has passed by the end of `day`, both days of it included."""
    whole = (last - first).days + 1
    return min(max((day - first).days + 1, 0), whole) * 1000 // whole


def expected(agreed: int, first: date, until: date, day: date) -> int:
    """What there would be by now if it grew evenly; rounded down, so that nobody is behind by a part of one."""
    whole = (until - first).days + 1
    passed = min(max((day - first).days + 1, 0), whole) if whole > 0 else int(day >= until)
    return agreed * passed // max(whole, 1)


def standing(unit: str, agreed: int, reached: int | None, first: date, until: date, day: date) -> Standing:
    """`unit` is "number" or "share"; `until` the day by which it was agreed."""
    if reached is None:
        return Standing.UNKNOWN
    if reached >= agreed:
        return Standing.REACHED
    if day > until:
        return Standing.MISSED
    by_now = agreed if unit == "share" else expected(agreed, first, until, day)
    if reached >= by_now:
        return Standing.ON_SCHEDULE
    return Standing.NEARLY if reached * 1000 >= by_now * NEARLY else Standing.BEHIND


def years_within(first: date, last: date, *, is_calendar: bool = False) -> tuple[int, ...]:
    """The school years (or calendar years) that lie for the greater part in a span, by the year they start in.

    Without such a year it is the one most of the span lies in. Figures are counted by whole years, so that no two of
    them can be subtracted to find who came in a few days.
    """
    begin = first.year if is_calendar else SchoolYear.of(first).start_year
    end = last.year if is_calendar else SchoolYear.of(last).start_year
    days = {year: _shared(first, last, *_days(year, is_calendar=is_calendar)) for year in range(begin, end + 1)}
    within = tuple(year for year, shared in days.items() if 2 * shared > _length(*_days(year, is_calendar=is_calendar)))
    return within or (max(days, key=lambda year: days[year]),)


def each_cents(cents: int, count: int | None) -> int | None:
    """What one costs, to the cent; None where there is none, or how many there are is not shown."""
    return round_share(cents, 1, count) if count else None


def _days(year: int, *, is_calendar: bool) -> tuple[date, date]:
    if is_calendar:
        return date(year, 1, 1), date(year, 12, 31)
    return SchoolYear(year).first_day, SchoolYear(year).last_day


def _length(first: date, last: date) -> int:
    return (last - first).days + 1


def _shared(first: date, last: date, other_first: date, other_last: date) -> int:
    return max(_length(max(first, other_first), min(last, other_last)), 0)
