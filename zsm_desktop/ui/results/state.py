"""The counts of the year looked at, made ready for table and chart; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.follow_ups import MONTHS, due_day
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.series import Bars
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.outcomes import DESTINATION, DESTINATION_SHORT, LEAVING_PROFILE, after

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.result_figures import Benchmark, CountTable, LastingTable

Choices = list[tuple[str, str]]
VIEWS: Choices = [
    ("school", "Per school"),
    ("kind", "Pro en vso"),
    ("sector", "Per sector"),
    ("profile", "Per uitstroomprofiel"),
    ("lasting", "Bestendigd"),
    ("years", "Jaren naast elkaar"),
]
LASTING_BY: Choices = [
    ("destination", "per bestemming"),
    ("school", "per school"),
    ("sector", "per sector"),
    ("offer", "per gevolgd aanbod"),
]
AFTER: Choices = [(str(months), after(months)) for months in MONTHS]
MEASURES: Choices = [("leavers", "Schoolverlaters"), ("placed", "Goed geplaatst"), ("lasting", "Na 1 jaar bestendigd")]
YEARS_IN_CHART = 3
KINDS = {"pro": "praktijkonderwijs", "vso": "voortgezet speciaal onderwijs"}
WHOLE = "Het hele netwerk"


@dataclass(frozen=True, slots=True)
class Leavers:
    """The table of one year, and where the leavers of this and earlier years went as bars."""

    table: CountTable
    bars: Bars


class ResultsState:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.years: tuple[int, ...] = ()
        self.year = 0
        self.view, self.by, self.months, self.measure = "school", "destination", 12, "leavers"

    @property
    def is_whole(self) -> bool:
        """Nothing has to be hidden from this reader, so that counting takes no time."""
        return self.desk.actor.sees_small_groups()

    @property
    def may_follow(self) -> bool:
        return self.desk.actor.may(Permission.READ_CASES)

    @property
    def may_note(self) -> bool:
        return self.desk.actor.may(Permission.EDIT_CASES)

    @property
    def may_report(self) -> bool:
        """Decisions of the directors stand in it."""
        return self.desk.actor.may(Permission.READ_STEERING)

    @property
    def may_aim(self) -> bool:
        return self.desk.actor.may(Permission.EDIT_NETWORK)

    def look(self) -> None:
        """Reads which years there are; the last one that is over is looked at first."""
        self.years = self.desk.result_figures.years()
        running = SchoolYear.of(self.desk.day).start_year
        if self.year not in self.years:
            self.year = next((year for year in self.years if year < running), (*self.years, running)[0])
            left_on = SchoolYear(self.year).last_day
            self.months = next((one for one in (12, 6) if due_day(left_on, one) <= self.desk.day), 3)

    def year_in_sight(self) -> int:
        """Also before the room was looked into."""
        if not self.year:
            self.look()
        return self.year

    def year_choices(self) -> Choices:
        years = self.years or (self.year,)
        return [(str(year), f"Schooljaar {SchoolYear(year).label}") for year in years]

    def step(self, by: int) -> None:
        """To an earlier (1) or later (−1) year."""
        if self.year in self.years:
            self.year = self.years[max(0, min(len(self.years) - 1, self.years.index(self.year) + by))]

    def leavers(self) -> Leavers:
        figures = self.desk.result_figures
        table = figures.leavers(self.year, self.view)
        earlier = [year for year in self.years if year < self.year][: YEARS_IN_CHART - 1]
        tables = [*(figures.leavers(year, "kind") for year in reversed(earlier)), table]
        return Leavers(table, _bars(tables))

    def lasting(self) -> LastingTable:
        return self.desk.result_figures.lasting(self.year, self.by, self.months)

    def benchmark(self) -> Benchmark:
        return self.desk.result_figures.benchmark()

    def name_of(self, by: str, code: str, name: str) -> str:
        """What a row is called; the last row of a table is all of them."""
        if by == "kind":
            return first_upper(KINDS.get(code, code))
        if by == "profile":
            return first_upper(LEAVING_PROFILE.get(code, code))
        if by == "destination":
            return first_upper(DESTINATION.get(code, code))
        return name or {"sector": "Geen sector", "offer": "Geen aanbod"}.get(by, WHOLE)


def _bars(tables: list[CountTable]) -> Bars:
    """What is hidden in one of the years is left out of all."""
    counts = [dict(zip(table.columns, table.total.counts, strict=True)) for table in tables]
    there = [one for one in DESTINATION if all(year.get(one, 0) is not None for year in counts)]  # type: ignore[call-overload]
    shown = [one for one in there if any(year.get(one) for year in counts)]  # type: ignore[call-overload]
    return Bars(
        title="Waar zij heen gingen",
        unit="count",
        names=tuple(SchoolYear(table.year).label for table in tables),
        labels=tuple(first_upper(DESTINATION_SHORT[one]) for one in shown),
        values=tuple(tuple(year.get(one, 0) or 0 for year in counts) for one in shown),  # type: ignore[call-overload]
    )
