"""Which copies of a network stay: close together when they are young, further apart when they are old, then none.

Copies hold pupils who were deleted since: a year back is as far as they may go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ALL_FOR = timedelta(hours=24)
DAYS, WEEKS = timedelta(days=14), timedelta(weeks=8)
MONTHS = timedelta(days=365)
"""Twelve months; older goes."""
TRY_EVERY = timedelta(days=30)
"""From one whole trial restore to the next."""


def is_over(since: datetime, now: datetime, span: timedelta) -> bool:
    """Also where `since` is still to come: a clock was wrong, and nobody waits until it is right again."""
    return not timedelta() <= now - since < span


def kept(now: datetime, moments: Iterable[datetime]) -> frozenset[datetime]:
    """The moments of the copies that stay: all of the last day, then the last one of each day, week and month.

    The newest always stays, and so does one that seems to come from later: a clock may have been wrong.
    """
    found = frozenset(moments)
    if not found:
        return found
    spans = (
        (DAYS, lambda at: at.toordinal()),
        (WEEKS, lambda at: at.isocalendar()[:2]),
        (MONTHS, lambda at: (at.year, at.month)),
    )
    stay = {at for at in found if at > now - ALL_FOR} | {max(found)}
    for span, bucket in spans:
        last = {bucket(at): at for at in sorted(found)}
        stay.update(at for at in last.values() if at > now - span)
    return frozenset(stay)


@dataclass(frozen=True, slots=True)
class Loss:
    """What the present network has that a copy has not; `acts` are lines of the logbook.

    `is_other`: the copy was written on after it was made, so that each holds what the other has not; `since` is when
    both were the same for the last time, and `computer` where that copy was written on, as far as it says.
    """

    cases: int = 0
    decisions: int = 0
    deliveries: int = 0
    entries: int = 0
    acts: int = 0
    is_other: bool = False
    since: datetime | None = None
    computer: str = ""
