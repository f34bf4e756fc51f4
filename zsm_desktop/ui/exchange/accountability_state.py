"""What a fund is accountable for as the screen goes through it, part by part; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.accountability import may_count
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission

if TYPE_CHECKING:
    from zsm_desktop.services.accountability_rows import Accountability
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.desk import Desk

RESULTS, CONDITIONS, REPORTS = "results", "conditions", "reports"
EXPENSES, CONTRIBUTIONS, COSTS = "expenses", "contributions", "costs"
PARTS = (
    (RESULTS, "Resultaten"),
    (CONDITIONS, "Voorwaarden"),
    (REPORTS, "Rapportages"),
    (EXPENSES, "Uitgaven"),
    (CONTRIBUTIONS, "Bijdragen"),
    (COSTS, "Kosten"),
)
KIND_OF = {
    RESULTS: "result",
    CONDITIONS: "condition",
    REPORTS: "report",
    EXPENSES: "expense",
    CONTRIBUTIONS: "contribution",
}
"""What the service calls one of a part; costs are worked out, nobody enters them."""
Choices = list[tuple[str, str]]


class AccountabilityState:
    """`found` is what was read last of the fund in hand, `part` what of it is looked at."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.fund_id = ""
        self.part = RESULTS
        self.found: Accountability | None = None

    @property
    def may_keep(self) -> bool:
        return self.desk.actor.may(Permission.KEEP_BOOKS)

    @property
    def may_enter(self) -> bool:
        """Something of this part."""
        return self.may_keep and self.part in KIND_OF

    @property
    def is_whole(self) -> bool:
        """Nothing has to be hidden, so reading takes no time."""
        return self.desk.actor.sees_small_groups()

    def reading(self) -> Callable[[], Accountability]:
        """For beside the painting."""
        desk, fund_id = self.desk, self.fund_id
        return lambda: desk.accountability.report(fund_id)

    def rows(self, part: str = "") -> tuple[Any, ...]:
        """What was thrown away stands last."""
        found, part = self.found, part or self.part
        if found is None:
            return ()
        rows: dict[str, tuple[Any, ...]] = {
            RESULTS: found.progress.results,
            CONDITIONS: found.conditions,
            REPORTS: found.reports,
            EXPENSES: found.expenses,
            CONTRIBUTIONS: found.contributions,
            COSTS: (found.costs.placements, *found.costs.lasting),
        }
        return tuple(sorted(rows[part], key=lambda row: getattr(row, "is_removed", False)))

    def count(self, part: str) -> int | None:
        """How many there are, without what was thrown away; None where counting says nothing."""
        if part == COSTS:
            return None
        return sum(not getattr(row, "is_removed", False) for row in self.rows(part))

    def fresh(self, part: str, row_id: str) -> Any:
        """The row as it is now; raises RuleError("fund_item.none")."""
        self.found = self.reading()()
        found = next((row for row in self.rows(part) if row.id == row_id), None)
        if found is None or getattr(found, "is_removed", False):
            raise RuleError("fund_item.none")
        return found

    def first_due(self) -> tuple[str, str]:
        """The fund and its report that is waited for longest, "" where none is."""
        due = self.desk.accountability.due_reports() if self.may_keep else ()
        return (due[0].fund_id, due[0].id) if due else ("", "")

    def remove(self, row_id: str) -> Changes:
        return self.desk.accountability.remove(KIND_OF[self.part], row_id)

    def put_back(self, row_id: str) -> Changes:
        return self.desk.accountability.put_back(KIND_OF[self.part], row_id)

    def ways_to_count(self) -> Choices:
        found = [one for one in self.desk.profile.indicators if may_count(one)]
        return [("", "zelf invoeren"), *((one.code, f"telt zelf: {one.name}") for one in found)]

    def unit_of(self, indicator: str, unit: str) -> str:
        """That of the indicator, or the one that was chosen where it is entered."""
        found = next((one for one in self.desk.profile.indicators if one.code == indicator), None)
        return found.unit if found else unit or "number"

    def organisations(self) -> Choices:
        return [(one.id, one.name) for one in self.desk.network.organisations()]
