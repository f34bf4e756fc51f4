"""Which part of what is booked a fund bears, and the shifts that follow when somebody's turn comes earlier.

Claims are kept per delivery; what each bears is `domain.funds.shares` of all of them, so only those after the first
new one can change. Plain SQL, as confirming a whole year asks it a hundred thousand times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from zsm_desktop.domain.funds import Claim, FundRule, fitting_fund, shares
from zsm_desktop.domain.ledger import Borne
from zsm_desktop.store.work import Work


class Delivered(Protocol):
    """What is asked of a delivery that is being booked."""

    @property
    def delivery_id(self) -> str: ...
    @property
    def offer_id(self) -> str: ...
    @property
    def user_id(self) -> str: ...
    @property
    def delivered_on(self) -> date: ...
    @property
    def quantity_hundredths(self) -> int: ...
    @property
    def amount_cents(self) -> int: ...


class Reader(Protocol):
    """A store, or an open act on it."""

    def rows(self, sql: str, parameters: dict[str, object], /) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class Shift:
    """A fund bears `cents` more (negative: less) of a delivery that is already booked."""

    delivery_id: str
    fund_account: int
    cents: int


@dataclass(frozen=True, slots=True)
class Bearing:
    """Per delivery that is booked now its fund's part, and what moves at others because of it."""

    borne: Mapping[str, Borne]
    shifts: tuple[Shift, ...]


NOTHING_BORNE = Bearing({}, ())

_RULES = """
SELECT id, account_id, granted_cents, percent, fixed_cents, first_day, last_day, sector_id, offer_kind, school_kind,
 rank FROM fund WHERE is_active = 1 OR :with_ended = 1
"""
_OFFER = "SELECT sector_id, kind FROM offer WHERE id = :id"
_SCHOOL = "SELECT kind FROM school WHERE id = :id"
_BEFORE = """
SELECT coalesce(sum(claimed_cents), 0) FROM fund_claim
WHERE fund_id = :fund AND is_reversed = 0 AND (delivered_on, delivery_id) < (:day, :delivery)
"""
_FROM = """
SELECT delivery_id, delivered_on, claimed_cents, charged_cents FROM fund_claim
WHERE fund_id = :fund AND is_reversed = 0 AND (delivered_on, delivery_id) >= (:day, :delivery)
"""
_CLAIMED = "SELECT coalesce(sum(claimed_cents), 0) FROM fund_claim WHERE fund_id = :fund AND is_reversed = 0"
_CLAIM = "SELECT fund_id, delivered_on, charged_cents, is_reversed FROM fund_claim WHERE delivery_id = :delivery"
_ADD = """
INSERT INTO fund_claim (delivery_id, fund_id, delivered_on, claimed_cents, charged_cents, is_reversed)
VALUES (:delivery, :fund, :day, :claimed, :charged, 0)
"""
_CHARGE = "UPDATE fund_claim SET charged_cents = :charged WHERE delivery_id = :delivery"
_RELEASE = "UPDATE fund_claim SET charged_cents = 0, is_reversed = 1 WHERE delivery_id = :delivery"
_FIRST = ("0001-01-01", "")


def bear(work: Work, deliveries: Sequence[Delivered]) -> Bearing:
    """Let funds bear their part of deliveries that are confirmed now, and note their claims."""
    rules = fund_rules(work)
    if not rules:
        return NOTHING_BORNE
    new: dict[str, list[Claim]] = defaultdict(list)
    fits = _Fitting(work, rules.values())
    for delivery in deliveries:
        rule = fits.rule(delivery)
        claimed = rule.claim_cents(delivery.quantity_hundredths, delivery.amount_cents) if rule is not None else 0
        if rule is not None and claimed:
            new[rule.id].append(Claim(delivery.delivery_id, delivery.delivered_on, claimed, 0))
    borne: dict[str, Borne] = {}
    shifts: list[Shift] = []
    for fund_id, claims in new.items():
        rule = rules[fund_id]
        share, moved = _divided(work, rule, claims)
        borne |= {id_: Borne(rule.account_id, share[id_]) for id_ in (c.delivery_id for c in claims) if share[id_]}
        shifts += moved
        work.run(_ADD, [_claim_row(rule.id, claim, share[claim.delivery_id]) for claim in claims])
        work.touch("fund", fund_id)
    return Bearing(borne, tuple(shifts))


def release(work: Work, delivery_id: str, borne_by_entry: int) -> tuple[Shift, ...]:
    """Take a reversed delivery's claim back; others take its place.

    `borne_by_entry` is the part its own entry booked, which the reversal takes back with it: what was shifted since
    is left to shift back.
    """
    found = work.rows(_CLAIM, {"delivery": delivery_id})
    if not found or found[0][3]:
        return ()
    fund_id, day, charged, _ = found[0]
    rule = fund_rules(work, with_ended=True)[fund_id]
    work.run(_RELEASE, [{"delivery": delivery_id}])
    work.touch("fund", fund_id)
    left = charged - borne_by_entry
    own = (Shift(delivery_id, rule.account_id, -left),) if left else ()
    return own + _follow(work, rule, (day, delivery_id))


def regrant(work: Work, fund_id: str) -> tuple[Shift, ...]:
    """Divide anew after the amount granted was changed."""
    return _follow(work, fund_rules(work, with_ended=True)[fund_id], _FIRST)


class _Fitting:
    """Which fund a delivery is for; asks each offer and school once."""

    def __init__(self, work: Work, rules: Iterable[FundRule]) -> None:
        self._work, self._rules = work, tuple(rules)
        self._offers: dict[str, tuple[str, str]] = {}
        self._schools: dict[str, str] = {}

    def rule(self, delivery: Delivered) -> FundRule | None:
        if delivery.offer_id not in self._offers:
            ((sector_id, kind),) = self._work.rows(_OFFER, {"id": delivery.offer_id})
            self._offers[delivery.offer_id] = (sector_id, kind)
        if delivery.user_id not in self._schools:
            ((school_kind,),) = self._work.rows(_SCHOOL, {"id": delivery.user_id})
            self._schools[delivery.user_id] = school_kind
        return fitting_fund(
            self._rules, delivery.delivered_on, *self._offers[delivery.offer_id], self._schools[delivery.user_id]
        )


def _divided(work: Work, rule: FundRule, new: Sequence[Claim]) -> tuple[dict[str, int], tuple[Shift, ...]]:
    """What each new claim gets, and what those behind it lose; nobody loses while there is enough for all."""
    ((claimed,),) = work.rows(_CLAIMED, {"fund": rule.id})
    if claimed + sum(claim.claimed_cents for claim in new) <= rule.granted_cents:
        return {claim.delivery_id: claim.claimed_cents for claim in new}, ()
    first = min((claim.delivered_on.isoformat(), claim.delivery_id) for claim in new)
    left, behind = _from(work, rule, first)
    share = shares(left, [*behind, *new])
    return share, _moved(work, rule, behind, share)


def _follow(work: Work, rule: FundRule, first: tuple[str, str]) -> tuple[Shift, ...]:
    left, behind = _from(work, rule, first)
    return _moved(work, rule, behind, shares(left, behind))


def _from(work: Work, rule: FundRule, first: tuple[str, str]) -> tuple[int, list[Claim]]:
    """What is left of the grant for the claims from a place in the order on, and those claims."""
    place = {"fund": rule.id, "day": first[0], "delivery": first[1]}
    ((before,),) = work.rows(_BEFORE, place)
    rows = work.rows(_FROM, place)
    claims = [Claim(id_, date.fromisoformat(day), claimed, charged) for id_, day, claimed, charged in rows]
    return max(rule.granted_cents - before, 0), claims


def _moved(work: Work, rule: FundRule, claims: Iterable[Claim], share: Mapping[str, int]) -> tuple[Shift, ...]:
    changed = [claim for claim in claims if share[claim.delivery_id] != claim.charged_cents]
    work.run(_CHARGE, [{"delivery": c.delivery_id, "charged": share[c.delivery_id]} for c in changed])
    return tuple(
        Shift(claim.delivery_id, rule.account_id, share[claim.delivery_id] - claim.charged_cents) for claim in changed
    )


def fund_rules(source: Reader, *, with_ended: bool = False) -> dict[str, FundRule]:
    """By identifier; those that were ended only when asked for."""
    rules = {}
    for row in source.rows(_RULES, {"with_ended": int(with_ended)}):
        id_, account_id, granted, percent, fixed, first_day, last_day, sector_id, offer_kind, school_kind, rank = row
        rules[id_] = FundRule(
            id=id_,
            account_id=account_id,
            granted_cents=granted,
            percent=percent,
            fixed_cents=fixed,
            first_day=date.fromisoformat(first_day),
            last_day=date.fromisoformat(last_day),
            sector_id=sector_id,
            offer_kind=offer_kind,
            school_kind=school_kind,
            rank=rank,
        )
    return rules


def _claim_row(fund_id: str, claim: Claim, share: int) -> dict[str, object]:
    return {
        "delivery": claim.delivery_id,
        "fund": fund_id,
        "day": claim.delivered_on.isoformat(),
        "claimed": claim.claimed_cents,
        "charged": share,
    }
