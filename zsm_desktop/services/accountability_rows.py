"""What a fund is accountable for, as screens and papers read it; and the queries under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from zsm_desktop.domain.accountability import (
    CONTRIBUTION_KINDS,
    FundMoney,
    Standing,
    elapsed_permille,
    expected,
    standing,
)
from zsm_desktop.domain.indicators import Counted, value_of
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.models import (
    Decision,
    FundCondition,
    FundContribution,
    FundExpense,
    FundReport,
    FundResult,
    Organisation,
)
from zsm_desktop.services.counted import Within
from zsm_desktop.services.fund_cards import SchoolPart
from zsm_desktop.services.funds import FundRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class ResultProgress:
    """`reached` None: nothing entered, nothing to count, or (`is_hidden`) not to be shown to this reader.

    `is_partial`: it is of the years that are shown, so there may be more.
    `due_on` None: by the last day of the fund, which is `until` then. Shares are thousandths. `expected`: what there
    would be by now if it grew evenly.
    """

    id: str
    name: str
    indicator: str
    unit: str
    agreed: int
    reached: int | None
    is_hidden: bool
    is_partial: bool
    expected: int
    due_on: date | None
    until: date
    days_left: int
    standing: Standing
    note: str
    version: int

    @property
    def is_counted(self) -> bool:
        return bool(self.indicator)

    @property
    def permille(self) -> int | None:
        """Of what was agreed."""
        return self.reached * 1000 // self.agreed if self.reached is not None else None

    @property
    def expected_permille(self) -> int:
        return self.expected * 1000 // self.agreed


@dataclass(frozen=True, slots=True)
class ConditionRow:
    id: str
    text: str
    met_on: date | None
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A day on which the fund wants to hear how it goes."""

    id: str
    name: str
    due_on: date
    sent_on: date | None
    is_overdue: bool
    version: int


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    id: str
    spent_on: date
    kind: str
    name: str
    cents: int
    is_removed: bool
    version: int


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """`hours` are hundredths; None where it is money."""

    id: str
    organisation_id: str
    organisation: str
    given_on: date
    kind: str
    name: str
    hours: int | None
    rate_cents: int | None
    cents: int
    is_removed: bool
    version: int


@dataclass(frozen=True, slots=True)
class FundProgress:
    """How far one fund is, of its money, its days and what was agreed; `next_report` the first not sent yet."""

    fund: FundRow
    money: FundMoney
    results: tuple[ResultProgress, ...]
    conditions: int
    conditions_met: int
    next_report: ReportRow | None
    overdue_reports: int
    elapsed_permille: int

    @property
    def on_course(self) -> int:
        """How many of the results are reached, or as far as they should be by now."""
        return sum(one.standing in (Standing.REACHED, Standing.ON_SCHEDULE) for one in self.results)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one of `count` costs; `count` None: too few to be shown. `each_cents` None: there is none, or not shown.

    `months`: of leavers, after how many months they were still in the place; 0 for placements.
    """

    months: int
    count: int | None
    each_cents: int | None


@dataclass(frozen=True, slots=True)
class Costs:
    """The fund's own money over what it bore; `is_borne` False: it bore no placement, so over all in its years."""

    cents: int
    is_borne: bool
    placements: Cost
    lasting: tuple[Cost, ...]


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """The decision that laid the fund down; `text` "" where this reader may not read it."""

    number: str
    decided_on: date
    text: str


@dataclass(frozen=True, slots=True)
class Accountability:
    """All a fund is accountable for; what is in the bin stands in `expenses` and `contributions` too, marked."""

    progress: FundProgress
    conditions: tuple[ConditionRow, ...]
    reports: tuple[ReportRow, ...]
    expenses: tuple[ExpenseRow, ...]
    contributions: tuple[ContributionRow, ...]
    schools: tuple[SchoolPart, ...]
    costs: Costs
    decision: DecisionFact | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands written of one fund; `given_cents` by kind is what others put in."""

    results: tuple[FundResult, ...]
    conditions: tuple[ConditionRow, ...]
    reports: tuple[ReportRow, ...]
    given_cents: Mapping[str, int]


def kept_of(session: Session, fund_ids: Sequence[str], day: date) -> dict[str, Kept]:
    """Of all these funds in as many questions as of one."""
    results: dict[str, list[FundResult]] = defaultdict(list)
    agreed = select(FundResult).where(FundResult.fund_id.in_(fund_ids))
    for result in session.scalars(agreed.order_by(FundResult.position, FundResult.id)):
        results[result.fund_id].append(result)
    conditions: dict[str, list[ConditionRow]] = defaultdict(list)
    asked = select(FundCondition).where(FundCondition.fund_id.in_(fund_ids))
    for one in session.scalars(asked.order_by(FundCondition.position, FundCondition.id)):
        conditions[one.fund_id].append(ConditionRow(one.id, one.text, one.met_on, one.note, one.version))
    reports: dict[str, list[ReportRow]] = defaultdict(list)
    wanted = select(FundReport).where(FundReport.fund_id.in_(fund_ids))
    for row in session.scalars(wanted.order_by(FundReport.due_on, FundReport.id)):
        is_overdue = row.sent_on is None and row.due_on < day
        reports[row.fund_id].append(ReportRow(row.id, row.name, row.due_on, row.sent_on, is_overdue, row.version))
    given: dict[str, dict[str, int]] = defaultdict(dict)
    sums = (
        select(FundContribution.fund_id, FundContribution.kind, func.sum(FundContribution.cents))
        .where(FundContribution.fund_id.in_(fund_ids), FundContribution.removed_at.is_(None))
        .group_by(FundContribution.fund_id, FundContribution.kind)
    )
    for fund_id, kind, cents in session.execute(sums):
        given[fund_id][kind] = int(cents)
    return {one: Kept(tuple(results[one]), tuple(conditions[one]), tuple(reports[one]), given[one]) for one in fund_ids}


def progress_of(
    fund: FundRow, kept: Kept, agreed: Mapping[str, Indicator], counted: Mapping[str, Within], day: date
) -> FundProgress:
    waiting = [row for row in kept.reports if row.sent_on is None]
    hours, added = (kept.given_cents.get(kind, 0) for kind in CONTRIBUTION_KINDS)
    return FundProgress(
        fund=fund,
        money=replace(fund.money, hours_cents=hours, added_cents=added),
        results=tuple(_result(one, fund, agreed, counted, day) for one in kept.results),
        conditions=len(kept.conditions),
        conditions_met=sum(row.met_on is not None for row in kept.conditions),
        next_report=waiting[0] if waiting else None,
        overdue_reports=sum(row.is_overdue for row in waiting),
        elapsed_permille=elapsed_permille(fund.first_day, fund.last_day, day),
    )


def _result(
    row: FundResult, fund: FundRow, agreed: Mapping[str, Indicator], counted: Mapping[str, Within], day: date
) -> ResultProgress:
    reached, found = row.reached, counted.get(row.indicator or "", Within(Counted(0, 0)))
    if row.indicator:
        indicator = agreed.get(row.indicator)
        reached = value_of(indicator, found.counted, None) if indicator else None
    until = row.due_on or fund.last_day
    return ResultProgress(
        id=row.id,
        name=row.name,
        indicator=row.indicator or "",
        unit=row.unit,
        agreed=row.agreed,
        reached=reached,
        is_hidden=found.counted.part is None,
        is_partial=found.is_partial,
        expected=row.agreed if row.unit == "share" else expected(row.agreed, fund.first_day, until, day),
        due_on=row.due_on,
        until=until,
        days_left=(until - day).days,
        standing=standing(row.unit, row.agreed, reached, fund.first_day, until, day),
        note=row.note,
        version=row.version,
    )


def expenses_of(session: Session, fund_id: str) -> tuple[ExpenseRow, ...]:
    query = select(FundExpense).where(FundExpense.fund_id == fund_id).order_by(FundExpense.spent_on, FundExpense.id)
    return tuple(
        ExpenseRow(row.id, row.spent_on, row.kind, row.name, row.cents, row.removed_at is not None, row.version)
        for row in session.scalars(query)
    )


def contributions_of(session: Session, fund_id: str) -> tuple[ContributionRow, ...]:
    query = (
        select(FundContribution, Organisation.name)
        .join(Organisation, Organisation.id == FundContribution.organisation_id)
        .where(FundContribution.fund_id == fund_id)
        .order_by(FundContribution.given_on, FundContribution.id)
    )
    return tuple(
        ContributionRow(
            id=row.id,
            organisation_id=row.organisation_id,
            organisation=name,
            given_on=row.given_on,
            kind=row.kind,
            name=row.name,
            hours=row.hours,
            rate_cents=row.rate_cents,
            cents=row.cents,
            is_removed=row.removed_at is not None,
            version=row.version,
        )
        for row, name in session.execute(query)
    )


def decision_of(session: Session, decision_id: str | None, *, may_read: bool) -> DecisionFact | None:
    """Only what stands in the open is given."""
    row = session.get(Decision, decision_id) if decision_id else None
    if row is None:
        return None
    return DecisionFact(row.number, row.decided_on, (row.open_text or "") if may_read else "")
