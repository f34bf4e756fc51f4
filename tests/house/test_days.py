"""Moments are kept in UTC: what happened at half past midnight has the day it was on the wall, wherever it is shown."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import zsm_desktop
from zsm_desktop.domain.calendar import HOME, home_day

ROOT = Path(zsm_desktop.__file__).parent
READ_FROM_THE_WALL = {
    "domain/agenda.py": "the time of a meeting, as its chair reads it",
    "domain/calendar.py": "the one that asks",
    "intake/dutch_values.py": "a cell of a workbook, which knows no zone",
    "services/sample/books.py": "made up on a clock without a zone",
    "services/sample/hindsight.py": "made up on a clock without a zone",
    "services/sample/minutes.py": "made up on a clock without a zone",
}


def days_taken(source: str) -> Iterator[int]:
    """The lines that take the day of a moment as it is, or turn it to the clock of this computer."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "date" and not node.args:
            yield node.lineno


def test_the_day_of_a_moment_is_asked_in_one_way() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for path in sorted(ROOT.rglob("*.py"))
        for line in days_taken(path.read_text("utf-8"))
    }
    assert {one.partition(":")[0] for one in found} == READ_FROM_THE_WALL.keys(), sorted(found)


def test_one_that_takes_it_otherwise_would_be_found() -> None:
    assert list(days_taken("a = row.made_at.date()\nb = date(2026, 1, 1)\nc = now.astimezone().date()\n")) == [1, 3]


def test_half_past_midnight_is_the_next_day_in_summer_and_winter() -> None:
    assert home_day(datetime(2026, 11, 23, 23, 30, tzinfo=UTC)) == date(2026, 11, 24)
    assert home_day(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert home_day(datetime(2026, 7, 1, 21, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert home_day(datetime(2026, 7, 1, 0, 30, tzinfo=HOME)) == date(2026, 7, 1)
    assert home_day(datetime(2026, 7, 1, 23, 30)) == date(2026, 7, 1)
