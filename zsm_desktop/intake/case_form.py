"""Writes the Excel form in which a school enters pupils for a maatwerkbespreking.

Everything a school can choose comes from the network's own lists; all but the cells to fill in is protected (without a
password: protection keeps the form readable, it is no secret). `cases` reads the form back by its headings.
"""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import replacing, require_paper_place
from zsm_desktop.intake.case_columns import (
    FORM_MARK,
    FORM_VERSION,
    SHEET_CASES,
    SHEET_HELP,
    SHEET_LISTS,
    SPOKEN,
    Column,
    FormLists,
    Kind,
    choices,
    columns_of,
)
from zsm_desktop.intake.case_help import write_help
from zsm_desktop.intake.sheet_style import (
    BAND,
    FONT,
    HEADING,
    HEADING_EDGE,
    INK,
    INPUT,
    LINE,
    MISSING,
    SOFT_INK,
    put,
    set_up_page,
)

ROWS_TO_FILL = 60
GROUP_ROW, HEADING_ROW, FIRST_ROW = 3, 4, 5
LIST_HEADING_ROW = 6
_PRINT_SCALE = 43
"""Per cent at which the columns up to the break fill one landscape page."""
_LAST_ROW = FIRST_ROW + ROWS_TO_FILL - 1
_FROZEN_COLUMNS = 2


def write_form(path: Path, lists: FormLists, today: date, *, is_pseudonymous: bool = False) -> None:
    """Write the empty form to `path`, replacing a form that stands there.

    Raises RuleError("form.no_schools") or ("form.no_sectors") when there is nothing to choose from, and
    what `replacing` raises when the file is open elsewhere or the folder cannot be written.
    """
    if not lists.schools:
        raise RuleError("form.no_schools")
    if not lists.sectors:
        raise RuleError("form.no_sectors")
    book = _form(lists, today, is_pseudonymous=is_pseudonymous)
    require_paper_place(path)
    with replacing(path) as temporary:
        try:
            book.save(temporary)
        except SerialisationError as error:  # what a sheet is written to has no room, in the words of lxml
            raise OSError(errno.ENOSPC, str(error)) from error


def _form(lists: FormLists, today: date, *, is_pseudonymous: bool) -> Workbook:
    columns = columns_of(is_pseudonymous=is_pseudonymous)
    book = Workbook()
    book.remove(book.worksheets[0])
    write_help(book.create_sheet(SHEET_HELP), lists, columns, today)
    sheet = book.create_sheet(SHEET_CASES)
    _write_lists(book, lists, today, is_pseudonymous=is_pseudonymous)
    _write_headings(sheet, lists, columns)
    _write_rows(sheet, columns)
    _add_validation(sheet, columns, choices(lists))
    _mark_missing(sheet, columns)
    _set_up(sheet, lists, columns)
    book.active = 0
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.title = _title(lists)
    book.properties.creator = "zsm-desktop"
    book.properties.language = "nl-NL"
    return book


def _write_lists(book: Workbook, lists: FormLists, today: date, *, is_pseudonymous: bool) -> None:
    sheet = book.create_sheet(SHEET_LISTS)
    variant = "pseudoniem" if is_pseudonymous else "volledig"
    marks = ((FORM_MARK, str(FORM_VERSION)), ("netwerk", lists.network_id), ("naam", lists.network_name))
    for row, pair in enumerate((*marks, ("variant", f"{variant} {today.isoformat()}")), 1):
        for column, text in enumerate(pair, 1):
            put(sheet.cell(row, column), text)
    for column, (name, items) in enumerate(choices(lists).items(), 1):
        put(sheet.cell(LIST_HEADING_ROW, column), name)
        for row, text in enumerate(items, LIST_HEADING_ROW + 1):
            if name == "travel":
                sheet.cell(row, column).value = int(text)
            else:
                put(sheet.cell(row, column), text)
        letter = get_column_letter(column)
        reference = f"{SHEET_LISTS}!${letter}${LIST_HEADING_ROW + 1}:${letter}${LIST_HEADING_ROW + max(len(items), 1)}"
        book.defined_names[_list_name(name)] = DefinedName(_list_name(name), attr_text=reference)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _list_name(name: str) -> str:
    return f"lijst_{name}"


def _write_headings(sheet: Worksheet, lists: FormLists, columns: tuple[Column, ...]) -> None:
    put(sheet.cell(1, 1), _title(lists)).font = Font(name=FONT, size=16, bold=True, color=INK)
    put(
        sheet.cell(2, 1),
        "Eén rij per leerling. Een kolom met * is nodig; een geel vak mist nog iets. Geen BSN, geen namen in de tekst.",
    ).font = Font(name=FONT, size=10, color=SOFT_INK)
    start = 1
    for number, column in enumerate(columns, 1):
        is_last = number == len(columns) or columns[number].group != column.group
        if is_last:
            _write_band(sheet, start, number, column.group)
            start = number + 1
        cell = put(sheet.cell(HEADING_ROW, number), f"{column.heading} *" if column.is_needed else column.heading)
        cell.font = Font(name=FONT, size=10, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=HEADING)
        cell.alignment = Alignment(horizontal="left", wrap_text=True, vertical="center", indent=1)
        cell.border = Border(right=Side("medium", color="FFFFFF") if is_last else Side("thin", color=HEADING_EDGE))
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[2].height = 18
    sheet.row_dimensions[GROUP_ROW].height = 18
    sheet.row_dimensions[HEADING_ROW].height = 46


def _write_band(sheet: Worksheet, first: int, last: int, text: str) -> None:
    """The name of a group over its columns; not merged, so that freezing and sorting stay well."""
    for number in range(first, last + 1):
        cell = sheet.cell(GROUP_ROW, number)
        cell.fill = PatternFill("solid", fgColor=BAND)
        if number == last:
            cell.border = Border(right=Side("medium", color="FFFFFF"))
    cell = put(sheet.cell(GROUP_ROW, first), text)
    cell.font = Font(name=FONT, size=10, bold=True, color=INK)
    cell.alignment = Alignment(horizontal="left", vertical="center", indent=1)


def _write_rows(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    edge = Side("thin", color=LINE)
    border = Border(left=edge, right=edge, top=edge, bottom=edge)
    font = Font(name=FONT, size=10, color=INK)
    for row in range(FIRST_ROW, _LAST_ROW + 1):
        sheet.row_dimensions[row].height = 30
        for number, column in enumerate(columns, 1):
            cell = sheet.cell(row, number)
            cell.protection = Protection(locked=False)
            cell.border = border
            cell.font = font
            cell.fill = PatternFill("solid", fgColor=INPUT)
            cell.alignment = Alignment(horizontal="left", wrap_text=True, vertical="top", indent=1)
            _set_format(cell, column.kind)


def _set_format(cell: Cell | MergedCell, kind: Kind) -> None:
    if kind is Kind.DATE:
        cell.number_format = "dd-mm-yyyy"
    elif kind is Kind.QUANTITY:
        cell.number_format = "0.##"
    elif kind in (Kind.TEXT, Kind.LONG_TEXT):
        # Text, so that a number keeps its zeros in front and "1-2" does not become a date.
        cell.number_format = "@"


def _add_validation(sheet: Worksheet, columns: tuple[Column, ...], lists: dict[str, tuple[str, ...]]) -> None:
    for number, column in enumerate(columns, 1):
        rule = _validation(column)
        rule.promptTitle = column.heading[:32]
        rule.prompt = column.hint[:255]
        rule.showInputMessage = True
        rule.errorTitle = column.heading[:32]
        if column.choices and not lists[column.choices]:
            continue
        letter = get_column_letter(number)
        rule.add(f"{letter}{FIRST_ROW}:{letter}{_LAST_ROW}")
        sheet.add_data_validation(rule)


def _validation(column: Column) -> DataValidation:
    """The rule of a cell; Excel stops what it refuses, and `cases` judges everything again."""
    if column.kind in (Kind.CHOICE, Kind.SUGGESTION, Kind.YES_NO):
        name = column.choices or "yes_no"
        rule = DataValidation("list", formula1=_list_name(name), allow_blank=True)
        rule.error = "Kies een waarde uit de lijst."
        rule.showErrorMessage = column.kind is not Kind.SUGGESTION
        return rule
    if column.kind is Kind.DATE:
        rule = DataValidation("date", operator="between", formula1="DATE(1990,1,1)", formula2="DATE(2099,12,31)")
        rule.error = "Vul een datum in als dag-maand-jaar, bijvoorbeeld 3-11-2026."
    elif column.kind is Kind.QUANTITY:
        rule = DataValidation("decimal", operator="between", formula1="0.25", formula2="10")
        rule.error = "Vul een getal in van 0,25 tot en met 10, met een komma: 2,5."
    else:
        most = 2000 if column.kind is Kind.LONG_TEXT else 80
        rule = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(most))
        rule.error = f"Hier passen hooguit {most} tekens."
    rule.allow_blank = True
    rule.showErrorMessage = True
    return rule


def _mark_missing(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    """A needed cell turns yellow as soon as something else stands in its row."""
    last = get_column_letter(len(columns))
    for number, column in enumerate(columns, 1):
        if column.is_needed:
            letter = get_column_letter(number)
            formula = f'AND(COUNTA($A{FIRST_ROW}:${last}{FIRST_ROW})>0,{letter}{FIRST_ROW}="")'
            style = DifferentialStyle(fill=PatternFill("solid", bgColor=MISSING))
            rule = Rule(type="expression", formula=[formula], dxf=style)
            sheet.conditional_formatting.add(f"{letter}{FIRST_ROW}:{letter}{_LAST_ROW}", rule)


def _set_up(sheet: Worksheet, lists: FormLists, columns: tuple[Column, ...]) -> None:
    set_up_page(sheet, is_landscape=True, title=_title(lists), footer="Vertrouwelijk")
    sheet.freeze_panes = sheet.cell(FIRST_ROW, _FROZEN_COLUMNS + 1).coordinate
    sheet.sheet_properties.tabColor = HEADING
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.page_setup.scale = _PRINT_SCALE
    last_on_first_page = max(at for at, column in enumerate(columns, 1) if column.group == SPOKEN)
    sheet.col_breaks.append(Break(id=last_on_first_page))
    sheet.print_title_rows = f"{GROUP_ROW}:{HEADING_ROW}"
    sheet.print_title_cols = f"A:{get_column_letter(_FROZEN_COLUMNS)}"
    sheet.print_area = f"A{GROUP_ROW}:{get_column_letter(len(columns))}{_LAST_ROW}"


def _title(lists: FormLists) -> str:
    return f"Aanmelding maatwerkbespreking · {lists.network_name}"
