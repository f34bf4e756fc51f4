"""From a password to keys, and from keys to an open store.

Who writes in a file holds its lease, and an older file is copied and then brought up to date. On a server neither is
ours to do: there many write, and its owner brings it up to date.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ids import NewId, new_id
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store import raw
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import Lease
from zsm_desktop.store.moved import require_here
from zsm_desktop.store.place import SERVER, is_on_server, is_published, place_of
from zsm_desktop.store.schema import SCHEMA_VERSION
from zsm_desktop.store.store import Store, Updated
from zsm_desktop.store.whereabouts import require_own_disk

Tell = Callable[[str, int, int], object]
"""(what, done, in all) while an older store is copied ("copy") and brought up to date ("update"); raising in it stops
that, and leaves the store as it was."""


def silent(_what: str, _done: int, _all: int) -> None:
    """Nobody watches."""


def unlock(folder: Path, password: str, user_name: str | None = None) -> Keys:
    """The keys this password opens; in a file without `user_name` every slot is tried.

    Raises RuleError("user.unknown", name), those of `KeyFile.unlock`, and "store.*", "server.*" for what does not open.
    """
    if is_on_server(folder):
        from zsm_desktop.store.postgres.known import Known

        return Known.read(folder / SERVER).unlock(password, user_name)
    header = network_folder.header_of(folder)
    if user_name is None:
        return header.unlock(password)
    named = [owner for owner in header.users if owner.user_name.casefold() == user_name.casefold()]
    if not named:
        raise RuleError("user.unknown", name=user_name)
    return header.unlock(password, named[0].user_id)


def open_store(
    folder: Path,
    keys: Keys,
    *,
    user_name: str,
    now: datetime,
    read_only: bool = False,
    new_id: NewId = new_id,
    tell: Tell = silent,
) -> Store:
    """A store at this program's schema version; `new_id` is where its identifiers come from.

    Reading needs no lease and works while someone else writes. Raises RuleError("store.in_use"), ("store.newer"),
    ("store.needs_update") when an older store is only to be read, those of `require_own_disk`, of `require_here` and of
    `raw.connect`.
    """
    if is_on_server(folder):
        return _open_server(folder, keys, read_only, new_id)
    require_own_disk(folder)
    if read_only or is_published(folder):
        connection, version = _connected(folder, keys, read_only=True)
        if version < SCHEMA_VERSION:
            connection.close()
            raise RuleError("published.older" if is_published(folder) else "store.needs_update", path=str(folder))
        return Store(folder, keys, read_only=True, connection=connection)
    require_here(folder)
    lease = Lease.take(folder, user_name, now)
    try:
        connection, version = _connected(folder, keys, read_only=False)
    except BaseException:
        lease.release()
        raise
    _sweep(folder)
    store = Store(folder, keys, lease=lease, connection=connection, new_id=new_id)
    try:
        if version < SCHEMA_VERSION:
            _bring_up_to_date(store, version, now, tell)
    except BaseException:
        store.close()
        raise
    return store


def _open_server(folder: Path, keys: Keys, read_only: bool, new_id: NewId) -> Store:
    from zsm_desktop.store.postgres.known import Known

    place = Known.read(folder / SERVER).place_for(keys, is_read_only=read_only)
    place.require_fit(SCHEMA_VERSION)
    _sweep(folder)
    return Store(folder, keys, read_only=read_only, new_id=new_id, place=place)


def _sweep(folder: Path) -> None:
    """Seldom is there anything, so what tells our own from others is not loaded for nothing."""
    names: list[str] = []
    with suppress(OSError):  # a folder that cannot be read now is no reason not to open the network
        for place in (folder, folder / BACKUPS):
            names += [path.name for path in place.iterdir()] if place.is_dir() else []
    if any(".tmp" in name or ".new" in name for name in names):
        from zsm_desktop.store.sweeping import sweep

        sweep(folder)


def _connected(folder: Path, keys: Keys, *, read_only: bool) -> tuple[raw.RawConnection, int]:
    """The connection that tells the version goes on to be the store's own."""
    connection = place_of(folder, keys, is_read_only=read_only).connect()
    try:
        return connection, network_folder.require_known_version(connection, SCHEMA_VERSION, folder)
    except BaseException:
        connection.close()
        raise


def _bring_up_to_date(store: Store, version: int, now: datetime, tell: Tell) -> None:
    """A store of version 0 is one that is being made."""
    from zsm_desktop.store.backup import copy_before
    from zsm_desktop.store.migrations import upgrade
    from zsm_desktop.store.work import speaking

    if version == 0:
        with speaking(store.place):
            upgrade(store.engine)
        return
    tell("copy", 0, 0)
    copy = copy_before(store.folder, "bijwerken", store.keys, now, tell=lambda done, whole: tell("copy", done, whole))
    steps = SCHEMA_VERSION - version
    tell("update", 0, steps)
    with speaking(store.place):
        upgrade(store.engine, lambda reached: tell("update", reached - version, steps))
    store.updated = Updated(version, copy)
