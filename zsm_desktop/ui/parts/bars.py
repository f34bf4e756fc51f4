"""Upright bars from zero, side by side: what each school gave and took."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.series import Bars
from zsm_desktop.ui.parts.chart import SERIES_COLOURS, Chart, Mark, scale_for, tick_text, value_text
from zsm_desktop.ui.theme import Theme


class BarsChart(Chart):
    """Labels are codes or short names; one that does not fit is cut, and said in full by its mark."""

    def __init__(self, theme: Theme, series: Bars, parent: QWidget | None = None) -> None:
        super().__init__(theme, series.title, parent)
        self.series = series
        self.set_series(series)

    def set_series(self, series: Bars) -> None:
        self.series = series
        said = "; ".join(self._words(at) for at in range(len(series.labels)))
        self.show_series(series.title, f"Staafdiagram. {said}")

    def _words(self, at: int) -> str:
        series = self.series
        pairs = zip(series.names, series.values[at], strict=True)
        figures = ", ".join(f"{name.lower()} {value_text(value, series.unit)}" for name, value in pairs)
        return f"{series.labels[at]}: {figures}"

    def draw(self, painter: QPainter, area: QRectF) -> list[Mark]:
        series, px = self.series, self.theme.px
        area = area.adjusted(0, self.pen.legend(painter, area, series.names, SERIES_COLOURS), 0, 0)
        scale = scale_for([value for group in series.values for value in group], series.unit)
        wide = max(self.pen.width(tick_text(tick, series.unit)) for tick in scale.ticks()) + px(10)
        plot = area.adjusted(wide, px(8), 0, -px(26))
        for tick in scale.ticks():
            y = plot.bottom() - scale.place(tick) * plot.height()
            self.pen.thin_line(painter, QPointF(plot.left(), y), QPointF(plot.right(), y), is_zero=tick == 0)
            where = QRectF(area.left(), y - px(8), wide - px(8), px(16))
            self.pen.write(painter, where, tick_text(tick, series.unit), Qt.AlignmentFlag.AlignRight)
        return [mark for at in range(len(series.labels)) for mark in self._group(painter, plot, at, scale)]

    def _group(self, painter: QPainter, plot: QRectF, at: int, scale) -> list[Mark]:
        series, px = self.series, self.theme.px
        slot = plot.width() / len(series.labels)
        gap = px(2)
        bar = max(2.0, min(px(26), (slot * 0.68 - gap * (len(series.names) - 1)) / len(series.names)))
        used = bar * len(series.names) + gap * (len(series.names) - 1)
        left = plot.left() + slot * at + (slot - used) / 2
        zero = plot.bottom() - scale.place(0) * plot.height()
        start = left
        for value, colour in zip(series.values[at], SERIES_COLOURS, strict=False):
            y = plot.bottom() - scale.place(value) * plot.height()
            if value:
                self.pen.bar(painter, QRectF(left, min(y, zero), bar, max(1.0, abs(zero - y))), colour)
            left += bar + gap
        words = QRectF(plot.left() + slot * at + 1, plot.bottom() + px(6), slot - 2, px(18))
        self.pen.write(painter, words, series.labels[at], Qt.AlignmentFlag.AlignHCenter)
        rect = QRectF(start, plot.top(), used, plot.height())
        return [Mark(rect, self._words(at), series.ids[at] if series.ids else "")]
