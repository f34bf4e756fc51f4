"""Reads a date as people type it in a hurry; pure, so that it can be tested without a window."""

from __future__ import annotations

import re
from datetime import date, timedelta

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.words.format import MONTHS, WEEKDAYS

_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?")
_WORDS = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?(?:[ -](\d{2}|\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAYS = {"gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2}


def read_date(text: str, today: date) -> date:
    """A missing year means the year in which the day lies nearest to today; raises RuleError("date.unreadable")."""
    typed = " ".join(text.lower().split())
    if typed in _DAYS:
        return today + timedelta(days=_DAYS[typed])
    if re.fullmatch(r"\+\d{1,3}", typed):
        return today + timedelta(days=int(typed))
    if len(typed) >= 2 and any(name.startswith(typed) for name in WEEKDAYS):
        ahead = next(at for at, name in enumerate(WEEKDAYS) if name.startswith(typed)) - today.weekday()
        return today + timedelta(days=ahead % 7 or 7)
    try:
        return _calendar_date(typed, today)
    except ValueError:
        raise RuleError("date.unreadable", text=text) from None


def _calendar_date(typed: str, today: date) -> date:
    if found := _ISO.fullmatch(typed):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(typed):
        return _in_year(found[3], int(found[2]), int(found[1]), today)
    if (found := _WORDS.fullmatch(typed)) and (month := _month(found[2])):
        return _in_year(found[3], month, int(found[1]), today)
    raise ValueError(typed)


def _month(word: str) -> int:
    if word == "mrt":
        return 3
    return next((at for at, name in enumerate(MONTHS, 1) if name.startswith(word)), 0)


def _in_year(year: str | None, month: int, day: int, today: date) -> date:
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    near = []
    for one in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(date(one, month, day))
        except ValueError:  # 29 February
            continue
    if not near:
        raise ValueError(day)
    return min(near, key=lambda found: abs(found - today))
