"""Closing a book year: what is looked at first, the act that closes it for good, and the proof that is kept of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime

from zsm_desktop.domain.book_years import (
    AccountYear,
    AuditBook,
    CheckKind,
    CheckOutcome,
    YearCheck,
    YearProof,
    YearState,
    first_day,
    is_blocked,
    last_day,
)
from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.invoice_text import as_text
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.retention import BOOKS, books_kept_until
from zsm_desktop.models import YearClosing
from zsm_desktop.services.audit_books import book_of
from zsm_desktop.services.chain import ChainHead, RowsOf, chain_faults, chain_head, total_faults
from zsm_desktop.services.due_rows import years_kept
from zsm_desktop.services.open_items import open_items
from zsm_desktop.services.service import NotReady, Service, act, read
from zsm_desktop.services.year_closings import ClosedYear, closing_of, closings
from zsm_desktop.store.work import Work

TRIES = 3
_YEARS = "SELECT DISTINCT month / 12 FROM account_total ORDER BY 1"
_COUNTS = "SELECT substr(booked_on, 1, 4), count(*) FROM journal_entry GROUP BY 1"
_PERIODS = """
SELECT name, last_day, status FROM period WHERE first_day <= :last AND last_day >= :first ORDER BY first_day
"""
_WAITING = """
SELECT status, count(*) FROM delivery WHERE status IN ('entered', 'disputed')
 AND delivered_on BETWEEN :first AND :last GROUP BY status
"""
_SETTLED = """
SELECT number FROM settlement WHERE status IN ('proposed', 'approved') AND first_day <= :last AND last_day >= :first
ORDER BY number
"""
_BEGUN = "SELECT id, number FROM settlement WHERE executed_at IS NOT NULL AND first_day <= :last"


@dataclass(frozen=True, slots=True)
class YearRow:
    """`closed_at` is None while it is not closed."""

    year: int
    state: YearState
    entries: int
    kept_until: date
    closed_at: datetime | None = None
    closed_by: str = ""


@dataclass(frozen=True, slots=True)
class YearCard:
    """`until` is the last entry of all books it was read up to, `head` its hash.

    Of a closed year all is as it was then: `checks` are those that were made, among them the warnings that stood.
    """

    row: YearRow
    checks: tuple[YearCheck, ...]
    book: AuditBook
    until: int
    head: str

    @property
    def may_close(self) -> bool:
        return self.row.state is not YearState.CLOSED and not is_blocked(self.checks)

    @property
    def totals(self) -> tuple[AccountYear, ...]:
        return self.book.totals


class BookYears(Service):
    _known: tuple[ChainHead, int] | None = None
    """How much was not sound in the books up to that entry."""
    _looked: tuple[ChainHead, int] | None = None
    """The same for a closing that has begun: each looks anew."""

    @read(Permission.READ_BALANCES)
    def rows(self) -> tuple[YearRow, ...]:
        """Every calendar year with entries, the latest first."""
        rows_of = self.store.rows
        with self.store.snapshot():
            closed = {one.year: one for one in closings(rows_of)}
            counts = {int(year): count for year, count in rows_of(_COUNTS)}
            kept = years_kept(rows_of, BOOKS)
            return tuple(self._row(year, counts[year], closed.get(year), kept) for year in sorted(counts, reverse=True))

    def _row(self, year: int, entries: int, closed: ClosedYear | None, kept: int) -> YearRow:
        until = books_kept_until(year, kept)
        if closed is not None:
            return YearRow(year, YearState.CLOSED, entries, until, closed.closed_at.astimezone(HOME), closed.closed_by)
        blocked = is_blocked(_before_the_books(self.store.rows, year, self.desk.day))
        return YearRow(year, YearState.OPEN if blocked else YearState.READY, entries, until)

    @read(Permission.READ_BALANCES)
    def card(self, year: int) -> YearCard:
        """Looks through all of the books, some seconds per hundred thousand entries. Raises RuleError("year.none").

        Who is not shown what all schools exchange is not told what of that still waits.
        """
        _require_year(year)
        rows_of = self.store.rows
        faults = self._faults() if closing_of(rows_of, year) is None else 0
        with self.store.snapshot():
            head = chain_head(rows_of)
            kept = years_kept(rows_of, BOOKS)
            closed = closing_of(rows_of, year)
            if closed is not None:
                book = closed.proof.book
                row = self._row(year, book.entries, closed, kept)
                return YearCard(row, self._shown(closed.proof.checks), book, closed.entries, closed.head)
            book = book_of(rows_of, year, head.number, self.desk.day)
            if not book.entries:
                raise RuleError("year.none", year=year)
            checks = self._shown(tuple(self._checks(rows_of, book, faults)))
            return YearCard(self._row(year, book.entries, None, kept), checks, book, head.number, head.hash.hex())

    def _shown(self, checks: tuple[YearCheck, ...]) -> tuple[YearCheck, ...]:
        return checks if self.actor.sees_all_schools else tuple(_for_everybody(checks))

    @act("year.close", Permission.KEEP_BOOKS)
    def close(self, work: Work, year: int, until: int) -> None:
        """Closes it for good, as it was shown: `until` is the last entry of the card.

        Raises RuleError("year.is_closed", "year.none", "year.moved", "year.blocked").
        """
        _require_year(year)
        if closing_of(work.rows, year) is not None:
            raise RuleError("year.is_closed", year=year)
        head = chain_head(work.rows)
        if head.number != until:
            raise RuleError("year.moved", year=year)
        looked, self._looked = self._looked, None
        if looked is None or looked[0] != head:
            raise NotReady(self._look)
        book = book_of(work.rows, year, until, self.desk.day)
        if not book.entries:
            raise RuleError("year.none", year=year)
        checks = tuple(self._checks(work.rows, book, looked[1]))
        if is_blocked(checks):
            raise RuleError("year.blocked", year=year)
        work.session.add(
            YearClosing(
                book_year=year,
                first_day=book.first_day,
                last_day=book.last_day,
                entries=head.number,
                head=head.hash,
                facts=as_text(YearProof(book, checks)),
                closed_at=work.at,
                closed_by=work.actor.user_id,
            )
        )
        work.subject_id = str(year)
        work.facts = {"year": year, "entries": head.number}
        work.touch("period", str(year))

    def _look(self) -> None:
        self._known = None
        self._faults()
        self._looked = self._known

    def _faults(self) -> int:
        """What is not sound, read while others read and write; known for as long as nothing is booked."""
        faults = 0
        for _ in range(TRIES):
            head = chain_head(self.store.rows)
            if self._known is not None and self._known[0] == head:
                return self._known[1]
            faults = len(chain_faults(self.store)[2]) + len(total_faults(self.store))
            if chain_head(self.store.rows) == head:  # else totals were read of two moments
                self._known = (head, faults)
        return faults

    def _checks(self, rows_of: RowsOf, book: AuditBook, faults: int) -> Iterator[YearCheck]:
        found = {one.kind: one for one in _before_the_books(rows_of, book.year, self.desk.day)}
        found |= {one.kind: one for one in _left_over(rows_of, book.year, self.desk.day)}
        off = abs(book.debit_cents - book.credit_cents)
        found[CheckKind.BALANCED] = _check(CheckKind.BALANCED, is_good=book.is_balanced, count=off)
        found[CheckKind.BOOKS] = _check(CheckKind.BOOKS, is_good=not faults, count=faults)
        return (found[kind] for kind in CheckKind)


def _require_year(year: int) -> None:
    """What no calendar holds, nothing was booked in."""
    if not MINYEAR <= year <= MAXYEAR:
        raise RuleError("year.none", year=year)


_EVERYBODYS = frozenset(CheckKind) - {CheckKind.WAITING, CheckKind.DISPUTED, CheckKind.DOCUMENTS}


def _for_everybody(checks: tuple[YearCheck, ...]) -> Iterator[YearCheck]:
    return (check for check in checks if check.kind in _EVERYBODYS)


def _check(
    kind: CheckKind, *, is_good: bool, count: int = 0, what: tuple[str, ...] = (), warns: bool = False
) -> YearCheck:
    bad = CheckOutcome.WARNING if warns else CheckOutcome.BLOCKING
    return YearCheck(kind, CheckOutcome.GOOD, 0, ()) if is_good else YearCheck(kind, bad, count, what)


def _days(year: int) -> Mapping[str, str]:
    return {"first": first_day(year).isoformat(), "last": last_day(year).isoformat()}


def _before_the_books(rows_of: RowsOf, year: int, day: date) -> Iterator[YearCheck]:
    """All that can stand in the way but the books themselves."""
    yield _check(CheckKind.OVER, is_good=day > last_day(year))
    closed = {one.year for one in closings(rows_of)}
    open_years = tuple(str(one) for (one,) in rows_of(_YEARS, {}) if one < year and one not in closed)
    yield _check(CheckKind.BEFORE, is_good=not open_years, count=len(open_years), what=open_years)
    numbers = tuple(number for (number,) in rows_of(_SETTLED, dict(_days(year))))
    yield _check(CheckKind.SETTLED, is_good=not numbers, count=len(numbers), what=numbers)
    periods = rows_of(_PERIODS, dict(_days(year)))
    names = tuple(name for name, _, status in periods if status != "closed")
    # Else what is delivered late would ask for a period in the closed year.
    is_whole = bool(periods) and periods[-1][1] >= _days(year)["last"]
    yield _check(CheckKind.PERIODS, is_good=is_whole and not names, count=len(names), what=names)


def _left_over(rows_of: RowsOf, year: int, day: date) -> Iterator[YearCheck]:
    """What is no reason to wait for ever, but better seen to before."""
    counts = dict(rows_of(_WAITING, dict(_days(year))))
    for kind, status in ((CheckKind.WAITING, "entered"), (CheckKind.DISPUTED, "disputed")):
        count = counts.get(status, 0)
        yield _check(kind, is_good=not count, count=count, warns=True)
    numbers = dict(rows_of(_BEGUN, {"last": last_day(year).isoformat()}))
    waiting = {row.settlement_id for row in open_items(rows_of, day).rows if not row.invoice_id} & numbers.keys()
    what = tuple(sorted(numbers[one] for one in waiting))
    yield _check(CheckKind.DOCUMENTS, is_good=not what, count=len(what), what=what, warns=True)
