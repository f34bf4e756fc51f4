"""A table whose rows can be ticked: Space or a press on the box, and what is ticked survives every filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, Qt, Signal

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.cells import CellDelegate
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme

TICK = "tick"


class _TickDelegate(CellDelegate):
    """The first column is a box; the words it stands for are for screen readers."""

    def _words(self, painter, rect, column: Column, row: Any, text: str) -> None:
        if column.key != TICK:
            super()._words(painter, rect, column, row, text)
            return
        theme = self._theme
        size = theme.px(18)
        square = QRectF(rect.left(), rect.center().y() - size / 2, size, size)
        ground, edge = ("accent", "accent") if column.raw(row) else ("surface", "field_line")
        paint.plate(painter, square, theme.px(4), theme.colour(ground), theme.colour(edge))
        if column.raw(row):
            theme.draw_icon(painter, "check", square.adjusted(2, 2, -2, -2), "on_accent")


class TickTable(Table):
    """Rows have an `id`; `ticked` holds the ids, also of rows that are filtered out now. A Field can have it as editor.

    `edited`: somebody ticked; `ticks_changed` comes at every change.
    """

    ticks_changed = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, columns: Sequence[Column], *, name: str, empty: EmptyState) -> None:
        self.ticked: set[str] = set()
        words = Column(TICK, "", lambda row: "aangevinkt" if row.id in self.ticked else "", width=44)
        super().__init__(theme, ListModel((words, *columns)), name=name, empty=empty)
        self.view.cells = _TickDelegate(theme, self.view)
        self.view.setItemDelegate(self.view.cells)
        self.view.installEventFilter(self)
        self.view.clicked.connect(
            lambda index: self.toggle(self.rows.id_at(index.row())) if index.column() == 0 else None
        )

    def toggle(self, row_id: str) -> None:
        self.set_ticks([row_id], is_on=row_id not in self.ticked)
        self.edited.emit()

    @property
    def value(self) -> frozenset[str]:
        return frozenset(self.ticked)

    def put(self, row_ids: frozenset[str]) -> None:
        self.ticked = set()
        self.set_ticks(row_ids, is_on=True)

    def shown(self, row_ids: frozenset[str]) -> str:
        """Two who tick never clash: this is for whoever asks."""
        return f"{len(row_ids)} aangevinkt"

    def set_ticks(self, row_ids: Iterable[str], *, is_on: bool) -> None:
        changed = set(row_ids)
        self.ticked = self.ticked | changed if is_on else self.ticked - changed
        self.view.viewport().update()
        self.ticks_changed.emit()

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space and self.current_id():
            self.toggle(self.current_id())
            return True
        return super().eventFilter(watched, event)
