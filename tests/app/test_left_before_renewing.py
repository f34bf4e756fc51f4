"""Who moves before the copies were renewed: what they hold of a forgotten pupil is known at the next computer."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.app.test_leaving import Quiet, arrive, kept, stick
from tests.builders import PASSWORD, SECRETARY, World
from tests.server import Server
from tests.services.forgotten import lived
from tests.services.test_destroying import pupil_of
from zsm_desktop.app import open_desk, sharing
from zsm_desktop.app.copies import Copies
from zsm_desktop.app.leaving import leave
from zsm_desktop.store import backup, backup_state, duties, first_steps
from zsm_desktop.store.backup_state import PlaceState
from zsm_desktop.store.bringing import bring_here
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.ui.start.actions import PuttingBack

__all__ = ["kept", "stick"]


def test_copies_of_before_a_pupil_was_forgotten_are_named_at_the_next_computer(
    world: World, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were not renewed yet, in the folder that stays behind and on a stick of there."""
    pupil = lived(world).pupil
    backup.copy_before(world.folder, "proef", world.keys, world.now)
    other, settled = PlaceState("/media/andere stick"), PlaceState("/media/derde", owes=world.now)
    backup_state.change(world.folder, lambda state: state.with_place(other).with_place(settled))
    world.now += timedelta(days=1)
    world.desk.forgetting.forget(pupil)
    forgotten_at = world.now
    world.now += timedelta(days=1)
    world.close()
    with monkeypatch.context() as patch:
        patch.setattr(duties, "this_computer", lambda: "OUDE-PC")
        leave(world.folder, world.keys, stick, clock=lambda: world.now)
    there = arrive(tmp_path / "andere computer", stick)
    owes = {one.path: one.owes for one in backup_state.read(there).places if one.computer}
    assert owes == {
        other.path: forgotten_at, settled.path: settled.owes, str(world.folder / BACKUPS): forgotten_at,
    }  # fmt: skip


@pytest.fixture
def forgotten(world: World) -> World:
    """A copy of before lies here, and others in two places; nobody renewed them since."""
    case = world.case()
    pupil = pupil_of(world, case)
    world.desk.cases.close(case)
    backup.copy_before(world.folder, "voor", world.keys, world.now)
    other, settled = PlaceState("/media/andere stick"), PlaceState("/media/derde", owes=world.now)
    backup_state.change(world.folder, lambda state: state.with_place(other).with_place(settled))
    world.now += timedelta(days=1)
    world.desk.forgetting.forget(pupil)
    return world


def owed(folder: Path) -> dict[str, datetime | None]:
    return {one.path: one.owes for one in backup_state.read(folder).places}


def owes_all(world: World, settled: datetime) -> dict[str, datetime]:
    own = str(world.folder / BACKUPS)
    return {"/media/andere stick": world.now, "/media/derde": settled, own: world.now}


def test_they_are_owed_where_a_later_copy_was_put_back(forgotten: World) -> None:
    """The folder that is set aside holds them, and the network that goes on has none of its own that would say so."""
    settled = forgotten.now - timedelta(days=1)
    at = forgotten.now + timedelta(days=1)
    copy = backup.copy_before(forgotten.folder, "na", forgotten.keys, at)
    forgotten.close()
    copies = Copies(forgotten.folder.parent, clock=lambda: at)
    row = next(row for row in copies.of_network(forgotten.folder) if row.path == copy)
    asked = PuttingBack(row, forgotten.folder, PASSWORD, SECRETARY)
    with closing(copies.put_back(asked, Quiet()).desk) as desk:
        assert owed(desk.folder) == owes_all(forgotten, settled)


def test_where_a_copy_of_before_was_put_back_nobody_is_forgotten(forgotten: World) -> None:
    """Then there is nothing to be owed for it, but what was owed already."""
    settled = forgotten.now - timedelta(days=1)
    forgotten.close()
    copies = Copies(forgotten.folder.parent)
    asked = PuttingBack(copies.of_network(forgotten.folder)[-1], forgotten.folder, PASSWORD, SECRETARY)
    with closing(copies.put_back(asked, Quiet()).desk) as desk:
        found = owed(desk.folder)
    assert (found["/media/andere stick"], found["/media/derde"]) == (None, settled)


def test_they_are_owed_of_a_network_that_was_brought_here(forgotten: World, tmp_path: Path) -> None:
    settled = forgotten.now - timedelta(days=1)
    owes = owes_all(forgotten, settled)
    forgotten.close()
    (tmp_path / "Dropbox").mkdir()
    synced = forgotten.folder.rename(tmp_path / "Dropbox" / "network")
    bring_here(synced, tmp_path / "hier", PASSWORD, forgotten.now)
    since = owes.pop(str(forgotten.folder / BACKUPS))
    assert owed(tmp_path / "hier") == owes | {str(synced / BACKUPS): since}


def test_they_go_along_to_a_server_and_back(forgotten: World, server: Server, tmp_path: Path) -> None:
    """The printed key nobody asked back too; and a move that broke off at its end takes them along all the same."""
    settled = forgotten.now - timedelta(days=1)
    first_steps.remind(forgotten.folder, first_steps.SHEET)
    owes = owes_all(forgotten, settled)
    now = forgotten.now
    forgotten.close()
    address = server.address(server.new_database())
    server.keep_logins()
    try:
        for _ in range(2):  # once more finds it there already
            with closing(open_desk(forgotten.folder, password=PASSWORD, read_only=True, clock=lambda: now)) as desk:
                sharing.share(desk, PASSWORD, address, "", tmp_path / "daar")
            assert owed(tmp_path / "daar") == owes
            assert first_steps.standing(tmp_path / "daar") == {first_steps.SHEET: first_steps.LATER}
            backup_state.change(tmp_path / "daar", lambda _state: backup_state.BackupState())
        backup_state.change(tmp_path / "daar", lambda state: state.with_place(PlaceState("/media/daar", owes=now)))
        with closing(open_desk(tmp_path / "daar", password=PASSWORD, clock=lambda: now)) as desk:
            sharing.fetch_local(desk, tmp_path / "terug")
        found = owed(tmp_path / "terug")
        assert found["/media/daar"] == now
        assert first_steps.standing(tmp_path / "terug") == {first_steps.SHEET: first_steps.LATER}
    finally:
        server.restore_logins()
