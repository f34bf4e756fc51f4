"""SQLAlchemy over the encrypted file: reads are deferred, every writing transaction takes the write lock at once.

A transaction that reads first and writes later fails with "locked" when two do it together; BEGIN IMMEDIATE waits.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2

from zsm_desktop.store import raw

BEGIN = "zsm_begin"
_DIALECT = "zsm"
MOST_STATEMENTS = 1000


class EncryptedDialect(SQLiteDialect_pysqlite):
    """All stores speak alike, so that one could find what was compiled for another."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register(_DIALECT, __name__, EncryptedDialect.__name__)


def statements() -> LRUCache[object, object]:
    """Where a store keeps what SQLAlchemy made into text: its own, as that holds the values it was first asked with."""
    return LRUCache(MOST_STATEMENTS)


def open_engine(db_path: Path, key: bytes, *, read_only: bool = False) -> Engine:
    """An engine whose connections are keyed and verified by `raw.connect`; the key is in no URL and no log."""
    engine = create_engine(
        f"{_DIALECT}://",
        module=dbapi2,
        creator=lambda: raw.connect(db_path, key, read_only=read_only),
        poolclass=QueuePool,
        hide_parameters=True,
        execution_options={"compiled_cache": statements()},
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get(BEGIN, "DEFERRED")
        driver = plain(connection)
        if not driver.in_transaction:  # an act has begun its own
            driver.execute(f"BEGIN {kind}")

    return engine


def plain(connection: Connection) -> raw.RawConnection:
    """The database's own connection under SQLAlchemy's, inside the same transaction."""
    found: raw.RawConnection = connection.connection.driver_connection  # type: ignore[assignment]
    return found


class Shelf:
    """Open connections between two uses: an act and the read after it share one, with its cache of decrypted pages.

    It lies in front of SQLAlchemy's pool, whose bookkeeping costs an act more than its own SQL does.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: list[tuple[Connection, raw.RawConnection]] = []
        self._is_closed = False

    def take(self) -> tuple[Connection, raw.RawConnection]:
        """A connection outside any transaction, for one thread, and the database's own under it."""
        if self._is_closed:
            raise RuntimeError("the store is closed")
        try:
            return self._idle.pop()
        except IndexError:
            connection = self._engine.connect()
            return connection, plain(connection)

    def put(self, connection: Connection, driver: raw.RawConnection) -> None:
        """Give it back; what it left open is undone, and a connection that cannot even do that is closed."""
        try:
            connection.rollback()
            if driver.in_transaction:
                driver.execute("ROLLBACK")
        except BaseException:
            connection.invalidate()
            connection.close()
            raise
        self._idle.append((connection, driver))
        if self._is_closed:
            self.close()

    def close(self) -> None:
        """Close what lies idle, and from now on whatever comes back."""
        self._is_closed = True
        while self._idle:
            connection, _ = self._idle.pop()
            connection.detach()  # out of the pool: closing it then closes the file
            connection.close()
        self._engine.dispose()
