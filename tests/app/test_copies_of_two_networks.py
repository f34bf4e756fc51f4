"""What lies on one stick of several networks, or of one in several places: as many rows as there are copies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.store.folders import NOW, made
from zsm_desktop.app.copies import PAGE, Copies
from zsm_desktop.store import backup


def laid(folder: Path, place: Path) -> Path:
    store = made(folder)
    copy = backup.copy_before(folder, "sluiten", store.keys, NOW)
    place.mkdir(parents=True)
    for file in (copy, backup.keys_beside(copy)):
        shutil.copy(file, place)
    return copy


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Two networks each made a copy in the same second for the same reason."""
    one = laid(tmp_path / "een", tmp_path / "stick" / "een-0123456789ab")
    other = laid(tmp_path / "ander", tmp_path / "stick" / "ander-ba9876543210")
    assert one.name == other.name
    return tmp_path / "stick"


def test_two_networks_of_one_second_are_two_rows(stick: Path, tmp_path: Path) -> None:
    rows = Copies(tmp_path / "data").in_place(stick)
    assert {row.path.parent.name for row in rows} == {"een-0123456789ab", "ander-ba9876543210"}
    assert [len(row.places) for row in rows] == [1, 1]


def test_one_copy_in_two_folders_is_one_row_until_one_of_them_differs(stick: Path, tmp_path: Path) -> None:
    copies, (first, *_) = Copies(tmp_path / "data"), sorted(stick.glob("een-*/*.db"))
    twin = stick / "een-bbbbbbbbbbbb"
    shutil.copytree(first.parent, twin)
    assert sorted(len(row.places) for row in copies.in_place(stick)) == [1, 2]
    spoilt = bytearray((twin / first.name).read_bytes())
    spoilt[PAGE // 2] ^= 1
    (twin / first.name).write_bytes(spoilt)
    assert [len(row.places) for row in copies.in_place(stick)] == [1, 1, 1]
    backup.keys_beside(twin / first.name).unlink()
    assert len(copies.in_place(stick)) == 3
