"""A network with any number of booked deliveries on a real encrypted store, for the measurements."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import Connection, insert

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.ledger import EntryFacts, EntryKind, delivery_postings
from zsm_desktop.domain.money import amount_cents
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.models import (
    Account,
    Base,
    Delivery,
    Network,
    Offer,
    Organisation,
    School,
    Sector,
    Tariff,
    Unit,
    User,
)
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.entries import append_entries, entry_days
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.engine import plain
from zsm_desktop.store.keys import Keys, Owner
from zsm_desktop.store.migrations import upgrade
from zsm_desktop.store.store import Store

PASSWORD = "voorbeeld"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRST_YEAR = SchoolYear(2023)
DAYS = (date(2026, 11, 20) - FIRST_YEAR.first_day).days
BATCH = 20_000


def made_id(kind: int, number: int) -> str:
    return f"01980000-0000-7000-8{kind:03x}-{number:012x}"


def schools_for(deliveries: int) -> int:
    return 400 if deliveries >= 1_000_000 else 16


def books(folder: Path, deliveries: int, seed: int = 7, schools: int | None = None) -> Desk:
    """The secretary's desk in a new network of `schools` (or `schools_for(deliveries)`), all deliveries booked."""
    owner = Owner(made_id(2, 1), "secretaris", "secretary")
    keys = network_folder.create(folder, made_id(0, 1), owner, PASSWORD).keys
    desk = desk_of(folder, keys)
    upgrade(desk.store.engine)
    schools = schools or schools_for(deliveries)
    _fill_network(desk, schools)
    with desk.store.writing(desk.actor, "bench.periods", NOW) as work:
        days = entry_days(work, [SchoolYear(FIRST_YEAR.start_year + n).first_day for n in range(4)])
    chance = Random(seed)
    for first in range(1, deliveries + 1, BATCH):
        with desk.store.shelf.lent() as connection:
            desk.store.place.begin_writing(plain(connection))
            connection.begin()
            numbers = range(first, min(first + BATCH, deliveries + 1))
            _book(connection, list(deliveries_of(numbers, schools, deliveries, chance)), days)
            connection.commit()
    desk.store.rows("PRAGMA optimize")
    return desk


def desk_of(folder: Path, keys: Keys) -> Desk:
    """The clock moves on: identifiers of one moment would lie scattered over the index, which no day does."""
    seconds = itertools.count()
    actor = Actor(keys.user_id, "secretaris", Role.SECRETARY)
    return Desk(Store(folder, keys), actor, lambda: NOW + timedelta(seconds=next(seconds)))


def _fill_network(desk: Desk, schools: int) -> None:
    def rows() -> Iterator[Base]:
        yield Network(id=made_id(0, 1), name="Meting", profile="zeeland", region="", holiday_region="zuid", made_at=NOW)
        yield User(id=made_id(2, 1), name="secretaris", role="secretary")
        yield Sector(id=made_id(6, 1), code="techniek", name="Techniek", position=1)
        yield Unit(id=made_id(7, 1), code="dagdeel", name="dagdeel", plural="dagdelen")
        for number in range(1, schools + 1):
            code, name = f"S{number:03d}", f"School {number:03d}"
            yield Organisation(id=made_id(1, number), code=code, name=name, kind="school")
            yield School(id=made_id(1, number), kind="pro")
            yield Account(id=number, code=code, name=name, kind="school", school_id=made_id(1, number))
            yield Offer(
                id=made_id(5, number),
                code=f"{code}-01",
                school_id=made_id(1, number),
                sector_id=made_id(6, 1),
                unit_id=made_id(7, 1),
                name=f"Werkplaats {number}",
                kind="facility",
            )
            yield Tariff(
                id=made_id(8, number), offer_id=made_id(5, number), cents=2470 + number, valid_from=date(2020, 8, 1)
            )

    with desk.store.writing(desk.actor, "bench.fill", NOW) as work:
        for row in rows():
            work.session.add(row)
            work.session.flush()


def deliveries_of(numbers: range, schools: int, total: int, chance: Random) -> Iterator[dict[str, object]]:
    for number in numbers:
        provider, user = chance.sample(range(1, schools + 1), 2)
        tariff, quantity = 2470 + provider, 50 * chance.randint(1, 8)
        yield {
            "id": made_id(3, number),
            "offer_id": made_id(5, provider),
            "user_id": made_id(1, user),
            "provider_id": made_id(1, provider),
            "tariff_id": made_id(8, provider),
            "delivered_on": FIRST_YEAR.first_day + timedelta(days=number * DAYS // total),
            "quantity": quantity,
            "tariff_cents": tariff,
            "amount_cents": amount_cents(quantity, tariff),
            "status": "confirmed",
            "entered_at": NOW,
            "entered_by": made_id(2, 1),
            "number": number,
            "accounts": (provider, user),
        }


def _book(connection: Connection, rows: list[dict[str, object]], days) -> None:
    facts = [{key: value for key, value in row.items() if key not in {"number", "accounts"}} for row in rows]
    connection.execute(insert(Delivery.__table__), facts)
    append_entries(connection, (_entry(row, days) for row in rows))


def _entry(row: dict[str, object], days) -> EntryFacts:
    period, booked_on = days.place(row["delivered_on"])
    provider, user = row["accounts"]
    return EntryFacts(
        number=row["number"],
        kind=EntryKind.DELIVERY,
        period_id=period.id,
        booked_on=booked_on,
        delivered_on=row["delivered_on"],
        delivery_id=row["id"],
        placement_id=None,
        decision_id=None,
        offer_id=row["offer_id"],
        quantity_hundredths=row["quantity"],
        tariff_cents=row["tariff_cents"],
        reverses=None,
        booked_by=made_id(2, 1),
        booked_at="2026-11-22T09:00:00+00:00",
        postings=delivery_postings(provider, user, row["amount_cents"]),
    )
