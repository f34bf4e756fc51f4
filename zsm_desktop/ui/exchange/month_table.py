"""The sheet of a month for fast fingers: type a number, Enter or Tab goes down, what is wrong is said there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit

from zsm_desktop.services.delivery_lists import MonthRow
from zsm_desktop.ui.exchange.month_state import MonthState
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.cells import CellDelegate
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.models import COLUMN_ROLE, ROW_ROLE, Index, RowModel
from zsm_desktop.ui.parts.table import TableView
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

DOWN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Down}
UP = {Qt.Key.Key_Backtab, Qt.Key.Key_Up}
CLEARS = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
Hint = QAbstractItemDelegate.EndEditHint


class MonthModel(RowModel):
    """Rows of the state; only the quantity can be typed in."""

    def __init__(self, state: MonthState) -> None:
        columns = (
            Column("pupil", "Leerling", "pseudonym", width=150, stretch=1, is_strong=True, detail=_number),
            Column("offer", "Aanbod", "offer", width=170, stretch=3, detail=lambda row: f"voor {row.user}"),
            Column("planned", "Gepland", lambda row: _amount(row.planned_hundredths, row), width=116, priority=5),
            Column("used", "Al gebruikt", lambda row: _amount(row.used_hundredths, row), width=120, priority=4),
            Column("quantity", "Aantal", state.text_of, width=116),
            Column("note", "Opmerking", self.note, width=240, stretch=2, priority=3, tone=self.tone),
        )
        super().__init__(columns, row_id=lambda row: row.placement_id)
        self.state = state
        self.quantity = 4

    def refresh(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def row(self, at: int) -> MonthRow:
        return self.state.rows[at]

    def find(self, row_id: str) -> int:
        return next((at for at, row in enumerate(self.state.rows) if row.placement_id == row_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.state.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == self.quantity else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            return self.state.text_of(self.row(index.row()))
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != self.quantity:
            return False
        self.state.write_text(self.row(index.row()), str(value))
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(self.columns) - 1))
        return True

    def note(self, row: MonthRow) -> str:
        problem = self.state.problem(row)
        if problem is not None:
            return sentence(problem)
        if row.entered_hundredths:
            return f"Deze maand al ingevoerd: {_amount(row.entered_hundredths, row)}"
        text = self.state.text_of(row)
        if not text:
            return "Wordt overgeslagen"
        day = f"op {dutch.date_medium(row.delivered_on)}"
        is_suggested = row.placement_id not in self.state.typed
        return f"Voorstel uit het plan, {day}" if is_suggested else f"Komt {day}"

    def tone(self, row: MonthRow) -> str:
        return "bad" if self.state.problem(row) else "muted"


class MonthCells(CellDelegate):
    """Paints the quantity as a field and the remark over several lines."""

    def paint(self, painter: QPainter, option, index: QModelIndex) -> None:
        column: Column = index.data(COLUMN_ROLE)
        if column.key not in {"quantity", "note"}:
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        self._ground(painter, rect, index)
        row, text = index.data(ROW_ROLE), index.data()
        if column.key == "quantity":
            self._field(
                painter,
                rect,
                text,
                is_wrong=self._view.sheet.state.problem(row) is not None,
                is_here=self._is_here(index),
            )
        else:
            self._note(painter, rect, text, column.tone(row) if column.tone else "muted")
        painter.restore()

    def place(self, rect: QRectF) -> QRectF:
        """Where the field stands in its cell."""
        return rect.adjusted(self._theme.px(6), self._theme.px(9), -self._theme.px(6), -self._theme.px(9))

    def _is_here(self, index: QModelIndex) -> bool:
        return index == self._view.currentIndex() and self._view.hasFocus()

    def _field(self, painter: QPainter, rect: QRectF, text: str, *, is_wrong: bool, is_here: bool) -> None:
        theme, where = self._theme, self.place(rect)
        edge = "bad" if is_wrong else "field_line"
        paint.plate(painter, where, theme.px(6), theme.colour("surface"), theme.colour(edge))
        if is_here:
            paint.focus_ring(painter, where, theme.px(6), theme.colour("focus"))
        font = theme.font(14, 500)
        painter.setFont(font)
        painter.setPen(theme.colour("bad_text" if is_wrong else "text"))
        inside = where.adjusted(theme.px(8), 0, -theme.px(10), 0)
        paint.elided(painter, inside, text, Qt.AlignmentFlag.AlignRight, QFontMetricsF(font))

    def _note(self, painter: QPainter, rect: QRectF, text: str, tone: str) -> None:
        theme = self._theme
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("bad_text" if tone == "bad" else "muted"))
        inside = rect.adjusted(theme.px(8), theme.px(3), -theme.px(8), -theme.px(3))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inside, int(flags), text)

    def createEditor(self, parent, option, index: QModelIndex) -> QLineEdit:
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(f"Aantal voor {index.data(ROW_ROLE).pseudonym}")
        return editor

    def setEditorData(self, editor: QLineEdit, index: QModelIndex) -> None:
        editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QLineEdit, model, index: QModelIndex) -> None:
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QLineEdit, option, index: QModelIndex) -> None:
        where = self.place(QRectF(option.rect)).toRect()
        editor.setMinimumHeight(0)
        editor.setStyleSheet("min-height: 0;")
        editor.setGeometry(where)


class MonthView(TableView):
    """The place in hand is always a quantity; `left` comes when one goes on past the last row."""

    left = Signal()

    def __init__(self, theme: Theme, model: MonthModel) -> None:
        super().__init__(theme, model, "Aantallen van deze maand")
        self.sheet = model
        self.cells = MonthCells(theme, self)
        self.setItemDelegate(self.cells)
        self.setSortingEnabled(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.clicked.connect(lambda index: self.go_to(index.row()))

    def shows_notes(self) -> bool:
        """Whether there is room for what is wrong beside the number."""
        return not self.isColumnHidden(len(self.sheet.columns) - 1)

    def go_to(self, row: int) -> None:
        if 0 <= row < self.sheet.rowCount():
            self.setCurrentIndex(self.sheet.index(row, self.sheet.quantity))
            self.scrollTo(self.currentIndex())

    def step(self, by: int) -> None:
        to = self.currentIndex().row() + by
        if to >= self.sheet.rowCount():
            self.left.emit()
        else:
            self.go_to(max(0, to))

    def finish_editing(self) -> None:
        """Keeps what stands in the open editor; losing the focus is how Qt hears of it."""
        self.setFocus()

    def keyPressEvent(self, event) -> None:
        key = event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            # What the open editor lets through; Enter and Tab end the editing by themselves.
            if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self.finish_editing()
                self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in DOWN or key in UP:
            self.step(1 if key in DOWN else -1)
        elif key in CLEARS and self.currentIndex().isValid():
            self.sheet.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)

    def event(self, event) -> bool:
        """Tab is a step in the sheet, not out of it."""
        if event.type() == event.Type.KeyPress and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return super().event(event)
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def closeEditor(self, editor, hint) -> None:
        super().closeEditor(editor, Hint.NoHint)
        self.setFocus()
        if hint in {Hint.EditNextItem, Hint.SubmitModelCache}:
            self.step(1)
        elif hint == Hint.EditPreviousItem:
            self.step(-1)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self.go_to(max(0, self.currentIndex().row()))

    def _open(self, index: QModelIndex) -> None:
        """Enter goes on to the next row here."""


def _number(row: MonthRow) -> str:
    return row.placement_number


def _amount(hundredths: int, row: MonthRow) -> str:
    return f"{dutch.quantity(hundredths)} {row.unit if hundredths == 100 else row.unit_plural}"
