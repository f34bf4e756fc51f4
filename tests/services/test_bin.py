"""The bin of a meeting: thrown away and put back by who leads there, while the meeting is open."""

from __future__ import annotations

import pytest

from tests.builders import World
from tests.services.test_meetings import on_agenda, refused
from tests.services.test_rights import DUIN_ONLY, invited


@pytest.fixture
def noted(world: World) -> tuple[str, str, str]:
    """A running meeting to which only Duin is invited, with a bottleneck and an action of it."""
    meeting = invited(world, DUIN_ONLY)
    item = on_agenda(world, meeting, world.case("DUIN"))
    world.desk.live.start(meeting)
    action = world.desk.live.add_action(item, "Bellen", owner="J. Pol", due_on=None).made_id
    return meeting, world.desk.live.add_bottleneck(item, "Te weinig lasplekken").made_id, action


def removed(world: World) -> int:
    (rows,) = world.store.rows(
        "SELECT (SELECT count(*) FROM bottleneck WHERE removed_at IS NOT NULL)"
        " + (SELECT count(*) FROM action_item WHERE removed_at IS NOT NULL)"
    )
    return int(rows[0])


def test_who_is_not_invited_throws_nothing_away_and_puts_nothing_back(
    world: World, noted: tuple[str, str, str]
) -> None:
    _, bottleneck, action = noted
    stranger = world.desk_of("stage zeeuw").bin
    for attempt in (lambda: stranger.remove_bottleneck(bottleneck), lambda: stranger.remove_action(action)):
        with refused(r"meeting\.not_invited|action\.none"):  # a server does not even show it
            attempt()
    assert removed(world) == 0
    world.desk.bin.remove_bottleneck(bottleneck)
    world.desk.bin.remove_action(action)
    for kind, row_id in (("bottleneck", bottleneck), ("action", action)):
        with refused(r"meeting\.not_invited|bin\.gone"):
            stranger.put_back(kind, row_id)
    assert removed(world) == 2
    leader = world.desk_of("stage duin").bin
    for kind, row_id in (("bottleneck", bottleneck), ("action", action)):
        leader.put_back(kind, row_id)
    assert removed(world) == 0


def test_a_finished_meeting_keeps_what_it_has_and_what_it_threw_away(world: World, noted: tuple[str, str, str]) -> None:
    meeting, bottleneck, action = noted
    bin_ = world.desk.bin
    bin_.remove_action(action)
    world.desk.live.finish(meeting)
    for attempt in (
        lambda: bin_.remove_bottleneck(bottleneck),
        lambda: bin_.put_back("action", action),
    ):
        with refused(r"meeting\.finished"):
            attempt()
    assert [row.id for row in bin_.rows(meeting)] == [action]


def test_a_bottleneck_in_the_bin_of_a_finished_meeting_stays_there(world: World, noted: tuple[str, str, str]) -> None:
    meeting, bottleneck, _ = noted
    world.desk.bin.remove_bottleneck(bottleneck)
    world.desk.live.finish(meeting)
    with refused(r"meeting\.finished"):
        world.desk.bin.put_back("bottleneck", bottleneck)
    assert [row.id for row in world.desk.bin.rows(meeting)] == [bottleneck]
