"""What a fund is accountable for, made in a line each; and acts on it with what is not there, or on a row of two."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders import World, made_id, school_id
from zsm_desktop.services.accountability import (
    ConditionDraft,
    ContributionDraft,
    ExpenseDraft,
    ReportDraft,
    ResultDraft,
)
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.funds import FundDraft

GONE = made_id(15, 999)
DAY = date(2026, 10, 5)
RESULT = ResultDraft("Certificaten", 40, reached=10)
CONDITION = ConditionDraft("Alle scholen doen mee")
REPORT = ReportDraft("Tussenrapportage", date(2026, 11, 1))
EXPENSE = ExpenseDraft(DAY, "training", "Cursusmap", 150_00)
HOURS = ContributionDraft(school_id("DUIN"), DAY, "Begeleiding", hours=8_00, rate_cents=50_00)
MONEY = ContributionDraft(school_id("ZEEUW"), DAY, "Eigen bijdrage", cents=250_00)


def fund(desk: Desk, granted: int = 1_000_00, *, since: date = date(2026, 8, 1), **more: Any) -> str:
    """A fund until the end of this school year that bears two fifths."""
    draft = FundDraft("Projectsubsidie", granted, since, date(2027, 7, 31), percent=40_00, **more)
    made = desk.funds.add(draft).made
    assert made
    return made


NO_FUND_ITEM: dict[str, Any] = {
    "fund_result.set": [("fund.none", lambda m: m.desk.accountability.set_result(GONE, "", 0, RESULT))],
    "fund_condition.set": [("fund.none", lambda m: m.desk.accountability.set_condition(GONE, "", 0, CONDITION))],
    "fund_report.set": [("fund.none", lambda m: m.desk.accountability.set_report(GONE, "", 0, REPORT))],
    "fund_expense.set": [("fund.none", lambda m: m.desk.accountability.set_expense(GONE, "", 0, EXPENSE))],
    "fund_contribution.set": [("fund.none", lambda m: m.desk.accountability.set_contribution(GONE, "", 0, HOURS))],
    "fund_item.remove": [
        ("fund_item.none", lambda m: m.desk.accountability.remove("expense", GONE)),
        ("fund_item.none", lambda m: m.desk.accountability.remove("geld", GONE)),
    ],
    "fund_item.put_back": [("fund_item.none", lambda m: m.desk.accountability.put_back("expense", GONE))],
}
"""See test_unknown_ids."""


def of_accountability(world: World) -> dict[str, Any]:
    """See test_same_row."""
    from dataclasses import replace

    from tests.services.test_same_row import Row, one_of

    desk, fund_id = world.desk, fund(world.desk)
    made = desk.accountability
    result = made.set_result(fund_id, "", 0, RESULT).made
    condition = made.set_condition(fund_id, "", 0, CONDITION).made
    report = made.set_report(fund_id, "", 0, REPORT).made
    expense = made.set_expense(fund_id, "", 0, EXPENSE).made
    given = made.set_contribution(fund_id, "", 0, HOURS).made

    def card(d: Desk) -> Any:
        return d.accountability.report(fund_id)

    return {
        "fund_result.set": Row(
            lambda d: one_of(card(d).progress.results, result).version,
            lambda d, v, n: d.accountability.set_result(fund_id, result, v, replace(RESULT, reached=n)),
        ),
        "fund_condition.set": Row(
            lambda d: one_of(card(d).conditions, condition).version,
            lambda d, v, n: d.accountability.set_condition(fund_id, condition, v, replace(CONDITION, note=f"N {n}")),
        ),
        "fund_report.set": Row(
            lambda d: one_of(card(d).reports, report).version,
            lambda d, v, n: d.accountability.set_report(fund_id, report, v, replace(REPORT, name=f"Rapport {n}")),
        ),
        "fund_expense.set": Row(
            lambda d: one_of(card(d).expenses, expense).version,
            lambda d, v, n: d.accountability.set_expense(fund_id, expense, v, replace(EXPENSE, cents=n)),
        ),
        "fund_contribution.set": Row(
            lambda d: one_of(card(d).contributions, given).version,
            lambda d, v, n: d.accountability.set_contribution(fund_id, given, v, replace(HOURS, hours=n * 100)),
        ),
    }
