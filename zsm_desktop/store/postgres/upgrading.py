"""Brings the database on a server to the program's version, in one transaction as a file."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import Engine, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex

from zsm_desktop.store.engine import plain
from zsm_desktop.store.postgres import figures, guards, indexes, logins, rights
from zsm_desktop.store.postgres.functions import FUNCTIONS
from zsm_desktop.store.postgres.place import VERSION
from zsm_desktop.store.schema import SCHEMA_VERSION


@compiles(CreateIndex, "postgresql")
def partial(made: CreateIndex, compiler: Any, **options: Any) -> str:
    """An index of some rows only is so here too: models and migrations name the condition once, for SQLite."""
    index = made.element
    index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    return str(compiler.visit_create_index(made, **options))


@compiles(String, "postgresql")
def of_any_length(made: String, compiler: Any, **options: Any) -> str:
    """A file keeps text of any length in such a column, and what was typed there must fit here."""
    del made, compiler, options
    return "VARCHAR"


def upgrade(engine: Engine, run_migrations: Any) -> None:
    with engine.connect() as connection:
        driver = plain(connection)
        driver.execute(f"BEGIN; SELECT pg_advisory_xact_lock({guards.WRITING})")
        with connection.begin():
            for sql in (*FUNCTIONS, *logins.TABLES, *_VERSION):
                driver.execute(sql)
            if driver.execute("SELECT to_regclass('journal_entry')").fetchone()[0] is not None:
                guards.remove(driver.execute)
                for sql in figures.without_views():
                    driver.execute(sql)
            run_migrations(connection)
            guards.install(driver.execute)
            indexes.install(driver)
            if driver.execute(f"SELECT 1 FROM {VERSION}").fetchone() is None:  # noqa: S608 - a constant
                driver.execute(f"INSERT INTO {VERSION} VALUES (0, false, ?)", (f"zsm_{os.urandom(4).hex()}",))  # noqa: S608
            driver.execute(f"UPDATE {VERSION} SET version = {SCHEMA_VERSION:d}")  # noqa: S608 - constants
            rights.install(driver)


COLUMNS = (
    f"ALTER TABLE {VERSION} ADD COLUMN IF NOT EXISTS retired_at timestamptz,"
    " ADD COLUMN IF NOT EXISTS retired_by text, ADD COLUMN IF NOT EXISTS host_copy_at timestamptz,"
    " ADD COLUMN IF NOT EXISTS key_mark text, ADD COLUMN IF NOT EXISTS keyed_at timestamptz,"
    " ADD COLUMN IF NOT EXISTS keyed_by text, ADD COLUMN IF NOT EXISTS earlier_keys text,"
    " ADD COLUMN IF NOT EXISTS earlier_until timestamptz",
)
_VERSION = (
    f"""CREATE TABLE IF NOT EXISTS {VERSION}
(version integer NOT NULL, is_ready boolean NOT NULL, groups text NOT NULL,
 is_retired boolean NOT NULL DEFAULT false)""",
    *COLUMNS,
)
"""`groups` is what the names of this network's group roles begin with; not `is_ready` while it is being moved here,
`is_retired` once it was moved back to a file, when that was and by whom. `host_copy_at` is written by the host.
`key_mark` is that of the keys since they were renewed, when that was and by whom; `earlier_keys` are those of before,
sealed under these, which the guard of the logbook takes away after `earlier_until`."""
