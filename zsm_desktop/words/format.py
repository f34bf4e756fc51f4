"""How the Dutch write money, quantities, dates and lists; by hand, because babel costs a tenth of a second at start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

NBSP = "\u00a0"
"""Keeps "€" and the amount on one line."""
MINUS = "\u2212"

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def count(number: int) -> str:
    """1234 → "1.234"."""
    return _signed(number, f"{abs(number):,}".replace(",", "."))


def money(cents: int) -> str:
    """123450 → "€ 1.234,50", −1200 → "€ −12,00": the sign stands before the figure (Taaladvies, CLDR)."""
    return f"€{NBSP}{_signed(cents, _hundredths(cents, always_two=True))}"


def signed_money(cents: int) -> str:
    """A balance or one line of it: the sign always written: "€ +12,00", "€ −12,00", "€ 0,00"."""
    return f"€{NBSP}{'+' if cents > 0 else ''}{_signed(cents, _hundredths(cents, always_two=True))}"


def whole_euros(cents: int) -> str:
    """For the scale of a chart only: 123450 → "€ 1.235"."""
    euros = (abs(cents) + 50) // 100
    return f"€{NBSP}{_signed(cents if euros else 0, count(euros))}"


def euros(cents: int) -> str:
    """The same in a table that says itself that it is in whole euros: 123450 → "1.235"."""
    return whole_euros(cents).removeprefix(f"€{NBSP}")


def signed_euros(cents: int) -> str:
    """An estimate of a balance, which cents would make seem exact: 123450 → "€ +1.235"."""
    euros = (abs(cents) + 50) // 100
    return f"€{NBSP}{'+' if cents > 0 and euros else ''}{_signed(cents if euros else 0, count(euros))}"


def quantity(hundredths: int) -> str:
    """250 → "2,5", 1200 → "12", 125 → "1,25"."""
    return _signed(hundredths, _hundredths(hundredths, always_two=False))


def decimals(hundredths: int) -> str:
    """250 → "2,50": where figures stand under each other."""
    return _signed(hundredths, _hundredths(hundredths, always_two=True))


def tenths(hundredths: int) -> str:
    """A mean as people say a mark: 304 → "3,0"."""
    whole, tenth = divmod((hundredths + 5) // 10, 10)
    return f"{whole},{tenth}"


def percent(permille: int) -> str:
    """Thousandths: 125 → "12,5%", 600 → "60%"."""
    whole, tenth = divmod(abs(permille), 10)
    return _signed(permille, f"{count(whole)},{tenth}%" if tenth else f"{count(whole)}%")


def date_short(day: date) -> str:
    """ "22-11-2026"."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def date_brief(day: date) -> str:
    """ "22 nov", where the year is known."""
    month = MONTHS[day.month - 1]
    return f"{day.day} {'mrt' if month == 'maart' else month[:3]}"


def date_medium(day: date) -> str:
    """ "22 november 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_long(day: date) -> str:
    """ "zondag 22 november 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {date_medium(day)}"


def month(day: date) -> str:
    """ "november 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def time_of_day(moment: time) -> str:
    """ "14.05 uur": Dutch prose writes a point, not a colon."""
    return f"{moment.hour}.{moment.minute:02d}{NBSP}uur"


def clock(moment: time) -> str:
    """ "14.05", where a column says that it is a time."""
    return f"{moment.hour}.{moment.minute:02d}"


def time_span(start: time, end: time) -> str:
    """ "13.30–16.00 uur"."""
    return f"{start.hour}.{start.minute:02d}–{time_of_day(end)}"


def school_year(start_year: int) -> str:
    """2026 → "2026/27"."""
    return f"{start_year}/{(start_year + 1) % 100:02d}"


def joined(items: Iterable[str], last: str = "en") -> str:
    """ "a, b en c"; no comma before the last word."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def plural(number: int, one: str, many: str) -> str:
    """ "1 leerling", "12 leerlingen"."""
    return f"{count(number)} {one if number == 1 else many}"


def _signed(number: int, shown: str) -> str:
    return f"{MINUS}{shown}" if number < 0 else shown


def _hundredths(number: int, *, always_two: bool) -> str:
    whole, part = divmod(abs(number), 100)
    if always_two:
        return f"{count(whole)},{part:02d}"
    digits = f"{part:02d}".rstrip("0")
    return f"{count(whole)},{digits}" if digits else count(whole)
