"""Which offer is being checked for the case on the table, and what the keys mean there; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.feasibility import State
from zsm_desktop.ui.parts.talk.table import due_date
from zsm_desktop.words import labels

if TYPE_CHECKING:
    from datetime import date

    from zsm_desktop.services.feasibility import PointRow
    from zsm_desktop.services.matches import OfferMatch
    from zsm_desktop.ui.parts.talk.table import OnTable


class Feasible:
    """`rows` are the points of the offer in hand, as they were read last."""

    def __init__(self, table: OnTable) -> None:
        self._table = table
        self._desk = table.sitting.desk
        self.offer: OfferMatch | None = None
        self.rows: tuple[PointRow, ...] = ()

    @property
    def day(self) -> date:
        return self._desk.day

    @property
    def open_rows(self) -> tuple[PointRow, ...]:
        return tuple(row for row in self.rows if row.state == State.OPEN)

    @property
    def to_do(self) -> tuple[PointRow, ...]:
        """Open and nobody's task yet."""
        return tuple(row for row in self.open_rows if not row.action_id)

    def show(self, offer: OfferMatch) -> None:
        self.offer = offer
        self.read()

    def read(self) -> None:
        self.rows = self._desk.feasibility.points(self._table.item_id, self._offer_id())

    def turn(self, code: str, state: State) -> None:
        """That state, or open again when it is in it already."""
        row = next((one for one in self.rows if one.code == code), None)
        if row is None:
            return
        wanted = State.OPEN if row.state == state else state
        self._desk.feasibility.tick(self._table.item_id, self._offer_id(), code, wanted)
        self.read()

    def set_exam(self, exam_on: date | None, examiner: str) -> None:
        item_id, offer_id = self._table.item_id, self._offer_id()
        self._desk.feasibility.set_exam(item_id, offer_id, exam_on=exam_on, examiner=examiner)
        self.read()

    def make_actions(self) -> int:
        """An action for every open point that has none; how many."""
        offer, count = self.offer, len(self.to_do)
        name = f"{offer.offer} ({offer.provider})" if offer is not None else ""
        tasks = {code: text.format(offer=name) for code, text in labels.FEASIBILITY_ACTION.items()}
        due_on = due_date(self._table.sitting)
        self._desk.feasibility.make_actions(self._table.item_id, self._offer_id(), tasks, due_on=due_on)
        self.read()
        return count

    def _offer_id(self) -> str:
        if self.offer is None:
            raise RuleError("offer.none")
        return self.offer.match.offer_id
