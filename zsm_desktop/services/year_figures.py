"""A school year of the network for its year report: every figure as the screens read it, and nothing counted here.

For whoever reads the meetings of the directors: the paper is the same whoever makes it, so small groups are hidden in
it from the secretary too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.follow_ups import is_year_asked
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.service import Service, read

if TYPE_CHECKING:
    from zsm_desktop.services.accountability_rows import FundProgress
    from zsm_desktop.services.balance_rows import KindBalance, PairMatrix, SchoolBalance, SectorBalance, TrendPoint
    from zsm_desktop.services.choice_tally import TargetGroup
    from zsm_desktop.services.evaluation_figures import EvaluationOutcome
    from zsm_desktop.services.meeting_facts import BottleneckRow, DecisionRow
    from zsm_desktop.services.result_figures import Benchmark, CountTable, LastingTable
    from zsm_desktop.services.settlement_rows import SettlementCard
    from zsm_desktop.services.shared_figures import SharedSheet
    from zsm_desktop.services.targets import IndicatorSheet
    from zsm_desktop.services.work_figures import CaseFigures, NeedFigures, PlacementFigures, PupilFigures

YEARS_SHOWN = 3
LASTED = ((0, 12), (1, 12), (0, 6), (0, 3))
"""How many years back, and after how many months: the first of these of which everyone is due and some were reached."""
MEASURED = 2
STEPS = 7

GoOn = Callable[[int, int], object]


def _go_on(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is, or to stop it."""


@dataclass(frozen=True, slots=True)
class WorkOfYear:
    """`cases` and `placements` of the years shown, this one last; an earlier year without any is left out."""

    pupils: PupilFigures
    cases: tuple[CaseFigures, ...]
    placements: tuple[PlacementFigures, ...]
    needs: NeedFigures
    shared: SharedSheet
    """What the partners share on the target group, of the years shown."""
    group: TargetGroup
    """What the profile asks of the cases of this year."""
    has_offers: bool
    """Schools have something to offer each other, or had."""


@dataclass(frozen=True, slots=True)
class ExchangeOfYear:
    """`by_year` are the schools of the years shown, this one last; `months` the network's of this school year."""

    schools: tuple[SchoolBalance, ...]
    matrix: PairMatrix
    kinds: tuple[KindBalance, ...]
    sectors: tuple[SectorBalance, ...]
    months: tuple[TrendPoint, ...]
    by_year: tuple[tuple[SchoolYear, tuple[SchoolBalance, ...]], ...]
    settlements: tuple[SettlementCard, ...]
    """Those of months of this year that were not withdrawn, the first proposed first."""
    is_usual: bool
    """Schools have agreed what they reckon for what they give each other, or ever did reckon it."""


@dataclass(frozen=True, slots=True)
class ResultsOfYear:
    """`kinds` are the years shown by kind of school, this one last; `benchmark` has the same years."""

    kinds: tuple[CountTable, ...]
    schools: CountTable
    sectors: CountTable
    lasting: LastingTable | None
    benchmark: Benchmark
    sheet: IndicatorSheet
    by_calendar: frozenset[str]
    """The codes of what is counted by calendar year: the one in which the school year begins."""


@dataclass(frozen=True, slots=True)
class TalkOfYear:
    """What the directors met, and decided; of bottlenecks those that reached them."""

    bottlenecks: tuple[BottleneckRow, ...]
    decisions: tuple[DecisionRow, ...]
    evaluations: tuple[EvaluationOutcome, ...]
    """The one closed last in this school year, after the one before it with the same list; or none."""
    has_steering: bool
    """Somebody meets about the network itself."""


@dataclass(frozen=True, slots=True)
class YearFacts:
    network: str
    region: str
    year: SchoolYear
    day: date
    work: WorkOfYear
    exchange: ExchangeOfYear
    results: ResultsOfYear
    funds: tuple[FundProgress, ...]
    talk: TalkOfYear

    @property
    def is_running(self) -> bool:
        return self.day <= self.year.last_day


class YearFigures(Service):
    @read(Permission.READ_STEERING)
    def of(self, year: SchoolYear, go_on: GoOn = _go_on) -> YearFacts:
        """`go_on` hears how far it is and may raise to stop; for a future year raises RuleError("year_report.future").

        With small groups to hide it takes about a second a year.
        """
        self.actor.require(Permission.READ_BALANCES)
        self.actor.require(Permission.READ_NETWORK)
        if self.desk.day < year.first_day:
            raise RuleError("year_report.future", year=year.label)
        desk = self.desk
        go_on(0, STEPS)
        work = self._work(year)
        go_on(1, STEPS)
        exchange = self._exchange(year)
        results = self._results(year, go_on)
        ((region,),) = self.store.rows("SELECT region FROM network")
        return YearFacts(
            desk.network_name,
            str(region),
            year,
            desk.day,
            work,
            exchange,
            results,
            desk.accountability.overview(year, is_paper=True),
            self._talk(year),
        )

    def _work(self, year: SchoolYear) -> WorkOfYear:
        figures, years = self.desk.work_figures, [one.start_year for one in _back(year)]
        cases = [figures.cases(one) for one in years]
        placements = [figures.placements(one) for one in years]
        return WorkOfYear(
            figures.pupils(year.start_year),
            tuple(one for one in cases if one.entered != 0 or one is cases[-1]),
            tuple(one for one in placements if one.total != 0 or one is placements[-1]),
            figures.needs(year.start_year),
            self.desk.shared_figures.sheet(is_paper=True, among=frozenset(years)),
            self.desk.choice_tallies.target_group(year.start_year, is_paper=True),
            self._has("SELECT 1 FROM offer LIMIT 1"),
        )

    def _exchange(self, year: SchoolYear) -> ExchangeOfYear:
        balances, settlements = self.desk.balances, self.desk.settlements
        schools = {one: balances.by_school(one) for one in _back(year)}
        used = {one: rows for one, rows in schools.items() if one == year or any(row.given_cents for row in rows)}
        settled = [
            row
            for row in settlements.rows()
            if row.status != "withdrawn" and row.span.first_day <= year.last_day and row.span.last_day >= year.first_day
        ]
        return ExchangeOfYear(
            schools[year],
            balances.matrix(year),
            balances.by_school_kind(year),
            balances.by_sector(year),
            tuple(point for point in balances.trend() if year.first_day <= point.first_day <= year.last_day),
            tuple(used.items()),
            tuple(settlements.card(row.id) for row in reversed(settled)),
            self._has("SELECT 1 FROM tariff LIMIT 1") or self._has("SELECT 1 FROM journal_entry LIMIT 1"),
        )

    def _has(self, sql: str) -> bool:
        return bool(self.store.rows(sql))

    def _results(self, year: SchoolYear, go_on: GoOn) -> ResultsOfYear:
        figures = self.desk.result_figures
        there = figures.years()
        years = [one.start_year for one in _back(year) if one.start_year in there]
        kinds = []
        for done, one in enumerate(years, start=2):
            go_on(done, STEPS)
            kinds.append(figures.leavers(one, "kind", is_paper=True))
        this = year.start_year
        if this not in years:
            kinds.append(figures.leavers(this, "kind", is_paper=True))
        go_on(STEPS - 2, STEPS)
        benchmark = figures.benchmark(is_paper=True, years=tuple(years) or (this,))
        go_on(STEPS - 1, STEPS)
        return ResultsOfYear(
            tuple(kinds),
            figures.leavers(this, "school", is_paper=True),
            figures.leavers(this, "sector", is_paper=True),
            self._lasting(this),
            benchmark,
            self.desk.targets.sheet(this, is_paper=True),
            frozenset(one.code for one in self.desk.profile.indicators if one.period == "calendar_year"),
        )

    def _lasting(self, year: int) -> LastingTable | None:
        """None while nobody could be asked."""
        for back, months in LASTED:
            if not is_year_asked(SchoolYear(year - back), months, self.desk.day):
                continue
            found = self.desk.result_figures.lasting(year - back, "destination", months, is_paper=True)
            if found.total.share is not None:
                return found
        return None

    def _talk(self, year: SchoolYear) -> TalkOfYear:
        first, last = year.first_day, year.last_day
        met = [
            row
            for row in self.desk.bottlenecks.rows()
            if row.escalated_on is not None and row.escalated_on <= last and (row.answered_on or last) >= first
        ]
        decisions = self.desk.results.decisions(kind="steering", year=year.start_year)
        measured = [one for one in self.desk.evaluations.rows() if one.closed_on and first <= one.closed_on <= last]
        newest = max(measured, key=lambda one: (one.closed_on or first, one.id), default=None)
        return TalkOfYear(
            tuple(reversed(met)),
            tuple(sorted(decisions, key=lambda row: (row.decided_on, row.number))),
            self.desk.evaluations.trend(newest.id)[-MEASURED:] if newest is not None else (),
            self.desk.profiles.has_steering(),
        )


def _back(year: SchoolYear) -> Iterator[SchoolYear]:
    """The years shown, this one last."""
    return (year.shifted(-by) for by in reversed(range(YEARS_SHOWN)))
