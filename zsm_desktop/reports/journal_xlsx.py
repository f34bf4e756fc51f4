"""The ledger as a workbook to search and add up in: a row for every line of every entry, however many there are."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.reports import xlsx_cells as cells
from zsm_desktop.reports.audit_file import entry_text
from zsm_desktop.reports.document import Cents, Number, Value
from zsm_desktop.reports.noted import placing
from zsm_desktop.reports.xlsx import save_book
from zsm_desktop.words import audit_file as names
from zsm_desktop.words import journal as words
from zsm_desktop.words.labels import ENTRY_KIND, label

if TYPE_CHECKING:
    from zsm_desktop.domain.book_years import AuditAccount, AuditBook
    from zsm_desktop.services.audit_books import AuditEntry
    from zsm_desktop.services.desk import Desk

MOST_ROWS = 1_000_000
"""Lines on one sheet; Excel has room for little more."""
WIDTHS = (10, 12, 16, 14, 46, 46, 70, 16, 16, 18, 20)


def write(desk: Desk, path: Path) -> int:
    """All of the books; the number of entries."""
    with placing(desk, Paper(PaperKind.JOURNAL), path) as temporary:
        return write_book(desk, temporary[path], desk.audit_books.accounts(), None, desk.clock())


def write_book(
    desk: Desk,
    path: Path,
    accounts: tuple[AuditAccount, ...],
    book: AuditBook | None,
    made_at: datetime,
    heard: Callable[[], object] = lambda: None,
) -> int:
    """Of one year, or of all of them; `heard` is called at every entry, and may break it off."""
    workbook = Workbook(write_only=True)
    sheets = _Sheets(workbook, {one.id: one for one in accounts})
    try:
        for entry in desk.audit_books.journal(book):
            heard()
            sheets.add(entry)
        sheets.close()
        with path.open("wb") as file, tempfile.TemporaryFile() as between:
            save_book(workbook, made_at, file, between)
    except SerialisationError as error:  # what a sheet is written to has no room, in the words of lxml
        raise OSError(errno.ENOSPC, str(error)) from error
    finally:
        workbook.close()
    return sheets.entries


class _Sheets:
    """Rows go to disk as they come; a second sheet begins where the first is full."""

    def __init__(self, book: Workbook, accounts: dict[int, AuditAccount]) -> None:
        self._book, self._accounts = book, accounts
        self._sheet: Any = None
        self._rows = 0
        self.entries = self._debit = self._credit = 0
        self._open()

    def add(self, entry: AuditEntry) -> None:
        if self._rows + len(entry.lines) > MOST_ROWS:
            self._finish()
            self._open()
        self.entries += 1
        for row in self._lines(entry):
            self._append(row)

    def close(self) -> None:
        """With the totals of all sheets below the last row."""
        self._append((words.TOTAL, *[""] * 6, Cents(self._debit), Cents(self._credit)), is_strong=True)
        self._append((words.OFF, *[""] * 6, Cents(self._debit - self._credit)), is_strong=True)
        self._finish()

    def _lines(self, entry: AuditEntry) -> Iterator[tuple[Value, ...]]:
        first: tuple[Value, ...] = (Number(entry.number), entry.booked_on, label(ENTRY_KIND, entry.kind.value))
        text = entry_text(entry)
        for account, cents, counter in entry.lines:
            debit, credit = max(-cents, 0), max(cents, 0)
            self._debit, self._credit = self._debit + debit, self._credit + credit
            own, other = self._accounts[account], self._accounts[counter]
            sides = (Cents(debit) if debit else None, Cents(credit) if credit else None)
            yield (*first, own.code, _name(own), _name(other), text, *sides, entry.settlement_number,
                   entry.invoice_number)  # fmt: skip

    def _open(self) -> None:
        number = len(self._book.worksheets) + 1
        self._sheet = self._book.create_sheet(words.SHEET if number == 1 else f"{words.SHEET} {number}")
        self._sheet.freeze_panes = "A2"
        self._sheet.page_setup.orientation = "landscape"
        self._sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        self._sheet.page_setup.fitToWidth, self._sheet.page_setup.fitToHeight = 1, 0
        self._sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self._sheet.print_title_rows = "1:1"
        for at, width in enumerate(WIDTHS, 1):
            self._sheet.column_dimensions[get_column_letter(at)].width = width
        self._rows = 0
        self._append(words.HEADINGS, is_strong=True)

    def _append(self, values: tuple[Value, ...], *, is_strong: bool = False) -> None:
        self._sheet.append([self._cell(value, is_strong=is_strong) for value in values])
        self._rows += 1

    def _cell(self, value: Value, *, is_strong: bool) -> Any:
        if value is None or value == "":
            return None
        cell = WriteOnlyCell(self._sheet)
        cells.fill(cell, value)
        if is_strong:
            cell.font = Font(name=cells.FACE, bold=True)
            cell.fill = PatternFill("solid", fgColor=cells.TINT)
        return cell

    def _finish(self) -> None:
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(WIDTHS))}{max(self._rows, 1)}"
        self._sheet.close()


def _name(account: AuditAccount) -> str:
    return names.KINDS[account.kind].format(name=account.name)
