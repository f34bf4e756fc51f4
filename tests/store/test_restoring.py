"""A copy becomes a network again only whole, in a folder of its own; a second place is there today and not tomorrow."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.folders import NOW, PASSWORD, count, fill, made
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup, backup_state, folder, moved, raw, restoring, second_place
from zsm_desktop.store.keys import KeyFile, Keys
from zsm_desktop.store.opening import open_store

DAY = timedelta(days=1)


@pytest.fixture
def net(tmp_path: Path) -> Path:
    fill(tmp_path / "net", made(tmp_path / "net").keys.store_key)
    return tmp_path / "net"


@pytest.fixture
def keys(net: Path) -> Keys:
    return folder.unlock(net, PASSWORD)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def names(place: Path) -> list[str]:
    return [copy.path.name for copy in second_place.copies_at(place, "n-1")]


def test_put_back_in_a_folder_of_its_own(net: Path, keys: Keys, tmp_path: Path) -> None:
    copy = backup.copy_before(net, "zelf", keys, NOW)
    opened = restoring.unlock(copy, PASSWORD)
    with pytest.raises(RuleError, match="wrong_password"):
        restoring.unlock(copy, "X3NG-CTB6-0000")
    restoring.put_back(copy, opened, tmp_path / "new", NOW + DAY, copy_at=NOW, old=net)
    assert count(tmp_path / "new", keys.store_key) == 400
    with closing(raw.connect(tmp_path / "new" / folder.DATABASE, keys.store_key)) as connection:
        connection.execute("INSERT INTO line VALUES (1000, 1, 'it is written on in')")
    assert folder.unlock(tmp_path / "new", PASSWORD).store_key == keys.store_key
    state = backup_state.read(tmp_path / "new")
    assert state.origin == backup_state.Origin(NOW, NOW + DAY, str(net))
    assert count(net, keys.store_key) == 400
    assert [found.path for found in backup.found_in(net / folder.BACKUPS)] == [copy]


@pytest.mark.parametrize("spoilt", ["a page", "the end", "all of it", "the keys"])
def test_a_spoilt_copy_gives_nothing(net: Path, keys: Keys, tmp_path: Path, spoilt: str) -> None:
    copy = backup.copy_before(net, "zelf", keys, NOW)
    data = bytearray(copy.read_bytes())
    data[5 * 4096 + 50] ^= 1
    whole = {"a page": bytes(data), "the end": bytes(data[:9000]), "all of it": b"", "the keys": copy.read_bytes()}
    copy.write_bytes(whole[spoilt])
    if spoilt == "the keys":
        backup.keys_beside(copy).unlink()
    with pytest.raises(RuleError) as refused:
        restoring.put_back(copy, keys, tmp_path / "new", NOW, copy_at=NOW)
    assert refused.value.code in restoring.SPOILT | {"store.disk_error", "file.no_folder"}
    assert not (tmp_path / "new").exists()


def test_the_printed_key_of_then_opens_it(tmp_path: Path) -> None:
    network = made(tmp_path / "net")
    fill(tmp_path / "net", network.keys.store_key)
    copy = backup.copy_before(tmp_path / "net", "zelf", network.keys, NOW)
    assert restoring.unlock(copy, network.recovery_key).store_key == network.keys.store_key


def test_never_over_something(net: Path, keys: Keys) -> None:
    copy = backup.copy_before(net, "zelf", keys, NOW)
    before = (net / folder.DATABASE).read_bytes()
    with pytest.raises(RuleError, match="store.folder_not_empty"):
        restoring.put_back(copy, keys, net, NOW, copy_at=NOW)
    assert (net / folder.DATABASE).read_bytes() == before


def test_the_one_set_aside_is_not_opened_to_write(net: Path, keys: Keys, tmp_path: Path) -> None:
    moved.set_aside(net, tmp_path / "new")
    with pytest.raises(RuleError) as refused:
        open_store(net, keys, user_name="Anna", now=NOW)
    assert (refused.value.code, refused.value.facts["to"]) == ("store.set_aside", str(tmp_path / "new"))
    assert moved.aside_for(net) == tmp_path / "new"
    assert moved.half_moved_into(net) is None


def test_the_second_place_follows(net: Path, keys: Keys, stick: Path) -> None:
    first = backup.copy_before(net, "zelf", keys, NOW)
    second_place.choose(net, str(stick), keys, NOW)
    second = backup.copy_before(net, "zelf", keys, NOW + DAY)
    state = second_place.keep_up(net, keys, NOW + DAY)
    assert names(stick) == [second.name, first.name]
    assert state.place(str(stick)).seen == NOW + DAY
    (laid, _) = second_place.copies_at(stick, "n-1")
    assert laid.path.read_bytes() == second.read_bytes()
    assert KeyFile.read(backup.keys_beside(laid.path)).unlock(PASSWORD).store_key == keys.store_key
    later = backup.copy_before(net, "zelf", keys, NOW + 400 * DAY)
    second_place.keep_up(net, keys, NOW + 400 * DAY)
    assert names(stick) == [later.name]


def test_a_place_that_is_gone_is_missed_since_then_and_caught_up(net: Path, keys: Keys, stick: Path) -> None:
    backup.copy_before(net, "zelf", keys, NOW)
    second_place.choose(net, str(stick), keys, NOW)
    away = stick.rename(stick.with_name("unplugged"))
    for day in (1, 2):
        made_now = backup.copy_before(net, "zelf", keys, NOW + day * DAY)
        place = second_place.keep_up(net, keys, NOW + day * DAY).place(str(stick))
    assert not stick.exists()  # nothing was made under its name
    assert place.missed is not None
    assert (place.missed.since, place.missed.code, place.seen) == (NOW + DAY, "backup.place_gone", NOW)
    away.rename(stick)
    place = second_place.keep_up(net, keys, NOW + 3 * DAY).place(str(stick))
    assert (place.missed, place.seen) == (None, NOW + 3 * DAY)
    assert names(stick)[0] == made_now.name


def test_an_empty_folder_where_the_stick_hung_is_not_the_stick(net: Path, keys: Keys, stick: Path) -> None:
    backup.copy_before(net, "zelf", keys, NOW)
    second_place.choose(net, str(stick), keys, NOW)
    shutil.rmtree(stick)
    stick.mkdir()
    place = second_place.keep_up(net, keys, NOW + DAY).place(str(stick))
    assert place.missed is not None
    assert place.missed.code == "backup.place_empty"
    assert list(stick.iterdir()) == []
    second_place.choose(net, str(stick), keys, NOW + DAY)  # it was emptied on purpose
    assert len(names(stick)) == 1


def test_a_slow_stick_can_be_left(net: Path, keys: Keys, stick: Path) -> None:
    backup.copy_before(net, "zelf", keys, NOW)

    def stop(_done: int, _whole: int) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        second_place.choose(net, str(stick), keys, NOW, stop)
    assert [path for path in stick.rglob("*") if path.is_file()] == []


def test_what_cannot_be_a_second_place(net: Path, keys: Keys, tmp_path: Path) -> None:
    for place, code in ((tmp_path / "none", "place_gone"), (net, "in_network"), (net / "backups", "in_network")):
        with pytest.raises(RuleError, match=code):
            second_place.choose(net, str(place), keys, NOW)
    assert backup_state.read(net).second == ""


def test_after_renewing_there_is_one_copy_everywhere(net: Path, keys: Keys, stick: Path, tmp_path: Path) -> None:
    """Also in a place that was in use once, and in one that is not there: as soon as it is."""
    other = tmp_path / "older stick"
    other.mkdir()
    backup.copy_before(net, "zelf", keys, NOW)
    second_place.choose(net, str(other), keys, NOW)
    second_place.choose(net, str(stick), keys, NOW)
    away = stick.rename(stick.with_name("unplugged"))
    fresh = second_place.renew(net, keys, NOW + DAY)
    assert backup.copies(net) == [fresh]
    assert names(other) == []
    place = backup_state.read(net).place(str(stick))
    assert place.owes is not None
    assert len(names(away)) == 1
    later = backup.copy_before(net, "zelf", keys, NOW + 2 * DAY)
    away.rename(stick)
    assert second_place.keep_up(net, keys, NOW + 2 * DAY).place(str(stick)).owes is None
    assert names(stick) == [later.name]


def test_a_place_of_two_networks_keeps_them_apart(net: Path, keys: Keys, stick: Path, tmp_path: Path) -> None:
    backup.copy_before(net, "zelf", keys, NOW)
    second_place.choose(net, str(stick), keys, NOW)
    theirs = stick / "ander-n-2"
    shutil.copytree(net / folder.BACKUPS, theirs)
    for beside in theirs.glob("*.keys.json"):
        header = KeyFile.read(beside)
        beside.unlink()
        replace(header, network_id="n-2").write(beside)
    second_place.renew(net, keys, NOW + DAY)
    assert len(second_place.copies_at(stick, "n-2")) == 1
    assert len(names(stick)) == 1


def test_a_state_nobody_can_read_is_none(net: Path, keys: Keys) -> None:
    backup_state.change(net, lambda state: replace(state, second="x", acts=7))
    assert backup_state.read(net).acts == 7
    for text in ("", "{", "[]", '{"format": 2}', '{"format": 1}'):
        (net / backup_state.STATE).write_text(text, encoding="utf-8")
        assert backup_state.read(net) == backup_state.BackupState()
