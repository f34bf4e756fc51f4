"""Every way to look at the exchange gives the same sums, and every balance comes down to its deliveries."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from tests.builders import World, offer_id, school_id
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import raw

LAST, THIS = SchoolYear(2025), SchoolYear(2026)


@pytest.fixture
def exchanged(world: World) -> World:
    """Two school years with exchange in all directions and one mistake."""
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 5, 10))
    world.delivered("DUIN", "ZEEUW", 400, date(2026, 9, 10))
    world.delivered("DUIN", "KREEK", 100, date(2026, 9, 30))
    world.delivered("ZEEUW", "DUIN", 50, date(2026, 10, 1))
    mistake = world.delivered("KREEK", "DUIN", 1000, date(2026, 10, 2))
    world.desk.ledger.reverse(mistake, "Nooit geleverd.")
    return world


def test_by_school(exchanged: World) -> None:
    rows = {row.code: row for row in exchanged.desk.balances.by_school(THIS)}
    assert list(rows) == ["DUIN", "ZEEUW", "KREEK"]  # by name: De Duinpan, De Zeeuwse Vaart, Het Kreekrif
    assert (rows["DUIN"].given_cents, rows["DUIN"].taken_cents) == (9880 + 2470, 1235)
    assert rows["DUIN"].balance_cents == 11115
    assert (rows["KREEK"].given_cents, rows["KREEK"].taken_cents) == (0, 2470)
    assert sum(row.balance_cents for row in rows.values()) == 0
    assert exchanged.desk.balances.years() == (THIS, LAST)


@pytest.mark.parametrize("year", [None, LAST, THIS, SchoolYear(2020)])
def test_every_view_adds_up_to_the_schools(exchanged: World, year: SchoolYear | None) -> None:
    balances = exchanged.desk.balances
    schools = {row.code: (row.given_cents, row.taken_cents) for row in balances.by_school(year)}
    for view in (balances.by_pair(year), balances.by_offer(year), balances.by_month(year)):
        found = dict.fromkeys(schools, (0, 0))
        for row in view:
            given, taken = found[row.code]
            found[row.code] = (given + row.given_cents, taken + row.taken_cents)
            assert row.balance_cents == row.given_cents - row.taken_cents
        assert found == schools
    for code, (given, taken) in schools.items():
        explained = balances.explain(code, year)
        assert explained.balance_cents == given - taken == sum(line.cents for line in explained.lines)


def test_pairs_mirror_each_other(exchanged: World) -> None:
    pairs = {(row.code, row.counter_code): row for row in exchanged.desk.balances.by_pair()}
    for (one, other), row in pairs.items():
        assert (row.given_cents, row.taken_cents) == (pairs[other, one].taken_cents, pairs[other, one].given_cents)
    own = exchanged.desk.balances.by_pair(None, school_id("KREEK"))
    assert {(row.code, row.counter_code) for row in own} == {("KREEK", "DUIN")}


def test_the_matrix_shows_who_gave_to_whom(exchanged: World) -> None:
    matrix = exchanged.desk.balances.matrix(THIS)
    codes = [school.code for school in matrix.schools]
    given = {(row, column): matrix.given_cents[r][c] for r, row in enumerate(codes) for c, column in enumerate(codes)}
    assert given["DUIN", "ZEEUW"] == 9880
    assert given["ZEEUW", "DUIN"] == 1235
    assert given["KREEK", "DUIN"] == 0
    assert [sum(row) for row in matrix.given_cents] == [school.given_cents for school in matrix.schools]


def test_the_trend_has_no_gaps_and_ends_at_the_balance(exchanged: World) -> None:
    points = exchanged.desk.balances.trend(school_id("DUIN"))
    assert [point.first_day.month for point in points] == [5, 6, 7, 8, 9, 10]
    assert [point.standing_cents for point in points] == [6175, 6175, 6175, 6175, 18525, 17290]
    network = exchanged.desk.balances.trend()
    assert {point.standing_cents for point in network} == {0}
    assert sum(point.given_cents for point in network) == 6175 + 9880 + 2470 + 1235


def test_quantities_per_offer(exchanged: World) -> None:
    offers = {(row.code, row.offer_code): row for row in exchanged.desk.balances.by_offer(THIS)}
    assert offers["DUIN", "DUIN-01"].given_hundredths == 500
    assert offers["ZEEUW", "DUIN-01"].taken_hundredths == 400
    assert offers["DUIN", "DUIN-01"].unit_plural == "dagdelen"
    assert offers["DUIN", "DUIN-01"].offer_id == offer_id("DUIN")


def test_down_to_the_delivery(exchanged: World) -> None:
    explained = exchanged.desk.balances.explain("KREEK", THIS)
    assert [(line.kind, line.number, line.counter_code, line.cents) for line in explained.lines] == [
        ("delivery", 3, "DUIN", -2470),
        ("delivery", 5, "DUIN", 24700),
        ("reversal", 6, "DUIN", -24700),
    ]
    assert explained.lines[2].reverses == 5
    assert explained.lines[0].delivery_id
    assert explained == exchanged.desk.balances.explain(school_id("KREEK"), THIS)
    with pytest.raises(RuleError, match=r"^balance\.no_school"):
        exchanged.desk.balances.explain("NERGENS")


def test_a_network_without_exchange(world: World) -> None:
    balances = world.desk.balances
    assert {row.balance_cents for row in balances.by_school()} == {0}
    assert (balances.by_pair(), balances.by_offer(), balances.by_month(), balances.trend()) == ((), (), (), ())
    assert balances.matrix().schools == ()
    assert balances.explain("DUIN").lines == ()


@pytest.mark.parametrize("who", ["lezer", "directeur duin", "stage zeeuw"])
def test_everyone_in_the_network_sees_the_balances(exchanged: World, who: str) -> None:
    assert exchanged.desk_of(who).balances.by_school() == exchanged.desk.balances.by_school()


@pytest.mark.parametrize("view", ["by_school", "by_pair", "by_month"])
def test_these_come_from_the_totals_and_read_no_posting(exchanged: World, view: str) -> None:
    def look() -> tuple[object, ...]:
        return getattr(exchanged.desk.balances, view)()

    before = look()
    with closing(raw.connect(exchanged.store.db_path, exchanged.keys.store_key)) as connection:
        connection.execute("DROP TRIGGER guard_posting_delete")
        connection.execute("DELETE FROM posting")
    assert look() == before
