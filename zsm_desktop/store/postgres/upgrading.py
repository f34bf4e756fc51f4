"""Brings the database on a server to the program's version, in one transaction as a file."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex

from zsm_desktop.store.engine import plain
from zsm_desktop.store.postgres import guards
from zsm_desktop.store.postgres.functions import FUNCTIONS
from zsm_desktop.store.postgres.place import VERSION
from zsm_desktop.store.schema import SCHEMA_VERSION


@compiles(CreateIndex, "postgresql")
def partial(made: CreateIndex, compiler: Any, **options: Any) -> str:
    """An index of some rows only is so here too: models and migrations name the condition once, for SQLite."""
    index = made.element
    index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    return str(compiler.visit_create_index(made, **options))


def upgrade(engine: Engine, run_migrations: Any) -> None:
    with engine.connect() as connection:
        driver = plain(connection)
        driver.execute(f"BEGIN; SELECT pg_advisory_xact_lock({guards.WRITING})")
        with connection.begin():
            for sql in FUNCTIONS:
                driver.execute(sql)
            driver.execute(f"CREATE TABLE IF NOT EXISTS {VERSION} (version integer NOT NULL)")
            if driver.execute("SELECT to_regclass('journal_entry')").fetchone()[0] is not None:
                guards.remove(driver.execute)
            run_migrations(connection)
            guards.install(driver.execute)
            driver.execute(f"DELETE FROM {VERSION}")  # noqa: S608 - a constant
            driver.execute(f"INSERT INTO {VERSION} VALUES ({SCHEMA_VERSION:d})")  # noqa: S608 - constants
