"""New keys for everything on a disk that is full or closed: refused in a sentence, and the old network is whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from tests.builders import CHEAP, PASSWORD, SECRETARY, World, user_id
from tests.faults.test_full_disk import refused, sizes
from tests.planted import opened
from zsm_desktop.app.keys import renew
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.store import folder, renewal
from zsm_desktop.store.kept_here import NOTES, KeptHere, KeptText
from zsm_desktop.store.keys import KeyFile, Keys, Owner
from zsm_desktop.store.place import DATABASE, KEYS, RENEWAL, FilePlace

resource = pytest.importorskip("resource", reason="Windows has no limit on the size of a file")
NOBODY, TRIED = 65534, 12


@pytest.fixture
def kept() -> str:
    return "file"


@pytest.fixture
def old(world: World) -> World:
    """With something sealed, and something typed beside it that is sealed anew too."""
    world.case()
    text = KeptText(NOTES, "punt", "notes", "", "nog niet bewaard " * 40, world.now, user_id(SECRETARY))
    KeptHere(world.folder, world.keys).keep(text)
    world.close()
    return world


def new_keys(world: World) -> tuple[KeyFile, Keys]:
    owner = Owner(user_id(SECRETARY), SECRETARY, Role.SECRETARY.value)
    return KeyFile.new(world.keys.network_id, owner, PASSWORD, CHEAP)


def looks(world: World) -> tuple[bytes, bool, object]:
    return (
        (world.folder / KEYS).read_bytes(),
        (world.folder / RENEWAL).exists(),
        opened(FilePlace(world.folder, world.keys), world.keys),
    )


def test_there_is_no_room_for_the_new_one(old: World) -> None:
    before, (header, new) = looks(old), new_keys(old)
    largest = (old.folder / DATABASE).stat().st_size
    for most in sizes(largest, is_long=False)[:: 40 // TRIED]:
        refused(most, lambda: renewal.build(old.folder, old.keys, new))
        assert not (old.folder / RENEWAL).exists()
    assert looks(old) == before
    renewal.build(old.folder, old.keys, new)
    for most in (0, 200):
        refused(most, lambda: renewal.swap(old.folder, header, old.keys, new))
        assert looks(old) == before
        renewal.build(old.folder, old.keys, new)
    renewal.swap(old.folder, header, old.keys, new)
    keys = folder.unlock(old.folder, PASSWORD)
    assert keys.store_key == new.store_key
    assert [one.text for one in KeptHere(old.folder, keys).rows()] == ["nog niet bewaard " * 40]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become nobody")
def test_a_folder_that_takes_nothing(old: World, tmp_path: Path) -> None:
    from tests.faults.test_backup_full import in_child

    before = looks(old)
    roads = [place for place in tmp_path.parents if place.is_relative_to(tempfile.gettempdir())][:-1]
    for place in (tmp_path, *roads, old.folder):
        place.chmod(0o755)
    for file in old.folder.iterdir():
        if file.is_file():
            file.chmod(0o644)

    def as_nobody() -> None:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        with pytest.raises(RuleError) as closed:
            renewal.build(old.folder, old.keys, new_keys(old)[1])
        assert closed.value.code in {"store.cannot_open", "store.read_only", "file.folder_closed"}
        renew(old.folder, old.keys, PASSWORD, clock=lambda: old.now, kdf=CHEAP)

    assert in_child(as_nobody) in {"store.cannot_open", "store.read_only", "file.folder_closed"}
    assert looks(old) == before
