"""How SQLAlchemy speaks to a server."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from zsm_desktop.store.engine import Alike


class ServerDialect(Alike, PGDialect_psycopg):
    supports_statement_cache = True
