"""What the figures say once something was settled: what was exchanged stays, what stands is what is left of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World, school_id
from tests.services.settled import ALL_YEARS, number_of, say_vat, settle, take_back
from tests.versions import version_of
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import Span

R = SettlementRegime
DUIN, ZEEUW, KREEK = (school_id(code) for code in ("DUIN", "ZEEUW", "KREEK"))
LAST, THIS = SchoolYear(2025), SchoolYear(2026)
DAGDEEL, VAT = 2470, 519
"""And what comes on top of one: 21 % of € 24,70, rounded."""


@pytest.fixture
def traded(world: World) -> World:
    """DUIN is owed three dagdelen by ZEEUW and owes one to KREEK, of which one by ZEEUW since this school year."""
    say_vat(world)
    world.delivered("DUIN", "ZEEUW", 200, date(2026, 5, 10))
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 9, 10))
    world.delivered("KREEK", "DUIN", 100, date(2026, 10, 1))
    return world


def figures(world: World, when: SchoolYear | Span | None = None) -> dict[str, tuple[int, int, int]]:
    rows = world.desk.balances.by_school(when)
    return {row.code: (row.balance_cents, row.settled_cents, row.open_cents) for row in rows}


def open_items(world: World) -> dict[str, int]:
    return {row.code: row.cents for row in world.desk.balances.open_items()}


def test_what_was_exchanged_stays_and_what_stands_is_what_is_left(traded: World) -> None:
    before = figures(traded)
    assert before == {
        "DUIN": (2 * DAGDEEL, 0, 2 * DAGDEEL),
        "KREEK": (DAGDEEL, 0, DAGDEEL),
        "ZEEUW": (-3 * DAGDEEL, 0, -3 * DAGDEEL),
    }
    assert open_items(traded) == {}
    made = settle(traded, R.NETTING, ALL_YEARS)
    assert figures(traded) == {
        "DUIN": (2 * DAGDEEL, -2 * DAGDEEL, 0),
        "KREEK": (DAGDEEL, -DAGDEEL, 0),
        "ZEEUW": (-3 * DAGDEEL, 3 * DAGDEEL, 0),
    }
    found = open_items(traded)
    assert sum(found.values()) == 0
    assert found["KREEK"] == DAGDEEL + VAT
    assert {row.code: row.balance_cents for row in traded.desk.balances.by_school(LAST)} == {
        "DUIN": 2 * DAGDEEL,
        "KREEK": 0,
        "ZEEUW": -2 * DAGDEEL,
    }
    take_back(traded, made)
    assert figures(traded) == before
    assert open_items(traded) == {}


def test_what_was_written_off_is_nobodys(traded: World) -> None:
    settle(traded, R.CLOSED_PURSES, ALL_YEARS)
    assert {code: cents for code, (_, _, cents) in figures(traded).items()} == {"DUIN": 0, "KREEK": 0, "ZEEUW": 0}
    assert open_items(traded) == {}


def test_a_month_says_what_was_settled_in_it(traded: World) -> None:
    settle(traded, R.NETTING, ALL_YEARS)
    rows = {(row.code, row.first_day): row for row in traded.desk.balances.by_month()}
    assert {code for code, _ in rows} == {"DUIN", "KREEK", "ZEEUW"}
    november = rows["ZEEUW", date(2026, 11, 1)]
    assert (november.given_cents, november.taken_cents, november.settled_cents) == (0, 0, 3 * DAGDEEL)


def line_facts(lines) -> list[tuple[str, str, int]]:
    return [(line.kind, line.settlement_number, line.cents) for line in lines if line.side == "settled"]


def test_a_statement_adds_up_before_a_settlement_and_after_and_after_its_reversal(traded: World) -> None:
    statements, october = traded.desk.statements, Span.of_month(date(2026, 10, 1))
    first = statements.issue(DUIN, THIS).made_id
    made = settle(traded, R.NETTING, ALL_YEARS)
    number = number_of(traded, made)
    facts = statements.draft(DUIN, THIS)
    assert (facts.opening_cents, facts.closing_cents) == (2 * DAGDEEL, 0)
    assert facts.opening_cents + sum(line.cents for line in facts.lines) == facts.closing_cents
    assert line_facts(facts.lines) == line_facts(facts.since) == [("settlement", number, -2 * DAGDEEL)]
    assert (facts.parts.settled_cents, facts.parts.written_off_cents) == (-2 * DAGDEEL, 0)
    row = next(one for one in statements.schools(THIS) if one.school_id == DUIN)
    assert (row.opening_cents, row.closing_cents, row.needs_new) == (2 * DAGDEEL, 0, True)
    second = statements.issue(DUIN, THIS).made_id
    assert statements.of(second).closing_cents == 0
    back = number_of(traded, take_back(traded, made))
    facts = statements.draft(DUIN, THIS)
    assert facts.opening_cents + sum(line.cents for line in facts.lines) == facts.closing_cents == 2 * DAGDEEL
    assert [(line.settlement_number, line.undoes, line.cents) for line in facts.since] == [(back, number, 2 * DAGDEEL)]
    assert [statements.of(one).closing_cents for one in (first, second)] == [2 * DAGDEEL, 0]
    assert statements.draft(DUIN, october).closing_cents == 2 * DAGDEEL
    later = statements.draft(DUIN, Span.of_month(date(2026, 11, 1)))
    assert (later.opening_cents, later.closing_cents, len(later.lines)) == (2 * DAGDEEL, 2 * DAGDEEL, 2)
    assert traded.desk.checks.run().findings == ()


def test_what_stands_is_explained_with_what_was_settled_of_it(traded: World) -> None:
    made = settle(traded, R.NETTING, ALL_YEARS)
    balances = traded.desk.balances
    found = balances.explain("zeeuw", THIS, is_standing=True)
    assert (found.opening_cents, found.balance_cents, found.settled_cents) == (-2 * DAGDEEL, -DAGDEEL, 3 * DAGDEEL)
    assert found.result_cents == 0
    assert sum(line.cents for line in found.lines) == found.booked_cents
    assert line_facts(found.lines) == [("settlement", number_of(traded, made), 3 * DAGDEEL)]
    next_year = balances.explain("ZEEUW", SchoolYear(2027), is_standing=True)
    assert (next_year.opening_cents, next_year.lines) == (0, ())
    only = balances.explain("ZEEUW", THIS, side="settled")
    assert (only.balance_cents, only.result_cents) == (0, 3 * DAGDEEL)
    assert line_facts(only.lines) == line_facts(found.lines)
    plain = balances.explain("ZEEUW", THIS)
    assert (plain.result_cents, plain.settled_cents, len(plain.lines)) == (-DAGDEEL, 0, 1)
    pair = balances.explain("ZEEUW", THIS, counter="DUIN", is_standing=True)
    assert (pair.opening_cents, pair.result_cents) == (-2 * DAGDEEL, -3 * DAGDEEL)
    with pytest.raises(RuleError, match=r"^balance\.settled_alone"):
        balances.explain("ZEEUW", THIS, side="settled", counter="DUIN")
    with pytest.raises(RuleError, match=r"^balance\.no_school"):
        balances.explain("ZEEUW-OPEN")


def test_written_off_is_said_on_a_line_of_its_own(traded: World) -> None:
    settle(traded, R.CLOSED_PURSES, ALL_YEARS)
    found = traded.desk.balances.explain("ZEEUW", is_standing=True)
    assert (found.parts.settled_cents, found.parts.written_off_cents) == (0, 3 * DAGDEEL)
    assert [line.kind for line in found.lines if line.side == "settled"] == ["write_off"]


def test_what_asks_how_a_school_stands_looks_at_what_is_open(traded: World) -> None:
    desk, version = traded.desk, version_of(traded, "school", ZEEUW)
    desk.limits.set(ZEEUW, version, 10_00, None)
    assert [one.school_id for one in desk.limits.prompts()] == [ZEEUW]
    assert [one.count for one in desk.today.facts().waiting if one.kind == "limits_passed"] == [1]
    assert desk.reciprocity.of(ZEEUW).balance_cents == -3 * DAGDEEL
    before = {row.code: row.before_cents for row in desk.forecasts.rows(THIS)}
    settle(traded, R.NETTING, Span.of_school_year(LAST))
    assert {row.code: row.balance_cents for row in desk.limits.rows()}["ZEEUW"] == -DAGDEEL
    assert desk.reciprocity.of(ZEEUW).balance_cents == -DAGDEEL
    assert (before["ZEEUW"], {row.code: row.before_cents for row in desk.forecasts.rows(THIS)}["ZEEUW"]) == (
        -2 * DAGDEEL,
        0,
    )
    settle(traded, R.NETTING, Span.of_school_year(THIS))
    assert desk.limits.prompts() == ()
    assert [one.count for one in desk.today.facts().waiting if one.kind == "limits_passed"] == []


def test_the_standing_of_a_month_falls_with_what_is_settled_in_it(traded: World) -> None:
    settle(traded, R.NETTING, ALL_YEARS)
    points = traded.desk.balances.trend(ZEEUW)
    assert points[-1].first_day == date(2026, 11, 1)
    assert [(one.standing_cents, one.settled_cents) for one in points[-2:]] == [(-3 * DAGDEEL, 0), (0, 3 * DAGDEEL)]
    years = {one.year: one.balance_cents[-1] for one in traded.desk.balances.year_by_year(ZEEUW)}
    assert years[LAST] == -2 * DAGDEEL


def test_only_the_last_is_taken_back_whichever_months_it_was_about(traded: World) -> None:
    this_year = settle(traded, R.INVOICING, Span.of_school_year(THIS))
    last_year = settle(traded, R.INVOICING, Span.of_school_year(LAST))
    with pytest.raises(RuleError, match=r"^settlement\.later_executed"):
        traded.desk.settlements.reverse(this_year)
    take_back(traded, last_year)
    take_back(traded, this_year)
    assert {cents for _, cents, _ in figures(traded).values()} == {0}
    assert traded.desk.checks.run().findings == ()
