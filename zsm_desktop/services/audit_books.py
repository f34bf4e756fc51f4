"""The books of one calendar year as an auditor asks for them: accounts, holders, opening balances and all entries.

Read up to one entry, so that what is booked meanwhile changes nothing; entries come in bites.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from zsm_desktop.domain.book_years import AuditAccount, AuditBook, AuditHolder, KindCount, first_day, last_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import EntryKind
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.chain import RowsOf, chain_head
from zsm_desktop.services.invoice_sides import Sides
from zsm_desktop.services.service import Service, read
from zsm_desktop.services.year_closings import closing_of
from zsm_desktop.store.store import Row

BITE = 5000
JOURNALS = {
    "UITWISSELING": (EntryKind.DELIVERY, EntryKind.REVERSAL, EntryKind.FUND),
    "VERREKENING": (EntryKind.SETTLEMENT, EntryKind.WRITE_OFF),
    "BETALING": (EntryKind.PAYMENT,),
}
_ACCOUNTS = """
SELECT a.id, a.code, a.name, a.kind, coalesce(a.holder_id, a.id) FROM account a
WHERE a.kind <> 'open' OR EXISTS (SELECT 1 FROM posting p WHERE p.account_id = a.id AND p.entry <= :until)
ORDER BY a.id
"""
_OPENING = """
SELECT account_id, sum(cents) FROM posting WHERE booked_on < :first AND entry <= :until
GROUP BY account_id HAVING sum(cents) <> 0 ORDER BY account_id
"""
_CHANGE = """
SELECT account_id, sum(cents) FROM posting WHERE booked_on BETWEEN :first AND :last AND entry <= :until
GROUP BY account_id ORDER BY account_id
"""
_KINDS = """
SELECT kind, count(*) FROM journal_entry WHERE booked_on BETWEEN :first AND :last AND number <= :until
GROUP BY kind ORDER BY kind
"""
_TOTALS = """
SELECT count(*), coalesce(sum(CASE WHEN cents < 0 THEN -cents ELSE 0 END), 0),
 coalesce(sum(CASE WHEN cents > 0 THEN cents ELSE 0 END), 0), min(entry), max(entry)
FROM posting WHERE booked_on BETWEEN :first AND :last AND entry <= :until
"""
_LINES = """
SELECT e.number, e.kind, e.booked_on, e.delivered_on, w.name, coalesce(o.name, ''), e.quantity, coalesce(u.name, ''),
 coalesce(s.number, ''), coalesce(i.number, ''), e.reverses, p.account_id, p.cents, p.counter_id
FROM journal_entry e JOIN posting p ON p.entry = e.number JOIN user_account w ON w.id = e.booked_by
LEFT JOIN offer o ON o.id = e.offer_id LEFT JOIN unit u ON u.id = o.unit_id
LEFT JOIN settlement s ON s.id = e.settlement_id
LEFT JOIN invoice_payment ip ON ip.entry = e.number LEFT JOIN invoice i ON i.id = ip.invoice_id
WHERE e.number BETWEEN :lowest AND :highest AND e.booked_on BETWEEN :first AND :last
ORDER BY e.number, p.id
"""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`lines` are account, cents and the account on the other side.

    More than zero is credit: the network comes to owe whose account it is.
    """

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
    lines: tuple[tuple[int, int, int], ...]


class AuditBooks(Service):
    @read(Permission.KEEP_BOOKS)
    def book(self, year: int) -> AuditBook:
        """Of a year that is closed as it was kept then. Raises RuleError("audit_file.year")."""
        if not 1900 <= year <= 9998:
            raise RuleError("audit_file.year")
        with self.store.snapshot():
            closed = closing_of(self.store.rows, year)
            if closed is not None:
                return closed.proof.book
            return book_of(self.store.rows, year, chain_head(self.store.rows).number, self.desk.day)

    @read(Permission.KEEP_BOOKS)
    def entries(self, book: AuditBook, journal: str) -> Iterator[AuditEntry]:
        """Those of one of JOURNALS, in order of number."""
        kinds = {kind.value for kind in JOURNALS[journal]}
        days = (book.first_day, book.last_day)
        return self._between(book.first_entry, book.last_entry, days, kinds)

    @read(Permission.READ_BALANCES)
    def journal(self, book: AuditBook | None = None) -> Iterator[AuditEntry]:
        """All entries in order of number: of a year, or with None of the books from their beginning."""
        if book is None:
            return self._between(1, chain_head(self.store.rows).number, (date.min, date.max), set(EntryKind))
        return self._between(book.first_entry, book.last_entry, (book.first_day, book.last_day), set(EntryKind))

    @read(Permission.READ_BALANCES)
    def accounts(self) -> tuple[AuditAccount, ...]:
        """Those that are in use now."""
        return _accounts(self.store.rows, chain_head(self.store.rows).number)

    def _between(self, first: int, last: int, span: tuple[date, date], kinds: Collection[str]) -> Iterator[AuditEntry]:
        days = {"first": span[0].isoformat(), "last": span[1].isoformat()}
        for lowest in range(max(first, 1), last + 1, BITE):
            highest = min(lowest + BITE - 1, last)
            rows = self.store.rows(_LINES, {**days, "lowest": lowest, "highest": highest})
            for _number, lines in groupby((row for row in rows if row[1] in kinds), key=itemgetter(0)):
                yield _entry(list(lines))


def book_of(rows_of: RowsOf, year: int, until: int, made_on: date) -> AuditBook:
    """The books of a year as they are now, up to entry `until`."""
    days = {"first": first_day(year).isoformat(), "last": last_day(year).isoformat(), "until": until}
    ((lines, debit, credit, lowest, highest),) = rows_of(_TOTALS, days)
    opening = rows_of(_OPENING, {"first": days["first"], "until": until})
    sides, accounts = Sides(rows_of), _accounts(rows_of, until)
    holders = (one for one in accounts if one.holder == one.id)
    return AuditBook(
        year,
        made_on,
        sides.network,
        sides.penvoerder.facts,
        accounts,
        tuple(AuditHolder(one.id, one.code, one.name, sides.of(one.id).facts) for one in holders),
        tuple((account, int(cents)) for account, cents in opening),
        tuple((account, int(cents)) for account, cents in rows_of(_CHANGE, days)),
        tuple(KindCount(EntryKind(kind), entries) for kind, entries in rows_of(_KINDS, days)),
        lines,
        int(debit),
        int(credit),
        lowest or 0,
        highest or 0,
        until,
    )


def _accounts(rows_of: RowsOf, until: int) -> tuple[AuditAccount, ...]:
    return tuple(
        AuditAccount(id_, code, name, kind, holder if kind in {"school", "fund", "open"} else None)
        for id_, code, name, kind, holder in rows_of(_ACCOUNTS, {"until": until})
    )


def _entry(rows: list[Row]) -> AuditEntry:
    """Of the lines of one, each with all that is said of it."""
    number, kind, booked_on, delivered_on, *said = rows[0][:11]
    days = date.fromisoformat(booked_on), date.fromisoformat(delivered_on)
    lines = tuple((row[11], row[12], row[13]) for row in rows)
    values: list[Any] = [number, EntryKind(kind), *days, *said, lines]
    return AuditEntry(*values)
