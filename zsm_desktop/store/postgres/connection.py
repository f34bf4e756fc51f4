"""Connections to the server that speak as the file does: its marks for values, days as text, yes and no as 1 and 0.

Services write one SQL for both databases; what PostgreSQL lacks of it stands in `functions.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.adapt import AdaptersMap, Loader
from psycopg.pq import TransactionStatus

from zsm_desktop.store.raw import Parameters

DATABASE_ERRORS: tuple[type[Exception], ...] = (psycopg.Error,)
_MARKS = re.compile(r"('(?:[^']|'')*')|(%)|(\?)|(?<![:\w]):([a-z_]\w*)|(\bLIKE\b)", re.IGNORECASE)


class _Text(Loader):
    def load(self, data: Any) -> str:
        return bytes(data).decode()


class _YesNo(Loader):
    def load(self, data: Any) -> int:
        return int(bytes(data) == b"t")


class Whole(Loader):
    """The sum of 64 bit numbers is a numeric there; a broken one would be a fault of the statement."""

    def load(self, data: Any) -> int:
        return int(bytes(data))


def _adapters() -> AdaptersMap:
    own = AdaptersMap(psycopg.adapters)
    for name, loader in (("date", _Text), ("time", _Text), ("bool", _YesNo), ("numeric", Whole)):
        own.register_loader(name, loader)
    return own


_ADAPTERS = _adapters()


class _One(psycopg.ClientCursor[tuple[Any, ...]]):
    """Values go into the statement here: bound on the server, one that is only compared with null has no type."""

    @property
    def adapters(self) -> AdaptersMap:
        return _ADAPTERS


class _Many(psycopg.Cursor[tuple[Any, ...]]):
    """The same statement for many rows goes over in one go."""

    @property
    def adapters(self) -> AdaptersMap:
        return _ADAPTERS


class ServerConnection:
    """What `raw.RawConnection` asks, over psycopg; outside BEGIN … COMMIT every statement is its own transaction."""

    __slots__ = ("driver",)

    def __init__(self, driver: psycopg.Connection[Any]) -> None:
        if not driver.autocommit:
            raise ValueError("acts begin and commit themselves")
        self.driver = driver

    @property
    def in_transaction(self) -> bool:
        return self.driver.info.transaction_status is not TransactionStatus.IDLE

    @property
    def is_lost(self) -> bool:
        return self.driver.closed

    def execute(self, sql: str, parameters: Parameters = (), /) -> Rows:
        cursor = _One(self.driver)
        cursor.execute(marked(sql).encode() if parameters else sql.encode(), parameters or None)
        return Rows(cursor)

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Rows:
        cursor = _Many(self.driver)
        cursor.executemany(marked(sql).encode(), list(parameters))
        return Rows(cursor)

    def close(self) -> None:
        self.driver.close()


class Rows:
    """A statement that ran; one that gives no rows gives none here too."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor: psycopg.Cursor[tuple[Any, ...]]) -> None:
        self._cursor = cursor

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    def fetchone(self) -> Any:
        return self._cursor.fetchone() if self._cursor.description else None

    def fetchall(self) -> list[Any]:
        return self._cursor.fetchall() if self._cursor.description else []

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())


@lru_cache(maxsize=1024)
def marked(sql: str) -> str:
    """`?` and `:name` as psycopg writes them; text in quotes stays, but for the per cent sign, which it doubles."""

    def mark(found: re.Match[str]) -> str:
        text, percent, place, name, like = found.groups()
        if like is not None:
            return "ILIKE"  # SQLite's own LIKE makes nothing of capitals
        if text is not None:
            return str(text).replace("%", "%%")
        if percent is not None:
            return "%%"
        return "%s" if place is not None else f"%({name})s"

    return _MARKS.sub(mark, sql)


def named(parameters: Parameters) -> bool:
    return isinstance(parameters, Mapping)
