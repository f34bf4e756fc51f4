"""A delivery whose booking was taken back counts nowhere: it blocks nothing and is no use."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import World, offer_id, school_id
from zsm_desktop.domain.calendar import SchoolYear, month_start
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.placement_acts import Terms
from zsm_desktop.services.tariffs import TariffDraft

DAY = date(2026, 11, 10)
MONTHS = [(month_start(at), month_start(at + 1) - timedelta(days=1)) for at in SchoolYear(2026).months()]


def reversed_delivery(world: World, placement: str) -> None:
    world.desk.deliveries.confirm(
        [world.desk.deliveries.enter(DeliveryDraft(DAY, 100, placement_id=placement)).made_id]
    )
    world.desk.ledger.reverse(world.desk.ledger.head().entries, "Verkeerde leerling.")


def test_a_wrong_tariff_is_put_right_after_its_booking_was_taken_back(world: World) -> None:
    number = world.delivered("DUIN", "ZEEUW", 200)
    right = TariffDraft(offer_id("DUIN"), 2600, date(2026, 9, 1))
    with pytest.raises(RuleError, match=r"^tariff\.too_late\b"):
        world.desk.tariffs.set(right)
    world.desk.ledger.reverse(number, "Verkeerd tarief.")
    world.desk.tariffs.set(right)
    again = world.entered("DUIN", "ZEEUW", 200)
    (row,) = [row for row in world.desk.deliveries.page() if row.id == again]
    assert (row.tariff_cents, row.amount_cents) == (2600, 5200)
    assert [tariff.is_used for tariff in world.desk.tariffs.of_offer(offer_id("DUIN"))] == [True, True]
    assert world.desk.checks.run().ok


def test_a_placement_without_other_use_can_be_shortened_ended_and_cancelled(world: World) -> None:
    placements = world.desk.placements
    one, other = world.placement(), world.placement("KREEK", "ZEEUW")
    for placement in (one, other):
        reversed_delivery(world, placement)
        assert placements.row(placement).used_hundredths == 0
    placements.change(one, placements.row(one).version, Terms(date(2026, 9, 1), date(2026, 11, 1), 1000), "Korter.")
    placements.end(one, date(2026, 10, 31))
    placements.cancel(other)
    assert [placements.row(id_).status for id_ in (one, other)] == ["ended", "cancelled"]


def test_every_list_counts_the_same_as_used(world: World) -> None:
    placement = world.placement()
    reversed_delivery(world, placement)
    kept, disputed = (
        world.desk.deliveries.enter(DeliveryDraft(DAY, hundredths, placement_id=placement)).made_id
        for hundredths in (200, 400)
    )
    world.desk.deliveries.confirm([kept])
    world.desk.deliveries.dispute(disputed, "Was er niet.")
    (row,) = world.desk.sheets.sheet(school_id("DUIN"), MONTHS).rows
    assert (row.used, world.desk.placements.row(placement).used_hundredths) == (200, 200)


def test_totals_tell_what_was_reversed_apart(world: World) -> None:
    reversed_delivery(world, world.placement())
    world.entered("DUIN", "ZEEUW", 200)
    totals = world.desk.deliveries.totals()
    assert (totals.count, totals.amount_cents, totals.reversed, totals.reversed_cents) == (2, 7410, 1, 2470)
