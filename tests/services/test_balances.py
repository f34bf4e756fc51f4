"""Every way to look at the exchange gives the same sums, and every balance comes down to its deliveries."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from tests.builders import World, offer_id, school_id
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.funds import FundDraft

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
    place = exchanged.owner
    with closing(place.connect()) as connection:
        place.begin_writing(connection)
        with place.without_guards(connection):
            connection.execute("DELETE FROM posting")
            connection.execute("DELETE FROM journal_entry")
        connection.execute("COMMIT")
    assert look() == before


def test_any_stretch_of_months(exchanged: World) -> None:
    balances = exchanged.desk.balances
    autumn = Span.between(date(2026, 9, 1), date(2026, 9, 30))
    assert {row.code: row.balance_cents for row in balances.by_school(autumn)} == {
        "DUIN": 9880 + 2470,
        "ZEEUW": -9880,
        "KREEK": -2470,
    }
    book_year = Span.of_book_year(2026)
    assert balances.by_school(book_year) == balances.by_school(None)
    assert balances.by_pair(book_year) == balances.by_pair(None)
    assert balances.matrix(book_year) == balances.matrix(None)


def test_sectors_and_kinds_of_school(exchanged: World) -> None:
    sectors = {(row.code, row.sector): row for row in exchanged.desk.balances.by_sector(THIS)}
    assert sectors["DUIN", "Groen"].given_cents == 9880 + 2470
    assert sectors["DUIN", "Groen"].given.hundredths == 500
    kinds = {(row.kind, row.counter_kind): row for row in exchanged.desk.balances.by_school_kind(THIS)}
    assert (kinds["pro", "vso"].given_cents, kinds["pro", "vso"].taken_cents) == (9880 + 2470, 1235)
    assert kinds["vso", "pro"].taken.hundredths == 500
    assert set(kinds) == {("pro", "vso"), ("vso", "pro")}


def test_use_is_counted_once_where_a_fund_bears(world: World) -> None:
    world.desk.funds.add(FundDraft("Subsidie", 1_000_00, THIS.first_day, THIS.last_day, percent=40_00))
    world.delivered("DUIN", "ZEEUW", 300)
    balances = world.desk.balances
    assert {(row.code, row.given.hundredths, row.taken.hundredths) for row in balances.use("school")} == {
        ("DUIN", 300, 0),
        ("ZEEUW", 0, 300),
    }
    assert {(row.code, row.counter_code) for row in balances.by_pair() if row.given_cents} == {
        ("DUIN", "ZEEUW"),
        ("DUIN", "FONDS-1"),
    }
    assert {(row.kind, row.counter_kind) for row in balances.by_school_kind() if row.given_cents} == {
        ("pro", "vso"),
        ("pro", "fund"),
    }


def test_why_this_amount_says_what_a_fund_bears(world: World) -> None:
    fund = world.desk.funds.add(FundDraft("Subsidie", 1_000_00, THIS.first_day, THIS.last_day, percent=40_00)).made_id
    first = world.delivered("DUIN", "ZEEUW", 300)  # € 74,10, of which the fund bears € 29,64
    balances = world.desk.balances
    (line,) = balances.explain("DUIN").lines
    assert (line.cents, line.gross_cents, line.fund_cents, line.borne_cents) == (7410, 7410, 0, 2964)
    assert (line.counter_code, line.fund, line.quantity_hundredths) == ("ZEEUW", "Subsidie", 300)
    (line,) = balances.explain("ZEEUW").lines
    assert (line.cents, line.gross_cents, line.fund_cents) == (-4446, -7410, 2964)
    (line,) = balances.explain("DUIN", counter="zeeuw").lines
    assert (line.cents, line.gross_cents, line.fund_cents) == (4446, 7410, -2964)
    (line,) = balances.explain("FONDS-1").lines
    assert (line.cents, line.gross_cents, line.fund_cents, line.counter_code) == (-2964, 0, -2964, "DUIN")
    world.desk.funds.edit(fund, 1, FundDraft("Subsidie", 10_00, THIS.first_day, THIS.last_day, percent=40_00))
    world.delivered("DUIN", "ZEEUW", 100)
    world.desk.ledger.reverse(first, "Nooit geleverd.")
    parts = balances.explain("ZEEUW").parts
    assert (parts.given_cents, parts.taken_cents) == (0, 9880)
    assert parts.balance_cents == {row.code: row.balance_cents for row in balances.by_school()}["ZEEUW"]
    (shift, *_) = [line for line in balances.explain("ZEEUW").lines if line.kind == "fund"]
    assert (shift.gross_cents, shift.quantity_hundredths) == (0, 0)


def test_every_line_says_both_years(exchanged: World) -> None:
    line = exchanged.desk.balances.explain("DUIN", LAST).lines[0]
    assert (line.school_year.label, line.book_year) == ("2025/26", 2026)


@pytest.mark.parametrize("narrowed", [{"counter": "NERGENS"}, {"offer": "NIETS"}, {"sector": "NERGENS"}])
def test_what_is_not_there_is_said(exchanged: World, narrowed: dict[str, str]) -> None:
    with pytest.raises(RuleError, match=r"^balance\.no_"):
        exchanged.desk.balances.explain("DUIN", **narrowed)


def test_what_waits_and_what_is_disputed_is_beside(exchanged: World) -> None:
    before = exchanged.desk.balances.by_school()
    exchanged.entered("DUIN", "ZEEUW", 100)
    disputed = exchanged.entered("KREEK", "DUIN", 200)
    exchanged.desk.deliveries.dispute(disputed, "Er was niemand.")
    assert exchanged.desk.balances.by_school() == before
    beside = {row.code: row for row in exchanged.desk.balances.beside(THIS)}
    assert (beside["DUIN"].waiting_cents, beside["DUIN"].disputed_cents) == (2470, -4940)
    assert (beside["ZEEUW"].waiting_cents, beside["KREEK"].disputed_cents) == (-2470, 4940)
    counts = {code: (row.waiting_given, row.disputed_given) for code, row in beside.items()}
    assert counts == {"DUIN": (1, 0), "KREEK": (0, 1), "ZEEUW": (0, 0)}
    assert exchanged.desk.balances.beside(LAST) == ()


def test_per_pupil_enrolled_now(exchanged: World) -> None:
    assert {row.taken_cents for row in exchanged.desk.balances.per_pupil(THIS)} == {None}
    for _ in range(3):
        exchanged.case("ZEEUW")
    rows = {row.code: row for row in exchanged.desk.balances.per_pupil(THIS)}
    assert (rows["ZEEUW"].pupils, rows["ZEEUW"].taken_cents, rows["ZEEUW"].taken_hundredths) == (3, 3293, 133)
    assert rows["DUIN"].taken_cents is None


def test_school_years_side_by_side(exchanged: World) -> None:
    this, last = exchanged.desk.balances.year_by_year(school_id("DUIN"))
    assert (this.year, last.year) == (THIS, LAST)
    assert this.balance_cents[:4] == (0, 12350, 11115, 11115)
    assert set(this.balance_cents[4:]) == {None}
    assert last.given_cents[:9] == (None,) * 9
    assert last.balance_cents[9:] == (6175, 6175, 6175)
    assert exchanged.desk.balances.year_by_year("nergens") == ()


def test_what_a_balance_can_be_narrowed_to(exchanged: World) -> None:
    found = exchanged.desk.balances.narrowing("kreek", THIS)
    assert found.counters == (("DUIN", "De Duinpan"),)
    assert found.offers == (("DUIN-01", "Werkplaats Duin"), ("KREEK-01", "Werkplaats Kreek"))
    assert found.sectors == (("groen", "Groen"),)
    assert exchanged.desk.balances.narrowing("KREEK", LAST).counters == ()
