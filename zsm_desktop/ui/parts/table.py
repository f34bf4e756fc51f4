"""A table as every room shows it: keyboard first, columns that give way instead of being cut, and never just empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStackedLayout, QTableView, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.cells import PADDING, ROW_HEIGHT, TWO_LINE_HEIGHT, CellDelegate
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.models import ListModel, PagedModel, RowModel
from zsm_desktop.ui.parts.picking import Picking
from zsm_desktop.ui.theme import Theme

HEADER_HEIGHT = 40
ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
"""To the first row and the last; Qt would go to the sides of the row in hand, which is in hand as a whole."""


def columns_that_fit(least: Sequence[int], priorities: Sequence[int], room: int) -> list[bool]:
    """Which columns to show in `room`: the highest priority number gives way first, the first column never."""
    shown = [True] * len(least)
    order = sorted(range(1, len(least)), key=lambda at: (-priorities[at], -at))
    for at in order:
        if sum(width for width, on in zip(least, shown, strict=True) if on) <= room or priorities[at] <= 1:
            break
        shown[at] = False
    return shown


def least_width(column: Column, theme: Theme) -> int:
    """In pixels; never narrower than its heading with the arrow of sorting."""
    words = QFontMetrics(theme.font(12, 600)).horizontalAdvance(column.title)
    return max(theme.px(column.least_width), words + theme.px(2 * PADDING + 18))


class TableView(QTableView):
    """The view inside `Table`; usable alone where no empty state is wanted."""

    opened = Signal(str)
    chosen = Signal(str)
    shared = Signal()
    """Which columns are in sight may have changed."""

    def __init__(self, theme: Theme, model: RowModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A viewport of our own: asking for Qt's later makes PySide load dozens of classes before the first paint.
        self.setViewport(QWidget())
        self._theme = theme
        self.rows = model
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.picking: Picking | None = None
        self.cells = CellDelegate(theme, self)
        self.setItemDelegate(self.cells)
        self._set_up()
        theme.changed.connect(self.measure)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.measure()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSortingEnabled(True)

    def current_id(self) -> str:
        """The id of the row in hand, "" for none."""
        at = self.currentIndex().row()
        return self.rows.id_at(at) if 0 <= at < self.rows.rowCount() else ""

    def select_id(self, row_id: str, column: int | None = None) -> bool:
        """Where one figure of a row is in hand, the same one of this row unless another is said."""
        at = self.rows.find(row_id)
        if at >= 0:
            if column is None:
                column = 0 if self.picking is None else max(0, self.currentIndex().column())
            index = self.rows.index(at, column)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)
        return at >= 0

    def keyPressEvent(self, event) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif is_plain and event.key() in ENDS and self.picking is None and self.rows.rowCount():
            self.select_id(self.rows.id_at(ENDS[event.key()] % self.rows.rowCount()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if self.rows.rowCount() and not self.selectionModel().hasSelection():  # Qt takes the first row, unmarked
            self.select_id(self.current_id() or self.rows.id_at(0))
        self.viewport().update()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.share_room()

    def share_room(self) -> None:
        """Shows the columns that fit whole and gives what is left to those that stretch."""
        columns, room = self.rows.columns, self.viewport().width()
        least = [least_width(column, self._theme) for column in columns]
        priorities = [column.priority for column in columns]
        if self.picking is not None:
            priorities = self.picking.priorities(priorities)
        shown = columns_that_fit(least, priorities, room)
        left = room - sum(width for width, on in zip(least, shown, strict=True) if on)
        _show_bar(self, is_needed=left < 0)
        shares = sum(column.stretch for column, on in zip(columns, shown, strict=True) if on)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, not shown[at])
            extra = max(0, left) * column.stretch // shares if shares else 0
            self.setColumnWidth(at, least[at] + extra)
        visible = [at for at, on in enumerate(shown) if on]
        used = sum(self.columnWidth(at) for at in visible)
        if visible and used < room:
            self.setColumnWidth(visible[-1], self.columnWidth(visible[-1]) + room - used)
        self.shared.emit()

    def measure(self) -> None:
        is_double = any(column.detail for column in self.rows.columns)
        height = self._theme.px(TWO_LINE_HEIGHT if is_double else ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(self._theme.px(HEADER_HEIGHT))
        self.share_room()

    def _hover(self, row: int) -> None:
        if row != self.cells.hovered_row:
            self.cells.hovered_row = row
            self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.id_at(index.row()))

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.rows.id_at(current.row()) if current.isValid() else "")
        self.viewport().update()


def _show_bar(view: TableView, *, is_needed: bool) -> None:
    """Where even the columns that always stay do not fit, as a grid of days at 200 %."""
    policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_needed else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if policy != view.horizontalScrollBarPolicy():
        view.setHorizontalScrollBarPolicy(policy)


class Table(QFrame):
    """A table on a card, or its empty state. `opened` comes with Enter or a double click, `chosen` with every move."""

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(
        self, theme: Theme, model: RowModel, *, name: str, empty: EmptyState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.view = TableView(theme, model, name)
        self.rows = model
        self.empty = empty
        inner = layout.box(theme, QWidget(), width=160, height=120)
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        self.setLayout(layout.column(theme, inner, margins=(1, 4, 1, 4)))
        self.setFocusProxy(self.view)
        self.view.opened.connect(self.opened)
        self.view.chosen.connect(self.chosen)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._choose_face)
        self._choose_face()

    def set_rows(self, rows: Sequence, columns: Sequence[Column] | None = None) -> None:
        """New rows for a list model, and other columns; what was in hand stays in hand if it is still there."""
        model = cast("ListModel", self.rows)
        picked = self.view.picking.key if self.view.picking is not None else ""
        if columns is not None:
            self._show_columns(columns)
        self._keeping_place(lambda: model.set_rows(rows))
        if columns is not None:
            self.view.measure()
        if picked:
            self.view.picking.pick(picked)

    def _show_columns(self, columns: Sequence[Column]) -> None:
        model = self.rows
        model.columns = tuple(columns)
        if model.sorted_by is not None and model.sorted_by.key not in {column.key for column in columns}:
            model.sorted_by = None
            self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def reload(self) -> None:
        """Fetches the pages of a paged model anew, keeping the place."""
        self._keeping_place(cast("PagedModel", self.rows).reload)

    def renew(self, or_at: int = 0) -> None:
        """As `reload`, with a row in hand: the same one, or if it is gone the one at `or_at`; `chosen` stays silent."""
        silent = QSignalBlocker(self)
        self.reload()
        count = self.rows.rowCount()
        if count and not self.current_id():
            self.select_id(self.rows.id_at(min(or_at, count - 1)))
        silent.unblock()

    def current_id(self) -> str:
        return self.view.current_id()

    def select_id(self, row_id: str) -> bool:
        return self.view.select_id(row_id)

    def _keeping_place(self, change) -> None:
        row_id, height = self.view.current_id(), self.view.verticalScrollBar().value()
        change()
        if row_id and self.view.select_id(row_id):
            self.view.verticalScrollBar().setValue(height)

    def _choose_face(self, *_about) -> None:
        self._stack.setCurrentWidget(self.view if self.rows.rowCount() else self.empty)
