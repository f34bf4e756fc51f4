"""Where the lines of a confirmation file stand, and whether all that was answered there can be seen and meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zsm_desktop.domain.errors import Finding
from zsm_desktop.intake.safe_workbook import CellValue, Sheet, Workbook
from zsm_desktop.words import confirmation as words

_HEADING_WITHIN = 60
"""Rows in which the headings are looked for: a school may have put its letterhead above them."""
_ANSWERS = (words.AGREED, words.WHY)
_AGREED = words.AGREED.split()[0].casefold()


def heading_of(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the headings, and the column of each of ours, the first where it stands twice."""
    for at, row in enumerate(sheet.rows[:_HEADING_WITHIN], 1):
        places: dict[str, int] = {}
        for column, value in enumerate(row, 1):
            places.setdefault(plain(value), column)
        found = {title: places[title] for title in words.HEADINGS if title in places}
        if words.REFERENCE in found or len(found) >= len(words.HEADINGS) // 2:
            return at, found
    return None


def unclear_answers(book: Workbook, sheet: Sheet, heading: int, columns: Mapping[str, int]) -> Iterator[Finding]:
    """Why it cannot be told what the school answered: it stands where nobody sees it, or in more than one place."""
    answered = _answered(sheet, heading, columns)
    if sheet.is_hidden:
        yield Finding("confirmation.sheet_hidden", facts={"sheet": sheet.name})
    for other in book.sheets:
        place = heading_of(other) if other is not sheet else None
        if place is not None and _answered(other, *place):
            yield Finding("confirmation.other_sheet", facts={"sheet": other.name, "own": sheet.name})
    yield from _columns_twice(sheet.rows[heading - 1], heading)
    for title, column in columns.items():
        if answered and column in sheet.hidden_columns:
            yield Finding("confirmation.column_hidden", heading, title)
    for row in answered:
        if row in sheet.hidden_rows:
            yield Finding("confirmation.row_hidden", row, words.AGREED)
    for top, left, bottom, right in sheet.merged:
        titles = [title for title in _ANSWERS if left <= columns[title] <= right]
        if titles and (top, left) != (bottom, right) and bottom > heading:
            yield Finding("confirmation.merged", top, titles[0])


def _answered(sheet: Sheet, heading: int, columns: Mapping[str, int]) -> list[int]:
    """The rows under the headings where something stands in a column for answers."""
    places = [columns[title] for title in _ANSWERS if title in columns]
    rows = range(heading + 1, len(sheet.rows) + 1)
    return [row for row in rows if any(plain(sheet.cell(row, column)) for column in places)]


def _columns_twice(row: tuple[CellValue, ...], heading: int) -> Iterator[Finding]:
    ours = {title.casefold(): title for title in words.HEADINGS}
    seen = set[str]()
    for value in row:
        said = plain(value).casefold()
        title = words.AGREED if said.startswith(_AGREED) else ours.get(said)
        if title in seen:
            yield Finding("confirmation.column_twice", heading, title)
        elif title is not None:
            seen.add(title)


def plain(value: CellValue) -> str:
    return "" if value is None else " ".join(str(value).split())
