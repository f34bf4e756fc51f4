"""Who gave to whom as a table with warmth: keyboard and screen reader come with QTableView."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyledItemDelegate, QTableView, QWidget

from zsm_desktop.domain.series import Matrix, Unit
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.chart import value_text
from zsm_desktop.ui.parts.models import Index
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.tokens import contrast
from zsm_desktop.words import format as dutch

VALUE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
CELL_HEIGHT = 28


class MatrixModel(QAbstractTableModel):
    """One matrix, read only; positive and negative values both get warmer with their size, sums do not.

    `series` is what was given, `shown` the same with its sums.
    """

    def __init__(self, series: Matrix) -> None:
        super().__init__()
        self.series, self.shown = series, series.with_sums()

    def set_series(self, series: Matrix) -> None:
        self.beginResetModel()
        self.series, self.shown = series, series.with_sums()
        self.endResetModel()

    def is_sum(self, index: Index) -> bool:
        return index.row() >= len(self.series.rows) or index.column() >= len(self.series.columns)

    def column_name(self, at: int) -> str:
        return (self.shown.column_names or self.shown.columns)[at]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        series = self.shown
        value = series.cells[index.row()][index.column()]
        if role == VALUE_ROLE:
            return value
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(value, series.unit) if value else ""
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            figure = "niets" if value is None else value_text(value, series.unit)
            return f"{series.rows[index.row()]} → {self.column_name(index.column())}: {figure}"
        return int(Qt.AlignmentFlag.AlignCenter) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        names = self.shown.columns if orientation == Qt.Orientation.Horizontal else self.shown.rows
        if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(names):
            return names[section]
        if role == Qt.ItemDataRole.ToolTipRole and 0 <= section < len(names):
            return names[section] if orientation == Qt.Orientation.Vertical else self.column_name(section)
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Vertical:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class _HeatDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.most = 1

    def paint(self, painter: QPainter, option, index: QModelIndex) -> None:
        theme, value = self._theme, index.data(VALUE_ROLE)
        rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_sum = index.model().is_sum(index)
        ground = theme.colour("surface") if is_sum else self.ground(value)
        if value is not None:
            paint.plate(painter, rect, theme.px(3), ground)
        if value:
            font = theme.font(12, 700 if is_sum else 500)
            painter.setFont(font)
            painter.setPen(readable(ground))
            paint.elided(
                painter, rect.adjusted(2, 0, -2, 0), index.data(), Qt.AlignmentFlag.AlignHCenter, QFontMetricsF(font)
            )
        if index == self._view.currentIndex() and self._view.hasFocus():
            paint.focus_ring(painter, rect, theme.px(3), readable(ground))
        painter.restore()

    def ground(self, value: int | None) -> QColor:
        """From quiet to full colour; the square root, so that small figures still show beside one large."""
        if not value:
            return self._theme.colour("sunken")
        warm = 0.12 + 0.88 * (abs(value) / self.most) ** 0.5
        return blend(self._theme.colour("surface"), self._theme.colour("given" if value > 0 else "taken"), warm)


class HeatMatrix(QTableView):
    """`opened` sends (row id, column id) with Enter or a double click."""

    opened = Signal(str, str)

    def __init__(self, theme: Theme, series: Matrix, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = MatrixModel(series)
        self._model.setParent(self)
        self.setModel(self._model)
        self._heat = _HeatDelegate(theme, self)
        self.setItemDelegate(self._heat)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setHighlightSections(False)
            head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            head.setSectionsClickable(False)
        self.horizontalHeader().setObjectName("narrow")
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._measure)
        self.set_series(series)

    def set_series(self, series: Matrix) -> None:
        self._heat.most = max((abs(value) for line in series.cells for value in line if value), default=1)
        self._model.set_series(series)
        self.setAccessibleName(series.title)
        self._measure()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(560), self._theme.px(CELL_HEIGHT * (self._model.rowCount() + 1) + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._theme.px(CELL_HEIGHT * 5))

    def keyPressEvent(self, event) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0, 0))

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()

    def _measure(self) -> None:
        theme, series = self._theme, self._model.shown
        metrics = QFontMetricsF(theme.font(12, 600))
        names = max((metrics.horizontalAdvance(name) for name in series.rows), default=0)
        self.verticalHeader().setFixedWidth(min(round(names) + theme.px(30), theme.px(176)))
        self.verticalHeader().setMinimumSectionSize(theme.px(CELL_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(theme.px(CELL_HEIGHT))
        self.horizontalHeader().setFixedHeight(theme.px(CELL_HEIGHT))
        self._share()

    def _share(self) -> None:
        """Each column as wide as its heading and its widest figure; what is left goes to all of them alike."""
        theme, series = self._theme, self._model.shown
        if not series.columns:
            return
        metrics = QFontMetricsF(theme.font(12, 600))
        head = self.horizontalHeader()
        head.setMinimumSectionSize(theme.px(24))
        least = [
            max(
                metrics.horizontalAdvance(text)
                for text in (name, *(cell_text(line[at] or 0, series.unit) for line in series.cells))
            )
            + theme.px(10)
            for at, name in enumerate(series.columns)
        ]
        left = max(0.0, self.viewport().width() - sum(least)) / len(least)
        for at, width in enumerate(least):
            head.resizeSection(at, int(width + left))

    def _open(self, index: QModelIndex) -> None:
        series = self._model.shown
        if series.row_ids and series.column_ids and series.cells[index.row()][index.column()] is not None:
            self.opened.emit(series.row_ids[index.row()], series.column_ids[index.column()])


def cell_text(value: int, unit: Unit) -> str:
    """As short as it can be: whole euros without the sign, which the heading of the matrix gives."""
    if unit == "cents":
        return dutch.whole_euros(value).removeprefix(f"€{dutch.NBSP}")
    return dutch.quantity(value) if unit == "hundredths" else dutch.count(value)


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """`share` of the other colour over the one."""
    mixed = (a + (b - a) * share for a, b in zip(one.getRgbF()[:3], other.getRgbF()[:3], strict=True))
    return QColor.fromRgbF(*mixed)


def readable(ground: QColor) -> QColor:
    """Black or white, whichever reads better here; one of them always gives 4.5:1."""
    dark, light = QColor("#0A1016"), QColor("#FFFFFF")
    return max((dark, light), key=lambda ink: contrast(ink.name(), ground.name()))
