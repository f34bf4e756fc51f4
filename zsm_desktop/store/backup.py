"""Copies of the store before something large happens to it: each is read back whole before it gets its name."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import flush_folder, flush_to_disk, safe_file_name, write_atomically
from zsm_desktop.store import raw
from zsm_desktop.store.check import faults_of
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.place import DATABASE, KEYS

KEEP = 20
_OURS = re.compile(r"\d{8}-\d{6}(-\d+)?-[A-Za-z0-9 _.-]+\.db")


def copy_before(folder: Path, reason: str, keys: Keys, now: datetime, *, keep: int = KEEP) -> Path:
    """A verified copy under the same keys in backups/, the key slots beside it; the oldest beyond `keep` go.

    Others may go on reading and writing meanwhile. Raises RuleError("backup.damaged", path, what) when the copy,
    and so the store, is not whole, and those of `raw.connect` and of writing files; then nothing old is removed.
    """
    backups = folder / BACKUPS
    with raw.refusing(backups):
        backups.mkdir(mode=0o700, exist_ok=True)
        target = _free_name(backups, reason, now)
        unfinished = target.with_name(target.name + ".tmp")
        raw.remove_database(unfinished)
        try:
            _copy(folder / DATABASE, unfinished, keys)
            _verify(unfinished, keys, str(folder / DATABASE))
            write_atomically(keys_beside(target), (folder / KEYS).read_bytes())
            unfinished.rename(target)
            flush_folder(backups)
        finally:
            raw.remove_database(unfinished)
        for old in copies(folder)[:-keep]:
            raw.remove_database(old)
            keys_beside(old).unlink(missing_ok=True)
    return target


def copies(folder: Path) -> list[Path]:
    """The finished copies, oldest first."""
    backups = folder / BACKUPS
    return sorted(path for path in backups.glob("*.db") if _OURS.fullmatch(path.name))


def keys_beside(copy: Path) -> Path:
    """The key slots that open this copy: those of the day it was made."""
    return copy.with_suffix(".keys.json")


def made_at(copy: Path) -> datetime:
    """When one of `copies` was made, to the second."""
    return datetime.strptime(copy.name[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)


def _free_name(backups: Path, reason: str, now: datetime) -> Path:
    moment = f"{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    tail = safe_file_name(reason, ".db")
    target, number = backups / f"{moment}-{tail}", 2
    while target.exists():
        target, number = backups / f"{moment}-{number}-{tail}", number + 1
    return target


def _copy(source: Path, target: Path, keys: Keys) -> None:
    with (
        closing(raw.connect(source, keys.store_key, read_only=True)) as origin,
        closing(raw.blank(target, keys.store_key)) as copy,
    ):
        origin.backup(copy)
    flush_to_disk(target)


def _verify(copy: Path, keys: Keys, source: str) -> None:
    with closing(raw.connect(copy, keys.store_key)) as connection:
        faults = faults_of(connection)
    if faults:
        raise RuleError("backup.damaged", path=source, what=faults[0].code)
