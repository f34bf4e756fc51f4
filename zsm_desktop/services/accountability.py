"""What was agreed with who grants a fund, how far that is, what was spent beside the books, what others put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select

from zsm_desktop.domain.accountability import CONTRIBUTION_KINDS, EXPENSE_KINDS, MOST, may_count
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import amount_cents, require_bounded
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.models import (
    Fund,
    FundCondition,
    FundContribution,
    FundExpense,
    FundReport,
    FundResult,
    Organisation,
)
from zsm_desktop.services.accountability_rows import (
    Accountability,
    FundProgress,
    Kept,
    contributions_of,
    decision_of,
    expenses_of,
    kept_of,
    progress_of,
)
from zsm_desktop.services.counted import Within, count_within
from zsm_desktop.services.fund_cards import school_parts
from zsm_desktop.services.fund_costs import costs_of
from zsm_desktop.services.funds import FundRow
from zsm_desktop.services.known import known, require_version
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.services.profiles import profile_of
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KINDS: dict[str, Any] = {
    "result": FundResult,
    "condition": FundCondition,
    "report": FundReport,
    "expense": FundExpense,
    "contribution": FundContribution,
}
Item = FundResult | FundCondition | FundReport | FundExpense | FundContribution
I = TypeVar("I", FundResult, FundCondition, FundReport, FundExpense, FundContribution)  # noqa: E741


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """Counted by `indicator`, a code of the profile, whose unit it has; or `reached` is entered by hand.

    `due_on` None: by the last day of the fund. A share is thousandths.
    """

    name: str
    agreed: int
    unit: str = "number"
    indicator: str | None = None
    due_on: date | None = None
    reached: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConditionDraft:
    text: str
    met_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportDraft:
    name: str
    due_on: date
    sent_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExpenseDraft:
    """`kind` one of `domain.accountability.EXPENSE_KINDS`."""

    spent_on: date
    kind: str
    name: str
    cents: int


@dataclass(frozen=True, slots=True)
class ContributionDraft:
    """With `hours` (hundredths) at `rate_cents` what it is worth follows; else `cents` is money that was put in."""

    organisation_id: str
    given_on: date
    name: str
    cents: int = 0
    hours: int | None = None
    rate_cents: int | None = None

    @property
    def kind(self) -> str:
        hours, money = CONTRIBUTION_KINDS
        return money if self.hours is None else hours


@dataclass(frozen=True, slots=True)
class DueReport:
    id: str
    fund_id: str
    fund: str
    name: str
    due_on: date


class AccountabilityService(Service):
    """In every act an empty identifier and version 0 make a new one."""

    @read(Permission.READ_BALANCES)
    def overview(self, within: SchoolYear | None = None, *, is_paper: bool = False) -> tuple[FundProgress, ...]:
        """How far every fund is, or those for days of a school year, as `funds.rows` has them in order.

        Where small groups are hidden it takes a moment.
        """
        funds = [one for one in self.desk.funds.rows() if within is None or _is_for(one, within)]
        with self.store.reading() as session:
            kept = kept_of(session, [fund.id for fund in funds], self.desk.day)
            return tuple(self._progress(session, fund, kept[fund.id], is_paper=is_paper) for fund in funds)

    @read(Permission.READ_BALANCES)
    def report(self, fund_id: str, *, is_paper: bool = False) -> Accountability:
        """All of one fund; raises RuleError("fund.none")."""
        fund = next((row for row in self.desk.funds.rows() if row.id == fund_id), None)
        if fund is None:
            raise RuleError("fund.none")
        schools = school_parts(self.store, fund_id)
        with self.store.reading() as session:
            kept = kept_of(session, [fund_id], self.desk.day)[fund_id]
            progress = self._progress(session, fund, kept, is_paper=is_paper)
            return Accountability(
                progress=progress,
                conditions=kept.conditions,
                reports=kept.reports,
                expenses=expenses_of(session, fund_id),
                contributions=contributions_of(session, fund_id),
                schools=schools,
                costs=costs_of(self.desk, session, progress, is_paper=is_paper),
                decision=decision_of(session, fund.decision_id, may_read=self.actor.may(Permission.READ_STEERING)),
            )

    @read(Permission.KEEP_BOOKS)
    def due_reports(self) -> tuple[DueReport, ...]:
        """Those whose day has come and that were not sent, the longest first."""
        query = (
            select(FundReport.id, Fund.id, Fund.name, FundReport.name, FundReport.due_on)
            .join(Fund, Fund.id == FundReport.fund_id)
            .where(FundReport.sent_on.is_(None), FundReport.due_on <= self.desk.day)
            .order_by(FundReport.due_on, FundReport.id)
        )
        with self.store.reading() as session:
            return tuple(DueReport(*row) for row in session.execute(query))

    def _progress(self, session: Session, fund: FundRow, kept: Kept, *, is_paper: bool) -> FundProgress:
        codes = {row.indicator for row in kept.results if row.indicator}
        indicators = profile_of(session).indicators if codes else ()
        agreed = {one.code: one for one in indicators if one.code in codes and may_count(one)}
        counted: dict[str, Within] = {}
        if agreed:
            wanted = tuple(agreed.values())
            counted = count_within(self.desk, session, wanted, fund.first_day, fund.last_day, is_paper=is_paper)
        return progress_of(fund, kept, agreed, counted, self.desk.day)

    @act("fund_result.set", Permission.KEEP_BOOKS, can_undo=True)
    def set_result(self, work: Work, fund_id: str, result_id: str, version: int, draft: ResultDraft) -> None:
        """Raises RuleError("fund.none", "fund_item.none", "edit.conflict", "fund_result.*")."""
        fund = known(work, Fund, fund_id, "fund.none")
        indicator = _counting(profile_of(work.session).indicators, draft)
        unit = indicator.unit if indicator else draft.unit
        if not draft.name.strip():
            raise RuleError("fund_result.no_name")
        if unit not in MOST or not 0 < draft.agreed <= MOST[unit]:
            raise RuleError("fund_result.agreed", most=MOST.get(unit, 0) // (10 if unit == "share" else 1))
        if draft.reached is not None and not 0 <= draft.reached <= MOST[unit]:
            raise RuleError("fund_result.reached")
        if draft.due_on is not None and draft.due_on < fund.first_day:
            raise RuleError("fund_result.due", day=fund.first_day)
        row = self._row(work, FundResult, fund_id, result_id, version)
        row.name, row.note = self._open(work, draft.name), self._open(work, draft.note)
        row.indicator, row.unit, row.agreed = indicator.code if indicator else None, unit, draft.agreed
        row.due_on, row.reached = draft.due_on, None if indicator else draft.reached
        _place(work, row)

    @act("fund_condition.set", Permission.KEEP_BOOKS, can_undo=True)
    def set_condition(self, work: Work, fund_id: str, condition_id: str, version: int, draft: ConditionDraft) -> None:
        """Raises RuleError("fund.none", "fund_item.none", "edit.conflict", "fund_condition.*")."""
        known(work, Fund, fund_id, "fund.none")
        if not draft.text.strip():
            raise RuleError("fund_condition.no_text")
        if draft.met_on is not None and draft.met_on > self.desk.day:
            raise RuleError("fund_condition.early")
        row = self._row(work, FundCondition, fund_id, condition_id, version)
        row.text, row.met_on, row.note = self._open(work, draft.text), draft.met_on, self._open(work, draft.note)
        _place(work, row)

    @act("fund_report.set", Permission.KEEP_BOOKS, can_undo=True)
    def set_report(self, work: Work, fund_id: str, report_id: str, version: int, draft: ReportDraft) -> None:
        """Raises RuleError("fund.none", "fund_item.none", "edit.conflict", "fund_report.*")."""
        known(work, Fund, fund_id, "fund.none")
        if not draft.name.strip():
            raise RuleError("fund_report.no_name")
        if draft.sent_on is not None and draft.sent_on > self.desk.day:
            raise RuleError("fund_report.early")
        row = self._row(work, FundReport, fund_id, report_id, version)
        row.name, row.due_on, row.sent_on = self._open(work, draft.name), draft.due_on, draft.sent_on
        _place(work, row)

    @act("fund_expense.set", Permission.KEEP_BOOKS, can_undo=True)
    def set_expense(self, work: Work, fund_id: str, expense_id: str, version: int, draft: ExpenseDraft) -> None:
        """Raises RuleError("fund.none", "fund_item.none", "edit.conflict", "fund_expense.*", "fund_item.day")."""
        fund = known(work, Fund, fund_id, "fund.none")
        if not draft.name.strip():
            raise RuleError("fund_expense.no_name")
        if draft.kind not in EXPENSE_KINDS:
            raise RuleError("fund_expense.kind")
        if draft.cents <= 0:
            raise RuleError("fund_expense.cents")
        require_bounded(draft.cents)
        self._require_within(fund, draft.spent_on)
        row = self._row(work, FundExpense, fund_id, expense_id, version)
        row.spent_on, row.kind, row.cents = draft.spent_on, draft.kind, draft.cents
        row.name = self._open(work, draft.name)
        _place(work, row)

    @act("fund_contribution.set", Permission.KEEP_BOOKS, can_undo=True)
    def set_contribution(
        self, work: Work, fund_id: str, contribution_id: str, version: int, draft: ContributionDraft
    ) -> None:
        """Raises RuleError("fund.none", "fund_item.none", "edit.conflict", "fund_contribution.*", "fund_item.day")."""
        fund = known(work, Fund, fund_id, "fund.none")
        known(work, Organisation, draft.organisation_id, "network.no_organisation")
        if not draft.name.strip():
            raise RuleError("fund_contribution.no_name")
        if (draft.hours is None) != (draft.rate_cents is None):
            raise RuleError("fund_contribution.hours")
        if draft.hours is not None and (draft.hours <= 0 or (draft.rate_cents or 0) < 0):
            raise RuleError("fund_contribution.hours")
        worth = draft.cents if draft.hours is None else amount_cents(draft.hours, draft.rate_cents or 0)
        if draft.hours is None and worth <= 0:
            raise RuleError("fund_contribution.cents")
        require_bounded(draft.hours, draft.rate_cents, worth)
        self._require_within(fund, draft.given_on)
        row = self._row(work, FundContribution, fund_id, contribution_id, version)
        row.organisation_id, row.given_on = draft.organisation_id, draft.given_on
        row.name = self._open(work, draft.name)
        row.kind, row.hours, row.rate_cents, row.cents = draft.kind, draft.hours, draft.rate_cents, worth
        _place(work, row)

    @act("fund_item.remove", Permission.KEEP_BOOKS, can_undo=True)
    def remove(self, work: Work, kind: str, item_id: str) -> None:
        """`kind` is result, condition, report, expense or contribution: money, the last two, goes into the bin."""
        row = _item(work, kind, item_id)
        if isinstance(row, FundExpense | FundContribution):
            if row.removed_at is not None:
                raise RuleError("fund_item.none")
            row.removed_at = work.at
        else:
            work.session.delete(row)
        _touched(work, row)

    @act("fund_item.put_back", Permission.KEEP_BOOKS, can_undo=True)
    def put_back(self, work: Work, kind: str, item_id: str) -> None:
        """Out of the bin. Raises RuleError("fund_item.none", "bin.gone")."""
        row = _item(work, kind, item_id)
        if not isinstance(row, FundExpense | FundContribution) or row.removed_at is None:
            raise RuleError("bin.gone")
        row.removed_at = None
        _touched(work, row)

    def _open(self, work: Work, text: str) -> str:
        """Directors and whoever gave the money read it."""
        return open_text(self.desk, work, text.strip())

    def _require_within(self, fund: Fund, day: date) -> None:
        """What is paid before or after a fund's days is not for it, and what is still to come was not paid yet."""
        last = min(fund.last_day, self.desk.day)
        if not fund.first_day <= day <= last:
            raise RuleError("fund_item.day", first=fund.first_day, last=last)

    def _row(self, work: Work, kind: type[I], fund_id: str, item_id: str, version: int) -> I:
        if not item_id:
            require_version(None, version)
            work.made = work.new_id()
            return kind(id=work.made, fund_id=fund_id)
        row = known(work, kind, item_id, "fund_item.none")
        if row.fund_id != fund_id or getattr(row, "removed_at", None) is not None:
            raise RuleError("fund_item.none")
        require_version(row, version)
        return row


def _is_for(fund: FundRow, year: SchoolYear) -> bool:
    return fund.first_day <= year.last_day and fund.last_day >= year.first_day


def _counting(indicators: Sequence[Indicator], draft: ResultDraft) -> Indicator | None:
    if draft.indicator is None:
        return None
    found = next((one for one in indicators if one.code == draft.indicator), None)
    if found is None or not may_count(found):
        raise RuleError("fund_result.indicator")
    if draft.reached is not None:
        raise RuleError("fund_result.counted")
    return found


def _place(work: Work, row: Item) -> None:
    """A new one stands below the others."""
    if row not in work.session:
        if isinstance(row, FundResult | FundCondition):
            kind = type(row)
            last = work.session.scalar(select(func.max(kind.position)).where(kind.fund_id == row.fund_id))
            row.position = (last or 0) + 1
        work.session.add(row)
    _touched(work, row)


def _item(work: Work, kind: str, item_id: str) -> Item:
    if kind not in _KINDS:
        raise RuleError("fund_item.none")
    row: Item = known(work, _KINDS[kind], item_id, "fund_item.none")
    return row


def _touched(work: Work, row: Item) -> None:
    work.subject_id = row.id
    work.touch("fund", row.fund_id)
