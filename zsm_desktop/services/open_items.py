"""What stands open: every document with what was paid on it, and what was settled before a document went out for it.

All of it together is what the open accounts hold, to the cent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from zsm_desktop.services.scenarios import AccountHolder, holders_of

RowsOf = Callable[[str, dict[str, Any]], list[Any]]

_DOCUMENTS = """
SELECT i.id, i.number, i.kind, i.issuer_id, i.settlement_id, s.number, i.payer_id, i.payee_id, i.total_cents,
 coalesce(p.cents, 0), i.issued_on, i.due_on, coalesce(r.level, 0), r.sent_on, r.pay_by,
 CASE WHEN s.status = 'executed' AND NOT EXISTS (SELECT 1 FROM settlement b WHERE b.reverses = s.id
  AND b.status IN ('proposed', 'approved')) THEN 0 ELSE 1 END,
 CASE WHEN EXISTS (SELECT 1 FROM delivery d JOIN account pe ON pe.school_id = d.provider_id
  JOIN account pa ON pa.school_id = d.user_id WHERE pe.id = i.payee_id AND pa.id = i.payer_id
  AND d.status = 'disputed' AND d.delivered_on BETWEEN s.first_day AND s.last_day) THEN 1 ELSE 0 END
FROM invoice i JOIN settlement s ON s.id = i.settlement_id
LEFT JOIN (SELECT invoice_id, sum(cents) AS cents FROM invoice_payment GROUP BY invoice_id) p ON p.invoice_id = i.id
LEFT JOIN reminder r ON r.invoice_id = i.id AND r.level = (SELECT max(level) FROM reminder WHERE invoice_id = i.id)
WHERE i.claim <> 'set_off' ORDER BY i.issued_on, i.number
"""
_DUES = """
SELECT s.id, s.number, coalesce(s.reverses, ''), d.payer_id, d.payee_id, sum(d.cents) FROM (
 SELECT settlement_id, payer_id, payee_id, cents FROM settlement_payment
 UNION ALL SELECT settlement_id, CASE WHEN cents + vat_cents > 0 THEN user_id ELSE provider_id END,
  CASE WHEN cents + vat_cents > 0 THEN provider_id ELSE user_id END, abs(cents + vat_cents) FROM settlement_document
) d JOIN settlement s ON s.id = d.settlement_id WHERE s.executed_at IS NOT NULL
GROUP BY s.id, s.number, s.reverses, d.payer_id, d.payee_id ORDER BY s.number, d.payer_id, d.payee_id
"""


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One document that was not set off, or with `invoice_id` "" what is due while none went out for it: that has no
    number and no days.

    `level` is that of the last reminder. `is_reversed`: its settlement is taken back, or that was proposed.
    `is_disputed`: these two still talk about deliveries of the same days.
    """

    invoice_id: str
    number: str
    kind: str
    issuer_id: str
    settlement_id: str
    settlement_number: str
    payer: AccountHolder
    payee: AccountHolder
    total_cents: int
    paid_cents: int = 0
    issued_on: date | None = None
    due_on: date | None = None
    level: int = 0
    reminded_on: date | None = None
    pay_by: date | None = None
    overdue_days: int = 0
    is_reversed: bool = False
    is_disputed: bool = False

    @property
    def open_cents(self) -> int:
        return self.total_cents - self.paid_cents


@dataclass(frozen=True, slots=True)
class OpenTotal:
    """What one school or fund is still to be paid; below zero it has to pay."""

    holder: AccountHolder
    cents: int


@dataclass(frozen=True, slots=True)
class OpenItems:
    """`rows` has what was paid too: the earliest issued first, and what has no document after all others."""

    rows: tuple[OpenRow, ...]
    totals: tuple[OpenTotal, ...]

    @property
    def open(self) -> tuple[OpenRow, ...]:
        return tuple(row for row in self.rows if row.open_cents)


def open_items(rows_of: RowsOf, today: date, own: str | None = None) -> OpenItems:
    """`own`: only what this school is a side of, with its own total."""
    holders = holders_of(rows_of)
    documents = tuple(_document(row, holders, today) for row in rows_of(_DOCUMENTS, {}))
    every = (*documents, *_waiting(rows_of, holders, documents))
    rows = tuple(row for row in every if own is None or own in {row.payer.school_id, row.payee.school_id})
    sums: Counter[int] = Counter()
    for row in rows:
        sums[row.payee.account] += row.open_cents
        sums[row.payer.account] -= row.open_cents
    found = (OpenTotal(holders[account], cents) for account, cents in sums.items() if cents)
    totals = (one for one in found if own is None or one.holder.school_id == own)
    return OpenItems(rows, tuple(sorted(totals, key=lambda one: one.holder.rank)))


def _document(row: Any, holders: dict[int, AccountHolder], today: date) -> OpenRow:
    values: list[Any] = list(row)
    is_disputed, is_reversed = values.pop(), values.pop()
    values[6:8] = [holders[account] for account in values[6:8]]
    values[9] = int(values[9])
    for at in (10, 11, 13, 14):
        values[at] = date.fromisoformat(values[at]) if values[at] else None
    due_on, is_open = values[11], values[8] != values[9]
    late = max((today - due_on).days, 0) if due_on is not None and is_open else 0
    values += [late, bool(is_reversed), bool(is_disputed)]
    return OpenRow(*values)


def _waiting(rows_of: RowsOf, holders: dict[int, AccountHolder], documents: tuple[OpenRow, ...]) -> Iterator[OpenRow]:
    """What settlements made due less what documents went out for; one taken back before that leaves nothing."""
    found = [(*names, payer, payee, int(cents)) for *names, payer, payee, cents in rows_of(_DUES, {})]
    left = Counter({(id_, payer, payee): cents for id_, _, _, payer, payee, cents in found})
    for row in documents:
        left[row.settlement_id, row.payer.account, row.payee.account] -= row.total_cents
    for id_, _, reverses, payer, payee, _ in found:
        undone = (reverses, payee, payer)
        if reverses and (both := min(left[id_, payer, payee], left[undone])) > 0:
            left[id_, payer, payee] -= both
            left[undone] -= both
    for id_, number, _, payer, payee, _ in found:
        if cents := left[id_, payer, payee]:
            yield OpenRow("", "", "", "", id_, number, holders[payer], holders[payee], cents)
