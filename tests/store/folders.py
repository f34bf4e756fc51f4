"""A network's folder for the tests of this floor: real files, real keys, a cheap cost."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from zsm_desktop.store import folder, raw
from zsm_desktop.store.folder import Made
from zsm_desktop.store.keys import Kdf, Owner

CHEAP = Kdf(passes=1, memory_kib=8, lanes=1)
ANNA = Owner("u-anna", "Anna de Wit", "secretary")
DIRK = Owner("u-dirk", "Dirk Boer", "director")
PASSWORD = "stormvloed1953"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def made(place: Path) -> Made:
    return folder.create(place, "n-1", ANNA, PASSWORD, CHEAP)


def fill(place: Path, key: bytes, rows: int = 400) -> None:
    """A table of known texts with a reference and an index, some ten pages or more."""
    with closing(raw.connect(place / folder.DATABASE, key)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE school (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute(
            "CREATE TABLE line (id INTEGER PRIMARY KEY, school_id INTEGER REFERENCES school (id), text TEXT)"
        )
        connection.execute("CREATE INDEX ix_line ON line (text)")
        connection.execute("INSERT INTO school VALUES (1, 'De Brug')")
        connection.executemany(
            "INSERT INTO line VALUES (?, 1, ?)", ((number, f"plaintext-{number:05d} " * 4) for number in range(rows))
        )
        connection.execute("COMMIT")


def count(place: Path, key: bytes) -> int:
    with closing(raw.connect(place / folder.DATABASE, key, read_only=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM line").fetchone()[0])
