"""What an employer is given once for one young person: for training or guidance, never for wages, and accounted for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import require_bounded

USUAL_CENTS = 6_000_00
"""The one-off contribution of the 1000-jongerenplan (seed 004, chapter 10)."""


class Purpose(StrEnum):
    TRAINING = "training"
    GUIDANCE = "guidance"
    BOTH = "both"


SPENT_ON = (Purpose.TRAINING, Purpose.GUIDANCE)


@dataclass(frozen=True, slots=True)
class Spent:
    purpose: str
    cents: int


def rest_cents(granted_cents: int, spent: Iterable[Spent]) -> int:
    """What is not accounted for yet, or is to be paid back once it is settled."""
    return granted_cents - sum(one.cents for one in spent)


def require_grant(cents: int, purpose: str, granted_on: date, due_on: date | None) -> None:
    """Raise RuleError("contribution.cents", "contribution.purpose", "contribution.due", "number.too_much")."""
    require_bounded(cents)
    if cents <= 0:
        raise RuleError("contribution.cents")
    if purpose not in set(Purpose):
        raise RuleError("contribution.purpose")
    if due_on is not None and due_on < granted_on:
        raise RuleError("contribution.due")


def require_spending(granted_cents: int, purpose: str, spent: Iterable[Spent], new: Spent) -> None:
    """Raise RuleError("contribution.other_purpose", "contribution.too_much", "contribution.cents")."""
    require_bounded(new.cents)
    if new.cents <= 0:
        raise RuleError("contribution.cents")
    if new.purpose not in SPENT_ON or purpose not in (Purpose.BOTH, new.purpose):
        raise RuleError("contribution.other_purpose")
    left = rest_cents(granted_cents, spent)
    if new.cents > left:
        raise RuleError("contribution.too_much", left=left)
