"""Waarom dit bedrag? as the face asks it: the explanation of the services, and what it can be narrowed to; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.balances.state import BalancesState

if TYPE_CHECKING:
    from zsm_desktop.domain.spans import Span
    from zsm_desktop.services.explaining import ExplainLine, Explanation, Narrowing


class Question(NamedTuple):
    """`school` is an id or a code; `span` None is what the page looks at."""

    school: str
    counter: str = ""
    offer: str = ""
    sector: str = ""
    span: Span | None = None


class Reasons:
    def __init__(self, state: BalancesState) -> None:
        self.state = state

    def answer(self, asked: Question) -> Explanation:
        """Raises RuleError("balance.no_school") and the like."""
        return self.state.desk.balances.explain(
            asked.school, asked.span or self.state.span, counter=asked.counter, offer=asked.offer, sector=asked.sector
        )

    def narrowing(self, asked: Question) -> Narrowing:
        return self.state.desk.balances.narrowing(asked.school, asked.span or self.state.span)

    def may_open(self, school_code: str, line: ExplainLine) -> bool:
        """Whether this user may see the delivery under a line."""
        actor = self.state.desk.actor
        if line.delivery_id is None or not actor.may(Permission.READ_DELIVERIES):
            return False
        if actor.sees_all_schools:
            return True
        own = next((row.code for row in self.state.desk.balances.by_school() if row.school_id == actor.school_id), "")
        return own in {school_code, line.counter_code}
