"""A fund down to its deliveries, and what an act on it would do: what was foretold is what happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import TODAY, World
from tests.services.test_funds import draft, fresh
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.store.keys import Keys


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def test_a_fund_shows_what_it_bears_of_which_delivery_and_of_whom(world: World) -> None:
    fund = world.desk.funds.add(draft(50_00, percent=100_00)).made_id
    placement = world.placement("DUIN", "ZEEUW")
    used = DeliveryDraft(date(2026, 10, 5), 100, placement_id=placement)
    first = world.desk.deliveries.enter(used).made_id
    world.desk.deliveries.confirm([first])
    world.delivered("DUIN", "KREEK", 200, date(2026, 10, 6))
    number = world.desk.placements.row(placement).number
    card = world.desk_of("directeur zeeuw").funds.card(fund)
    assert card.fund.charged_cents == 50_00
    assert card.claim_count == 2
    assert [(row.user_code, row.claimed_cents, row.charged_cents, row.waiting_cents) for row in card.claims] == [
        ("KREEK", 4940, 2530, 2410),
        ("ZEEUW", 2470, 2470, 0),
    ]
    assert [row.placement_number for row in card.claims] == ["", number]
    assert [(row.school_code, row.deliveries, row.charged_cents, row.waiting_cents) for row in card.schools] == [
        ("ZEEUW", 1, 2470, 0),
        ("KREEK", 1, 2530, 2410),
    ]
    assert len(world.desk.funds.card(fund, limit=1).claims) == 1
    part = world.desk.funds.part_of(first)
    assert part is not None
    assert (part.fund, part.claimed_cents, part.charged_cents) == ("Projectsubsidie", 2470, 2470)
    world.desk.ledger.reverse(1, "Vergissing.")
    assert world.desk.funds.part_of(first) is None
    assert [row.user_code for row in world.desk.funds.card(fund).claims] == ["KREEK"]
    with refused("fund.none"):
        world.desk.funds.card("nergens")


def test_what_a_new_fund_would_bear_of_what_waits(world: World) -> None:
    world.desk.funds.add(draft(1_000_00, percent=50_00, school_kind="pro"))
    waiting = [
        world.entered("DUIN", "ZEEUW", 300, date(2026, 10, 5)),
        world.entered("DUIN", "KREEK", 100, date(2026, 10, 6)),
        world.entered("KREEK", "DUIN", 100, date(2026, 10, 7)),  # to a pro school: the other fund was there first
    ]
    world.desk.deliveries.dispute(world.entered("DUIN", "ZEEUW", 900, date(2026, 10, 8)), "Niet geweest.")
    wanted = draft(80_00, percent=100_00)
    found = world.desk.funds.preview(wanted)
    assert (found.waiting, found.claimed_cents, found.borne_cents, found.shifted) == (2, 7410 + 2470, 80_00, 0)
    fund = world.desk.funds.add(wanted).made_id
    world.desk.deliveries.confirm(waiting)
    assert world.desk.funds.card(fund).fund.charged_cents == found.borne_cents


def test_what_another_grant_would_shift(world: World) -> None:
    fund = world.desk.funds.add(draft(30_00, percent=100_00)).made_id
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    world.delivered("DUIN", "KREEK", 100, date(2026, 10, 6))
    more = draft(45_00, percent=100_00)
    found = world.desk.funds.preview(more, fund)
    assert (found.shifted, found.shifts, found.shift_cents) == (1, (("Het Kreekrif", 15_00),), 15_00)
    less = world.desk.funds.preview(draft(0, percent=100_00), fund)
    assert (less.shifted, less.shift_cents) == (2, -30_00)
    assert world.desk.funds.card(fund).fund.charged_cents == 30_00
    world.desk.funds.edit(fund, 1, more)
    assert world.desk.funds.card(fund).fund.charged_cents == 45_00
    with refused("fund.used"):
        world.desk.funds.preview(draft(45_00, percent=50_00), fund)
    with refused("fund.none"):
        world.desk.funds.preview(more, "nergens")
    with refused("fund.granted"):
        world.desk.funds.preview(replace(more, granted_cents=-1), fund)


def test_an_ended_fund_takes_nothing_of_later_days(world: World) -> None:
    fund = world.desk.funds.add(draft(100_00, percent=100_00)).made_id
    world.desk.funds.end(fund)
    world.entered()
    world.now += timedelta(days=3)
    world.entered(day=TODAY + timedelta(days=1))
    assert world.desk.funds.preview(draft(200_00, percent=100_00), fund).waiting == 1


AMOUNTS = st.tuples(st.sampled_from(("ZEEUW", "KREEK")), st.integers(1, 400), st.integers(1, 28))


@given(
    before=st.lists(AMOUNTS, max_size=3),
    booked=st.lists(AMOUNTS, max_size=3),
    waiting=st.lists(AMOUNTS, max_size=3),
    grants=st.tuples(st.integers(0, 200_00), st.integers(0, 200_00)),
    percent=st.integers(1, 100_00),
)
@settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_what_was_foretold_is_what_happens(
    made_network: tuple[Path, Keys],
    before: list[tuple[str, int, int]],
    booked: list[tuple[str, int, int]],
    waiting: list[tuple[str, int, int]],
    grants: tuple[int, int],
    percent: int,
) -> None:
    with fresh(made_network) as world:
        funds, deliveries = world.desk.funds, world.desk.deliveries
        for user, quantity, day in before:
            world.delivered("DUIN", user, quantity, date(2026, 10, day))
        first = draft(grants[0], percent=percent)
        found = funds.preview(first)
        fund = funds.add(first).made_id
        assert funds.card(fund).fund.charged_cents == found.shift_cents
        for user, quantity, day in booked:
            world.delivered("DUIN", user, quantity, date(2026, 10, day))
        charged = funds.card(fund).fund.charged_cents
        more = replace(first, granted_cents=grants[1])
        found = funds.preview(more, fund)
        funds.edit(fund, 1, more)
        assert funds.card(fund).fund.charged_cents - charged == found.shift_cents
        entered = [
            world.entered("DUIN", user, quantity, date(2026, 11, min(day, 20))) for user, quantity, day in waiting
        ]
        charged = funds.card(fund).fund.charged_cents
        found = funds.preview(more, fund)
        if entered:
            deliveries.confirm(entered)
        assert funds.card(fund).fund.charged_cents - charged == found.borne_cents


def test_who_may_look_and_who_may_think_it_over(world: World) -> None:
    fund = world.desk.funds.add(draft(100_00, percent=100_00)).made_id
    for name in ("lezer", "directeur duin", "stage duin"):
        assert world.desk_of(name).funds.card(fund).claims == ()
        with refused("permission.missing"):
            world.desk_of(name).funds.preview(draft(1, percent=100))
