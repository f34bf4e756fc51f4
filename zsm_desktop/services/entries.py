"""Booking: the one place where ledger entries get their number and their link in the chain.

Built for one delivery and for a million: plain `insert` with many rows, no objects of the session.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from sqlalchemy import Connection, insert, update

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import (
    Borne,
    EntryFacts,
    EntryKind,
    PeriodStatus,
    chain_hash,
    delivery_postings,
    require_balanced,
    shift_postings,
)
from zsm_desktop.domain.periods import EntryDays, PeriodFacts, months_of
from zsm_desktop.models import Account, Organisation, Period
from zsm_desktop.models.types import utc_text
from zsm_desktop.services.bearing import Shift, bear
from zsm_desktop.services.chain import ChainHead, chain_head
from zsm_desktop.services.entry_rows import ENTRY_COLUMNS, POSTING_COLUMNS, entry_facts, entry_row
from zsm_desktop.store.engine import plain
from zsm_desktop.store.work import Work, run_many

BATCH = 5000


@dataclass(frozen=True, slots=True)
class Booked:
    """What is needed of one confirmed delivery to book it."""

    delivery_id: str
    placement_id: str | None
    decision_id: str | None
    offer_id: str
    provider_id: str
    user_id: str
    delivered_on: date
    quantity_hundredths: int
    tariff_cents: int
    amount_cents: int


_ADD_POSTING = """
INSERT INTO posting (entry, account_id, counter_id, side, cents, booked_on)
VALUES (?, ?, ?, ?, ?, ?)
"""
_ADD_ENTRY = f"""
INSERT INTO journal_entry ({ENTRY_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""  # noqa: S608 - made of fixed parts
_ENTRY = f"SELECT {ENTRY_COLUMNS} FROM journal_entry WHERE number = ?"  # noqa: S608
_POSTINGS = f"SELECT {POSTING_COLUMNS} FROM posting WHERE entry = ? ORDER BY id"  # noqa: S608
_DELIVERIES = """
SELECT d.id, d.placement_id, p.decision_id, d.offer_id, d.provider_id, d.user_id, d.delivered_on, d.quantity,
 d.tariff_cents, d.amount_cents
FROM json_each(:ids) j JOIN delivery d ON d.id = j.value LEFT JOIN placement p ON p.id = d.placement_id
"""
_PERIODS = "SELECT id, school_year, name, first_day, last_day, status FROM period ORDER BY first_day"
_ACCOUNT = "SELECT id FROM account WHERE school_id = :school_id"


def append_entries(connection: Connection, entries: Iterable[EntryFacts]) -> ChainHead:
    """Write entries whose numbers run on from the chain's head, in the caller's transaction; returns the new head.

    Raises RuleError("ledger.number") for a gap and RuleError("ledger.not_zero"); the store checks again by itself.
    """
    driver = plain(connection)
    head = chain_head(lambda sql, values: driver.execute(sql, values).fetchall())
    waiting = iter(entries)
    while batch := list(islice(waiting, BATCH)):
        head = _append(connection, head, batch)
    return head


def _append(connection: Connection, head: ChainHead, batch: Sequence[EntryFacts]) -> ChainHead:
    entry_rows: list[tuple[object, ...]] = []
    posting_rows: list[tuple[object, ...]] = []
    for entry in batch:
        if entry.number != head.number + 1:
            raise RuleError("ledger.number", number=entry.number, expected=head.number + 1)
        require_balanced(entry)
        new_hash = chain_hash(head.hash, entry)
        entry_rows.append(entry_row(entry, head.hash, new_hash))
        posting_rows.extend(_posting_rows(entry))
        head = ChainHead(entry.number, new_hash)
    run_many(plain(connection), _ADD_POSTING, posting_rows)
    run_many(plain(connection), _ADD_ENTRY, entry_rows)
    return head


def _posting_rows(entry: EntryFacts) -> Iterator[tuple[object, ...]]:
    """In the order of `_ADD_POSTING`."""
    number, day = entry.number, entry.booked_on.isoformat()
    for posting in entry.postings:
        yield number, posting.account_id, posting.counter_id, posting.side.value, posting.cents, day


def book_deliveries(work: Work, deliveries: Sequence[Booked]) -> tuple[int, ...]:
    """Book confirmed deliveries in the open act, in the order given; returns the numbers of their entries.

    A delivery of a closed period (or one on hold) is booked on the first day of the next open period; it keeps its
    own date. Funds bear their part, and what moves at others for it is booked behind. Raises
    RuleError("ledger.no_open_period").
    """
    bearing = bear(work, deliveries)
    days = entry_days(work, [delivery.delivered_on for delivery in deliveries])
    accounts = accounts_of(work, {id_ for delivery in deliveries for id_ in (delivery.provider_id, delivery.user_id)})
    at = utc_text(work.at)
    first = chain_head(work.rows).number + 1
    entries = [
        _delivery_entry(
            number, delivery, days, accounts, bearing.borne.get(delivery.delivery_id), work.actor.user_id, at
        )
        for number, delivery in enumerate(deliveries, first)
    ]
    append_entries(work.connection, entries)
    work.touch("entry", *(str(entry.number) for entry in entries))
    book_shifts(work, bearing.shifts)
    return tuple(entry.number for entry in entries)


def _delivery_entry(
    number: int, delivery: Booked, days: EntryDays, accounts: dict[str, int], borne: Borne | None, by: str, at: str
) -> EntryFacts:
    period, booked_on = days.place(delivery.delivered_on)
    return EntryFacts(
        number=number,
        kind=EntryKind.DELIVERY,
        period_id=period.id,
        booked_on=booked_on,
        delivered_on=delivery.delivered_on,
        delivery_id=delivery.delivery_id,
        placement_id=delivery.placement_id,
        decision_id=delivery.decision_id,
        offer_id=delivery.offer_id,
        quantity_hundredths=delivery.quantity_hundredths,
        tariff_cents=delivery.tariff_cents,
        reverses=None,
        booked_by=by,
        booked_at=at,
        postings=delivery_postings(
            accounts[delivery.provider_id], accounts[delivery.user_id], delivery.amount_cents, borne
        ),
    )


def book_shifts(work: Work, shifts: Sequence[Shift]) -> None:
    """Book what a fund bears more or less of deliveries booked before, each under its delivery's own numbers."""
    if not shifts:
        return
    found = {one.delivery_id: one for one in _booked(work, [shift.delivery_id for shift in shifts])}
    booked = [found[shift.delivery_id] for shift in shifts]
    days = entry_days(work, [delivery.delivered_on for delivery in booked])
    accounts = accounts_of(work, {id_ for delivery in booked for id_ in (delivery.provider_id, delivery.user_id)})
    first = chain_head(work.rows).number + 1
    entries = []
    for number, (shift, delivery) in enumerate(zip(shifts, booked, strict=True), first):
        entry = _delivery_entry(number, delivery, days, accounts, None, work.actor.user_id, utc_text(work.at))
        giver, taker = accounts[delivery.provider_id], accounts[delivery.user_id]
        postings = shift_postings(giver, taker, shift.fund_account, shift.cents)
        entries.append(replace(entry, kind=EntryKind.FUND, quantity_hundredths=0, postings=postings))
    append_entries(work.connection, entries)
    work.touch("entry", *(str(entry.number) for entry in entries))


def _booked(work: Work, delivery_ids: Sequence[str]) -> Iterator[Booked]:
    for id_, placement_id, decision_id, offer_id, provider_id, user_id, day, *figures in work.rows(
        _DELIVERIES, {"ids": json.dumps(delivery_ids)}
    ):
        yield Booked(id_, placement_id, decision_id, offer_id, provider_id, user_id, date.fromisoformat(day), *figures)


def entry_days(work: Work, days: Iterable[date]) -> EntryDays:
    """The periods of the ledger; the twelve of a school year are made when the first day in it asks for them."""
    found = EntryDays(periods_of(work.connection))
    missing = found.years_missing(set(days))
    for year in sorted(missing):
        add_periods(work, year)
    return EntryDays(periods_of(work.connection)) if missing else found


def periods_of(connection: Connection) -> list[PeriodFacts]:
    return [
        PeriodFacts(id_, year, name, date.fromisoformat(first_day), date.fromisoformat(last_day), PeriodStatus(status))
        for id_, year, name, first_day, last_day, status in plain(connection).execute(_PERIODS)
    ]


def add_periods(work: Work, year: SchoolYear) -> int:
    """Make the months of a school year that no period starts in yet; returns how many."""
    known = {period.first_day for period in periods_of(work.connection)}
    new = [
        {
            "id": work.new_id(),
            "school_year": year.start_year,
            "name": name,
            "first_day": first_day,
            "last_day": last_day,
            "status": PeriodStatus.OPEN.value,
        }
        for name, first_day, last_day in months_of(year)
        if first_day not in known
    ]
    if new:
        work.connection.execute(insert(Period.__table__), new)  # type: ignore[arg-type]
        work.touch("period", *(str(period["id"]) for period in new))
    return len(new)


def accounts_of(work: Work, school_ids: Iterable[str]) -> dict[str, int]:
    """The current account per school; one that has none yet gets it, under the school's short code."""
    found: dict[str, int] = {}
    for school_id in sorted(set(school_ids)):
        rows = work.rows(_ACCOUNT, {"school_id": school_id})
        found[school_id] = rows[0][0] if rows else _open_account(work, school_id)
    return found


def _open_account(work: Work, school_id: str) -> int:
    school = work.session.get_one(Organisation, school_id)
    account = Account(code=school.code, name=school.name, kind="school", school_id=school_id)
    work.session.add(account)
    work.session.flush()
    return account.id


def name_account(work: Work, organisation: Organisation) -> None:
    """Let the current account bear its school's name, as balances read it there; for another party nothing happens."""
    work.session.execute(update(Account).where(Account.school_id == organisation.id).values(name=organisation.name))


def entry_of(connection: Connection, number: int) -> EntryFacts:
    """One entry as it stands in the books; raises RuleError("ledger.no_entry")."""
    driver = plain(connection)
    row = driver.execute(_ENTRY, (number,)).fetchone()
    if row is None:
        raise RuleError("ledger.no_entry", number=number)
    return entry_facts(row, driver.execute(_POSTINGS, (number,)).fetchall())
