"""Per aanbod: through which offers the balances came about, in units and in money."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

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

SIDE_WORDS = {"given": "gaf", "taken": "nam af"}


def columns() -> tuple[Column, ...]:
    return (
        Column("offer", "Aanbod", "offer", width=220, stretch=3, is_strong=True, detail=lambda row: row.offer_code),
        Column("school", "School", "school", width=160, stretch=2, priority=3),
        Column("quantity", "Aantal", "quantity", width=140, stretch=1, priority=2, detail=_side),
        Column("amount", "Bedrag", "cents", "balance", width=140),
    )  # fmt: skip


class OffersFace(QWidget):
    """`opened` sends (code of the school, code of the offer)."""

    opened = Signal(str, str)

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
        self.table = Table(theme, ListModel(columns()), name="Saldo per aanbod", empty=empty)
        layout.box(theme, self.table, width=240, height=220)
        self.table.opened.connect(self._open)
        whole = layout.column(theme, flow(theme, self.school), self.table, self.total, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        names = sorted(self.state.names().items(), key=lambda one: one[1])
        self.school.set_choices([("", "Wat alle scholen gaven"), *names])
        lines = self.state.offers(self.school.key)
        self._lines = {line.id: line for line in lines}
        self.table.set_rows(lines)
        given = sum(line.cents for line in lines if line.side == "given")
        taken = -sum(line.cents for line in lines if line.side == "taken")
        words = f"Samen gegeven {dutch.money(given)}"
        self.total.setText(f"{words}, afgenomen {dutch.money(taken)}." if self.school.key else f"{words}.")

    def _open(self, line_id: str) -> None:
        line = self._lines[line_id]
        self.opened.emit(line.school_code, line.offer_code)


def _side(row: OfferLine) -> str:
    return SIDE_WORDS[row.side]
