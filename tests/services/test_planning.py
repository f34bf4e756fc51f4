"""The next meeting of a body: its day follows the rhythm, and points nobody got to come along once."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select

from tests.builders import World
from tests.services.test_meetings import MB, SG, planned, refused
from tests.versions import version_of
from zsm_desktop.models import MeetingBody, Network
from zsm_desktop.services.planning import NextPlan

OPENING = "Opening en verslag vorige keer"


def titles(world: World, meeting: str) -> list[str]:
    return [row.title for row in world.desk.meetings.card(meeting).agenda]


def held(world: World, *done: str, meeting: str) -> None:
    """The meeting from start to end; of its points only `done` were reached."""
    world.desk.live.start(meeting)
    for row in world.desk.meetings.card(meeting).agenda:
        if row.title in done:
            world.desk.live.mark_discussed(row.id)
    world.desk.live.finish(meeting)


def test_a_first_meeting_starts_with_nothing(world: World) -> None:
    assert world.desk.meetings.next_plan(MB) == NextPlan()


def test_the_day_follows_the_rhythm_of_the_body(world: World) -> None:
    planned(world, day=date(2026, 9, 1))
    plan = world.desk.meetings.next_plan(MB)
    assert plan.held_on == date(2026, 11, 24), "two rhythms of six weeks on, as one on is over"
    assert plan.days == (date(2026, 11, 24), date(2027, 1, 5), date(2027, 2, 23)), "16 February is in the holidays"
    assert (plan.starts_at, plan.ends_at, plan.place) == (time(13, 30), time(16), "De Duinpan")
    planned(world, day=date(2026, 12, 8))
    assert world.desk.meetings.next_plan(MB).held_on == date(2027, 1, 19)
    assert world.desk.meetings.next_plan(SG) == NextPlan()


def test_a_body_that_meets_by_arrangement_is_given_no_day(world: World) -> None:
    with world.writing() as work:
        work.session.get_one(MeetingBody, SG).rhythm_weeks = None
    planned(world, SG, date(2026, 11, 24))
    plan = world.desk.meetings.next_plan(SG)
    assert (plan.held_on, plan.place) == (None, "De Duinpan")
    with refused("body.none"):
        world.desk.meetings.next_plan("gone")


@pytest.mark.parametrize(
    ("region", "day"), [("zuid", date(2027, 2, 23)), ("Noord", date(2027, 2, 16)), ("", date(2027, 2, 16))]
)
def test_school_holidays_of_the_region_are_kept_free(world: World, region: str, day: date) -> None:
    with world.writing() as work:
        work.session.scalars(select(Network)).one().holiday_region = region
    planned(world, day=date(2027, 1, 5))
    assert world.desk.meetings.next_plan(MB).held_on == day


def test_a_body_that_would_meet_in_the_holidays_meets_the_first_free_week_after(world: World) -> None:
    with world.writing() as work:
        work.session.get_one(MeetingBody, MB).rhythm_weeks = 4
    planned(world, day=date(2026, 11, 24))
    first, second, _ = world.desk.meetings.next_plan(MB).days
    assert first == date(2027, 1, 5), "22 and 29 December are in the holidays"
    assert second == date(2027, 2, 2), "four weeks after that"


def test_a_cancelled_meeting_gives_no_rhythm_and_hands_on_its_points(world: World) -> None:
    first = planned(world)
    world.desk.meetings.add_item(first, "Rondje vervoer")
    world.desk.meetings.cancel(first)
    assert world.desk.meetings.next_plan(MB).held_on is None, "it never met"
    assert titles(world, planned(world, day=date(2026, 12, 8))) == [OPENING, "Rondje vervoer"]


def test_what_was_carried_to_a_cancelled_meeting_is_carried_on(world: World) -> None:
    first, case = planned(world), world.case()
    world.desk.meetings.add_item(first, "Rondje vervoer")
    world.desk.meetings.add_case(first, case)
    held(world, OPENING, meeting=first)
    second = planned(world, day=date(2026, 12, 8))
    world.desk.meetings.cancel(second)
    third = world.desk.meetings.card(planned(world, day=date(2027, 1, 5)))
    assert [(row.case.id if row.case else row.title, row.origin) for row in third.agenda] == [
        (OPENING, "fixed"),
        ("Rondje vervoer", "carried_over"),
        (case, "carried_over"),
    ]


def test_a_cancelled_meeting_lets_its_cases_go_and_takes_nothing_more(world: World) -> None:
    meeting, case = planned(world), world.case()
    world.desk.meetings.add_case(meeting, case)
    world.desk.meetings.cancel(meeting)
    assert world.desk.cases.card(case).row.status == "entered"
    for act in (
        lambda: world.desk.meetings.add_item(meeting, "Toch nog iets"),
        lambda: world.desk.meetings.cancel(meeting),
        lambda: world.desk.live.start(meeting),
    ):
        with refused("meeting.cancelled"):
            act()
    world.desk.undo.back()
    assert world.desk.cases.card(case).row.status == "on_agenda"
    world.desk.live.start(meeting)
    with refused("meeting.has_begun"):
        world.desk.meetings.cancel(meeting)


def test_a_meeting_moved_to_another_school_year_is_numbered_there(world: World) -> None:
    planned(world, day=date(2027, 8, 24))
    meeting = planned(world)
    hours = {"starts_at": time(9), "ends_at": time(11), "place": " Goes "}
    world.desk.meetings.reschedule(meeting, version_of(world, "meeting", meeting), held_on=date(2026, 12, 1), **hours)
    row = world.desk.meetings.card(meeting).row
    assert (row.number, row.held_on, row.starts_at, row.place) == ("MB 2026/27-01", date(2026, 12, 1), time(9), "Goes")
    world.desk.meetings.reschedule(meeting, version_of(world, "meeting", meeting), held_on=date(2027, 9, 7), **hours)
    assert world.desk.meetings.card(meeting).row.number == "MB 2027/28-02"
    world.desk.undo.back()
    assert world.desk.meetings.card(meeting).row.number == "MB 2026/27-01"
    with refused("meeting.ends_before_start"):
        world.desk.meetings.reschedule(
            meeting, version_of(world, "meeting", meeting), held_on=date(2026, 12, 1), **hours | {"ends_at": time(8)}
        )


def test_a_point_nobody_got_to_comes_along(world: World) -> None:
    first = planned(world)
    for title in ("Rondje vervoer", "Nieuwe formulieren"):
        world.desk.meetings.add_item(first, title)
    assert world.desk.meetings.next_plan(MB).points == (), "the meeting is still to come"
    held(world, OPENING, "Nieuwe formulieren", meeting=first)
    assert [row.status for row in world.desk.meetings.card(first).agenda] == ["discussed", "carried_over", "discussed"]
    assert world.desk.meetings.next_plan(MB).points == ("Rondje vervoer",)
    second = planned(world, day=date(2027, 1, 5))
    assert titles(world, second) == [OPENING, "Rondje vervoer"]
    assert world.desk.meetings.next_plan(MB).points == (), "it has its place already"
    assert titles(world, planned(world, day=date(2026, 12, 8))) == [OPENING]
    held(world, "Rondje vervoer", meeting=second)
    assert titles(world, planned(world, day=date(2027, 2, 16))) == [OPENING]


def test_a_fixed_point_nobody_ticked_off_does_not_stand_twice(world: World) -> None:
    first = planned(world, SG)
    held(world, meeting=first)
    assert [row.status for row in world.desk.meetings.card(first).agenda] == ["open", "open"]
    assert titles(world, planned(world, SG, date(2027, 2, 16))) == [OPENING, "Saldi en uitwisseling"]


def test_a_meeting_planned_ahead_gets_the_points_when_the_one_before_it_ends(world: World) -> None:
    first, second = planned(world, SG), planned(world, SG, date(2027, 2, 16))
    world.desk.meetings.add_item(first, "Begroting")
    held(world, meeting=first)
    assert titles(world, second) == [OPENING, "Saldi en uitwisseling", "Begroting"]


@pytest.mark.parametrize("name", ["stage duin", "directeur duin", "lezer"])
def test_who_does_not_lead_the_stuurgroep_does_not_plan_it(world: World, name: str) -> None:
    with refused("permission.missing"):
        world.desk_of(name).meetings.next_plan(SG)


@pytest.mark.parametrize(
    ("day", "weekdays", "expected"),
    [
        (date(2026, 12, 26), ("ma", "di"), date(2027, 1, 4)),
        (date(2026, 12, 26), ("do",), date(2027, 1, 7)),
        (date(2026, 11, 28), (), date(2026, 11, 30)),
        (date(2026, 12, 1), ("di",), date(2026, 12, 1)),
    ],
)
def test_who_is_placed_begins_on_a_school_day_the_offer_has(
    world: World, day: date, weekdays: tuple[str, ...], expected: date
) -> None:
    """26 December 2026 is a Saturday in the Christmas holidays of all regions."""
    assert world.desk.placements.first_day(day, date(2027, 6, 30), weekdays) == expected


def test_without_a_school_day_left_the_day_itself_is_proposed(world: World) -> None:
    day = date(2026, 12, 26)
    assert world.desk.placements.first_day(day, date(2026, 12, 31), ()) == day
