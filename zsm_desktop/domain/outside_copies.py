"""A copy with names lies outside the network until somebody says that it is gone: by when, and whom it is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from zsm_desktop.domain.errors import RuleError

MAKE, GONE = "keys.publish_names", "keys.copy_gone"
"""The two lines of the logbook; both are of the copy, by an identifier of its own."""
USUAL, MOST, SOON = timedelta(days=91), timedelta(days=366), timedelta(days=14)
"""By when it is to be gone: as proposed, at the latest, and how long before it is said."""
Spans = tuple[tuple[int, int], ...]
"""Numbers of pupils, from and to."""


class HowGone(StrEnum):
    RETURNED = "returned"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class OutsideCopy:
    """`pupils` are how many names are in it, `ended` of how many of them not all of it may be shared any more.

    `cases` are the identifiers of what is in it of them, none in a line that did not say them yet. `to` and `reason`
    are "" for who may not open them.
    """

    id: str
    at: datetime
    by: str
    to: str
    reason: str
    until: date
    spans: Spans
    ended: int = 0
    gone_on: date | None = None
    how: HowGone | None = None
    cases: frozenset[str] = frozenset()

    @property
    def pupils(self) -> int:
        return sum(last - first + 1 for first, last in self.spans)

    @property
    def is_outside(self) -> bool:
        return self.how is None

    def asks(self, day: date) -> bool:
        """Somebody has to do something about it: its day is close or past, or it holds who may not be shared."""
        return self.is_outside and (self.ended > 0 or self.until <= day + SOON)


def require_until(until: date | None, day: date) -> date:
    """Raises RuleError("copy.no_until"), ("copy.until_past") and ("copy.until_late", last)."""
    if until is None:
        raise RuleError("copy.no_until")
    if until <= day:
        raise RuleError("copy.until_past")
    if until > day + MOST:
        raise RuleError("copy.until_late", last=day + MOST)
    return until


def spans_of(numbers: Iterable[int]) -> Spans:
    """As few pairs as say the same."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def holds(spans: Spans, number: int) -> bool:
    return any(first <= number <= last for first, last in spans)


def numbers_in(spans: Spans) -> set[int]:
    return {number for first, last in spans for number in range(first, last + 1)}
