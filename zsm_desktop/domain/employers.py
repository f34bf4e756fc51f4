"""Employers and the work they offer: codes, when two schools call too soon after each other, the state of a vacancy."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import require_bounded

SOON = timedelta(days=14)
"""Within so many days of one school's contact another asks that one first."""
MOST_PLACES = 999


class EmployerSize(StrEnum):
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class ContactKind(StrEnum):
    CALL = "call"
    VISIT = "visit"
    MAIL = "mail"
    OTHER = "other"


class VacancyKind(StrEnum):
    JOB = "job"
    WORK_PLACE = "work_place"
    TRAINEESHIP = "traineeship"


class CloseReason(StrEnum):
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class VacancyState(StrEnum):
    """What is to be seen of it today; only `CLOSED` was done by somebody."""

    COMING = "coming"
    OPEN = "open"
    FULL = "full"
    EXPIRED = "expired"
    CLOSED = "closed"


def is_soon_after(one: date, other: date) -> bool:
    """Either way round: a visit that is planned counts as well."""
    return abs(one - other) <= SOON


def vacancy_state(
    open_from: date, open_until: date | None, closed_on: date | None, places_left: int, day: date
) -> VacancyState:
    """It expires by itself on the day after its last; a full one that expired has expired."""
    if closed_on is not None:
        return VacancyState.CLOSED
    if open_until is not None and open_until < day:
        return VacancyState.EXPIRED
    if open_from > day:
        return VacancyState.COMING
    return VacancyState.FULL if places_left <= 0 else VacancyState.OPEN


def require_vacancy(title: str, places: int, half_days: int | None, span: tuple[date, date | None]) -> None:
    """Raise RuleError("vacancy.no_title", "vacancy.places", "vacancy.half_days", "vacancy.span", "number.too_much")."""
    if not title:
        raise RuleError("vacancy.no_title")
    if not 0 < places <= MOST_PLACES:
        raise RuleError("vacancy.places", most=MOST_PLACES)
    require_bounded(half_days)
    if half_days is not None and not 0 < half_days <= 14_00:
        raise RuleError("vacancy.half_days")
    first, last = span
    if last is not None and last < first:
        raise RuleError("vacancy.span")
