"""The books as people see them: entries, their reversal, periods, and the head of the chain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import EntryFacts, EntryKind, PeriodStatus, reversal_of
from zsm_desktop.domain.periods import (
    EntryDays,
    PeriodFacts,
    is_behind_closed,
    require_reopening,
    require_status,
    require_turn,
)
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import JournalEntry, Period, PeriodReopening
from zsm_desktop.models.types import utc_text
from zsm_desktop.services.bearing import release
from zsm_desktop.services.chain import chain_head
from zsm_desktop.services.entries import (
    add_periods,
    append_entries,
    book_shifts,
    entry_days,
    entry_of,
    periods_of,
)
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.services.reopenings import Reopening, reopenings
from zsm_desktop.services.service import Service, act, read, sealed_fact
from zsm_desktop.services.year_closings import closed_year_from
from zsm_desktop.store.store import Row
from zsm_desktop.store.work import Work

MOST_YEARS_BACK = 20
MOST_LETTERS = 400


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The state of the books in one line: how many entries, and the last one's hash."""

    entries: int
    hash: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One posting of a settlement; of an open account `code` and `name` are its holder's."""

    kind: str
    code: str
    name: str
    cents: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """`amount_cents` is negative for a reversal; `reversed_by` names the entry that took this one back.

    `fund_cents` is what `fund` bears of it, so that the using school bears the rest; a shift has no amount, only that.
    One of a settlement has no amount and is between nobody: it has `lines`; `undoes` is the settlement it takes back.
    """

    number: int
    kind: EntryKind
    period: str
    booked_on: date
    delivered_on: date
    provider_code: str
    provider: str
    user_code: str
    user: str
    offer_code: str
    offer: str
    unit: str
    unit_plural: str
    quantity_hundredths: int
    tariff_cents: int
    amount_cents: int
    delivery_id: str | None
    placement_number: str
    decision_number: str
    reverses: int | None
    reversed_by: int | None
    booked_by: str
    booked_at: datetime
    hash: str
    fund_code: str
    fund: str
    fund_cents: int
    settlement_number: str
    undoes: str
    lines: tuple[EntryLine, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """`school_id` on either side, or with a part in a settlement; `year` by the day of booking."""

    school_id: str | None = None
    year: SchoolYear | None = None
    period_id: str | None = None


ALL_ENTRIES = EntryFilter()


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """`waiting` counts deliveries in these days that are entered or disputed: they would be booked later.

    `reopenings` earliest first. `is_final`: the book year of these days is closed, so that it stays as it is.
    """

    period: PeriodFacts
    entries: int
    waiting: int
    reopenings: tuple[Reopening, ...] = ()
    is_final: bool = False


# What was delivered has a posting between its schools; a settlement has none.
_BETWEEN = """
LEFT JOIN posting g ON g.entry = e.number AND g.side = 'given'
LEFT JOIN account pa ON pa.id = g.account_id
LEFT JOIN account ua ON ua.id = g.counter_id
"""
_IS_BETWEEN = "(g.id IS NULL OR ua.kind = 'school')"
_ENTRIES = f"""
SELECT e.number, e.kind, pe.name, e.booked_on, e.delivered_on, coalesce(pa.code, ''), coalesce(pa.name, ''),
 coalesce(ua.code, ''), coalesce(ua.name, ''), coalesce(o.code, ''), coalesce(o.name, ''), coalesce(u.name, ''),
 coalesce(u.plural, ''), e.quantity, e.tariff_cents, coalesce(g.cents, 0) + coalesce(f.cents, 0), e.delivery_id,
 coalesce(pl.number, ''), coalesce(de.number, ''), e.reverses, r.number, w.name, e.booked_at, e.hash,
 coalesce(fa.code, ''), coalesce(fa.name, ''), coalesce(f.cents, 0),
 coalesce(s.number, ''), coalesce(su.number, '')
FROM journal_entry e {_BETWEEN}
LEFT JOIN posting f ON f.entry = e.number AND f.side = 'given' AND f.id <> g.id
LEFT JOIN account fa ON fa.id = f.counter_id
JOIN period pe ON pe.id = e.period_id
LEFT JOIN offer o ON o.id = e.offer_id
LEFT JOIN unit u ON u.id = o.unit_id
LEFT JOIN settlement s ON s.id = e.settlement_id
LEFT JOIN settlement su ON su.id = s.reverses
JOIN user_account w ON w.id = e.booked_by
LEFT JOIN placement pl ON pl.id = e.placement_id
LEFT JOIN decision de ON de.id = coalesce(e.decision_id, s.decision_id)
LEFT JOIN journal_entry r ON r.reverses = e.number
WHERE {_IS_BETWEEN}
"""  # noqa: S608 - made of fixed parts
_COUNT = f"SELECT count(*) FROM journal_entry e {_BETWEEN} WHERE {_IS_BETWEEN}"  # noqa: S608
_LINES = """
SELECT a.kind, coalesce(h.code, a.code), coalesce(h.name, a.name), p.cents
FROM posting p JOIN account a ON a.id = p.account_id LEFT JOIN account h ON h.id = a.holder_id
WHERE p.entry = :number ORDER BY p.id
"""
_HAS_PART = """EXISTS (SELECT 1 FROM posting p JOIN account a ON a.id = p.account_id
 WHERE e.settlement_id IS NOT NULL AND p.entry = e.number AND a.school_id = :school_id)"""
_PERIODS = """
SELECT p.id, p.school_year, p.name, p.first_day, p.last_day, p.status,
 (SELECT count(*) FROM journal_entry e WHERE e.period_id = p.id),
 (SELECT count(*) FROM delivery d WHERE d.status IN ('entered', 'disputed')
  AND d.delivered_on BETWEEN p.first_day AND p.last_day)
FROM period p ORDER BY p.first_day
"""
_FINAL = "SELECT max(last_day) FROM year_closing"


class Ledger(Service):
    @read(Permission.READ_BALANCES)
    def head(self) -> LedgerHead:
        """What minutes and statements print, so that a later copy of the books can be held against them."""
        head = chain_head(self.store.rows)
        if not head.number:
            return LedgerHead(0, "")
        return LedgerHead(head.number, head.hash.hex())

    @read(Permission.READ_BALANCES)
    def page(self, wanted: EntryFilter = ALL_ENTRIES, *, offset: int = 0, limit: int = 200) -> tuple[EntryRow, ...]:
        """Latest entry first."""
        where, facts = _where(wanted)
        sql = f"{_ENTRIES} AND {where} ORDER BY e.number DESC LIMIT :limit OFFSET :offset"
        return self._read(sql, {**facts, "limit": limit, "offset": offset})

    @read(Permission.READ_BALANCES)
    def count(self, wanted: EntryFilter = ALL_ENTRIES) -> int:
        where, facts = _where(wanted)
        ((found,),) = self.store.rows(f"{_COUNT} AND {where}", facts)
        return int(found)

    @read(Permission.READ_BALANCES)
    def entry(self, number: int) -> EntryRow:
        """Raises RuleError("ledger.no_entry")."""
        found = self._read(f"{_ENTRIES} AND e.number = :number", {"number": number})
        if not found:
            raise RuleError("ledger.no_entry", number=number)
        return found[0]

    @read(Permission.READ_BALANCES)
    def following(self, after: int, limit: int = 5000) -> tuple[EntryRow, ...]:
        """The next entries in order of number: the whole journal in bites, for exports."""
        sql = f"{_ENTRIES} AND e.number > :after AND e.number <= :until ORDER BY e.number"
        return self._read(sql, {"after": after, "until": after + limit})

    def _read(self, sql: str, facts: dict[str, object]) -> tuple[EntryRow, ...]:
        found = (_entry(row) for row in self.store.rows(sql, facts))
        return tuple(replace(row, lines=self._lines(row.number)) if row.settlement_number else row for row in found)

    def _lines(self, number: int) -> tuple[EntryLine, ...]:
        return tuple(EntryLine(*row) for row in self.store.rows(_LINES, {"number": number}))

    @read(Permission.READ_BALANCES)
    def periods(self) -> tuple[PeriodRow, ...]:
        ((final,),) = self.store.rows(_FINAL)
        reopened: dict[str, list[Reopening]] = defaultdict(list)
        for one in reopenings(self.store):
            reopened[one.first_day.isoformat()].append(one)
        return tuple(
            PeriodRow(
                PeriodFacts(
                    row[0],
                    row[1],
                    row[2],
                    date.fromisoformat(row[3]),
                    date.fromisoformat(row[4]),
                    PeriodStatus(row[5]),
                ),
                row[6],
                row[7],
                tuple(reopened[row[3]]),
                final is not None and row[3] <= final,
            )
            for row in self.store.rows(_PERIODS)
        )

    @act("ledger.reverse", Permission.KEEP_BOOKS)
    def reverse(self, work: Work, number: int, reason: str) -> None:
        """Take one entry back by a new one that names it; once: RuleError("ledger.already_reversed").

        Booked on the original's day while its period is open or on hold, otherwise in the next open period. The
        delivery stays confirmed, marked by its reversal; what is right is entered as a new delivery.
        """
        if not reason.strip():
            raise RuleError("ledger.no_reason")
        connection = work.connection
        entry = entry_of(connection, number)
        known = work.session.query(JournalEntry.number).filter(JournalEntry.reverses == number).scalar()
        if known is not None:
            raise RuleError("ledger.already_reversed", number=number, by=known)
        period, booked_on = entry_days(work, [entry.booked_on]).place(entry.booked_on, is_reversal=True)
        new = chain_head(work.rows).number + 1
        reversal = reversal_of(entry, new, period.id, booked_on, work.actor.user_id, utc_text(work.at))
        append_entries(connection, [reversal])
        if entry.delivery_id is not None:
            book_shifts(work, release(work, entry.delivery_id, self._borne(work, entry)))
        work.subject_id = entry.delivery_id or str(new)
        work.facts = {
            "entry": new,
            "reverses": number,
            "reason": sealed_fact(work, work.subject_id, "reason", reason),
        }
        work.touch("entry", str(number), str(new))
        if entry.delivery_id is not None:
            work.touch("delivery", entry.delivery_id)

    def _borne(self, work: Work, entry: EntryFacts) -> int:
        """What a fund bore of it in this very entry."""
        funds = {row[0] for row in work.rows("SELECT account_id FROM fund", {})}
        return sum(-posting.cents for posting in entry.postings if posting.account_id in funds)

    @act("ledger.open_year", Permission.KEEP_BOOKS)
    def open_year(self, work: Work, year: SchoolYear) -> None:
        """Make the twelve periods of a school year; booking does it by itself when the year's first day comes.

        Not beyond next year: a late delivery would find its next open period there. Nor before what is closed:
        RuleError("period.year_closed").
        """
        this_year = SchoolYear.of(self.desk.day).start_year
        if not this_year - MOST_YEARS_BACK <= year.start_year <= this_year + 1:
            raise RuleError("period.year_far", year=year.label)
        known = periods_of(work.connection)
        if not EntryDays(known).covers(year.first_day) and is_behind_closed(year.first_day, known):
            raise RuleError("period.year_closed", year=year.label)
        if add_periods(work, year) == 0:
            raise RuleError("period.year_exists", year=year.label)

    @act("ledger.set_period", Permission.KEEP_BOOKS)
    def set_period(self, work: Work, period_id: str, status: PeriodStatus) -> None:
        """Open, hold (corrections only) or close, the oldest first; raises RuleError with a period.* code."""
        period = work.session.get(Period, period_id)
        if period is None:
            raise RuleError("period.none")
        require_status(PeriodStatus(period.status), status)
        known = periods_of(work.connection)
        require_turn(next(facts for facts in known if facts.id == period_id), status, known, self.desk.day)
        period.status = status.value
        work.subject_id = period.id
        work.facts = {"period": period.name, "status": status.value}
        work.touch("period", period.id)

    @act("ledger.reopen_period", Permission.REOPEN_PERIODS)
    def reopen_period(self, work: Work, period_id: str, reason: str) -> None:
        """Open a closed period once more, by name and with a reason that statements over its days will print.

        Raises RuleError("period.not_closed"), ("period.later_closed"), ("period.no_reason") or, where the book year
        of those days was closed, ("period.book_year_closed").
        """
        if not reason.strip():
            raise RuleError("period.no_reason")
        if len(reason.strip()) > MOST_LETTERS:
            raise RuleError("period.long_reason")
        period = work.session.get(Period, period_id)
        if period is None:
            raise RuleError("period.none")
        year = closed_year_from(work.rows, period.first_day)
        if year is not None:
            raise RuleError("period.book_year_closed", year=year)
        known = periods_of(work.connection)
        require_reopening(next(facts for facts in known if facts.id == period_id), known)
        work.session.add(
            PeriodReopening(
                id=work.new_id(),
                period_id=period_id,
                reopened_at=work.at,
                reopened_by=work.actor.user_id,
                reason=open_text(self.desk, work, reason.strip())[:MOST_LETTERS],
            )
        )
        work.session.flush()
        period.status, period.times_reopened = PeriodStatus.OPEN.value, period.times_reopened + 1
        work.subject_id = period_id
        work.facts = {"period": period.name, "times": period.times_reopened}
        work.touch("period", period_id)


def _entry(row: Row) -> EntryRow:
    values: list[Any] = list(row)
    values[1] = EntryKind(row[1])
    values[3], values[4] = date.fromisoformat(row[3]), date.fromisoformat(row[4])
    values[22], values[23] = datetime.fromisoformat(row[22]), bytes(row[23]).hex()
    return EntryRow(*values)


def _where(wanted: EntryFilter) -> tuple[str, dict[str, object]]:
    parts, facts = ["1 = 1"], dict[str, object]()
    if wanted.school_id is not None:
        parts.append(f"(pa.school_id = :school_id OR ua.school_id = :school_id OR {_HAS_PART})")
        facts["school_id"] = wanted.school_id
    if wanted.year is not None:
        parts.append("e.booked_on BETWEEN :first_day AND :last_day")
        facts |= {"first_day": wanted.year.first_day.isoformat(), "last_day": wanted.year.last_day.isoformat()}
    if wanted.period_id is not None:
        parts.append("e.period_id = :period_id")
        facts["period_id"] = wanted.period_id
    return " AND ".join(parts), facts
