"""A connection to the server speaks as the file does, and says when its guards were touched."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from tests.builders import World
from tests.cluster import HOST, OWNER
from tests.server import Server
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.migrations import upgrade
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.connection import marked
from zsm_desktop.store.postgres.place import ServerPlace


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT ? + ?", "SELECT %s + %s"),
        ("SELECT :day, :day_2", "SELECT %(day)s, %(day_2)s"),
        ("SELECT '?' || ':day' || '50%' WHERE a = ?", "SELECT '?' || ':day' || '50%%' WHERE a = %s"),
        ("SELECT a::text, 7 % 2 WHERE a LIKE :x", "SELECT a::text, 7 %% 2 WHERE a ILIKE %(x)s"),
        ("SELECT 'it''s :one' WHERE like_this = :one", "SELECT 'it''s :one' WHERE like_this = %(one)s"),
    ],
)
def test_marks_outside_quotes_are_written_as_the_driver_knows_them(sql: str, said: str) -> None:
    assert marked(sql) == said


def test_rows_come_back_as_from_a_file(world: World) -> None:
    row = world.store.rows(
        "SELECT :day, booked_on, is_active, sum(2::bigint), count(*) FILTER (WHERE is_active) FROM organisation"
        " JOIN (VALUES (DATE '2026-10-05')) AS d (booked_on) ON code = :code GROUP BY booked_on, is_active",
        {"day": "2026-10-05", "code": "DUIN"},
    )
    assert row == [("2026-10-05", "2026-10-05", 1, 2, 1)]


def test_what_sqlite_has_by_name(world: World) -> None:
    ((month, digits, found, kind),) = world.store.rows(
        "SELECT substr(DATE '2026-10-05', 6, 2), hex(decode('00ff', 'hex')), instr('PL-014', '014'),"
        " json_extract('{\"offer\": \"x\"}', '$.offer')"
    )
    assert (month, digits, found, kind) == ("10", "00FF", 4, "x")
    assert world.store.rows("SELECT key, value FROM json_each(:ids) j ORDER BY j.key DESC", {"ids": '["a", "b"]'}) == [
        (1, "b"),
        (0, "a"),
    ]


@pytest.mark.parametrize(
    ("done", "guard"),
    [
        ("DROP TRIGGER guard_posting_update ON posting", "guard_posting_update"),
        ("ALTER TABLE posting DISABLE TRIGGER guard_posting_delete", "guard_posting_delete"),
        ("CREATE OR REPLACE FUNCTION guard_entry() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
         "guard_entry"),
        ("ALTER TABLE delivery NO FORCE ROW LEVEL SECURITY", "rows_of_delivery"),
        ("DROP POLICY reads ON statement", "rows_of_statement"),
        ("CREATE TRIGGER own BEFORE INSERT ON school EXECUTE FUNCTION guard_posting_update()", "own"),
    ],
)  # fmt: skip
def test_a_guard_that_is_gone_off_altered_or_foreign_is_found(world: World, done: str, guard: str) -> None:
    world.delivered()
    assert world.desk.checks.run().ok
    with closing(world.owner.connect()) as connection:
        connection.execute(done)
    findings = world.desk.checks.run().findings
    assert [(finding.code, finding.facts["name"]) for finding in findings] == [("check.guard", guard)]


@pytest.mark.parametrize(
    "done",
    [
        "DROP INDEX server_delivery_user",
        "DROP INDEX server_delivery_user; CREATE INDEX server_delivery_user ON delivery (user_id)",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'server_delivery_user'::regclass",
    ],
)
def test_an_index_that_is_gone_or_another_is_told_and_made_again(world: World, server: Server, done: str) -> None:
    database = server.database_of(world.folder)
    with psycopg.connect(server.address(database, HOST).conninfo(), autocommit=True) as connection:
        if "pg_index" not in done:
            connection.execute(f"SET ROLE {OWNER}".encode())
        connection.execute(done.encode())
    result = world.desk.checks.run()
    found = [(finding.code, finding.facts["name"]) for finding in result.findings]
    assert (result.ok, found) == (True, [("check.index", "server_delivery_user")])
    engine = world.owner.engine()
    upgrade(engine)
    engine.dispose()
    assert world.desk.checks.run().findings == ()


@pytest.mark.parametrize("table", ["posting", "journal_entry", "audit_event", "delivery", "minutes_version"])
def test_nothing_guarded_is_emptied_at_once(world: World, table: str) -> None:
    with closing(world.owner.connect()) as connection, pytest.raises(world.store.place.errors, match="guard:"):
        connection.execute(f"TRUNCATE {table} CASCADE")


def test_a_second_writer_waits_and_is_told(world: World) -> None:
    place = world.store.place
    with closing(place.connect()) as first, closing(place.connect()) as second:
        place.begin_writing(first)
        second.execute("SET lock_timeout = '1ms'")
        with pytest.raises(place.errors) as refused:
            place.begin_writing(second)
        found = place.refusal(refused.value)
        assert found is not None
        assert found.code == "store.busy"
        second.execute("ROLLBACK")


def test_a_server_that_does_not_answer_is_a_finding(tmp_path: Path) -> None:
    place = ServerPlace(Address(str(tmp_path), "nowhere", "nobody"))
    assert [finding.code for finding in place.faults()] == ["server.lost"]


def test_a_reader_writes_nothing(world: World) -> None:
    place = replace(world.owner, is_read_only=True)
    with closing(place.connect()) as connection, pytest.raises(place.errors) as refused:
        connection.execute("UPDATE organisation SET name = 'x'")
    assert isinstance(place.refusal(refused.value), RuleError)


def test_a_sum_is_a_whole_number_by_both_roads(world: World) -> None:
    world.placement()
    world.delivered()
    (row,) = world.desk.placements.page()
    assert type(row.used_hundredths) is int
    with world.store.reading() as session:
        assert type(session.scalar(text("SELECT sum(cents) FROM posting"))) is int
