"""The books: periods, reversals, and what the database refuses whoever asks it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.builders import World, offer_id, school_id
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ledger import EntryKind, PeriodStatus
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.ledger import EntryFilter
from zsm_desktop.services.sheets import LateDay


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def period(world: World, name: str) -> str:
    return next(row.period.id for row in world.desk.ledger.periods() if row.period.name == name)


def balances(world: World) -> dict[str, int]:
    return {row.code: row.balance_cents for row in world.desk.balances.by_school()}


def test_the_first_booking_of_a_year_makes_its_periods(world: World) -> None:
    assert world.desk.ledger.periods() == ()
    world.delivered(day=date(2026, 10, 5))
    rows = world.desk.ledger.periods()
    assert [row.period.name for row in rows][:3] == ["2026-08", "2026-09", "2026-10"]
    assert len(rows) == 12
    assert [row.entries for row in rows[:4]] == [0, 0, 1, 0]
    with refused("period.year_exists"):
        world.desk.ledger.open_year(SchoolYear(2026))


def close(world: World, *names: str) -> None:
    for name in names:
        world.desk.ledger.set_period(period(world, name), PeriodStatus.CLOSED)


def test_a_delivery_of_a_closed_period_is_booked_in_the_next_with_its_own_date(world: World) -> None:
    world.desk.ledger.open_year(SchoolYear(2026))
    world.entered(day=date(2026, 9, 20))
    assert [row.waiting for row in world.desk.ledger.periods()][:3] == [0, 1, 0]
    close(world, "2026-08", "2026-09")
    entry = world.desk.ledger.entry(world.delivered(day=date(2026, 9, 25)))
    assert (entry.booked_on, entry.delivered_on, entry.period) == (date(2026, 10, 1), date(2026, 9, 25), "2026-10")


def test_the_last_period_of_a_year_closed_makes_the_next_year(world: World) -> None:
    world.desk.ledger.open_year(SchoolYear(2025))
    for row in world.desk.ledger.periods():
        world.desk.ledger.set_period(row.period.id, PeriodStatus.CLOSED)
    entry = world.desk.ledger.entry(world.delivered(day=date(2026, 7, 15)))
    assert entry.booked_on == date(2026, 8, 1)


@pytest.mark.parametrize("status", [PeriodStatus.HOLD, PeriodStatus.CLOSED])
@pytest.mark.parametrize("name", ["2026-11", "2026-12", "2027-07"])
def test_a_period_that_has_not_ended_stays_open(world: World, name: str, status: PeriodStatus) -> None:
    world.desk.ledger.open_year(SchoolYear(2026))
    close(world, "2026-08", "2026-09", "2026-10")
    with refused("period.not_ended"):
        world.desk.ledger.set_period(period(world, name), status)
    late = world.desk.ledger.entry(world.delivered(day=date(2026, 9, 25)))
    assert (late.booked_on, late.delivered_on, late.period) == (date(2026, 11, 1), date(2026, 9, 25), "2026-11")


@pytest.mark.parametrize("earlier", [PeriodStatus.OPEN, PeriodStatus.HOLD])
def test_periods_are_closed_in_their_order(world: World, earlier: PeriodStatus) -> None:
    world.desk.ledger.open_year(SchoolYear(2026))
    if earlier is PeriodStatus.HOLD:
        world.desk.ledger.set_period(period(world, "2026-08"), earlier)
    with refused("period.earlier_open") as found:
        close(world, "2026-09")
    assert found.value.facts["first_day"] == date(2026, 8, 1)
    close(world, "2026-08", "2026-09")
    assert [row.period.status for row in world.desk.ledger.periods()][:3] == [*2 * [PeriodStatus.CLOSED], "open"]


def test_what_is_older_than_closed_books_is_booked_in_the_next_open_period(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 8, 10))
    close(world, "2026-08", "2026-09")
    days = [row.period.first_day for row in world.desk.ledger.periods()]
    before = balances(world)
    late = DeliveryDraft(date(2026, 6, 10), 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"))
    assert world.desk.sheets.amounts([], [late]).late == (LateDay(date(2026, 6, 10), date(2026, 10, 1)),)
    number = world.delivered("DUIN", "ZEEUW", 100, date(2026, 6, 10))
    entry = world.desk.ledger.entry(number)
    assert (entry.period, entry.booked_on, entry.delivered_on) == ("2026-10", date(2026, 10, 1), date(2026, 6, 10))
    assert [row.period.first_day for row in world.desk.ledger.periods()] == days
    closed = {row.code: row.balance_cents for row in world.desk.balances.by_school(Span.of_month(date(2026, 8, 1)))}
    assert closed == before
    with refused("period.year_closed"):
        world.desk.ledger.open_year(SchoolYear(2025))
    close(world, "2026-10")


def test_books_without_a_closed_period_reach_back(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 8, 10))
    number = world.delivered("DUIN", "ZEEUW", 100, date(2026, 6, 10))
    assert world.desk.ledger.entry(number).period == "2026-06"
    world.desk.ledger.open_year(SchoolYear(2023))


def test_a_school_year_far_away_is_refused(world: World) -> None:
    for year in (SchoolYear(2028), SchoolYear(9999), SchoolYear(1)):
        with refused("period.year_far"):
            world.desk.ledger.open_year(year)


def test_a_period_is_closed_for_ever(world: World) -> None:
    world.desk.ledger.open_year(SchoolYear(2026))
    august = period(world, "2026-08")
    world.desk.ledger.set_period(august, PeriodStatus.HOLD)
    world.desk.ledger.set_period(august, PeriodStatus.CLOSED)
    with refused("period.closed"):
        world.desk.ledger.set_period(august, PeriodStatus.OPEN)
    with refused("period.none"):
        world.desk.ledger.set_period("nergens", PeriodStatus.OPEN)


def test_a_mistake_is_taken_back_once_by_an_entry_that_names_it(world: World) -> None:
    number = world.delivered("DUIN", "ZEEUW", 250)
    changes = world.desk.ledger.reverse(number, "Verkeerde school.")
    assert changes.topics["entry"] == {"1", "2"}
    reversal, original = world.desk.ledger.entry(2), world.desk.ledger.entry(1)
    assert (reversal.kind, reversal.reverses, original.reversed_by) == (EntryKind.REVERSAL, 1, 2)
    assert (reversal.amount_cents, reversal.quantity_hundredths) == (-6175, -250)
    assert set(balances(world).values()) == {0}
    (delivery,) = world.desk.deliveries.page()
    assert (delivery.status, delivery.entry_number, delivery.reversed_by) == ("confirmed", 1, 2)
    with refused("ledger.already_reversed"):
        world.desk.ledger.reverse(number, "Nog eens.")
    with refused("ledger.reversal_reversed"):
        world.desk.ledger.reverse(2, "Toch wel.")
    with refused("ledger.no_entry"):
        world.desk.ledger.reverse(99, "Bestaat niet.")
    with refused("ledger.no_reason"):
        world.desk.ledger.reverse(number, " ")


def test_why_an_entry_is_taken_back_is_sealed_in_the_log(world: World) -> None:
    number = world.delivered("DUIN", "ZEEUW", 250)
    world.desk.ledger.reverse(number, "Noor Wisse was die dag ziek.")
    ((facts,),) = world.store.rows("SELECT facts FROM audit_event WHERE act = 'ledger.reverse'")
    assert "Noor" not in facts
    assert world.reasons("ledger.reverse") == ["Noor Wisse was die dag ziek."]


def test_where_a_reversal_is_booked(world: World) -> None:
    first, second = world.delivered(day=date(2026, 9, 10)), world.delivered(day=date(2026, 9, 11))
    september = period(world, "2026-09")
    world.desk.ledger.set_period(september, PeriodStatus.HOLD)
    world.desk.ledger.reverse(first, "Op hold mag het nog.")
    assert world.desk.ledger.entry(3).booked_on == date(2026, 9, 10)
    close(world, "2026-08", "2026-09")
    world.desk.ledger.reverse(second, "Nu in de volgende.")
    assert world.desk.ledger.entry(4).booked_on == date(2026, 10, 1)


def test_the_list_of_entries(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", day=date(2026, 7, 1))
    world.delivered("KREEK", "ZEEUW", day=date(2026, 9, 1))
    ledger = world.desk.ledger
    assert [row.number for row in ledger.page()] == [2, 1]
    assert [row.number for row in ledger.page(EntryFilter(year=SchoolYear(2025)))] == [1]
    assert [row.number for row in ledger.page(EntryFilter(school_id=school_id("KREEK")))] == [2]
    assert [row.number for row in ledger.page(EntryFilter(period_id=period(world, "2026-07")))] == [1]
    assert ledger.count(EntryFilter(school_id=school_id("ZEEUW"))) == 2
    assert [row.number for row in ledger.following(0, limit=1)] == [1]
    assert [row.number for row in ledger.following(1)] == [2]
    head = ledger.head()
    assert (head.entries, head.hash) == (2, ledger.entry(2).hash)


def test_an_empty_ledger_has_an_empty_head(world: World) -> None:
    head = world.desk.ledger.head()
    assert (head.entries, head.hash) == (0, "")


ENTRY = (
    "INSERT {how} INTO journal_entry SELECT {number}, 'delivery', {period}, {booked_on}, delivered_on, NULL, NULL,"
    " NULL, offer_id, quantity, tariff_cents, NULL, booked_by, booked_at, {previous}, {hash}, NULL"
    " FROM journal_entry WHERE number = 1"
)
NEXT = {
    "how": "",
    "number": "2",
    "period": "period_id",
    "booked_on": "booked_on",
    "previous": "(SELECT hash FROM journal_entry WHERE number = 1)",
    "hash": "randomblob(32)",
}
POSTING = (
    "INSERT INTO posting (entry, account_id, counter_id, side, cents, booked_on) VALUES ({}, {}, {}, '{}', {}, '{}')"
)
BALANCED = [POSTING.format(2, 1, 2, "given", 100, "2026-10-05"), POSTING.format(2, 2, 1, "taken", -100, "2026-10-05")]
TAMPERING = {
    "update an entry": (["UPDATE journal_entry SET quantity = 1"], "journal_entry.fixed"),
    "delete an entry": (["DELETE FROM journal_entry"], "journal_entry.fixed"),
    "replace an entry": (
        [ENTRY.format(**NEXT | {"how": "OR REPLACE", "number": "1"})],
        "journal_entry.fixed|entry.number",
    ),
    "update a line": (["UPDATE posting SET cents = 1"], "posting.fixed"),
    "delete a line": (["DELETE FROM posting"], "posting.fixed"),
    "replace a line": (["INSERT OR REPLACE INTO posting SELECT * FROM posting WHERE id = 1"], "posting.fixed"),
    "update the log": (["UPDATE audit_event SET act = 'x'"], "audit_event.fixed"),
    "delete the log": (["DELETE FROM audit_event"], "audit_event.fixed"),
    "change what is booked": (["UPDATE delivery SET quantity = 1"], "delivery.booked"),
    "delete a delivery": (["DELETE FROM delivery"], "delivery.fixed"),
    "a used tariff": (["UPDATE tariff SET cents = 1"], "tariff.used"),
    "another period": (["UPDATE period SET last_day = '2030-01-01'"], "period.fixed"),
    "a closed period reopened": (["UPDATE period SET status = 'open' WHERE name = '2026-08'"], "period.closed"),
    "a gap": ([*BALANCED, ENTRY.format(**NEXT | {"number": "3"})], "entry.number"),
    "a wrong chain": ([*BALANCED, ENTRY.format(**NEXT | {"previous": "zeroblob(32)"})], "entry.chain"),
    "a short hash": ([*BALANCED, ENTRY.format(**NEXT | {"hash": "zeroblob(16)"})], "entry.chain"),
    "one side only": ([BALANCED[0], ENTRY.format(**NEXT)], "entry.sum"),
    "no lines": ([ENTRY.format(**NEXT)], "entry.sum"),
    "not zero": ([BALANCED[0], POSTING.format(2, 2, 1, "taken", -99, "2026-10-05"), ENTRY.format(**NEXT)], "entry.sum"),
    "another day": (
        [BALANCED[0], POSTING.format(2, 2, 1, "taken", -100, "2026-10-06"), ENTRY.format(**NEXT)],
        "entry.sum",
    ),
    "a closed period": (
        [line.replace("2026-10-05", "2026-08-05") for line in BALANCED]
        + [
            ENTRY.format(**NEXT | {"booked_on": "'2026-08-05'"}).replace(
                "period_id,", "(SELECT id FROM period WHERE name = '2026-08'),", 1
            )
        ],
        "entry.period",
    ),
    "outside its period": ([*BALANCED, ENTRY.format(**NEXT | {"booked_on": "'2026-11-05'"})], "entry.period"),
    "a line too late": ([POSTING.format(1, 1, 2, "given", 1, "2026-10-05")], "posting.late"),
    "half a cent": ([POSTING.format(2, 1, 2, "given", "9.5", "2026-10-05")], "posting.cents"),
}


ONLY_IN_A_FILE = {
    "replace an entry": "PostgreSQL has no INSERT OR REPLACE",
    "replace a line": "PostgreSQL has no INSERT OR REPLACE",
    "half a cent": "a column of whole numbers holds none",
}


HOW = [
    pytest.param(how, marks=[pytest.mark.file_only(ONLY_IN_A_FILE[how])] if how in ONLY_IN_A_FILE else [])
    for how in TAMPERING
]


def spoken(statement: str, kept: str) -> str:
    """Bytes are made in another way there."""
    if kept == "file":
        return statement
    found = statement.replace("randomblob(32)", "sha256('other')")
    return re.sub(r"zeroblob\((\d+)\)", r"decode(repeat('00', \1), 'hex')", found)


@pytest.mark.parametrize("how", HOW)
def test_the_database_refuses_whoever_asks(world: World, kept: str, how: str) -> None:
    world.delivered(day=date(2026, 10, 5))
    world.desk.ledger.set_period(period(world, "2026-08"), PeriodStatus.CLOSED)
    statements, guard = TAMPERING[how]
    place = world.owner
    connection = place.connect()
    try:
        place.begin_writing(connection)
        for statement in statements[:-1]:
            connection.execute(spoken(statement, kept))
        with pytest.raises(place.errors, match=f"guard:({guard})"):
            connection.execute(spoken(statements[-1], kept))
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    assert world.desk.checks.run().ok


def test_lines_without_an_entry_do_not_reach_the_file(world: World) -> None:
    world.delivered(day=date(2026, 10, 5))
    place = world.owner
    connection = place.connect()
    try:
        place.begin_writing(connection)
        for statement in BALANCED:
            connection.execute(statement)
        with pytest.raises(place.errors, match=r"(?i)foreign key"):
            connection.execute("COMMIT")
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    assert balances(world)["DUIN"] == 2470
