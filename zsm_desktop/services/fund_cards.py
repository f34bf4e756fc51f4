"""What lies under the figures of a fund: its claims delivery by delivery, and what an act on it would do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.funds import Claim, FundRule, fitting_fund, shares
from zsm_desktop.services.bearing import free_deliveries, fund_rules, new_claims, require_behind
from zsm_desktop.store.store import Store

if TYPE_CHECKING:
    from zsm_desktop.services.funds import FundDraft

NOT_MADE = ""
MADE_LAST = 2**63 - 1
"""Of equal ranks the fund whose account is older bears."""

_CLAIMS = """
SELECT c.delivery_id, c.delivered_on, pa.code, pa.name, ua.code, ua.name, o.name, coalesce(p.number, ''),
 c.claimed_cents, c.charged_cents
FROM fund_claim c
JOIN delivery d ON d.id = c.delivery_id
JOIN offer o ON o.id = d.offer_id
JOIN organisation pa ON pa.id = d.provider_id
JOIN organisation ua ON ua.id = d.user_id
LEFT JOIN placement p ON p.id = d.placement_id
WHERE c.fund_id = :fund AND NOT c.is_reversed
ORDER BY c.delivered_on DESC, c.delivery_id DESC LIMIT :limit
"""
_SCHOOLS = """
SELECT g.code, g.name, count(*), sum(c.charged_cents), sum(c.claimed_cents - c.charged_cents)
FROM fund_claim c
JOIN delivery d ON d.id = c.delivery_id
JOIN organisation g ON g.id = d.user_id
WHERE c.fund_id = :fund AND NOT c.is_reversed
GROUP BY g.id, g.code, g.name ORDER BY g.name
"""
_PART = """
SELECT f.id, f.name, c.claimed_cents, c.charged_cents FROM fund_claim c JOIN fund f ON f.id = c.fund_id
WHERE c.delivery_id = :delivery AND NOT c.is_reversed
"""
_WAITING = """
SELECT d.id, d.delivered_on, d.quantity, d.amount_cents, o.sector_id, o.kind, s.kind
FROM delivery d
JOIN offer o ON o.id = d.offer_id
JOIN school s ON s.id = d.user_id
WHERE d.status = 'entered' AND d.delivered_on BETWEEN :first_day AND :last_day
"""
_CHARGED = """
SELECT c.delivery_id, c.delivered_on, c.claimed_cents, c.charged_cents, g.name
FROM fund_claim c
JOIN delivery d ON d.id = c.delivery_id
JOIN organisation g ON g.id = d.user_id
WHERE c.fund_id = :fund AND NOT c.is_reversed
"""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """`claimed_cents` is what the fund would bear with room for all, `charged_cents` what it bears in the books."""

    delivery_id: str
    delivered_on: date
    provider_code: str
    provider: str
    user_code: str
    user: str
    offer: str
    placement_number: str
    claimed_cents: int
    charged_cents: int

    @property
    def waiting_cents(self) -> int:
        return self.claimed_cents - self.charged_cents


@dataclass(frozen=True, slots=True)
class SchoolPart:
    """What the fund bears of what one school used; `waiting_cents` found the fund empty."""

    school_code: str
    school: str
    deliveries: int
    charged_cents: int
    waiting_cents: int


@dataclass(frozen=True, slots=True)
class DeliveryPart:
    """The part of one delivery that is for a fund."""

    fund_id: str
    fund: str
    claimed_cents: int
    charged_cents: int


@dataclass(frozen=True, slots=True)
class FundPreview:
    """What would be: of deliveries that wait for the other school, and of those booked already.

    `claimed_cents` and `borne_cents` are about the `waiting` deliveries that are for this fund. `shifts` is per school
    what the fund would bear more (negative: less) of `shifted` deliveries that are booked.
    """

    waiting: int
    claimed_cents: int
    borne_cents: int
    shifted: int
    shifts: tuple[tuple[str, int], ...]

    @property
    def shift_cents(self) -> int:
        return sum(cents for _, cents in self.shifts)


def claim_rows(store: Store, fund_id: str, limit: int) -> tuple[ClaimRow, ...]:
    """Latest delivery first."""
    rows = store.rows(_CLAIMS, {"fund": fund_id, "limit": limit})
    return tuple(ClaimRow(id_, date.fromisoformat(day), *rest) for id_, day, *rest in rows)


def school_parts(store: Store, fund_id: str) -> tuple[SchoolPart, ...]:
    return tuple(SchoolPart(*row) for row in store.rows(_SCHOOLS, {"fund": fund_id}))


def was_used(store: Store, fund_id: str) -> bool:
    """Whether it bore something once, also when all of it was taken back."""
    return bool(store.rows("SELECT 1 FROM fund_claim WHERE fund_id = :fund LIMIT 1", {"fund": fund_id}))


def part_of(store: Store, delivery_id: str) -> DeliveryPart | None:
    rows = store.rows(_PART, {"delivery": delivery_id})
    return DeliveryPart(*rows[0]) if rows else None


def fund_preview(store: Store, draft: FundDraft, fund_id: str = NOT_MADE, *, begins: bool = True) -> FundPreview:
    """As the act would do it; `begins`: what was booked without any fund is taken up, as of one still to be made.

    Raises RuleError("fund.comes_first").
    """
    known = fund_rules(store)
    account_id = known[fund_id].account_id if fund_id in known else MADE_LAST
    rule = _rule(draft, fund_id, account_id, _ended_on(store, fund_id))
    rules = [*(one for one in known.values() if one.id != fund_id), rule]
    waiting = _waiting(store, rules, rule)
    booked = store.rows(_CHARGED, {"fund": fund_id})
    claims = [Claim(id_, date.fromisoformat(day), claimed, charged) for id_, day, claimed, charged, _ in booked]
    schools = {id_: school for id_, _, _, _, school in booked}
    if begins:
        require_behind(store, rules, rule)
        free = free_deliveries(store, rule)
        claims += new_claims(store, rules, free)[rule.id]
        names: dict[str, str] = dict(store.rows("SELECT id, name FROM organisation WHERE kind = 'school'"))
        schools |= {one.delivery_id: names[one.user_id] for one in free}
    now, then = shares(draft.granted_cents, claims), shares(draft.granted_cents, [*claims, *waiting])
    moved = {one.delivery_id: now[one.delivery_id] - one.charged_cents for one in claims}
    return FundPreview(
        waiting=len(waiting),
        claimed_cents=sum(one.claimed_cents for one in waiting),
        borne_cents=sum(then[one.delivery_id] for one in waiting),
        shifted=sum(cents != 0 for cents in moved.values()),
        shifts=_per_school(moved, schools),
    )


def _waiting(store: Store, rules: list[FundRule], rule: FundRule) -> list[Claim]:
    """What entered deliveries would ask of `rule`, those that are for another fund left out."""
    days = {"first_day": rule.first_day.isoformat(), "last_day": rule.last_day.isoformat()}
    found = []
    for id_, day, quantity, amount, sector_id, offer_kind, school_kind in store.rows(_WAITING, days):
        delivered_on = date.fromisoformat(day)
        if fitting_fund(rules, delivered_on, sector_id, offer_kind, school_kind) is rule:
            claimed = rule.claim_cents(quantity, amount)
            found += [Claim(id_, delivered_on, claimed, 0)] if claimed else []
    return found


def _ended_on(store: Store, fund_id: str) -> date:
    rows = store.rows("SELECT ended_on FROM fund WHERE id = :fund", {"fund": fund_id})
    return date.fromisoformat(rows[0][0]) if rows and rows[0][0] else date.max


def _rule(draft: FundDraft, fund_id: str, account_id: int, ended_on: date) -> FundRule:
    return FundRule(
        id=fund_id,
        account_id=account_id,
        granted_cents=draft.granted_cents,
        percent=draft.percent,
        fixed_cents=draft.fixed_cents,
        first_day=draft.first_day,
        last_day=min(draft.last_day, ended_on),
        sector_id=draft.sector_id,
        offer_kind=draft.offer_kind,
        school_kind=draft.school_kind,
        rank=draft.rank,
    )


def _per_school(moved: Mapping[str, int], schools: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = defaultdict(int)
    for delivery_id, cents in moved.items():
        found[schools[delivery_id]] += cents
    return tuple((school, cents) for school, cents in sorted(found.items()) if cents)
