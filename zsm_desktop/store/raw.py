"""Connections to the encrypted database, every promise of which is set and then asked back.

Knows nothing of SQLAlchemy: the command line reads balances through here without waiting for that import.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol, cast

from sqlcipher3 import dbapi2

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import DISK_FULL, flush_folder

DATABASE_ERRORS: tuple[type[Exception], ...] = (dbapi2.Error,)
_SPEAKING: tuple[type[Exception], ...] = (*DATABASE_ERRORS, OSError)
KEY_BYTES = 32
OLDEST_SQLITE = (3, 51, 3)
"""Before this, resetting the write-ahead log could damage a database (sqlite.org/changes.html)."""
APPLICATION_ID = 0x5A534D31
COPY_ID = 0x5A534D43
"""What a reserve copy says it is: it is put back before anybody writes in it."""
CACHE_KIB = 128 * 1024
"""Measured on two million postings: this keeps the covering indexes of the ledger warm, and is taken only when used."""
WAIT_SECONDS = 10
STATEMENTS = 512
"""Prepared statements a connection keeps. A full cache throws out what came last, so that the statements of one act
evict each other and are prepared again every time; making the tables alone fills the library's own 128."""
PLAIN_SQLITE = b"SQLite format 3\x00"
SMALLEST = 4096
SIDE_FILES = ("-wal", "-shm", "-journal")

# Wiping freed memory (cipher_memory_security) doubles the time of sorting a large ledger, and Python's own copies of
# the same texts would stay anyway: off, and said so.
_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("cipher_memory_security", "OFF", 0),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
)

_CODES = {
    5: "store.busy",
    6: "store.busy",
    8: "store.read_only",
    10: "store.disk_error",
    11: "store.damaged",
    13: "store.disk_full",
    14: "store.cannot_open",
    26: "store.damaged",
}

_SAID = {
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
"""What copying says comes without a number."""


Parameters = Sequence[object] | Mapping[str, object]


class RawCursor(Protocol):
    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class RawConnection(Protocol):
    """What we use of a connection; outside BEGIN … COMMIT every statement is its own transaction."""

    @property
    def in_transaction(self) -> bool: ...
    def execute(self, sql: str, parameters: Parameters = ..., /) -> RawCursor: ...
    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> RawCursor: ...
    def close(self) -> None: ...


def is_lost(connection: RawConnection) -> bool:
    """It is of no use any more, through nobody's fault here; a file does not hang up."""
    return bool(getattr(connection, "is_lost", False))


class FileConnection(RawConnection, Protocol):
    def backup(
        self,
        target: RawConnection,
        /,
        *,
        pages: int = ...,
        progress: Callable[[int, int, int], object] | None = ...,
    ) -> None:
        """`progress` hears (status, pages left, pages in all); what it raises stops the copying."""
        ...


def connect(
    path: Path, key: bytes, *, read_only: bool = False, cache_kib: int = CACHE_KIB, may_be_copy: bool = False
) -> FileConnection:
    """Open the database of a network; never makes one.

    Raises RuleError as `require_encrypted` and `refusal` (a key that is not its own looks like damage from here),
    "store.not_a_store", "store.is_copy" when it is to be written in, "store.sqlite_too_old", "store.pragma".
    """
    _check_library()
    require_encrypted(path)
    with refusing(path):
        connection = _keyed(path, key, "rw")
        try:
            found = connection.execute("PRAGMA application_id").fetchone()[0]
            if found not in {APPLICATION_ID, COPY_ID}:
                raise RuleError("store.not_a_store", path=str(path))
            if found == COPY_ID and not (read_only or may_be_copy):
                raise RuleError("store.is_copy", path=str(path))
            _apply_pragmas(connection, read_only=read_only, cache_kib=cache_kib)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_finished(path: Path, key: bytes) -> FileConnection:
    """Read a file that nobody writes in any more, and write nothing beside it: the folder may be closed to us.

    Raises as `connect`.
    """
    _check_library()
    require_encrypted(path)
    with refusing(path):
        connection = _keyed(path, key, "ro&immutable=1")
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] not in {APPLICATION_ID, COPY_ID}:
                raise RuleError("store.not_a_store", path=str(path))
            for name in ("temp_store=MEMORY", "trusted_schema=OFF", "query_only=ON", "ignore_check_constraints=ON"):
                connection.execute(f"PRAGMA {name}").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def require_encrypted(path: Path) -> None:
    """What can be seen without a key, and must be: SQLite would take a file of 0 bytes for a new database.

    Raises RuleError: "store.no_database", "store.empty_database", "store.short_database", "store.not_encrypted".
    """
    with refusing(path):
        try:
            with path.open("rb") as file:
                start = file.read(SMALLEST)
        except FileNotFoundError as error:
            raise RuleError("store.no_database", path=str(path)) from error
    if not start:
        raise RuleError("store.empty_database", path=str(path))
    if start.startswith(PLAIN_SQLITE):
        raise RuleError("store.not_encrypted", path=str(path))
    if len(start) < SMALLEST:
        raise RuleError("store.short_database", path=str(path))


def create(path: Path, key: bytes) -> None:
    """Make an empty database at `path`, complete before it gets its name; raises RuleError("store.exists")."""
    _check_library()
    if os.path.lexists(path):
        raise RuleError("store.exists", path=str(path))
    unfinished = path.with_name(path.name + ".new")
    remove_database(unfinished)
    with refusing(path):
        with closing(blank(unfinished, key)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        unfinished.rename(path)
        flush_folder(path.parent)


def blank(path: Path, key: bytes) -> FileConnection:
    """A connection to a new file, for its owner only, to fill: making a database, or copying one into it."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return _keyed(path, key, "rw")


def remove_database(path: Path) -> None:
    """Take away a database that was never finished, with the files SQLite keeps beside it."""
    for name in (path.name, *(path.name + side for side in SIDE_FILES)):
        path.with_name(name).unlink(missing_ok=True)


def schema_version(connection: RawConnection) -> int:
    """What the migrations left in the file; 0 is a network that was just made."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn what the database and the disk say into RuleErrors that people can act on; see `refusal`."""
    try:
        yield
    except _SPEAKING as error:
        refused = refusal(error, path)
        if refused is None:
            raise
        raise refused from error


def refusal(error: BaseException, path: Path) -> RuleError | None:
    """What people can do something about; None for a fault of the program (SQL, constraints, guards).

    Codes: "store.damaged", "store.busy", "store.read_only", "store.disk_full", "store.disk_error",
    "store.cannot_open".
    """
    code: str | None
    if isinstance(error, DATABASE_ERRORS):
        code = _CODES.get(getattr(error, "sqlite_errorcode", _SAID.get(str(error), 0)) & 0xFF)
    elif isinstance(error, PermissionError):
        code = "store.cannot_open"
    elif isinstance(error, OSError):
        code = "store.disk_full" if error.errno in DISK_FULL else "store.disk_error"
    else:
        code = None
    return None if code is None else RuleError(code, path=str(path))


def _keyed(path: Path, key: bytes, mode: str) -> FileConnection:
    if len(key) != KEY_BYTES:
        raise ValueError("a store key is 32 bytes")
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=WAIT_SECONDS,
        check_same_thread=False,
        isolation_level=None,
        cached_statements=STATEMENTS,
    )
    try:
        # Through the call, not through PRAGMA key: a statement would stay in the statement cache and in traces.
        connection.set_key(f"x'{key.hex()}'")
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return cast("FileConnection", connection)


def _apply_pragmas(connection: RawConnection, *, read_only: bool, cache_kib: int) -> None:
    own = (
        ("cache_size", str(-cache_kib), -cache_kib),
        # Not mode=ro: that leaves the log files behind, and cannot open a database that has none.
        ("query_only", "ON" if read_only else "OFF", int(read_only)),
    )
    for name, wanted, expected in (*_PRAGMAS, *own):
        connection.execute(f"PRAGMA {name}={wanted}").fetchone()
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is None or str(found[0]) != str(expected):
            raise RuleError("store.pragma", name=name, expected=wanted, found=found and found[0])


def _check_library() -> None:
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise RuleError("store.sqlite_too_old", found=dbapi2.sqlite_version)
