"""Connections to the server that speak as the file does: its marks for values, days as text, yes and no as 1 and 0.

Services write one SQL for both databases; what PostgreSQL lacks of it stands in `functions.py`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

import psycopg
from psycopg.adapt import AdaptersMap, Loader
from psycopg.pq import TransactionStatus

from zsm_desktop.store.raw import Parameters
from zsm_desktop.store.together import Answer, Question, current

logging.getLogger("psycopg").setLevel(logging.ERROR)  # that a line broke halfway a round is raised as well

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
        found = answered(self.driver, sql, parameters, is_plain=True)
        return Rows(found if found is not None else self._asked(sql, parameters))

    def _asked(self, sql: str, parameters: Parameters) -> psycopg.Cursor[tuple[Any, ...]]:
        cursor = _One(self.driver)
        cursor.execute(marked(sql).encode() if parameters else sql.encode(), parameters or None)
        return cursor

    def ask_all(self, questions: list[Question]) -> list[Answer]:
        """Asked in one go, and then waited for once."""
        with self.driver.pipeline():
            cursors = [self._posed(question) for question in questions]
        return [Answer(cursor.description, cursor.fetchall()) for cursor in cursors]

    def _posed(self, question: Question) -> psycopg.Cursor[tuple[Any, ...]]:
        parameters: Any = question.parameters
        if parameters and isinstance(parameters[0], _Named):
            parameters = dict(parameters)
        if question.is_plain:
            return self._asked(question.sql, parameters)
        return self.driver.cursor().execute(question.sql, parameters or None)

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Rows:
        cursor = _Many(self.driver)
        cursor.executemany(marked(sql).encode(), list(parameters))
        return Rows(cursor)

    def close(self) -> None:
        self.driver.close()


class _Named(tuple[str, Any]):
    """A value with its name."""

    __slots__ = ()


class Found:
    """What was answered in a round, as a cursor gives it."""

    __slots__ = ("_rows", "description", "rowcount")

    def __init__(self, answer: Answer) -> None:
        self.description, self.rowcount = answer.description, len(answer.rows)
        self._rows = iter(answer.rows)

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return list(islice(self._rows, size))

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def close(self) -> None:
        """Nothing is open."""


def answered(driver: Any, sql: str, parameters: Any, *, is_plain: bool) -> Found | None:
    """What this thread asked in its round; None where it asks at once. Raises `Unanswered` the first time."""
    asking = current()
    if asking is None or asking.asker.driver is not driver or sql.lstrip()[:6].upper() != "SELECT":  # type: ignore[attr-defined]
        return None
    named = map(_Named, parameters.items()) if isinstance(parameters, Mapping) else parameters
    question = Question(sql, tuple(named or ()), is_plain)
    try:
        hash(question)
    except TypeError:  # a list of values
        return None
    return Found(asking.answer(question))


class Rows:
    """A statement that ran; one that gives no rows gives none here too."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor: psycopg.Cursor[tuple[Any, ...]] | Found) -> None:
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
