"""What placements plan is what is expected of them, at the tariff of today; a year that is over is what it was."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import World
from tests.services.test_funds import draft
from zsm_desktop.domain.calendar import SchoolYear, month_index
from zsm_desktop.domain.forecast import Range
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.forecast import Forecast
from zsm_desktop.words.balances import basis_text, forecast_text

TARIFF = 2470
THIS, LAST = SchoolYear(2026), SchoolYear(2025)


def forecast(world: World, code: str, year: SchoolYear | None = None) -> Forecast:
    return next(row for row in world.desk.forecasts.rows(year) if row.code == code)


def used(world: World, placement: str, hundredths: int, day: date) -> None:
    delivery = world.desk.deliveries.enter(DeliveryDraft(day, hundredths, placement_id=placement)).made_id
    world.desk.deliveries.confirm([delivery])


def test_an_even_plan_is_what_is_left_over_the_months_left(world: World) -> None:
    """40 from September to June; 12 used, so 28 over eight months, all within this year."""
    placement = world.placement("DUIN", "ZEEUW")
    used(world, placement, 1200, date(2026, 9, 8))
    found = forecast(world, "DUIN")
    assert found.given_basis.planned_cents == 28 * TARIFF
    assert found.outlook is not None
    assert found.outlook.given.likely == 40 * TARIFF
    assert forecast(world, "ZEEUW").outlook.taken.likely == 40 * TARIFF
    assert forecast(world, "KREEK").outlook is None
    assert "Lopende trajecten plannen nog €\N{NO-BREAK SPACE}691,60 te geven" in basis_text(found)
    assert "nog niet met vorig jaar te vergelijken" in basis_text(found)
    assert "waarschijnlijk rond €\N{NO-BREAK SPACE}+988,00" in forecast_text(found)


def test_a_plan_per_month_counts_the_months_to_come_of_this_year(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW", starts_on=date(2026, 11, 1), ends_on=date(2027, 9, 30), planned=1000)
    plan = {month_index(date(2026, 11, 1)): 400, month_index(date(2027, 7, 1)): 500, month_index(date(2027, 9, 1)): 100}
    world.desk.placements.plan_months(placement, 1, plan)
    assert forecast(world, "DUIN").given_basis.planned_cents == 9 * TARIFF


def test_what_is_over_refused_or_ended_plans_nothing(world: World) -> None:
    world.desk.placements.end(world.placement("DUIN", "ZEEUW"), date(2026, 10, 30), "finished")
    world.desk.placements.cancel(world.placement("DUIN", "ZEEUW"))
    assert forecast(world, "DUIN").given_basis.planned_cents == 0


def test_a_fund_is_expected_to_bear_what_it_bore(world: World) -> None:
    world.desk.funds.add(draft(10_000_00, percent=50_00))
    placement = world.placement("DUIN", "ZEEUW")
    used(world, placement, 1200, date(2026, 9, 8))
    assert forecast(world, "DUIN").given_basis.planned_cents == 28 * TARIFF
    assert forecast(world, "ZEEUW").taken_basis.planned_cents == 14 * TARIFF


BOOKED = st.lists(
    st.tuples(
        st.sampled_from([("DUIN", "ZEEUW"), ("ZEEUW", "KREEK"), ("KREEK", "DUIN")]),
        st.integers(1, 400),
        st.dates(LAST.first_day, LAST.last_day),
    ),
    max_size=5,
)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(booked=BOOKED)
def test_the_forecast_of_a_year_that_is_over_is_its_balance(
    world: World, booked: list[tuple[tuple[str, str], int, date]]
) -> None:
    for (provider, user), hundredths, day in booked:
        world.delivered(provider, user, hundredths, day)
    balances = {row.school_id: row.balance_cents for row in world.desk.balances.by_school(Span.of_school_year(LAST))}
    found = world.desk.forecasts.rows(LAST)
    assert {row.school_id for row in found} == {school for school in balances if school}
    for row in found:
        assert row.outlook is not None
        assert row.outlook.balance == Range(*[balances[row.school_id]] * 3)
        assert row.so_far_cents == balances[row.school_id]
        assert forecast_text(row).endswith("Dit schooljaar is voorbij.")
