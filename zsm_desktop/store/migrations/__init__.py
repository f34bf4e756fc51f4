"""The schema's history; `upgrade` brings a store to the program's version in one transaction.

DDL runs inside an explicit BEGIN IMMEDIATE: a migration that fails leaves the old schema whole.
"""

from __future__ import annotations

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from zsm_desktop.models import Base
from zsm_desktop.store import guards
from zsm_desktop.store.engine import BEGIN
from zsm_desktop.store.schema import SCHEMA_VERSION


def script_directory() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent))


def context_of(connection: Connection) -> MigrationContext:
    """Alembic's view of this connection, batch mode on because SQLite cannot alter most things in place."""
    scripts = script_directory()
    return MigrationContext.configure(
        connection,
        opts={
            "fn": lambda revision, _context: scripts._upgrade_revs("heads", revision),  # noqa: SLF001 - as alembic.command
            "target_metadata": Base.metadata,
            "render_as_batch": True,
            "transactional_ddl": False,
        },
    )


def upgrade(engine: Engine) -> None:
    """Run the missing migrations, put the guards back, and write the schema version into the file."""
    with engine.connect().execution_options(**{BEGIN: "IMMEDIATE"}) as connection, connection.begin():
        context = context_of(connection)
        with Operations.context(context):
            context.run_migrations()
        guards.install(connection.exec_driver_sql)
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION:d}")
