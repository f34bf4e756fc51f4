"""New keys for a whole network in a file: built in a folder inside its own, then put in the old one's place at once.

That is one rename, of the database. What lies in the folder of the renewal tells on which side of it a broken
off renewal was: with a key file and no database it was done, and the other files follow; with anything else it was
not, and it is thrown away. So at every moment either the old network is whole or the new one is.
"""

from __future__ import annotations

import base64
import json
import shutil
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import flush_folder, flush_to_disk, write_atomically
from zsm_desktop.domain.json_text import read_json
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.store import guards, kept_here, keys_json, raw
from zsm_desktop.store.check import faults_of
from zsm_desktop.store.keys import KeyFile, Keys
from zsm_desktop.store.lease import LEASE_FILE, alone, holder_of
from zsm_desktop.store.place import DATABASE, KEYS, RENEWAL
from zsm_desktop.store.resealing import plain_digest, reseal, rows_to_read
from zsm_desktop.store.seal import Sealer

PAGES = 500
"""How many pages are copied at a time."""
TRIES, PAUSE_SECONDS = 10, 0.2
COPYING, SEALING, PROVING = "copying", "sealing", "proving"
Progress = Callable[[str, int, int], object]
"""(what it is doing, done, in all); raising in it stops the renewal and leaves the old network as it was."""


class Built(NamedTuple):
    """`values` are those that are sealed."""

    folder: Path
    rows: int
    values: int


def build(folder: Path, old: Keys, new: Keys, progress: Progress = lambda _doing, _done, _all: None) -> Built:
    """The same network under other keys, beside the one of `folder`, whose lease the caller has.

    Raises RuleError("seal.no_key"), ("seal.broken", table, row_id, column), ("renew.differs"), and those of
    `raw.connect`; then nothing is left of it.
    """
    within = folder / RENEWAL
    discard(folder)
    try:
        with raw.refusing(within):
            within.mkdir(mode=0o700)
        _copy(folder / DATABASE, within / DATABASE, old, new, progress)
        _reseal(within / DATABASE, old, new, progress)
        rows, values = _prove(folder / DATABASE, within / DATABASE, old, new, progress)
    except BaseException:
        discard(folder)
        raise
    return Built(within, rows, values)


def swap(folder: Path, header: KeyFile, old: Keys, new: Keys) -> None:
    """Put what `build` made in the place of the old network.

    Raises RuleError("store.busy") while somebody reads it, and those of writing: then the old one is whole. After
    ("renew.half") the new one is, and `settle` does the rest.
    """
    try:
        _swap(folder, header, old, new)
    except BaseException:
        if (folder / RENEWAL / DATABASE).exists():
            discard(folder)
        raise


def _swap(folder: Path, header: KeyFile, old: Keys, new: Keys) -> None:
    within = folder / RENEWAL
    for database, key in ((folder / DATABASE, old.store_key), (within / DATABASE, new.store_key)):
        with raw.refusing(database), closing(raw.connect(database, key)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()  # a log left beside would be of the other one
    with raw.refusing(folder):
        flush_to_disk(within / DATABASE)
        _reseal_typed(folder, old, new)
        keys_json.previous_of(folder / KEYS).unlink(missing_ok=True)  # its slots open nothing any more
        write_atomically(within / KEYS, keys_json.data_of(header.network_id, header.slots))
        flush_folder(within)
        flush_folder(folder)
        (within / DATABASE).replace(folder / DATABASE)
        flush_folder(folder)
        flush_folder(within)
    _finish_patiently(folder)


def settle(folder: Path) -> None:
    """Finish or throw away what a renewal left that broke off; one that is going on is left alone."""
    if not (folder / RENEWAL).is_dir() or holder_of(folder) is not None:
        return
    with suppress(RuleError), raw.refusing(folder), alone(folder / LEASE_FILE):
        within = folder / RENEWAL
        if (within / KEYS).is_file() and not (within / DATABASE).exists():
            _finish(folder)
        else:
            discard(folder)


def discard(folder: Path) -> None:
    """Throw away a renewal that was not done; the key file first, as without a database it would say the opposite."""
    within = folder / RENEWAL
    if within.is_dir():
        (within / KEYS).unlink(missing_ok=True)
        flush_folder(within)
        shutil.rmtree(within)


def _finish_patiently(folder: Path) -> None:
    """It is done by now; a virus scanner may hold a file for a moment. Raises RuleError("renew.half")."""
    for _ in range(TRIES):
        try:
            return _finish(folder)
        except OSError:
            time.sleep(PAUSE_SECONDS)
    raise RuleError("renew.half")


def _finish(folder: Path) -> None:
    """After the database: the key file last, as it says that there is still something to do."""
    within = folder / RENEWAL
    if (within / kept_here.FILE).exists():
        (within / kept_here.FILE).replace(folder / kept_here.FILE)
    (within / KEYS).replace(folder / KEYS)
    flush_folder(folder)
    with suppress(RuleError):
        keys_json.level(folder / KEYS)  # what is done does not depend on it
    shutil.rmtree(within, ignore_errors=True)


def _copy(source: Path, target: Path, old: Keys, new: Keys, progress: Progress) -> None:
    with (
        closing(raw.connect(source, old.store_key, read_only=True)) as origin,
        raw.refusing(target),
        closing(raw.blank(target, new.store_key)) as copy,
    ):
        origin.backup(copy, pages=PAGES, progress=lambda _s, left, whole: progress(COPYING, whole - left, whole))


def _reseal(database: Path, old: Keys, new: Keys, progress: Progress) -> None:
    with raw.refusing(database), closing(raw.connect(database, new.store_key)) as connection:
        connection.execute("PRAGMA secure_delete=ON")  # no page keeps what was sealed under the old key
        connection.execute("BEGIN IMMEDIATE")
        guards.remove(connection.execute)
        tell = Counted(progress, SEALING, 0)
        reseal(connection, Sealer(old.seal_key), Sealer(new.seal_key), tell)
        guards.install(connection.execute)
        connection.execute("COMMIT")


def _prove(source: Path, target: Path, old: Keys, new: Keys, progress: Progress) -> tuple[int, int]:
    """Every row and every sealed value is the same in both, and the new one is whole; how many there are of each."""
    with (
        closing(raw.connect(source, old.store_key, read_only=True)) as before,
        closing(raw.connect(target, new.store_key)) as after,
    ):
        rows = rows_to_read(before)
        tell = Counted(progress, PROVING, 2 * rows)
        here = plain_digest(before, Sealer(old.seal_key), tell)
        there = plain_digest(after, Sealer(new.seal_key), tell)
        triggers = after.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        is_guarded = not guards.differing((str(name), str(sql)) for name, sql in triggers)
        if here != there or not is_guarded or faults_of(after):
            raise RuleError("renew.differs")
        return rows, here[1]


def _reseal_typed(folder: Path, old: Keys, new: Keys) -> None:
    said = resealed_typed(folder, old, new)
    if said is not None:
        write_atomically(folder / RENEWAL / kept_here.FILE, said)


def resealed_typed(folder: Path, old: Keys, new: Keys) -> bytes | None:
    """What is kept beside the network of what was typed: under the old keys nobody could open it any more.

    What does not open is left as it is: who wrote it is told so, as ever. None where nothing is kept.
    """
    sealers = {
        "store": (Sealer(old.store_key), Sealer(new.store_key)),
        "seal": (Sealer(old.seal_key), Sealer(new.seal_key)),
    }
    try:
        document = read_json(folder / kept_here.FILE, kept_here.LARGEST)
        for line in document["texts"]:
            before, after = sealers[line["key"]]
            place = (kept_here.FILE, line["user_id"], line["key"])
            with suppress(RuleError):
                text = before.open(*place, SealedBytes(base64.b64decode(line["sealed"])))
                line["sealed"], line["mark"] = base64.b64encode(after.seal(*place, text)).decode(), new.mark
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return json.dumps(document).encode()


class Counted:
    """From how many rows more to how many in all; 0 in all where nobody knows."""

    def __init__(self, progress: Progress, doing: str, whole: int) -> None:
        self._progress, self._doing, self._whole, self._done = progress, doing, whole, 0
        progress(doing, 0, whole)

    def __call__(self, rows: int) -> None:
        self._done += rows
        self._progress(self._doing, self._done if self._whole else 0, self._whole)
