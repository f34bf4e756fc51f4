"""A line that breaks costs no act and no room: reads come again, an act that was cut off at its end is looked up."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from tests.builders import World
from tests.proxy import NAME, Proxy
from tests.server import Server
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.postgres import outcome
from zsm_desktop.store.postgres.place import ServerPlace
from zsm_desktop.store.store import Store

ADD = "INSERT INTO cluster (id, name) VALUES (?, ?)"
ALL = "SELECT name FROM cluster WHERE name LIKE 'Proef%' ORDER BY name"


@pytest.fixture
def kept() -> str:
    return "server"


def add(world: World, name: str) -> None:
    with world.writing() as work:
        work.run(ADD, [(work.new_id(), name)])


def found(world: World) -> list[str]:
    return [name for (name,) in world.store.rows(ALL)]


def lines(world: World) -> list[int]:
    return [number for (number,) in world.store.rows("SELECT number FROM audit_event ORDER BY number")]


def test_everything_goes_on_after_all_lines_broke(world: World, way: Proxy) -> None:
    add(world, "Proef 1")
    assert found(world) == ["Proef 1"]
    way.hang_up()
    assert found(world) == ["Proef 1"]
    way.hang_up()
    with world.store.reading() as session:
        assert session.execute(text("SELECT count(*) FROM cluster WHERE name = 'Proef 1'")).scalar_one() == 1
    way.hang_up()
    add(world, "Proef 2")
    way.hang_up()
    with world.store.snapshot():
        assert found(world) == ["Proef 1", "Proef 2"]
    assert found(world) == ["Proef 1", "Proef 2"]


def test_all_that_lay_idle_goes_with_the_first(world: World, way: Proxy) -> None:
    with world.store.reading() as one, world.store.reading() as two:
        assert one.execute(text("SELECT 1")).scalar_one() == two.execute(text("SELECT 1")).scalar_one()
    assert len(world.store.shelf._idle) == 2
    way.hang_up()
    add(world, "Proef 1")
    assert len(world.store.shelf._idle) == 1


class Raced(list[Any]):
    """Whoever looks whether something is left sees it taken by another thread right after."""

    def __bool__(self) -> bool:
        was_there = len(self) > 0
        self.clear()
        return was_there


def test_what_lies_idle_is_dropped_beside_another_thread(world: World, way: Proxy) -> None:
    shelf = world.store.shelf
    with world.store.reading(), world.store.reading():
        pass
    for empty in (shelf.drop_idle, shelf.close):
        shelf._idle = Raced(shelf._idle)
        empty()
        assert len(shelf._idle) == 0
        if empty == shelf.drop_idle:
            add(world, "Proef 1")


def test_without_a_server_everything_says_so_in_words(world: World, way: Proxy) -> None:
    add(world, "Proef 1")
    found(world)
    way.cut()

    def snapshot() -> None:
        with world.store.snapshot():
            found(world)

    def reading() -> None:
        with world.store.reading() as session:
            session.execute(text("SELECT 1"))

    for ask in (
        lambda: found(world),
        snapshot,
        reading,
        lambda: add(world, "Proef 2"),
        lambda: world.desk.network_name,
    ):
        with pytest.raises(RuleError) as refused:
            ask()
        assert refused.value.code == "server.lost"
    way.mend()
    assert found(world) == ["Proef 1"]


def test_a_line_that_breaks_in_the_middle_leaves_nothing_and_the_next_one_works(world: World, way: Proxy) -> None:
    before = lines(world)
    with pytest.raises(RuleError, match=r"server\.lost"), world.writing() as work:  # noqa: PT012 - all in one act
        work.run(ADD, [(work.new_id(), "Proef 1")])
        way.hang_up()
        work.run(ADD, [(work.new_id(), "Proef 2")])
    with pytest.raises(RuleError, match=r"server\.lost"), world.store.reading() as session:  # noqa: PT012 - one session
        session.execute(text("SELECT 1"))
        way.hang_up()
        session.execute(text("SELECT 1"))
    with pytest.raises(RuleError, match=r"server\.lost"), world.store.snapshot():  # noqa: PT012 - one snapshot
        found(world)
        way.hang_up()
        found(world)
    assert (found(world), lines(world)) == ([], before)
    add(world, "Proef 3")
    assert found(world) == ["Proef 3"]


def test_an_act_whose_answer_was_lost_returns_as_done_once(world: World, way: Proxy) -> None:
    before = lines(world)
    way.swallow = b"COMMIT"
    add(world, "Proef 1")
    assert found(world) == ["Proef 1"]
    assert lines(world) == [*before, before[-1] + 1]


def test_an_act_that_was_cut_off_before_its_commit_arrived_is_undone(world: World, way: Proxy) -> None:
    before = lines(world)
    way.swallow, way.before = b"COMMIT", lambda: None
    with pytest.raises(RuleError) as refused:
        add(world, "Proef 1")
    assert refused.value.code == "server.lost"
    assert (found(world), lines(world)) == ([], before)


def test_what_cannot_be_told_is_not_claimed(world: World, way: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcome, "WAIT_SECONDS", 0.2)
    way.swallow, way.before = b"COMMIT", (way.place / NAME).unlink
    with pytest.raises(RuleError) as refused:
        add(world, "Proef 1")
    assert refused.value.code == "server.maybe_kept"


def test_who_does_not_read_the_logbook_is_told_to_look(world: World, way: Proxy) -> None:
    desk = world.desk_of("lezer")
    way.swallow = b"COMMIT"
    with pytest.raises(RuleError) as refused, desk.store.writing(desk.actor, "test.prepare", world.now):
        pass
    assert refused.value.code == "server.maybe_kept"


def test_an_act_that_stood_still_for_too_long_is_undone(world: World) -> None:
    """As after a laptop slept."""
    place = world.store.place
    assert isinstance(place, ServerPlace)
    place.most_silent = 1
    with pytest.raises(RuleError, match=r"server\.lost"), world.writing() as work:  # noqa: PT012 - all in one act
        work.run(ADD, [(work.new_id(), "Proef 1")])
        time.sleep(1.3)
        work.run(ADD, [(work.new_id(), "Proef 2")])
    assert found(world) == []


def test_a_writer_who_falls_silent_does_not_hold_up_the_others(world: World, server: Server, way: Proxy) -> None:
    """Its line stays open, and so did its lock."""
    place, actor, begun = world.store.place, world.desk.actor, threading.Event()
    assert isinstance(place, ServerPlace)
    place.most_silent = 1
    beside = replace(place, address=replace(place.address, host=str(server.socket)))
    refused: list[str] = []

    def act() -> None:
        try:
            with world.writing() as work:
                work.run(ADD, [(work.new_id(), "Proef 1")])
                way.is_silent = True
                begun.set()
                work.run(ADD, [(work.new_id(), "Proef 2")])
        except RuleError as error:
            refused.append(error.code)

    thread = threading.Thread(target=act)
    thread.start()
    assert begun.wait(5)
    with closing(Store(world.folder, world.store.keys, place=beside)) as other:
        with other.writing(actor, "test.prepare", world.now) as work:
            work.run(ADD, [(work.new_id(), "Proef 3")])
        assert [name for (name,) in other.rows(ALL)] == ["Proef 3"]
    way.is_silent = False
    way.hang_up()
    thread.join(5)
    assert refused == ["server.lost"]
