"""Models and migrations are one, guards survive them, a failed one leaves the old schema, a copy comes first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from sqlalchemy import CheckConstraint, inspect

from tests.builders import PASSWORD, SECRETARY, World
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Base
from zsm_desktop.store import guards, migrations, raw
from zsm_desktop.store import opening as store_opening
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.place import DATABASE, FilePlace
from zsm_desktop.store.schema import SCHEMA_VERSION

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


SERVERS_OWN = {
    *(("remove_table", name) for name in ("key_slot", "schema_version")),
    *(("remove_index", f"server_delivery_{name}") for name in ("day", "user", "provider")),
}


@pytest.mark.parametrize(("kept", "beside"), [("file", set()), ("server", SERVERS_OWN)])
def test_models_equal_migrations(world: World, beside: set[tuple[str, str]]) -> None:
    engine = world.owner.engine()
    with engine.connect() as connection:
        found = compare_metadata(migrations.context_of(connection), Base.metadata)
    engine.dispose()
    assert {(what, made.name) for what, made in found} == beside


def test_every_check_of_the_models_is_in_the_file_and_no_other(world: World) -> None:
    """Alembic compares columns and keys; what a column may hold it does not look at."""
    found = inspect(world.store.engine)
    for table in Base.metadata.sorted_tables:
        wanted = {
            (str(check.name), _said(str(check.sqltext)))
            for check in table.constraints
            if isinstance(check, CheckConstraint)
        }
        assert {(str(one["name"]), _said(one["sqltext"])) for one in found.get_check_constraints(table.name)} == wanted


def _said(rule: str) -> str:
    return " ".join(rule.split())


def test_the_program_knows_how_many_migrations_there_are() -> None:
    assert len(list(migrations.script_directory().walk_revisions())) == SCHEMA_VERSION


def test_every_guard_is_in_place_and_a_missing_or_altered_one_is_seen(world: World) -> None:
    assert guards.differing(world.store.rows(TRIGGERS)) == []
    with world.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER guard_posting_update")
        connection.exec_driver_sql("DROP TRIGGER guard_entry")
        connection.exec_driver_sql("CREATE TRIGGER guard_entry BEFORE INSERT ON journal_entry BEGIN SELECT 1; END")
    assert guards.differing(world.store.rows(TRIGGERS)) == ["guard_entry", "guard_posting_update"]
    migrations.upgrade(world.store.engine)
    assert guards.differing(world.store.rows(TRIGGERS)) == []


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = Keys(bytes(range(32)), None, "u", "password", "Wie", "secretary", "n")
    raw.create(tmp_path / DATABASE, keys.store_key)
    engine = FilePlace(tmp_path, keys).engine()

    def broken(_run: object) -> None:
        raise OSError("the plug was pulled")

    monkeypatch.setattr(guards, "install", broken)
    with pytest.raises(OSError, match="plug"):
        migrations.upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    engine.dispose()


def test_an_older_store_is_copied_before_it_is_brought_up_to_date(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, keys = world.folder, world.keys
    world.close()
    upgraded: list[str] = []
    monkeypatch.setattr(store_opening, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr(migrations, "upgrade", lambda engine, _tell: upgraded.append(str(engine.url)))
    with pytest.raises(RuleError, match="store.needs_update"):
        store_opening.open_store(folder, keys, user_name=SECRETARY, now=NOW, read_only=True)
    assert _copies(folder) == []
    store_opening.open_store(folder, keys, user_name=SECRETARY, now=NOW).close()
    assert len(upgraded) == 1
    assert len(_copies(folder)) == 1


def test_a_store_of_a_newer_program_is_told_apart(world: World) -> None:
    folder = world.folder
    with world.store.engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    world.close()
    with pytest.raises(RuleError) as refused:
        open_desk(folder, password=PASSWORD, user=SECRETARY)
    assert (refused.value.code, refused.value.facts["found"]) == ("store.newer", SCHEMA_VERSION + 1)


def test_who_has_it_open_is_named_and_reading_goes_on(world: World) -> None:
    folder = world.folder
    world.close()
    first = open_desk(folder, password=PASSWORD, user=SECRETARY)
    with pytest.raises(RuleError) as refused:
        open_desk(folder, password=PASSWORD, user=SECRETARY)
    assert (refused.value.code, refused.value.facts["user_name"]) == ("store.in_use", SECRETARY)
    reader = open_desk(folder, password=PASSWORD, user=SECRETARY, read_only=True)
    assert reader.network_name == first.network_name
    reader.close()
    first.close()
    open_desk(folder, password=PASSWORD, user=SECRETARY).close()


def test_wrong_password_and_unknown_user_are_told_apart(world: World) -> None:
    folder = world.folder
    world.close()
    with pytest.raises(RuleError, match="keys.wrong_password"):
        open_desk(folder, password="anders dan dat", user=SECRETARY)
    with pytest.raises(RuleError, match="user.unknown"):
        open_desk(folder, password=PASSWORD, user="niemand")


def test_a_directors_password_opens_no_name(world: World) -> None:
    case = world.case()
    folder = world.folder
    world.close()
    desk = open_desk(folder, password="directeur duin" * 2, user="directeur duin")
    assert desk.store.keys.seal_key is None
    ((pupil, name),) = desk.store.rows("SELECT id, given_name FROM pupil")
    with pytest.raises(RuleError, match="seal.no_key"):
        desk.store.seal.open("pupil", pupil, "given_name", name)
    with pytest.raises(RuleError, match="permission.missing"):
        desk.cases.card(case)
    desk.close()


def _copies(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("*.db"))
