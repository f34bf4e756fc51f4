"""The books of one calendar year as an auditor asks for them: accounts, holders, opening balances and all entries.

Read up to one entry, so that what is booked meanwhile changes nothing; entries come in bites.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.invoices import InvoiceOrganisation
from zsm_desktop.domain.ledger import EntryKind
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.chain import chain_head
from zsm_desktop.services.invoice_sides import Sides
from zsm_desktop.services.service import Service, read
from zsm_desktop.store.store import Row

BITE = 5000
JOURNALS = {
    "UITWISSELING": (EntryKind.DELIVERY, EntryKind.REVERSAL, EntryKind.FUND),
    "VERREKENING": (EntryKind.SETTLEMENT, EntryKind.WRITE_OFF),
    "BETALING": (EntryKind.PAYMENT,),
}
_ACCOUNTS = """
SELECT a.id, a.code, a.name, a.kind, coalesce(a.holder_id, a.id) FROM account a
WHERE a.kind <> 'open' OR EXISTS (SELECT 1 FROM posting p WHERE p.account_id = a.id) ORDER BY a.id
"""
_OPENING = """
SELECT account_id, sum(cents) FROM posting WHERE booked_on < :first AND entry <= :until
GROUP BY account_id HAVING sum(cents) <> 0 ORDER BY account_id
"""
_TOTALS = """
SELECT count(*), coalesce(sum(CASE WHEN cents < 0 THEN -cents ELSE 0 END), 0),
 coalesce(sum(CASE WHEN cents > 0 THEN cents ELSE 0 END), 0), min(entry), max(entry)
FROM posting WHERE booked_on BETWEEN :first AND :last AND entry <= :until
"""
_LINES = """
SELECT e.number, e.kind, e.booked_on, e.delivered_on, w.name, coalesce(o.name, ''), e.quantity, coalesce(u.name, ''),
 coalesce(s.number, ''), coalesce(i.number, ''), e.reverses, p.account_id, p.cents
FROM journal_entry e JOIN posting p ON p.entry = e.number JOIN user_account w ON w.id = e.booked_by
LEFT JOIN offer o ON o.id = e.offer_id LEFT JOIN unit u ON u.id = o.unit_id
LEFT JOIN settlement s ON s.id = e.settlement_id
LEFT JOIN invoice_payment ip ON ip.entry = e.number LEFT JOIN invoice i ON i.id = ip.invoice_id
WHERE e.number BETWEEN :lowest AND :highest AND e.booked_on BETWEEN :first AND :last
ORDER BY e.number, p.id
"""


@dataclass(frozen=True, slots=True)
class AuditAccount:
    """`holder` is the current account of whose it is; only schools and funds are holders."""

    id: int
    code: str
    name: str
    kind: str
    holder: int | None


@dataclass(frozen=True, slots=True)
class AuditHolder:
    """A school or fund; `facts` is who that is in law."""

    account: int
    code: str
    name: str
    facts: InvoiceOrganisation


@dataclass(frozen=True, slots=True)
class AuditBook:
    """`keeper` is the penvoerder, nameless while there is none; `opening` is what stood on each account before."""

    year: int
    made_on: date
    network: str
    keeper: InvoiceOrganisation
    accounts: tuple[AuditAccount, ...]
    holders: tuple[AuditHolder, ...]
    opening: tuple[tuple[int, int], ...]
    lines: int
    debit_cents: int
    credit_cents: int
    first_entry: int
    last_entry: int

    @property
    def first_day(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`lines` are account and cents; more than zero is credit: the network comes to owe whose account it is."""

    number: int
    kind: EntryKind
    booked_on: date
    delivered_on: date
    booked_by: str
    offer: str
    quantity_hundredths: int
    unit: str
    settlement_number: str
    invoice_number: str
    reverses: int | None
    lines: tuple[tuple[int, int], ...]


class AuditBooks(Service):
    @read(Permission.KEEP_BOOKS)
    def book(self, year: int) -> AuditBook:
        """Raises RuleError("audit_file.year")."""
        if not 1900 <= year <= 9998:
            raise RuleError("audit_file.year")
        days = {"first": date(year, 1, 1).isoformat(), "last": date(year, 12, 31).isoformat()}
        with self.store.snapshot():
            until = chain_head(self.store.rows).number
            ((lines, debit, credit, lowest, highest),) = self.store.rows(_TOTALS, {**days, "until": until})
            opening = self.store.rows(_OPENING, {"first": days["first"], "until": until})
            sides, found = Sides(self.store.rows), self.store.rows(_ACCOUNTS)
        accounts = tuple(
            AuditAccount(id_, code, name, kind, holder if kind in {"school", "fund", "open"} else None)
            for id_, code, name, kind, holder in found
        )
        holders = tuple(
            AuditHolder(one.id, one.code, one.name, sides.of(one.id).facts) for one in accounts if one.holder == one.id
        )
        return AuditBook(
            year,
            self.desk.day,
            sides.network,
            sides.penvoerder.facts,
            accounts,
            holders,
            tuple((account, int(cents)) for account, cents in opening),
            lines,
            int(debit),
            int(credit),
            lowest or 0,
            highest or 0,
        )

    @read(Permission.KEEP_BOOKS)
    def entries(self, book: AuditBook, journal: str) -> Iterator[AuditEntry]:
        """Those of one of JOURNALS, in order of number."""
        kinds = {kind.value for kind in JOURNALS[journal]}
        days = {"first": book.first_day.isoformat(), "last": book.last_day.isoformat()}
        for lowest in range(book.first_entry, book.last_entry + 1, BITE):
            highest = min(lowest + BITE - 1, book.last_entry)
            rows = self.store.rows(_LINES, {**days, "lowest": lowest, "highest": highest})
            for _number, lines in groupby((row for row in rows if row[1] in kinds), key=itemgetter(0)):
                yield _entry(list(lines))


def _entry(rows: list[Row]) -> AuditEntry:
    """Of the lines of one, each with all that is said of it."""
    number, kind, booked_on, delivered_on, *said = rows[0][:11]
    days = date.fromisoformat(booked_on), date.fromisoformat(delivered_on)
    lines = tuple((row[11], row[12]) for row in rows)
    values: list[Any] = [number, EntryKind(kind), *days, *said, lines]
    return AuditEntry(*values)
