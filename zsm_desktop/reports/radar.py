"""A figure as a web of spokes, one for each row of its table: on paper, and as a chart of Excel's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.chart import RadarChart as ExcelRadar
from openpyxl.chart import Reference, Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from reportlab.graphics.shapes import Drawing, Group, Line, Polygon, String
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from zsm_desktop.domain import radar
from zsm_desktop.reports import pdf_style as look
from zsm_desktop.reports.document import BarChart, Figure, number_of
from zsm_desktop.reports.pdf_bars import legend
from zsm_desktop.reports.texts import one_line, shown

HEIGHT, LEGEND = 330.0, 20.0
NAMES = 16.0
"""Points around the web, for the names at its spokes."""
WIDTH_CM, HEIGHT_CM = 15.0, 12.0


@dataclass(frozen=True, slots=True)
class RadarChart(BarChart):
    """`top` is the value at the end of a spoke; zero is the middle. Names at the spokes have to be short."""

    top: int = 500


def radar_parts(figure: Figure, chart: RadarChart, width: float) -> list[Flowable]:
    """Legend and web in one, so that they stay together; the figures stand in the table of the bars before it."""
    drawing = Drawing(width, HEIGHT + LEGEND, initialFontName=look.REGULAR)
    drawing.add(Group(*legend(figure, width).contents, transform=(1, 0, 0, 1, 0, HEIGHT)))
    room, x, y = HEIGHT / 2 - NAMES, width / 2, HEIGHT / 2

    def place(point: radar.Point) -> tuple[float, float]:
        return x + point[0] * room, y - point[1] * room

    rows = figure.table.rows
    _draw_web(drawing, place, len(rows), chart.top // 100)
    for series in chart.series:
        at = figure.table.position(series.column)
        points = radar.outline([number_of(row[at]) for row in rows], chart.top)
        for one, other in radar.edges(points):
            drawing.add(Line(*place(one), *place(other), strokeColor=HexColor(series.colour.value), strokeWidth=1.6))
    names = figure.table.position(chart.categories)
    for at, row in enumerate(rows):
        left, bottom = place(radar.at_spoke(at, len(rows), 1 + NAMES / 2 / room))
        drawing.add(_text(left, bottom - 3, shown(row[names])))
    return [drawing]


def _draw_web(drawing: Drawing, place: Any, count: int, whole: int) -> None:
    for step in range(1, whole + 1):
        corners = [number for point in radar.ring(count, step / whole) for number in place(point)]
        edge = look.RULE if step == whole else look.HAIRLINE
        drawing.add(Polygon(corners, fillColor=None, strokeColor=edge, strokeWidth=0.6))
    for corner in radar.ring(count, 1.0):
        drawing.add(Line(*place((0.0, 0.0)), *place(corner), strokeColor=look.HAIRLINE, strokeWidth=0.5))
    for step in range(1, whole + 1):
        left, bottom = place((0.0, -step / whole))
        drawing.add(_text(left + 5, bottom - 7, str(step)))


def _text(x: float, y: float, text: str) -> String:
    return String(x, y, text, fontName=look.REGULAR, fontSize=8, fillColor=look.SOFT, textAnchor="middle")


def excel_radar(sheet: Any, figure: Figure, chart: RadarChart, header_row: int) -> Any:
    """Over the cells of the table whose heading stands in `header_row`."""
    made: Any = ExcelRadar()
    made.type, made.style = "marker", 2
    made.title = one_line(chart.title)
    first, last = header_row + 1, header_row + len(figure.table.rows)
    for one in chart.series:
        column = figure.table.position(one.column) + 1
        series: Any = Series(Reference(sheet, min_col=column, min_row=header_row, max_row=last), title_from_data=True)
        ink = one.colour.value.removeprefix("#")
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=ink, w=22_000))
        made.series.append(series)
    category = figure.table.position(chart.categories) + 1
    made.set_categories(Reference(sheet, min_col=category, min_row=first, max_row=last))
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.scaling.min, made.y_axis.scaling.max, made.y_axis.majorUnit = 0, chart.top // 100, 1
    made.width, made.height = WIDTH_CM, HEIGHT_CM
    made.legend.position = "b"
    return made
