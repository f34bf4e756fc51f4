"""A native Excel chart beside its table; it refers to the cells and carries no figure of its own."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import NumFmt
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from zsm_desktop.reports.axis import Axis, axis_for
from zsm_desktop.reports.document import Figure, Kind, number_of
from zsm_desktop.reports.radar import RadarChart, excel_radar
from zsm_desktop.reports.texts import one_line
from zsm_desktop.reports.xlsx_cells import DUTCH, EURO

WIDTH_CM = 17.0
PER_BAR_CM, LEAST_BAR_CM, EXTRA_CM = 0.3, 0.2, 2.6
PAGE_CM = 15.0
"""What goes on a printed page; bars are drawn closer for it, but not closer than they can be read."""
MOST_ROWS = 60
"""Of more the names would stand on top of each other; the table keeps them all."""
AXIS_MONEY = f'{EURO}#,##0;{EURO}"−"#,##0'
UNITS = {Kind.MONEY: 100, Kind.BALANCE: 100, Kind.QUANTITY: 100, Kind.PERCENT: 1000, Kind.COUNT: 1}
FORMATS = {
    Kind.MONEY: AXIS_MONEY,
    Kind.BALANCE: AXIS_MONEY,
    Kind.QUANTITY: f"{DUTCH}#,##0",
    Kind.PERCENT: "0%",
    Kind.COUNT: f"{DUTCH}#,##0",
}


def bar_chart(sheet: Worksheet, figure: Figure, header_row: int) -> Any:
    """A horizontal bar chart, or a web, over the table whose heading stands in `header_row` from the first column."""
    if isinstance(figure.chart, RadarChart):
        return excel_radar(sheet, figure, figure.chart, header_row)
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.style = "bar", "clustered", 2
    chart.gapWidth, chart.overlap = 55, 0
    chart.title = one_line(figure.chart.title)
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=CharacterProperties(sz=1200, b=True))
    first, last = header_row + 1, header_row + len(figure.table.rows)
    for one in figure.chart.series:
        column = figure.table.position(one.column) + 1
        values = Reference(sheet, min_col=column, min_row=header_row, max_row=last)
        series: Any = Series(values, title_from_data=True)
        series.graphicalProperties = GraphicalProperties(solidFill=one.colour.value.removeprefix("#"))
        series.invertIfNegative = False
        chart.series.append(series)
    category = figure.table.position(figure.chart.categories) + 1
    chart.set_categories(Reference(sheet, min_col=category, min_row=first, max_row=last))
    _set_axes(chart, figure)
    bars = len(figure.table.rows) * (len(figure.chart.series) + 0.6)
    per_bar = max(LEAST_BAR_CM, min(PER_BAR_CM, (PAGE_CM - EXTRA_CM) / bars))
    chart.width, chart.height = WIDTH_CM, EXTRA_CM + per_bar * bars
    chart.layout = Layout(
        manualLayout=ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.31, y=0.09, w=0.63, h=0.79)
    )
    if len(figure.chart.series) == 1:
        chart.legend = None
    else:
        chart.legend.position = "b"
    return chart


def _set_axes(chart: Any, figure: Figure) -> None:
    """Both axes shown, the first row on top, and zero always on the scale."""
    axis, unit = _axis(figure), UNITS[figure.kind]
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblPos = "low"
    chart.x_axis.txPr = chart.y_axis.txPr = _small_text()
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill="566373"))
    chart.y_axis.scaling.min = axis.low / unit
    chart.y_axis.scaling.max = axis.high / unit
    chart.y_axis.majorUnit = axis.step / unit
    chart.y_axis.crosses = "max"
    chart.y_axis.numFmt = NumFmt(FORMATS[figure.kind], sourceLinked=False)
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="E1E7ED"))
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))


def _axis(figure: Figure) -> Axis:
    positions = [figure.table.position(series.column) for series in figure.chart.series]
    numbers = (number_of(row[position]) for row in figure.table.rows for position in positions)
    unit = 10 if figure.kind is Kind.PERCENT else UNITS[figure.kind]
    return axis_for((number for number in numbers if number is not None), unit)


def _small_text() -> RichText:
    properties = ParagraphProperties(defRPr=CharacterProperties(sz=900, solidFill="566373"))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties(sz=900))])
