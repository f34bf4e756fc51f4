"""How many seats of an offer are free; a placement holds its seat from its first to its last day, begun or not.

Everyone who asks about a seat asks here: the list of offers, the matching of a case, and the act of placing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError

Span = tuple[date, date]
Held = tuple[str, Span]
"""Who holds a seat (the pupil), and on which days."""


def most_at_once(spans: Iterable[Span], first_day: date, last_day: date) -> int:
    """The largest number of spans that overlap on any one day from `first_day` to `last_day`."""
    within = [(max(start, first_day), end) for start, end in spans if start <= last_day and end >= first_day]
    return max((sum(start <= day <= end for start, end in within) for day, _ in within), default=0)


def seats_free(seats: int | None, spans: Iterable[Span], first_day: date, last_day: date) -> int | None:
    """The seats nobody holds on any day of the period; None where there is no limit."""
    return None if seats is None else max(seats - most_at_once(spans, first_day, last_day), 0)


def require_seat(seats: int | None, spans: Iterable[Span], first_day: date, last_day: date) -> None:
    """Raise RuleError("placement.no_seat") when every seat is taken on some day; `seats` None means no limit."""
    if seats_free(seats, spans, first_day, last_day) == 0:
        raise RuleError("placement.no_seat", seats=seats)


def has_seat(seats: int | None, held: Iterable[Held], pupil_id: str, first_day: date, last_day: date) -> bool:
    """A seat on every day of the period, for somebody who does not hold one in it already."""
    within = [(who, span) for who, span in held if span[0] <= last_day and span[1] >= first_day]
    if first_day > last_day or any(who == pupil_id for who, _ in within):
        return False
    return seats_free(seats, [span for _, span in within], first_day, last_day) != 0


def first_seat(
    seats: int | None, held: Sequence[Held], pupil_id: str, wanted: Span, day: date, free_from: date | None = None
) -> date | None:
    """From when on somebody who waits has a seat up to the last day wanted; None: not yet.

    A first day that went by becomes `day`, or `free_from` where a seat is free from then on only.
    """
    late = [max(day, free_from or day)] if wanted[0] <= day else []
    days = (max(wanted[0], day), *late)
    return next((first for first in days if has_seat(seats, held, pupil_id, first, wanted[1])), None)


def usual_start(today: date, wanted_from: date | None = None) -> date:
    """When a placement agreed on today usually begins: next Monday, or later when the pupil wants it later."""
    return max(today + timedelta(days=7 - today.weekday()), wanted_from or date.min)


def usual_span(starts_on: date, opens_on: date | None = None, closes_on: date | None = None) -> Span:
    """To the end of that school year, within the days the offer is open; what closed before is asked for one day."""
    first = max(starts_on, opens_on or date.min)
    last = min(SchoolYear.of(first).last_day, closes_on or date.max)
    return first, max(first, last)
