"""The rows of a network on a server in an encrypted file: a copy to keep at home, or one to read elsewhere.

Who carries them must be shown every row, so it is the secretary's doing. Others go on meanwhile: all is of one moment.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import flush_to_disk
from zsm_desktop.store import backup, keys_json, raw
from zsm_desktop.store.backup import Check, Tell, silent
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.place import DATABASE, FilePlace
from zsm_desktop.store.store import Store, header_of


@dataclass(frozen=True, slots=True)
class _Named(FilePlace):
    """A file that is still being filled, under a name of its own."""

    name: str = DATABASE

    @property
    def path(self) -> Path:
        return self.folder / self.name


def copy_home(source: Store, reason: str, now: datetime, *, check: Check = lambda _c: (), tell: Tell = silent) -> Path:
    """A verified copy in backups/ of the folder that names the server, with all key slots beside it.

    It opens with everybody's password of now, and is put back as any other. Raises RuleError("backup.not_all") to who
    is not shown all slots, and those of `backup.keep`, of reading and of writing.
    """
    header = header_of(source)
    if not header.is_whole:
        raise RuleError("backup.not_all")
    slots = keys_json.data_of(header.network_id, header.slots)

    def fill(target: Path) -> None:
        lay(source, target, source.keys, tell)
        with closing(raw.connect(target, source.keys.store_key)) as connection:
            connection.execute(f"PRAGMA application_id={raw.COPY_ID}")
        flush_to_disk(target)

    return backup.keep(source.folder, reason, source.keys, now, fill, lambda: slots, check=check, tell=tell)


def lay(source: Store, target: Path, keys: Keys, tell: Tell = silent) -> None:
    """Every row in the new file `target`, opened by the first of `keys`; what is sealed stays as it was sealed.

    Raises those of `moving.move`; what then is there of the file is the caller's to take away.
    """
    from zsm_desktop.store.migrations import upgrade
    from zsm_desktop.store.moving import move
    from zsm_desktop.store.work import speaking

    tell(0, 0)
    raw.create(target, keys.store_key)
    there = Store(target.parent, keys, place=_Named(target.parent, keys, name=target.name))
    try:
        upgrade(there.engine)
        with speaking(source.place):
            move(source, there, tell)
    finally:
        there.close()
