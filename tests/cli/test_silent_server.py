"""A line that falls silent under a command, as when the cable is pulled, ends it with a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builders import World
from tests.cli.test_command_line import Run
from tests.cluster import OWNER
from tests.proxy import Proxy, proxied
from tests.server import Server
from zsm_desktop.store.postgres import address, hanging, outcome
from zsm_desktop.words.rules_server import SENTENCES


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def way(world: World, server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """Nobody waits long: a connection gets the least the driver gives it."""
    monkeypatch.setattr(hanging, "WATCH", hanging.Watch(beat=0.05))
    monkeypatch.setattr(address, "WAIT_SECONDS", 2)
    monkeypatch.setattr(outcome, "WAIT_SECONDS", 0.1)
    with proxied(world, server.socket) as proxy:
        yield proxy


def fall_silent_at(way: Proxy, said: bytes) -> None:
    way.swallow, way.before = said, lambda: setattr(way, "is_silent", True)


def test_a_command_that_reads(run: Run, way: Proxy) -> None:
    fall_silent_at(way, b"account_total")
    said = run("balances")
    assert way.is_silent
    assert (said.status, said.out, said.err) == (2, "", SENTENCES["server.lost"] + "\n")


def test_a_command_that_writes_says_that_it_may_have_been_done(run: Run, world: World, way: Proxy, tmp_path) -> None:
    world.entered()
    fall_silent_at(way, b"COMMIT")
    said = run("confirmations", "--out", tmp_path / "out")
    assert way.is_silent
    assert (said.status, said.out, said.err) == (2, "", SENTENCES["server.maybe_kept"] + "\n")


def test_updating_the_server(run: Run, world: World, server: Server, way: Proxy) -> None:
    database = server.database_of(world.folder)
    fall_silent_at(way, b"CREATE OR REPLACE FUNCTION")
    said = run("update-server", "--at", f"postgresql://{OWNER}@/{database}?host={way.place}")
    assert way.is_silent
    assert (said.status, said.out, said.err) == (2, "", SENTENCES["server.lost"] + "\n")


def test_a_command_that_only_takes_long_goes_on(run: Run, way: Proxy) -> None:
    def connected() -> int:
        before = len(way.said)
        assert run("balances").status == 0
        return sum(b"\0database\0" in said for said in way.said[before:])

    at_once = connected()
    way.delay = 0.05
    assert connected() > at_once, "it was looked whether somebody is there"
