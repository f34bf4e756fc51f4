"""SQLAlchemy over the connections of a place: it joins the transaction an act has begun, or begins a reading one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from zsm_desktop.store import raw
from zsm_desktop.store.place import Place

_RAW = "zsm_raw"
FILE, ON_SERVER = "zsm", "zsm_server"
MOST_STATEMENTS = 1000


class Alike:
    """All places of one kind speak alike, so that one could find what was compiled for another."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


class FileDialect(Alike, SQLiteDialect_pysqlite):
    supports_statement_cache = True


registry.register(FILE, __name__, FileDialect.__name__)
registry.register(ON_SERVER, "zsm_desktop.store.postgres.dialect", "ServerDialect")


def statements() -> LRUCache[object, object]:
    """Where a store keeps what SQLAlchemy made into text: its own, as that holds the values it was first asked with."""
    return LRUCache(MOST_STATEMENTS)


def engine_over(
    place: Place, url: str, connect: Callable[[], Any], wrap: Callable[[Any], raw.RawConnection], **options: Any
) -> Engine:
    """An engine whose connections come from the place itself; no key and no password is in a URL or a log.

    `connect` gives what the dialect works with, `wrap` that same connection as acts use it.
    """
    options |= {"poolclass": QueuePool, "hide_parameters": True, "execution_options": {"compiled_cache": statements()}}
    engine = create_engine(url, creator=connect, **options)

    @event.listens_for(engine, "connect")
    def connected(driver: Any, record: Any) -> None:
        record.info[_RAW] = wrap(driver)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver = plain(connection)
        if not driver.in_transaction:  # an act has begun its own
            driver.execute(place.begin_reading)

    return engine


def plain(connection: Connection) -> raw.RawConnection:
    """The database's own connection under SQLAlchemy's, inside the same transaction."""
    found: raw.RawConnection = connection.info[_RAW]
    return found


class Shelf:
    """Open connections between two uses: an act and the read after it share one, with its cache of decrypted pages.

    It lies in front of SQLAlchemy's pool, whose bookkeeping costs an act more than its own SQL does.
    """

    def __init__(self, engine: Engine, place: Place) -> None:
        self._engine, self._place = engine, place
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

    def begin(
        self, begin: Callable[[raw.RawConnection], object], *, is_again: bool = False
    ) -> tuple[Connection, raw.RawConnection]:
        """As `take`, with `begin` done on it; one that turns out to be lost is replaced, once."""
        connection, driver = self.take()
        try:
            begin(driver)
        except BaseException as error:
            is_lost = isinstance(error, self._place.errors) and raw.is_lost(driver)
            self.put(connection, driver)
            if not is_lost or is_again:
                raise
        else:
            return connection, driver
        return self.begin(begin, is_again=True)

    def put(self, connection: Connection, driver: raw.RawConnection) -> None:
        """Give it back; what it left open is undone, and a connection that cannot even do that is closed.

        With one that is lost go all that lie idle: they are as old.
        """
        try:
            connection.rollback()
            if driver.in_transaction:
                driver.execute("ROLLBACK")
        except BaseException:
            connection.invalidate()
            connection.close()
            if not raw.is_lost(driver):
                raise
            self.drop_idle()
            return
        self._idle.append((connection, driver))
        if self._is_closed:
            self.close()

    def drop_idle(self) -> None:
        for connection in self._taken_idle():
            connection.invalidate()
            connection.close()

    def _taken_idle(self) -> Iterator[Connection]:
        """All that is left, beside other threads that take of it."""
        with suppress(IndexError):
            while True:
                yield self._idle.pop()[0]

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """A connection, given back after the block."""
        connection, driver = self.take()
        try:
            yield connection
        finally:
            self.put(connection, driver)

    def close(self) -> None:
        """Close what lies idle, and from now on whatever comes back."""
        self._is_closed = True
        for connection in self._taken_idle():
            connection.detach()  # out of the pool: closing it then closes the file
            connection.close()
        self._engine.dispose()
