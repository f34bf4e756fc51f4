"""Where a network went to another computer, no reserve copy brings it back here without a word: that would be two."""

from __future__ import annotations

import errno
import os
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_leaving import Quiet, kept, stick
from tests.builders import PASSWORD, SECRETARY, World
from zsm_desktop.app import open_desk, system_clock
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.leaving import leave, stay
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup, backup_state, moved, waybill
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.lease import this_computer
from zsm_desktop.ui.start.actions import CopyRow, PuttingBack

__all__ = ["kept", "stick"]


@pytest.fixture
def gone(world: World, stick: Path) -> Path:
    """The folder at the old computer, which lies in a folder of networks of its own."""
    world.delivered("DUIN", "ZEEUW", 100)
    world.desk.backups.make("zelf")
    world.close()
    leave(world.folder, world.keys, stick)
    return world.folder


def wish(row: CopyRow, folder: Path | None, *, is_move: bool = False) -> PuttingBack:
    return PuttingBack(row, folder, PASSWORD, SECRETARY, set_aside=True, is_move=is_move)


def refused(copies: Copies, asked: PuttingBack, code: str) -> None:
    with pytest.raises(RuleError, match=code):
        copies.compare(asked)
    with pytest.raises(RuleError, match=code):
        copies.put_back(asked, Quiet())


def used_elsewhere(stick: Path, data: Path) -> None:
    there = Copies(data)
    rows, folder = there.arriving(stick)
    there.put_back(wish(rows[0], folder, is_move=True), Quiet()).desk.close()


def test_an_own_copy_of_what_left_is_not_put_back(gone: Path, stick: Path, tmp_path: Path) -> None:
    """Neither the one of before, nor its own of what went: that lies here without the paper that says so."""
    copies = Copies(gone.parent)
    stick.rename(tmp_path / "weg")
    rows = copies.of_network(gone)
    assert {row.path.parent for row in rows} == {gone / BACKUPS}
    assert len(rows) == 2
    for row in rows:
        refused(copies, wish(row, gone), r"leave\.stay_first")
        refused(copies, wish(row, None), r"leave\.stay_first")
        refused(copies, wish(row, None, is_move=True), r"leave\.stay_first")
    assert moved.left_as(gone) is not None
    assert list(gone.parent.glob("*teruggezet*")) == []


def test_after_staying_it_is_an_ordinary_one_and_that_is_written_down(gone: Path) -> None:
    copies = Copies(gone.parent)
    stay(gone)
    row = copies.of_network(gone)[0]
    assert copies.compare(wish(row, gone)).loss is not None
    opened = copies.put_back(wish(row, gone), Quiet()).desk
    assert not opened.put_back.is_move
    opened.close()
    assert moved.aside_for(gone) == opened.folder


def test_with_the_stick_there_what_went_comes_in_again_as_a_move(gone: Path, stick: Path) -> None:
    """One row for the copy in both places, and it is the one on the stick: that is told, so no other uses it too."""
    copies = Copies(gone.parent)
    row = next(row for row in copies.of_network(gone) if len(row.places) > 1)
    assert stick in row.path.parents
    opened = copies.put_back(wish(row, gone), Quiet()).desk
    opened.close()
    assert opened.put_back.is_move
    found = waybill.read(row.path)
    assert found is not None
    assert found.arrived_on == this_computer()
    assert moved.aside_for(gone) == opened.folder


def test_what_is_used_elsewhere_stays_there(gone: Path, stick: Path, tmp_path: Path) -> None:
    """Who knows better says so first, and then it is said to everybody that there are two."""
    used_elsewhere(stick, tmp_path / "andere computer")
    copies = Copies(gone.parent)
    on_stick = next(row for row in copies.of_network(gone) if stick in row.path.parents)
    before = waybill.read(on_stick.path)
    refused(copies, wish(on_stick, gone), r"leave\.used")
    refused(copies, wish(on_stick, None, is_move=True), r"leave\.used")
    assert waybill.read(on_stick.path) == before
    stay(gone, is_sure=True)
    (known,) = backup_state.read(gone).stays
    assert known.used_on == this_computer()
    assert copies.compare(wish(on_stick, gone)).loss is not None


def test_beside_one_that_was_set_aside_it_is_said_too_that_it_was_used(gone: Path, stick: Path, tmp_path: Path) -> None:
    used_elsewhere(stick, tmp_path / "andere computer")
    moved.set_aside(gone, gone.with_name("weg"))
    copies = Copies(gone.parent)
    on_stick = next(row for row in copies.in_place(stick) if waybill.read(row.path) is not None)
    assert "al gebruikt" in copies.compare(wish(on_stick, gone)).why


def used_on(folder: Path, now: datetime) -> str:
    """What the program says at that moment, after what is done by itself a minute after opening."""
    with closing(open_desk(folder, password=PASSWORD, user=SECRETARY, clock=lambda: now)) as desk:
        desk.backups.keep_up("")
        return desk.backups.facts().used_on


def test_that_there_are_two_is_said_for_a_month_from_when_it_is_found(gone: Path, stick: Path, tmp_path: Path) -> None:
    used_elsewhere(stick, tmp_path / "andere computer")
    away = stick.rename(tmp_path / "weg")
    stay(gone, is_sure=True)
    found_at = system_clock() + timedelta(days=40)
    assert used_on(gone, found_at - timedelta(days=1)) == ""
    away.rename(stick)
    assert used_on(gone, found_at) == this_computer()
    stick.rename(tmp_path / "weg")
    assert used_on(gone, found_at + timedelta(days=29)) == this_computer()
    (tmp_path / "weg").rename(stick)
    lost = backup_state.Stay(str(stick / "andere" / "kopie.db"), found_at)
    backup_state.change(gone, lambda state: replace(state, stays=(*state.stays, lost)))
    assert used_on(gone, found_at + timedelta(days=31)) == ""


@pytest.fixture(params=["dead", "no name"])
def unseen(request: pytest.FixtureRequest, gone: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy lay on a share that does not answer any more, or under what no disk takes for a name."""
    if request.param == "no name":
        copy = stick / ("x" * 300) / "kopie.db"
        moved.leave(gone, copy)
        return copy
    copy = moved.left_as(gone)
    assert copy is not None
    look = os.stat

    def dead(path: Any, *about: Any, **how: Any) -> os.stat_result:
        if str(stick) in str(path):
            raise OSError(errno.EIO, "Input/output error", str(path))
        return look(path, *about, **how)

    monkeypatch.setattr(os, "stat", dead)
    (copy.parent / copy.name).unlink()
    backup.waybill_beside(copy).unlink()
    return copy


def test_a_share_that_does_not_answer_is_a_copy_that_is_not_seen(unseen: Path, gone: Path) -> None:
    with pytest.raises(RuleError, match=r"leave\.not_seen"):
        stay(gone)
    stay(gone, is_sure=True)
    assert used_on(gone, system_clock()) == ""
    (known,) = backup_state.read(gone).stays
    assert (known.copy, known.is_withdrawn, known.is_logged) == (str(unseen), False, True)


def test_of_one_that_lies_where_none_may_be_opened_a_copy_comes_where_networks_are(
    world: World, tmp_path: Path
) -> None:
    """Beside the old one it would be refused again, and nobody would get any further."""
    world.desk.backups.make("zelf")
    world.close()
    (tmp_path / "Dropbox").mkdir()
    synced = world.folder.rename(tmp_path / "Dropbox" / "netwerk")
    copies = Copies(tmp_path / "hier")
    asked = wish(copies.of_network(synced)[0], synced)
    assert copies.compare(asked).place.startswith(str(tmp_path / "hier" / "netwerk teruggezet"))
    desk = copies.put_back(asked, Quiet()).desk
    desk.close()
    assert desk.folder.parent == tmp_path / "hier"
    assert moved.aside_for(synced) == desk.folder
