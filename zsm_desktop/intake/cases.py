"""Reads the form of `case_form` back: rows that can be entered, and a finding per row and column for what cannot.

Columns are found by their heading, so a school may widen, hide or reorder them. A finding never repeats a citizen
number. Whether anything is written at all is for the caller: `CaseFile.has_errors`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from zsm_desktop.domain.errors import Finding
from zsm_desktop.intake.case_columns import (
    COLUMNS,
    FORM_MARK,
    FORM_VERSION,
    SHEET_CASES,
    SHEET_LISTS,
    Column,
    FormLists,
    columns_of,
)
from zsm_desktop.intake.case_facts import CaseFile
from zsm_desktop.intake.case_rows import RowReader
from zsm_desktop.intake.dutch_values import tidy_text
from zsm_desktop.intake.safe_workbook import CellValue, Sheet, Workbook, read_workbook

_HEADING_WITHIN = 20
"""Rows in which the headings are looked for; a school may have put its letterhead above them."""
_LEAST_HEADINGS = 4


def read_cases(path: Path, lists: FormLists, today: date) -> CaseFile:
    """Read a filled form; raises RuleError("workbook.…") when the file cannot be opened safely.

    A form of another network or version, or one without the headings, gives findings and no rows.
    """
    return read_case_sheet(read_workbook(path), lists, today)


def read_case_sheet(book: Workbook, lists: FormLists, today: date) -> CaseFile:
    """The same for a workbook that is already read."""
    wrong = _wrong_form(book, lists)
    sheet = book.sheet(SHEET_CASES)
    if wrong is not None:
        return CaseFile((), (wrong,), 0)
    if sheet is None:
        return CaseFile((), (Finding("cases.no_sheet", facts={"sheet": SHEET_CASES}),), 0)
    heading_row = _heading_row(sheet)
    if heading_row is None:
        return CaseFile((), (Finding("cases.no_headings", facts={"sheet": SHEET_CASES}),), 0)
    is_pseudonymous = str(_mark(book, "variant")).startswith("pseudoniem")
    places, findings = _places(sheet, heading_row, columns_of(is_pseudonymous=is_pseudonymous))
    if any(not finding.is_warning for finding in findings):
        return CaseFile((), tuple(findings), 0)
    reader = RowReader(lists, today)
    for number, cells in _filled_rows(sheet, heading_row, places):
        reader.read(number, cells)
    findings.extend(reader.findings)
    if not reader.read_count:
        findings.append(Finding("cases.form_empty", facts={"sheet": SHEET_CASES}))
    return CaseFile(tuple(reader.rows), tuple(findings), reader.read_count)


def _wrong_form(book: Workbook, lists: FormLists) -> Finding | None:
    """Why this is no form of this network and version."""
    version = _mark(book, FORM_MARK)
    if version is None:
        return Finding("cases.not_our_form")
    if str(version) != str(FORM_VERSION):
        is_newer = str(version).isdecimal() and int(str(version)) > FORM_VERSION
        return Finding("cases.newer_form" if is_newer else "cases.older_form")
    if _mark(book, "netwerk") != lists.network_id:
        name = tidy_text(str(_mark(book, "naam") or ""))
        return Finding("cases.other_network", facts={"other": name[:80], "own": lists.network_name})
    return None


def _mark(book: Workbook, name: str) -> CellValue:
    sheet = book.sheet(SHEET_LISTS)
    if sheet is None:
        return None
    return next((sheet.cell(row, 2) for row in range(1, 5) if sheet.cell(row, 1) == name), None)


def _heading_key(value: CellValue) -> str:
    return " ".join(tidy_text(str(value or "")).rstrip("* ").casefold().split())


_KNOWN = {_heading_key(column.heading): column for column in COLUMNS}


def _heading_row(sheet: Sheet) -> int | None:
    for number, row in enumerate(sheet.rows[:_HEADING_WITHIN], 1):
        if sum(_heading_key(value) in _KNOWN for value in row) >= _LEAST_HEADINGS:
            return number
    return None


def _places(sheet: Sheet, heading_row: int, wanted: tuple[Column, ...]) -> tuple[dict[str, int], list[Finding]]:
    """In which column of the sheet each of ours stands, and what is the matter with the headings."""
    places: dict[str, int] = {}
    findings: list[Finding] = []
    width = max(len(row) for row in sheet.rows[heading_row - 1 :])
    for number in range(1, width + 1):
        heading = sheet.cell(heading_row, number)
        column = _KNOWN.get(_heading_key(heading))
        if column is not None and column.key in places:
            findings.append(Finding("cases.column_twice", heading_row, column.heading))
        elif column is not None:
            places[column.key] = number
        elif any(sheet.cell(row, number) is not None for row in range(heading_row, len(sheet.rows) + 1)):
            shown = tidy_text(str(heading or "")) or f"kolom {number}"
            findings.append(Finding("cases.column_unknown", heading_row, shown[:80], is_warning=True))
    findings.extend(
        Finding("cases.column_missing", heading_row, column.heading) for column in wanted if column.key not in places
    )
    return places, findings


def _filled_rows(sheet: Sheet, heading_row: int, places: dict[str, int]) -> Iterator[tuple[int, dict[str, CellValue]]]:
    for number in range(heading_row + 1, len(sheet.rows) + 1):
        cells = {key: sheet.cell(number, column) for key, column in places.items()}
        if any(value is not None and (not isinstance(value, str) or value.strip()) for value in cells.values()):
            yield number, cells
