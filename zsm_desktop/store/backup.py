"""Copies of the store: each is read back whole before it gets its name, and only then may older ones go.

A copy is marked as one inside, so that it is never written in by whoever opens it where it lies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from zsm_desktop.domain import backups as rules
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import flush_folder, flush_to_disk, safe_file_name, write_atomically
from zsm_desktop.store import raw
from zsm_desktop.store.check import faults_of
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.keys import KeyFile, Keys
from zsm_desktop.store.lease import alone
from zsm_desktop.store.place import DATABASE, KEYS, is_on_server

PAGES = 512
"""At a time, of 4 KiB: between two it is asked whether to go on."""
STEPS = 200_000
"""Of the database's own machine, for the same."""
LOCK = "bezig"
_OURS = re.compile(r"(\d{8}-\d{6})(?:-(\d+))?-([A-Za-z0-9 _.-]+)\.db")
_KEYS_OF_OURS = re.compile(r"\.\d{8}-\d{6}-[A-Za-z0-9 _.-]+\.keys\.json\.[0-9a-f]{8}\.tmp")
_NOT_LINKED = """
SELECT number FROM (SELECT number, previous_hash, row_number() OVER (ORDER BY number) AS place,
 coalesce(lag(hash) OVER (ORDER BY number), zeroblob(32)) AS before FROM journal_entry)
WHERE number <> place OR previous_hash <> before ORDER BY number LIMIT 1
"""
_NOT_ZERO = "SELECT entry FROM posting GROUP BY entry HAVING sum(cents) <> 0 ORDER BY entry LIMIT 1"
Tell = Callable[[int, int], object]
"""(done, in all); raising in it stops the work and leaves nothing."""
Check = Callable[[raw.RawConnection], Iterable[object]]
"""Looks further than the file itself; what it finds is wrong with the copy."""


def silent(_done: int, _all: int) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One that is finished; `why` is what was about to happen, in the words of its file name.

    `turn` tells two of the same second apart.
    """

    path: Path
    at: datetime
    why: str
    size: int
    turn: int = 1


def copy_before(
    folder: Path,
    reason: str,
    keys: Keys,
    now: datetime,
    *,
    check: Check = lambda _connection: (),
    tell: Tell = silent,
) -> Path:
    """A verified copy under the same keys in backups/, the key slots beside it; then `domain.backups.kept` says who go.

    Others may go on reading and writing meanwhile. Raises RuleError("backup.on_server"), ("backup.damaged", path,
    what) when the copy, and so the store, is not whole, ("store.busy") while another one is being made, and those of
    `raw.connect` and of writing files; then nothing old is removed.
    """
    if is_on_server(folder):
        raise RuleError("backup.on_server")
    copied = partial(_copy, folder / DATABASE, keys=keys, tell=tell)
    return keep(folder, reason, keys, now, copied, (folder / KEYS).read_bytes, check=check, tell=tell)


def keep(
    folder: Path,
    reason: str,
    keys: Keys,
    now: datetime,
    fill: Callable[[Path], object],
    slots: Callable[[], bytes],
    *,
    check: Check = lambda _connection: (),
    tell: Tell = silent,
) -> Path:
    """As `copy_before`, of what `fill` makes; `slots` are the key slots that belong to it, as a file holds them."""
    backups = folder / BACKUPS
    with raw.refusing(backups):
        backups.mkdir(mode=0o700, exist_ok=True)
        with alone(backups / LOCK):
            sweep(backups)
            target = _free_name(backups, reason, now)
            unfinished = target.with_name(target.name + ".tmp")
            try:
                fill(unfinished)
                _verify(unfinished, keys, str(folder / DATABASE), check, tell)
                write_atomically(keys_beside(target), slots())
                unfinished.rename(target)
                flush_folder(backups)
            finally:
                raw.remove_database(unfinished)
                if not target.exists():
                    keys_beside(target).unlink(missing_ok=True)
            rotate(found_in(backups), now)
    return target


def copies(folder: Path) -> list[Path]:
    """The finished copies in backups/, oldest first."""
    return [copy.path for copy in reversed(found_in(folder / BACKUPS))]


def found_in(place: Path, network_id: str | None = None) -> list[Copy]:
    """The finished copies that lie there, newest first; with `network_id` only those of that network.

    Raises OSError where the place cannot be read.
    """
    found = []
    for path in place.iterdir() if place.is_dir() else ():
        named = _OURS.fullmatch(path.name)
        if named is None or (network_id is not None and _network_of(path) != network_id):
            continue
        try:
            at = datetime.strptime(named[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue  # a name of somebody's own
        found.append(Copy(path, at, named[3], path.stat().st_size, int(named[2] or 1)))
    return newest_first(found)


def newest_first(found: Iterable[Copy]) -> list[Copy]:
    return sorted(found, key=lambda copy: (copy.at, copy.turn), reverse=True)


def latest(found: Iterable[Copy], now: datetime) -> Copy | None:
    """The one that was made last: what seems to be still to come was made while a clock was wrong."""
    return max(found, key=lambda copy: (copy.at <= now, copy.at, copy.turn), default=None)


def rotate(found: Iterable[Copy], now: datetime, may_go: Callable[[Copy], bool] = lambda _copy: True) -> None:
    """Take away those whose time is over, as far as each `may_go`."""
    found = tuple(found)
    stay = rules.kept(now, (copy.at for copy in found))
    for copy in found:
        if copy.at not in stay and may_go(copy):
            remove(copy.path)


def remove(copy: Path) -> None:
    raw.remove_database(copy)
    keys_beside(copy).unlink(missing_ok=True)
    waybill_beside(copy).unlink(missing_ok=True)


def sweep(place: Path) -> None:
    """Take away what was never finished, as when the power went."""
    for left in unfinished_in(place):
        left.unlink(missing_ok=True)


def unfinished_in(place: Path) -> Iterator[Path]:
    """A copy, or the key slots that were to lie beside one."""
    for left in place.glob("*.db.tmp*"):
        if _OURS.fullmatch(left.name.partition(".tmp")[0]):
            yield left
    for left in place.glob(".*.keys.json.*.tmp"):
        if _KEYS_OF_OURS.fullmatch(left.name):
            yield left


def keys_beside(copy: Path) -> Path:
    """The key slots that open this copy: those of the day it was made."""
    return copy.with_suffix(".keys.json")


def waybill_beside(copy: Path) -> Path:
    """What is said of a copy that was made for another computer."""
    return copy.with_suffix(".verhuizing.json")


def _network_of(copy: Path) -> str:
    try:
        return KeyFile.read(keys_beside(copy)).network_id
    except RuleError:
        return ""


def _free_name(backups: Path, reason: str, now: datetime) -> Path:
    moment = f"{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    tail = safe_file_name(reason, ".db")
    target, number = backups / f"{moment}-{tail}", 2
    while target.exists():
        target, number = backups / f"{moment}-{number}-{tail}", number + 1
    return target


def _copy(source: Path, target: Path, keys: Keys, tell: Tell) -> None:
    with (
        closing(raw.connect(source, keys.store_key, read_only=True)) as origin,
        closing(raw.blank(target, keys.store_key)) as copy,
    ):
        origin.execute("BEGIN")  # of one moment: a writer beside it would have it begin anew
        origin.execute("SELECT count(*) FROM sqlite_master").fetchone()
        try:
            origin.backup(copy, pages=PAGES, progress=lambda _status, left, whole: tell(whole - left, 2 * whole))
        except raw.DATABASE_ERRORS as error:
            raise _not_copied(error, source, target) from error
        copy.execute(f"PRAGMA application_id={raw.COPY_ID}")
    flush_to_disk(target)


def _not_copied(error: Exception, source: Path, target: Path) -> RuleError:
    """What copying pages says has no code, and of a full disk only that it failed: so the disk itself is asked."""
    said = str(error)
    if "malformed" in said or "not a database" in said:
        return RuleError("store.damaged", path=str(source))
    if "full" in said:
        return RuleError("store.disk_full", path=str(target.parent))
    try:
        with target.open("ab") as file:
            file.write(bytes(PAGES * 4096))
        flush_to_disk(target)
    except OSError as refused:
        return raw.refusal(refused, target.parent) or RuleError("store.disk_error", path=str(target.parent))
    return RuleError("store.disk_error", path=str(target.parent))


def _verify(copy: Path, keys: Keys, source: str, check: Check, tell: Tell) -> None:
    with closing(raw.connect(copy, keys.store_key, may_be_copy=True)) as connection:
        with stoppable(connection, tell):
            faults = [fault.code for fault in faults_of(connection)]
            if not faults and raw.schema_version(connection):
                faults = books_faults(connection)
        if not faults:
            tell(3, 4)
            faults = ["check.chain" for _ in check(connection)]
    if faults:
        raise RuleError("backup.damaged", path=source, what=faults[0])


def books_faults(connection: raw.RawConnection) -> list[str]:
    """What can be said of the ledger of any schema: its links, and that every entry comes to nothing."""
    if any(connection.execute(query).fetchone() is not None for query in (_NOT_LINKED, _NOT_ZERO)):
        return ["check.chain"]
    return []


class stoppable:  # noqa: N801 - used as a statement
    """Inside it the database asks now and then whether to go on; what `tell` raises comes out."""

    def __init__(self, connection: raw.RawConnection, tell: Tell) -> None:
        self._connection, self._tell = connection, tell
        self._raised: BaseException | None = None

    def __enter__(self) -> None:
        if self._tell is not silent:
            self._connection.set_progress_handler(self._ask, STEPS)  # type: ignore[attr-defined]

    def __exit__(self, *about: object) -> None:
        if self._tell is not silent:
            self._connection.set_progress_handler(None, 0)  # type: ignore[attr-defined]
        if self._raised is not None:
            raise self._raised

    def _ask(self) -> int:
        try:
            self._tell(1, 2)
        except BaseException as error:  # noqa: BLE001 - comes out at the end
            self._raised = error
            return 1
        return 0
