"""A copy to read elsewhere: what a reader is shown and nothing else, under its own password, never written in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

import pytest

from tests.builders import CHEAP, PASSWORD, World, user_id
from tests.every_byte import everything, found
from tests.planted import plant
from tests.sample_fixture import MadeSample
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import publish
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD as OF_SAMPLE
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store import published
from zsm_desktop.store.bringing import bring_here
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.place import DATABASE, FilePlace
from zsm_desktop.store.store import Store

OWN = "een zin voor de lezer"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ROOMS = ("balances", "bottlenecks", "evaluations", "funds", "meetings", "needs", "offers", "outcomes", "result_figures",
         "results", "settlements", "today", "users", "work_figures", "year_figures")  # fmt: skip


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(RuleError) as refused:
        call()
    return refused.value.code


def made(world: World, into: Path, **more: Any) -> None:
    publish(world.desk, into, OWN, **{"to": "het bestuur", "reason": "saldi bespreken", "kdf": CHEAP} | more)


@pytest.fixture
def copied(world: World, tmp_path: Path) -> Path:
    world.delivered()
    world.case()
    made(world, tmp_path / "kopie")
    world.close()
    return tmp_path / "kopie"


def test_it_opens_as_a_network_with_its_own_password_for_a_reader(copied: Path, world: World) -> None:
    entrance = Entrance(copied.parent / "elders", copied.parent / "preferences.json")
    assert entrance.look(copied).trouble == ""
    desk = entrance.unlock(copied, OWN).desk
    assert (desk.actor.role, desk.actor.is_reading, desk.published_at) == (Role.READER, True, world.now)
    assert [row.given_cents for row in desk.balances.by_school() if row.code == "DUIN"] == [2470]
    assert "settings" not in [room.key for room in rooms(desk)]
    assert not desk.store.seal.may_open
    desk.close()
    assert code_of(lambda: entrance.unlock(copied, PASSWORD)) == "keys.wrong_password"


def test_nothing_is_written_in_it_and_no_file_appears_beside_it(copied: Path, world: World) -> None:
    before = {path.name: path.read_bytes() for path in copied.iterdir()}
    with closing(open_desk(copied, password=OWN)) as desk, closing(open_desk(copied, password=OWN)) as second:
        secretary = Desk(desk.store, Actor(user_id("secretaris"), "s", Role.SECRETARY, is_reading=True), lambda: NOW)
        secretary.published_at = desk.published_at
        assert code_of(lambda: secretary.sectors.rename("x", 1, "Zee")) == "published.read_only"
        with closing(desk.store.place.connect()) as driver, pytest.raises(Exception, match="readonly"):
            driver.execute("UPDATE network SET name = 'anders'")
        assert second.checks.run().ok
    assert {path.name: path.read_bytes() for path in copied.iterdir()} == before


def test_it_is_in_the_log_for_whom_and_why_and_nobody_reads_that_without_the_second_key(
    world: World, tmp_path: Path
) -> None:
    made(world, tmp_path / "kopie")
    assert world.reasons("keys.publish") == ["saldi bespreken"]
    ((facts,),) = world.store.rows("SELECT facts FROM audit_event WHERE act = 'keys.publish'")
    assert "bestuur" not in facts


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"to": " "}, "published.no_receiver"),
        ({"reason": ""}, "published.no_reason"),
    ],
)
def test_what_has_to_be_said_is_asked_for(world: World, tmp_path: Path, more: dict[str, str], code: str) -> None:
    assert code_of(lambda: made(world, tmp_path / "kopie", **more)) == code
    assert not (tmp_path / "kopie").exists()


def test_only_who_manages_users_makes_one_and_never_inside_a_network_or_over_a_folder(
    world: World, tmp_path: Path
) -> None:
    (tmp_path / "bestaat").mkdir()
    other = world.desk_of("stage duin")
    named = {"to": "het bestuur", "reason": "saldi", "kdf": CHEAP}
    assert code_of(lambda: publish(other, tmp_path / "kopie", OWN, **named)) == "permission.missing"
    assert code_of(lambda: made(world, world.folder / "backups" / "kopie")) == "published.inside"
    assert code_of(lambda: made(world, tmp_path / "bestaat")) == "published.exists"
    assert code_of(lambda: made(world, tmp_path / "weg" / "kopie")) == "file.no_folder"
    assert code_of(lambda: made(world, tmp_path / ("n" * 300))) == "store.disk_error"
    assert code_of(lambda: publish(world.desk, tmp_path / "kopie", "kort", **named)) == "keys.password_short"
    assert world.store.rows("SELECT count(*) FROM audit_event WHERE act = 'keys.publish'") == [(0,)]


def test_stopped_halfway_there_is_nothing(world: World, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(_done: int, _all: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        made(world, tmp_path / "elders", progress=stop)
    assert [path.name for path in tmp_path.iterdir() if path != world.folder] == []


def test_a_copy_with_a_note_nobody_can_read_says_so(copied: Path) -> None:
    (copied / "kopie.json").write_text("{}")
    assert code_of(lambda: open_desk(copied, password=OWN)) == "published.damaged"


def test_nothing_that_was_sealed_is_in_any_byte_of_it(world: World, tmp_path: Path) -> None:
    world.close()
    place = FilePlace(world.folder, world.keys)
    planted = plant(place, each=30)
    assert len(planted) >= 1_000
    into = tmp_path / "kopie"
    into.mkdir()
    with closing(place.connect()) as origin:
        origin.execute("VACUUM INTO ?", (str(into / DATABASE),))
    keys = Keys(world.keys.store_key, world.keys.seal_key, user_id("lezer"), "password", "x", "reader", "n")
    with closing(FilePlace(into, keys).connect()) as driver:
        before = set(driver.execute("SELECT given_name FROM pupil WHERE given_name IS NOT NULL"))
        assert before
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("PRAGMA ignore_check_constraints=ON")
        driver.execute("PRAGMA secure_delete=ON")
        published.take_out(driver)
    parts = dict(everything(into, keys))
    assert found(iter(parts.items())) == []
    opened = parts[f"{DATABASE} opened"]
    assert b"Stichting Maatwerk Proef" in opened
    for (sealed,) in before:
        assert bytes(sealed) not in opened


def reader_of(folder: Path) -> Desk:
    """As a reader in the network itself."""
    header = network_folder.header_of(folder)
    keys = header.unlock(OF_SAMPLE, next(owner.user_id for owner in header.users if owner.role == "secretary"))
    bare = Keys(keys.store_key, None, keys.user_id, "password", "lezer", "reader", keys.network_id)
    return Desk(
        Store(folder, bare, read_only=True), Actor(keys.user_id, "lezer", Role.READER, is_reading=True), lambda: NOW
    )


def answers(desk: Desk) -> dict[str, str]:
    """Of every read of some rooms that asks for nothing, in words."""
    said = {}
    for room in ROOMS:
        service = getattr(desk, room)
        for name in vars(type(service)):
            method = getattr(service, name)
            if not hasattr(method, "permission") or hasattr(method, "act"):
                continue
            if any(one.default is Parameter.empty for one in signature(method).parameters.values()):
                continue
            try:
                said[f"{room}.{name}"] = repr(method())
            except RuleError as error:
                said[f"{room}.{name}"] = error.code
    return said


def test_a_reader_reads_the_same_in_it_as_in_the_network(session_sample: MadeSample, tmp_path: Path) -> None:
    header = network_folder.header_of(session_sample.folder)
    keys = header.unlock(OF_SAMPLE, next(owner.user_id for owner in header.users if owner.role == "secretary"))
    network = tmp_path / "network"
    shutil.copytree(session_sample.folder, network)
    published.publish(network, keys, tmp_path / "kopie", OWN, NOW, kdf=CHEAP)
    with closing(reader_of(network)) as there, closing(open_desk(tmp_path / "kopie", password=OWN)) as here:
        here.clock = there.clock
        one, other = answers(there), answers(here)
    assert len(one) > 20
    assert {name for name in one if one[name] != other[name]} == {"users.rows"}, "one more: who reads the copy"


def test_brought_from_a_synchronised_folder_it_stays_a_copy_and_nothing_is_written_there(
    copied: Path, tmp_path: Path
) -> None:
    (tmp_path / "Dropbox").mkdir()
    there = copied.rename(tmp_path / "Dropbox" / "kopie")
    before = {path.name: path.read_bytes() for path in there.iterdir()}
    assert code_of(lambda: open_desk(there, password=OWN)) == "store.synced"
    bring_here(there, tmp_path / "hier", OWN, NOW)
    assert {path.name: path.read_bytes() for path in there.iterdir()} == before
    with closing(open_desk(tmp_path / "hier", password=OWN)) as desk:
        assert desk.published_at is not None
        assert desk.actor.is_reading
    bring_here(there, tmp_path / "nog een", OWN, NOW)
