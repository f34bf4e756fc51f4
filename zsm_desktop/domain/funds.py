"""What a fund bears of each delivery: first come by day of delivery, until what was granted is spent.

The shares are a function of the claims alone, so the order in which schools confirm does not matter to anyone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.money import amount_cents

WHOLE = 100_00
"""A hundred percent in hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class FundRule:
    """Bears `percent` (hundredths of a percent) or `fixed_cents` per unit; what is None or "" does not matter to it."""

    id: str
    account_id: int
    granted_cents: int
    percent: int | None
    fixed_cents: int | None
    first_day: date
    last_day: date
    sector_id: str | None
    offer_kind: str | None
    school_kind: str | None
    rank: int

    def fits(self, day: date, sector_id: str, offer_kind: str, school_kind: str) -> bool:
        """Whether a delivery on `day` of such an offer to a school of that kind is for this fund."""
        return self.first_day <= day <= self.last_day and all(
            wanted is None or wanted == found
            for wanted, found in (
                (self.sector_id, sector_id),
                (self.offer_kind, offer_kind),
                (self.school_kind, school_kind),
            )
        )

    def claim_cents(self, quantity_hundredths: int, amount: int) -> int:
        """What it would bear of one delivery if there were room: rounded half up, never more than the amount."""
        if self.percent is not None:
            return (amount * self.percent * 2 + WHOLE) // (2 * WHOLE)
        return min(amount, amount_cents(quantity_hundredths, self.fixed_cents or 0))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one delivery asks of its fund, and what the fund bears of it in the books so far."""

    delivery_id: str
    delivered_on: date
    claimed_cents: int
    charged_cents: int


def fitting_fund(
    rules: Iterable[FundRule], day: date, sector_id: str, offer_kind: str, school_kind: str
) -> FundRule | None:
    """The one fund a delivery is for: of those that fit the lowest rank, and of equal ones the one made first."""
    fitting = [rule for rule in rules if rule.fits(day, sector_id, offer_kind, school_kind)]
    return min(fitting, key=lambda rule: (rule.rank, rule.account_id), default=None)


def shares(granted_cents: int, claims: Iterable[Claim]) -> dict[str, int]:
    """Per delivery what the fund bears: claims in order of day, then of entering; the last one may get a part."""
    left, borne = granted_cents, {}
    for claim in sorted(claims, key=lambda claim: (claim.delivered_on, claim.delivery_id)):
        borne[claim.delivery_id] = min(left, claim.claimed_cents)
        left -= borne[claim.delivery_id]
    return borne
