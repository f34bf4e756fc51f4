"""Brings a network from a folder where it may not be opened to one of this computer: a copy, read back and checked.

The old folder stays as it was but for a note that it is only to be read from now on, as after a move to a server: a
colleague who also opens it there would otherwise go on with a second network under the same name.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import flush_folder
from zsm_desktop.store import duties, moved, raw
from zsm_desktop.store.check import check_database, check_finished
from zsm_desktop.store.folder import BACKUPS, DATABASE, KEYS, is_taken, whole_header
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.keys_json import previous_of
from zsm_desktop.store.lease import Lease, this_computer
from zsm_desktop.store.place import PUBLISHED, is_published
from zsm_desktop.store.whereabouts import require_own_disk

UNFINISHED = ".half"
BITE = 1 << 20
Progress = Callable[[int, int], object]
"""(bytes done, all bytes); raising in it stops the copying and leaves nothing."""


def bring_here(
    folder: Path,
    into: Path,
    password: str,
    now: datetime,
    user_id: str | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Keys:
    """The keys of the copy in `into`, which is a whole network under the same passwords, its own copies included.

    Raises RuleError("keys.wrong_password"), ("store.folder_not_empty", path), ("store.in_use"), ("store.moved"),
    ("store.copy_differs", path), what `check_database` finds, and those of writing; then there is no copy and the old
    folder is as it was.
    """
    require_own_disk(into)
    is_copy = is_published(folder)  # nobody writes in it, and it may be read where it lies by others too
    keys = whole_header(folder).unlock(password, user_id)
    moved.require_here(folder)
    with raw.refusing(into):
        if is_taken(into):
            raise RuleError("store.folder_not_empty", path=str(into))
        unfinished = into.with_name(into.name + UNFINISHED)
        shutil.rmtree(unfinished, ignore_errors=True)
        (unfinished / BACKUPS).mkdir(mode=0o700, parents=True)
    try:
        with raw.refusing(folder), nullcontext() if is_copy else Lease.take(folder, keys.user_name, now):
            _copy(folder, unfinished, progress)
            _require_whole(unfinished, keys, is_copy=is_copy)
            if not is_copy:
                _take_along(folder, unfinished, keys, now)
            with raw.refusing(into):
                if into.exists():
                    into.rmdir()
                unfinished.rename(into)
                flush_folder(into.parent)
            if not is_copy:
                _close_there(folder, into)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return keys


def _take_along(folder: Path, unfinished: Path, keys: Keys, now: datetime) -> None:
    """An older network may not know yet that anything was ever destroyed."""
    with closing(raw.connect(unfinished / DATABASE, keys.store_key, read_only=True)) as connection:

        def rows(query: str) -> Iterable[Any]:
            try:
                return connection.execute(query).fetchall()
            except raw.DATABASE_ERRORS:
                return []

        found = duties.of(folder, rows, now)
    duties.take_over(unfinished, found)


def _close_there(folder: Path, into: Path) -> None:
    try:
        moved.note(folder, f"computer {this_computer()} ({into})")
    except RuleError:
        shutil.rmtree(into, ignore_errors=True)  # two that can be written in are worse than none
        raise


def _copy(folder: Path, unfinished: Path, progress: Progress) -> None:
    files = list(_files(folder))
    whole, done = sum(path.stat().st_size for path in files), 0
    for path in files:
        target = unfinished / path.relative_to(folder)
        digest = hashlib.sha256()
        with path.open("rb") as source, target.open("xb") as copy:
            while bite := source.read(BITE):
                copy.write(bite)
                digest.update(bite)
                done += len(bite)
                progress(done, whole)
        target.chmod(0o600)
        with target.open("rb") as copy:
            if hashlib.file_digest(copy, "sha256").digest() != digest.digest():
                raise RuleError("store.copy_differs", path=str(path))


def _files(folder: Path) -> Iterator[Path]:
    """The database with the log that belongs to it, the key slots, and the copies: nothing else is the network's."""
    own = [DATABASE, f"{DATABASE}-wal", KEYS, previous_of(folder / KEYS).name, PUBLISHED]
    yield from (folder / name for name in own if (folder / name).is_file())
    copies = folder / BACKUPS
    if copies.is_dir():
        yield from (path for path in sorted(copies.iterdir()) if path.is_file())


def _require_whole(unfinished: Path, keys: Keys, *, is_copy: bool) -> None:
    found = check_finished(unfinished / DATABASE, keys) if is_copy else check_database(unfinished, keys)
    faults = [one for one in found if not one.is_warning]
    if faults:
        raise RuleError(faults[0].code, **faults[0].facts)
