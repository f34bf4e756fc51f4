"""Which part of what is booked a fund bears, and the shifts that follow when somebody's turn comes earlier.

Claims are kept per delivery; what each bears is `domain.funds.shares` of all of them in their order. So a spent fund
has served all claims up to one place and none behind it, and only those next to that place ever change: they are found
by halving, and what is spent is read from the running total. Plain SQL, as confirming a whole year asks it a hundred
thousand times; however many claims a fund has, a confirmation asks for as much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from zsm_desktop.domain.errors import RuleError
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


class Free(NamedTuple):
    """A delivery in the books that no fund bears."""

    delivery_id: str
    offer_id: str
    user_id: str
    delivered_on: date
    quantity_hundredths: int
    amount_cents: int


class Reader(Protocol):
    """A store, or an open act on it."""

    def rows(self, sql: str, parameters: Mapping[str, object], /) -> list[Any]: ...


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
SELECT id, account_id, granted_cents, percent, fixed_cents, first_day,
 CASE WHEN ended_on < last_day THEN ended_on ELSE last_day END, sector_id, offer_kind, school_kind, rank FROM fund
"""
_OFFER = "SELECT sector_id, kind FROM offer WHERE id = :id"
_SCHOOL = "SELECT kind FROM school WHERE id = :id"
_CHARGED = "SELECT coalesce(sum(taken_cents - given_cents), 0) FROM account_total WHERE account_id = :account"
_DAYS = "SELECT min(delivered_on), max(delivered_on) FROM fund_claim WHERE fund_id = :fund"
_LAST_UNTIL = """
SELECT charged_cents = claimed_cents FROM fund_claim
WHERE fund_id = :fund AND NOT is_reversed AND delivered_on <= :day
ORDER BY delivered_on DESC, delivery_id DESC LIMIT 1
"""
_SERVED = """
SELECT delivery_id, delivered_on, claimed_cents, charged_cents FROM fund_claim
WHERE fund_id = :fund AND NOT is_reversed AND charged_cents > 0 AND delivered_on <= :until
 AND (delivered_on, delivery_id) >= (:day, :delivery) ORDER BY delivered_on DESC, delivery_id DESC LIMIT :bite
"""
_WAITING = """
SELECT delivery_id, delivered_on, claimed_cents, charged_cents FROM fund_claim
WHERE fund_id = :fund AND NOT is_reversed AND charged_cents < claimed_cents AND delivered_on >= :until
ORDER BY delivered_on, delivery_id LIMIT :bite
"""
_CLAIM = "SELECT fund_id, delivered_on, charged_cents, is_reversed FROM fund_claim WHERE delivery_id = :delivery"
_ADD = """
INSERT INTO fund_claim (delivery_id, fund_id, delivered_on, claimed_cents, charged_cents, is_reversed)
VALUES (:delivery, :fund, :day, :claimed, :charged, false)
"""
_CHARGE = "UPDATE fund_claim SET charged_cents = :charged WHERE delivery_id = :delivery"
_RELEASE = "UPDATE fund_claim SET charged_cents = 0, is_reversed = true WHERE delivery_id = :delivery"
_FREE = """
SELECT d.id, d.offer_id, d.user_id, d.delivered_on, d.quantity, d.amount_cents
FROM delivery d JOIN journal_entry e ON e.delivery_id = d.id AND e.kind = 'delivery' AND e.kind <> 'fund'
WHERE d.status = 'confirmed' AND d.delivered_on BETWEEN :first AND :last
 AND NOT EXISTS (SELECT 1 FROM fund_claim c WHERE c.delivery_id = d.id)
 AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses = e.number)
ORDER BY d.delivered_on, d.id
"""
_TAKEN = """
SELECT DISTINCT f.name, c.delivered_on, o.sector_id, o.kind, s.kind
FROM fund_claim c JOIN fund f ON f.id = c.fund_id JOIN delivery d ON d.id = c.delivery_id
JOIN offer o ON o.id = d.offer_id JOIN school s ON s.id = d.user_id
WHERE c.fund_id <> :fund AND NOT c.is_reversed AND c.delivered_on BETWEEN :first AND :last ORDER BY 2, 1
"""
_FIRST = ("0001-01-01", "")
_BITE = 64


def bear(work: Work, deliveries: Sequence[Delivered]) -> Bearing:
    """Let funds bear their part of deliveries that are confirmed now, and note their claims."""
    rules = fund_rules(work)
    if not rules:
        return NOTHING_BORNE
    borne: dict[str, Borne] = {}
    shifts: list[Shift] = []
    for fund_id, claims in new_claims(work, rules.values(), deliveries).items():
        share, moved = _claim(work, rules[fund_id], claims)
        borne |= {id_: Borne(rules[fund_id].account_id, cents) for id_, cents in share.items() if cents}
        shifts += moved
    return Bearing(borne, tuple(shifts))


def take_up(work: Work, fund_id: str) -> tuple[Shift, ...]:
    """Let a fund that begins bear what it is for and was booked without any, as if it had been there all the time.

    Raises RuleError("fund.comes_first") where another bears some of that: what is borne stays where it is.
    """
    rules = fund_rules(work)
    rule = rules[fund_id]
    require_behind(work, rules.values(), rule)
    claims = new_claims(work, rules.values(), free_deliveries(work, rule))[fund_id]
    share, moved = _claim(work, rule, claims) if claims else ({}, ())
    return tuple(Shift(id_, rule.account_id, cents) for id_, cents in share.items() if cents) + moved


def require_behind(source: Reader, rules: Iterable[FundRule], rule: FundRule) -> None:
    """Raise RuleError("fund.comes_first") where `rule`, one of `rules`, goes before a fund that bears already."""
    known = tuple(rules)
    facts = {"fund": rule.id, "first": rule.first_day.isoformat(), "last": rule.last_day.isoformat()}
    for name, day, sector_id, offer_kind, school_kind in source.rows(_TAKEN, facts):
        delivered_on = date.fromisoformat(day)
        if fitting_fund(known, delivered_on, sector_id, offer_kind, school_kind) is rule:
            raise RuleError("fund.comes_first", fund=name, day=delivered_on)


def free_deliveries(source: Reader, rule: FundRule) -> list[Free]:
    """What is in the books of its days and no fund bears, in order of day."""
    facts = {"first": rule.first_day.isoformat(), "last": rule.last_day.isoformat()}
    return [
        Free(id_, offer_id, user_id, date.fromisoformat(day), *figures)
        for id_, offer_id, user_id, day, *figures in source.rows(_FREE, facts)
    ]


def new_claims(
    source: Reader, rules: Iterable[FundRule], deliveries: Iterable[Delivered]
) -> defaultdict[str, list[Claim]]:
    """By fund what these deliveries ask of it."""
    fits = _Fitting(source, rules)
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for delivery in deliveries:
        rule = fits.rule(delivery)
        claimed = rule.claim_cents(delivery.quantity_hundredths, delivery.amount_cents) if rule is not None else 0
        if rule is not None and claimed:
            found[rule.id].append(Claim(delivery.delivery_id, delivery.delivered_on, claimed, 0))
    return found


def _claim(work: Work, rule: FundRule, claims: Sequence[Claim]) -> tuple[dict[str, int], tuple[Shift, ...]]:
    """What each of them gets, noted, and what moves at others because of it."""
    share, moved = _divided(work, rule, claims)
    work.run(_ADD, [_claim_row(rule.id, claim, share[claim.delivery_id]) for claim in claims])
    work.touch("fund", rule.id)
    return {claim.delivery_id: share[claim.delivery_id] for claim in claims}, moved


def release(work: Work, delivery_id: str, borne_by_entry: int) -> tuple[Shift, ...]:
    """Take a reversed delivery's claim back; others take its place.

    `borne_by_entry` is the part its own entry booked, which the reversal takes back with it: what was shifted since
    is left to shift back.
    """
    found = work.rows(_CLAIM, {"delivery": delivery_id})
    if not found or found[0][3]:
        return ()
    fund_id, _, charged, _ = found[0]
    rule = fund_rules(work)[fund_id]
    work.run(_RELEASE, [{"delivery": delivery_id}])
    work.touch("fund", fund_id)
    left = charged - borne_by_entry
    own = (Shift(delivery_id, rule.account_id, -left),) if left else ()
    return own + _give(work, rule, rule.granted_cents - _charged(work, rule) + left)


def regrant(work: Work, fund_id: str) -> tuple[Shift, ...]:
    """Divide anew after the amount granted was changed."""
    rule = fund_rules(work)[fund_id]
    room = rule.granted_cents - _charged(work, rule)
    if room >= 0:
        return _give(work, rule, room)
    served = _served(work, rule, _FIRST, -room)
    return _moved(work, rule, served, shares(room + sum(claim.charged_cents for claim in served), served))


class _Fitting:
    """Which fund a delivery is for; asks each offer and school once."""

    def __init__(self, source: Reader, rules: Iterable[FundRule]) -> None:
        self._source, self._rules = source, tuple(rules)
        self._offers: dict[str, tuple[str, str]] = {}
        self._schools: dict[str, str] = {}

    def rule(self, delivery: Delivered) -> FundRule | None:
        if delivery.offer_id not in self._offers:
            ((sector_id, kind),) = self._source.rows(_OFFER, {"id": delivery.offer_id})
            self._offers[delivery.offer_id] = (sector_id, kind)
        if delivery.user_id not in self._schools:
            ((school_kind,),) = self._source.rows(_SCHOOL, {"id": delivery.user_id})
            self._schools[delivery.user_id] = school_kind
        return fitting_fund(
            self._rules, delivery.delivered_on, *self._offers[delivery.offer_id], self._schools[delivery.user_id]
        )


def _divided(work: Work, rule: FundRule, new: Sequence[Claim]) -> tuple[dict[str, int], tuple[Shift, ...]]:
    """What each new claim gets, and what those behind it lose; nobody loses while there is enough for all."""
    asked = sum(claim.claimed_cents for claim in new)
    room = rule.granted_cents - _charged(work, rule)
    if asked <= room:
        return {claim.delivery_id: claim.claimed_cents for claim in new}, ()
    first = min((claim.delivered_on.isoformat(), claim.delivery_id) for claim in new)
    served = _served(work, rule, first, asked - room)
    share = shares(room + sum(claim.charged_cents for claim in served), [*served, *new])
    return share, _moved(work, rule, served, share)


def _give(work: Work, rule: FundRule, cents: int) -> tuple[Shift, ...]:
    """Share out what came free among the first who wait for it."""
    if cents <= 0:
        return ()
    facts = {"fund": rule.id, "until": _turning_day(work, rule)}
    waiting = _claims(work, _WAITING, facts, lambda claim: claim.claimed_cents - claim.charged_cents, cents)
    return _moved(work, rule, waiting, shares(cents + sum(claim.charged_cents for claim in waiting), waiting))


def _served(work: Work, rule: FundRule, first: tuple[str, str], cents: int) -> list[Claim]:
    """The last who bear anything, from a place in the order on: as many as together bear `cents`."""
    facts = {"fund": rule.id, "day": first[0], "delivery": first[1], "until": _turning_day(work, rule)}
    return _claims(work, _SERVED, facts, lambda claim: claim.charged_cents, cents)


def _claims(work: Work, sql: str, facts: Mapping[str, object], of: Callable[[Claim], int], cents: int) -> list[Claim]:
    bite = _BITE
    while True:
        rows = work.rows(sql, {**facts, "bite": bite})
        claims = [Claim(id_, date.fromisoformat(day), claimed, charged) for id_, day, claimed, charged in rows]
        if len(claims) < bite or sum(map(of, claims)) >= cents:
            return claims
        bite *= 4


def _charged(work: Work, rule: FundRule) -> int:
    """What is booked on it by now."""
    ((cents,),) = work.rows(_CHARGED, {"account": rule.account_id})
    return int(cents)


def _turning_day(work: Work, rule: FundRule) -> str:
    """The day on which the fund is spent: nobody of a later day bears anything, nobody of an earlier one waits."""
    ((first, last),) = work.rows(_DAYS, {"fund": rule.id})
    if first is None:
        return _FIRST[0]
    low, high = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    while low < high:
        day = (low + high) // 2
        last_until = work.rows(_LAST_UNTIL, {"fund": rule.id, "day": date.fromordinal(day).isoformat()})
        if last_until and not last_until[0][0]:
            high = day
        else:
            low = day + 1
    return date.fromordinal(low).isoformat()


def _moved(work: Work, rule: FundRule, claims: Iterable[Claim], share: Mapping[str, int]) -> tuple[Shift, ...]:
    changed = [claim for claim in claims if share[claim.delivery_id] != claim.charged_cents]
    changed.sort(key=lambda claim: (claim.delivered_on, claim.delivery_id))
    work.run(_CHARGE, [{"delivery": c.delivery_id, "charged": share[c.delivery_id]} for c in changed])
    return tuple(
        Shift(claim.delivery_id, rule.account_id, share[claim.delivery_id] - claim.charged_cents) for claim in changed
    )


def fund_rules(source: Reader) -> dict[str, FundRule]:
    """By identifier; one that was ended bears what was delivered until that day, whenever it is confirmed."""
    rules = {}
    for row in source.rows(_RULES, {}):
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
