"""Tariffs that are tried: what booked deliveries would have come to, each by the law of its own amount."""

from __future__ import annotations

from dataclasses import dataclass

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import amount_cents, round_share

MOST_PERMILLE = 500


@dataclass(frozen=True, slots=True)
class TariffTrial:
    """All tariffs, or those of one kind of offer or of one offer, higher by so many thousandths (below nought: lower).

    Raises RuleError("scenario.tariffs").
    """

    permille: int
    kind: str = ""
    offer_id: str = ""

    def __post_init__(self) -> None:
        if abs(self.permille) > MOST_PERMILLE or (self.kind and self.offer_id):
            raise RuleError("scenario.tariffs")

    def tariff(self, cents: int) -> int:
        """In whole cents, rounded half up."""
        return round_share(cents, 1000 + self.permille, 1000)


@dataclass(frozen=True, slots=True)
class BookedPart:
    """What one entry says one account used of a delivery: `cents` of its quantity × tariff, the rest another's.

    `by_fund`: the account is a fund's. `is_shift`: the entry moves who bears it, and its parts sum to nothing.
    """

    quantity_hundredths: int
    tariff_cents: int
    cents: int
    by_fund: bool = False
    is_shift: bool = False

    def tried(self, trial: TariffTrial) -> int:
        """What a fund bears stays the same part of the delivery; the school has what is left, so no cent is lost."""
        whole = amount_cents(self.quantity_hundredths, self.tariff_cents)
        new = amount_cents(self.quantity_hundredths, trial.tariff(self.tariff_cents))
        if not whole:
            return self.cents
        if self.is_shift or self.by_fund:
            return _same_part(self.cents, new, whole)
        return new - _same_part(whole - self.cents, new, whole)


def _same_part(cents: int, new: int, whole: int) -> int:
    """Of a reversal all three are below nought."""
    sign = -1 if whole < 0 else 1
    return round_share(cents, new * sign, whole * sign)
