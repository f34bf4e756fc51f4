"""The next meeting of a body: its day follows the rhythm, and points nobody got to come along once."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.builders import World
from tests.services.test_meetings import MB, SG, planned, refused
from zsm_desktop.models import MeetingBody
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
