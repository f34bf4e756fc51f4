"""A stretch of whole months: totals are kept per month, so any such stretch is answered without reading the entries.

A school year, a calendar year (which is the book year), a quarter, one month, from one month to another, or everything.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_start
from zsm_desktop.domain.errors import RuleError

YEAR, QUARTER = 12, 3


class SpanKind(StrEnum):
    SCHOOL_YEAR = "school_year"
    BOOK_YEAR = "book_year"
    QUARTER = "quarter"
    MONTH = "month"
    BETWEEN = "between"
    ALL = "all"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From the first day of `first_month` to the last of `last_month`, as `calendar.month_index` counts months."""

    first_month: int
    last_month: int

    def __post_init__(self) -> None:
        if self.first_month > self.last_month:
            raise RuleError("span.order")

    @classmethod
    def of_school_year(cls, year: SchoolYear) -> Span:
        first = month_index(year.first_day)
        return cls(first, first + YEAR - 1)

    @classmethod
    def of_book_year(cls, year: int) -> Span:
        return cls(year * YEAR, year * YEAR + YEAR - 1)

    @classmethod
    def of_quarter(cls, day: date) -> Span:
        """The calendar quarter that `day` lies in."""
        first = month_index(day) // QUARTER * QUARTER
        return cls(first, first + QUARTER - 1)

    @classmethod
    def of_month(cls, day: date) -> Span:
        return cls(month_index(day), month_index(day))

    @classmethod
    def between(cls, first_day: date, last_day: date) -> Span:
        """Raises RuleError("span.months") unless these begin and end a month, ("span.order") if they are swapped."""
        if first_day > last_day:
            raise RuleError("span.order")
        if first_day.day != 1 or last_day.day != calendar.monthrange(last_day.year, last_day.month)[1]:
            raise RuleError("span.months", first_day=first_day, last_day=last_day)
        return cls(month_index(first_day), month_index(last_day))

    @property
    def first_day(self) -> date:
        return month_start(self.first_month)

    @property
    def last_day(self) -> date:
        return date.max if self == ALL else month_start(self.last_month + 1) - timedelta(days=1)

    @property
    def length(self) -> int:
        """In months."""
        return self.last_month - self.first_month + 1

    @property
    def kind(self) -> SpanKind:
        """What people call a stretch of this length that starts here."""
        if self == ALL:
            return SpanKind.ALL
        if self.length == YEAR and self.first_month % YEAR in {0, YEAR - 5}:
            return SpanKind.SCHOOL_YEAR if self.first_month % YEAR else SpanKind.BOOK_YEAR
        if self.length == QUARTER and self.first_month % QUARTER == 0:
            return SpanKind.QUARTER
        return SpanKind.MONTH if self.length == 1 else SpanKind.BETWEEN

    @property
    def school_year(self) -> SchoolYear | None:
        """The school year this is; None for any other stretch."""
        return SchoolYear(self.first_month // YEAR) if self.kind is SpanKind.SCHOOL_YEAR else None

    def months(self) -> Iterator[int]:
        return iter(range(self.first_month, self.last_month + 1))

    def shifted(self, times: int) -> Span:
        """The stretch of the same length that many times later."""
        by = times * self.length
        return Span(self.first_month + by, self.last_month + by)


ALL = Span(1 * YEAR, 9999 * YEAR + YEAR - 1)
"""From the first booking to the last."""

When = SchoolYear | Span | None
"""How a stretch is asked for; None is everything."""


def span_of(when: When) -> Span:
    if when is None:
        return ALL
    return Span.of_school_year(when) if isinstance(when, SchoolYear) else when
