"""The states of a delivery: entered by the provider, then confirmed or disputed by the using school, or withdrawn."""

from __future__ import annotations

from enum import StrEnum

from zsm_desktop.domain.errors import RuleError


class DeliveryStatus(StrEnum):
    ENTERED = "entered"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


_NEXT = {
    DeliveryStatus.ENTERED: {DeliveryStatus.CONFIRMED, DeliveryStatus.DISPUTED, DeliveryStatus.WITHDRAWN},
    DeliveryStatus.DISPUTED: {DeliveryStatus.CONFIRMED, DeliveryStatus.WITHDRAWN},
    DeliveryStatus.CONFIRMED: set[DeliveryStatus](),
    DeliveryStatus.WITHDRAWN: set[DeliveryStatus](),
}


def require_move(old: DeliveryStatus, new: DeliveryStatus) -> None:
    """Raise RuleError when a delivery cannot go from `old` to `new`: confirmed is booked, withdrawn is gone."""
    if new in _NEXT[old]:
        return
    if old is DeliveryStatus.CONFIRMED:
        raise RuleError("delivery.already_confirmed")
    if old is DeliveryStatus.WITHDRAWN:
        raise RuleError("delivery.already_withdrawn")
    raise RuleError("delivery.already_disputed")


def suggested_hundredths(planned: int, used: int, months_left: int) -> int:
    """What is left of the plan spread over the months left, in halves of a unit; never more than what is left."""
    left = max(planned - used, 0)
    if months_left <= 1:
        return left
    share = -(-left // months_left)
    return min(left, -(-share // 50) * 50)
