"""The states of a placement: asked of the receiving school, answered, followed, over; or waiting for a seat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from zsm_desktop.domain.calendar import month_index
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import require_bounded


class PlacementStatus(StrEnum):
    PROPOSED = "proposed"
    WAITING = "waiting"
    RUNNING = "running"
    REFUSED = "refused"
    ENDED = "ended"
    CANCELLED = "cancelled"


class EndReason(StrEnum):
    FINISHED = "finished"
    STOPPED_PUPIL = "stopped_pupil"
    STOPPED_SCHOOL = "stopped_school"
    MOVED = "moved"
    OTHER = "other"


_S = PlacementStatus
HOLDS_SEAT = (_S.PROPOSED, _S.RUNNING)
"""What was asked keeps its seat until it is answered, or two schools would be promised the same one."""
STANDING = (_S.PROPOSED, _S.WAITING, _S.RUNNING)
"""Neither over nor off: may be changed, and stands in the way of closing the case."""
_NEXT = {
    _S.PROPOSED: {_S.RUNNING, _S.REFUSED, _S.CANCELLED},
    _S.WAITING: {_S.PROPOSED, _S.REFUSED, _S.CANCELLED},
    _S.RUNNING: {_S.ENDED, _S.CANCELLED},
    _S.REFUSED: set[PlacementStatus](),
    _S.ENDED: set[PlacementStatus](),
    _S.CANCELLED: set[PlacementStatus](),
}


def require_move(old: str, new: PlacementStatus, number: str) -> None:
    """Raise RuleError when a placement cannot go from `old` to `new`; what is refused, ended or off stays so."""
    known = PlacementStatus(old)
    if new in _NEXT[known]:
        return
    if known is _S.RUNNING:
        raise RuleError("placement.answered", number=number)
    if known is _S.WAITING:
        raise RuleError("placement.waits", number=number)
    if known is _S.PROPOSED:
        raise RuleError("placement.not_answered", number=number)
    raise RuleError("placement.not_running", number=number)


def require_standing(status: str, number: str) -> None:
    """Raise RuleError("placement.not_running") for what is refused, ended or off: it changes no more."""
    if PlacementStatus(status) not in STANDING:
        raise RuleError("placement.not_running", number=number)


def require_terms(starts_on: date, ends_on: date, planned_hundredths: int) -> None:
    """Raise RuleError for a last day before the first, or nothing planned, or more than anyone can."""
    if starts_on > ends_on:
        raise RuleError("placement.span")
    if planned_hundredths <= 0:
        raise RuleError("placement.quantity")
    require_bounded(planned_hundredths)


def months_of(starts_on: date, ends_on: date) -> range:
    """The month indexes a placement has days in."""
    return range(month_index(starts_on), month_index(ends_on) + 1)


def require_month_plan(plan: Mapping[int, int], months: Iterable[int]) -> None:
    """Raise RuleError for a month the placement has no day in, or less than nothing."""
    if not set(plan) <= set(months):
        raise RuleError("placement.month_outside")
    require_bounded(sum(plan.values()))
    if any(planned < 0 for planned in plan.values()) or sum(plan.values()) <= 0:
        raise RuleError("placement.quantity")


def fits_months(plan: Mapping[int, int], starts_on: date, ends_on: date, planned_hundredths: int) -> bool:
    """Whether a plan per month still belongs to these days and this total."""
    return set(plan) <= set(months_of(starts_on, ends_on)) and sum(plan.values()) == planned_hundredths
