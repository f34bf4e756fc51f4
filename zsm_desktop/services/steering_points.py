"""What belongs to a fixed point of the directors' agenda: read here once for the room, the annex and the first screen.

It lies on a table where everybody looks at it, so small groups are hidden in it for whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.service import Service, read

if TYPE_CHECKING:
    from zsm_desktop.services.accountability_rows import FundProgress
    from zsm_desktop.services.balances import SchoolBalance
    from zsm_desktop.services.evaluation_figures import ElementScore
    from zsm_desktop.services.meeting_facts import BottleneckRow
    from zsm_desktop.services.result_figures import YearOfSchool
    from zsm_desktop.services.targets import IndicatorRow
    from zsm_desktop.services.vacancy_rows import VacancyRow

KINDS = ("results", "balances", "funds", "collaboration", "vacancies")
"""Of points that show something."""
YEARS = 3


@dataclass(frozen=True, slots=True)
class LastEvaluation:
    """`lowest` is () where too few answered to show it."""

    name: str
    top: int
    lowest: tuple[ElementScore, ...]


@dataclass(frozen=True, slots=True)
class PointFacts:
    """Of one kind of point in a school year; what belongs to another kind is empty.

    `target_year` is the year of `indicators`: the last whole one in which anybody left.
    """

    kind: str
    year: SchoolYear
    years: tuple[YearOfSchool, ...] = ()
    target_year: SchoolYear | None = None
    indicators: tuple[IndicatorRow, ...] = ()
    balances: tuple[SchoolBalance, ...] = ()
    funds: tuple[FundProgress, ...] = ()
    evaluation: LastEvaluation | None = None
    open_points: tuple[BottleneckRow, ...] = ()
    vacancies: tuple[VacancyRow, ...] = ()


class SteeringPoints(Service):
    @read(Permission.READ_STEERING)
    def facts(self, kind: str, year: SchoolYear) -> PointFacts:
        """Raises RuleError("point.nothing") for a kind that shows nothing."""
        if kind not in KINDS:
            raise RuleError("point.nothing")
        found: PointFacts = getattr(self, f"_{kind}")(year)
        return found

    def _results(self, year: SchoolYear) -> PointFacts:
        known = [one for one in self.desk.result_figures.years() if one < year.start_year]
        last = SchoolYear(known[0]) if known else year
        years = tuple(reversed(known[:YEARS]))
        seen = self.desk.result_figures.benchmark(years=years, is_paper=True).network.years if years else ()
        sheet = self.desk.targets.sheet(last.start_year, is_paper=True, years=1)
        return PointFacts("results", year, years=seen, target_year=last, indicators=sheet.rows)

    def _balances(self, year: SchoolYear) -> PointFacts:
        rows = sorted(self.desk.balances.by_school(year), key=lambda row: (row.balance_cents, row.name))
        return PointFacts("balances", year, balances=tuple(rows))

    def _funds(self, year: SchoolYear) -> PointFacts:
        """Those that are for days of this school year."""
        return PointFacts("funds", year, funds=self.desk.accountability.overview(year, is_paper=True))

    def _collaboration(self, year: SchoolYear) -> PointFacts:
        latest = self.desk.evaluations.latest()
        seen = LastEvaluation(latest.name, latest.top, latest.lowest()) if latest is not None else None
        waiting = self.desk.bottlenecks.rows(statuses=("escalated",))
        return PointFacts("collaboration", year, evaluation=seen, open_points=waiting)

    def _vacancies(self, year: SchoolYear) -> PointFacts:
        return PointFacts("vacancies", year, vacancies=self.desk.vacancies.open_rows())
