"""When which letter about an unpaid invoice may go out: a level at a time, some days after the one before ran out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from zsm_desktop.domain.errors import RuleError

MOST_TEXT = 2000
MOST_OWN_TEXT = MOST_TEXT - 20
"""A day with its month written out takes more room than `DAY`."""
DAY = "{dag}"
"""Where the day stands until which there is time to pay, in a text for every letter of a level."""
_MARK = re.compile(r"\{[^{}]*\}")


class Step(NamedTuple):
    """`wait_days` after the term ran out it may go out, and gives `term_days` more."""

    wait_days: int
    term_days: int


STEPS = (Step(3, 14), Step(3, 14), Step(3, 7))
"""Level 1 is a friendly word, the last one announces that the steering group is told."""


def require_text(text: str) -> str:
    """What goes out, trimmed. Raises RuleError("reminder.no_text", "reminder.long_text")."""
    clean = text.strip()
    if not clean:
        raise RuleError("reminder.no_text")
    if len(clean) > MOST_TEXT:
        raise RuleError("reminder.long_text", most=MOST_TEXT)
    return clean


def require_own_text(text: str) -> str:
    """The text for every letter of a level, trimmed; "" is none.

    Raises RuleError("reminder.long_text", "reminder.mark", "reminder.one_day").
    """
    clean = text.strip()
    if len(clean) > MOST_OWN_TEXT:
        raise RuleError("reminder.long_text", most=MOST_OWN_TEXT)
    marks = _MARK.findall(clean)
    strange = next((mark for mark in marks if mark != DAY), None)
    if strange is not None:
        raise RuleError("reminder.mark", mark=strange, day=DAY)
    if clean and len(marks) != 1:
        raise RuleError("reminder.one_day", day=DAY)
    return clean


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
