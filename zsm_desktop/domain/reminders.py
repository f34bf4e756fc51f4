"""When which letter about an unpaid invoice may go out: a level at a time, some days after the one before ran out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from zsm_desktop.domain.errors import RuleError

MOST_TEXT = 2000


class Step(NamedTuple):
    """`wait_days` after the term ran out it may go out, and gives `term_days` more."""

    wait_days: int
    term_days: int


STEPS = (Step(3, 14), Step(3, 14), Step(3, 7))
"""Level 1 is a friendly word, the last one announces that the steering group is told."""


def next_level(number: str, level: int) -> int:
    """Raises RuleError("reminder.last") after the last."""
    if level >= len(STEPS):
        raise RuleError("reminder.last", number=number)
    return level + 1


def may_go_from(level: int, due_on: date, pay_by: date | None) -> date:
    """The first day for this level; `pay_by` is the term of the letter before."""
    return (pay_by or due_on) + timedelta(days=STEPS[level - 1].wait_days)


def term_of(level: int) -> timedelta:
    return timedelta(days=STEPS[level - 1].term_days)
