"""Panels side by side where there is room, behind chips where there is not; never a panel cut at the edge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.theme import Theme

GAP = 12


class Pane(NamedTuple):
    """`width` is the least width in design pixels, `stretch` its share of what is left."""

    key: str
    title: str
    widget: QWidget
    width: int
    stretch: int = 1


class Level(QWidget):
    """Inside what scrolls: asks for its least height only, however high its words would like it to be."""

    def __init__(self, inner: QLayout) -> None:
        super().__init__()
        self.setLayout(inner)

    def hasHeightForWidth(self) -> bool:
        return False


class Panes(QWidget):
    """The main pane is shown whenever two fit; a key or a chip brings the others to the front."""

    def __init__(self, theme: Theme, panes: Sequence[Pane], *, main: str, name: str) -> None:
        super().__init__()
        self._theme, self._panes, self._main = theme, tuple(panes), main
        self._front = main
        self._side = next(pane.key for pane in reversed(self._panes) if pane.key != main)
        self.together = len(self._panes)
        self.chips = ChipRow(theme, [(pane.key, pane.title) for pane in panes], name=name, chosen=main)
        self.chips.chosen.connect(self.show_pane)
        self._row = layout.row(theme, *(pane.widget for pane in panes), gap=GAP)
        for at, pane in enumerate(self._panes):
            self._row.setStretch(at, pane.stretch)
        whole = layout.column(theme, self.chips, self._row, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        soon = QTimer(self, interval=0, singleShot=True)
        soon.timeout.connect(self.arrange)
        theme.changed.connect(soon.start)
        self.arrange()

    def show_pane(self, key: str) -> None:
        """Brings a pane into sight; does nothing where all are."""
        self._front = key
        if key != self._main:
            self._side = key
        self.arrange()

    def arrange(self) -> None:
        px = self._theme.px
        least = {pane.key: px(pane.width) for pane in self._panes}
        room, gap = self.width(), px(GAP)
        widest_side = max(width for key, width in least.items() if key != self._main)
        if room >= sum(least.values()) + gap * (len(least) - 1):
            self.together, shown = len(least), set(least)
        elif room >= least[self._main] + gap + widest_side:
            self.together, shown = 2, {self._main, self._side}
        else:
            self.together, shown = 1, {self._front}
        for pane in self._panes:
            pane.widget.setVisible(pane.key in shown)
            pane.widget.setMinimumWidth(min(least[pane.key], room))
        self.chips.setVisible(self.together < len(self._panes))
        self.chips.chips[self._main].setVisible(self.together == 1)
        self._choose_chip(self._front if self.together == 1 else self._side)

    def _choose_chip(self, key: str) -> None:
        self.chips.blockSignals(True)
        self.chips.choose(key)
        self.chips.blockSignals(False)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.arrange()

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        """Lower than this and it is cut; what it would like to be does not count, panes scroll."""
        return QSize(self.chips.minimumSizeHint().width(), self.layout().totalMinimumSize().height())
