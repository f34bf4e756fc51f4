"""The states of a pupil at an employer: proposed, on trial, under contract, ended or off; and why it ended."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from zsm_desktop.domain.errors import RuleError

MOST_HOURS = 60_00


class WorkStatus(StrEnum):
    PROPOSED = "proposed"
    TRIAL = "trial"
    CONTRACT = "contract"
    ENDED = "ended"
    CANCELLED = "cancelled"


class WorkEnd(StrEnum):
    CONTRACT_OVER = "contract_over"
    DISMISSED = "dismissed"
    MOTIVATION = "motivation"
    PROBLEMS = "problems"
    EDUCATION = "education"
    OTHER_EMPLOYER = "other_employer"
    MOVED = "moved"
    EMPLOYER_DECLINED = "employer_declined"
    OTHER = "other"


_S = WorkStatus
RUNNING = (_S.TRIAL, _S.CONTRACT)
"""These fill a place of a vacancy."""
STANDING = (_S.PROPOSED, *RUNNING)
_NEXT = {
    _S.PROPOSED: {_S.TRIAL, _S.CONTRACT, _S.CANCELLED},
    _S.TRIAL: {_S.CONTRACT, _S.ENDED},
    _S.CONTRACT: {_S.ENDED},
    _S.ENDED: set[WorkStatus](),
    _S.CANCELLED: set[WorkStatus](),
}


def may_move(old: str, new: WorkStatus) -> bool:
    return new in _NEXT[WorkStatus(old)]


def require_move(old: str, new: WorkStatus, number: str) -> None:
    """Raise RuleError("work.over") for what has ended or is off, ("work.not_now") for a step it cannot take."""
    if may_move(old, new):
        return
    raise RuleError("work.not_now" if WorkStatus(old) in STANDING else "work.over", number=number)


def require_standing(status: str, number: str) -> None:
    if WorkStatus(status) not in STANDING:
        raise RuleError("work.over", number=number)


def require_days(first: date | None, last: date | None, hours: int | None = None) -> None:
    """Raise RuleError("work.span") for a last day before the first, ("work.hours") for hours nobody works."""
    if first is not None and last is not None and last < first:
        raise RuleError("work.span")
    if hours is not None and not 0 < hours <= MOST_HOURS:
        raise RuleError("work.hours", most=MOST_HOURS // 100)
