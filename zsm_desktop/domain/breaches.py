"""A data breach: the clock of 72 hours, and from plain questions to who has to hear of it (articles 33 and 34 AVG)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

HOURS = 72


class BreachKind(StrEnum):
    LOST = "lost"
    STOLEN = "stolen"
    SENT = "sent"
    SEEN = "seen"
    DESTROYED = "destroyed"
    UNAVAILABLE = "unavailable"
    OTHER = "other"


class Risk(StrEnum):
    """`UNKNOWN`: not weighed yet. From `RISK` on the authority hears of it, from `HIGH` on the people too."""

    UNKNOWN = "unknown"
    NONE = "none"
    RISK = "risk"
    HIGH = "high"

    @property
    def must_report(self) -> bool:
        return self in (Risk.RISK, Risk.HIGH)

    @property
    def must_tell(self) -> bool:
        return self is Risk.HIGH


@dataclass(frozen=True, slots=True)
class RiskAnswers:
    """`is_safe`: what leaked cannot be read, or surely came back unread. `is_sensitive`: health, behaviour, the home.

    `is_many`: more than a handful of people. `may_harm`: it can be used against them, or hurts them.
    """

    is_safe: bool
    is_sensitive: bool
    is_many: bool
    may_harm: bool


def weigh(answers: RiskAnswers) -> Risk:
    """These are young people who cannot well stand up for themselves: harm to them, or what is sensitive of many, is
    a high risk, and what may be read by a stranger is a risk.
    """
    if answers.is_safe:
        return Risk.NONE
    if answers.may_harm and answers.is_sensitive:
        return Risk.HIGH
    return Risk.HIGH if answers.is_sensitive and answers.is_many else Risk.RISK


def report_by(discovered_at: datetime) -> datetime:
    """72 hours that pass, also where a clock is put forward or back in between."""
    return discovered_at.astimezone(UTC) + timedelta(hours=HOURS)


def hours_left(discovered_at: datetime, now: datetime) -> int:
    """Whole hours until it must have been reported; less than 0 when that moment has passed.

    Never more than there are at first, whatever a clock says that was set back.
    """
    seconds = (report_by(discovered_at) - now).total_seconds()
    return min(int(seconds // 3600), HOURS)
