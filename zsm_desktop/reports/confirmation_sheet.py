"""The Excel file a school answers in: everything is locked but two columns, and a hidden sheet says what it is.

Protection has no password: it keeps the file whole, it is no secret. `intake.confirmations` compares every figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from zsm_desktop.reports import xlsx_cells as cells
from zsm_desktop.reports.confirmation import facts_of, row_of
from zsm_desktop.reports.document import Cents
from zsm_desktop.reports.texts import one_line
from zsm_desktop.reports.xlsx import book_bytes
from zsm_desktop.services.round_lists import RoundCard
from zsm_desktop.words import confirmation as words
from zsm_desktop.words.papers import page_of

WIDTHS = (7, 12, 12, 26, 30, 18, 11, 10, 12, 12, 13, 14, 44)
"""Of the columns in `words.HEADINGS`, in characters."""
TO_FILL = "FFFFF6D6"
FILL_EDGE = "FFD9C777"
_RIGHT = {words.QUANTITY, words.TARIFF, words.AMOUNT}


def workbook_bytes(card: RoundCard, offers: Mapping[str, str]) -> bytes:
    """`offers`: the name of each offer as it may leave the network, by its code."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(words.SHEET)
    heading = _write_top(sheet, card)
    last = _write_lines(sheet, card, offers, heading)
    _let_fill_in(sheet, heading + 1, last)
    _set_up(sheet, card, heading)
    _write_marks(book.create_sheet(words.MARKS_SHEET), card)
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.title = one_line(f"{words.TITLE} {card.row.number}")
    book.properties.creator = book.properties.lastModifiedBy = one_line(card.network)
    book.properties.language = "nl-NL"
    return book_bytes(book, card.row.made_at)


def _write_top(sheet: Any, card: RoundCard) -> int:
    """Who, what and how; returns the row of the headings."""
    cells.write(sheet, 1, 1, f"{words.TITLE} · {one_line(card.row.school)}", cells.TITLE)
    sheet.row_dimensions[1].height = 26
    cells.write(sheet, 2, 1, one_line(card.network), cells.SUBTITLE)
    at = 4
    for name, value in facts_of(card):
        if value is not None:
            cells.write(sheet, at, 1, name, cells.Look(colour=cells.SOFT))
            cells.write(sheet, at, 3, value, cells.Look(is_bold=True, side="left"))
            at += 1
    at += 1
    for text, look in (*((text, cells.PLAIN) for text in words.HOW), (_rule(card), cells.STRONG)):
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(WIDTHS))
        cells.write(sheet, at, 1, text, look)
        sheet.row_dimensions[at].height = cells.height(text, look, float(sum(WIDTHS)))
        at += 1
    return at + 1


def _rule(card: RoundCard) -> str:
    return f"{words.silence(card.row.silence_on)} {words.BOOKED}"


def _write_lines(sheet: Any, card: RoundCard, offers: Mapping[str, str], heading: int) -> int:
    """Returns the last row with a line."""
    for column, title in enumerate(words.HEADINGS, 1):
        side = "right" if title in _RIGHT else "left"
        cells.write(
            sheet,
            heading,
            column,
            title,
            cells.Look(is_bold=True, fill=cells.TINT, under=cells.BRAND, wraps=True, side=side),
        )
    sheet.row_dimensions[heading].height = 32
    at = heading
    for line in card.lines:
        at += 1
        values = row_of(line, offers[line.offer_code])
        for column, value in enumerate(values, 1):
            cells.write(sheet, at, column, value, cells.Look(under="FFE1E7ED", wraps=True, side=_side(column)))
        texts = zip(values, WIDTHS, strict=False)
        heights = (cells.height(text, cells.ROW, width) for text, width in texts if isinstance(text, str))
        sheet.row_dimensions[at].height = max(20.0, *heights)
    total = words.HEADINGS.index(words.AMOUNT) + 1
    cells.write(sheet, at + 1, 1, words.TOTAL, cells.TOTAL)
    for column in range(2, total):
        cells.write(sheet, at + 1, column, None, cells.TOTAL)
    cells.write(sheet, at + 1, total, Cents(card.row.cents), cells.TOTAL)
    for row in sheet.iter_rows(min_row=heading, max_row=at + 1, max_col=len(WIDTHS)):
        for cell in row:
            if cell.alignment.horizontal == "right":
                # Keeps figures off the text in the next column.
                cell.alignment = Alignment(horizontal="right", vertical="top", indent=1)
    return at


def _side(column: int) -> str:
    return "right" if words.HEADINGS[column - 1] in _RIGHT else "left"


def _let_fill_in(sheet: Any, first: int, last: int) -> None:
    """The two columns for the answer: open, yellow, with a list for the one and a length for the other."""
    agreed, why = (get_column_letter(words.HEADINGS.index(title) + 1) for title in (words.AGREED, words.WHY))
    edge = Side(style="thin", color=FILL_EDGE)
    for row in range(first, last + 1):
        for letter in (agreed, why):
            cell = sheet[f"{letter}{row}"]
            cells.dress(cell, cells.PLAIN)
            cell.protection = Protection(locked=False)
            cell.fill = PatternFill("solid", fgColor=TO_FILL)
            cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
            # Text, so that what begins with "=" or "-" stays what somebody wrote.
            cell.number_format = "@"
    choice = DataValidation("list", formula1=f'"{words.YES},{words.NO}"', allow_blank=True, showErrorMessage=True)
    choice.errorTitle, choice.error = words.CHOICE_TITLE, words.CHOICE_ERROR
    choice.add(f"{agreed}{first}:{agreed}{last}")
    length = DataValidation("textLength", operator="lessThanOrEqual", formula1="400", allow_blank=True)
    length.errorTitle, length.error, length.showErrorMessage = words.WHY, words.WHY_ERROR, True
    length.add(f"{why}{first}:{why}{last}")
    for rule in (choice, length):
        sheet.add_data_validation(rule)


def _set_up(sheet: Any, card: RoundCard, heading: int) -> None:
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{heading + 1}"
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = one_line(f"{card.row.number} {card.row.school}").replace("&", "&&")
    sheet.oddFooter.right.text = page_of("&P", "&N")
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _write_marks(sheet: Any, card: RoundCard) -> None:
    marks = (
        (words.MARK, words.VERSION),
        (words.MARK_NETWORK, card.network_id),
        (words.MARK_NUMBER, card.row.number),
        (words.MARK_SCHOOL, card.row.school_code),
        (words.MARK_CODE, card.row.check_code),
    )
    for row, pair in enumerate(marks, 1):
        for column, text in enumerate(pair, 1):
            cells.write(sheet, row, column, text)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
