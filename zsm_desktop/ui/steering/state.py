"""What is open in Stuurgroep and what the keys mean; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.talk import require_text
from zsm_desktop.ui.parts.talk.sitting import Sitting
from zsm_desktop.ui.parts.talk.table import OnTable, Told

if TYPE_CHECKING:
    from zsm_desktop.services.balances import SchoolBalance
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.meeting_facts import BottleneckRow
    from zsm_desktop.services.scenarios import Comparison
    from zsm_desktop.services.settlement_rows import SettlementCard
    from zsm_desktop.services.steering_points import PointFacts


class SteeringState:
    """The point on the directors' table; balances are read once per opening of the meeting."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sitting = Sitting(desk, "steering")
        self.table = OnTable(self.sitting)
        self._balances: tuple[SchoolBalance, ...] | None = None
        self._proposal: SettlementCard | None = None
        self._proposal_of: object = None
        self.figures = Figures(self)

    def reload(self) -> None:
        self._balances = self._proposal_of = None
        self.figures.known.clear()
        self.sitting.open(self.sitting.meeting_id)
        self.table.choose(self.table.item_id)

    @property
    def year(self) -> SchoolYear:
        """The school year of the open meeting."""
        card = self.sitting.card
        return SchoolYear.of(card.row.held_on if card else self.desk.day)

    @property
    def bottleneck(self) -> BottleneckRow | None:
        item = self.table.item
        return item.bottleneck if item is not None else None

    def balances(self) -> tuple[SchoolBalance, ...]:
        """Per school in the year of the meeting, the largest debt first."""
        if self._balances is None:
            rows = self.desk.balances.by_school(self.year)
            self._balances = tuple(sorted(rows, key=lambda row: (row.balance_cents, row.name)))
        return self._balances

    @property
    def may_vote(self) -> bool:
        return self.sitting.may_lead and self.sitting.status == "running"

    def proposal(self) -> SettlementCard | None:
        """The settlement that waits for a decision, as often read as the meeting itself; there is one at most."""
        if self._proposal_of is None or self._proposal_of is not self.sitting.card:
            settlements = self.desk.settlements
            waiting = next((row.id for row in settlements.rows() if row.status == "proposed"), "")
            self._proposal = settlements.card(waiting) if waiting else None
            self._proposal_of = self.sitting.card
        return self._proposal

    @property
    def may_decide(self) -> bool:
        """At the point about the balances, by who leads the meeting and keeps the books."""
        item, card = self.table.item, self.proposal()
        is_here = item is not None and item.kind == "balances" and self.sitting.status == "running"
        may = self.sitting.may_lead and self.desk.actor.may(Permission.KEEP_BOOKS)
        return is_here and may and card is not None and not card.is_overtaken

    def asked(self) -> Callable[[], tuple[Comparison, Comparison]]:
        """The four agreements over the year of the open meeting, to be read later."""
        scenarios, year = self.desk.scenarios, self.year

        def compare() -> tuple[Comparison, Comparison]:
            agreed = scenarios.compare(year)
            return agreed, agreed

        return compare

    def decide(self, text: str, told: Told) -> None:
        """The proposal is a decision of this meeting, and approved with it."""
        card, item_id, desk = self.proposal(), self.table.item_id, self.desk
        if card is None:
            raise RuleError("settlement.none")
        self.table.write(lambda: desk.settlements.decide(card.settlement.id, item_id, text), told)

    @property
    def above(self) -> str:
        """The body to which the bottleneck on the table can go on, "" for none or for who may not send it."""
        bottleneck = self.bottleneck
        is_here = bottleneck is not None and bottleneck.status in {"open", "escalated"}
        return self.desk.bottlenecks.above(bottleneck.id) if bottleneck and is_here and self.sitting.may_lead else ""

    def send_up(self, told: Told) -> None:
        bottleneck, bottlenecks = self.bottleneck, self.desk.bottlenecks
        if bottleneck is not None:
            self.table.write(lambda: bottlenecks.escalate(bottleneck.id), told)

    def answer(self, text: str, told: Told) -> None:
        """What the directors say to the bottleneck on the table; the point is done with it."""
        bottleneck = self.bottleneck
        if bottleneck is None:
            raise RuleError("bottleneck.none")
        text, item_id, desk = require_text(text), self.table.item_id, self.desk

        def act() -> None:
            _answer(desk, bottleneck, text)
            desk.live.mark_discussed(item_id)

        self.table.write(act, told)

    @property
    def may_close(self) -> bool:
        """A bottleneck lies on the table that the directors have before them, answered or not."""
        bottleneck = self.bottleneck
        return self.sitting.may_lead and bottleneck is not None and bottleneck.status in {"escalated", "answered"}

    def close(self, text: str, told: Told) -> None:
        """The bottleneck on the table is done with; `text` may be empty when it was answered before."""
        bottleneck = self.bottleneck
        if bottleneck is None:
            raise RuleError("bottleneck.none")
        if not text.strip() and not bottleneck.answer:
            raise RuleError("bottleneck.no_answer", number=bottleneck.number)
        item_id, desk = self.table.item_id, self.desk

        def act() -> None:
            desk.bottlenecks.close(bottleneck.id, text)
            desk.live.mark_discussed(item_id)

        self.table.write(act, told)


class Figures:
    """What belongs to a kind of point; `known` since the meeting was read last."""

    def __init__(self, state: SteeringState) -> None:
        self._state = state
        self.known: dict[str, PointFacts] = {}

    def read(self, kind: str) -> PointFacts:
        return self._state.desk.steering_points.facts(kind, self._state.year)

    def keep(self, facts: PointFacts) -> None:
        """Unless another meeting was opened meanwhile."""
        if facts.year == self._state.year:
            self.known[facts.kind] = facts


def _answer(desk: Desk, bottleneck: BottleneckRow, text: str) -> None:
    """Also when something else of it was changed since; not over an answer that nobody here has read."""
    try:
        desk.bottlenecks.answer(bottleneck.id, bottleneck.version, text)
    except RuleError as error:
        now = next((row for row in desk.bottlenecks.rows() if row.id == bottleneck.id), bottleneck)
        if error.code != "edit.conflict" or now.version == bottleneck.version or now.answer != bottleneck.answer:
            raise
        _answer(desk, now, text)
