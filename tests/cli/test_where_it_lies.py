"""What the command line says of a network that lies where it may not, or that somebody else has open."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from tests.builders import SECRETARY, World
from tests.cli.test_command_line import Run
from zsm_desktop.store.lease import Lease


@pytest.fixture
def kept() -> str:
    return "file"


@pytest.fixture
def synced(world: World, tmp_path: Path) -> Path:
    world.desk.close()
    (tmp_path / "Dropbox").mkdir()
    return world.folder.rename(tmp_path / "Dropbox" / "net")


def test_one_in_a_synchronised_folder_is_refused_in_one_sentence_and_comes_here(
    run: Run, synced: Path, tmp_path: Path
) -> None:
    said = run("balances", "--store", str(synced))
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "wordt bijgehouden door Dropbox" in said.err
    into = tmp_path / "hier"
    brought = run("bring-here", "--store", str(synced), "--into", str(into), "--json")
    assert (brought.status, brought.json) == (0, {"store": str(into)})
    assert run("balances", "--store", str(into)).status == 0
    stays = run("bring-here", "--store", str(into))
    assert (stays.status, "staat al op deze computer" in stays.err) == (2, True)
    again = run("bring-here", "--store", str(synced), "--into", str(tmp_path / "nog eens"))
    assert again.status == 2
    assert f"staat nu op computer {platform.node()}" in again.err


def test_none_is_made_there(run: Run, tmp_path: Path) -> None:
    said = run("sample", str(tmp_path / "OneDrive" / "net"), "--schools", "3", "--years", "1")
    assert said.status == 2
    assert "OneDrive" in said.err
    assert not (tmp_path / "OneDrive").exists()


def test_who_has_it_open_is_said_with_computer_and_since_when(run: Run, world: World, tmp_path: Path) -> None:
    world.desk.close()
    now = world.desk.clock()
    with Lease.take(world.folder, SECRETARY, now):
        said = run("fetch-local", "--into", str(tmp_path / "hier"))
    assert said.status == 2
    assert f"{SECRETARY} op computer {platform.node()}, sinds {now.astimezone():%d-%m-%Y} om" in said.err
