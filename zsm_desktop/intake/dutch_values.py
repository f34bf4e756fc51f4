"""What people type in a cell, read the Dutch way: refused when two readings are possible, never guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from stdnum.nl import bsn, onderwijsnummer

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import parse_hundredths
from zsm_desktop.intake.safe_workbook import CellValue

WEEKDAYS = ("ma", "di", "wo", "do", "vr")
"""School days in the order of the week; the codes that matching compares."""

_MONTHS = (
    ("jan", "januari"),
    ("feb", "februari"),
    ("mrt", "maart", "maa"),
    ("apr", "april"),
    ("mei",),
    ("jun", "juni"),
    ("jul", "juli"),
    ("aug", "augustus"),
    ("sep", "september", "sept"),
    ("okt", "oktober"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NUMERIC_DATE = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_WRITTEN_DATE = re.compile(r"(\d{1,2})[\s-]+([a-z]{3,9})\.?[\s-]+(\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}\s*(?:[-/.]\s*\d{1,2}\s*[-/.]|[\s-][a-z]{3,9}\.?[\s-])\s*'?\d{2}", re.ASCII)

_YES = frozenset({"ja", "j", "x", "waar", "yes", "v", "✓", "1"})
_NO = frozenset({"nee", "n", "neen", "onwaar", "no", "-", "0"})

_FULL_DAY = {"maandag": "ma", "dinsdag": "di", "woensdag": "wo", "donderdag": "do", "vrijdag": "vr"}
_ALL_DAYS = frozenset({"alle", "alle dagen", "elke dag", "hele week", "iedere dag", "alle schooldagen"})
_DAY_RANGE = re.compile(r"([a-z]+)\s*(?:t/m|tm|t\.e\.m\.|tot en met|-|–)\s*([a-z]+)")

_CITIZEN_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[ .-])(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}\.\d{2}\.\d{3})(?![ .-]?\d)", re.ASCII
)


def tidy_text(text: str) -> str:
    """One spelling of the same text: NFC, no control characters, single blanks, line ends kept."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    visible = "".join(
        char if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs") else " " for char in composed
    )
    lines = (" ".join(line.split()) for line in visible.split("\n"))
    return "\n".join(lines).strip()


def read_text(value: CellValue) -> str:
    """Text of a cell; a whole number keeps its digits ("20231" not "20231.0").

    Raises RuleError("value.date_in_text") where Excel made a date of what was typed, "value.formula_error" for #N/B.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        raise RuleError("value.date_in_text")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    text = tidy_text(str(value))
    if re.fullmatch(r"#(?:REF!|N/A|N/B|VALUE!|WAARDE!|NAME\?|NAAM\?|DIV/0!|DEEL/0!|NUM!|GETAL!|NULL!|VERW!)", text):
        raise RuleError("value.formula_error", text=text)
    return text


def read_date(value: CellValue | date) -> date | None:
    """The day in a cell, or None when it is empty.

    Text may be "3-11-2026", "3 nov 2026" or ISO. Raises RuleError("value.date_short_year"), ("value.date_ambiguous")
    for "3/11/2026", which may be American, ("value.date_number") for a bare number, else ("value.date_unreadable").
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)):
        raise RuleError("value.date_number")
    text = read_text(value)
    return _date_from_text(text) if text else None


def _date_from_text(text: str) -> date:
    lowered = text.lower()
    if found := _NUMERIC_DATE.fullmatch(lowered):
        day, month = int(found[1]), int(found[3])
        if found[2] == "/" and day != month and day <= 12 and month <= 12:
            raise RuleError("value.date_ambiguous", text=text)
        return _day(int(found[4]), month, day, text)
    if found := _ISO_DATE.fullmatch(lowered):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if (found := _WRITTEN_DATE.fullmatch(lowered)) and found[2] in _MONTH_OF:
        return _day(int(found[3]), _MONTH_OF[found[2]], int(found[1]), text)
    if _SHORT_YEAR.fullmatch(lowered):
        raise RuleError("value.date_short_year", text=text)
    raise RuleError("value.date_unreadable", text=text)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise RuleError("value.date_unreadable", text=text) from None


def read_hundredths(value: CellValue) -> int | None:
    """Hundredths of a quantity, or None when the cell is empty; "2,5" and the number 2.5 are both 250.

    Raises RuleError("value.number_unreadable") for "2.5" as text (2,5 or 25?) and ("value.number_too_fine") beyond two
    decimals, which a quantity cannot hold.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise RuleError("value.number_unreadable", text=_shown(value))
    if isinstance(value, str):
        text = tidy_text(value)
        try:
            return parse_hundredths(text)
        except RuleError:
            raise RuleError("value.number_unreadable", text=text) from None
    try:
        hundredths = Decimal(repr(value)) * 100
    except InvalidOperation:
        raise RuleError("value.number_unreadable", text=str(value)) from None
    if not hundredths.is_finite() or hundredths < 0:
        raise RuleError("value.number_unreadable", text=str(value))
    if hundredths != hundredths.to_integral_value():
        raise RuleError("value.number_too_fine", text=str(value).replace(".", ","))
    return int(hundredths)


def read_whole(value: CellValue) -> int | None:
    """A whole number, or None when the cell is empty; "15 km" is read as 15."""
    if isinstance(value, str):
        value = re.sub(r"\s*(?:km|kilometer)\.?$", "", value.strip(), flags=re.IGNORECASE)
    hundredths = read_hundredths(value)
    if hundredths is None:
        return None
    if hundredths % 100:
        raise RuleError("value.number_not_whole", text=_shown(value))
    return hundredths // 100


def read_yes_no(value: CellValue) -> bool | None:
    """True for ja, False for nee, None for an empty cell; raises RuleError("value.yes_no_unreadable")."""
    if isinstance(value, bool) or value is None:
        return value
    text = read_text(value).lower().rstrip(".")
    if not text:
        return None
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise RuleError("value.yes_no_unreadable", text=_shown(value))


def read_weekdays(value: CellValue) -> tuple[str, ...]:
    """Days such as "ma, di en do", "ma t/m wo" or "alle dagen" as codes in week order; empty means any day.

    Raises RuleError("value.weekdays_unreadable"); Saturday and Sunday are no school days.
    """
    text = read_text(value).lower().rstrip(".")
    if text in _ALL_DAYS:
        return WEEKDAYS
    found: set[str] = set()
    for part in re.split(r"[,;+&\n]|\s+en\s+", text):
        found.update(_days_in(part.strip(), text))
    return tuple(day for day in WEEKDAYS if day in found)


def _days_in(part: str, text: str) -> set[str]:
    if not part:
        return set()
    if span := _DAY_RANGE.fullmatch(part):
        first, last = WEEKDAYS.index(_weekday(span[1], text)), WEEKDAYS.index(_weekday(span[2], text))
        if first >= last:
            raise RuleError("value.weekdays_unreadable", text=text)
        return set(WEEKDAYS[first : last + 1])
    return {_weekday(word, text) for word in re.split(r"[\s/]+", part)}


def _weekday(word: str, text: str) -> str:
    day = _FULL_DAY.get(word, word.rstrip("."))
    if day not in WEEKDAYS:
        raise RuleError("value.weekdays_unreadable", text=text)
    return day


def holds_citizen_number(text: str) -> bool:
    """Whether a BSN or onderwijsnummer may stand in `text`: nine digits that pass the check; these are never stored."""
    for found in _CITIZEN_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if bsn.is_valid(digits) or onderwijsnummer.is_valid(digits):
            return True
    return False


def _shown(value: object) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)
