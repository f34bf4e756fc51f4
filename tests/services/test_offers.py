"""Offers: found by filter, edited by one at a time, tariffs that never reach back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import World, made_id, offer_id, school_id
from tests.services.test_meetings import on_agenda, planned
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Case
from zsm_desktop.services.matches import OfferMatch
from zsm_desktop.services.offers import OfferDraft, OfferFilter


def draft(school: str = "DUIN", **changes: object) -> OfferDraft:
    made = OfferDraft(
        school_id=school_id(school),
        sector_id=made_id(6, 1),
        unit_id=made_id(7, 1),
        name="Lasplaats",
        kind="facility",
        weekdays=("do", "ma"),
        seats=2,
    )
    return replace(made, **changes)


def refused(code: str):
    return pytest.raises(RuleError, match=rf"^{code}\b")


def test_an_offer_is_made_with_a_code_of_its_school_and_found_again(world: World) -> None:
    made = world.desk_of("stage duin").offers.add(draft()).made_id
    row = world.desk.offers.card(made).offer
    assert (row.code, row.school_code, row.weekdays, row.seats_free) == ("DUIN-02", "DUIN", ("ma", "do"), 2)
    assert row.tariff_cents is None
    found = world.desk.offers.page(OfferFilter(text="las duin"))
    assert [offer.id for offer in found] == [made]
    assert world.desk.offers.count(OfferFilter(text="las duin")) == 1


def test_filters_narrow_the_list(world: World) -> None:
    offers = world.desk.offers
    assert offers.count() == 3
    assert {row.school_code for row in offers.page(OfferFilter(sector_id=made_id(6, 2)))} == {"DUIN", "KREEK"}
    assert {row.school_code for row in offers.page(OfferFilter(school_id=school_id("ZEEUW")))} == {"ZEEUW"}
    assert offers.page(OfferFilter(kind="course")) == ()
    assert offers.page(OfferFilter(text="100%")) == ()
    assert len(offers.page(offset=1, limit=1)) == 1


def test_placements_agreed_take_seats_as_running_ones_do(world: World) -> None:
    for _ in range(4):
        world.placement("DUIN", "ZEEUW")
    world.placement("KREEK", "ZEEUW", starts_on=date(2027, 1, 1))
    world.desk.placements.cancel(world.placement("KREEK", "ZEEUW"))
    rows = {row.school_code: row for row in world.desk.offers.page()}
    assert (rows["DUIN"].placements, rows["DUIN"].seats_free) == (4, 0)
    assert (rows["KREEK"].placements, rows["KREEK"].seats_free) == (1, 3)
    assert {row.school_code for row in world.desk.offers.page(OfferFilter(only_free=True))} == {"ZEEUW", "KREEK"}
    assert world.desk.offers.count(OfferFilter(only_free=True)) == 2
    by_room = world.desk.offers.page(sort="free", is_descending=True)
    assert [row.school_code for row in by_room] == ["ZEEUW", "KREEK", "DUIN"]


def test_one_after_the_other_they_take_one_seat(world: World) -> None:
    world.placement("DUIN", "ZEEUW", ends_on=date(2027, 1, 31))
    world.placement("DUIN", "ZEEUW", starts_on=date(2027, 2, 1))
    (duin,) = world.desk.offers.page(OfferFilter(school_id=school_id("DUIN")))
    assert (duin.placements, duin.seats_free) == (2, 3)


def test_an_offer_without_seats_is_not_free(world: World) -> None:
    world.desk.offers.edit(offer_id("KREEK"), 1, draft("KREEK", seats=0))
    world.desk.offers.edit(offer_id("DUIN"), 1, draft(seats=None))
    world.placement("DUIN", "ZEEUW")
    assert {row.school_code for row in world.desk.offers.page(OfferFilter(only_free=True))} == {"ZEEUW", "DUIN"}


@pytest.mark.parametrize("seats", [1, 2, 3])
def test_the_list_the_matching_and_the_act_of_placing_agree_on_what_is_free(world: World, seats: int) -> None:
    """With one seat each: until Christmas, from March on, and a week in June."""
    world.desk.offers.edit(offer_id("DUIN"), 1, draft(seats=3))
    for first, last in (("2026-09-01", "2026-12-20"), ("2027-03-01", "2027-07-09"), ("2027-06-07", "2027-06-11")):
        world.placement("DUIN", "ZEEUW", starts_on=date.fromisoformat(first), ends_on=date.fromisoformat(last))
    world.desk.offers.edit(offer_id("DUIN"), 2, draft(seats=seats))
    case = world.case()
    meeting = planned(world)
    card = world.desk.live.card(on_agenda(world, meeting, case))
    match = next(match for match in card.matches if match.match.offer_id == offer_id("DUIN"))
    assert match.seats_free == world.desk.offers.card(offer_id("DUIN")).offer.seats_free == max(seats - 2, 0)
    span = {"starts_on": match.first_day, "ends_on": match.last_day, "planned_hundredths": 100}
    if match.seats_free:
        world.desk.placements.place(case, offer_id("DUIN"), **span)
        assert world.desk.offers.card(offer_id("DUIN")).offer.seats_free == match.seats_free - 1
    else:
        with refused("placement.no_seat"):
            world.desk.placements.place(case, offer_id("DUIN"), **span)


def test_the_matching_looks_at_the_period_the_pupil_wants(world: World) -> None:
    for _ in range(4):
        world.placement("DUIN", "ZEEUW", ends_on=date(2027, 1, 31))
    item = on_agenda(world, planned(world), case := world.case())

    def duin() -> OfferMatch:
        matches = world.desk.live.card(item).matches
        return next(match for match in matches if match.match.offer_id == offer_id("DUIN"))

    assert (duin().first_day, duin().last_day, duin().seats_free) == (date(2026, 11, 23), date(2027, 7, 31), 0)
    with world.writing() as work:
        work.session.get_one(Case, case).wanted_from = date(2027, 2, 1)
    assert (duin().first_day, duin().last_day, duin().seats_free) == (date(2027, 2, 1), date(2027, 7, 31), 4)


def test_who_edits_on_an_old_reading_is_told(world: World) -> None:
    offers = world.desk.offers
    offers.edit(offer_id("DUIN"), 1, draft(name="Werkplaats 2"))
    assert offers.card(offer_id("DUIN")).offer.name == "Werkplaats 2"
    with refused("edit.conflict"):
        offers.edit(offer_id("DUIN"), 1, draft(name="Werkplaats 3"))
    with refused("offer.fixed"):
        offers.edit(offer_id("DUIN"), 2, draft("ZEEUW"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "  "}, "offer.no_name"),
        ({"kind": "party"}, "offer.unknown_kind"),
        ({"seats": -1}, "offer.negative_seats"),
        ({"weekdays": ("za",)}, "offer.unknown_weekday"),
        ({"starts_on": date(2026, 9, 2), "ends_on": date(2026, 9, 1)}, "offer.span"),
        ({"code": "DUIN-01"}, "offer.code_taken"),
    ],
)
def test_a_wrong_draft_is_refused(world: World, changes: dict[str, object], code: str) -> None:
    with refused(code):
        world.desk.offers.add(draft(**changes))


def test_a_new_tariff_starts_later_and_leaves_history_alone(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    offers = world.desk.offers
    offers.set_tariff(offer_id("DUIN"), 3000, date(2026, 10, 6))
    assert world.desk.ledger.entry(world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))).amount_cents == 2470
    assert world.desk.ledger.entry(world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 6))).amount_cents == 3000
    tariffs = offers.card(offer_id("DUIN")).tariffs
    assert [(row.cents, row.is_used) for row in tariffs] == [(3000, True), (2470, True)]
    assert offers.card(offer_id("DUIN")).offer.tariff_cents == 3000
    with refused("tariff.used"):
        offers.set_tariff(offer_id("DUIN"), 3100, date(2026, 10, 6))
    with refused("tariff.too_late"):
        offers.set_tariff(offer_id("DUIN"), 3100, date(2026, 10, 2))
    with refused("tariff.negative"):
        offers.set_tariff(offer_id("DUIN"), -1, date(2026, 12, 1))


def test_a_tariff_nobody_used_yet_may_be_corrected(world: World) -> None:
    offers = world.desk.offers
    offers.set_tariff(offer_id("DUIN"), 3000, date(2027, 1, 1))
    offers.set_tariff(offer_id("DUIN"), 3100, date(2027, 1, 1))
    assert [row.cents for row in offers.card(offer_id("DUIN")).tariffs] == [3100, 2470]


def test_an_offer_taken_off_the_list(world: World) -> None:
    offers = world.desk.offers
    offers.deactivate(offer_id("DUIN"))
    assert offers.count() == 2
    assert offers.count(OfferFilter(with_inactive=True)) == 3
    offers.activate(offer_id("DUIN"))
    assert offers.count() == 3


def test_another_school_may_not_touch_it(world: World) -> None:
    offers = world.desk_of("stage zeeuw").offers
    for attempt in (
        lambda: offers.add(draft("DUIN")),
        lambda: offers.edit(offer_id("DUIN"), 1, draft()),
        lambda: offers.set_tariff(offer_id("DUIN"), 1, date(2027, 1, 1)),
        lambda: offers.deactivate(offer_id("DUIN")),
    ):
        with refused("permission.other_school"):
            attempt()
    with refused("offer.none"):
        offers.card("nergens")


def test_lists_to_choose_from(world: World) -> None:
    assert [row.code for row in world.desk.offers.sectors()] == ["techniek", "groen"]
    assert [row.plural for row in world.desk.offers.units()] == ["dagdelen"]
