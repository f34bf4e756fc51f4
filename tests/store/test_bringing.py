"""A network that lies where it may not be opened comes to this computer whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.folders import DIRK, NOW, PASSWORD, count, fill, made
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup_state, first_steps
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store.backup_state import PlaceState
from zsm_desktop.store.bringing import bring_here
from zsm_desktop.store.folder import BACKUPS, DATABASE, KEYS
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import Lease, holder_of
from zsm_desktop.store.moved import moved_to, require_here


@pytest.fixture
def synced(tmp_path: Path) -> tuple[Path, Keys]:
    """A filled network with a copy of its own, in a folder that is synchronised."""
    keys = made(tmp_path / "net").keys
    fill(tmp_path / "net", keys.store_key)
    (tmp_path / "net" / BACKUPS / "20261101-090000-sluiten.db").write_bytes(b"een kopie")
    (tmp_path / "net" / "net (conflicted copy).txt").write_text("van een ander programma")
    (tmp_path / "Dropbox").mkdir()
    return (tmp_path / "net").rename(tmp_path / "Dropbox" / "net"), keys


def test_it_comes_whole_and_the_old_one_is_closed(synced: tuple[Path, Keys], tmp_path: Path) -> None:
    folder, keys = synced
    into, told = tmp_path / "hier" / "net", []
    brought = bring_here(folder, into, PASSWORD, NOW, progress=lambda done, whole: told.append((done, whole)))
    assert (brought.user_name, count(into, brought.store_key)) == ("Anna de Wit", 400)
    assert brought.store_key == keys.store_key
    assert (into / BACKUPS / "20261101-090000-sluiten.db").read_bytes() == b"een kopie"
    own = {KEYS, DATABASE, backup_state.STATE, backup_state.LOCK}
    assert {path.name for path in into.iterdir() if path.is_file()} == own
    assert told[-1][0] == told[-1][1] > 0
    assert network_folder.unlock(into, PASSWORD).user_id == keys.user_id
    assert str(into) in moved_to(folder)
    assert holder_of(folder) is None
    with pytest.raises(RuleError, match=r"store\.moved"):
        bring_here(folder, tmp_path / "nog een", PASSWORD, NOW)
    assert not (tmp_path / "nog een").exists()


def test_what_is_still_to_be_done_comes_along(synced: tuple[Path, Keys], tmp_path: Path) -> None:
    """The printed key nobody asked back, and the copies that stay behind: also those of the folder itself."""
    folder, _ = synced
    first_steps.begin(folder)
    stick = PlaceState(str(tmp_path / "stick"), owes=NOW)
    backup_state.change(folder, lambda state: state.with_place(stick))
    bring_here(folder, tmp_path / "hier", PASSWORD, NOW)
    assert first_steps.standing(tmp_path / "hier") == {first_steps.SHEET: first_steps.LATER}
    places = backup_state.read(tmp_path / "hier").places
    assert {(place.path, place.owes) for place in places} == {(stick.path, NOW), (str(folder / BACKUPS), None)}


def test_what_is_still_in_the_log_comes_along(synced: tuple[Path, Keys], tmp_path: Path) -> None:
    folder, keys = synced
    from zsm_desktop.store import raw

    connection = raw.connect(folder / DATABASE, keys.store_key)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO line VALUES (9000, 1, 'het laatste')")
    connection.execute("COMMIT")
    assert (folder / f"{DATABASE}-wal").stat().st_size > 0
    bring_here(folder, tmp_path / "hier", PASSWORD, NOW)
    connection.close()
    assert count(tmp_path / "hier", keys.store_key) == 401


def refused(folder: Path, into: Path, password: str = PASSWORD) -> str:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.name != "in-gebruik.json"}
    with pytest.raises(RuleError) as error:
        bring_here(folder, into, password, NOW)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.name != "in-gebruik.json"}
    assert after == before
    assert moved_to(folder) == ""
    return error.value.code


def test_what_is_refused_leaves_everything_as_it_was(synced: tuple[Path, Keys], tmp_path: Path) -> None:
    folder, _ = synced
    into = tmp_path / "hier"
    assert refused(folder, into, "niet het goede") == "keys.wrong_password"
    assert refused(folder, tmp_path / "OneDrive" / "hier") == "store.synced"
    with Lease.take(folder, DIRK.user_name, NOW):
        assert refused(folder, into) == "store.in_use"
    into.mkdir()
    (into / "brief.txt").touch()
    assert refused(folder, into) == "store.folder_not_empty"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".half")] == []


def test_a_damaged_one_is_found_out_before_it_is_taken_for_a_copy(synced: tuple[Path, Keys], tmp_path: Path) -> None:
    folder, _ = synced
    data = bytearray((folder / DATABASE).read_bytes())
    data[len(data) // 2] ^= 0xFF
    (folder / DATABASE).write_bytes(bytes(data))
    assert refused(folder, tmp_path / "hier").startswith(("check.", "store.damaged"))
    assert [path.name for path in tmp_path.iterdir()] == ["Dropbox"]


def test_stopping_leaves_nothing(synced: tuple[Path, Keys], tmp_path: Path) -> None:
    folder, _ = synced

    class Stopped(Exception):
        pass

    def stop(_done: int, _whole: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        bring_here(folder, tmp_path / "hier", PASSWORD, NOW, progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["Dropbox"]
    require_here(folder)
