"""Double entry between schools: an entry sums to zero, is chained to the one before, is corrected by reversal only.

Postings come in mirrored pairs: each names the account it is on and the counter account, so that balances per
pair of schools come from the same rows as balances per school.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from zsm_desktop.domain.errors import RuleError

_CANONICAL = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True)
GENESIS = bytes(32)
"""What the first entry of a ledger is chained to."""


class EntryKind(StrEnum):
    """`FUND` moves who bears a delivery between its fund and the using school, up or down.

    `SETTLEMENT` moves what was exchanged to what is open, `WRITE_OFF` to nobody; `PAYMENT` closes what is open.
    """

    DELIVERY = "delivery"
    REVERSAL = "reversal"
    FUND = "fund"
    SETTLEMENT = "settlement"
    WRITE_OFF = "write_off"
    PAYMENT = "payment"


class Side(StrEnum):
    """Whether a posting is about what the account's owner gave or about what it took; a reversal keeps the side.

    What settling moves is neither: given and taken never change by it.
    """

    GIVEN = "given"
    TAKEN = "taken"
    SETTLED = "settled"


class PeriodStatus(StrEnum):
    OPEN = "open"
    HOLD = "hold"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """`cents` is positive when the network comes to owe the account's owner more."""

    account_id: int
    counter_id: int
    side: Side
    cents: int


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """All that is hashed of one entry; ids and codes only, so that erasing a pupil leaves the chain whole."""

    number: int
    kind: EntryKind
    period_id: str
    booked_on: date
    delivered_on: date
    delivery_id: str | None
    placement_id: str | None
    decision_id: str | None
    offer_id: str | None
    quantity_hundredths: int
    tariff_cents: int
    reverses: int | None
    booked_by: str
    booked_at: str
    postings: tuple[PostingFacts, ...]
    settlement_id: str | None = None


@dataclass(frozen=True, slots=True)
class Borne:
    """The part of a delivery that a fund bears: its account and how much, 0 < cents ≤ the amount."""

    account_id: int
    cents: int


def delivery_postings(
    provider_account: int, user_account: int, amount_cents: int, borne: Borne | None = None
) -> tuple[PostingFacts, ...]:
    """Credit the providing school's account, debit the using school's and, for its part, a fund's.

    The pair of schools is always there, also when the fund bears all: it says who used it. Raises RuleError for use of
    one's own offer.
    """
    if provider_account == user_account:
        raise RuleError("ledger.own_offer")
    by_fund = borne.cents if borne is not None else 0
    if amount_cents < 0 or not 0 <= by_fund <= amount_cents:
        raise RuleError("ledger.negative_amount", cents=amount_cents)
    postings = _pair(provider_account, user_account, amount_cents - by_fund)
    return postings + _pair(provider_account, borne.account_id, by_fund) if borne is not None else postings


def shift_postings(provider_account: int, user_account: int, fund_account: int, cents: int) -> tuple[PostingFacts, ...]:
    """Let the fund bear `cents` more of a delivery, and the using school as much less; negative: the other way."""
    return _pair(provider_account, user_account, -cents) + _pair(provider_account, fund_account, cents)


def _pair(giver: int, taker: int, cents: int) -> tuple[PostingFacts, ...]:
    return PostingFacts(giver, taker, Side.GIVEN, cents), PostingFacts(taker, giver, Side.TAKEN, -cents)


def reversal_of(entry: EntryFacts, number: int, period_id: str, booked_on: date, by: str, at: str) -> EntryFacts:
    """The entry that takes `entry` back, the fund's part of it too.

    Raises RuleError("ledger.reversal_reversed") for a reversal itself, ("ledger.fund_reversed") for a shift of a
    fund: that follows the deliveries by itself, and ("ledger.settlement_reversed"): that is taken back as a whole.
    """
    if entry.kind is EntryKind.REVERSAL:
        raise RuleError("ledger.reversal_reversed", number=entry.number)
    if entry.kind is EntryKind.FUND:
        raise RuleError("ledger.fund_reversed", number=entry.number)
    if entry.settlement_id is not None:
        raise RuleError("ledger.settlement_reversed", number=entry.number)
    return replace(
        entry,
        number=number,
        kind=EntryKind.REVERSAL,
        period_id=period_id,
        booked_on=booked_on,
        quantity_hundredths=-entry.quantity_hundredths,
        reverses=entry.number,
        booked_by=by,
        booked_at=at,
        postings=tuple(replace(posting, cents=-posting.cents) for posting in entry.postings),
    )


def require_balanced(entry: EntryFacts) -> None:
    """Raise RuleError("ledger.not_zero") unless the postings sum to zero and there are at least two."""
    total = sum(posting.cents for posting in entry.postings)
    if total != 0 or len(entry.postings) < 2:
        raise RuleError("ledger.not_zero", cents=total)


def chain_hash(previous: bytes, entry: EntryFacts) -> bytes:
    """SHA-256 over the previous entry's hash and this entry's canonical content (JSON, fixed order, no spaces)."""
    content = [
        entry.number,
        entry.kind,
        entry.period_id,
        entry.booked_on.isoformat(),
        entry.delivered_on.isoformat(),
        entry.delivery_id,
        entry.placement_id,
        entry.decision_id,
        entry.offer_id,
        entry.quantity_hundredths,
        entry.tariff_cents,
        entry.reverses,
        entry.booked_by,
        entry.booked_at,
        [[p.account_id, p.counter_id, p.side, p.cents] for p in entry.postings],
    ]
    if entry.settlement_id is not None:  # entries of a time without settlements keep their hash
        content.append(entry.settlement_id)
    return hashlib.sha256(previous + _CANONICAL.encode(content).encode("ascii")).digest()
