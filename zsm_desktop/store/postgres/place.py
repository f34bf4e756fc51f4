"""A network's database on a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import psycopg

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.store import raw
from zsm_desktop.store.place import ReadRows
from zsm_desktop.store.postgres import guards
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.connection import DATABASE_ERRORS, ServerConnection

if TYPE_CHECKING:
    from sqlalchemy import Engine


VERSION = "schema_version"
"""The table that says how far the migrations are."""

_NUMBERED = """
SELECT table_name, column_name, pg_get_serial_sequence(table_name, column_name) FROM information_schema.columns
WHERE table_schema = current_schema() AND pg_get_serial_sequence(table_name, column_name) IS NOT NULL
"""

_CODES = {
    "25006": "store.read_only",
    "42501": "server.no_right",
    "53100": "store.disk_full",
    "53300": "server.full",
    "55P03": "store.busy",
}


@dataclass(frozen=True, slots=True)
class ServerPlace:
    address: Address
    is_read_only: bool = False
    password: str = field(default="", repr=False)
    begin_reading: ClassVar[str] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    errors: ClassVar[tuple[type[Exception], ...]] = DATABASE_ERRORS

    @classmethod
    def read(cls, path: Path, *, is_read_only: bool = False) -> ServerPlace:
        """As `document` was kept in a network's folder."""
        return cls(Address.of(json.loads(path.read_text(encoding="utf-8"))["address"]), is_read_only)

    def document(self) -> str:
        return json.dumps({"address": self.address.document()}, ensure_ascii=False)

    def connect(self) -> raw.RawConnection:
        return ServerConnection(self._driver())

    def engine(self) -> Engine:
        from zsm_desktop.store.engine import engine_over

        return engine_over(self, "postgresql+psycopg://", self._driver, ServerConnection)

    def begin_writing(self, driver: raw.RawConnection) -> None:
        driver.execute(f"BEGIN; SELECT pg_advisory_xact_lock({guards.WRITING})")

    def faults(self) -> list[Finding]:
        """References and pages are the server's own to keep; from here only whether it answers shows."""
        try:
            self.connect().close()
        except psycopg.Error as error:
            refused = self.refusal(error)
            if refused is None:
                raise
            return [Finding(refused.code, facts=refused.facts)]
        return []

    def schema(self, rows: ReadRows) -> tuple[int, list[str]]:
        ((version,),) = rows(f"SELECT version FROM {VERSION}")  # noqa: S608 - a constant
        return version, guards.differing(rows(guards.FOUND))

    @contextmanager
    def without_guards(self, driver: raw.RawConnection) -> Iterator[None]:
        guards.remove(driver.execute)
        yield
        guards.install(driver.execute)

    def number_on(self, driver: raw.RawConnection) -> None:
        found = driver.execute(_NUMBERED).fetchall()
        for table, column, sequence in found:
            driver.execute(f"SELECT setval('{sequence}', coalesce(max({column}), 0) + 1, false) FROM {table}")  # noqa: S608

    def refusal(self, error: BaseException) -> RuleError | None:
        """Codes "server.lost" and those of `_CODES`."""
        if not isinstance(error, psycopg.Error):
            return raw.refusal(error, Path())
        code = _CODES.get(error.sqlstate or "")
        if code is None and (isinstance(error, psycopg.OperationalError) or (error.sqlstate or "").startswith("57P")):
            code = "server.lost"
        return None if code is None else RuleError(code)

    def _driver(self) -> psycopg.Connection:
        settings = {
            "TimeZone": "UTC",
            "lock_timeout": f"{raw.WAIT_SECONDS}s",
            "default_transaction_read_only": "on" if self.is_read_only else "off",
        }
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        return psycopg.connect(
            self.address.conninfo(self.password), autocommit=True, options=options, application_name="zsm-desktop"
        )
