"""All that a login can select at a server, past the program: every column of every table and view it may read at all.

What is sealed is not even handed out to who holds no second key; and of who was forgotten nothing is left to select.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.builders import World, secret_of, user_id
from tests.cluster import HOST
from tests.planted import MARK
from tests.server import Server
from tests.services.forgotten import TOLD, lived
from tests.services.test_forgotten_bytes import sealed_of
from zsm_desktop.models.sealed import sealed_columns
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.logins import login_name
from zsm_desktop.store.seal import Sealer

Session = psycopg.Connection[Any]
COLUMNS = """
SELECT n.nspname, c.relname, array_agg(a.attname ORDER BY a.attnum)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S') AND a.attnum > 0 AND NOT a.attisdropped
 AND (n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  OR c.relname IN ('pg_stats', 'pg_stats_ext', 'pg_stat_activity', 'pg_largeobject'))
 AND has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT')
GROUP BY 1, 2 ORDER BY 1, 2
"""
SETS = """
SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.pronargs = 0 AND p.proretset
 AND has_function_privilege(p.oid, 'EXECUTE')
"""
NOT_LIVED = {"data_breach.sealed_consequences", "data_breach.sealed_reason"}
"""Of no pupil in particular."""
_OPEN = "booking bottleneck contribution_spending employer employer_contact meeting privacy_text vacancy"
BY_HAND = {f"public.{name}" for name in _OPEN.split()}
"""Where `lived` writes a name past the mask that keeps it out."""
PAGE = Path(__file__).parents[2] / "docs" / "hosting.md"
WEEKLY = ("DELETE FROM pg_statistic", "ANALYZE", "VACUUM FULL")
TOASTED = 1900
"""Longer values lie in pieces."""


@pytest.fixture
def kept() -> str:
    return "server"


@contextmanager
def session(world: World, login: str, secret: str = "") -> Iterator[Session]:
    address = replace(Known.read(world.folder / SERVER).address, user=login)
    with psycopg.connect(address.conninfo(secret), autocommit=True) as found:
        yield found


@contextmanager
def as_person(world: World, name: str) -> Iterator[Session]:
    with session(world, login_name(user_id(name)), secret_of(name)) as found:
        yield found


def everything(one: Session) -> dict[str, str]:
    """Of every relation all rows that are shown, as text: a sealed value as its bytes in hexadecimal."""
    found = {}
    for schema, name, columns in one.execute(COLUMNS).fetchall():
        asked = sql.SQL("SELECT coalesce(string_agg(t::text, chr(10)), '') FROM (SELECT {} FROM {}) t").format(
            sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(schema, name)
        )
        try:
            ((text,),) = one.execute(asked).fetchall()
        except psycopg.errors.InsufficientPrivilege:  # a view of the server's own, over what this login may not read
            continue
        found[f"{schema}.{name}"] = text
    for (name,) in one.execute(SETS).fetchall():
        asked = sql.SQL("SELECT coalesce(string_agg(t::text, chr(10)), '') FROM {}() t").format(sql.Identifier(name))
        ((found[f"{name}()"],),) = one.execute(asked).fetchall()
    return found


def planted(world: World) -> dict[bytes, str]:
    """Sealed value -> its column: in every sealed column of which there is a row, one that nobody may see."""
    sealer, found = Sealer(world.keys.seal_key), {}
    with session(world, HOST) as host:
        host.execute("SET session_replication_role = replica")  # no guard, no reference
        for table, column in sealed_columns():
            for (row_id,) in host.execute(f"SELECT id FROM {table} WHERE {column} IS NOT NULL").fetchall():
                value = bytes(sealer.seal(table, row_id, column, f"{MARK} {table} {column}"))
                host.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", (value, row_id))
                found[value] = f"{table}.{column}"
    return found


def shown(text: str, values: dict[bytes, str]) -> set[str]:
    return {column for value, column in values.items() if value.hex() in text}


@pytest.mark.parametrize("name", ["directeur zeeuw", "lezer"])
def test_a_director_is_not_even_handed_what_is_sealed_and_meets_no_pupil(world: World, name: str) -> None:
    pupil = lived(world)
    ((code,),) = world.store.rows("SELECT code FROM pupil WHERE id = ?", (pupil.pupil,))
    values = planted(world)
    whole = {f"{table}.{column}" for table, column in sealed_columns()}
    assert whole - set(values.values()) == NOT_LIVED
    with as_person(world, "secretaris") as one:
        assert shown("\n".join(everything(one).values()), values) == set(values.values()), "the search finds them"
    with as_person(world, name) as one:
        found = everything(one)
    assert {"figures.pupil", "figures.case_file", "public.posting", "pg_catalog.pg_stats"} <= found.keys()
    assert not {"public.pupil", "public.case_file", "public.former_name", "public.work_placement"} & found.keys()
    assert shown("\n".join(found.values()), values) == {"decision.sealed_text"}, "of which the number counts"
    assert not any(MARK in text for text in found.values())
    said = [one for one in (*pupil.secrets, code.casefold()) if one != bare(TOLD)]
    met = {relation for relation, text in found.items() if any(one in bare(text) for one in said)}
    assert met <= BY_HAND


def test_of_who_was_forgotten_no_row_of_anybody_has_anything_left(world: World) -> None:
    pupil = lived(world)
    sealed = [value for value in sealed_of(world, pupil) if len(value) < TOASTED]
    assert len(sealed) > 25
    with session(world, HOST) as host:
        host.execute("ANALYZE")
        before = "\n".join(everything(host).values())
        assert all(value.hex() in before for value in sealed)
        assert all(secret in bare(before) for secret in (pupil.secrets[-1], bare(TOLD)))
    assert world.desk.forgetting.forget(pupil.pupil)
    with session(world, HOST) as host:
        after = {name: text for name, text in everything(host).items() if not name.startswith("pg_catalog.")}
    assert len(after) > 100
    assert [relation for relation, text in after.items() if any(value.hex() in text for value in sealed)] == []
    assert [relation for relation, text in after.items() if any(one in bare(text) for one in pupil.secrets)] == []


def test_what_the_host_does_every_week_takes_it_from_the_files_too(world: World, server: Server) -> None:
    pupil = lived(world)
    sealed = [value[:40] for value in sealed_of(world, pupil) if len(value) < TOASTED]
    with session(world, HOST) as host:
        host.execute("ANALYZE")
    assert world.desk.forgetting.forget(pupil.pupil)
    assert any(value in files(world, server) for value in sealed), "PostgreSQL itself lets it lie"
    with session(world, HOST) as host:
        for asked in WEEKLY:
            assert f"-c '{asked}'" in PAGE.read_text(encoding="utf-8")
            host.execute(asked.encode())
        kept_of_it = everything(host)["pg_catalog.pg_stats"]
    after = files(world, server)
    assert [value for value in sealed if value in after] == []
    assert [one for one in pupil.secrets if one in bare(kept_of_it)] == []


def files(world: World, server: Server) -> bytes:
    """All files of this network's database, as they are on the disk."""
    with session(world, HOST) as host:
        host.execute("CHECKPOINT")
        ((number,),) = host.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchall()
    return b"\n".join(path.read_bytes() for path in (server.socket / "data" / "base" / str(number)).iterdir())


def bare(text: str) -> str:
    return "".join(text.casefold().split())
