"""Waarom dit bedrag? of what was settled: the entries that moved a balance to the open items, or to nobody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.services.explaining_rows import ExplainLine

if TYPE_CHECKING:
    from zsm_desktop.store.store import Row, Store

_TOTAL = """
SELECT coalesce(sum(settled_cents), 0) FROM account_total
WHERE account_id = :account AND month BETWEEN :first AND :last
"""
_LINES = """
SELECT e.kind, e.number, e.booked_on, e.delivered_on, own.name, coalesce(d.number, ''), p.cents, s.number,
 coalesce(u.number, '')
FROM posting p JOIN journal_entry e ON e.number = p.entry JOIN account own ON own.id = p.account_id
JOIN settlement s ON s.id = e.settlement_id LEFT JOIN settlement u ON u.id = s.reverses
LEFT JOIN decision d ON d.id = s.decision_id
WHERE p.account_id = :account AND p.side = 'settled' AND p.booked_on BETWEEN :first_day AND :last_day
 AND p.entry > :after ORDER BY e.number, p.id
"""


def settled_cents(store: Store, account: int, first_month: int, last_month: int) -> int:
    values = {"account": account, "first": first_month, "last": last_month}
    ((cents,),) = store.rows(_TOTAL, values)
    return int(cents)


def settled_lines(
    store: Store, account: int, first_day: date, last_day: date, after: int = 0
) -> tuple[ExplainLine, ...]:
    days = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    return tuple(_line(row) for row in store.rows(_LINES, {"account": account, "after": after, **days}))


def _line(row: Row) -> ExplainLine:
    kind, number, booked_on, last_day, account, decision_number, cents, settlement_number, undoes = row
    return ExplainLine(
        kind=kind,
        side="settled",
        number=number,
        booked_on=date.fromisoformat(booked_on),
        delivered_on=date.fromisoformat(last_day),
        account=account,
        counter_code="",
        counter="",
        offer_code="",
        offer="",
        unit="",
        unit_plural="",
        quantity_hundredths=0,
        tariff_cents=0,
        placement_number="",
        decision_number=decision_number,
        reverses=None,
        delivery_id=None,
        cents=cents,
        gross_cents=cents,
        fund_cents=0,
        settlement_number=settlement_number,
        undoes=undoes,
    )
