"""Every way a folder can fail to be our network is told apart, and none of them is touched."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.folders import ANNA, CHEAP, DIRK, NOW, PASSWORD, count, fill, made
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import folder, raw
from zsm_desktop.store.folder import FolderState, look
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.store.lease import Lease


@pytest.fixture
def net(tmp_path: Path) -> Path:
    new = made(tmp_path / "net")
    fill(tmp_path / "net", new.keys.store_key)
    return tmp_path / "net"


def seen(place: Path) -> tuple[str, str | None]:
    found = look(place)
    return found.state.value, found.refusal and found.refusal.code


def test_a_new_network_opens_with_its_password_and_its_recovery_key(tmp_path: Path) -> None:
    place = tmp_path / "nieuw" / "netwerk"
    new = made(place)
    assert folder.unlock(place, PASSWORD) == new.keys
    assert folder.recover(place, new.recovery_key).seal_key == new.keys.seal_key
    assert sorted(path.name for path in place.iterdir()) == ["backups", "keys.json", "store.db"]
    assert place.stat().st_mode & 0o077 == 0
    with closing(raw.connect(place / folder.DATABASE, new.keys.store_key)) as connection:
        assert folder.require_known_version(connection, 1, place) == 0
    with pytest.raises(RuleError, match=r"keys\.wrong_password"):
        folder.unlock(place, "verkeerd wachtwoord")


def test_a_network_is_made_in_an_empty_folder_only(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Beste")
    with pytest.raises(RuleError, match=r"store\.folder_not_empty"):
        made(tmp_path)
    with pytest.raises(RuleError, match=r"keys\.password_short"):
        folder.create(tmp_path / "net", "n-1", ANNA, "kort", CHEAP)
    assert seen(tmp_path / "net") == ("nothing", "store.nothing")


def test_a_whole_network_shows_its_users_and_its_holder(net: Path) -> None:
    found = look(net)
    assert (found.state, found.refusal, found.users, found.holder) == (FolderState.STORE, None, (ANNA,), None)
    with Lease.take(net, "Anna", NOW):
        holder = look(net).holder
        assert holder is not None
        assert (holder.user_name, holder.since) == ("Anna", NOW)


def test_what_is_no_network_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "brief.txt").write_text("Beste")
    (tmp_path / "file").write_text("geen map")
    assert seen(tmp_path / "absent") == ("nothing", "store.nothing")
    assert seen(tmp_path / "empty") == ("nothing", "store.nothing")
    assert seen(tmp_path / "letters") == ("not_a_store", "store.not_a_store")
    assert seen(tmp_path / "file") == ("not_a_store", "store.not_a_store")
    assert [path.name for path in (tmp_path / "empty").iterdir()] == []


def test_each_kind_of_damage_is_told_apart(net: Path, tmp_path: Path) -> None:
    def damaged(name: str, content: bytes | None) -> tuple[str, str | None]:
        place = tmp_path / "damaged"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(net, place)
        (place / name).unlink()
        if content is not None:
            (place / name).write_bytes(content)
        return seen(place)

    assert damaged("store.db", None) == ("damaged", "store.no_database")
    assert damaged("store.db", b"") == ("damaged", "store.empty_database")
    assert damaged("store.db", b"\x01" * 100) == ("damaged", "store.short_database")
    assert damaged("keys.json", None) == ("damaged", "keys.missing")
    assert damaged("keys.json", b"") == ("damaged", "keys.damaged")
    assert damaged("keys.json", b'{"format": 9}') == ("damaged", "keys.newer")
    with closing(sqlite3.connect(tmp_path / "plain.db")) as plain:
        plain.execute("CREATE TABLE t (x)")
    assert damaged("store.db", (tmp_path / "plain.db").read_bytes()) == ("not_a_store", "store.not_encrypted")


def test_damage_inside_shows_after_the_password(net: Path) -> None:
    keys = folder.unlock(net, PASSWORD)
    database = net / folder.DATABASE
    database.write_bytes(b"Geachte mevrouw, " * 1000)
    assert seen(net) == ("store", None)
    assert folder.unlock(net, PASSWORD) == keys
    with pytest.raises(RuleError, match=r"store\.damaged"):
        raw.connect(database, keys.store_key)


def test_the_database_of_another_network_does_not_open(net: Path, tmp_path: Path) -> None:
    made(tmp_path / "other")
    shutil.copy(tmp_path / "other" / "store.db", net / "store.db")
    with pytest.raises(RuleError, match=r"store\.damaged"):
        raw.connect(net / "store.db", folder.unlock(net, PASSWORD).store_key)


def test_a_store_of_a_later_program_is_refused(net: Path) -> None:
    key = folder.unlock(net, PASSWORD).store_key
    with closing(raw.connect(net / folder.DATABASE, key)) as connection:
        connection.execute("PRAGMA user_version=7")
        assert folder.require_known_version(connection, 7, net) == 7
        with pytest.raises(RuleError) as refused:
            folder.require_known_version(connection, 6, net)
    assert refused.value.code == "store.newer"
    assert refused.value.facts == {"path": str(net), "found": 7, "known": 6}


def test_a_lost_header_comes_back_as_it_was_before_the_last_change(net: Path) -> None:
    keys = folder.unlock(net, PASSWORD)
    header = KeyFile.read(net / folder.KEYS)
    header.with_password(keys, DIRK, "wachtwoord van dirk", sees_names=False, kdf=CHEAP).write(net / folder.KEYS)
    with pytest.raises(RuleError, match=r"keys\.not_damaged"):
        folder.restore_previous_keys(net)
    (net / folder.KEYS).write_bytes(b"")
    assert look(net).has_previous_keys
    assert folder.restore_previous_keys(net) == header
    assert folder.unlock(net, PASSWORD) == keys
    assert count(net, keys.store_key) == 400
    (net / folder.KEYS).unlink()
    assert folder.restore_previous_keys(net) == header


def test_a_folder_nobody_can_look_into_is_shown_with_what_is_wrong(tmp_path: Path) -> None:
    """A disk that is out of order, or somebody else's folder; here a name no disk takes."""
    assert seen(tmp_path / ("n" * 300)) == ("damaged", "store.disk_error")
    with pytest.raises(RuleError, match=r"store\.disk_error"):
        folder.whole_header(tmp_path / ("n" * 300))
