"""Paints the cells of a table: amounts that line up, statuses in pills, a second quiet line, the row in hand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.models import COLUMN_ROLE, ROW_ROLE
from zsm_desktop.ui.theme import Theme

ROW_HEIGHT = 42
TWO_LINE_HEIGHT = 56
PADDING = 12
PERCENTAGE = 58
"""Room for "100%" after its bar."""
HYPHEN = "\u2010"  # keeps its width among figures of equal width, where "-" grows as wide as a digit


class CellDelegate(QStyledItemDelegate):
    """Fonts are kept between cells and made anew when the theme changes; a row is painted cell by cell."""

    def __init__(self, theme: Theme, view) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.hovered_row = -1
        self._fonts: dict[str, tuple] = {}
        theme.changed.connect(self._fonts.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        self._ground(painter, rect, index)
        column: Column = index.data(COLUMN_ROLE)
        row = index.data(ROW_ROLE)
        pad = self._theme.px(PADDING)
        inside = rect.adjusted(pad, 0, -pad, 0)
        text = column.text(row)
        if column.kind == "pill":
            if text:
                paint.draw_pill(painter, self._theme, inside, text, column.tone(row) if column.tone else "neutral")
        else:
            if column.kind == "share" and (permille := column.raw(row)) is not None:
                inside = self._share(painter, inside, permille, column.tone(row) if column.tone else "info")
            self._words(painter, inside, column, row, text)
        painter.restore()

    def _share(self, painter: QPainter, rect: QRectF, permille: int, tone: str) -> QRectF:
        """A bar in what the percentage leaves of the cell; returns the room for that."""
        theme = self._theme
        high, width = theme.px(8), max(theme.px(24), rect.width() - theme.px(PERCENTAGE))
        track = QRectF(rect.left(), rect.center().y() - high / 2, width, high)
        paint.plate(painter, track, high / 2, theme.colour("sunken"), theme.colour("field_line"))
        full = max(0.0, min(1.0, permille / 1000)) * width
        if full:
            ink = {"info": "accent", "neutral": "muted"}.get(tone, f"{tone}_text")
            paint.plate(painter, QRectF(track.left(), track.top(), max(full, high), high), high / 2, theme.colour(ink))
        return rect.adjusted(width + theme.px(8), 0, 0, 0)

    def _ground(self, painter: QPainter, rect: QRectF, index: QModelIndex) -> None:
        theme = self._theme
        # Not option.state: it loads all of QStyle's enums, some milliseconds before the first paint.
        is_selected = self._view.selectionModel().isSelected(index)
        if is_selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, theme.colour("sunken"))
        painter.setPen(QPen(theme.colour("line"), 1))
        bottom = rect.bottom() - 0.5
        painter.drawLine(rect.left(), bottom, rect.right(), bottom)
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)
            if index == self._view.currentIndex() and self._view.picking is not None and self._view.picking.key:
                inner = rect.adjusted(theme.px(2), theme.px(4), -theme.px(2), -theme.px(4))
                paint.focus_ring(painter, inner, theme.px(4), theme.colour("focus"))
        if is_selected and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("accent"))

    def _words(self, painter: QPainter, rect: QRectF, column: Column, row, text: str) -> None:
        align = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
        is_figure = column.is_right or column.kind == "date"
        font, metrics = self._font("figure" if is_figure else "strong" if column.is_strong else "body")
        cut = paint.IN_MIDDLE if column.is_name else paint.AT_END
        if column.kind == "date":
            text = text.replace("-", HYPHEN)
        if column.detail is not None and (detail := column.detail(row)):
            half = self._theme.px(19)
            middle = rect.center().y()
            quiet, quiet_metrics = self._font("quiet")
            painter.setFont(quiet)
            painter.setPen(self._theme.colour("muted"))
            below = QRectF(rect.left(), middle, rect.width(), half)
            paint.elided(painter, below, detail, align, quiet_metrics, cut)
            rect = QRectF(rect.left(), middle - half, rect.width(), half)
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._ink(column, row)))
        paint.elided(painter, rect, text, align, metrics, cut)

    def _ink(self, column: Column, row) -> str:
        if column.tone is not None:
            tone = column.tone(row)
            return {"info": "accent_text", "neutral": "text"}.get(tone, f"{tone}_text" if tone != "muted" else "muted")
        if column.kind == "balance":
            value = column.raw(row) or 0
            return "accent_text" if value > 0 else "warn_text" if value < 0 else "muted"
        return "text"

    def _font(self, name: str):
        if name not in self._fonts:
            size, weight = {"body": (14, 400), "figure": (14, 400), "strong": (14, 600), "quiet": (12, 400)}[name]
            font = self._theme.font(size, weight, is_tabular=name == "figure")
            self._fonts[name] = (font, QFontMetricsF(font))
        return self._fonts[name]
