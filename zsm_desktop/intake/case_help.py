"""The first sheet of the form: how to fill it in, with an example beside every column, so never in the rows to fill."""

from __future__ import annotations

from datetime import date
from math import ceil

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from zsm_desktop.intake.case_columns import SHEET_CASES, Column, FormLists, choices
from zsm_desktop.intake.sheet_style import BAND, FONT, HEADING, INK, LINE, SOFT_INK, WARNING, put, set_up_page
from zsm_desktop.words.format import date_medium

_WIDTHS = (32, 62, 9, 44)
_STEPS = (
    f"Ga naar het werkblad {SHEET_CASES} en gebruik één rij per leerling. Alleen de witte vakken zijn in te vullen.",
    "Kies waar een lijst staat uit de lijst. Kolommen met een * zijn nodig; een geel vak mist nog iets.",
    "Vraag toestemming voordat u gegevens deelt: onder de 16 jaar aan de ouders, vanaf 16 jaar aan de leerling zelf. "
    "Zonder toestemming wordt de casus wel klaargezet, maar niet besproken.",
    "Bewaar het bestand als Excel-werkmap (.xlsx), zonder wachtwoord, en stuur het langs een beveiligde weg",
    "Is er iets niet goed ingevuld, dan krijgt u per rij en kolom bericht wat er moet veranderen.",
)
_PRIVACY = (
    "Vul nooit een BSN of onderwijsnummer in: het programma weigert het bestand dan. Schrijf geen namen in hulpvraag, "
    "wens of opmerking. Deel niet meer dan voor de hulpvraag nodig is."
)


def write_help(sheet: Worksheet, lists: FormLists, columns: tuple[Column, ...], today: date) -> None:
    """Fill the sheet with steps, the rule on privacy, a line per column and the network's lists."""
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _title(sheet, lists, today)
    row = _steps(sheet, lists, 4)
    row = _privacy(sheet, row + 1)
    row = _columns(sheet, _examples(lists), columns, row + 2)
    _lists(sheet, lists, row + 2)
    set_up_page(sheet, is_landscape=False, title="", footer=f"Aanmelding maatwerkbespreking · {lists.network_name}")


def _title(sheet: Worksheet, lists: FormLists, today: date) -> None:
    put(sheet.cell(1, 1), "Aanmelding voor de maatwerkbespreking").font = Font(name=FONT, size=20, bold=True, color=INK)
    made = f"{lists.network_name} · lijsten van {date_medium(today)}"
    put(sheet.cell(2, 1), made).font = Font(name=FONT, size=11, color=SOFT_INK)
    sheet.row_dimensions[1].height = 32
    sheet.row_dimensions[2].height = 20


def _steps(sheet: Worksheet, lists: FormLists, row: int) -> int:
    _heading(sheet, row, "Zo vult u het formulier in")
    for number, text in enumerate(_STEPS, 1):
        is_sending = text.endswith("beveiligde weg")
        whole = f"{text}{f' naar {lists.return_to}' if lists.return_to else ' terug'}." if is_sending else text
        row += 1
        _wide(sheet, row, f"{number}.  {whole}", Alignment(wrap_text=True, vertical="top", indent=1, horizontal="left"))
    return row + 1


def _privacy(sheet: Worksheet, row: int) -> int:
    cell = _wide(
        sheet, row, _PRIVACY, Alignment(wrap_text=True, vertical="center", indent=1, horizontal="left"), height=38
    )
    cell_fill = PatternFill("solid", fgColor=WARNING)
    for column in range(1, len(_WIDTHS) + 1):
        sheet.cell(row, column).fill = cell_fill
    cell.font = Font(name=FONT, size=11, bold=True, color=INK)
    return row


def _columns(sheet: Worksheet, examples: dict[str, str], columns: tuple[Column, ...], row: int) -> int:
    for number, text in enumerate(("Kolom", "Wat vult u in", "Nodig", "Voorbeeld"), 1):
        cell = put(sheet.cell(row, number), text)
        cell.font = Font(name=FONT, size=11, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=HEADING)
        cell.alignment = Alignment(vertical="center", indent=1, horizontal="left")
    sheet.row_dimensions[row].height = 20
    group = ""
    for column in columns:
        if column.group != group:
            group = column.group
            row += 1
            _band(sheet, row, group)
        row += 1
        texts = (
            column.heading,
            column.hint,
            "ja" if column.is_needed else "",
            examples.get(column.key, column.example),
        )
        for number, text in enumerate(texts, 1):
            cell = put(sheet.cell(row, number), text)
            cell.font = Font(name=FONT, size=10, bold=number == 1, italic=number == len(texts), color=INK)
            cell.alignment = Alignment(wrap_text=True, vertical="top", indent=1, horizontal="left")
            cell.border = Border(bottom=Side("thin", color=LINE))
        sheet.row_dimensions[row].height = 15 * _lines(texts) + 3
    return row


def _examples(lists: FormLists) -> dict[str, str]:
    """Examples that come from the network's own lists, so that they can be chosen."""
    offered = choices(lists)
    return {
        "school": offered["schools"][0],
        "sector_1": offered["sectors"][0],
        "sector_2": offered["sectors"][1] if len(lists.sectors) > 1 else "",
    }


def _lists(sheet: Worksheet, lists: FormLists, row: int) -> None:
    _heading(sheet, row, "Scholen en sectoren van het netwerk")
    for at in range(max(len(lists.schools), len(lists.sectors))):
        school = "  ".join(lists.schools[at]) if at < len(lists.schools) else ""
        sector = lists.sectors[at][1] if at < len(lists.sectors) else ""
        for number, text in ((1, school), (4, sector)):
            cell = put(sheet.cell(row + 1 + at, number), text)
            cell.font = Font(name=FONT, size=10, color=INK)
            cell.alignment = Alignment(indent=1, horizontal="left")


def _heading(sheet: Worksheet, row: int, text: str) -> None:
    put(sheet.cell(row, 1), text).font = Font(name=FONT, size=13, bold=True, color=HEADING)
    sheet.row_dimensions[row].height = 24


def _band(sheet: Worksheet, row: int, text: str) -> None:
    for number in range(1, len(_WIDTHS) + 1):
        sheet.cell(row, number).fill = PatternFill("solid", fgColor=BAND)
    cell = put(sheet.cell(row, 1), text)
    cell.font = Font(name=FONT, size=10, bold=True, color=HEADING)
    cell.alignment = Alignment(vertical="center", indent=1, horizontal="left")
    sheet.row_dimensions[row].height = 17


def _wide(sheet: Worksheet, row: int, text: str, alignment: Alignment, height: int | None = None) -> Cell:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS))
    cell = put(sheet.cell(row, 1), text)
    cell.font = Font(name=FONT, size=11, color=INK)
    cell.alignment = alignment
    sheet.row_dimensions[row].height = height or (33 if len(text) > 1.15 * sum(_WIDTHS) else 18)
    return cell


def _lines(texts: tuple[str, ...]) -> int:
    return max(ceil(len(text) / (width * 1.2)) for text, width in zip(texts, _WIDTHS, strict=True) if text)
