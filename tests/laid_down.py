"""Networks are made by the hundred here: the migrations run once on an empty file, the next ones get what they made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from zsm_desktop.store import migrations

OWN = migrations._run
"""As in the program."""
MADE = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'index', rowid"
VERSION = "alembic_version"
_VERSIONS = f"SELECT version_num FROM {VERSION}"


class LaidDown:
    """In the place of what runs the migrations; an older file and a server get them one by one, as ever."""

    def __init__(self) -> None:
        self._made: list[str] = []

    def __call__(self, connection: Any, tell: migrations.Tell) -> None:
        if connection.dialect.name != "sqlite" or _all(connection, MADE):
            OWN(connection, tell)
        elif not self._made:
            OWN(connection, tell)
            self._made = [sql for (sql,) in _all(connection, MADE)]
            self._made += [f"INSERT INTO {VERSION} VALUES ('{one}')" for (one,) in _all(connection, _VERSIONS)]
        else:
            for sql in self._made:
                connection.exec_driver_sql(sql)


def _all(connection: Any, sql: str) -> list[Any]:
    return list(connection.exec_driver_sql(sql).all())


@pytest.fixture(scope="session", autouse=True)
def tables_laid_down() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "_run", LaidDown())
        yield


@pytest.fixture
def every_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what the migrations themselves are about."""
    monkeypatch.setattr(migrations, "_run", OWN)
