"""Rights a pupil or guardian calls upon, and by when they are answered (articles 12 to 22 AVG)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum

from zsm_desktop.domain.calendar import month_index, month_start
from zsm_desktop.domain.errors import RuleError

MONTHS, MONTHS_MORE = 1, 2
SOON_DAYS = 7
"""So long before its day an unanswered request is said on the first screen."""
MOST_LETTERS = 2_000


class RequestKind(StrEnum):
    """`OBJECTION` is also a consent that is withdrawn: both stop the sharing."""

    ACCESS = "access"
    CORRECTION = "correction"
    OBJECTION = "objection"
    RESTRICTION = "restriction"
    ERASURE = "erasure"


class AskedBy(StrEnum):
    PUPIL = "pupil"
    GUARDIAN = "guardian"
    OTHER = "other"


class RequestAnswer(StrEnum):
    MET = "met"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STOPS_SHARING = frozenset({RequestKind.OBJECTION, RequestKind.RESTRICTION})


def due_on(asked_on: date, *, is_extended: bool = False) -> date:
    """The last day for an answer (article 12, paragraph 3): one month later, three where it was extended.

    Where the month has no such day it is its last.
    """
    first = month_start(month_index(asked_on) + MONTHS + (MONTHS_MORE if is_extended else 0))
    return first.replace(day=min(asked_on.day, monthrange(first.year, first.month)[1]))


def require_request(kind: str, asked_by: str, asked_on: date, today: date, text: str) -> None:
    """Raises RuleError("request.kind", "request.asked_by", "request.future", "request.long_text")."""
    if kind not in set(RequestKind):
        raise RuleError("request.kind")
    if asked_by not in set(AskedBy):
        raise RuleError("request.asked_by")
    if asked_on > today:
        raise RuleError("request.future")
    if len(text) > MOST_LETTERS:
        raise RuleError("request.long_text", most=MOST_LETTERS)


def require_answer(status: str, text: str) -> None:
    """A request is refused, or met in part, with the reason told (article 12, paragraph 4).

    Raises RuleError("request.status", "request.no_reason", "request.long_text").
    """
    if status not in set(RequestAnswer):
        raise RuleError("request.status")
    if status in (RequestAnswer.PARTLY, RequestAnswer.REFUSED) and not text.strip():
        raise RuleError("request.no_reason")
    if len(text) > MOST_LETTERS:
        raise RuleError("request.long_text", most=MOST_LETTERS)
