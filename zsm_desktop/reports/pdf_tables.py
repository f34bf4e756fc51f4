"""Tables on paper: columns as wide as what is in them, figures aligned, headings on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus import Table as PlatypusTable

from zsm_desktop.reports import pdf_style as look
from zsm_desktop.reports.document import Column, Kind, Row, Table, Value, number_of
from zsm_desktop.reports.texts import clean, one_line, shown
from zsm_desktop.words.papers import NOTHING

WIDEST_WORD = 150.0
"""Points a single word may ask for; what is longer is broken."""
WIDEST_TEXT = 230.0
SMALL_TABLE = 180.0
MOST_TITLE = 120
KEPT_ROWS = 3
"""Rows (the total among them) that stand together at the end of a table, so that no page begins with a lone one."""
SHORT_ROWS = 900
"""Characters of rows that are together surely lower than a page."""
NAME_WIDTH = 96.0
"""A column of short texts, such as names, is not broken to make room for a column of long ones."""
MOST_STRETCH = 1.6
LEAST_STRETCH = 0.62
Styling = tuple[Any, ...]


class Grid(PlatypusTable):
    """A table that can say how much of it must stay with the heading before it."""

    keeps_whole: bool = False
    _rowHeights: list[float]  # noqa: N815 - named by reportlab

    def opening_height(self, width: float) -> float:
        """The heading and two rows, or all of a chart or a small table."""
        height = float(self.wrap(width, 1_000_000)[1])
        if self.keeps_whole or height <= SMALL_TABLE:
            return height
        return float(sum(self._rowHeights[: (self.repeatRows or 0) + 2]))


class RowGrid(Grid):
    """Its rows stay whole, but for one that no page could hold."""

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        page = look.text_height(width)
        self.splitInRow = int(height >= page or sum(self._rowHeights[:2]) > page)
        parts: list[Flowable] = super().split(width, height)
        return parts


def markup(text: str) -> str:
    """People's own text, safe for reportlab's paragraph markup; their line ends are kept."""
    return escape(clean(text)).replace("\n", "<br/>")


def table_parts(table: Table, width: float) -> list[Grid]:
    """The table in as many parts as the page needs: columns that find no place follow below, the first one repeated."""
    return [_grid(part, width) for part in fitting_parts(table, width)]


def fits(table: Table, width: float) -> bool:
    return sum(least_width(table, index) for index in range(len(table.columns))) <= width


def fitting_parts(table: Table, width: float) -> list[Table]:
    first = least_width(table, 0)
    groups: list[list[int]] = [[]]
    left = width - first
    for index in range(1, len(table.columns)):
        need = least_width(table, index)
        if need > left and groups[-1]:
            groups.append([])
            left = width - first
        groups[-1].append(index)
        left -= need
    if len(groups) == 1:
        return [table]
    return [_only(table, [0, *group]) for group in groups]


def _only(table: Table, columns: list[int]) -> Table:
    def pick(row: Row) -> Row:
        return tuple(row[index] for index in columns)

    return Table(
        table.name,
        tuple(table.columns[index] for index in columns),
        tuple(pick(row) for row in table.rows),
        pick(table.totals) if table.totals is not None else None,
        sheet=table.sheet,
        when_empty=table.when_empty,
        is_dense=table.is_dense,
        beside=tuple(pick(row) for row in table.beside),
    )


def least_width(table: Table, index: int) -> float:
    """Figures, dates and what is typed over need their whole width, other text its longest word."""
    column = table.columns[index]
    is_whole = column.is_whole or column.kind is not Kind.TEXT
    head = _widest_word([column.title], look.CELL_HEAD.fontName, look.CELL_HEAD.fontSize)
    return max(head, _content_width(table, index, whole=is_whole)) + _gap(table, index)


def _natural_width(table: Table, index: int) -> float:
    return _content_width(table, index, whole=True) + _gap(table, index)


def _gap(table: Table, index: int) -> float:
    if index + 1 == len(table.columns):
        return 0.0
    return look.GAP / 2 if table.is_dense else look.GAP


def _content_width(table: Table, index: int, *, whole: bool) -> float:
    texts = [line for row in table.rows for line in shown(row[index]).split("\n")]
    strong = [shown(table.totals[index])] if table.totals is not None else []
    if whole:
        widths = [stringWidth(text, look.REGULAR, look.CELL_SIZE) for text in texts]
        return float(max([*widths, *(stringWidth(text, look.SEMIBOLD, look.CELL_SIZE) for text in strong), 0.0]))
    return max(_widest_word(texts, look.REGULAR, look.CELL_SIZE), _widest_word(strong, look.SEMIBOLD, look.CELL_SIZE))


def _widest_word(texts: Sequence[str], font: str, size: float) -> float:
    words = {word for text in texts for word in text.split()}
    width = partial(stringWidth, fontName=font, fontSize=size)
    return min(float(max(map(width, words), default=0.0)), WIDEST_WORD)


def column_widths(table: Table, width: float) -> list[float]:
    """Every column gets its least; what is left goes to the text columns, by weight, up to what their text asks for."""
    widths = [least_width(table, index) for index in range(len(table.columns))]
    wishes = {
        index: max(min(_natural_width(table, index), WIDEST_TEXT * column.weight), widths[index])
        for index, column in enumerate(table.columns)
        if column.kind is Kind.TEXT
    }
    left = _named(widths, width - sum(widths), wishes)
    left = _eased(table, widths, left, wishes)
    while left > 1 and wishes:
        weight = sum(table.columns[index].weight for index in wishes)
        share = left / weight
        for index, wish in list(wishes.items()):
            more = min(share * table.columns[index].weight, wish - widths[index])
            widths[index] += more
            left -= more
            if wish - widths[index] < 1:
                del wishes[index]
    return _filled(table, widths, left)


def _named(widths: list[float], left: float, wishes: dict[int, float]) -> float:
    """Columns of short texts get their whole width, those that lack least first, and the long ones keep half of it.

    Returns what is left.
    """
    spare = left / 2
    for index in sorted(wishes, key=lambda index: wishes[index] - widths[index]):
        more = wishes[index] - widths[index]
        if wishes[index] <= NAME_WIDTH and more <= spare:
            widths[index] += more
            spare -= more
            left -= more
            del wishes[index]
    return left


def _eased(table: Table, widths: list[float], left: float, wishes: dict[int, float]) -> float:
    """Columns of figures become roomy only as far as the texts have what they ask for; returns what is left."""
    spare = left - sum(wish - widths[index] for index, wish in wishes.items())
    for index, column in enumerate(table.columns):
        if column.kind.is_number and spare > 0:
            more = min(max(look.EASY_WIDTH - look.GAP + _gap(table, index) - widths[index], 0.0), spare)
            widths[index] += more
            spare -= more
            left -= more
    return left


def _filled(table: Table, widths: list[float], left: float) -> list[float]:
    """Text columns take what is over, else all columns alike; one short text and its figures do not drift apart."""
    texts = [index for index, column in enumerate(table.columns) if column.kind is Kind.TEXT]
    if len(texts) == 1 and len(widths) > 1 and _natural_width(table, texts[0]) <= widths[texts[0]] + 1:
        used = sum(widths)
        left = min(left, max(used * MOST_STRETCH, (used + left) * LEAST_STRETCH) - used)
    takers = texts or list(range(len(widths)))
    weights = [table.columns[index].weight for index in takers]
    for index, weight in zip(takers, weights, strict=True):
        widths[index] += max(left, 0.0) * weight / sum(weights)
    return widths


def _grid(table: Table, width: float) -> Grid:
    rows: list[list[Any]] = [[head_cell(column) for column in table.columns]]
    styling = base_styling()
    for row in table.rows:
        rows.append(cells(table.columns, row))
        styling += sign_styling(row, len(rows) - 1)
    if not table.rows:
        rows.append([Paragraph(markup(table.when_empty or NOTHING), look.CELL_EMPTY), *[""] * (len(table.columns) - 1)])
        styling.append(("SPAN", (0, 1), (-1, 1)))
    if table.totals is not None:
        rows.append(cells(table.columns, table.totals, strong=True))
        styling += [*total_styling(len(rows) - 1), *sign_styling(table.totals, len(rows) - 1)]
    styling += kept_styling(table)
    if table.is_dense:
        styling.append(("RIGHTPADDING", (0, 0), (-2, -1), look.GAP / 2))
    return finished(rows, column_widths(_lined_up(table, width), width), table.columns, styling)


def _lined_up(table: Table, width: float) -> Table:
    """With the rows of the tables it stands among, so that the columns of all of them are below each other."""
    among = replace(table, rows=(*table.rows, *table.beside), beside=())
    return among if fits(among, width) else table


def finished(
    rows: list[list[Any]], widths: list[float], columns: Sequence[Column], styling: list[Styling], **more: Any
) -> RowGrid:
    styling += [("ALIGN", (index, 0), (index, -1), "RIGHT") for index, one in enumerate(columns) if one.kind.is_number]
    return RowGrid(rows, colWidths=widths, repeatRows=1, style=styling, spaceAfter=12, hAlign="LEFT", **more)


def head_cell(column: Column) -> Flowable:
    style = look.CELL_HEAD_RIGHT if column.kind.is_number else look.CELL_HEAD
    return Paragraph(markup(one_line(column.title)[:MOST_TITLE]), style)


def cells(columns: Sequence[Column], row: Row, *, strong: bool = False) -> list[Any]:
    """Figures as plain strings (quick, and the table aligns them), texts as paragraphs that can wrap."""
    return [_cell(column, value, strong=strong) for column, value in zip(columns, row, strict=True)]


def _cell(column: Column, value: Value, *, strong: bool) -> Any:
    if column.kind is not Kind.TEXT and not isinstance(value, str):
        return shown(value)
    text = shown(value)
    if column.has_detail and "\n" in text:
        first, _, rest = text.partition("\n")
        words = f'{markup(first)}<br/><font size="{look.DETAIL_SIZE}" color="{look.SOFT_NAME}">{markup(rest)}</font>'
        return Paragraph(words, look.CELL_STRONG if strong else look.CELL)
    return Paragraph(markup(text), look.CELL_STRONG if strong else look.CELL)


def base_styling() -> list[Styling]:
    everywhere = ((0, 0), (-1, -1))
    return [
        ("FONT", *everywhere, look.REGULAR, look.CELL_SIZE, look.CELL_LEADING),
        ("TEXTCOLOR", *everywhere, look.INK),
        ("VALIGN", *everywhere, "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", *everywhere, 0),
        ("RIGHTPADDING", *everywhere, look.GAP),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", *everywhere, look.CELL_PAD),
        ("BOTTOMPADDING", *everywhere, look.CELL_PAD),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, look.INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, look.HAIRLINE),
    ]


def sign_styling(row: Row, at: int) -> list[Styling]:
    """Negative figures are red besides their minus sign."""
    below = [index for index, value in enumerate(row) if (number_of(value) or 0) < 0]
    return [("TEXTCOLOR", (index, at), (index, at), look.NEGATIVE) for index in below]


def kept_styling(table: Table) -> list[Styling]:
    """The last rows stay together, as many as are short enough; the first stays with the second."""
    rows = [*table.rows, *([table.totals] if table.totals is not None else [])]
    lengths = [sum(len(shown(value)) for value in row) for row in rows]
    last = len(rows)
    ends = (count for count in range(min(KEPT_ROWS, last), 1, -1) if sum(lengths[-count:]) < SHORT_ROWS)
    kept: list[Styling] = [("NOSPLIT", (0, last - count + 1), (-1, last)) for count in [*ends][:1]]
    if last > KEPT_ROWS + 1 and sum(lengths[:2]) < SHORT_ROWS:
        kept.append(("NOSPLIT", (0, 1), (-1, 2)))
    return kept


def total_styling(at: int) -> list[Styling]:
    """Heavy line above."""
    return [
        ("FONT", (0, at), (-1, at), look.SEMIBOLD, look.CELL_SIZE, look.CELL_LEADING),
        ("LINEABOVE", (0, at), (-1, at), 0.9, look.INK),
        ("LINEBELOW", (0, at), (-1, at), 0, look.TINT),
    ]
