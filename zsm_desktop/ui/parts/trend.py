"""Lines over time, with zero always on the scale, and a spark as small as a word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zsm_desktop.domain.series import Trend, Unit
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.chart import SERIES_COLOURS, Chart, Mark, scale_for, tick_text, value_text
from zsm_desktop.ui.theme import Theme


class TrendChart(Chart):
    """Each line is named at its end where there is room; a mark is one moment with all its figures."""

    def __init__(self, theme: Theme, series: Trend, parent: QWidget | None = None) -> None:
        super().__init__(theme, series.title, parent)
        self.series = series
        self.set_series(series)

    def set_series(self, series: Trend) -> None:
        self.series = series
        said = "; ".join(self._words(at) for at in range(len(series.labels)))
        self.show_series(series.title, f"Verloop. {said}")

    def _words(self, at: int) -> str:
        lines = [line for line in self.series.lines if line.values[at] is not None]
        figures = ", ".join(f"{line.name} {value_text(line.values[at] or 0, self.series.unit)}" for line in lines)
        return f"{self.series.labels[at]}: {figures}"

    def draw(self, painter: QPainter, area: QRectF) -> list[Mark]:
        series, px = self.series, self.theme.px
        if not series.labels:
            return []
        colours = [SERIES_COLOURS[at % len(SERIES_COLOURS)] for at in range(len(series.lines))]
        area = area.adjusted(0, self.pen.legend(painter, area, [line.name for line in series.lines], colours), 0, 0)
        scale = scale_for([value for line in series.lines for value in line.values], series.unit)
        wide = max(self.pen.width(tick_text(tick, series.unit)) for tick in scale.ticks()) + px(10)
        plot = area.adjusted(wide, px(8), -px(10), -px(26))
        for tick in scale.ticks():
            y = plot.bottom() - scale.place(tick) * plot.height()
            self.pen.thin_line(painter, QPointF(plot.left(), y), QPointF(plot.right(), y), is_zero=tick == 0)
            where = QRectF(area.left(), y - px(8), wide - px(8), px(16))
            self.pen.write(painter, where, tick_text(tick, series.unit), Qt.AlignmentFlag.AlignRight)
        self._moments(painter, plot)
        for line, colour in zip(series.lines, colours, strict=True):
            points = [
                None
                if value is None
                else QPointF(self._x(plot, at), plot.bottom() - scale.place(value) * plot.height())
                for at, value in enumerate(line.values)
            ]
            _stroke(painter, points, QPen(self.theme.colour(colour), px(2)), px(3))
        half = plot.width() / max(1, len(series.labels) - 1) / 2
        return [
            Mark(
                QRectF(self._x(plot, at) - min(half, px(8)), plot.top(), 2 * min(half, px(8)), plot.height()),
                self._words(at),
                "",
            )
            for at in range(len(series.labels))
        ]

    def _x(self, plot: QRectF, at: int) -> float:
        count = len(self.series.labels)
        return plot.left() + plot.width() * (at / (count - 1) if count > 1 else 0.5)

    def _moments(self, painter: QPainter, plot: QRectF) -> None:
        """As many labels as fit without touching, the last always among them."""
        labels, px = self.series.labels, self.theme.px
        wide = max(self.pen.width(one) for one in labels) + px(14)
        every = max(1, -(-int(wide * len(labels)) // max(1, int(plot.width()))))
        for at, label in enumerate(labels):
            if (len(labels) - 1 - at) % every:
                continue
            x = min(max(self._x(plot, at) - wide / 2, plot.left() - px(20)), plot.right() + px(10) - wide)
            align = Qt.AlignmentFlag.AlignRight if at == len(labels) - 1 else Qt.AlignmentFlag.AlignHCenter
            self.pen.write(painter, QRectF(x, plot.bottom() + px(6), wide, px(18)), label, align)


class Sparkline(QWidget):
    """The course of one figure beside it; not focusable, since the figure and its table say the same."""

    SPOKEN_AS = "Graphic"

    def __init__(
        self, theme: Theme, values: Sequence[int | None] = (), unit: Unit = "cents", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._unit, self.values = theme, unit, tuple(values)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_values(values)

    def set_values(self, values: Sequence[int | None]) -> None:
        self.values = tuple(values)
        known = [value for value in values if value is not None]
        self.setAccessibleName(
            f"Van {value_text(known[0], self._unit)} naar {value_text(known[-1], self._unit)}"
            if known
            else "Geen verloop"
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(24))

    def paintEvent(self, event) -> None:
        known = [value for value in self.values if value is not None]
        if len(known) < 2:
            return
        painter = paint.begin(self)
        area = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        low, high = min(*known, 0), max(*known, 0)
        span = (high - low) or 1
        step = area.width() / (len(self.values) - 1)
        zero = area.bottom() - (0 - low) / span * area.height()
        painter.setPen(QPen(self._theme.colour("grid"), 1))
        painter.drawLine(QPointF(area.left(), zero), QPointF(area.right(), zero))
        points = [
            None
            if value is None
            else QPointF(area.left() + step * at, area.bottom() - (value - low) / span * area.height())
            for at, value in enumerate(self.values)
        ]
        colour = self._theme.colour("given" if known[-1] >= 0 else "taken")
        _stroke(painter, points, QPen(colour, self._theme.px(2)), 0)
        painter.setBrush(colour)
        painter.drawEllipse(next(point for point in reversed(points) if point), 2.5, 2.5)
        painter.end()


def _stroke(painter: QPainter, points: Sequence[QPointF | None], pen: QPen, dot: float) -> None:
    path, is_down = QPainterPath(), False
    for point in points:
        if point is None:
            is_down = False
        elif is_down:
            path.lineTo(point)
        else:
            path.moveTo(point)
            is_down = True
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if dot and len(points) <= 24:
        painter.setBrush(pen.color())
        for point in points:
            if point is not None:
                painter.drawEllipse(point, dot / 2, dot / 2)
