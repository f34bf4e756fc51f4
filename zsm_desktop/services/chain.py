"""The books recomputed from their rows: the chain from entry 1, and every running total. Raw reading, in bites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from zsm_desktop.domain.calendar import SchoolYear, month_index, month_label
from zsm_desktop.domain.errors import Finding
from zsm_desktop.domain.ledger import GENESIS, Side, chain_hash
from zsm_desktop.services.entry_rows import ENTRY_COLUMNS, POSTING_COLUMNS, entry_facts
from zsm_desktop.store.raw import Parameters, RawConnection
from zsm_desktop.store.store import Row, Store

BITE = 5000
MOST_FINDINGS = 20
RowsOf = Callable[[str, dict[str, Any]], list[Any]]

_ENTRIES = f"SELECT {ENTRY_COLUMNS} FROM journal_entry WHERE number > :after ORDER BY number LIMIT :bite"  # noqa: S608
_POSTINGS = f"""
SELECT entry, {POSTING_COLUMNS}, booked_on FROM posting WHERE entry BETWEEN :first AND :last ORDER BY entry, id
"""  # noqa: S608 - made of fixed parts
_SUMS = """
SELECT booked_on, counter_id, side, sum(cents) FROM posting WHERE account_id = :account
GROUP BY booked_on, counter_id, side
"""
_STRAY = "SELECT count(*) FROM posting p LEFT JOIN journal_entry e ON e.number = p.entry WHERE e.number IS NULL"
_MONTHS = "SELECT month, given_cents, taken_cents, settled_cents FROM account_total WHERE account_id = :account"
_PAIRS = "SELECT counter_id, school_year, given_cents, taken_cents FROM pair_total WHERE account_id = :account"
_FLOWS = """
SELECT g.code, k.code, o.code, s.month FROM (
 SELECT giver_id, taker_id, offer_id, month, sum(cents) AS cents, sum(quantity) AS quantity FROM (
  SELECT giver_id, taker_id, offer_id, month, -cents AS cents, -quantity AS quantity FROM flow_total
  WHERE giver_id = :account
  UNION ALL
  SELECT p.account_id, p.counter_id, e.offer_id,
   CAST(substr(e.booked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(e.booked_on, 6, 2) AS INTEGER) - 1,
   p.cents, CASE t.kind WHEN 'fund' THEN 0 ELSE e.quantity END
  FROM journal_entry e JOIN posting p ON p.entry = e.number JOIN account t ON t.id = p.counter_id
  WHERE p.side = 'given' AND p.account_id = :account
 ) sides GROUP BY giver_id, taker_id, offer_id, month
 HAVING sum(cents) <> 0 OR sum(quantity) <> 0
) s JOIN account g ON g.id = s.giver_id JOIN account k ON k.id = s.taker_id JOIN offer o ON o.id = s.offer_id
ORDER BY 1, 2, 3, 4 LIMIT 20
"""
_CLAIMS = """
SELECT f.name, c.delivery_id FROM fund_claim c JOIN fund f ON f.id = c.fund_id
LEFT JOIN (SELECT e.delivery_id, p.account_id, -sum(p.cents) AS cents FROM account t
 JOIN posting p ON p.account_id = t.id JOIN journal_entry e ON e.number = p.entry
 WHERE t.kind = 'fund' GROUP BY e.delivery_id, p.account_id) b
 ON b.delivery_id = c.delivery_id AND b.account_id = f.account_id
WHERE c.charged_cents <> coalesce(b.cents, 0) ORDER BY 1, 2 LIMIT 20
"""
_OVERDRAWN = """
SELECT f.name FROM fund f JOIN fund_claim c ON c.fund_id = f.id
GROUP BY f.id, f.name, f.granted_cents HAVING sum(c.charged_cents) > f.granted_cents ORDER BY 1
"""
_UNBOOKED = """
SELECT d.id FROM delivery d
LEFT JOIN journal_entry e ON e.delivery_id = d.id AND e.kind <> 'fund' AND e.kind = 'delivery'
WHERE (d.status = 'confirmed') <> (e.number IS NOT NULL) ORDER BY d.id LIMIT 20
"""
_PLACES = {Side.GIVEN.value: 0, Side.TAKEN.value: 1, Side.SETTLED.value: 2}


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last entry: its number (0 for an empty ledger) and its hash."""

    number: int
    hash: bytes


class Asked(Protocol):
    """A store, or a copy of one."""

    def rows(self, sql: str, parameters: Parameters = ..., /) -> list[Any]: ...


def chain_head(rows_of: RowsOf) -> ChainHead:
    rows = rows_of("SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1", {})
    return ChainHead(rows[0][0], bytes(rows[0][1])) if rows else ChainHead(0, GENESIS)


def chain_faults(store: Asked, until: int | None = None) -> tuple[int, bytes, list[Finding]]:
    """Number and hash of the head, and "check.chain" naming the first entry that is not as it was booked.

    With `until` only that far: what a paper of then could know.
    """
    expected, head = 1, GENESIS
    for bite in _bites(store, until):
        first, last = bite[0][0], bite[-1][0]
        postings: dict[int, list[Row]] = defaultdict(list)
        for posting in store.rows(_POSTINGS, {"first": first, "last": last}):
            postings[posting[0]].append(posting)
        for row in bite:
            what = _fault(row, postings[row[0]], expected, head)
            if what is not None:
                last = chain_head(store.rows)
                finding = Finding("check.chain", row=expected, facts={"number": expected, "what": what})
                return last.number, last.hash, [finding]
            expected, head = expected + 1, bytes(row[15])
    return expected - 1, head, []


def _bites(store: Asked, until: int | None) -> Iterator[list[Row]]:
    after = 0
    while bite := store.rows(_ENTRIES, {"after": after, "bite": BITE}):
        wanted = bite if until is None else [row for row in bite if row[0] <= until]
        if wanted:
            yield wanted
        if len(wanted) < len(bite):
            return
        after = bite[-1][0]


def _fault(row: Row, postings: list[Row], expected: int, head: bytes) -> str | None:
    """What is wrong with one entry: number, previous, content, sum or day."""
    if row[0] != expected:
        return "number"
    if bytes(row[14]) != head:
        return "previous"
    try:
        is_same = chain_hash(head, entry_facts(row, (posting[1:] for posting in postings))) == bytes(row[15])
    except ValueError:
        return "content"
    if not is_same:
        return "content"
    if len(postings) < 2 or sum(posting[4] for posting in postings) != 0:
        return "sum"
    return "day" if any(posting[5] != row[3] for posting in postings) else None


def total_faults(store: Store) -> list[Finding]:
    """Running totals other than their postings: "check.month_total", "check.pair_total", "check.flow_total".

    Of funds "check.claim" (bears other than booked) and "check.overdrawn". Besides "check.stray_postings" (lines
    without an entry) and "check.delivery" (confirmed but not booked, or booked but not confirmed).
    """
    findings: list[Finding] = []
    for account, code in store.rows("SELECT id, code FROM account ORDER BY id"):
        findings += _account_faults(store, account, code)
        findings += [
            Finding("check.flow_total", facts={"giver": giver, "taker": taker, "offer": offer, "month": _month(month)})
            for giver, taker, offer, month in store.rows(_FLOWS, {"account": account})
        ]
    ((stray,),) = store.rows(_STRAY)
    if stray:
        findings.append(Finding("check.stray_postings", facts={"count": stray}))
    findings += [
        Finding("check.claim", facts={"fund": fund, "delivery": delivery}) for fund, delivery in store.rows(_CLAIMS)
    ]
    findings += [Finding("check.overdrawn", facts={"fund": row[0]}) for row in store.rows(_OVERDRAWN)]
    findings += [Finding("check.delivery", facts={"delivery": row[0]}) for row in store.rows(_UNBOOKED)]
    return findings[:MOST_FINDINGS]


def _month(month: int) -> str:
    """Its name, or the bare number where somebody wrote one that is no month."""
    return month_label(month) if 0 < month < 9999 * 12 else str(month)


def _account_faults(store: Store, account: int, code: str) -> list[Finding]:
    months: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    pairs: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    facts = {"account": account}
    for booked_on, counter, side, cents in store.rows(_SUMS, facts):
        day = date.fromisoformat(booked_on)
        place, amount = _PLACES[side], -cents if side == Side.TAKEN else cents
        months[month_index(day)][place] += amount
        if side != Side.SETTLED:
            pairs[counter, SchoolYear.of(day).start_year][place] += amount
    kept_months = {row[0]: list(row[1:]) for row in store.rows(_MONTHS, facts)}
    kept_pairs = {(row[0], row[1]): list(row[2:]) for row in store.rows(_PAIRS, facts)}
    findings = [
        Finding("check.month_total", facts={"account": code, "month": _month(month)})
        for month in sorted(months.keys() | kept_months.keys())
        if months.get(month, [0, 0, 0]) != kept_months.get(month, [0, 0, 0])
    ]
    for pair in sorted(pairs.keys() | kept_pairs.keys()):
        if pairs.get(pair, [0, 0]) != kept_pairs.get(pair, [0, 0]):
            year = SchoolYear(pair[1]).label
            findings.append(Finding("check.pair_total", facts={"account": code, "counter": pair[0], "year": year}))
    return findings


def whole_chain(connection: RawConnection) -> list[Finding]:
    """What is wrong with the chain of a copy."""
    return chain_faults(_Asked(connection))[2]


class _Asked:
    """Reads over one connection, in the way of a store."""

    def __init__(self, connection: RawConnection) -> None:
        self._connection = connection

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[object, ...]]:
        return self._connection.execute(sql, parameters).fetchall()
