"""Entering, confirming, disputing: what is booked, by whom it may be done, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World, offer_id, school_id
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.delivery_lists import DeliveryFilter

DAY = date(2026, 10, 5)


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def draft(quantity: int = 100, day: date = DAY, provider: str = "DUIN", user: str = "ZEEUW") -> DeliveryDraft:
    return DeliveryDraft(day, quantity, offer_id=offer_id(provider), user_id=school_id(user))


def test_the_provider_enters_and_the_using_school_confirms(world: World) -> None:
    entered = world.desk_of("stage duin").deliveries.enter(draft(250))
    assert entered.topics == {"delivery": {entered.made_id}}
    (row,) = world.desk.deliveries.page()
    assert (row.status, row.tariff_cents, row.amount_cents, row.entry_number) == (
        DeliveryStatus.ENTERED,
        2470,
        6175,
        None,
    )
    assert world.desk.balances.by_school()[0].balance_cents == 0
    confirmed = world.desk_of("directeur zeeuw").deliveries.confirm([row.id])
    assert confirmed.topics["delivery"] == {row.id}
    assert confirmed.topics["entry"] == {"1"}
    (row,) = world.desk.deliveries.page()
    assert (row.status, row.entry_number) == (DeliveryStatus.CONFIRMED, 1)
    entry = world.desk.ledger.entry(1)
    assert (entry.provider_code, entry.user_code, entry.amount_cents) == ("DUIN", "ZEEUW", 6175)
    assert entry.booked_by == "directeur zeeuw"


def test_a_placement_says_offer_school_and_span(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW", starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 31))
    deliveries = world.desk.deliveries
    deliveries.enter(DeliveryDraft(DAY, 100, placement_id=placement))
    (row,) = deliveries.page(DeliveryFilter(placement_id=placement))
    assert (row.provider_code, row.user_code, row.placement_number) == ("DUIN", "ZEEUW", "PL-2026/27-001")
    with refused("delivery.outside_placement"):
        deliveries.enter(DeliveryDraft(date(2026, 11, 1), 100, placement_id=placement))
    world.desk.deliveries.withdraw(row.id)
    world.desk.placements.cancel(placement)
    with refused("delivery.placement_cancelled"):
        deliveries.enter(DeliveryDraft(DAY, 100, placement_id=placement))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (draft(0), "delivery.quantity"),
        (draft(-100), "delivery.quantity"),
        (draft(day=date(2026, 11, 23)), "delivery.future"),
        (draft(day=date(2020, 1, 1)), "tariff.none"),
        (draft(provider="DUIN", user="DUIN"), "ledger.own_offer"),
        (DeliveryDraft(DAY, 100, offer_id="nergens", user_id="nergens"), "offer.none"),
        (DeliveryDraft(DAY, 100, offer_id=offer_id("DUIN"), user_id="nergens"), "delivery.no_user"),
        (DeliveryDraft(DAY, 100, offer_id=offer_id("DUIN")), "delivery.no_user"),
        (DeliveryDraft(DAY, 100, placement_id="nergens"), "placement.none"),
    ],
)
def test_wrong_deliveries(world: World, wrong: DeliveryDraft, code: str) -> None:
    with refused(code):
        world.desk.deliveries.enter(wrong)
    assert world.desk.deliveries.totals().count == 0


def test_a_sheet_is_entered_whole_or_not_at_all(world: World) -> None:
    deliveries = world.desk.deliveries
    with refused("delivery.quantity"):
        deliveries.enter_many([draft(100), draft(0)])
    assert deliveries.totals().count == 0
    changes = deliveries.enter_many([draft(100), draft(250), draft(50, provider="KREEK")])
    assert len(changes.topics["delivery"]) == 3
    totals = deliveries.totals()
    assert (totals.count, totals.amount_cents) == (3, 2470 + 6175 + 1235)
    with refused("delivery.nothing"):
        deliveries.enter_many([])


def test_confirming_many_books_them_in_order_of_day(world: World) -> None:
    late, early = world.entered(day=date(2026, 10, 20)), world.entered(day=date(2026, 9, 20))
    world.desk.deliveries.confirm([late, early, late])
    numbers = {row.id: row.entry_number for row in world.desk.deliveries.page()}
    assert numbers == {early: 1, late: 2}


def test_confirming_is_all_or_nothing(world: World) -> None:
    good, gone = world.entered(), world.entered()
    world.desk.deliveries.withdraw(gone)
    with refused("delivery.already_withdrawn"):
        world.desk.deliveries.confirm([good, gone])
    assert world.desk.ledger.head().entries == 0
    with refused("delivery.none"):
        world.desk.deliveries.confirm([good, "nergens"])
    with refused("delivery.nothing"):
        world.desk.deliveries.confirm([])


def test_a_dispute_has_a_reason_that_stays(world: World) -> None:
    deliveries = world.desk_of("stage zeeuw").deliveries
    delivery = world.entered()
    with refused("delivery.no_reason"):
        deliveries.dispute(delivery, "  ")
    with refused("delivery.long_reason"):
        deliveries.dispute(delivery, "x" * 401)
    deliveries.dispute(delivery, "De leerling was er die dag niet.")
    with refused("delivery.already_disputed"):
        deliveries.dispute(delivery, "Nog eens.")
    deliveries.confirm([delivery])
    (row,) = world.desk.deliveries.page()
    assert (row.status, row.dispute) == (DeliveryStatus.CONFIRMED, "De leerling was er die dag niet.")


@pytest.mark.parametrize("who", ["stage duin", "stage zeeuw"])
def test_each_side_does_its_own(world: World, who: str) -> None:
    delivery = world.entered("DUIN", "ZEEUW")
    deliveries = world.desk_of(who).deliveries
    with refused("permission.other_school"):
        if who == "stage duin":
            deliveries.confirm([delivery])
        else:
            deliveries.withdraw(delivery)
    with refused("permission.other_school"):
        if who == "stage duin":
            deliveries.dispute(delivery, "Nee.")
        else:
            deliveries.enter(draft())


def test_others_do_not_see_it(world: World) -> None:
    world.entered("DUIN", "KREEK")
    world.delivered("DUIN", "ZEEUW")
    seen = world.desk_of("stage zeeuw").deliveries
    assert [row.user_code for row in seen.page()] == ["ZEEUW"]
    assert seen.totals().count == 1


def test_a_director_sees_no_pupil(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW")
    world.desk.deliveries.enter(DeliveryDraft(DAY, 100, placement_id=placement))
    (row,) = world.desk_of("directeur zeeuw").deliveries.page()
    assert (row.pseudonym, row.pupil_code, row.placement_number) == ("", "", "PL-2026/27-001")
    (row,) = world.desk_of("stage zeeuw").deliveries.page()
    assert row.pseudonym


def test_filters_and_totals(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 9, 30))
    world.entered("DUIN", "KREEK", 200, date(2026, 10, 1))
    world.entered("KREEK", "DUIN", 300, date(2026, 10, 31))

    def quantities(**wanted: object) -> list[int]:
        wanted_rows = DeliveryFilter(**wanted)
        rows = world.desk.deliveries.page(wanted_rows)
        assert world.desk.deliveries.totals(wanted_rows).count == len(rows)
        return [row.quantity_hundredths for row in rows]

    assert quantities() == [300, 200, 100]
    assert quantities(status=DeliveryStatus.ENTERED) == [300, 200]
    assert quantities(school_id=school_id("DUIN"), side="given") == [200, 100]
    assert quantities(school_id=school_id("DUIN"), side="taken") == [300]
    assert quantities(school_id=school_id("DUIN"), counter_id=school_id("KREEK")) == [300, 200]
    assert quantities(offer_id=offer_id("KREEK")) == [300]
    assert quantities(first_day=date(2026, 10, 1), last_day=date(2026, 10, 30)) == [200]
    assert [row.quantity_hundredths for row in world.desk.deliveries.page(offset=1, limit=1)] == [200]


def test_a_quantity_no_school_can_use_is_a_slip(world: World) -> None:
    with pytest.raises(RuleError, match="delivery.too_much"):
        world.entered(hundredths=10_000_01)
    with pytest.raises(RuleError, match="delivery.too_much"):
        world.entered(hundredths=2**63)
    assert world.desk.deliveries.totals().count == 0


def test_the_pages_of_a_list_hold_each_delivery_once(world: World) -> None:
    for day in range(1, 8):
        world.entered("DUIN", "ZEEUW", 100, date(2026, 10, day))
    world.entered("KREEK", "ZEEUW", 100)
    wanted = DeliveryFilter(school_id=school_id("DUIN"))
    pages = [row.id for at in range(0, 8, 3) for row in world.desk.deliveries.page(wanted, offset=at, limit=3)]
    assert len(pages) == len(set(pages)) == world.desk.deliveries.totals(wanted).count == 7
    assert len(world.desk_of("stage duin").deliveries.page()) == 7
    assert world.desk_of("directeur duin").deliveries.page(DeliveryFilter(school_id=school_id("KREEK"))) == ()
