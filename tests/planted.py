"""Values nobody may find: in every sealed column of the models, so a new column is covered from its first day."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Numeric

from zsm_desktop.models import Base
from zsm_desktop.models.sealed import sealed_columns
from zsm_desktop.models.types import Sealed
from zsm_desktop.store import guards
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.place import FilePlace
from zsm_desktop.store.raw import RawConnection
from zsm_desktop.store.seal import Sealer

EACH = 9
MARK = "Kwikstaartje"
_numbers = itertools.count(1)


def plant(place: FilePlace, *, fills_up: bool = True, each: int = EACH) -> dict[tuple[str, str, str], str]:
    """(table, row, column) -> what is sealed there now: `each` values a column, rows made where a table has too few.

    Such rows hold nonsense beside it, so a network one still works with has them only in tables that were empty.
    """
    sealer, planted = Sealer(place.keys.seal_key), {}
    with closing(place.connect()) as driver:
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("PRAGMA ignore_check_constraints=ON")
        driver.execute("BEGIN IMMEDIATE")
        guards.remove(driver.execute)
        for table, column in sealed_columns():
            for row_id in _rows(driver, table, column, each, fills_up=fills_up):
                text = f"{MARK}-{table}-{column}-{next(_numbers)}"
                value = sealer.seal(table, row_id, column, text)
                driver.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, row_id))
                planted[table, row_id, column] = text
        guards.install(driver.execute)
        driver.execute("COMMIT")
    return planted


def opened(place: FilePlace, keys: Keys) -> dict[tuple[str, str, str], str]:
    """Every sealed value there is, as `plant` gives them."""
    sealer = Sealer(keys.seal_key)
    with closing(place.connect()) as driver:
        return {
            (table, row_id, column): sealer.open(table, row_id, column, value)
            for table, column in sealed_columns()
            for row_id, value in driver.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL")
        }


def _rows(driver: RawConnection, table: str, column: str, each: int, *, fills_up: bool) -> Iterator[str]:
    found = driver.execute(f"SELECT id FROM {table} ORDER BY {column} IS NULL, id LIMIT {each}").fetchall()
    yield from (row_id for (row_id,) in found)
    for _ in range(each - len(found) if fills_up or not found else 0):
        row = {one.name: _nonsense(one) for one in Base.metadata.tables[table].columns}
        marks = ", ".join("?" for _ in row)
        driver.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
        yield str(row["id"])


def _nonsense(column: Column[Any]) -> object:
    if column.nullable and not column.foreign_keys:
        return None
    if isinstance(column.type, Sealed | LargeBinary):
        return b"\x00"
    if isinstance(column.type, Boolean | Integer | Numeric) or column.type.python_type is int:
        return next(_numbers)
    return f"0198-{next(_numbers):08d}"
