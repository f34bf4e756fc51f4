"""SQLAlchemy over the encrypted file: reads are deferred, every writing transaction takes the write lock at once.

A transaction that reads first and writes later fails with "locked" when two do it together; BEGIN IMMEDIATE waits.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from zsm_desktop.store import raw

BEGIN = "zsm_begin"


def open_engine(db_path: Path, key: bytes, *, read_only: bool = False) -> Engine:
    """An engine whose connections are keyed and verified by `raw.connect`; the key is in no URL and no log."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: raw.connect(db_path, key, read_only=read_only),
        poolclass=QueuePool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get(BEGIN, "DEFERRED")
        # Straight to the driver: SQLAlchemy's own way takes a tenth of what a whole act may take.
        driver: raw.RawConnection = connection.connection.driver_connection  # type: ignore[assignment]
        driver.execute(f"BEGIN {kind}")

    return engine
