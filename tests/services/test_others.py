"""Who else has a case or a meeting open: shown to who may see it, of who may see it, and on a file nobody."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from datetime import time as clock

import pytest

from tests.builders import World, made_id
from zsm_desktop.services.desk import Desk

SOON = 5.0


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < end, "nobody was seen"
        time.sleep(0.01)


def at_work(world: World, *names: str) -> list[Desk]:
    desks = [world.desk_of(name) for name in names]
    for desk in desks:
        desk.listen()
    return desks


def steering(world: World) -> str:
    plan = world.desk.meetings.plan
    day = date(2026, 11, 24)
    return plan(made_id(9, 2), held_on=day, starts_at=clock(13), ends_at=clock(15), place="Goes").made_id


@pytest.mark.parametrize("kept", ["server"])
def test_who_has_the_same_case_open_is_named_until_she_leaves(world: World) -> None:
    case = world.case("ZEEUW")
    secretary, coordinator = at_work(world, "secretaris", "stage zeeuw")
    secretary.others.stand("case", case)
    assert secretary.others.names("case", case) == ()
    coordinator.others.stand("case", case)
    until(lambda: secretary.others.names("case", case) == ("stage zeeuw",))
    until(lambda: coordinator.others.names("case", case) == ("secretaris",))
    coordinator.others.stand("", "")
    until(lambda: secretary.others.names("case", case) == ())
    coordinator.others.stand("case", case)
    until(lambda: secretary.others.names("case", case))
    coordinator.line.stop()  # type: ignore[union-attr]
    until(lambda: secretary.others.names("case", case) == ())


@pytest.mark.parametrize("kept", ["server"])
def test_who_may_not_see_the_case_is_not_shown_and_sees_nobody(world: World) -> None:
    case = world.case("ZEEUW")
    secretary, stranger, coordinator = at_work(world, "secretaris", "stage duin", "stage zeeuw")
    for desk in (stranger, coordinator, secretary):
        desk.others.stand("case", case)
    until(lambda: secretary.others.names("case", case))
    until(lambda: len(stranger.line.others()) == len(secretary.line.others()) == 2)  # type: ignore[union-attr]
    assert secretary.others.names("case", case) == ("stage zeeuw",)
    assert stranger.others.names("case", case) == ()


@pytest.mark.parametrize("kept", ["server"])
def test_of_a_meeting_too(world: World) -> None:
    meeting = steering(world)
    secretary, director, coordinator = at_work(world, "secretaris", "directeur zeeuw", "stage zeeuw")
    for desk in (director, coordinator, secretary):
        desk.others.stand("meeting", meeting)
    until(lambda: len(coordinator.line.others()) == len(secretary.line.others()) == 2)  # type: ignore[union-attr]
    assert secretary.others.names("meeting", meeting) == ("directeur zeeuw",)
    assert coordinator.others.names("meeting", meeting) == ()
    assert secretary.others.names("case", meeting) == ()
    assert secretary.others.names("meeting", "nergens") == ()


@pytest.mark.parametrize("kept", ["file"])
def test_on_a_file_there_is_nobody_else(world: World) -> None:
    case = world.case("ZEEUW")
    (desk,) = at_work(world, "secretaris")
    desk.others.stand("case", case)
    assert desk.line is None
    assert desk.others.names("case", case) == ()
