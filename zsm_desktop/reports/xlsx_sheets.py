"""Lays the blocks of a document out on sheets: the story on the first, the figures where people work with them."""

from __future__ import annotations

import math
import re
import textwrap
from collections import defaultdict
from dataclasses import replace
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from zsm_desktop.reports import xlsx_cells as cells
from zsm_desktop.reports.document import (
    Block,
    Bullets,
    Callout,
    Contents,
    Document,
    Figure,
    Heading,
    KeyValues,
    NetworkPicture,
    PageBreak,
    Paragraph,
    PayBox,
    Row,
    Sheet,
    Sums,
    Table,
    Value,
)
from zsm_desktop.reports.texts import one_line, paragraphs, shown
from zsm_desktop.reports.xlsx_charts import MOST_ROWS, bar_chart
from zsm_desktop.reports.xlsx_pages import set_breaks
from zsm_desktop.words.papers import NOTHING, OTHER_SHEETS

LABEL_WIDTH, TEXT_WIDTH = 24.0, 82.0
NARROWEST, WIDEST = 9.0, 60.0
UPRIGHT_CHARACTERS = 118.0
"""Wider sheets are printed sideways."""
ROW_CM, CHARACTER_CM = 0.53, 0.2
FIRST_ROW = 4
FILTER_ARROW = 3
MOST_NAME, MOST_TITLE, MOST_SHOWN = 200, 200, 1800
LEFT = replace(cells.PLAIN, side="left")
_CELL_LIKE = re.compile(r"(?:[a-z]{1,3}\d+|r\d*c?\d*|c\d*)", re.IGNORECASE)


def rows_of(text: str) -> list[str]:
    """A text in pieces that a row can show whole (Excel stops at 409 points)."""
    return [
        piece
        for part in paragraphs(text)
        for piece in (textwrap.wrap(part, MOST_SHOWN, replace_whitespace=False) if len(part) > MOST_SHOWN else [part])
    ]


def column_title(table: Table, index: int) -> str:
    return one_line(table.columns[index - 1].title)[:MOST_TITLE] or f"Kolom {index}"


class Names:
    """Names of tables that Excel accepts, each once in the file."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def take(self, wished: str) -> str:
        name = re.sub(r"\W", "_", wished, flags=re.ASCII)[:MOST_NAME] or "Tabel"
        if not name[0].isalpha() or _CELL_LIKE.fullmatch(name):
            name = f"Tabel_{name}"
        unique, number = name, 2
        while unique.casefold() in self._used:
            unique, number = f"{name}_{number}", number + 1
        self._used.add(unique.casefold())
        return unique


class Page:
    """One sheet while it is being written, from the top down."""

    def __init__(self, sheet: Worksheet, document: Document, names: Names) -> None:
        self._sheet = sheet
        self._document = document
        self._names = names
        self._row = 1
        self._widths: dict[int, float] = defaultdict(lambda: NARROWEST)
        self.headings: list[str] = []
        self._headings_at: list[int] = []
        self._captions_at: list[int] = []
        self._tables_at: list[int] = []
        self._is_headed = True
        self._is_minutes = sheet.title == Sheet.MINUTES
        self._beside = 0.0
        self._figures_at: list[tuple[int, int]] = []
        self._texts_at: list[tuple[int, int, str, cells.Look]] = []

    def start(self) -> None:
        document, sheet = self._document, self._sheet
        title = document.title if self._is_minutes else sheet.title
        self._write(1, 1, one_line(title), cells.TITLE)
        under = [document.network, document.subtitle] if self._is_minutes else [document.title, document.subtitle]
        self._write(2, 1, one_line(" · ".join(part for part in under if part)), cells.SUBTITLE)
        self._row = FIRST_ROW
        if self._is_minutes:
            self._widths[1], self._widths[2] = LABEL_WIDTH, TEXT_WIDTH
            self._pairs(document.facts)

    def add(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._texts(block.label, rows_of(block.text), cells.SMALL if block.is_small else cells.PLAIN)
            case KeyValues():
                self._pairs(block.pairs)
            case Bullets():
                marks = [f"{number}." if block.is_numbered else "•" for number in range(1, len(block.items) + 1)]
                self._texts("", [f"{m} {one_line(t)}" for m, t in zip(marks, block.items, strict=True)] or [NOTHING])
            case Callout():
                self._texts(block.label, rows_of(block.text), cells.STRONG)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Sums():
                self._pairs((*block.pairs, block.total))
            case PayBox():
                self._pairs(block.pairs)
            case Contents() | PageBreak() | NetworkPicture():
                pass
        self._is_headed = isinstance(block, Heading) or (self._is_headed and isinstance(block, Paragraph))

    def _heading(self, block: Heading) -> None:
        self._row += 1 if self._row > FIRST_ROW else 0
        self.headings.append(one_line(block.text))
        self._headings_at.append(self._row)
        look = cells.HEADINGS[min(max(block.level, 1), 3)]
        self._write(self._row, 1, one_line(block.text), look)
        self._row += 1

    def refer(self, others: list[tuple[str, list[str]]]) -> None:
        """Ends the minutes with a link to every other sheet, and what stands there."""
        if others:
            self._heading(Heading(1, OTHER_SHEETS))
        for name, headings in others:
            cell = self._write(self._row, 1, name)
            quoted = name.replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
            cell.font = Font(name=cells.FACE, size=11, color=cells.BRAND, underline="single")
            self._write(self._row, 2, "; ".join(headings))
            self._row += 1

    def finish(self) -> None:
        """Widths, what stays in sight while scrolling, and how it is printed."""
        sheet = self._sheet
        for column, width in self._widths.items():
            sheet.column_dimensions[get_column_letter(column)].width = width
        self._set_heights()
        heading = self._tables_at[0] if len(self._tables_at) == 1 and not self._is_minutes else 2
        sheet.freeze_panes = f"A{heading + 1}"
        sheet.print_title_rows = f"{heading}:{heading}"
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        is_wide = sum(self._widths.values()) + self._beside > UPRIGHT_CHARACTERS
        sheet.page_setup.orientation = "landscape" if is_wide else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        if sheet.sheet_properties.pageSetUpPr is not None:
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.6
        set_breaks(sheet, self._headings_at, heading, self._figures_at, self._beside, self._captions_at)

    def _write(self, row: int, column: int, value: Value, look: cells.Look = cells.PLAIN) -> Any:
        self._texts_at.append((row, column, shown(value), look))
        return cells.write(self._sheet, row, column, value, look)

    def _set_heights(self) -> None:
        heights: dict[int, float] = defaultdict(float)
        for row, column, text, look in self._texts_at:
            heights[row] = max(heights[row], cells.height(text, look, self._widths[column]))
        for row, height in heights.items():
            self._sheet.row_dimensions[row].height = height

    def _pairs(self, pairs: tuple[tuple[str, Value], ...]) -> None:
        for label, value in pairs:
            parts: list[Value] = [*rows_of(value)] if isinstance(value, str) else [value]
            for index, part in enumerate(parts or ["–"]):
                if index == 0:
                    self._write(self._row, 1, label, cells.LABEL)
                self._write(self._row, 2, part, LEFT)
                self._row += 1

    def _texts(self, label: str, texts: list[str], look: cells.Look = cells.PLAIN) -> None:
        """Texts in the wide second column of the minutes, in the first one beside a table."""
        column = 2 if self._is_minutes else 1
        if label:
            self._write(self._row, 1, label, cells.STRONG)
            column = 2
        for text in texts or [""]:
            self._write(self._row, column, text, look if column == 2 else replace(look, wraps=False))
            self._row += 1

    def _table(self, table: Table) -> int:
        """Writes it from the first column; returns the row of its heading."""
        is_close = self._row == FIRST_ROW or (self._is_headed and not table.caption)
        self._row += 0 if is_close else 1
        if table.caption:
            self._captions_at.append(self._row)
            self._write(self._row, 1, one_line(table.caption), cells.CAPTION)
            self._row += 1
        heading = self._row
        self._tables_at.append(heading)
        for index, column in enumerate(table.columns, start=1):
            look = replace(cells.HEAD, side="right" if column.kind.is_number else "left")
            self._write(heading, index, column_title(table, index), look)
            self._widen(index, table)
        for row in table.rows or ((None,) * len(table.columns),):
            self._row += 1
            self._write_row(table, row, cells.ROW)
        self._name(table, heading)
        if table.totals is not None:
            self._row += 1
            self._write_row(table, table.totals, cells.TOTAL)
        self._row += 1
        if not table.rows:
            self._write(self._row, 1, table.when_empty or NOTHING, replace(cells.SMALL, wraps=False))
            self._row += 1
        return heading

    def _write_row(self, table: Table, row: Row, look: cells.Look) -> None:
        for index, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
            side = "right" if column.kind.is_number and not isinstance(value, str) else "left"
            cell = self._write(self._row, index, value, replace(look, side=side))
            if column.kind in cells.FORMATS:
                cell.number_format = cells.FORMATS[column.kind]

    def _name(self, table: Table, heading: int) -> None:
        last = heading + max(len(table.rows), 1)
        area = f"A{heading}:{get_column_letter(len(table.columns))}{last}"
        named = ExcelTable(displayName=self._names.take(table.name), ref=area)
        named.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        self._sheet.add_table(named)

    def _widen(self, index: int, table: Table) -> None:
        texts = [shown(row[index - 1]) for row in (*table.rows, *([table.totals] if table.totals else []))]
        lines = [len(line) for text in texts for line in text.split("\n")]
        title = max(map(len, column_title(table, index).split()), default=0) + FILTER_ARROW
        wished = max(*lines, title, 0) if lines else title
        self._widths[index] = max(self._widths[index], min(wished * 1.08 + 2, WIDEST))

    def _figure(self, figure: Figure) -> None:
        heading = self._table(figure.table)
        if not 0 < len(figure.table.rows) <= MOST_ROWS:
            return
        chart = bar_chart(self._sheet, figure, heading)
        self._sheet.add_chart(chart, f"{get_column_letter(len(figure.table.columns) + 2)}{heading}")
        self._row = max(self._row, heading + math.ceil(chart.height / ROW_CM) + 1)
        self._figures_at.append((heading - 1, self._row - 1))
        self._beside = max(self._beside, chart.width / CHARACTER_CM + NARROWEST)
