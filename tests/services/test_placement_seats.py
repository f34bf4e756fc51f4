"""Whatever is asked and answered in whatever order: no seat is promised twice, and nobody overtakes in the list."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import World, offer_id
from tests.services.test_placement_answers import asked, seats
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.seats import most_at_once
from zsm_desktop.services.placement_acts import Terms
from zsm_desktop.services.placement_rows import PlacementFilter, PlacementRow
from zsm_desktop.store.keys import Keys


@pytest.fixture
def make_world(made_network: tuple[Path, Keys], tmp_path: Path) -> Callable[[], World]:
    """A new copy of the small network each time."""
    template, keys = made_network

    def make() -> World:
        folder = Path(tempfile.mkdtemp(dir=tmp_path)) / "network"
        shutil.copytree(template, folder)
        return World(folder, keys)

    return make


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["ask", "ask", "ask", "accept", "refuse", "withdraw", "end", "cancel", "change", "day", "move"]
        ),
        st.integers(0, 9),
        st.integers(0, 20),
        st.integers(1, 20),
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, number=st.integers(1, 3))
def test_seats_are_never_promised_twice_and_the_list_keeps_its_order(
    make_world: Callable[[], World], steps: list[tuple[str, int, int, int]], number: int
) -> None:
    world = make_world()
    try:
        seats(world, number)
        made: list[str] = []
        for what, which, first, length in steps:
            before = {one.id: one.status for one in standing(world)}
            starts = world.desk.day + timedelta(days=first)
            _do(world, made, what, which, (starts, starts + timedelta(days=length)))
            _no_seat_twice(world, number)
            _nobody_overtakes(world, before)
    finally:
        world.close()


def _do(world: World, made: list[str], what: str, which: int, span: tuple[date, date]) -> None:
    starts, ends = span
    one = made[which % len(made)] if made else ""
    placements = world.desk.placements
    acts: dict[str, Callable[[], object]] = {
        "accept": lambda: placements.accept(one),
        "refuse": lambda: placements.refuse(one, "Nee."),
        "withdraw": lambda: placements.withdraw(one),
        "end": lambda: placements.end(one, min(starts, placements.row(one).ends_on)),
        "cancel": lambda: placements.cancel(one),
        "change": lambda: placements.change(one, placements.row(one).version, Terms(starts, ends, 100), "Anders."),
    }
    world.now += timedelta(minutes=1)
    try:
        if what == "ask":
            made.append(asked(world, starts_on=starts, ends_on=ends))
        elif what == "move":
            world.desk.waiting_list.move_up(offer_id("DUIN"))
            assert world.desk.waiting_list.free() == ()
        elif what == "day":
            world.now += timedelta(days=3)
        elif made:
            acts[what]()
    except RuleError as error:
        assert error.code.startswith("placement."), error  # noqa: PT017


def standing(world: World) -> tuple[PlacementRow, ...]:
    rows = world.desk.placements.page(PlacementFilter(offer_id=offer_id("DUIN")))
    return tuple(one for one in rows if one.status in ("proposed", "waiting", "running"))


def _no_seat_twice(world: World, number: int) -> None:
    held = [(one.starts_on, one.ends_on) for one in standing(world) if one.status != "waiting"]
    assert most_at_once(held, date.min, date.max) <= number


def _nobody_overtakes(world: World, before: dict[str, str]) -> None:
    """Of two who wait for the very same days, the one who came first is asked for first."""
    rows = {one.id: one for one in standing(world)}
    queued = dict(world.store.rows("SELECT id, queued_at FROM placement WHERE queued_at IS NOT NULL"))
    up = [one for one in rows.values() if before.get(one.id) == "waiting" and one.status == "proposed"]
    still = [one for one in rows.values() if one.status == "waiting" and before.get(one.id) == "waiting"]
    for moved in up:
        ahead = [one for one in still if queued[one.id] < queued[moved.id]]
        spans = [(one.starts_on, one.ends_on) for one in ahead]
        assert (moved.starts_on, moved.ends_on) not in spans
    places = sorted(one.queue_place for one in rows.values() if one.status == "waiting")
    assert places == list(range(1, len(places) + 1))
