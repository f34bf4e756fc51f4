"""The sheet for fast fingers: type a number, Enter goes down, Tab to the right; cells are painted, none a widget."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from zsm_desktop.services.sheets import SheetRow
from zsm_desktop.ui.exchange.month_cells import CellLook, paint_cell
from zsm_desktop.ui.exchange.month_state import MonthState
from zsm_desktop.ui.exchange.month_typed import TypedCells
from zsm_desktop.ui.exchange.month_words import cell_note, column_words, row_words
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.models import Index
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

ROW_HEIGHT, HEAD_HEIGHT, HEAD_WIDTH, LEAST_WIDTH = 44, 44, 236, 48
CLEARS = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
STEPS = {
    Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1),
}  # fmt: skip
Hint = QAbstractItemDelegate.EndEditHint
TOTALS = ("Som", "Plan")


class MonthModel(QAbstractTableModel):
    """Rows and columns of the state, and behind them per row all together and what was planned."""

    def __init__(self, state: MonthState, cells: TypedCells) -> None:
        super().__init__()
        self.state, self.cells = state, cells

    def refresh(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.state.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or not self.state.columns else len(self.state.columns) + len(TOTALS)

    def is_cell(self, index: Index) -> bool:
        return index.isValid() and index.column() < len(self.state.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.is_cell(index) and not self.state.is_shut(self.state.rows[index.row()], index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, at = self.state.rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.cells.text_of(row, at) if self.is_cell(index) else self._total(row, at)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return cell_note(self.state, self.cells, row, at) if self.is_cell(index) else self._total(row, at)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self.cells.write_text(self.state.rows[index.row()], index.column(), str(value))
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation == Qt.Orientation.Vertical:
            return "\n".join(row_words(self.state.rows[section])) if section < len(self.state.rows) else None
        beyond = section - len(self.state.columns)
        return TOTALS[beyond] if beyond >= 0 else "\n".join(filter(None, column_words(self.state, section)))

    def look(self, index: Index) -> CellLook:
        """What the painter is to know of a cell."""
        row, at = self.state.rows[index.row()], index.column()
        if not self.is_cell(index):
            return CellLook(self._total(row, at), is_total=True)
        cell, lock = self.state.cell(row, at), self.state.lock(row, at)
        aside = f"({dutch.quantity(cell.disputed)})" if cell.disputed and not cell.total else ""
        return CellLook(
            self.cells.text_of(row, at) or aside,
            is_shut=self.state.is_shut(row, at),
            is_locked=lock is not None,
            is_typed=self.cells.is_typed(row, at),
            is_wrong=self.cells.problem(row, at) is not None,
            mark="disputed" if cell.disputed else "confirmed" if cell.confirmed else "entered" if cell.entered else "",
        )

    def _total(self, row: SheetRow, at: int) -> str:
        if TOTALS[at - len(self.state.columns)] == "Plan":
            return dutch.quantity(row.planned) if row.planned else ""
        total = sum(cell.total for cell in row.cells.values())
        return dutch.quantity(total) if total else ""


class _RowHead(QHeaderView):
    """Two lines per row: who or for whom, and what; stays in sight while the columns scroll."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._theme = theme

    def sizeHint(self) -> QSize:
        width = min(self._theme.px(HEAD_WIDTH), max(self._theme.px(120), self.parentWidget().width() * 2 // 5))
        return QSize(width, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, view = self._theme, self.parentWidget()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(rect)
        is_here = isinstance(view, QTableView) and view.currentIndex().row() == section
        painter.fillRect(where, theme.colour("accent_soft" if is_here else "surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        strong, quiet = str(self.model().headerData(section, Qt.Orientation.Vertical)).split("\n")
        inside = where.adjusted(theme.px(12), theme.px(3), -theme.px(8), -theme.px(4))
        half = inside.height() / 2
        for words, top, size, weight, ink in ((strong, 0, 13, 600, "text"), (quiet, half, 12, 400, "muted")):
            painter.setFont(theme.font(size, weight))
            painter.setPen(theme.colour(ink))
            line = QRectF(inside.left(), inside.top() + top, inside.width(), half)
            paint.elided(painter, line, words, Qt.AlignmentFlag.AlignLeft, paint.metrics_of(theme, size, weight))
        painter.restore()


class _Cells(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: MonthView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option, index: QModelIndex) -> None:
        is_here = index == self._view.currentIndex() and self._view.hasFocus()
        paint_cell(painter, self._theme, QRectF(option.rect), self._view.sheet.look(index), is_here=is_here)

    def createEditor(self, parent: QWidget, option, index: QModelIndex) -> QLineEdit:
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(f"Aantal: {index.data(Qt.ItemDataRole.AccessibleTextRole)}")
        return editor

    def setEditorData(self, editor: QLineEdit, index: QModelIndex) -> None:
        editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QLineEdit, model, index: QModelIndex) -> None:
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QLineEdit, option, index: QModelIndex) -> None:
        editor.setMinimumHeight(0)
        editor.setStyleSheet("min-height: 0; padding: 0 4px;")
        editor.setGeometry(option.rect)


class MonthView(QTableView):
    """`left` comes when one goes on past the last row, `moved` with every other cell in hand.

    `typed` when the editor of a cell is closed.
    """

    left = Signal()
    moved = Signal()
    typed = Signal()

    def __init__(self, theme: Theme, model: MonthModel) -> None:
        super().__init__()
        self._theme, self.sheet = theme, model
        model.setParent(self)
        self.setVerticalHeader(_RowHead(theme, self))
        self.setModel(model)
        self.setItemDelegate(_Cells(theme, self))
        self.setAccessibleName("Aantallen per traject en periode")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        for way in (self.setVerticalScrollMode, self.setHorizontalScrollMode):
            way(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setHighlightSections(False)
            head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            head.setSectionsClickable(False)
        self.horizontalHeader().setObjectName("narrow")
        theme.changed.connect(self.measure)
        self.selectionModel().currentChanged.connect(lambda *_: self._on_moved())
        self.measure()

    def measure(self) -> None:
        """Equal columns, never narrower than a figure needs."""
        theme, count = self._theme, max(1, self.sheet.columnCount())
        self.verticalHeader().setMinimumSectionSize(theme.px(ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self.verticalHeader().setFixedWidth(self.verticalHeader().sizeHint().width())
        self.horizontalHeader().setFixedHeight(theme.px(HEAD_HEIGHT))
        self.horizontalHeader().setMinimumSectionSize(theme.px(24))
        words = [
            line
            for at in range(count)
            for line in str(self.sheet.headerData(at, Qt.Orientation.Horizontal) or "").split("\n")
        ]
        metrics = QFontMetricsF(theme.font(12, 600))
        least = max([metrics.horizontalAdvance(line) for line in words], default=0) + theme.px(10)
        room = self.viewport().width()
        self.horizontalHeader().setDefaultSectionSize(int(max(least, theme.px(LEAST_WIDTH), room // count)))

    def go_to(self, row: int, column: int) -> None:
        if 0 <= row < self.sheet.rowCount() and 0 <= column < len(self.sheet.state.columns):
            self.setCurrentIndex(self.sheet.index(row, column))
            self.scrollTo(self.currentIndex())

    def place(self) -> tuple[int, int]:
        index = self.currentIndex()
        return max(0, index.row()), max(0, index.column())

    def step(self, down: int, right: int) -> None:
        row, column = self.place()
        to = row + down
        if to >= self.sheet.rowCount():
            self.left.emit()
        else:
            last = len(self.sheet.state.columns) - 1
            self.go_to(max(0, to), min(max(0, column + right), last))

    @property
    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def finish_editing(self) -> None:
        """Keeps what stands in the open editor; losing the focus is how Qt hears of it."""
        self.setFocus()

    def keyPressEvent(self, event) -> None:
        key = event.key()
        if self.is_editing:
            # What the open editor lets through; Enter and Tab end the editing by themselves.
            if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self.finish_editing()
                self.step(*STEPS[Qt.Key(key)])
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or key not in {*STEPS, *CLEARS}:
            super().keyPressEvent(event)
        elif key in CLEARS:
            self.sheet.setData(self.currentIndex(), "")
        else:
            self.step(*STEPS[Qt.Key(key)])

    def event(self, event) -> bool:
        """Tab is a step in the sheet, not out of it."""
        is_tab = event.type() == event.Type.KeyPress and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        if is_tab and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def closeEditor(self, editor, hint) -> None:
        super().closeEditor(editor, Hint.NoHint)
        self.setFocus()
        if hint == Hint.SubmitModelCache:
            self.step(1, 0)
        elif hint in {Hint.EditNextItem, Hint.EditPreviousItem}:
            self.step(0, 1 if hint == Hint.EditNextItem else -1)
        self.typed.emit()

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to(0, self.sheet.state.usual_column())
        self.viewport().update()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.measure()

    def _on_moved(self) -> None:
        self.verticalHeader().viewport().update()
        self.moved.emit()
