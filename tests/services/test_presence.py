"""Who is there, who left, and who comes back."""

from __future__ import annotations

from datetime import time

from tests.builders import World
from tests.services.test_meetings import running


def somebody(world: World) -> tuple[str, str]:
    """A running meeting and one who is there."""
    meeting, _, _ = running(world)
    person = world.desk.meetings.add_person(meeting, "A. Baas").made_id
    world.desk.meetings.set_attendance(person, is_present=True)
    return meeting, person


def present(world: World, meeting: str) -> int:
    return world.desk.meetings.card(meeting).quorum.present


def left_at(world: World, meeting: str, person: str) -> time | None:
    return next(row.left_at for row in world.desk.meetings.card(meeting).attendance if row.id == person)


def test_who_is_ticked_again_has_not_left(world: World) -> None:
    meeting, person = somebody(world)
    world.desk.live.set_presence(person, left_at=time(14))
    assert present(world, meeting) == 0
    for is_present in (False, True):
        world.desk.meetings.set_attendance(person, is_present=is_present)
    assert (present(world, meeting), left_at(world, meeting, person)) == (1, None)


def test_what_one_may_decide_says_nothing_of_when_one_left(world: World) -> None:
    meeting, person = somebody(world)
    world.desk.live.set_presence(person, left_at=time(14))
    world.desk.live.set_presence(person, is_mandated=True)
    assert left_at(world, meeting, person) == time(14)
    world.desk.live.set_presence(person, left_at=None)
    assert left_at(world, meeting, person) is None
