"""Numbers and addresses that lead to someone: telephone, e-mail, birth date, postcode, the school's own number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w€.,])(?<!\d[-/.])(?!\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d))"
    r"(?:\+|0)\d?(?:[ \u00a0()/.\-–]{0,3}\d){8,13}(?!\w)"
)
"""Begins with + or 0, and is no date of this or the last century."""
LONG_NUMBER = re.compile(r"(?<![\w€.,/-])\d{9}(?![\w,/-])")
"""Nine figures in a row: a citizen service number, or a telephone number without its 0."""
POSTCODE = re.compile(r"(?<!\w)([1-9]\d{3})[ \u00a0]?([A-Za-z]{2})(?!\w)")
TOKEN = re.compile(r"\w[\w./-]{3,}\w")

_SEP = r"[-–/. ,\u00a0]{1,3}"
_DATE = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}})e?(?:{_SEP}(\d{{1,2}}){_SEP}|{_SEP}([a-z]{{3,9}}){_SEP})['’]?(\d{{4}}|\d{{2}})"
    rf"|(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})|(\d{{8}}))(?!\d)",
    re.IGNORECASE,
)
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


def dates_in(plain: str) -> Iterable[tuple[int, int, frozenset[date]]]:
    """Where a whole date stands, and every day it can mean."""
    at = 0
    while (match := _DATE.search(plain, at)) is not None:
        yield match.start(), match.end(), frozenset(_days(match))
        # What looks like a date from here may be the middle of one: 1-14-03-2010 holds 14-03-2010.
        at = match.start() + 1
        while at < match.end() and plain[at - 1].isdigit() and plain[at].isdigit():
            at += 1


def postcodes_in(text: str) -> Iterable[tuple[int, int, str]]:
    for match in POSTCODE.finditer(text):
        yield match.start(), match.end(), f"{match[1]}{match[2].upper()}"


def _days(match: re.Match[str]) -> Iterable[date]:
    day, month, name, year, iso_year, iso_month, iso_day, run = match.groups()
    if run is not None:
        yield from _day(run[4:], run[2:4], run[:2])
        yield from _day(run[:4], run[4:6], run[6:])
    elif iso_year is not None:
        yield from _day(iso_year, iso_month, iso_day)
    else:
        if name is not None:
            said = {"mrt": "maart", "mar": "maart"}.get(name.casefold(), name.casefold())
            month = next((str(number) for number, each in enumerate(_MONTHS, 1) if each.startswith(said)), "0")
        for full in (year,) if len(year) == 4 else (f"19{year}", f"20{year}"):
            yield from _day(full, month, day)


def _day(year: str, month: str, day: str) -> Iterable[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
