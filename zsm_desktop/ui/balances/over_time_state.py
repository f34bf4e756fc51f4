"""What Verloop shows: month after month, or school years side by side, in what is looked at; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_start
from zsm_desktop.domain.series import Line, Trend
from zsm_desktop.domain.spans import YEAR, Span
from zsm_desktop.services.explaining_asked import EVERYBODY, Kinds
from zsm_desktop.ui.balances.reasons import Question
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.spans import short_month

if TYPE_CHECKING:
    from datetime import date

    from zsm_desktop.services.balance_rows import TrendPoint, YearMonths
    from zsm_desktop.ui.balances.state import BalancesState

MOST_YEARS = 3
"""As many as the table beside the lines shows whole."""


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month of the table beside school years laid side by side: the figure of every year, the latest first.

    `at` counts from August; cents, or hundredths of a dagdeel.
    """

    at: int
    label: str
    figures: tuple[int | None, ...]


class OverTimeState:
    def __init__(self, state: BalancesState) -> None:
        self.state = state

    def trend(self, school_id: str) -> tuple[Trend, list[TrendPoint]]:
        """Of one school its standing at the end of every month, of the whole network ("") what was exchanged in it."""
        points = [
            point
            for point in self.state.desk.balances.trend(school_id or None)
            if self.state.span.first_day <= point.first_day <= self.state.span.last_day
        ]
        is_long = self.state.span.length > YEAR
        labels = tuple(_month(point, is_long=is_long) for point in points)
        if school_id:
            standings = (
                point.standing.hundredths if self.state.is_in_kind else point.standing_cents for point in points
            )
            line = Line("Stand aan het eind van de maand", tuple(standings))
            return Trend("Verloop van de stand", self.state.unit, labels, (line,)), points
        given = (point.given.hundredths if self.state.is_in_kind else point.given_cents for point in points)
        line = Line("Uitgewisseld in de maand", tuple(given))
        return Trend("Uitgewisseld per maand", self.state.unit, labels, (line,)), points

    def up_to(self, school_id: str, first_day: date) -> Span:
        """The months that make the standing at the end of one: from the first booking on; of all schools for ""."""
        trend = self.state.desk.balances.trend(school_id or None)
        first, last = (month_index(day) for day in (trend[0].first_day, first_day))
        return Span(min(first, last), last)

    def month_question(self, school_id: str, first_day: date, column: str) -> Question:
        """What makes the figure of a month: what was given or taken in it, or the standing at its end.

        The standings of all schools are together what funds bore; of them a month says first what was given in it.
        """
        month = Span.of_month(first_day)
        if school_id:
            if column in {"given", "taken", "settled"}:
                return Question(school_id, side=column, span=month)
            return Question(school_id, span=self.up_to(school_id, first_day), is_standing=self.state.is_settled)
        if column == "standing":
            return Question("", kinds=Kinds("", "fund"), span=self.up_to("", first_day))
        return Question("", kinds=Kinds("", "school") if column == "taken" else EVERYBODY, span=month)

    def year_question(self, school_id: str, year: SchoolYear, at: int) -> Question:
        """What makes the figure of a school year up to and with its month `at`, August first."""
        first = Span.of_school_year(year).first_month
        span = Span(first, first + at)
        return Question(school_id, span=span) if school_id else Question("", kinds=EVERYBODY, span=span)

    def running_month(self) -> str:
        """That a month in sight is not over yet; "" where none is."""
        day = self.state.desk.day
        if not self.state.span.first_day <= day <= self.state.span.last_day:
            return ""
        return f"{first_upper(dutch.MONTHS[day.month - 1])} loopt nog."

    def year_by_year(self, school_id: str) -> tuple[Trend, list[MonthFigures]]:
        """The last school years laid side by side, the latest first."""
        found = self.state.desk.balances.year_by_year(school_id or None)[:MOST_YEARS]
        figures = [self._figures(year, is_school=bool(school_id)) for year in found]
        labels = tuple(
            short_month(month_start(month).month) for month in Span.of_school_year(SchoolYear(2000)).months()
        )
        title = "Saldo binnen het schooljaar" if school_id else "Uitgewisseld sinds augustus"
        lines = tuple(Line(year.year.label, line) for year, line in zip(found, figures, strict=True))
        table = [MonthFigures(at, label, tuple(line[at] for line in figures)) for at, label in enumerate(labels)]
        return Trend(title, self.state.unit, labels if lines else (), lines), table

    def _figures(self, year: YearMonths, *, is_school: bool) -> tuple[int | None, ...]:
        if self.state.is_in_kind:
            return tuple(None if use is None else use.hundredths for use in (year.balance if is_school else year.given))
        return year.balance_cents if is_school else year.given_cents


def _month(point: TrendPoint, *, is_long: bool) -> str:
    short = short_month(point.first_day.month)
    return f"{short} ’{point.first_day.year % 100:02d}" if is_long else short
