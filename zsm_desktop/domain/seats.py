"""How many places of an offer are taken at once; a placement holds its place from its first to its last day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zsm_desktop.domain.errors import RuleError

Span = tuple[date, date]


def most_at_once(spans: Iterable[Span], first_day: date, last_day: date) -> int:
    """The largest number of spans that overlap on any one day from `first_day` to `last_day`."""
    within = [(max(start, first_day), end) for start, end in spans if start <= last_day and end >= first_day]
    return max((sum(start <= day <= end for start, end in within) for day, _ in within), default=0)


def require_seat(seats: int | None, spans: Iterable[Span], first_day: date, last_day: date) -> None:
    """Raise RuleError("placement.no_seat") when every place is taken on some day; `seats` None means no limit."""
    if seats is not None and most_at_once(spans, first_day, last_day) >= seats:
        raise RuleError("placement.no_seat", seats=seats)
