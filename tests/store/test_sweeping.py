"""What an interrupted write left is taken away at the next opening, and nothing else is."""

from __future__ import annotations

import os
import time

from tests.builders import World
from zsm_desktop.store.backup import LOCK
from zsm_desktop.store.lease import alone
from zsm_desktop.store.opening import open_store
from zsm_desktop.store.place import DATABASE
from zsm_desktop.store.sweeping import OLD_ENOUGH_SECONDS

OURS = (
    ".keys.json.0a1b2c3d.tmp", ".keys.json.vorige.0a1b2c3d.tmp", ".getypt.json.deadbeef.tmp",
    ".getypt-beschadigd-0123abcd.json.deadbeef.tmp", ".getypt-weg-0190-abc.json.deadbeef.tmp",
    ".reservekopieen.json.00000000.tmp", f"{DATABASE}.new",
    f"{DATABASE}.new-wal", "backups/20261101-090000-sluiten.db.tmp", "backups/20261101-090000-2-sluiten.db.tmp-wal",
    "backups/.20261101-090000-sluiten.keys.json.0a1b2c3d.tmp",
)  # fmt: skip
OTHERS = (
    ".keys.json.tmp", ".keys.json.0a1b2c3.tmp", ".brief.docx.0a1b2c3d.tmp", "keys.json.0a1b2c3d.tmp", "verslag.tmp",
    "nieuw.db.new", "backups/mijn kopie.db.tmp", "backups/.mijn.keys.json.0a1b2c3d.tmp",
)  # fmt: skip


def test_only_what_is_ours_and_old_goes(world: World) -> None:
    world.close()
    (world.folder / "backups").mkdir(exist_ok=True)
    long_ago = time.time() - 2 * OLD_ENOUGH_SECONDS
    for name in (*OURS, *OTHERS):
        (world.folder / name).write_bytes(b"half")
        os.utime(world.folder / name, (long_ago, long_ago))
    fresh = world.folder / ".keys.json.ffffffff.tmp"
    fresh.write_bytes(b"half")
    open_store(world.folder, world.keys, user_name="secretaris", now=world.now, read_only=True).close()
    assert all((world.folder / name).exists() for name in OURS)
    open_store(world.folder, world.keys, user_name="secretaris", now=world.now).close()
    assert [name for name in OURS if (world.folder / name).exists()] == []
    assert [name for name in OTHERS if not (world.folder / name).exists()] == []
    assert fresh.exists()


def test_a_copy_that_is_being_made_is_left_and_one_that_is_not_goes_however_new(world: World) -> None:
    """How long a file has lain there says nothing of a slow disk, nor where the clock was set."""
    world.close()
    backups = world.folder / "backups"
    backups.mkdir(exist_ok=True)
    half = backups / "20261101-090000-sluiten.db.tmp"
    half.write_bytes(b"half")

    def opened() -> None:
        open_store(world.folder, world.keys, user_name="secretaris", now=world.now).close()

    os.utime(half, (0, 0))
    with alone(backups / LOCK):
        opened()
        assert half.exists()
    os.utime(half)
    opened()
    assert not half.exists()
