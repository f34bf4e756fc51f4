"""How an agenda is put in order and what time there is for each point; advice to the chair, who may always differ."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

SHORTEST_MINUTES = 2
"""Below this a case is not talked about but ticked off; the agenda is too full and says so."""


NIGHT_UNTIL = 6
"""Before this hour a meeting that is going on began the evening before."""


class Origin(StrEnum):
    """Why a case or bottleneck stands on the agenda."""

    FIXED = "fixed"
    ANSWERED = "answered"
    CARRIED_OVER = "carried_over"
    RETURNING = "returning"
    EVALUATION = "evaluation"
    NEW = "new"
    RUNNING = "running"


class Order(StrEnum):
    """The ways to put the cases of an agenda in order; points that are no case keep their place before them."""

    FAIR_TURNS = "fair_turns"
    URGENCY = "urgency"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Turn:
    """A case as far as its turn goes; `school` is what turns go by and what sorting by school sorts on."""

    item_id: str
    school: str
    is_urgent: bool
    origin: Origin
    entered_on: date


@dataclass(frozen=True, slots=True)
class TimedPoint:
    """A point and its time box; `own_minutes` is what was set by hand, None: a fair share of what is left."""

    item_id: str
    own_minutes: int | None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    item_id: str
    minutes: int
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class Timetable:
    """The slots of the points still to come, in order; `over_minutes` is how far the end lies past the planned one."""

    slots: tuple[Slot, ...]
    expected_end: time
    over_minutes: int
    is_too_full: bool


_PLACE_OF_ORIGIN = {origin: place for place, origin in enumerate(Origin)}


def in_order(turns: Iterable[Turn], order: Order) -> list[str]:
    """Item ids in the wanted order.

    In fair turns schools alternate: the urgent cases first, then everyone else, and a school that had more of the
    first does not begin again with the second. Who was carried over comes before who is new within a school.
    """
    known = sorted(turns, key=_first_come)
    if order is Order.URGENCY:
        return [turn.item_id for turn in sorted(known, key=lambda turn: not turn.is_urgent)]
    if order is Order.SCHOOL:
        return [turn.item_id for turn in sorted(known, key=lambda turn: turn.school)]
    had: dict[str, int] = {}
    urgent = [turn for turn in known if turn.is_urgent]
    others = [turn for turn in known if not turn.is_urgent]
    return [turn.item_id for group in (urgent, others) for turn in _alternating(group, had)]


def timetable(points: Sequence[TimedPoint], *, now: datetime, ends_at: time) -> Timetable:
    """What time there is from `now` for the points not done.

    Points with a time of their own take it; the others share what is left evenly, in whole minutes and never less
    than SHORTEST_MINUTES. `now` is local time on the day of the meeting, or in the night after it.
    """
    left = [point for point in points if not point.is_done]
    is_after = now.hour < NIGHT_UNTIL and ends_at.hour >= NIGHT_UNTIL
    end = datetime.combine(now.date() - timedelta(days=is_after), ends_at, now.tzinfo)
    minutes = max(0, int((end - now).total_seconds()) // 60)
    fixed = sum(point.own_minutes for point in left if point.own_minutes is not None)
    sharing = sum(point.own_minutes is None for point in left)
    share, spare = divmod(max(0, minutes - fixed), sharing) if sharing else (0, 0)
    is_too_full = fixed > minutes or (sharing > 0 and share < SHORTEST_MINUTES)
    if share < SHORTEST_MINUTES:
        share, spare = SHORTEST_MINUTES, 0
    slots = []
    at = now
    for point in left:
        length = point.own_minutes
        if length is None:
            length, spare = (share + 1, spare - 1) if spare else (share, 0)
        until = at + timedelta(minutes=length)
        slots.append(Slot(point.item_id, length, at.time(), until.time()))
        at = until
    over = max(0, int((at - end).total_seconds()) // 60)
    return Timetable(tuple(slots), at.time(), over if left else 0, is_too_full and bool(left))


def _first_come(turn: Turn) -> tuple[int, date, str]:
    return (_PLACE_OF_ORIGIN[turn.origin], turn.entered_on, turn.item_id)


def _alternating(turns: Iterable[Turn], had: dict[str, int]) -> Iterable[Turn]:
    """One of each school in turn, the school that had least first; `had` counts on."""
    waiting: dict[str, deque[Turn]] = {}
    for turn in turns:
        waiting.setdefault(turn.school, deque()).append(turn)
    schools = list(waiting)
    while waiting:
        school = min(waiting, key=lambda name: (had.get(name, 0), schools.index(name)))
        had[school] = had.get(school, 0) + 1
        yield waiting[school].popleft()
        if not waiting[school]:
            del waiting[school]
