"""Waarom dit bedrag? From a balance to the lines under it, with what a fund made of each of them.

One line an entry and account: where a fund bears part of a delivery its provider has two postings, and the quantity
counts once. `gross_cents` is what the line would be without funds, `fund_cents` what the fund makes of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.spans import Span

if TYPE_CHECKING:
    from zsm_desktop.store.store import Row, Store


class Asked(NamedTuple):
    """Whose balance, over which months, and what it is narrowed to: "" is not narrowed.

    `after` leaves out the lines up to and with the entry of that number; the balance stays that of all.
    """

    school: str
    span: Span
    counter: str = ""
    offer: str = ""
    sector: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class ExplainLine:
    """One entry under a balance: `cents` > 0 raises it. `quantity_hundredths` is negative in a reversal.

    `cents` = `gross_cents` + `fund_cents`; `borne_cents` is the part of the delivery that `fund` bears, for whoever of
    the three the line is. `counter` is a fund only on the fund's own side. `by_silence`: nobody answered, and that
    counted as confirmed.
    """

    kind: str
    side: str
    number: int
    booked_on: date
    delivered_on: date
    counter_code: str
    counter: str
    offer_code: str
    offer: str
    unit: str
    unit_plural: str
    quantity_hundredths: int
    tariff_cents: int
    placement_number: str
    decision_number: str
    reverses: int | None
    delivery_id: str | None
    cents: int
    gross_cents: int
    fund_cents: int
    fund: str = ""
    borne_cents: int = 0
    by_silence: bool = False

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear.of(self.booked_on)

    @property
    def book_year(self) -> int:
        return self.booked_on.year


@dataclass(frozen=True, slots=True)
class Parts:
    """What a balance is made of: given − taken + fund + corrections.

    All but `fund_cents` are as if there were no funds; that is what funds make of all of it, shifts and reversals too.
    """

    given_cents: int
    taken_cents: int
    fund_cents: int
    corrections_cents: int

    @property
    def balance_cents(self) -> int:
        return self.given_cents - self.taken_cents + self.fund_cents + self.corrections_cents


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines in order of booking; they sum to `balance_cents`, which comes from the running totals.

    `counter`, `offer` and `sector` are the names of what it is narrowed to, "" where it is not.
    """

    school_id: str
    code: str
    name: str
    balance_cents: int
    lines: tuple[ExplainLine, ...]
    span: Span
    counter: str = ""
    offer: str = ""
    sector: str = ""

    @property
    def parts(self) -> Parts:
        given = taken = fund = corrections = 0
        for line in self.lines:
            fund += line.fund_cents
            if line.kind != "delivery":
                corrections += line.gross_cents
            elif line.side == "given":
                given += line.gross_cents
            else:
                taken -= line.gross_cents
        return Parts(given, taken, fund, corrections)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a balance can be narrowed to, as (code, name) by name."""

    counters: tuple[tuple[str, str], ...]
    offers: tuple[tuple[str, str], ...]
    sectors: tuple[tuple[str, str], ...]


_ACCOUNT = """
SELECT id, coalesce(school_id, ''), code, name, kind FROM account WHERE school_id = :x OR upper(code) = :code
"""
_OFFER = "SELECT id, name FROM offer WHERE id = :x OR upper(code) = :code"
_SECTOR = "SELECT id, name FROM sector WHERE id = :x OR upper(code) = :code OR upper(name) = :code"
_TOTAL = """
SELECT coalesce(sum(given_cents - taken_cents), 0) FROM account_total
WHERE account_id = :account AND month BETWEEN :first AND :last
"""
_NARROW_TOTAL = """
SELECT coalesce(sum(CASE WHEN f.giver_id = :account THEN f.cents ELSE -f.cents END), 0)
FROM flow_total f JOIN offer o ON o.id = f.offer_id
WHERE (f.giver_id = :account OR f.taker_id = :account) AND f.month BETWEEN :first AND :last
"""
_LINES = """
SELECT e.kind, p.side, e.number, e.booked_on, e.delivered_on, c.code, c.name, o.code, o.name, u.name, u.plural,
 e.quantity, e.tariff_cents, coalesce(pl.number, ''), coalesce(d.number, ''), e.reverses, e.delivery_id, p.cents,
 c.kind, e.kind = 'delivery' AND coalesce(dv.settled_how, '') = 'silence'
FROM posting p
JOIN journal_entry e ON e.number = p.entry
JOIN account c ON c.id = p.counter_id
JOIN offer o ON o.id = e.offer_id
JOIN unit u ON u.id = o.unit_id
LEFT JOIN placement pl ON pl.id = e.placement_id
LEFT JOIN decision d ON d.id = e.decision_id
LEFT JOIN delivery dv ON dv.id = e.delivery_id
WHERE p.account_id = :account AND p.booked_on BETWEEN :first_day AND :last_day
"""
# By their accounts, which are few: what funds bear of entries in these months, once for all lines.
_BORNE = """
SELECT p.entry, a.name, -p.cents FROM posting p JOIN account a ON a.id = p.account_id
WHERE a.kind = 'fund' AND p.booked_on BETWEEN :first_day AND :last_day
"""


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
    counters, offers, sectors = (
        tuple(sorted({(row[at], row[at + 1]) for row in rows}, key=lambda one: (one[1], one[0]))) for at in (0, 2, 4)
    )
    return Narrowing(counters, offers, sectors)


def explained(store: Store, asked: Asked) -> Explanation:
    """Raises RuleError("balance.no_school"), ("balance.no_offer") or ("balance.no_sector")."""
    account, school_id, code, name, kind = _one(store, _ACCOUNT, asked.school, "balance.no_school", "school")
    counter = _one(store, _ACCOUNT, asked.counter, "balance.no_school", "school") if asked.counter else ()
    offer = _one(store, _OFFER, asked.offer, "balance.no_offer", "offer") if asked.offer else ()
    sector = _one(store, _SECTOR, asked.sector, "balance.no_sector", "sector") if asked.sector else ()
    values: dict[str, object] = {
        "account": account,
        "first": asked.span.first_month,
        "last": asked.span.last_month,
        "first_day": asked.span.first_day.isoformat(),
        "last_day": asked.span.last_day.isoformat(),
    }
    lines, total = _LINES, _NARROW_TOTAL if counter or offer or sector else _TOTAL
    for found, words, of_lines, of_total in (
        (counter, "counter", "p.counter_id = :counter", "(f.giver_id = :counter OR f.taker_id = :counter)"),
        (offer, "offer", "e.offer_id = :offer", "f.offer_id = :offer"),
        (sector, "sector", "o.sector_id = :sector", "o.sector_id = :sector"),
    ):
        if found:
            values[words] = found[0]
            lines, total = f"{lines} AND {of_lines}", f"{total} AND {of_total}"
    if asked.after:
        values["after"] = asked.after
        lines = f"{lines} AND p.entry > :after"
    with store.snapshot():
        ((balance,),) = store.rows(total, _used(total, values))
        rows = store.rows(f"{lines} ORDER BY e.number, p.id", _used(lines, values))
        borne = {entry: (fund, cents) for entry, fund, cents in store.rows(_BORNE, _used(_BORNE, values))}
    merged = _merged(rows, borne, is_fund=kind == "fund")
    return Explanation(
        school_id,
        code,
        name,
        int(balance),
        merged,
        asked.span,
        counter=counter[3] if counter else "",
        offer=offer[1] if offer else "",
        sector=sector[1] if sector else "",
    )


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
        first = min(postings, key=lambda row: row[18] != "school")
        cents = sum(row[17] for row in postings)
        fund, part = borne.get(number, ("", 0))
        signed = part if first[1] == "given" else -part
        is_only_fund = is_fund or first[18] != "school"
        gross = 0 if is_only_fund else cents if len(postings) > 1 else cents + signed
        values: list[Any] = list(first[:18])
        values[3], values[4] = date.fromisoformat(first[3]), date.fromisoformat(first[4])
        values[17:] = cents, gross, cents - gross, fund, part, bool(first[19])
        lines.append(ExplainLine(*values))
    return tuple(lines)
