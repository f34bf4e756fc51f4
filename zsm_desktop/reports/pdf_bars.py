"""A chart and its numbers in one: a table whose second column holds the bars, on one scale with zero on it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Literal

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from zsm_desktop.reports import pdf_style as look
from zsm_desktop.reports.axis import Axis, axis_for
from zsm_desktop.reports.document import Colour, Column, Figure, Kind, Percent, Quantity, Row, Table, Value, number_of
from zsm_desktop.reports.pdf_tables import (
    Grid,
    base_styling,
    cells,
    column_widths,
    finished,
    head_cell,
    kept_styling,
    least_width,
    sign_styling,
    table_parts,
    total_styling,
)
from zsm_desktop.reports.texts import one_line, shown
from zsm_desktop.words.format import whole_euros

LEAST_BARS = 130.0
MOST_CATEGORY = 175.0
BAR, BETWEEN, AROUND = 5.0, 1.2, 3.6
KEY = 7.0
TICK_SIZE, TICK_GAP = 7, 6.0
_UNITS = {Kind.MONEY: 100, Kind.BALANCE: 100, Kind.QUANTITY: 100, Kind.PERCENT: 10, Kind.COUNT: 1}


def figure_parts(figure: Figure, width: float) -> list[Flowable]:
    """Legend, then bars with the numbers beside them; the numbers go below where there is no room."""
    axis = figure_axis(figure)
    table = figure.table
    beside = _text_first(table, figure.chart.categories)
    widths = _widths(beside, width) if beside is not None else None
    if beside is not None and widths is not None:
        return [legend(figure, width), _bar_table(figure, beside, axis, widths)]
    category = table.columns[table.position(figure.chart.categories)]
    at = table.position(figure.chart.categories)
    bare = Table(table.name, (category,), tuple((row[at],) for row in table.rows))
    only = [min(MOST_CATEGORY, column_widths(bare, width)[0]), 0.0]
    only[1] = width - only[0]
    return [legend(figure, width), _bar_table(figure, bare, axis, only), *table_parts(table.on_paper(), width)]


def figure_axis(figure: Figure) -> Axis:
    positions = [figure.table.position(series.column) for series in figure.chart.series]
    numbers = (number_of(row[position]) for row in figure.table.rows for position in positions)
    return axis_for((number for number in numbers if number is not None), _UNITS[figure.kind])


def _text_first(table: Table, categories: str) -> Table | None:
    """The table itself when its one text column, the category, stands first."""
    others = [column for column in table.columns[1:] if not column.kind.is_number]
    return table if not others and table.columns[0].title == categories else None


def _widths(table: Table, width: float) -> list[float] | None:
    widths = column_widths(table, width)
    numbers = sum(widths[1:])
    name = min(MOST_CATEGORY, width - numbers - LEAST_BARS)
    longest = max((stringWidth(shown(row[0]), look.REGULAR, look.CELL_SIZE) for row in table.rows), default=0.0)
    name = min(name, longest + 2 * look.GAP)
    if name < min(least_width(table, 0), MOST_CATEGORY / 2):
        return None
    return [name, width - numbers - name, *widths[1:]]


def legend(figure: Figure, width: float) -> Drawing:
    drawing = _canvas(width, 14)
    x = 0.0
    for series in figure.chart.series:
        label = one_line(series.column)
        drawing.add(_block(x, 3.5, KEY, KEY, series.colour))
        drawing.add(_text(x + KEY + 4, 4.2, label, 8, anchor="start"))
        x += KEY + 4 + stringWidth(label, look.REGULAR, 8) + 16
    return drawing


def _bar_table(figure: Figure, table: Table, axis: Axis, widths: list[float]) -> Grid:
    columns = (table.columns[0], Column(figure.chart.title), *table.columns[1:])
    room = widths[1] - look.GAP
    head: list[Any] = [head_cell(column) for column in columns]
    head[1] = _scale(axis, figure.kind, room)
    rows, styling = [head], base_styling()
    heights: list[float | None] = [None]
    for shown_row, source in zip(table.rows, figure.table.rows, strict=True):
        first, *rest = cells(table.columns, shown_row)
        height = max(_height(first, widths[0]), _bars_height(figure))
        rows.append([first, bars(figure, source, axis, room, height), *rest])
        heights.append(height)
        styling += sign_styling((shown_row[0], None, *shown_row[1:]), len(rows) - 1)
    if table.rest is not None:
        first, *rest = cells(table.columns, table.rest)
        rows.append([first, "", *rest])
        heights.append(None)
        styling += sign_styling((table.rest[0], None, *table.rest[1:]), len(rows) - 1)
    if table.totals is not None:
        first, *rest = cells(table.columns, table.totals, strong=True)
        rows.append([first, "", *rest])
        heights.append(None)
        styling += total_styling(len(rows) - 1)
        styling += sign_styling((table.totals[0], None, *table.totals[1:]), len(rows) - 1)
    last = len(table.rows)
    styling += kept_styling(table)
    styling += [
        ("TOPPADDING", (1, 1), (1, last), 0),
        ("BOTTOMPADDING", (1, 0), (1, last), 0),
        ("RIGHTPADDING", (1, 0), (1, -1), 0),
        ("VALIGN", (0, 1), (-1, last), "MIDDLE"),
    ]
    grid = finished(rows, widths, columns, styling, rowHeights=heights)
    grid.keeps_whole = True
    return grid


def _height(cell: Flowable, width: float) -> float:
    return float(cell.wrap(width - look.GAP, 10_000)[1]) + 2 * look.CELL_PAD


def _bars_height(figure: Figure) -> float:
    bars_in_row = len(figure.chart.series)
    return bars_in_row * BAR + (bars_in_row - 1) * BETWEEN + 2 * AROUND


def bars(figure: Figure, row: Row, axis: Axis, width: float, height: float) -> Drawing:
    """One row's bars, as high as the row, so that the grid lines of the rows meet."""
    drawing = _canvas(width, height)
    for tick in axis.ticks():
        x = axis.place(tick) * width
        drawing.add(Line(x, 0, x, height, strokeColor=look.HAIRLINE, strokeWidth=0.5))
    zero = axis.place(0) * width
    top = height - (height - _bars_height(figure)) / 2 - AROUND
    for index, series in enumerate(figure.chart.series):
        number = number_of(row[figure.table.position(series.column)])
        if number:
            end = axis.place(number) * width
            y = top - index * (BAR + BETWEEN) - BAR
            drawing.add(_block(min(zero, end), y, abs(end - zero), BAR, series.colour))
    drawing.add(Line(zero, 0, zero, height, strokeColor=look.SOFT, strokeWidth=0.8))
    return drawing


def _scale(axis: Axis, kind: Kind, width: float) -> Drawing:
    """The numbers along the scale: zero, and every second, third … mark where they would touch each other."""
    drawing = _canvas(width, 15)
    for tick in axis.ticks():
        x = axis.place(tick) * width
        drawing.add(Line(x, 0, x, 2.5, strokeColor=look.RULE, strokeWidth=0.5))
    for every in range(1, len(axis.ticks()) + 1):
        labels = [_label(axis, tick, kind, width) for tick in axis.ticks() if tick // axis.step % every == 0]
        if all(left[2] + TICK_GAP <= right[1] for left, right in pairwise(labels)):
            break
    for text, start, end in labels:
        drawing.add(_text((start + end) / 2, 5, text, TICK_SIZE, anchor="middle"))
    return drawing


def _label(axis: Axis, tick: int, kind: Kind, width: float) -> tuple[str, float, float]:
    """Its text, and from where to where it runs; the outer ones are moved inwards."""
    text = _tick(tick, kind)
    long = stringWidth(text, look.REGULAR, TICK_SIZE)
    start = min(max(axis.place(tick) * width - long / 2, 0.0), max(width - long, 0.0))
    return text, start, start + long


def _tick(number: int, kind: Kind) -> str:
    if kind in {Kind.MONEY, Kind.BALANCE}:
        return whole_euros(number)
    typed: dict[Kind, type[Quantity | Percent]] = {Kind.QUANTITY: Quantity, Kind.PERCENT: Percent}
    value: Value = typed[kind](number) if kind in typed else number
    return shown(value)


def _canvas(width: float, height: float) -> Drawing:
    """Without a first font of our own reportlab would list Helvetica in the file."""
    return Drawing(width, height, initialFontName=look.REGULAR)


def _block(x: float, y: float, width: float, height: float, colour: Colour) -> Rect:
    rect = Rect(x, y, width, height)
    rect.fillColor, rect.strokeColor = HexColor(colour.value), None
    return rect


def _text(x: float, y: float, text: str, size: float, anchor: Literal["start", "middle"]) -> String:
    return String(x, y, text, fontName=look.REGULAR, fontSize=size, fillColor=look.SOFT, textAnchor=anchor)
