"""A network in use whose file is spoilt under it, as a disk does."""

from __future__ import annotations

from contextlib import closing

from tests.builders import World
from zsm_desktop.store.place import DATABASE

PAGE = 4096


def spoil(world: World, page: int | None = None) -> bytes:
    """One bit of one page, where the ledger begins unless told; what the file was before."""
    ((ledger,),) = world.store.rows("SELECT rootpage FROM sqlite_master WHERE name = 'posting'")
    with closing(world.store.place.connect()) as other:  # passive: to cut the log off counts as a change
        is_busy, all_of_it, folded = other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    assert (is_busy, all_of_it) == (0, folded), "from here on the file itself is read"
    path = world.folder / DATABASE
    whole = path.read_bytes()
    bad = bytearray(whole)
    bad[((ledger if page is None else page + 1) - 1) * PAGE + 100] ^= 1
    path.write_bytes(bad)
    return whole
