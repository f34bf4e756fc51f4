"""Numbers and addresses that lead to someone: telephone, e-mail, birth date, postcode, the school's own number.

All of it looks at text that went through `plain_text`: one kind of blank, dash, quote and line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

LONG_NUMBER = re.compile(r"(?<![\w€.,/-])\d{9}(?![\w,/-])|(?<![\d€.,/-])\d{10,}(?![\d,/-])")
"""Nine figures in a row or more: a citizen service number, a telephone number without its 0."""
TOKEN = re.compile(r"\w[\w./-]{3,40}\w")
POSTCODE = re.compile(r"(?<!\w)([1-9]\d{3})[ \n-]{0,2}([A-Za-z]{2})(?!\w)")

_AT = re.compile(
    r"@\n?[ ]{0,2}[\w-]{2,}(?:\.[\w-]+)*|[ ]?[(\[](?:at|apenstaartje)[)\]][ ]?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_WRITTEN_AT = re.compile(r"\s*[(\[](?:at|apenstaartje)[)\]]\s*", re.IGNORECASE)
_BEFORE_AT = frozenset(".+%-_")

_FIGURES = re.compile(r"\d+")
_BETWEEN = re.compile(r"[ \n()\[\]/.:|_-]{0,4}")
_MOMENT = re.compile(
    r"(\d{1,2})[-/. ]{1,3}(\d{1,2})[-/. ]{1,3}(?:(?:19|20)\d\d(?!\d)|\d\d(?!\d)(?=[ ,\n]{1,3}\d{1,2}[:.]\d\d(?!\d)))"
    r"|[0-2]?\d[:.][0-5]\d(?=[ \n-]{1,3}[0-2]?\d[:.][0-5]\d(?!\d))"
)
"""A date of this or the last century, a short one with the hour behind it, or two hours in a row."""
MOST_FIGURES = 15
_OF_HERE = (10, 9, 11, 12, 13)
"""How many figures a number may have that begins with one 0; ten is what it should be."""
_ABROAD = range(15, 8, -1)

_SEP = r"[-/. ,:|_\n]{1,4}"
_LOOSE = r"[-/. ,:|_\n]{0,4}"
_NTH = r"(?:e|de|ste|st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}}){_NTH}(?:{_SEP}(\d{{1,2}}){_SEP}|{_LOOSE}(?<![a-z])([a-z]{{3,9}}){_LOOSE})'?(\d{{4}}|\d{{2}})"
    rf"|(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})|(\d{{8}}|\d{{6}}))(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<![a-z])([a-z]{{3,9}}){_LOOSE}(\d{{1,2}}){_NTH}{_SEP}'?(\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE
)
_MONTHS = {
    "jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "mai": 5, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12, "dez": 12,
}  # fmt: skip


def emails_in(plain: str) -> Iterable[tuple[int, int]]:
    """Found from the @ on, so that a long text without one takes no time."""
    done = 0
    for match in _AT.finditer(plain):
        start = match.start()
        while start > done and (plain[start - 1].isalnum() or plain[start - 1] in _BEFORE_AT):
            start -= 1
        if start < match.start():
            yield start, match.end()
            done = match.end()


def phones_in(plain: str) -> Iterable[tuple[int, int]]:
    """Begins with 0, +, or as a number of this country does without them; ends where it has its figures."""
    groups = [match.span() for match in _FIGURES.finditer(plain)]
    at, done = 0, -1
    while at < len(groups):
        last = _phone_from(plain, groups, at, follows=at > 0 and groups[at - 1][1] == done)
        if last is None:
            at += 1
            continue
        start, done = groups[at][0], groups[last][1]
        if plain[start - 1 : start] == "+":
            start -= 1
        if plain[start - 1 : start] in ("(", "[") and start > 0 and plain[start - 1] not in plain[start:done]:
            start -= any(sign in plain[start:done] for sign in ")]")
        yield start, done
        at = last + 1


def _phone_from(plain: str, groups: list[tuple[int, int]], at: int, *, follows: bool) -> int | None:
    """The group of figures with which a number ends that begins at this one."""
    start, end = groups[at]
    has_plus = plain[start - 1 : start] == "+"
    if not (has_plus or plain[start] in "036") or not _may_begin(plain, start, end - start, follows=follows):
        return None
    moment = _MOMENT.match(plain, start)
    if moment is not None and not has_plus and (moment[1] is None or (int(moment[1]) < 32 and int(moment[2]) < 13)):
        return None
    ends: dict[int, int] = {}
    said = ""
    for place in range(at, min(at + MOST_FIGURES, len(groups))):
        if place > at and not _BETWEEN.fullmatch(plain, groups[place - 1][1], groups[place][0]):
            break
        said += plain[slice(*groups[place])]
        if len(said) > MOST_FIGURES:
            break
        ends[len(said)] = place
    return next(
        (ends[length] for length in _lengths(said, has_plus=has_plus, first=end - start) if length in ends), None
    )


def _may_begin(plain: str, start: int, length: int, *, follows: bool) -> bool:
    """Not inside a number, an amount or a code, unless behind another telephone number."""
    before = plain[max(0, start - 2) : start]
    if before[-1:] == "€" or (before[-1:] in tuple(".,") and before[:-1].isdigit()):
        return length > 9 and before[-1:] == ","
    if before[-1:].isalpha():
        return length > 8
    is_part = len(before) == 2 and before[0].isdigit() and before[1] in "-/.:|_"
    return follows or not is_part or length > 8


def _lengths(said: str, *, has_plus: bool, first: int) -> Iterable[int]:
    if has_plus or said.startswith("00"):
        code = said if has_plus else said[2:]
        extra = 0 if has_plus else 2
        if code.startswith("31"):
            return (extra + (12 if code[2:3] == "0" else 11), extra + 10)
        return (length + extra for length in _ABROAD)
    if said[0] == "0":
        return _OF_HERE
    if said[0] == "6":
        return (9,) if first == 1 else ()
    return (11,) if said.startswith("316") else ()


def as_dialled(said: str) -> str:
    """The figures of a telephone number as they are from inside this country: 0612345678 of +31 (0)6 12345678."""
    figures = re.sub(r"\D", "", said)
    abroad = figures.removeprefix("00") if not said.lstrip(" ([").startswith("+") else figures
    if abroad.startswith("31") and len(abroad) > 10:
        return "0" + abroad[2:].removeprefix("0")
    return f"0{figures}" if len(figures) == 9 and figures[0] == "6" else figures


def with_sign(said: str) -> str:
    """An e-mail address with its @, also where that was written out."""
    return _WRITTEN_AT.sub("@", said)


def dates_in(plain: str) -> Iterable[tuple[int, int, frozenset[date]]]:
    """Where a whole date stands, and every day it can mean."""
    at = 0
    while (match := _DATE.search(plain, at)) is not None:
        yield match.start(), match.end(), frozenset(_days(match))
        # What looks like a date from here may be the middle of one: 1-14-03-2010 holds 14-03-2010.
        at = match.start() + 1
        while at < match.end() and plain[at - 1].isdigit() and plain[at].isdigit():
            at += 1
    for match in _MONTH_FIRST.finditer(plain):
        yield match.start(), match.end(), frozenset(_named(match[2], match[1], match[3]))


def postcodes_in(text: str) -> Iterable[tuple[int, int, str]]:
    for match in POSTCODE.finditer(text):
        yield match.start(), match.end(), f"{match[1]}{match[2].upper()}"


def _days(match: re.Match[str]) -> Iterable[date]:
    day, month, name, year, iso_year, iso_month, iso_day, run = match.groups()
    if run is not None:
        short = len(run) == 6
        for full in (f"19{run[-2:]}", f"20{run[-2:]}") if short else (run[4:],):
            yield from _day(full, run[2:4], run[:2])
        for full in (f"19{run[:2]}", f"20{run[:2]}") if short else (run[:4],):
            yield from _day(full, run[-4:-2], run[-2:])
    elif iso_year is not None:
        yield from _day(iso_year, iso_month, iso_day)
    elif name is not None:
        yield from _named(day, name, year)
    else:
        for full in _full(year):
            yield from _day(full, month, day)


def _named(day: str, month: str, year: str) -> Iterable[date]:
    number = _MONTHS.get(month.casefold()[:3], 0)
    for full in _full(year):
        yield from _day(full, str(number), day)


def _full(year: str) -> tuple[str, ...]:
    return (year,) if len(year) == 4 else (f"19{year}", f"20{year}")


def _day(year: str, month: str, day: str) -> Iterable[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
