"""Onderling: who gave how much to whom, warmer where it is more."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.series import Matrix
from zsm_desktop.ui.balances.state import BalancesState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.facts import Yielding
from zsm_desktop.ui.parts.heat import HeatMatrix
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

HINT = (
    "In {unit}: een rij gaf, een kolom nam af. Loop met de pijltjes: hier staat dan welke scholen het zijn."
    " Enter laat zien waarom het er staat."
)
UNITS = {"cents": "hele euro’s", "hundredths": "dagdelen"}


class PairsFace(QWidget):
    """`opened` sends (code of the school that gave, code of the one that took), "" where it is all of them."""

    opened = Signal(str, str)

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.state = state
        self._names: dict[str, str] = {}
        self.heat = HeatMatrix(theme, Matrix("Wie gaf aan wie", "cents", (), (), ()))
        self.heat.opened.connect(self.opened)
        self.heat.selectionModel().currentChanged.connect(lambda *_: self._say())
        layout.box(theme, self.heat, width=240, height=130)
        self.words = layout.label(" ", "muted", wrap=True)
        inner = Yielding()
        inner.setLayout(layout.column(theme, self.heat))
        card = layout.card(theme, inner, margins=12)
        whole = layout.column(theme, card, self.words, gap=10)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        at = self.heat.currentIndex()
        self._names = self.state.names()
        self.heat.set_series(self.state.matrix())
        if at.isValid():
            self.heat.setCurrentIndex(self.heat.model().index(at.row(), at.column()))
        self._say()

    def _say(self) -> None:
        """The pair in hand, both ways."""
        at, series = self.heat.currentIndex(), self.heat.model().shown
        figure = series.cells[at.row()][at.column()] if at.isValid() else None
        if figure is None:
            self.words.setText(HINT.format(unit=UNITS[series.unit]))
            return
        if self.heat.model().is_sum(at):
            self.words.setText(self._sum_words(at, figure))
            return
        giver, taker = series.row_ids[at.row()], series.column_ids[at.column()]
        there = figure
        back = series.cells[at.column()][at.row()] or 0
        one, other = self._names.get(giver, giver), self._names.get(taker, taker)
        self.words.setText(f"{one} gaf aan {other} {self._said(there)}; andersom {self._said(back)}.")

    def _sum_words(self, at: QModelIndex, figure: int) -> str:
        series = self.heat.model().shown
        giver, taker = series.row_ids[at.row()], series.column_ids[at.column()]
        if giver:
            return f"{self._names.get(giver, giver)} gaf samen {self._said(figure)}."
        if taker:
            return f"{self._names.get(taker, taker)} nam samen {self._said(figure)} af."
        return f"Alle scholen gaven samen {self._said(figure)}."

    def _said(self, figure: int) -> str:
        if self.heat.model().shown.unit == "cents":
            return dutch.money(figure)
        return f"{dutch.quantity(figure)} {'dagdeel' if figure == 100 else 'dagdelen'}"
