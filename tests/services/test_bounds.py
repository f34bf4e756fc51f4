"""No amount, quantity or day is too large for the store: what is, is refused with a sentence before it gets there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.builders import World, offer_id, school_id
from tests.versions import version_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import MOST
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.placement_acts import Terms
from zsm_desktop.services.tariffs import TariffDraft
from zsm_desktop.words.rules import sentence

DUIN, OFFER = school_id("DUIN"), offer_id("DUIN")
SPAN = (date(2026, 9, 1), date(2027, 6, 30))


def tariff(world: World, cents: int) -> None:
    world.desk.tariffs.set(TariffDraft(OFFER, cents, date(2027, 1, 1)))


def wage(world: World, cents: int) -> None:
    world.desk.tariffs.set(TariffDraft(OFFER, 2500, date(2027, 1, 1), wage_cents=cents))


def limit(world: World, cents: int) -> None:
    world.desk.limits.set(DUIN, version_of(world, "school", DUIN), cents, None)


def planned(world: World, hundredths: int) -> None:
    world.placement("DUIN", "ZEEUW", planned=hundredths)


def changed(world: World, hundredths: int) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    row = world.desk.placements.row(placement)
    world.desk.placements.change(placement, row.version, Terms(*SPAN, hundredths), "Meer nodig.")


def per_month(world: World, hundredths: int) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    row = world.desk.placements.row(placement)
    world.desk.placements.plan_months(placement, row.version, {2026 * 12 + 9: hundredths}, "Meer nodig.")


@pytest.mark.parametrize("attempt", [tariff, wage, limit, planned, changed, per_month])
def test_the_most_is_taken_and_more_is_refused(world: World, attempt: Callable[[World, int], None]) -> None:
    for amount in (MOST + 1, 2**63 - 1, 2**70):
        with pytest.raises(RuleError) as refused:
            attempt(world, amount)
        assert refused.value.code == "number.too_much"
        assert "100 miljoen" in sentence(refused.value)
    attempt(world, MOST)


def test_a_delivery_is_worth_no_more_than_that(world: World) -> None:
    world.desk.tariffs.set(TariffDraft(OFFER, MOST, date(2026, 8, 1)))
    world.delivered("DUIN", "ZEEUW", 100)
    too_much = DeliveryDraft(date(2026, 10, 6), 101, offer_id=OFFER, user_id=school_id("ZEEUW"))
    with pytest.raises(RuleError, match=r"^number\.too_much"):
        world.desk.deliveries.enter(too_much)
    balances = [row.balance_cents for row in world.desk.balances.by_school()]
    assert (max(balances), {type(cents) for cents in balances}) == (MOST, {int})


def test_the_last_week_of_all_is_refused(world: World) -> None:
    week = world.desk.bookings.week(OFFER, date(9999, 12, 26))
    assert week.days[-1].day == date(9999, 12, 26)
    with pytest.raises(RuleError, match=r"^booking\.far"):
        world.desk.bookings.week(OFFER, date.max)
