"""Funds bear their part first come by day of delivery, and whoever confirms first changes nothing for anyone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import combinations_with_replacement, permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import TODAY, World
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.funds import Claim, shares
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.store.keys import Keys

YEAR = (date(2026, 8, 1), date(2027, 7, 31))


def draft(granted: int, *, percent: int | None = None, fixed: int | None = None, **more: object) -> FundDraft:
    return FundDraft("Projectsubsidie", granted, *YEAR, percent=percent, fixed_cents=fixed, **more)


def balances(world: World) -> dict[str, int]:
    return {row.code: row.balance_cents for row in world.desk.balances.by_school()}


def close(world: World, until: date) -> None:
    for row in world.desk.ledger.periods():
        if row.period.last_day <= until:
            world.desk.ledger.set_period(row.period.id, PeriodStatus.CLOSED)


def in_order(world: World) -> None:
    result = world.desk.checks.run()
    assert result.ok, result.findings


@contextmanager
def fresh(made_network: tuple[Path, Keys]) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(made_network[0], Path(place) / "network")
        world = World(Path(place) / "network", made_network[1])
        yield world
        world.close()


def test_a_percentage_is_borne_and_the_school_pays_the_rest(world: World) -> None:
    world.desk.funds.add(draft(1_000_00, percent=40_00))
    world.delivered("DUIN", "ZEEUW", 300)  # € 74,10
    assert balances(world) == {"DUIN": 7410, "ZEEUW": -4446, "KREEK": 0, "FONDS-1": -2964}
    (fund,) = world.desk.funds.rows()
    assert (fund.charged_cents, fund.left_cents, fund.claimed_cents) == (2964, 97036, 2964)
    entry = world.desk.ledger.entry(1)
    assert (entry.amount_cents, entry.fund_cents, entry.fund) == (7410, 2964, "Projectsubsidie")
    in_order(world)


def test_a_fixed_part_is_never_more_than_the_amount(world: World) -> None:
    world.desk.funds.add(draft(1_000_00, fixed=30_00))
    world.delivered("DUIN", "ZEEUW", 100)
    assert balances(world) == {"DUIN": 2470, "ZEEUW": 0, "KREEK": 0, "FONDS-1": -2470}
    in_order(world)


def test_what_is_left_goes_to_the_earliest_and_the_rest_to_the_school(world: World) -> None:
    world.desk.funds.add(draft(30_00, percent=100_00))
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 20))
    world.delivered("DUIN", "KREEK", 100, date(2026, 10, 21))
    assert balances(world) == {"DUIN": 4940, "ZEEUW": 0, "KREEK": -1940, "FONDS-1": -3000}
    world.delivered("ZEEUW", "DUIN", 100, date(2026, 9, 1))  # confirmed last, delivered first
    assert balances(world) == {"DUIN": 4940, "ZEEUW": 2470 - 1940, "KREEK": -2470, "FONDS-1": -3000}
    in_order(world)


def test_a_reversal_gives_the_next_its_turn(world: World) -> None:
    world.desk.funds.add(draft(30_00, percent=100_00))
    first = world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 20))
    world.delivered("DUIN", "KREEK", 100, date(2026, 10, 21))
    world.desk.ledger.reverse(first, "Dubbel ingevoerd.")
    assert balances(world) == {"DUIN": 2470, "ZEEUW": 0, "KREEK": 0, "FONDS-1": -2470}
    in_order(world)


def test_a_larger_grant_reaches_back_to_those_who_waited(world: World) -> None:
    fund = world.desk.funds.add(draft(10_00, percent=100_00)).made_id
    world.delivered("DUIN", "ZEEUW", 100)
    world.desk.funds.edit(fund, 1, draft(50_00, percent=100_00))
    assert balances(world) == {"DUIN": 2470, "ZEEUW": 0, "KREEK": 0, "FONDS-1": -2470}
    world.desk.funds.edit(fund, 2, draft(5_00, percent=100_00))
    assert balances(world) == {"DUIN": 2470, "ZEEUW": -1970, "KREEK": 0, "FONDS-1": -500}
    with pytest.raises(RuleError, match=r"^fund\.used"):
        world.desk.funds.edit(fund, 3, draft(5_00, percent=50_00))
    in_order(world)


def test_only_what_it_is_for(world: World) -> None:
    world.desk.funds.add(draft(1_000_00, percent=100_00, school_kind="pro"))
    world.desk.funds.add(draft(1_000_00, percent=50_00, rank=2))
    world.delivered("ZEEUW", "DUIN", 100)
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 7, 31))
    world.delivered("DUIN", "ZEEUW", 100)
    assert [fund.charged_cents for fund in world.desk.funds.rows()] == [2470, 1235]
    in_order(world)


def test_an_ended_fund_bears_what_was_delivered_until_then(world: World) -> None:
    fund = world.desk.funds.add(draft(1_000_00, percent=100_00)).made_id
    number = world.delivered("DUIN", "ZEEUW", 100)
    world.desk.funds.end(fund)
    (row,) = world.desk.funds.rows()
    assert (row.is_active, row.ended_on) == (False, TODAY)
    world.delivered("DUIN", "ZEEUW", 200, TODAY)
    assert balances(world)["ZEEUW"] == 0
    world.now += timedelta(days=9)
    world.delivered("DUIN", "ZEEUW", 100, TODAY + timedelta(days=1))
    assert balances(world)["ZEEUW"] == -2470
    world.desk.ledger.reverse(number, "Vergissing.")
    assert balances(world) == {"DUIN": 3 * 2470, "ZEEUW": -2470, "KREEK": 0, "FONDS-1": -2 * 2470}
    world.desk.funds.resume(fund)
    assert balances(world) == {"DUIN": 3 * 2470, "ZEEUW": 0, "KREEK": 0, "FONDS-1": -3 * 2470}
    in_order(world)


def test_what_was_booked_before_the_fund_came_is_borne_by_it_in_order_of_day(world: World) -> None:
    for user, day in (("KREEK", 20), ("ZEEUW", 1), ("ZEEUW", 10)):
        world.delivered("DUIN", user, 100, date(2026, 10, day))
    world.desk.ledger.reverse(3, "Vergissing.")
    close(world, date(2026, 10, 31))
    wanted = draft(30_00, percent=100_00)
    found = world.desk.funds.preview(wanted)
    assert (found.shifted, found.shifts) == (2, (("De Zeeuwse Vaart", 24_70), ("Het Kreekrif", 5_30)))
    world.desk.funds.add(wanted)
    assert balances(world) == {"DUIN": 4940, "ZEEUW": 0, "KREEK": -2470 + 530, "FONDS-1": -3000}
    shifts = world.desk.ledger.following(4)
    assert [(row.kind, row.user_code, row.booked_on, row.delivered_on, row.fund_cents) for row in shifts] == [
        ("fund", "ZEEUW", date(2026, 11, 1), date(2026, 10, 1), 24_70),
        ("fund", "KREEK", date(2026, 11, 1), date(2026, 10, 20), 5_30),
    ]
    in_order(world)


def test_a_school_that_confirms_moves_what_the_fund_bears_of_another(world: World) -> None:
    world.desk.funds.add(draft(30_00, percent=100_00))
    world.delivered("DUIN", "KREEK", 100, date(2026, 10, 20))
    earlier = world.entered("DUIN", "ZEEUW", 100, date(2026, 10, 1))
    world.desk_of("stage zeeuw").deliveries.confirm([earlier])
    assert balances(world) == {"DUIN": 4940, "ZEEUW": 0, "KREEK": -2470 + 530, "FONDS-1": -3000}
    in_order(world)


def test_a_fund_never_takes_what_another_bears_already(world: World) -> None:
    first = world.desk.funds.add(draft(100_00, percent=100_00, rank=2)).made_id
    world.delivered("DUIN", "ZEEUW", 100)
    world.now += timedelta(seconds=1)
    for attempt in (world.desk.funds.preview, world.desk.funds.add):
        with pytest.raises(RuleError, match=r"^fund\.comes_first"):
            attempt(draft(100_00, percent=100_00, rank=1))
    with pytest.raises(RuleError, match=r"^fund\.used"):
        world.desk.funds.edit(first, 1, draft(100_00, percent=100_00, rank=3))
    second = world.desk.funds.add(draft(100_00, percent=100_00, rank=3)).made_id
    world.desk.funds.end(first)
    world.now += timedelta(days=9)
    world.delivered("DUIN", "ZEEUW", 100, TODAY + timedelta(days=1))
    with pytest.raises(RuleError, match=r"^fund\.comes_first"):
        world.desk.funds.resume(first)
    charged = {row.id: row.charged_cents for row in world.desk.funds.rows()}
    assert charged == {first: 2470, second: 2470}
    in_order(world)


def test_it_makes_no_difference_when_a_fund_is_added_ended_or_resumed(made_network: tuple[Path, Keys]) -> None:
    uses = (("ZEEUW", date(2026, 11, 2)), ("KREEK", TODAY), ("ZEEUW", TODAY + timedelta(days=2)))
    found = set()
    for at_add, at_end, at_resume in combinations_with_replacement(range(4), 3):
        with fresh(made_network) as world:
            world.now += timedelta(days=2)
            entered = [world.entered("DUIN", user, 100, day) for user, day in uses]
            world.now -= timedelta(days=2)
            for step in range(4):
                if step == at_add:
                    fund = world.desk.funds.add(draft(40_00, percent=60_00)).made_id
                if step == at_end:
                    world.desk.funds.end(fund)
                if step == at_resume:
                    world.desk.funds.resume(fund)
                if step < len(entered):
                    world.desk.deliveries.confirm([entered[step]])
            found.add(tuple(sorted(balances(world).items())))
            in_order(world)
    assert len(found) == 1


def test_in_whatever_order_schools_confirm_the_balances_are_the_same(made_network: tuple[Path, Keys]) -> None:
    what = (
        ("DUIN", "ZEEUW", 333, date(2026, 9, 1)),
        ("ZEEUW", "KREEK", 77, date(2026, 10, 1)),
        ("KREEK", "DUIN", 101, date(2026, 8, 31)),
        ("DUIN", "KREEK", 150, date(2026, 11, 2)),
    )
    found = set()
    for order in permutations(range(len(what))):
        with fresh(made_network) as world:
            world.desk.funds.add(draft(60_00, percent=60_00))
            entered = [world.entered(*row) for row in what]
            for index in order:
                world.desk.deliveries.confirm([entered[index]])
            found.add(tuple(sorted(balances(world).items())))
            in_order(world)
    assert len(found) == 1


CLAIMS = st.lists(
    st.builds(Claim, st.uuids().map(str), st.dates(*YEAR), st.integers(1, 5000), st.just(0)),
    unique_by=lambda claim: claim.delivery_id,
    max_size=12,
)


@given(granted=st.integers(0, 20000), claims=CLAIMS, data=st.data())
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_shares_never_pass_the_grant_leave_nothing_while_someone_waits_and_know_no_order(
    granted: int, claims: list[Claim], data: st.DataObject
) -> None:
    share = shares(granted, claims)
    assert sum(share.values()) == min(granted, sum(claim.claimed_cents for claim in claims))
    assert all(0 <= share[claim.delivery_id] <= claim.claimed_cents for claim in claims)
    assert shares(granted, data.draw(st.permutations(claims))) == share


def test_a_director_may_not_make_a_fund(world: World) -> None:
    with pytest.raises(RuleError, match=r"^permission\.missing"):
        world.desk_of("directeur duin").funds.add(draft(1_000_00, percent=40_00))
    assert world.desk.funds.rows() == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"granted": -1, "percent": 10_00}, "fund.granted"),
        ({"granted": 1, "percent": 10_00, "fixed": 100}, "fund.part"),
        ({"granted": 1, "percent": 100_01}, "fund.percent"),
        ({"granted": 1, "fixed": 0}, "fund.fixed"),
        ({"granted": 1, "percent": 10_00, "offer_kind": "lunch"}, "fund.kind"),
        ({"granted": 1, "percent": 10_00, "code": "duin"}, "fund.code_taken"),
        ({"granted": 1, "percent": 10_00, "rank": 0}, "fund.rank"),
        ({"granted": 1, "percent": 10_00, "rank": 2**70}, "fund.rank"),
        ({"granted": 2**63, "percent": 10_00}, "number.too_much"),
        ({"granted": 1, "fixed": 2**70}, "number.too_much"),
    ],
)
def test_what_cannot_be_a_fund(world: World, changes: dict[str, object], code: str) -> None:
    with pytest.raises(RuleError, match=f"^{code}"):
        world.desk.funds.add(draft(**changes))
