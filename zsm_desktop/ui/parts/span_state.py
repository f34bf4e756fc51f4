"""Which months are looked at: a stretch of a kind, or from one month to another; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_start
from zsm_desktop.domain.spans import ALL, QUARTER, YEAR, Span, SpanKind
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.spans import KIND, span_words

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

ALL_YEARS = "all"
Choices = list[tuple[str, str]]


class SpanState:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.span = Span.of_school_year(SchoolYear.of(desk.day))
        self.kind = SpanKind.SCHOOL_YEAR

    def kinds(self) -> Choices:
        return [(kind.value, words) for kind, words in KIND.items()]

    def spans(self) -> Choices:
        """The stretches of the kind looked at, latest first; all months together at the end of the school years."""
        known = self._months()
        found: list[Span] = []
        if self.kind is SpanKind.SCHOOL_YEAR:
            found = [Span.of_school_year(SchoolYear(month // YEAR)) for month in known if month % YEAR == YEAR - 5]
        elif self.kind is SpanKind.BOOK_YEAR:
            found = [Span.of_book_year(year) for year in sorted({month // YEAR for month in known})]
        elif self.kind is SpanKind.QUARTER:
            found = [Span.of_quarter(month_start(month)) for month in known if month % QUARTER == 1]
        elif self.kind is SpanKind.MONTH:
            found = [Span(month, month) for month in known]
        shown = [(key_of(span), span_words(span)) for span in reversed(found)]
        return [*shown, (ALL_YEARS, span_words(ALL))] if self.kind is SpanKind.SCHOOL_YEAR else shown

    def months(self) -> Choices:
        """To choose a first and a last one from, latest first."""
        return [(str(month), first_upper(dutch.month(month_start(month)))) for month in reversed(self._months())]

    def choose_kind(self, kind: str) -> None:
        """Stay near what was looked at: the stretch of that kind in which its last booked day so far lies."""
        self.kind = SpanKind(kind)
        day = min(self.span.last_day, self.desk.day)
        if self.kind is SpanKind.SCHOOL_YEAR:
            self.span = Span.of_school_year(SchoolYear.of(day))
        elif self.kind is SpanKind.BOOK_YEAR:
            self.span = Span.of_book_year(day.year)
        elif self.kind is SpanKind.QUARTER:
            self.span = Span.of_quarter(day)
        elif self.kind is SpanKind.MONTH:
            self.span = Span.of_month(day)
        elif self.span == ALL:
            months = self._months()
            self.span = Span(months[0], months[-1])

    def choose(self, key: str) -> None:
        """A school year by its label, "all", or the key of a stretch."""
        self.span = span_of_key(key)

    def choose_between(self, first: str, last: str) -> None:
        """Raises RuleError("span.order")."""
        self.span = Span(int(first), int(last))

    @property
    def span_words(self) -> str:
        return span_words(self.span)

    def _months(self) -> range:
        """Of whole school years: from the first with bookings to the running one."""
        years = {*self.desk.balances.years(), SchoolYear.of(self.desk.day)}
        return range(month_index(min(years).first_day), month_index(max(years).last_day) + 1)


def span_of_key(key: str) -> Span:
    """What `key_of` made of it."""
    if key == ALL_YEARS:
        return ALL
    if "/" in key:
        return Span.of_school_year(SchoolYear.parse(key))
    return Span(*(int(month) for month in key.split("-")))


def key_of(span: Span) -> str:
    if span == ALL:
        return ALL_YEARS
    return span.school_year.label if span.school_year is not None else f"{span.first_month}-{span.last_month}"
