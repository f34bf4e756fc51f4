"""Waarom dit bedrag? as the face asks it: the explanation of the services, and what it can be narrowed to; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.explaining_rows import Narrowing

if TYPE_CHECKING:
    from zsm_desktop.domain.spans import Span
    from zsm_desktop.services.explaining_asked import Kinds
    from zsm_desktop.services.explaining_rows import ExplainLine, Explanation
    from zsm_desktop.ui.balances.state import BalancesState


class Question(NamedTuple):
    """`school` is an id or a code; `span` None is what the page looks at.

    `is_standing` asks for the closing balance of these months: with what stood before them. `side`, `status` and
    `kinds` are as the service knows them; `note` is how the figure that was asked about follows from the amount.
    """

    school: str
    counter: str = ""
    offer: str = ""
    sector: str = ""
    span: Span | None = None
    is_standing: bool = False
    side: str = ""
    status: str = ""
    kinds: Kinds | None = None
    note: str = ""

    @property
    def what(self) -> str:
        """Of the ways to look at one balance."""
        return "open" if self.is_standing else self.status or self.side

    def of(self, what: str) -> Question:
        """The same of another way to look at it; the note was about the one before."""
        if what == self.what:
            return self
        is_beside = what in {"entered", "disputed"}
        is_standing = what == "open"
        side = "" if is_beside or is_standing else what
        asked = self._replace(side=side, status=what if is_beside else "", is_standing=is_standing, note="")
        return asked._replace(counter="", offer="", sector="") if asked.is_settled else asked

    @property
    def is_settled(self) -> bool:
        """About what settling moved, which is with all and for everything."""
        return self.side == "settled"


class Reasons:
    def __init__(self, state: BalancesState) -> None:
        self.state = state

    def answer(self, asked: Question) -> Explanation:
        """Raises RuleError("balance.no_school") and the like."""
        return self.state.desk.balances.explain(
            asked.school,
            asked.span or self.state.span,
            counter=asked.counter,
            offer=asked.offer,
            sector=asked.sector,
            side=asked.side,
            status=asked.status,
            kinds=asked.kinds,
            is_standing=asked.is_standing,
        )

    def narrowing(self, asked: Question) -> Narrowing:
        if asked.kinds is not None:
            return Narrowing((), (), ())
        return self.state.desk.balances.narrowing(asked.school, asked.span or self.state.span, status=asked.status)

    def may_open(self, line: ExplainLine) -> bool:
        """Whether this user may see the delivery under a line."""
        actor = self.state.desk.actor
        if line.delivery_id is None or not actor.may(Permission.READ_DELIVERIES):
            return False
        if actor.sees_all_schools:
            return True
        own = next((row for row in self.state.desk.balances.by_school() if row.school_id == actor.school_id), None)
        return own is not None and (own.name == line.account or own.code == line.counter_code)
