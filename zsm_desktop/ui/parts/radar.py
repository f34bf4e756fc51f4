"""A web of spokes with a line for each measurement: what is strong and weak at a glance; zero is the middle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain import radar
from zsm_desktop.domain.series import Trend
from zsm_desktop.ui.parts.chart import SERIES_COLOURS, Chart, Mark, value_text
from zsm_desktop.ui.theme import Theme

NAME_ROOM = 24
"""Design pixels around the web for the names at the spokes, which are short: the numbers of the table beside it."""


class RadarChart(Chart):
    """`series` has a label for each spoke and a line for each measurement; `top` is the value at the end of a spoke.

    The last line is drawn on top and filled; it is what is looked at, the others are what it was before.
    """

    def __init__(self, theme: Theme, series: Trend, top: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, series.title, parent)
        self.series, self.top = series, top
        self.set_series(series, top)

    def set_series(self, series: Trend, top: int) -> None:
        self.series, self.top = series, top
        said = "; ".join(self._words(at) for at in range(len(series.labels)))
        self.show_series(series.title, f"Spinnenweb. {said}")

    def _words(self, at: int) -> str:
        lines = [line for line in self.series.lines if line.values[at] is not None]
        figures = ", ".join(f"{line.name} {value_text(line.values[at] or 0, self.series.unit)}" for line in lines)
        return f"{self.series.labels[at]}: {figures or 'niet getoond'}"

    def draw(self, painter: QPainter, area: QRectF) -> list[Mark]:
        series, px = self.series, self.theme.px
        count = len(series.labels)
        if count < radar.FEWEST:
            return []
        colours = [SERIES_COLOURS[at % len(SERIES_COLOURS)] for at in range(len(series.lines))]
        area = area.adjusted(0, self.pen.legend(painter, area, [line.name for line in series.lines], colours), 0, 0)
        room = max(px(40), min(area.width(), area.height()) / 2 - px(NAME_ROOM))
        middle = area.center()

        def place(point: radar.Point) -> QPointF:
            return QPointF(middle.x() + point[0] * room, middle.y() + point[1] * room)

        self._web(painter, place, count)
        for at, (line, colour) in enumerate(zip(series.lines, colours, strict=True)):
            self._line(painter, place, line.values, colour, is_last=at == len(series.lines) - 1)
        marks = []
        for at in range(count):
            spot = place(radar.at_spoke(at, count, 1 + px(NAME_ROOM) / 2 / room))
            rect = QRectF(spot.x() - px(16), spot.y() - px(9), px(32), px(18))
            self.pen.write(painter, rect, series.labels[at], Qt.AlignmentFlag.AlignHCenter, "text", 500)
            marks.append(Mark(rect, self._words(at), ""))
        return marks

    def _web(self, painter: QPainter, place, count: int) -> None:
        whole = self.top // 100
        for step in range(1, whole + 1):
            painter.setPen(QPen(self.theme.colour("field_line" if step == whole else "grid"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(QPolygonF([place(point) for point in radar.ring(count, step / whole)]))
        for corner in radar.ring(count, 1.0):
            self.pen.thin_line(painter, place((0.0, 0.0)), place(corner))
        for step in range(1, whole + 1):
            spot = place((0.0, -step / whole))
            where = QRectF(
                spot.x() + self.theme.px(4), spot.y() + self.theme.px(1), self.theme.px(14), self.theme.px(14)
            )
            self.pen.write(painter, where, str(step), Qt.AlignmentFlag.AlignLeft)

    def _line(self, painter: QPainter, place, values, colour: str, *, is_last: bool) -> None:
        points = radar.outline(values, self.top)
        shown = [place(point) for point in points if point is not None]
        if is_last and len(shown) == len(points):
            ground = QColor(self.theme.colour(colour))
            ground.setAlphaF(0.14)
            path = QPainterPath()
            path.addPolygon(QPolygonF([*shown, shown[0]]))
            painter.fillPath(path, ground)
        pen = QPen(self.theme.colour(colour), self.theme.px(2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for one, other in radar.edges(points):
            painter.drawLine(place(one), place(other))
        painter.setBrush(self.theme.colour(colour))
        for spot in shown:
            painter.drawEllipse(spot, self.theme.px(2), self.theme.px(2))
