"""Bars to both sides of zero: who gave more than it took, and who took more."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.series import Balances
from zsm_desktop.ui.parts.chart import Chart, Mark, scale_for, tick_text, value_text
from zsm_desktop.ui.theme import Theme

LINE_HEIGHT = 28


class BalanceChart(Chart):
    """Label at the left, the figure in full at the right, the bar between them; one line a school."""

    def __init__(self, theme: Theme, series: Balances, parent: QWidget | None = None) -> None:
        super().__init__(theme, series.title, parent)
        self.series = series
        self.set_series(series)

    def set_series(self, series: Balances) -> None:
        self.series = series
        said = "; ".join(self._words(at) for at in range(len(series.labels)))
        self.show_series(series.title, f"Saldi, links van nul nam meer af, rechts van nul gaf meer. {said}")

    def _words(self, at: int) -> str:
        return f"{self.series.labels[at]}: {value_text(self.series.values[at], self.series.unit, is_signed=True)}"

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(480), self.theme.px(LINE_HEIGHT * max(1, len(self.series.labels)) + 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(300), self.theme.px(18 * max(1, len(self.series.labels)) + 36))

    def draw(self, painter: QPainter, area: QRectF) -> list[Mark]:
        series, px = self.series, self.theme.px
        if not series.labels:
            return []
        figures = [value_text(value, series.unit, is_signed=True) for value in series.values]
        words = min(area.width() * 0.34, max(self.pen.width(one, 500) for one in series.labels) + 4)
        right = max(self.pen.width(one, 500) for one in figures) + px(4)
        plot = area.adjusted(words + px(14), 0, -right - px(14), -px(24))
        scale = scale_for(series.values, series.unit)
        self._scale(painter, plot, scale)
        step = min(plot.height() / len(series.labels), px(LINE_HEIGHT + 12))
        marks = []
        for at, value in enumerate(series.values):
            top = plot.top() + step * at
            self._line(painter, plot, top, step, scale, value)
            name = QRectF(area.left(), top, words, step)
            self.pen.write(painter, name, series.labels[at], Qt.AlignmentFlag.AlignLeft, "text", 500)
            colour = "accent_text" if value > 0 else "warn_text" if value < 0 else "muted"
            figure = QRectF(area.right() - right, top, right, step)
            self.pen.write(painter, figure, figures[at], Qt.AlignmentFlag.AlignRight, colour, 500)
            rect = QRectF(area.left(), top + 2, area.width(), step - 4)
            marks.append(Mark(rect, self._words(at), series.ids[at] if series.ids else ""))
        return marks

    def _scale(self, painter: QPainter, plot: QRectF, scale) -> None:
        px = self.theme.px
        ticks = list(scale.ticks())
        # On a narrow plot only zero and the ends are named.
        wide = max(self.pen.width(tick_text(tick, self.series.unit)) for tick in ticks) + px(10)
        named = (
            ticks if wide * len(ticks) <= plot.width() else [tick for tick in ticks if tick in {0, ticks[0], ticks[-1]}]
        )
        for tick in ticks:
            x = plot.left() + scale.place(tick) * plot.width()
            self.pen.thin_line(painter, QPointF(x, plot.top()), QPointF(x, plot.bottom()), is_zero=tick == 0)
            if tick in named:
                where = QRectF(x - wide / 2, plot.bottom() + px(4), wide, px(18))
                self.pen.write(painter, where, tick_text(tick, self.series.unit), Qt.AlignmentFlag.AlignHCenter)

    def _line(self, painter: QPainter, plot: QRectF, top: float, step: float, scale, value: int) -> None:
        if not value:
            return
        zero = plot.left() + scale.place(0) * plot.width()
        x = plot.left() + scale.place(value) * plot.width()
        thick = min(self.theme.px(16), step * 0.6)
        rect = QRectF(min(x, zero), top + (step - thick) / 2, max(1.0, abs(x - zero)), thick)
        self.pen.bar(painter, rect, "given" if value > 0 else "taken")
