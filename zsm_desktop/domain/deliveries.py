"""The states of a delivery: entered by the provider, then confirmed or disputed by the using school, or withdrawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import parse_hundredths


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


def lines_to_replace(lines: Sequence[tuple[int, int]], hundredths: int, attended: int | None) -> int:
    """How many of the last `lines` must go so that one more makes the total: none while the total grows.

    A line is its quantity and how many came; `attended` None leaves that be.
    """
    for gone in range(len(lines) + 1):
        kept = lines[: len(lines) - gone]
        rest = hundredths - sum(quantity for quantity, _ in kept)
        rest_attended = 0 if attended is None else attended - sum(came for _, came in kept)
        if (rest > 0 and rest_attended >= 0) or (rest == 0 and rest_attended == 0):
            return gone
    return len(lines)


_TIMES = re.compile(r"(?P<times>\d{1,3})\s*[x×*]\s*(?P<each>.*)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedUse:
    """What stands in a cell of a sheet; `is_more` adds to what is there, `attended` is how often somebody came.

    `note` None: none was typed. With a note and no number it is about what stands there already.
    """

    hundredths: int
    attended: int | None = None
    is_more: bool = False
    note: str | None = None


def read_use(text: str) -> TypedUse:
    """ "2,5", "+2" for more, "3x2,5" for three times two and a half, "3x" for three times one; "" is nothing.

    What follows a semicolon is a note: "2,5; kwam later". Raises RuleError("delivery.unreadable_use"), and
    ("number.too_much").
    """
    try:
        return _read_use(text)
    except RuleError as error:
        if error.code == "number.unreadable":
            raise RuleError("delivery.unreadable_use", text=text.strip()) from None
        raise


def _read_use(text: str) -> TypedUse:
    words, semicolon, said = text.strip().partition(";")
    note = said.strip() if semicolon else None
    words = words.strip()
    is_more = words.startswith("+")
    words = words.removeprefix("+").strip()
    if not words and not is_more:
        return TypedUse(0, note=note)
    found = _TIMES.fullmatch(words)
    if found is None:
        return TypedUse(parse_hundredths(words), None, is_more, note)
    times = int(found["times"])
    each = parse_hundredths(found["each"]) if found["each"].strip() else 100
    return TypedUse(times * each, times, is_more, note)
