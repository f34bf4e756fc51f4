"""Of who is forgotten nothing is left in any file the program keeps: network, copies, second place, what was typed."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import CHEAP, PASSWORD, World
from tests.every_byte import everything
from tests.services.forgotten import FAMILY, GIVEN, MOTHER, TOLD, lived
from tests.services.test_forgotten_bytes import sealed_of
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import publish
from zsm_desktop.store import second_place
from zsm_desktop.store.backup import copies, copy_before
from zsm_desktop.store.kept_here import FILE, NOTES, KeptHere, KeptText
from zsm_desktop.store.keys import Keys

OWN = "een zin voor de lezer"


@pytest.fixture
def kept() -> str:
    return "file"


def told_in(folder: Path, keys: Keys, sealed: list[bytes], *, names: bool = True) -> list[str]:
    """Files that say a name, or hold what was sealed of the pupil."""
    said = [name.encode(code) for name in (GIVEN, FAMILY, MOTHER, TOLD) for code in ("utf-8", "utf-16-le")]
    wanted = [*(said if names else ()), *(value[:40] for value in sealed)]
    return [name for name, data in everything(folder, keys) if any(one in data for one in wanted)]


def test_nothing_is_left_once_the_copies_are_renewed(world: World, tmp_path: Path) -> None:
    pupil = lived(world)
    sealed = sealed_of(world, pupil)
    stick, elsewhere = tmp_path / "stick", tmp_path / "kopie"
    stick.mkdir()
    text = KeptText(NOTES, pupil.item, "notes", "", f"{TOLD} half", world.now, world.keys.user_id)
    KeptHere(world.folder, world.keys).keep(text)
    left = world.folder / f".{FILE}.deadbeef.tmp"
    left.write_bytes((world.folder / FILE).read_bytes())
    os.utime(left, (0, 0))
    copy_before(world.folder, "zelf", world.keys, world.now)
    second_place.choose(world.folder, str(stick), world.keys, world.now)
    publish(world.desk, elsewhere, OWN, to="het bestuur", reason="saldi", kdf=CHEAP)
    world.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert len(told_in(world.folder, world.keys, sealed)) >= 2
    assert told_in(stick, world.keys, sealed)
    assert world.desk.forgetting.forget(pupil.pupil)
    assert told_in(stick, world.keys, sealed), "a copy of before"
    world.desk.backups.renew()
    world.close()
    open_desk(world.folder, password=PASSWORD).close()
    assert len(copies(world.folder)) >= 1
    assert not left.exists()
    assert told_in(world.folder, world.keys, sealed) == []
    assert told_in(stick, world.keys, sealed) == []
    with closing(open_desk(elsewhere, password=OWN)) as reader:
        assert told_in(elsewhere, reader.store.keys, sealed, names=False) == []
        for table in ("pupil_request", "data_breach", "privacy_text", "import_batch", "destruction"):
            assert reader.store.rows(f"SELECT count(*) FROM {table}") == [(0,)]
