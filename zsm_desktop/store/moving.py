"""Carries every row of a network to an empty place, of either kind, and shows that nothing is different there.

All in one transaction of the target: an interrupted move leaves it empty, and the source is only read. The guards of
the target stand aside meanwhile, as rows that nobody may add to a final meeting are added to one; running totals are
carried too, and the check that follows reckons them again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, func, literal, select, union_all

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Base
from zsm_desktop.store.engine import plain
from zsm_desktop.store.raw import RawConnection
from zsm_desktop.store.store import Store

BITE = 1000
PASSES = 3
"""Each row is carried, and then read at both ends."""
Progress = Callable[[int, int], object]
"""(rows done, PASSES times all rows); raising in it stops the move and leaves the target empty."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How many rows every table has, and one hash over all of them in the order of their keys."""

    rows: dict[str, int]
    digest: str


def move(
    source: Store,
    target: Store,
    progress: Progress = lambda _done, _all: None,
    beside: Callable[[RawConnection], object] = lambda _driver: None,
) -> Contents:
    """Fill `target`, whose tables are there and empty, with the rows of `source`; returns what both then hold.

    `beside` is done in the same transaction, when the rows are there. Raises RuleError("move.not_empty", table), and
    ("move.differs") when they do not hold the same.
    """
    tables = Base.metadata.sorted_tables
    with source.shelf.lent() as reading, target.shelf.lent() as writing:
        into = plain(writing)
        target.place.begin_writing(into)
        with reading.begin(), writing.begin():
            _require_empty(writing)
            counts = _counts(reading)
            filled = [table for table in tables if counts[table.name]]
            tell = _Counted(progress, PASSES * sum(counts.values()))
            with target.place.without_guards(into):
                for table in filled:
                    _carry(reading, writing, table, counts[table.name], _later(table, tables), tell)
                for table in filled:
                    _complete(reading, writing, table, counts[table.name], _later(table, tables))
                target.place.number_on(into)
            found = contents(writing, tell)
            if found != contents(reading, tell):
                raise RuleError("move.differs")
            beside(into)
    return found


def contents(connection: Connection, tell: Callable[[int], object] = lambda _rows: None) -> Contents:
    """Reads every row, and tells how many."""
    digest, counts = hashlib.sha256(), _counts(connection)
    for table in Base.metadata.sorted_tables:
        digest.update(table.name.encode())
        with _bites(connection, select(table).order_by(*table.primary_key), counts[table.name]) as bites:
            for bite in bites:
                for row in bite:
                    digest.update(repr(tuple(row)).encode())
                tell(len(bite))
    return Contents(counts, digest.hexdigest())


class _Counted:
    """From how many rows more to how many in all."""

    def __init__(self, progress: Progress, whole: int) -> None:
        self._progress, self._whole, self._done = progress, whole, 0

    def __call__(self, rows: int) -> None:
        self._done += rows
        self._progress(self._done, self._whole)


def _counts(connection: Connection) -> dict[str, int]:
    """Of every table, asked in one go: a line to a server makes each question felt."""
    tables = Base.metadata.sorted_tables
    asked = union_all(*(select(literal(table.name), func.count()).select_from(table) for table in tables))
    return {name: int(count) for name, count in connection.execute(asked)}


def _require_empty(connection: Connection) -> None:
    filled = next((name for name, count in _counts(connection).items() if count), None)
    if filled is not None:
        raise RuleError("move.not_empty", table=filled)


def _later(table: Table, tables: list[Table]) -> list[Column[Any]]:
    """References to rows that may not be there yet: to the table itself, or to one that comes after it."""
    place = {each: at for at, each in enumerate(tables)}
    return [
        key.parent
        for key in table.foreign_keys
        if place[key.column.table] >= place[table] and not (key.constraint is not None and key.constraint.deferrable)
    ]


def _carry(
    reading: Connection,
    writing: Connection,
    table: Table,
    count: int,
    later: list[Column[Any]],
    tell: Callable[[int], object],
) -> None:
    """Rows in the order of their keys; one that names a row after it gets that name in `_complete`."""
    with _bites(reading, select(table).order_by(*table.primary_key), count) as bites:
        for bite in bites:
            writing.execute(table.insert(), [_without_later(row._mapping, table, later) for row in bite])  # noqa: SLF001
            tell(len(bite))


def _without_later(row: Mapping[str, Any], table: Table, later: list[Column[Any]]) -> dict[str, Any]:
    values = dict(row)
    own = [values[key.name] for key in table.primary_key]
    for column in later:
        (key,) = column.foreign_keys
        is_known = key.column.table is table and values[column.name] is not None and values[column.name] < own[0]
        if not is_known:
            values[column.name] = None
    return values


def _complete(reading: Connection, writing: Connection, table: Table, count: int, later: list[Column[Any]]) -> None:
    keys = list(table.primary_key)
    for column in later:
        change = table.update().where(*(key == bindparam(f"at_{key.name}") for key in keys))
        change = change.values({column.name: bindparam("to")})
        with _bites(reading, select(column, *keys).where(column.is_not(None)), count) as bites:
            for bite in bites:
                rows = [{"to": to, **{f"at_{k.name}": v for k, v in zip(keys, at, strict=True)}} for to, *at in bite]
                writing.execute(change, rows)


@contextmanager
def _bites(connection: Connection, query: Any, most: int) -> Iterator[Iterator[Any]]:
    """In bites where there are more rows than one; whoever stops in the midst leaves nothing open on the server."""
    if not most:
        yield iter(())
        return
    asked = query.execution_options(yield_per=BITE) if most > BITE else query
    with connection.execute(asked) as rows:
        yield iter(rows.partitions(BITE))
