"""After a network on a server got other keys, who does not say that those are at hand is nobody there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest

from tests.app.test_renewal_on_a_server import rekeyed
from tests.builders import PASSWORD, SECRETARY, World, secret_of, user_id
from zsm_desktop.app import open_desk
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres import guards
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.logins import ASKING, KEY_MARK
from zsm_desktop.store.postgres.place import ServerPlace

Session = psycopg.Connection[Any]
LINE = "INSERT INTO audit_event (number, at, user_id, act, facts) VALUES (1, '2026-11-22', %s, 'cluster.add', '{}')"
CLAUSE = "UPDATE schema_version SET earlier_keys"


@pytest.fixture
def kept() -> str:
    return "server"


def place(world: World) -> ServerPlace:
    """Of the secretary, who kept the password."""
    return ServerPlace(Known.read(world.folder / SERVER).address, password=secret_of(SECRETARY))


@contextmanager
def session(world: World, said: str | None) -> Iterator[Session]:
    """Past the program; with None it says nothing about keys, as a program from before it did."""
    with psycopg.connect(place(world).address.conninfo(secret_of(SECRETARY)), autocommit=True) as found:
        if said is not None:
            found.execute("SELECT set_config(%s, %s, false)", (KEY_MARK, said))
        yield found


def seen(one: Session) -> tuple[str | None, int]:
    return one.execute("SELECT acting('role'), (SELECT count(*) FROM case_file)").fetchone() or (None, -1)


def may_write(one: Session) -> bool:
    with one.transaction(force_rollback=True):
        try:
            one.execute(LINE, (user_id(SECRETARY),))
        except psycopg.errors.InsufficientPrivilege:
            return False
    return True


def slots(one: Session) -> int:
    return len(one.execute("SELECT id FROM key_slot").fetchall())


def test_before_other_keys_nobody_is_asked(world: World) -> None:
    world.case()
    for said in (None, ASKING, world.keys.mark):
        with session(world, said) as one:
            assert seen(one) == ("secretary", 1)
            assert may_write(one)
            assert slots(one) > 0


@pytest.mark.parametrize("who", ["old program", "at the door", "old keys"])
def test_after_it_only_who_has_them_reads_and_writes(world: World, who: str) -> None:
    world.case()
    said = {"old program": None, "at the door": ASKING, "old keys": world.keys.mark}[who]
    with session(world, said) as one, session(world, None) as right:
        assert may_write(one)
        new, _printed, _made = rekeyed(world)
        assert seen(one) == (None, 0)
        assert not may_write(one)
        right.execute("SELECT set_config(%s, %s, false)", (KEY_MARK, new.mark))
        assert seen(right) == ("secretary", 1)
        assert may_write(right)


def test_the_door_shows_the_own_slot_to_who_asks_and_is_closed_to_an_old_program(world: World) -> None:
    new, _printed, _made = rekeyed(world)
    with session(world, ASKING) as one:
        assert slots(one) == 2, "the password and the printed key"
    with session(world, world.keys.mark) as one:
        assert slots(one) == 0
    with session(world, None) as one, pytest.raises(psycopg.Error) as refused:
        slots(one)
    found = place(world).refusal(refused.value)
    assert found is not None
    assert found.code == "server.no_entry", "which such a program has a sentence for"
    assert place(world).header().unlock(PASSWORD, user_id(SECRETARY)).mark == new.mark


def test_a_server_from_before_this_is_made_ready_by_the_renewal_itself(world: World) -> None:
    world.case()
    body = guards.audit_function()
    start = body.index(CLAUSE)
    with closing(world.owner.connect()) as driver:
        driver.execute(body[:start] + body[body.index(";", start) + 1 :])
        driver.execute("DROP FUNCTION entering(text) CASCADE")
        driver.execute("ALTER TABLE schema_version DROP COLUMN earlier_keys, DROP COLUMN earlier_until")
    world.desk.sectors.add("Zorg")
    rekeyed(world)
    with closing(open_desk(world.folder, password=PASSWORD, clock=lambda: world.now)) as desk:
        assert desk.checks.run().ok
        desk.sectors.add("Groen en zo")
