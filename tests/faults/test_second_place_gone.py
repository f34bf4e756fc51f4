"""A stick that is pulled out in the middle of a copy: nobody is stopped, no half copy counts, and it is caught up."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.folders import NOW, PASSWORD, fill, made
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import backup, backup_state, folder, second_place
from zsm_desktop.store.keys import KeyFile, Keys

DAY = timedelta(days=1)


@pytest.fixture
def net(tmp_path: Path) -> Path:
    fill(tmp_path / "net", made(tmp_path / "net").keys.store_key)
    return tmp_path / "net"


@pytest.fixture
def keys(net: Path) -> Keys:
    return folder.unlock(net, PASSWORD)


class Pulled:
    """Goes at the `at`th time somebody asks whether to go on; `is_wiped`: what lay there is gone too."""

    def __init__(self, stick: Path, at: int, *, is_wiped: bool = False) -> None:
        self.stick, self.left, self.is_wiped = stick, at, is_wiped
        self.away = stick.with_name("uitgetrokken")

    def tell(self, _done: int, _whole: int) -> None:
        self.left -= 1
        if self.left == 0:
            self.stick.rename(self.away)
            if self.is_wiped:
                shutil.rmtree(self.away)

    def plug_in(self) -> None:
        self.away.rename(self.stick)


def whole(stick: Path) -> list[Path]:
    found = [copy.path for copy in second_place.copies_at(stick, "n-1")]
    for path in found:
        KeyFile.read(backup.keys_beside(path)).unlock(PASSWORD)
    return found


@pytest.mark.parametrize("at", [1, 2])
def test_pulled_out_in_the_middle_it_is_missed_and_caught_up(net: Path, keys: Keys, tmp_path: Path, at: int) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    first = backup.copy_before(net, "zelf", keys, NOW)
    second_place.choose(net, str(stick), keys, NOW)
    second = backup.copy_before(net, "zelf", keys, NOW + DAY)
    pulled = Pulled(stick, at)
    place = second_place.keep_up(net, keys, NOW + DAY, pulled.tell).place(str(stick))
    assert pulled.left <= 0
    assert place.missed is not None
    assert place.missed.since == NOW + DAY
    assert not stick.exists()
    assert {copy.path for copy in backup.found_in(net / folder.BACKUPS)} == {first, second}
    pulled.plug_in()
    assert [path.name for path in whole(stick)] == [first.name]
    place = second_place.keep_up(net, keys, NOW + 2 * DAY).place(str(stick))
    assert (place.missed, place.seen) == (None, NOW + 2 * DAY)
    assert [path.name for path in whole(stick)] == [second.name, first.name]
    assert [path for path in stick.rglob("*") if path.suffix == ".tmp"] == []
    assert whole(stick)[0].read_bytes() == second.read_bytes()


@pytest.mark.parametrize("at", [1, 2])
def test_gone_for_good_while_it_is_being_chosen_nothing_was_chosen(
    net: Path, keys: Keys, tmp_path: Path, at: int
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = backup.copy_before(net, "zelf", keys, NOW)
    with pytest.raises(RuleError) as raised:
        second_place.choose(net, str(stick), keys, NOW, Pulled(stick, at, is_wiped=True).tell)
    assert raised.value.code.startswith(("backup.", "file.", "store."))
    assert backup_state.read(net).second == ""
    assert copy.exists()


def test_pulled_out_while_copies_are_renewed_it_still_owes_the_old_ones(net: Path, keys: Keys, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup.copy_before(net, "zelf", keys, NOW)
    second_place.choose(net, str(stick), keys, NOW)
    pulled = Pulled(stick, 1)
    asked: list[int] = []

    def tell(done: int, of: int) -> None:
        """The fresh copy is made first; it goes at the first question about the stick."""
        asked.append(done)
        if backup_state.read(net).place(str(stick)).owes is not None:
            pulled.tell(done, of)

    fresh = second_place.renew(net, keys, NOW + DAY, tell)
    state = backup_state.read(net).place(str(stick))
    assert pulled.left <= 0
    assert state.owes is not None
    assert [copy.path for copy in backup.found_in(net / folder.BACKUPS)] == [fresh]
    pulled.plug_in()
    state = second_place.keep_up(net, keys, NOW + 2 * DAY).place(str(stick))
    assert (state.owes, state.missed) == (None, None)
    assert [path.name for path in whole(stick)] == [fresh.name]
