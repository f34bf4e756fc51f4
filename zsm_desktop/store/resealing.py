"""Every sealed value of a database from one second key to another, and a hash that shows nothing else changed.

Besides the sealed columns the logbook holds reasons people typed, sealed for their line: those go along.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.store.raw import RawConnection
from zsm_desktop.store.seal import VERSION, Sealer

BITE = 2000
Row = tuple[Any, ...]
Tell = Callable[[int], object]
"""How many rows more; raising in it stops."""
_LOG = "audit_event"
_MARK = VERSION.hex()


def sealed_tables() -> frozenset[str]:
    """All that `reseal` writes in."""
    from zsm_desktop.models.sealed import sealed_columns

    return frozenset({table for table, _ in sealed_columns()} | {_LOG})


def rows_to_read(connection: RawConnection, only: Collection[str] = ()) -> int:
    """How many rows `plain_digest` will tell of."""
    counts = " + ".join(f"(SELECT count(*) FROM {table})" for table, _, _ in _tables(only))  # noqa: S608
    return int(connection.execute(f"SELECT {counts}").fetchone()[0])


def reseal(connection: RawConnection, before: Sealer, after: Sealer, tell: Tell = lambda _rows: None) -> int:
    """Inside a transaction, with the guards aside; returns how many values. Raises RuleError("seal.broken")."""
    from zsm_desktop.models.sealed import sealed_columns

    done = 0
    for table, column in sealed_columns():
        # Names of tables and columns come from the models.
        ask = f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL AND id > ? ORDER BY id LIMIT {BITE:d}"  # noqa: S608
        change = f"UPDATE {table} SET {column} = ? WHERE id = ?"  # noqa: S608
        last = ""
        while rows := connection.execute(ask, (last,)).fetchall():
            last = rows[-1][0]
            texts = [(row_id, before.open(table, row_id, column, value)) for row_id, value in rows]
            connection.executemany(
                change, [(after.seal(table, row_id, column, text), row_id) for row_id, text in texts]
            )
            done += len(rows)
            tell(len(rows))
            if len(rows) < BITE:
                break
    return done + _reseal_log(connection, before, after)


def _reseal_log(connection: RawConnection, before: Sealer, after: Sealer) -> int:
    ask = f"SELECT number, subject_id, facts FROM {_LOG} WHERE facts LIKE '%\"{_MARK}%'"  # noqa: S608 - a constant
    changed = []
    for number, subject_id, facts in connection.execute(ask).fetchall():
        said = json.loads(facts)
        opened = dict(_opened(before, subject_id, said))
        if opened:
            said |= {name: after.seal(_LOG, subject_id, name, text).hex() for name, text in opened.items()}
            changed.append((json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True), number))
    connection.executemany(f"UPDATE {_LOG} SET facts = ? WHERE number = ?", changed)  # noqa: S608 - a constant
    return len(changed)


def _opened(sealer: Sealer, subject_id: str | None, said: object) -> Iterator[tuple[str, str]]:
    """The sealed ones among the facts of a line, as `services.service.sealed_fact` writes them."""
    if not isinstance(said, dict) or subject_id is None:
        return
    for name, value in said.items():
        if isinstance(value, str) and value.startswith(_MARK):
            try:
                yield name, sealer.open(_LOG, subject_id, name, SealedBytes(bytes.fromhex(value)))
            except (ValueError, RuleError):
                continue  # a hash that begins alike, or for nobody to open


def plain_digest(
    connection: RawConnection, sealer: Sealer, tell: Tell = lambda _rows: None, only: Collection[str] = ()
) -> tuple[bytes, int]:
    """One hash over every row with its sealed values opened, and how many those are: the same before and after.

    `only`: of these tables, where nothing else can be different.
    """
    from zsm_desktop.models.sealed import sealed_columns

    digest, opened, sealed = hashlib.sha256(), 0, frozenset(sealed_columns())
    for table, columns, key in _tables(only):
        digest.update(table.encode())
        found = iter(connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {key}"))  # noqa: S608
        sealed_at = [at for at, column in enumerate(columns) if (table, column) in sealed]
        while bite := list(islice(found, BITE)):
            if sealed_at:
                bite = [_shown(sealer, table, columns, sealed_at, row) for row in bite]
                opened += sum(row[at] is not None for row in bite for at in sealed_at)
            elif table == _LOG:
                bite = [(*row[:-1], _facts(sealer, row)) for row in bite]
            digest.update(repr(bite).encode())
            tell(len(bite))
    return digest.digest(), opened


def _shown(sealer: Sealer, table: str, columns: list[str], sealed_at: list[int], row: Row) -> Row:
    values, row_id = list(row), row[columns.index("id")]
    for at in sealed_at:
        if values[at] is not None:
            values[at] = sealer.open(table, row_id, columns[at], values[at])
    return tuple(values)


def _facts(sealer: Sealer, row: Row) -> Any:
    facts, subject_id = row[-1], row[-2]
    if facts is None or f'"{_MARK}' not in facts:
        return facts
    said = json.loads(facts)
    return said | dict(_opened(sealer, subject_id, said)) if isinstance(said, dict) else said


def _tables(only: Collection[str]) -> list[tuple[str, list[str], str]]:
    """Name, columns and order of every table; of the logbook what was sealed stands last, its subject before it."""
    import zsm_desktop.models  # noqa: F401 - only then every table is known
    from zsm_desktop.models.base import Base

    return [
        (table.name, [column.name for column in table.columns], ", ".join(key.name for key in table.primary_key))
        for table in Base.metadata.sorted_tables
        if not only or table.name in only
    ]
