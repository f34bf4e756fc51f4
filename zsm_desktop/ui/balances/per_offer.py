"""Per aanbod: through which offers the balances came about, in units and in money."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.in_kind import total
from zsm_desktop.ui.balances.state import BalancesState, OfferLine
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.spans import in_kind_words

SIDE_WORDS = {"given": "gaf", "taken": "nam af"}


def columns(*, is_in_kind: bool) -> tuple[Column, ...]:
    amount = Column("amount", "Bedrag", "cents", "balance", width=140)
    if is_in_kind:
        amount = Column("amount", "Dagdelen", _dagdelen, "quantity", width=140, detail=_uncounted)
    return (
        Column("offer", "Aanbod", "offer", width=220, stretch=3, is_strong=True),
        Column("code", "Code", "offer_code", width=96, priority=4),
        Column("school", "School", "school", width=160, stretch=2, priority=3, is_name=True),
        Column("side", "Kant", lambda row: SIDE_WORDS[row.side], width=72, priority=5),
        Column("quantity", "Aantal", "quantity", width=140, stretch=1, priority=2),
        amount,
    )


def _dagdelen(row: OfferLine) -> int | None:
    return None if row.use.others else row.use.hundredths


def _uncounted(row: OfferLine) -> str:
    return "niet in dagdelen te tellen" if row.use.others else ""


class OffersFace(QWidget):
    """`opened` sends (code of the school, code of the offer, "given" or "taken")."""

    opened = Signal(str, str, str)

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.state = state
        self._lines: dict[str, OfferLine] = {}
        self.school = Choice(theme)
        self.school.setAccessibleName("School")
        layout.box(theme, self.school, width=240, max_width=320)
        self.school.activated.connect(lambda _at: self.reload())
        self.total = layout.label(" ", "muted", wrap=True)
        empty = EmptyState(
            theme, "In deze periode is niets geboekt", "Kies een andere periode of een andere school.", icon="scale",
            tone="neutral",
        )  # fmt: skip
        self.table = Table(theme, ListModel(columns(is_in_kind=False)), name="Saldo per aanbod", empty=empty)
        layout.box(theme, self.table, width=240, height=130)
        self.table.opened.connect(self._open)
        whole = layout.column(theme, flow(theme, self.school), self.table, self.total, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        names = sorted(self.state.names().items(), key=lambda one: one[1])
        self.school.set_choices([("", "Wat alle scholen gaven"), *names])
        lines = self.state.offers(self.school.key)
        self._lines = {line.id: line for line in lines}
        self.table.set_rows(lines, columns(is_in_kind=self.state.is_in_kind))
        said = partial(_said, lines, is_in_kind=self.state.is_in_kind)
        words = f"Samen gegeven {said('given')}"
        self.total.setText(f"{words}, afgenomen {said('taken')}." if self.school.key else f"{words}.")

    def _open(self, line_id: str) -> None:
        line = self._lines[line_id]
        self.opened.emit(line.school_code, line.offer_code, line.side)


def _said(lines: list[OfferLine], side: str, *, is_in_kind: bool) -> str:
    if is_in_kind:
        used = total(line.use for line in lines if line.side == side)
        return in_kind_words(used if side == "given" else -used)
    return dutch.money(abs(sum(line.cents for line in lines if line.side == side)))
