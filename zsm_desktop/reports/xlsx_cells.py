"""One value in one cell: real numbers and dates in Dutch formats, and text that can never become a formula."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from zsm_desktop.reports.document import (
    Balance,
    Cents,
    Estimate,
    Euros,
    Kind,
    Mean,
    Number,
    Percent,
    Quantity,
    Value,
    number_of,
)
from zsm_desktop.reports.texts import clean, shown
from zsm_desktop.words.papers import shortened

DUTCH = "[$-413]"
"""Names the language, so that a LibreOffice set to another one writes point and comma as on paper."""
EURO = f'{DUTCH}"€" '
MONEY = f'{EURO}#,##0.00;[Red]{EURO}"−"#,##0.00'
BALANCE = f'{EURO}"+"#,##0.00;[Red]{EURO}"−"#,##0.00;{EURO}#,##0.00'
ESTIMATE = BALANCE.replace("0.00", "0")
QUANTITY = f"{DUTCH}#,##0.00"
MEAN = f"{DUTCH}0.0"
COUNT = f"{DUTCH}#,##0"
NUMBER = "0"
PERCENT = f"{DUTCH}0.0%"
DATE = "dd-mm-yyyy"
FORMATS = {
    Kind.NUMBER: NUMBER,
    Kind.MONEY: MONEY,
    Kind.BALANCE: BALANCE,
    Kind.ESTIMATE: ESTIMATE,
    Kind.EUROS: COUNT,
    Kind.QUANTITY: QUANTITY,
    Kind.COUNT: COUNT,
    Kind.PERCENT: PERCENT,
    Kind.DATE: DATE,
}

MOST_CHARACTERS = 32_767
"""What one cell of Excel holds."""
FIRST_YEAR = 1900
RISKY = ("=", "+", "-", "@")

INK, SOFT, BRAND, TINT = "FF16202B", "FF566373", "FF0B63B0", "FFEDF4FB"
FACE = "Calibri"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is set; the sizes are points."""

    size: int = 11
    is_bold: bool = False
    colour: str = INK
    fill: str | None = None
    under: str | None = None
    over: str | None = None
    wraps: bool = False
    side: str | None = None


PLAIN = Look(wraps=True)
TITLE = Look(18, is_bold=True)
SUBTITLE = Look(colour=SOFT)
HEADINGS = {1: Look(14, is_bold=True, colour=BRAND), 2: Look(12, is_bold=True), 3: Look(11, is_bold=True, colour=SOFT)}
LABEL = Look(colour=SOFT, wraps=True)
SMALL = Look(9, colour=SOFT, wraps=True)
CAPTION = Look(12, is_bold=True)
STRONG = Look(is_bold=True, wraps=True)
HEAD = Look(is_bold=True, fill=TINT, under=BRAND, wraps=True)
ROW = Look(under="FFE1E7ED", wraps=True)
TOTAL = Look(is_bold=True, over=INK)


LINE_POINTS = 1.36
"""Height of a line as a multiple of the size of its letters."""
TALLEST_POINTS = 409.0
_SPACE = 0.45
_BREADTH = {
    **dict.fromkeys("iIljJ.,:;!'|()[]·", 0.5),
    **dict.fromkeys("frt-/", 0.66),
    **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ", 1.2),
    **dict.fromkeys("mwMW@%&—…", 1.7),
}
"""Letters of Calibri as parts of the digit in which Excel counts the width of a column; what is not here is 1.0."""


def height(text: str, look: Look, width: float) -> float:
    """Points a cell `width` characters wide needs; only Excel itself would grow a row, other programs do not."""
    room = max(width * 11 / look.size * (0.92 if look.is_bold else 0.97), 2.0)
    lines = sum(_lines(line, room) for line in text.split("\n")) if look.wraps else 1
    return min(lines * look.size * LINE_POINTS + 1, TALLEST_POINTS)


def _lines(text: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in text.split():
        long = sum(_BREADTH.get(letter, 1.0) for letter in word)
        if used and used + _SPACE + long > room:
            lines, used = lines + 1, 0.0
        used += (_SPACE if used else 0.0) + long
        while used > room:
            lines, used = lines + 1, used - room
    return lines


def write(sheet: Worksheet, row: int, column: int, value: Value, look: Look = PLAIN) -> Any:
    cell: Any = sheet.cell(row, column)
    fill(cell, value)
    is_number = number_of(value) is not None
    dress(cell, look, is_number=is_number)
    return cell


def dress(cell: Any, look: Look, *, is_number: bool = False) -> None:
    """How a cell looks, whatever it holds or will hold."""
    side = look.side or ("right" if is_number else "left")
    cell.font = Font(name=FACE, size=look.size, bold=look.is_bold, color=Color(rgb=look.colour))
    indent = 1 if side == "right" else 0  # else a figure touches the text in the next column
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=look.wraps and not is_number, indent=indent)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.under or look.over:
        under = Side(style="thin", color=look.under) if look.under else Side()
        over = Side(style="medium", color=look.over) if look.over else Side()
        cell.border = Border(bottom=under, top=over)


def fill(cell: Any, value: Value) -> None:
    match value:
        case None:
            return
        case Cents(cents=number):
            _fill_exactly(cell, Decimal(number).scaleb(-2), MONEY)
        case Euros(cents=number):
            _fill_exactly(cell, Decimal(number).scaleb(-2), COUNT)
        case Balance(cents=number):
            _fill_exactly(cell, Decimal(number).scaleb(-2), BALANCE)
        case Estimate(cents=number):
            _fill_exactly(cell, Decimal(number).scaleb(-2).quantize(Decimal(1), ROUND_HALF_UP), ESTIMATE)
        case Number(number=number):
            cell.value, cell.number_format = number, NUMBER
        case Mean(hundredths=number):
            _fill_exactly(cell, Decimal(number).scaleb(-2), MEAN)
        case Quantity(hundredths=number):
            _fill_exactly(cell, Decimal(number).scaleb(-2), QUANTITY)
        case Percent(permille=number):
            _fill_exactly(cell, Decimal(number).scaleb(-3), PERCENT)
        case int():
            cell.value, cell.number_format = value, COUNT
        case date() if value.year >= FIRST_YEAR:
            cell.value, cell.number_format = value, DATE
        case _:
            _fill_text(cell, shown(value))


def _fill_exactly(cell: Any, number: Decimal, shape: str) -> None:
    """openpyxl writes numbers through a float with 16 digits: 99.99 would become 99.98999999999999."""
    cell.value = f"{number:f}"
    cell.data_type, cell.number_format = "n", shape


def _fill_text(cell: Any, text: str) -> None:
    """As text whatever it looks like: "=1+1", "#N/A" and "-2" stay what someone typed."""
    fitting = fitted(text)
    if not fitting:
        return
    cell.value = fitting
    cell.data_type = "s"
    if fitting.startswith(RISKY):
        cell.quotePrefix = True


def fitted(text: str) -> str:
    text = clean(text)
    if len(text) <= MOST_CHARACTERS:
        return text
    ending = shortened(len(text))
    kept = MOST_CHARACTERS - len(ending)
    return text[:kept] + shortened(len(text) - kept)
