"""Writes a document as Excel workbook: one sheet per subject, named tables, print set-up, the same bytes every time."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from datetime import UTC, datetime
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from zsm_desktop.reports.document import Contents, Document, PageBreak, Sheet
from zsm_desktop.reports.texts import one_line
from zsm_desktop.reports.xlsx_sheets import Names, Page
from zsm_desktop.words.papers import ledger_head, page_of

MOST_HEADER = 55
"""Characters of one part of a page header: two of them stand beside each other on an upright page."""
FIRST_ZIP_YEAR = 1980
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def xlsx_bytes(document: Document) -> bytes:
    """The whole file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names = Names()
    pages = {name: Page(book.create_sheet(name), document, names) for name in document.sheets()}
    for page in pages.values():
        page.start()
    for block in document.blocks:
        sheet = str(block.sheet)
        if sheet in pages and not isinstance(block, Contents | PageBreak):
            pages[sheet].add(block)
    pages[Sheet.MINUTES].refer([(name, page.headings) for name, page in pages.items() if name != Sheet.MINUTES])
    for page in pages.values():
        page.finish()
    for worksheet in book.worksheets:
        _set_edges(worksheet, document)
    _set_properties(book, document)
    return book_bytes(book, document.created)


def book_bytes(book: Workbook, created: datetime) -> bytes:
    """A finished workbook as a file that says it was made at `created`: the same book gives the same bytes."""
    target = io.BytesIO()
    save_book(book, created, target, io.BytesIO())
    return target.getvalue()


class _InMemory(ExcelWriter):
    """openpyxl writes each sheet to a file of the computer's first, where anybody could read what is to be locked."""

    def __init__(self, book: Workbook, archive: zipfile.ZipFile) -> None:
        super().__init__(book, archive)
        self._into = archive

    def write_worksheet(self, ws: Any) -> None:
        """As ExcelWriter has it but for where to."""
        ws._drawing = drawing = SpreadsheetDrawing()  # noqa: SLF001
        drawing.charts, drawing.images = ws._charts, ws._images  # noqa: SLF001
        with self._into.open(ws.path[1:], "w") as part:
            writer: Any = WorksheetWriter(ws, out=part)
            writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self.manifest.append(ws)


def save_book(book: Workbook, created: datetime, target: IO[bytes], between: IO[bytes]) -> None:
    """The same into an open file, by way of another: never all of a long sheet at once."""
    moment = _utc(created)
    book.properties.created = book.properties.modified = moment.replace(tzinfo=None)
    if book.write_only:
        book.save(between)
    else:
        with zipfile.ZipFile(between, "w", zipfile.ZIP_DEFLATED) as archive:
            _InMemory(book, archive).write_data()
    _repack(between, target, moment)


def _set_edges(sheet: Any, document: Document) -> None:
    sheet.oddHeader.left.text = _edge(document.network)
    sheet.oddHeader.right.text = _edge(document.notice or document.title)
    sheet.oddFooter.right.text = page_of("&P", "&N")
    if document.chain is not None:
        sheet.oddFooter.left.text = _edge(ledger_head(document.chain.entries, document.chain.head), most=110)
        sheet.oddFooter.left.size = 7
    for part in (sheet.oddHeader.left, sheet.oddHeader.right, sheet.oddFooter.right):
        part.size = 9


def _edge(text: str, most: int = MOST_HEADER) -> str:
    """Text for a page header, where & is a command."""
    text = one_line(text)
    return (text if len(text) <= most else f"{text[: most - 1]}…").replace("&", "&&")


def _set_properties(book: Workbook, document: Document) -> None:
    properties = book.properties
    properties.title = one_line(document.title)
    properties.subject = one_line(document.subtitle)
    properties.creator = properties.lastModifiedBy = one_line(document.author or document.network)
    properties.language = document.language


def _utc(moment: datetime) -> datetime:
    aware = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.replace(microsecond=0)


def _repack(book: IO[bytes], target: IO[bytes], created: datetime) -> None:
    """openpyxl writes the clock into the properties and every zip entry; the document's own date goes there."""
    stamp = created.timetuple()[:6] if created.year >= FIRST_ZIP_YEAR else (FIRST_ZIP_YEAR, 1, 1, 0, 0, 0)
    modified = created.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            with source.open(name) as content, archive.open(entry, "w") as copy:
                if name == "docProps/core.xml":
                    copy.write(_MODIFIED.sub(rb"\g<1>" + modified + rb"\g<2>", content.read()))
                else:
                    shutil.copyfileobj(content, copy)
