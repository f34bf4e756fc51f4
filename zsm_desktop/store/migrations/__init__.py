"""The schema's history; `upgrade` brings a store to the program's version in one transaction.

DDL runs inside an explicit BEGIN IMMEDIATE: a migration that fails leaves the old schema whole.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Base
from zsm_desktop.store import guards
from zsm_desktop.store.engine import plain
from zsm_desktop.store.schema import SCHEMA_VERSION


def script_directory() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent))


Tell = Callable[[int], object]
"""Hears the version that was reached; raising in it leaves the store as it was."""


def context_of(connection: Connection, tell: Tell = lambda _version: None) -> MigrationContext:
    """Alembic's view of this connection, batch mode on because SQLite cannot alter most things in place."""

    def told(*, step: Any, **_about: object) -> None:
        tell(int(step.up_revision_id))

    scripts = script_directory()
    return MigrationContext.configure(
        connection,
        opts={
            "fn": lambda revision, _context: scripts._upgrade_revs("heads", revision),  # noqa: SLF001 - as alembic.command
            "target_metadata": Base.metadata,
            "render_as_batch": True,
            "transactional_ddl": False,
            "on_version_apply": (told,),
        },
    )


def upgrade(engine: Engine, tell: Tell = lambda _version: None) -> None:
    """Run the missing migrations, put the guards back, and write the schema version into the file.

    A table that is made anew is dropped in between, which its references would refuse: they are off while it runs
    (SQLite takes that only outside a transaction) and all looked at before the commit. Guards go first, so that the
    dropping does not set them off. Raises RuleError("store.references") when a row would be left pointing nowhere.
    """
    if engine.dialect.name == "postgresql":
        from zsm_desktop.store.postgres import upgrading

        upgrading.upgrade(engine, lambda connection: _run(connection, tell))
        return
    with engine.connect() as connection:
        driver = plain(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            driver.execute("BEGIN IMMEDIATE")
            with connection.begin():
                guards.remove(connection.exec_driver_sql)
                _run(connection, tell)
                guards.install(connection.exec_driver_sql)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise RuleError("store.references", table=broken[0][0], rows=len(broken))
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION:d}")
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _run(connection: Connection, tell: Tell) -> None:
    context = context_of(connection, tell)
    with Operations.context(context) as operations:
        # Of what a table points to only the name is needed: reading all that too took half the time.
        lightly = partial(operations.batch_alter_table, reflect_kwargs={"resolve_fks": False})
        operations.__dict__["batch_alter_table"] = lightly
        context.run_migrations()
