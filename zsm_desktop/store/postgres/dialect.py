"""How SQLAlchemy speaks to a server."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from zsm_desktop.store.engine import Alike
from zsm_desktop.store.postgres.connection import answered


class ServerDialect(Alike, PGDialect_psycopg):
    """What it would ask the server first is known: over a slow line each question is felt."""

    supports_statement_cache = True

    def _get_server_version_info(self, connection: Any) -> tuple[int, ...]:
        found: int = connection.connection.driver_connection.info.server_version
        return divmod(found, 10_000)

    def _get_default_schema_name(self, connection: Any) -> str:  # noqa: ARG002 - see above
        return "public"

    def get_default_isolation_level(self, dbapi_conn: Any) -> Any:  # noqa: ARG002 - see above
        return "READ COMMITTED"

    def _set_backslash_escapes(self, connection: Any) -> None:  # noqa: ARG002 - see above
        self._backslash_escapes = False

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        found = answered(cursor.connection, statement, parameters, is_plain=False)
        if found is None:
            cursor.execute(statement, parameters)
        else:
            context.cursor = found
