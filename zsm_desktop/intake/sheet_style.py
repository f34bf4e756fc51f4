"""How the form looks, and the one safe way to put text in a cell."""

from __future__ import annotations

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Arial"
"""On every school computer; Linux has a font of the same widths."""
INK = "16323B"
SOFT_INK = "4A646D"
HEADING = "0F5C6B"
HEADING_EDGE = "5E95A0"
BAND = "D5E8EB"
LINE = "B9CBD0"
INPUT = "FFFFFF"
MISSING = "FFE08A"
WARNING = "FDF1D6"

_A4 = 9


def put(cell: Cell | MergedCell, text: str) -> Cell:
    """Text that stays text: a name beginning with "=" would otherwise be stored as a formula."""
    if not isinstance(cell, Cell):
        raise TypeError("only the first cell of a merged range holds text")
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    if text.startswith("="):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def set_up_page(sheet: Worksheet, *, is_landscape: bool, title: str, footer: str) -> None:
    """A4 with page numbers, upright sheets one page wide; the sheet gets its protection too."""
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.page_setup.orientation = "landscape" if is_landscape else "portrait"
    sheet.page_setup.paperSize = _A4
    if not is_landscape:
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(left=_HeaderFooterPart(text=title, size=12))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=footer, size=8), right=_HeaderFooterPart(text="Pagina &P van &N", size=8)
    )
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.35
