"""Offers: found by filter, edited by one at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from tests.builders import World, made_id, offer_id, school_id
from tests.services.test_matches import at_their_places
from tests.services.test_meetings import on_agenda, planned
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Case
from zsm_desktop.services.bookings import BookingDraft
from zsm_desktop.services.matches import OfferMatch
from zsm_desktop.services.offer_rows import OfferFilter
from zsm_desktop.services.offers import OfferDraft
from zsm_desktop.services.vat import VatDraft


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
    with refused("offer.fixed"):
        offers.edit(offer_id("DUIN"), 2, draft(unit_id=made_id(7, 2)))


def test_the_kind_stays_once_it_was_delivered(world: World) -> None:
    offers = world.desk.offers
    offers.edit(offer_id("DUIN"), 1, draft(kind="course"))
    world.desk.deliveries.withdraw(world.entered())
    offers.edit(offer_id("DUIN"), 2, draft())
    world.desk.vat.set(VatDraft("facility", date(2026, 8, 1), "exempt", "Onderwijsvrijstelling."))
    world.entered()
    with refused("offer.kind_used"):
        offers.edit(offer_id("DUIN"), 3, draft(kind="course"))
    assert offers.card(offer_id("DUIN")).offer.kind == "facility"
    offers.edit(offer_id("DUIN"), 3, draft(name="Lasplaats 2"))


def test_the_sector_stays_once_it_was_delivered(world: World) -> None:
    offers = world.desk.offers
    before = offers.card(offer_id("DUIN")).offer.sector_id
    other = made_id(6, 1) if before == made_id(6, 2) else made_id(6, 2)
    offers.edit(offer_id("DUIN"), 1, draft(sector_id=other))
    offers.edit(offer_id("DUIN"), 2, draft(sector_id=before))
    world.delivered()
    sectors = world.desk.balances.by_sector()
    with refused("offer.kind_used"):
        offers.edit(offer_id("DUIN"), 3, draft(sector_id=other))
    assert world.desk.balances.by_sector() == sectors


def test_the_kind_stays_while_hours_are_booked(world: World) -> None:
    offers, bookings = world.desk.offers, world.desk.bookings
    hours = BookingDraft(offer_id("DUIN"), school_id("ZEEUW"), date(2026, 12, 1), time(9), time(12))
    booked = bookings.book(hours).made_id
    with refused("offer.kind_used"):
        offers.edit(offer_id("DUIN"), 1, draft(kind="course"))
    bookings.cancel(booked)
    offers.edit(offer_id("DUIN"), 1, draft(kind="course"))
    assert offers.card(offer_id("DUIN")).offer.kind == "course"


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
        lambda: offers.deactivate(offer_id("DUIN")),
    ):
        with refused("permission.other_school"):
            attempt()
    with refused("offer.none"):
        offers.card("nergens")


def test_lists_to_choose_from(world: World) -> None:
    assert [row.code for row in world.desk.offers.sectors()] == ["techniek", "groen"]
    assert [row.plural for row in world.desk.offers.units()] == ["dagdelen"]


def test_filters_for_a_need(world: World) -> None:
    offers = world.desk.offers
    offers.edit(
        offer_id("DUIN"), 1, draft(level="entree", target_group="pro", weekdays=("ma", "do"), place="Vlissingen")
    )

    def codes(**wanted: object) -> set[str]:
        rows = offers.page(OfferFilter(**wanted))  # type: ignore[arg-type]
        assert offers.count(OfferFilter(**wanted)) == len(rows)  # type: ignore[arg-type]
        return {row.school_code for row in rows}

    assert codes(target_group="vso") == {"ZEEUW", "KREEK"}
    assert codes(target_group="pro") == {"DUIN", "ZEEUW", "KREEK"}
    assert codes(weekday="di") == {"ZEEUW", "KREEK"}
    assert codes(weekday="do") == {"DUIN", "ZEEUW", "KREEK"}
    assert codes(level="entree") == codes(text="entree vlissingen") == {"DUIN"}
    assert offers.levels() == ("entree",)


def test_free_seats_are_of_the_period_asked_for(world: World) -> None:
    for _ in range(4):
        world.placement("DUIN", "ZEEUW", starts_on=date(2027, 1, 4), ends_on=date(2027, 3, 26))
    world.desk.offers.edit(offer_id("KREEK"), 1, draft("KREEK", starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 31)))

    def free(first: date | None, last: date | None = None) -> dict[str, int | None]:
        wanted = OfferFilter(first_day=first, last_day=last, only_free=True)
        return {row.school_code: row.seats_free for row in world.desk.offers.page(wanted)}

    assert free(date(2026, 12, 1), date(2027, 1, 3)) == {"DUIN": 4, "ZEEUW": 4}
    assert free(date(2026, 12, 1), date(2027, 1, 4)) == {"ZEEUW": 4}
    assert free(date(2027, 3, 26)) == {"ZEEUW": 4, "KREEK": 2}
    assert free(date(2027, 3, 31), date(2027, 3, 27)) == {"DUIN": 4, "ZEEUW": 4, "KREEK": 2}
    assert free(date(2026, 9, 1), date(2026, 9, 30)) == {"DUIN": 4, "ZEEUW": 4}


def test_travel_is_counted_from_a_school(world: World) -> None:
    at_their_places(world, "ZEEUW DUIN")
    offers = world.desk.offers
    from_zeeuw = OfferFilter(from_id=school_id("ZEEUW"))
    rows = offers.page(from_zeeuw, sort="km")
    assert [row.school_code for row in rows] == ["ZEEUW", "DUIN", "KREEK"]
    assert rows[0].km == 0
    assert rows[1].km in range(3, 9)
    assert rows[2].km is None
    near = replace(from_zeeuw, within_km=rows[1].km)
    assert {row.school_code for row in offers.page(near)} == {"ZEEUW", "DUIN"}
    assert offers.count(replace(near, within_km=2)) == 1
    assert offers.count(OfferFilter(within_km=5)) == 3
    assert offers.page(from_zeeuw, sort="km", is_descending=True)[0].school_code == "DUIN"


def test_days_sort_by_the_week(world: World) -> None:
    for code, days in (("DUIN", ("vr",)), ("ZEEUW", ("ma", "vr")), ("KREEK", ("di",))):
        world.desk.offers.edit(offer_id(code), 1, draft(code, weekdays=days))
    assert [row.school_code for row in world.desk.offers.page(sort="days")] == ["ZEEUW", "KREEK", "DUIN"]


def test_an_offer_that_is_over_is_listed_as_such_and_not_matched(world: World) -> None:
    world.desk.offers.edit(offer_id("DUIN"), 1, draft(ends_on=date(2026, 11, 21)))
    rows = {row.school_code: row for row in world.desk.offers.page()}
    assert (rows["DUIN"].is_expired, rows["KREEK"].is_expired) == (True, False)
    assert {row.school_code for row in world.desk.offers.page(OfferFilter(only_free=True))} == {"ZEEUW", "KREEK"}
    item = on_agenda(world, planned(world), world.case())
    assert {match.provider for match in world.desk.live.card(item).matches} == {"Het Kreekrif"}
    world.desk.offers.edit(offer_id("DUIN"), 2, draft(ends_on=date(2026, 11, 22)))
    assert {match.provider for match in world.desk.live.card(item).matches} == {"Het Kreekrif", "De Duinpan"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"contact_id": made_id(4, 2)}, "offer.contact"),
        ({"outside_cost_cents": -1}, "offer.negative_cost"),
        ({"level": "x" * 81}, "offer.long"),
        ({"to_provide": "x" * 401}, "offer.long"),
    ],
)
def test_what_does_not_belong_to_an_offer_is_refused(world: World, changes: dict[str, object], code: str) -> None:
    with refused(code):
        world.desk.offers.add(draft(**changes))
    with refused(code):
        world.desk.offers.edit(offer_id("DUIN"), 1, draft(**changes))


def test_whom_to_ask_is_someone_of_the_school_and_may_leave_the_list(world: World) -> None:
    offers = world.desk.offers
    assert [one.name for one in offers.contacts(school_id("DUIN"))] == ["Contact De Duinpan"]
    offers.edit(offer_id("DUIN"), 1, draft(contact_id=made_id(4, 1)))
    world.desk.network.remove_contact(made_id(4, 1))
    assert (offers.contacts(school_id("DUIN")), offers.card(offer_id("DUIN")).contact) == ((), "")
    offers.edit(offer_id("DUIN"), 2, draft(contact_id=made_id(4, 1), name="Lasplaats 2"))
    with refused("offer.contact"):
        offers.edit(offer_id("KREEK"), 1, draft("KREEK", contact_id=made_id(4, 1)))


def test_a_pupil_named_in_an_offer_is_masked_as_it_is_written(world: World) -> None:
    world.case()
    texts = ("name", "description", "level", "certificate", "to_provide", "place")
    offers = world.desk_of("stage duin").offers
    offers.edit(offer_id("DUIN"), 1, draft(**dict.fromkeys(texts, "Voor Zoë van den Berg")))
    card = world.desk_of("lezer").offers.card(offer_id("DUIN"))
    kept = (card.offer.name, card.description, card.offer.level, card.certificate, card.to_provide, card.offer.place)
    assert not [text for text in kept if "Zo" in text or "Berg" in text or not text.startswith("Voor ")]
