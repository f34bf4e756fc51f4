"""Hours in a workplace: reserved by either school, clashes shown and never refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from tests.builders import TODAY, World, offer_id, school_id
from tests.services.test_meetings import refused
from tests.services.test_offers import draft as offer_draft
from zsm_desktop.services.bookings import BookingDraft

MONDAY = date(2026, 11, 23)


def booking(**changes: object) -> BookingDraft:
    made = BookingDraft(offer_id("DUIN"), school_id("ZEEUW"), MONDAY, time(9), time(12), "Proefles")
    return replace(made, **changes)


def without_limit(world: World) -> None:
    world.desk.offers.edit(offer_id("DUIN"), 1, offer_draft(seats=None, weekdays=()))


def test_both_schools_may_book_and_cancel_and_a_third_may_not(world: World) -> None:
    made = world.desk_of("stage zeeuw").bookings.book(booking()).made_id
    (row,) = world.desk_of("stage zeeuw").bookings.week(offer_id("DUIN"), MONDAY + timedelta(days=3)).rows
    assert (row.id, row.school_code, row.purpose, row.is_clash, row.may_cancel) == (
        made, "ZEEUW", "Proefles", False, True,
    )  # fmt: skip
    assert not world.desk_of("lezer").bookings.week(offer_id("DUIN"), MONDAY).rows[0].may_cancel
    with refused("permission.other_school"):
        world.desk_of("stage zeeuw").bookings.book(booking(school_id=school_id("KREEK")))
    world.desk_of("stage duin").bookings.cancel(made)
    assert world.desk.bookings.week(offer_id("DUIN"), MONDAY).rows == ()
    with refused("booking.cancelled"):
        world.desk.bookings.cancel(made)


def test_without_seats_one_comes_at_a_time_and_a_clash_is_shown_before_and_after(world: World) -> None:
    without_limit(world)
    bookings = world.desk.bookings
    bookings.book(booking())
    second = booking(school_id=school_id("KREEK"), starts_at=time(11), ends_at=time(13))
    found = bookings.preview(second)
    assert [row.school_code for row in found.others] == ["ZEEUW"]
    assert found.is_clash
    bookings.book(second)
    week = bookings.week(offer_id("DUIN"), MONDAY)
    assert [(row.school_code, row.is_clash) for row in week.rows] == [("ZEEUW", True), ("KREEK", True)]
    assert week.clashes == 2
    assert bookings.clashes(offer_id("DUIN")) == (MONDAY,)
    assert not bookings.preview(booking(starts_at=time(13), ends_at=time(15))).is_clash


def test_who_is_placed_there_has_a_seat_on_the_days_it_is_given(world: World) -> None:
    world.desk.offers.edit(offer_id("DUIN"), 1, offer_draft(seats=1, weekdays=("ma",)))
    world.placement("DUIN", "ZEEUW")
    bookings = world.desk.bookings
    monday, tuesday = bookings.preview(booking()), bookings.preview(booking(day=MONDAY + timedelta(days=1)))
    assert (monday.room.placed, monday.room.capacity, monday.is_full, monday.is_clash) == (1, 0, True, True)
    assert (tuesday.room.is_offered, tuesday.is_clash) == (False, False)
    bookings.book(booking())
    assert [row.is_clash for row in bookings.week(offer_id("DUIN"), MONDAY).rows] == [True]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"offer_id": "nergens"}, "offer.none"),
        ({"school_id": "nergens"}, "booking.no_school"),
        ({"ends_at": time(9)}, "booking.hours"),
        ({"day": TODAY - timedelta(days=1)}, "booking.past"),
        ({"purpose": "x" * 81}, "booking.long"),
    ],
)
def test_what_cannot_be_is_refused(world: World, changes: dict[str, object], code: str) -> None:
    with refused(code):
        world.desk.bookings.book(booking(**changes))


def test_only_what_has_hours_of_its_own_is_booked_while_it_is_offered(world: World) -> None:
    offers, bookings = world.desk.offers, world.desk.bookings
    offers.edit(offer_id("DUIN"), 1, offer_draft(kind="guidance"))
    with refused("booking.kind"):
        bookings.book(booking())
    offers.edit(offer_id("DUIN"), 2, offer_draft(kind="exam", ends_on=MONDAY))
    bookings.book(booking())
    with refused("booking.outside"):
        bookings.book(booking(day=MONDAY + timedelta(days=1)))
    offers.deactivate(offer_id("DUIN"))
    with refused("placement.offer_inactive"):
        bookings.book(booking())


def test_what_is_over_is_not_cancelled_and_a_name_in_the_purpose_is_masked(world: World) -> None:
    world.case("ZEEUW")
    made = world.desk.bookings.book(booking(purpose="Toets voor Zoë van den Berg")).made_id
    (row,) = world.desk.bookings.week(offer_id("DUIN"), MONDAY).rows
    assert "Zoë" not in row.purpose
    assert "Berg" not in row.purpose
    world.now += timedelta(days=7)
    with refused("booking.past"):
        world.desk.bookings.cancel(made)
    assert not world.desk.bookings.week(offer_id("DUIN"), MONDAY).rows[0].may_cancel


def test_a_reader_looks_and_books_nothing(world: World) -> None:
    assert world.desk_of("lezer").bookings.week(offer_id("DUIN"), MONDAY).rows == ()
    for name in ("lezer", "directeur duin", "boekhouder"):
        with refused("permission.missing"):
            world.desk_of(name).bookings.book(booking())
        with refused("permission.missing"):
            world.desk_of(name).bookings.cancel("nergens")
