"""Waarom dit bedrag? From a balance to the lines under it, with what a fund made of each of them.

One line an entry and account: where a fund bears part of a delivery its provider has two postings, and the quantity
counts once. `gross_cents` is what the line would be without funds, `fund_cents` what the fund makes of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.in_kind import NOTHING, InKind, total
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.services.explaining_asked import Asked
from zsm_desktop.services.explaining_rows import ExplainLine, Explanation, Narrowing
from zsm_desktop.services.explaining_settled import settled_cents, settled_lines

if TYPE_CHECKING:
    from zsm_desktop.store.store import Row, Store


_ACCOUNT = """
SELECT id, coalesce(school_id, ''), code, name, kind FROM account
WHERE kind <> 'open' AND (school_id = :x OR upper(code) = :code)
"""
_OFFER = "SELECT id, name FROM offer WHERE id = :x OR upper(code) = :code"
_SECTOR = "SELECT id, name FROM sector WHERE id = :x OR upper(code) = :code OR upper(name) = :code"
_TOTAL = """
SELECT u.name, u.plural, u.dagdelen, sum(CASE WHEN f.taker_id = :account THEN -f.cents ELSE f.cents END),
 sum(CASE WHEN f.taker_id = :account THEN -f.quantity ELSE f.quantity END)
FROM flow_total f JOIN offer o ON o.id = f.offer_id JOIN unit u ON u.id = o.unit_id
WHERE f.month BETWEEN :first AND :last
"""
_PER_UNIT = " GROUP BY u.id, u.name, u.plural, u.dagdelen"
_LINES = """
SELECT e.kind, p.side, e.number, e.booked_on, e.delivered_on, own.name, c.code, c.name, o.code, o.name, u.name,
 u.plural, e.quantity, e.tariff_cents, coalesce(pl.number, ''), coalesce(d.number, ''), e.reverses, e.delivery_id,
 p.cents, c.kind, e.kind = 'delivery' AND coalesce(dv.settled_how, '') = 'silence', u.dagdelen
FROM posting p
JOIN journal_entry e ON e.number = p.entry
JOIN account own ON own.id = p.account_id
JOIN account c ON c.id = p.counter_id
JOIN offer o ON o.id = e.offer_id
JOIN unit u ON u.id = o.unit_id
LEFT JOIN placement pl ON pl.id = e.placement_id
LEFT JOIN decision d ON d.id = e.decision_id
LEFT JOIN delivery dv ON dv.id = e.delivery_id
WHERE p.booked_on BETWEEN :first_day AND :last_day
"""
# By their accounts, which are few: what funds bear of entries in these months, once for all lines.
_BORNE = """
SELECT p.entry, a.name, -p.cents FROM posting p JOIN account a ON a.id = p.account_id
WHERE a.kind = 'fund' AND p.booked_on BETWEEN :first_day AND :last_day
"""
_IS_KIND = """{account} IN (SELECT a.id FROM account a LEFT JOIN school s ON s.id = a.school_id
 WHERE :{kind} IN (a.kind, CASE a.kind WHEN 'school' THEN s.kind END))"""
_SIDES = {
    "": "(f.giver_id = :account OR f.taker_id = :account)",
    "given": "f.giver_id = :account",
    "taken": "f.taker_id = :account",
    "settled": "1 = 0",
}
_PARTIES = """
SELECT DISTINCT c.code, c.name, o.code, o.name, s.code, s.name
FROM flow_total f JOIN account c ON c.id = CASE WHEN f.giver_id = :account THEN f.taker_id ELSE f.giver_id END
JOIN offer o ON o.id = f.offer_id JOIN sector s ON s.id = o.sector_id
WHERE (f.giver_id = :account OR f.taker_id = :account) AND f.month BETWEEN :first AND :last
"""


def narrowing_of(store: Store, school: str, span: Span) -> Narrowing:
    """Raises RuleError("balance.no_school")."""
    account = _one(store, _ACCOUNT, school, "balance.no_school", "school")[0]
    rows = store.rows(_PARTIES, {"account": account, "first": span.first_month, "last": span.last_month})
    return narrowed_to(rows)


def narrowed_to(rows: list[Row]) -> Narrowing:
    """Of rows with code and name of a counter, an offer and a sector."""
    counters, offers, sectors = (
        tuple(sorted({(row[at], row[at + 1]) for row in rows}, key=lambda one: (one[1], one[0]))) for at in (0, 2, 4)
    )
    return Narrowing(counters, offers, sectors)


class Found(NamedTuple):
    """What was asked for as rows: of the account (id, school_id, code, name, kind), and (id, name) of the others."""

    account: Row
    counter: Row
    offer: Row
    sector: Row


NOBODY: Row = (0, "", "", "", "")


def found_of(store: Store, asked: Asked) -> Found:
    """Raises RuleError("balance.no_school"), ("balance.no_offer"), ("balance.no_sector") or ("balance.itself")."""
    account = NOBODY if asked.kinds else _one(store, _ACCOUNT, asked.school, "balance.no_school", "school")
    counter = _one(store, _ACCOUNT, asked.counter, "balance.no_school", "school") if asked.counter else ()
    if counter and counter[0] == account[0]:
        raise RuleError("balance.itself", school=account[3])
    return Found(
        account,
        (counter[0], counter[3], counter[1]) if counter else (),
        _one(store, _OFFER, asked.offer, "balance.no_offer", "offer") if asked.offer else (),
        _one(store, _SECTOR, asked.sector, "balance.no_sector", "sector") if asked.sector else (),
    )


def explained(store: Store, asked: Asked) -> Explanation:
    """Raises RuleError as `found_of` does."""
    found = found_of(store, asked)
    of_lines, of_total, values = _narrowed(asked, found)
    lines, totals = " AND ".join((_LINES, *of_lines)), " AND ".join((_TOTAL, *of_total))
    with store.snapshot():
        sums = store.rows(f"{totals}{_PER_UNIT}", _used(totals, values))
        before = values | {"first": ALL.first_month, "last": asked.span.first_month - 1}
        opening = store.rows(f"{totals}{_PER_UNIT}", _used(totals, before)) if asked.is_standing else None
        rows = store.rows(f"{lines} ORDER BY e.number, p.id", _used(lines, values))
        borne = {entry: (fund, cents) for entry, fund, cents in store.rows(_BORNE, _used(_BORNE, values))}
        settled = _settled(store, asked, found.account[0])
    made = explanation(
        asked,
        found,
        sum(int(row[3]) for row in sums),
        total(InKind.of(row[0], row[1], row[2], int(row[4])) for row in sums),
        _merged(rows, borne, is_fund=found.account[4] == "fund"),
    )
    if opening is not None:
        made = replace(made, opening_cents=sum(int(row[3]) for row in opening) + settled.before_cents)
    every = sorted((*made.lines, *settled.lines), key=lambda line: line.number)
    return replace(made, lines=tuple(every), settled_cents=settled.cents)


class _Settled(NamedTuple):
    """What settling moved before these months and in them."""

    before_cents: int = 0
    cents: int = 0
    lines: tuple[ExplainLine, ...] = ()


def _settled(store: Store, asked: Asked, account: int) -> _Settled:
    if not asked.counts_settled:
        return _Settled()
    span = asked.span
    return _Settled(
        settled_cents(store, account, ALL.first_month, span.first_month - 1),
        settled_cents(store, account, span.first_month, span.last_month),
        settled_lines(store, account, span.first_day, span.last_day, asked.after),
    )


def explanation(asked: Asked, found: Found, cents: int, use: InKind, lines: tuple[ExplainLine, ...]) -> Explanation:
    _, school_id, code, name, _ = found.account
    return Explanation(
        school_id,
        code,
        name,
        cents,
        lines,
        asked.span,
        counter=found.counter[1] if found.counter else "",
        offer=found.offer[1] if found.offer else "",
        sector=found.sector[1] if found.sector else "",
        side=asked.side,
        status=asked.status,
        kinds=asked.kinds,
        use=use,
    )


def _narrowed(asked: Asked, found: Found) -> tuple[list[str], list[str], dict[str, object]]:
    """What holds for the lines, what for the totals, and the values both name."""
    values: dict[str, object] = {
        "account": found.account[0],
        "first": asked.span.first_month,
        "last": asked.span.last_month,
        "first_day": asked.span.first_day.isoformat(),
        "last_day": asked.span.last_day.isoformat(),
    }
    if asked.kinds:
        lines, totals = ["p.side = 'given'"], []
        for name, line, flow in (
            ("kind", "p.account_id", "f.giver_id"),
            ("counter_kind", "p.counter_id", "f.taker_id"),
        ):
            values[name] = getattr(asked.kinds, name)
            if values[name]:
                lines.append(_IS_KIND.format(account=line, kind=name))
                totals.append(_IS_KIND.format(account=flow, kind=name))
    else:
        lines, totals = ["p.account_id = :account"], [_SIDES[asked.side]]
    for one, name, of_lines, of_total in (
        (found.counter, "counter", "p.counter_id = :counter", "(f.giver_id = :counter OR f.taker_id = :counter)"),
        (found.offer, "offer", "e.offer_id = :offer", "f.offer_id = :offer"),
        (found.sector, "sector", "o.sector_id = :sector", "o.sector_id = :sector"),
        ((asked.side,) if asked.side else (), "side", "p.side = :side", ""),
        ((asked.after,) if asked.after else (), "after", "p.entry > :after", ""),
    ):
        if one:
            values[name] = one[0]
            lines.append(of_lines)
            totals += [of_total] if of_total else []
    return lines, totals, values


def _one(store: Store, sql: str, wanted: str, refusal: str, name: str) -> Row:
    rows = store.rows(sql, {"x": wanted, "code": wanted.upper()})
    if not rows:
        raise RuleError(refusal, **{name: wanted})
    return rows[0]


def _used(sql: str, values: dict[str, object]) -> dict[str, object]:
    """Only the values a statement names; some engines refuse the others."""
    return {name: value for name, value in values.items() if re.search(rf":{name}\b", sql)}


def _merged(rows: list[Row], borne: dict[int, tuple[str, int]], *, is_fund: bool) -> tuple[ExplainLine, ...]:
    """One line an entry: its postings together, named after the school among the counter accounts."""
    entries: dict[int, list[Row]] = {}
    for row in rows:
        entries.setdefault(row[2], []).append(row)
    lines = []
    for number, postings in entries.items():
        first = min(postings, key=lambda row: row[19] != "school")
        cents = sum(row[18] for row in postings)
        fund, part = borne.get(number, ("", 0))
        is_given = first[1] == "given"
        signed = part if is_given else -part
        is_only_fund = is_fund or first[19] != "school"
        gross = 0 if is_only_fund else cents if len(postings) > 1 else cents + signed
        use = NOTHING if is_only_fund else InKind.of(first[10], first[11], first[21], first[12])
        values: list[Any] = list(first[:19])
        values[3], values[4] = date.fromisoformat(first[3]), date.fromisoformat(first[4])
        values[18:] = cents, gross, cents - gross, fund, part, bool(first[20]), use if is_given else -use
        lines.append(ExplainLine(*values))
    return tuple(lines)
