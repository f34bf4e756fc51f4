"""Where the printed pages of a sheet end: programs break them anywhere, also right below a heading."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

A4_SHORT, A4_LONG, INCH = 595.3, 841.9, 72.0
ROW_HEIGHT, CHARACTER, CELL_EDGE = 15.0, 5.25, 3.75
"""In points: of a row that says nothing, of a character, and of what stands around them."""
SURE = 0.92
"""How much of a page is certainly there; programs measure letters each in their own way."""
OPENING = 2
"""Rows that stand below a heading on its page."""
TITLE_ROWS = 3


def set_breaks(
    sheet: Worksheet,
    headings: Sequence[int],
    repeated: int,
    figures: Sequence[tuple[int, int]] = (),
    beside: float = 0.0,
    captions: Sequence[int] = (),
) -> None:
    """Breaks a sheet of several headings so that none is left at the foot of a page; `repeated` heads every page.

    `figures` are the first and last rows that a chart stands beside: it is not cut in two, but where nothing except
    headings stands on a page yet, another page would not help. `beside` is the room they take there, in characters;
    `captions` are of tables, and stay with them.
    """
    if len(headings) < 2 and not figures:
        return
    kept = frozenset((*headings, *captions))
    room, used, is_begun = _page_height(sheet, beside), 0.0, False
    for row in range(1, sheet.max_row + 1):
        together = _height(sheet, row, _end(kept, figures, row))
        if is_begun and used + together > room:
            sheet.row_breaks.append(Break(id=row - 1))
            used, is_begun = _height(sheet, repeated, repeated), False
        used += _height(sheet, row, row)
        is_begun = is_begun or (row > TITLE_ROWS and row not in kept and row in sheet.row_dimensions)


def _end(headings: frozenset[int], figures: Sequence[tuple[int, int]], row: int) -> int:
    """The last row that may not come on a later page than this one."""
    end = row
    if row in headings:
        while not headings.isdisjoint((end + 1, end + 2)):
            end += 1
        end += OPENING
    return max([end, *(last for first, last in figures if row <= first <= end)])


def _height(sheet: Worksheet, first: int, last: int) -> float:
    said = [sheet.row_dimensions.get(row) for row in range(first, last + 1)]
    return sum(float((one.height if one is not None else None) or ROW_HEIGHT) for one in said)


def _page_height(sheet: Worksheet, beside: float) -> float:
    """As the sheet measures it: what is wider than the paper is printed smaller, and more goes on a page."""
    is_wide = sheet.page_setup.orientation == "landscape"
    width, height = (A4_LONG, A4_SHORT) if is_wide else (A4_SHORT, A4_LONG)
    margins = sheet.page_margins
    width -= (margins.left + margins.right) * INCH
    height -= (margins.top + margins.bottom) * INCH
    needed = sum(one.width * CHARACTER + CELL_EDGE for one in sheet.column_dimensions.values())
    needed += beside * CHARACTER
    return height / min(1.0, width / max(needed, 1.0)) * SURE
