"""From keys to an open store: who writes holds the lease, and an older store is copied and then brought up to date."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store import raw
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.lease import Lease
from zsm_desktop.store.schema import SCHEMA_VERSION
from zsm_desktop.store.store import Store


def open_store(folder: Path, keys: Keys, *, user_name: str, now: datetime, read_only: bool = False) -> Store:
    """A store at this program's schema version.

    Reading needs no lease and works while someone else writes. Raises RuleError("store.in_use"), ("store.newer"),
    ("store.needs_update") when an older store is only to be read, and those of `raw.connect`.
    """
    if read_only:
        if _version(folder, keys) < SCHEMA_VERSION:
            raise RuleError("store.needs_update", path=str(folder))
        return Store(folder, keys, read_only=True)
    lease = Lease.take(folder, user_name, now)
    try:
        version = _version(folder, keys)
        store = Store(folder, keys, lease=lease)
        if version < SCHEMA_VERSION:
            _bring_up_to_date(store, version, now)
    except BaseException:
        lease.release()
        raise
    return store


def _version(folder: Path, keys: Keys) -> int:
    database = folder / network_folder.DATABASE
    connection = raw.connect(database, keys.store_key, read_only=True)
    try:
        return network_folder.require_known_version(connection, SCHEMA_VERSION, folder)
    finally:
        connection.close()


def _bring_up_to_date(store: Store, version: int, now: datetime) -> None:
    from zsm_desktop.store.backup import copy_before
    from zsm_desktop.store.migrations import upgrade

    if version > 0:
        copy_before(store.folder, "bijwerken", store.keys, now)
    upgrade(store.engine)
