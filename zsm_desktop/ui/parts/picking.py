"""One figure in hand in the row in hand: Left and Right go from one to the next, Enter opens that one.

Where not all of them fit, those next to the one in hand are in sight, beside the first column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.table import Table
    from zsm_desktop.ui.theme import Theme


class Picking(QObject):
    """For a table whose rows hold several figures; `keys` are their columns."""

    def __init__(self, table: Table, *keys: str) -> None:
        view = table.view
        super().__init__(view)
        self._view, self._keys = view, frozenset(keys)
        view.picking = self
        view.installEventFilter(self)

    @property
    def key(self) -> str:
        """The column of the figure in hand; "" for the row as a whole."""
        at = self._view.currentIndex().column()
        columns = self._view.rows.columns
        return columns[at].key if 0 <= at < len(columns) and columns[at].key in self._keys else ""

    @property
    def figures(self) -> list[int]:
        """The places of the columns that can be picked."""
        return [at for at, column in enumerate(self._view.rows.columns) if column.key in self._keys]

    def pick(self, key: str) -> None:
        keys = [column.key for column in self._view.rows.columns]
        if key in keys:
            row_id = self._view.current_id()
            self._view.select_id(row_id, keys.index(key))
            self._view.share_room()

    def step(self, by: int) -> None:
        """To the next figure or the one before; before the first is the row as a whole."""
        columns = self._view.rows.columns
        found = [columns[0].key, *(columns[at].key for at in self.figures if at)]
        at = found.index(self.key or found[0]) + by
        if 0 <= at < len(found):
            self.pick(found[at])

    def priorities(self, own: Sequence[int]) -> list[int]:
        """Of all columns; those of figures shared out anew: the nearer to the one in hand, the longer it stays."""
        found, figures = list(own), self.figures
        if self.key:
            place = self._view.currentIndex().column()
            nearest = sorted(figures, key=lambda at: (abs(at - place), at))
            for at, priority in zip(nearest, sorted(own[at] for at in figures), strict=True):
                found[at] = priority
        return found

    def eventFilter(self, _view: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or event.key() not in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            return False
        self.step(1 if event.key() == Qt.Key.Key_Right else -1)
        return True


class Sideways(QWidget):
    """For the mouse, and to say that there is more: only while not all figures are in sight. `what` are they."""

    def __init__(self, theme: Theme, table: Table, picking: Picking, what: str) -> None:
        super().__init__()
        self._view, self._picking, self._what = table.view, picking, what
        self.words = layout.label("", "muted")
        self.back = Button(theme, "Vorige kolom", kind="icon", icon="chevron-left", on_click=lambda: picking.step(-1))
        self.next = Button(theme, "Volgende kolom", kind="icon", icon="chevron-right", on_click=lambda: picking.step(1))
        self.setLayout(layout.row(theme, self.back, self.words, self.next, gap=4))
        self.hide()
        table.view.shared.connect(self._look)

    def _look(self) -> None:
        figures = self._picking.figures
        shown = sum(not self._view.isColumnHidden(at) for at in figures)
        self.words.setText(f"{shown} van {len(figures)} {self._what} in beeld")
        self.setVisible(shown < len(figures))
