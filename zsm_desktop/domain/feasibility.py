"""What must be in order before a pupil can follow an offer: some of it follows from facts, the rest is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zsm_desktop.domain.errors import RuleError


class Point(StrEnum):
    SEAT = "seat"
    DATES = "dates"
    TRANSPORT = "transport"
    STAGE_AGREEMENT = "stage_agreement"
    INSURANCE = "insurance"
    ESCORT = "escort"
    EXAM = "exam"


class State(StrEnum):
    OPEN = "open"
    MET = "met"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store knows: room in the wanted period, and whether period and weekdays suit both."""

    has_seat: bool
    dates_fit: bool


COMPUTED = frozenset({Point.SEAT, Point.DATES})
ASKED_OF_PROVIDER = frozenset({Point.SEAT, Point.DATES, Point.EXAM})
"""Settled by the school that offers; the rest by the pupil's own school."""
_EXAM_KINDS = frozenset({"test", "course", "evening_school"})
"""What can end in an exam; where it does not, the point is not needed."""


def points_of(offer_kind: str) -> tuple[Point, ...]:
    """What ends in an exam needs a day and an examiner; a test by itself needs no agreement on a stage."""
    left_out = {Point.STAGE_AGREEMENT} if offer_kind == "test" else set[Point]()
    if offer_kind not in _EXAM_KINDS:
        left_out.add(Point.EXAM)
    return tuple(point for point in Point if point not in left_out)


def state_of(point: Point, facts: Facts, ticked: State, *, is_action_done: bool) -> State:
    """How a point stands: by the facts first, then by what was ticked, then by the action that was made of it.

    A full group stays full whatever was ticked; days that do not suit can be agreed on after all.
    """
    if point is Point.SEAT:
        return State.MET if facts.has_seat else State.OPEN
    if point is Point.DATES and facts.dates_fit:
        return State.MET
    if ticked is not State.OPEN:
        return ticked
    return State.MET if is_action_done else State.OPEN


def require_tickable(point: Point, offer_kind: str) -> None:
    """Raise RuleError("feasibility.seat") for a point that only the facts settle, ("feasibility.unknown") for none."""
    if point not in points_of(offer_kind):
        raise RuleError("feasibility.unknown")
    if point is Point.SEAT:
        raise RuleError("feasibility.seat")
