"""One figure in hand in the row in hand: Left and Right go from one to the next, Enter opens that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.table import Table


class Picking(QObject):
    """For a table whose rows hold several figures; `keys` are their columns, of which those in sight can be picked."""

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
        is_shown = 0 <= at < len(columns) and not self._view.isColumnHidden(at)
        return columns[at].key if is_shown and columns[at].key in self._keys else ""

    def pick(self, key: str) -> None:
        keys = [column.key for column in self._view.rows.columns]
        if key in keys:
            row_id = self._view.current_id()
            self._view.select_id(row_id, keys.index(key))

    def eventFilter(self, _view: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or event.key() not in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            return False
        columns = self._view.rows.columns
        shown = [column.key for at, column in enumerate(columns) if not self._view.isColumnHidden(at)]
        found = [shown[0], *(key for key in shown[1:] if key in self._keys)]
        at = found.index(self.key or shown[0]) + (1 if event.key() == Qt.Key.Key_Right else -1)
        if 0 <= at < len(found):
            self.pick(found[at])
        return True
