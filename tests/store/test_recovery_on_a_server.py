"""Forgotten on a server: the printed key and the owner of the database let in again, and neither does alone."""

from __future__ import annotations

from contextlib import closing

import psycopg
import pytest

from tests.builders import CHEAP, PASSWORD, SECRETARY, World, password_of, school_id, user_id
from tests.server import OWNER, Server
from tests.services.test_others import until
from zsm_desktop.app import open_desk
from zsm_desktop.app.recovery import DatabaseOwner, recover
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.changes import Changes
from zsm_desktop.store import recovery
from zsm_desktop.store.keys import Owner
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres.address import Address
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.logins import login_name

NEW = "een heel nieuw wachtwoord"


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def printed(world: World) -> str:
    """The recovery key, made anew as nobody kept that of the small network."""
    place, whose = world.store.place, Owner(user_id(SECRETARY), SECRETARY, Role.SECRETARY.value)
    header, text = place.header().with_recovery(world.store.keys, whose, CHEAP)
    place.keep_header(header)
    return text


@pytest.fixture
def host(world: World, server: Server) -> Address:
    return server.address(server.database_of(world.folder), OWNER)


def slots(host: Address) -> tuple[object, ...]:
    """All that lets somebody in: the key slots, and what the server checks a login with."""
    with psycopg.connect(host.conninfo(), autocommit=True) as connection:
        found = connection.execute("SELECT id, document FROM key_slot ORDER BY id").fetchall()
    with psycopg.connect(Address(host.host, "postgres", "host_of_all").conninfo()) as connection:
        logins = connection.execute("SELECT rolname, rolpassword, rolcanlogin FROM pg_authid ORDER BY 1").fetchall()
    return found, logins


def test_both_together_give_a_new_password_and_the_names_open(world: World, host: Address, printed: str) -> None:
    known = (world.folder / SERVER).read_bytes()
    before = slots(host)[0]
    desk = recover(world.folder, printed.lower(), NEW, DatabaseOwner(host, ""))
    try:
        assert (desk.actor.user_id, desk.actor.role) == (user_id(SECRETARY), Role.SECRETARY)
        assert desk.store.seal.may_open
        desk.sectors.add("Bouw")
    finally:
        desk.close()
    open_desk(world.folder, password=NEW).close()
    with pytest.raises(RuleError, match=r"keys\.wrong_password"):
        open_desk(world.folder, password=PASSWORD)
    open_desk(world.entrance("stage duin"), password=password_of("stage duin")).close()
    assert len(slots(host)[0]) == len(before)
    assert (world.folder / SERVER).read_bytes() == known
    recover(world.folder, printed, PASSWORD, DatabaseOwner(host, "")).close()


def test_the_logbook_says_who_came_in_that_way_and_the_others_hear_of_it(
    world: World, host: Address, printed: str
) -> None:
    world.delivered()
    colleague = world.desk_of("lezer")
    heard: list[Changes] = []
    colleague.changes.subscribe(heard.append)
    colleague.listen()
    ((last,),) = world.store.rows("SELECT max(number) FROM audit_event")
    with closing(recover(world.folder, printed, NEW, DatabaseOwner(host, ""))) as desk:
        found = desk.store.rows(
            "SELECT number, user_id, act, subject_id, facts FROM audit_event WHERE number > ?", (last,)
        )
        facts = f'{{"owner":"{OWNER}"}}'
        assert found == [(last + 1, user_id(SECRETARY), "user.recover", user_id(SECRETARY), facts)]
        desk.sectors.add("Bouw")
        checked = desk.checks.run()
        assert (checked.ok, checked.findings) == (True, ())
    until(lambda: any(user_id(SECRETARY) in changes.topics.get("user", ()) for changes in heard))


def test_a_network_that_was_fetched_back_takes_no_new_password(world: World, host: Address, printed: str) -> None:
    with psycopg.connect(host.conninfo(), autocommit=True) as connection:
        connection.execute("UPDATE schema_version SET is_retired = true")
    before = slots(host)
    with pytest.raises(RuleError, match=r"store\.retired"):
        recover(world.folder, printed, NEW, DatabaseOwner(host, ""))
    assert slots(host) == before


def test_on_a_colleagues_computer_it_opens_for_whom_the_key_was_made(world: World, host: Address, printed: str) -> None:
    folder = world.entrance("lezer")
    desk = recover(folder, printed, NEW, DatabaseOwner(host, ""))
    desk.close()
    known = Known.read(folder / SERVER)
    assert (known.address.user, known.user_name) == (login_name(user_id(SECRETARY)), SECRETARY)


def test_whatever_is_missing_nothing_changes(world: World, host: Address, printed: str, server: Server) -> None:
    own = Known.read(world.folder / SERVER).address
    theirs = Known.read(world.entrance("lezer") / SERVER).address
    other = server.address(server.new_database(), OWNER)
    stranger = Address(host.host, host.database, "vreemde")
    with psycopg.connect(Address(host.host, "postgres", "host_of_all").conninfo(), autocommit=True) as connection:
        connection.execute("CREATE ROLE vreemde LOGIN CREATEROLE PASSWORD 'geheim'")
    before = slots(host), (world.folder / SERVER).read_bytes()
    unlike = recovery.printed(bytes(16))
    typo = printed[:-1] + ("A" if printed[-1] != "A" else "B")
    try:
        for key, owner, code in (
            (unlike, DatabaseOwner(host, ""), "keys.wrong_recovery"),
            (typo, DatabaseOwner(host, ""), "recovery.typo"),
            (printed, None, "server.no_recovery"),
            (printed, DatabaseOwner(other, ""), "server.other_database"),
            (printed, DatabaseOwner(stranger, "geheim"), "server.not_owner"),
            (printed, DatabaseOwner(stranger, "anders"), "server.owner_password"),
            (printed, DatabaseOwner(own, ""), "server.no_password"),
            (printed, DatabaseOwner(own, world.store.keys.login), "server.not_owner"),
            (printed, DatabaseOwner(theirs, "x"), "server.owner_password"),
        ):
            with pytest.raises(RuleError) as refused:
                recover(world.folder, key, NEW, owner)
            assert refused.value.code == code
        with pytest.raises(RuleError, match=r"keys\.password_short"):
            recover(world.folder, printed, "kort", DatabaseOwner(host, ""))
        assert (slots(host), (world.folder / SERVER).read_bytes()) == before
    finally:
        with psycopg.connect(Address(host.host, "postgres", "host_of_all").conninfo(), autocommit=True) as connection:
            connection.execute("DROP ROLE vreemde")


def test_nobody_gets_in_whose_access_was_ended(world: World, host: Address, printed: str) -> None:
    with psycopg.connect(host.conninfo(), autocommit=True) as connection:
        connection.execute("UPDATE user_account SET is_active = false WHERE id = %s", (user_id(SECRETARY),))
    before = slots(host)
    with pytest.raises(RuleError, match=r"user\.inactive"):
        recover(world.folder, printed, NEW, DatabaseOwner(host, ""))
    assert slots(host) == before


def test_who_became_a_director_since_gets_in_without_the_names(world: World, host: Address, printed: str) -> None:
    with psycopg.connect(host.conninfo(), autocommit=True) as connection:
        changed = "UPDATE user_account SET role = 'director', school_id = %s WHERE id = %s"
        connection.execute(changed, (school_id("DUIN"), user_id(SECRETARY)))
    desk = recover(world.folder, printed, NEW, DatabaseOwner(host, ""))
    may_open = desk.store.seal.may_open
    desk.close()
    again = open_desk(world.folder, password=NEW)
    assert (may_open, again.store.seal.may_open, again.actor.role) == (False, False, Role.DIRECTOR)
    again.close()
