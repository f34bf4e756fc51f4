"""The strokes of a chart: bars, thin lines, words and the legend, in the theme's colours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.theme import Theme

LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


class ChartPen:
    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def width(self, text: str, weight: int = 400) -> float:
        """In figures of equal width, the wider ones."""
        return QFontMetricsF(self._theme.font(12, weight, is_tabular=True)).horizontalAdvance(text)

    def write(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        align: Qt.AlignmentFlag,
        colour: str = "muted",
        weight: int = 400,
    ) -> None:
        font = self._theme.font(12, weight, is_tabular=align == RIGHT)
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        paint.elided(painter, rect, text, align, QFontMetricsF(font))

    def bar(self, painter: QPainter, rect: QRectF, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(colour))
        radius = min(3.0, rect.width() / 2, rect.height() / 2)
        painter.drawRoundedRect(rect, radius, radius)

    def thin_line(self, painter: QPainter, start: QPointF, end: QPointF, *, is_zero: bool = False) -> None:
        painter.setPen(QPen(self._theme.colour("field_line" if is_zero else "grid"), 1))
        painter.drawLine(start, end)

    def legend(self, painter: QPainter, area: QRectF, names: Sequence[str], colours: Sequence[str]) -> float:
        """Names with their colours along the top, on more lines where they do not fit; returns the height used."""
        px = self._theme.px
        left, top, height, size = area.left(), area.top(), px(20), px(10)
        for name, colour in zip(names, colours, strict=False):
            width = self.width(name) + 2
            if left > area.left() and left + size + px(6) + width > area.right():
                left, top = area.left(), top + height
            self.bar(painter, QRectF(left, top + (height - size) / 2, size, size), colour)
            left += size + px(6)
            self.write(painter, QRectF(left, top, width, height), name, LEFT)
            left += width + px(16)
        return top + height + px(8) - area.top()
