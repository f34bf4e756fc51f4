"""From keys to an open store: who writes holds the lease, and an older store is copied and then brought up to date."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.ids import NewId, new_id
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store import raw
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import Lease
from zsm_desktop.store.schema import SCHEMA_VERSION
from zsm_desktop.store.store import Store


def open_store(
    folder: Path,
    keys: Keys,
    *,
    user_name: str,
    now: datetime,
    read_only: bool = False,
    new_id: NewId = new_id,
) -> Store:
    """A store at this program's schema version; `new_id` is where its identifiers come from.

    Reading needs no lease and works while someone else writes. Raises RuleError("store.in_use"), ("store.newer"),
    ("store.needs_update") when an older store is only to be read, and those of `raw.connect`.
    """
    if read_only:
        connection, version = _connected(folder, keys, read_only=True)
        if version < SCHEMA_VERSION:
            connection.close()
            raise RuleError("store.needs_update", path=str(folder))
        return Store(folder, keys, read_only=True, connection=connection)
    lease = Lease.take(folder, user_name, now)
    try:
        connection, version = _connected(folder, keys, read_only=False)
    except BaseException:
        lease.release()
        raise
    store = Store(folder, keys, lease=lease, connection=connection, new_id=new_id)
    try:
        if version < SCHEMA_VERSION:
            _bring_up_to_date(store, version, now)
    except BaseException:
        store.close()
        raise
    return store


def _connected(folder: Path, keys: Keys, *, read_only: bool) -> tuple[raw.RawConnection, int]:
    """The connection that tells the version goes on to be the store's own."""
    connection = raw.connect(folder / network_folder.DATABASE, keys.store_key, read_only=read_only)
    try:
        return connection, network_folder.require_known_version(connection, SCHEMA_VERSION, folder)
    except BaseException:
        connection.close()
        raise


def _bring_up_to_date(store: Store, version: int, now: datetime) -> None:
    from zsm_desktop.store.backup import copy_before
    from zsm_desktop.store.migrations import upgrade

    if version > 0:
        copy_before(store.folder, "bijwerken", store.keys, now)
    upgrade(store.engine)
