"""A network moves to a server and back with every row, and an interrupted move leaves the target empty."""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path

import pytest

from tests.builders import World, offer_id, school_id
from tests.sample_fixture import MadeSample, open_sample
from tests.server import Server
from tests.services.book_years import close_year, next_year
from tests.ui.meeting.people import CASE_BODY
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.year_closings import closings
from zsm_desktop.store import moving, raw
from zsm_desktop.store.migrations import upgrade
from zsm_desktop.store.place import DATABASE
from zsm_desktop.store.store import Store


def empty_on_server(source: Store, folder: Path, server: Server) -> Store:
    shutil.copytree(source.folder, folder)
    server.give(folder)
    store = Store(folder, source.keys)
    upgrade(store.engine)
    return store


def empty_file(source: Store, folder: Path) -> Store:
    folder.mkdir()
    raw.create(folder / DATABASE, source.keys.store_key)
    store = Store(folder, source.keys)
    upgrade(store.engine)
    return store


def held(store: Store) -> moving.Contents:
    with store.shelf.lent() as connection:
        return moving.contents(connection)


def test_the_sample_goes_there_and_back(sample: MadeSample, server: Server, tmp_path: Path) -> None:
    source = open_sample(sample.folder)
    there = empty_on_server(source, tmp_path / "there", server)
    back = empty_file(source, tmp_path / "back")

    moved = moving.move(source, there)
    returned = moving.move(there, back)

    assert moved == returned == held(source) == held(back)
    assert moved.rows["journal_entry"] == sample.facts.entries
    for store in (source, there, back):
        store.close()


def test_a_closed_book_year_goes_there(world: World, server: Server, tmp_path: Path) -> None:
    world.delivered(day=date(2026, 10, 5))
    next_year(world)
    close_year(world)
    there = empty_on_server(world.store, tmp_path / "there", server)
    assert moving.move(world.store, there).rows["year_closing"] == 1
    assert closings(there.rows) == closings(world.store.rows)
    there.close()


def test_text_of_any_length_goes_there(world: World, server: Server, tmp_path: Path) -> None:
    world.desk.meetings.plan(
        CASE_BODY, held_on=date(2026, 12, 1), starts_at=time(13), ends_at=time(15), place="x" * 999
    )
    there = empty_on_server(world.store, tmp_path / "there", server)
    assert moving.move(world.store, there) == held(there)
    there.close()


def test_a_move_that_is_broken_off_leaves_nothing_there(world: World, server: Server, tmp_path: Path) -> None:
    world.delivered()
    there = empty_on_server(world.store, tmp_path / "there", server)

    def stop(done: int, whole: int) -> None:
        if done == whole:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moving.move(world.store, there, stop)
    assert not any(held(there).rows.values())
    before = held(world.store)
    assert moving.move(world.store, there) == before == held(world.store)
    there.close()


def test_a_place_that_holds_something_is_refused(world: World, server: Server, tmp_path: Path) -> None:
    there = empty_on_server(world.store, tmp_path / "there", server)
    moving.move(world.store, there)
    with pytest.raises(RuleError, match=r"move\.not_empty"):
        moving.move(world.store, there)
    there.close()


def test_the_guards_are_back_and_the_numbers_run_on(world: World, server: Server, tmp_path: Path) -> None:
    world.delivered(day=date(2026, 10, 5))
    there = empty_on_server(world.store, tmp_path / "there", server)
    moving.move(world.store, there)
    desk = Desk(there, world.desk.actor, lambda: world.now)

    with pytest.raises(there.place.errors, match=r"guard:posting\.fixed"):
        there.rows("UPDATE posting SET cents = 1")
    made = desk.deliveries.enter(
        DeliveryDraft(date(2026, 10, 6), 100, offer_id=offer_id("DUIN"), user_id=school_id("ZEEUW"))
    )
    desk.deliveries.confirm([made.made_id])
    assert there.rows("SELECT max(number) FROM journal_entry") == [(2,)]
    assert desk.checks.run().ok
    desk.close()
