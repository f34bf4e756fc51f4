"""One password opens a network on a server; the host sees neither it, nor the keys, nor a name."""

from __future__ import annotations

import base64
import subprocess
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tests.builders import CHEAP, PASSWORD, SECRETARY, World, password_of, secret_of, user_id
from tests.cluster import HOST, programs
from zsm_desktop.app import open_desk, people
from zsm_desktop.app.start import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.store.folder import FolderState, look
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.store.postgres.logins import login_name, login_secret
from zsm_desktop.store.postgres.place import ServerPlace

OTHER = "een heel ander wachtwoord"


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.mark.parametrize(("name", "may_open"), [(SECRETARY, True), ("stage duin", True), ("directeur duin", False)])
def test_everyone_opens_with_the_own_password(world: World, name: str, may_open: bool) -> None:
    with closing(open_desk(world.entrance(name), password=password_of(name), user=name)) as desk:
        assert (desk.actor.name, desk.store.seal.may_open) == (name, may_open)
        ((login,),) = desk.store.rows("SELECT session_user")
        assert login == login_name(user_id(name))


@pytest.mark.parametrize(("password", "user", "code"), [
    ("verkeerd wachtwoord", None, "keys.wrong_password"),
    (PASSWORD, "iemand anders", "user.unknown"),
])  # fmt: skip
def test_another_password_or_name_opens_nothing(world: World, password: str, user: str | None, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        open_desk(world.entrance(SECRETARY), password=password, user=user)
    assert refused.value.code == code


def test_the_folder_shows_whose_it_is_and_holds_no_password(world: World) -> None:
    home = world.entrance("lezer")
    found = look(home)
    assert (found.state, [owner.user_name for owner in found.users]) == (FolderState.STORE, ["lezer"])
    assert [path.name for path in home.iterdir()] == [SERVER]
    said = (home / SERVER).read_text(encoding="utf-8")
    assert password_of("lezer") not in said
    assert secret_of("lezer") not in said


def test_the_start_window_opens_it_and_says_what_it_cannot(world: World, tmp_path: Path) -> None:
    home = world.entrance("lezer")
    entrance = Entrance(tmp_path, tmp_path / "voorkeuren.json")
    assert entrance.look(home).users == ("lezer",)
    opened = entrance.unlock(home, password_of("lezer"))
    assert opened.network.name == "Stichting Maatwerk Proef"
    opened.desk.close()
    with pytest.raises(RuleError, match=r"server\.no_recovery"):
        entrance.recover(home, "X3NG", OTHER)


@pytest.mark.parametrize(
    ("said", "code"),
    [("", "server.file_damaged"), ('{"format": 1}', "server.file_damaged"), ('{"format": 2}', "server.file_newer")],
)
def test_a_damaged_file_is_said(world: World, said: str, code: str) -> None:
    home = world.entrance("lezer")
    (home / SERVER).write_text(said, encoding="utf-8")
    found = look(home)
    assert found.state is FolderState.DAMAGED
    assert found.refusal is not None
    assert found.refusal.code == code


def test_another_password_is_another_login_too_and_the_open_desk_goes_on(world: World) -> None:
    home = world.entrance("lezer")
    with closing(open_desk(home, password=password_of("lezer"))) as desk:
        people.change_password(desk, password_of("lezer"), OTHER, kdf=CHEAP)
        assert desk.store.place.header().users[0].user_name == "lezer"
    with pytest.raises(RuleError, match=r"keys\.wrong_password"):
        open_desk(home, password=password_of("lezer"))
    open_desk(home, password=OTHER).close()


def test_somebody_new_is_let_in_and_who_is_retired_no_more(world: World) -> None:
    made = people.add_user(world.desk, "Nieuw", Role.READER, None, OTHER, kdf=CHEAP).made_id
    place = replace(world.owner, address=replace(world.owner.address, user=login_name(made)))
    home = world.folder.with_name("nieuw")
    home.mkdir()
    Known(place.address).write(home / SERVER)
    open_desk(home, password=OTHER).close()

    people.retire_user(world.desk, made)
    with pytest.raises(RuleError, match=r"server\.no_entry"):
        open_desk(home, password=OTHER)


def test_another_role_leaves_nothing_of_the_old_one(world: World) -> None:
    """Also what the host himself granted, as after a restore: gone, or (from 16 on) the act is refused as a whole."""
    login = login_name(user_id("lezer"))
    address = replace(world.owner.address, user=HOST)
    groups = "SELECT split_part(roleid::regrole::text, '_', 3) FROM pg_auth_members WHERE member = %s::regrole"
    with closing(psycopg.connect(address.conninfo(), autocommit=True)) as host:
        (prefix,) = host.execute("SELECT groups FROM schema_version").fetchone()
        host.execute(f"GRANT {prefix}_director TO {login}")
        refused = nullcontext() if host.info.server_version < 160_000 else pytest.raises(RuleError, match="no_right")
        with refused:
            people.edit_user(world.desk, user_id("lezer"), 1, "lezer", Role.BOOKKEEPER, None)
        (role,) = host.execute("SELECT role FROM user_account WHERE name = 'lezer'").fetchone()
        found = {group for (group,) in host.execute(groups, (login,)).fetchall()}
    assert found == ({"bookkeeper"} if role == "bookkeeper" else {"reader", "director"})


def test_who_may_not_be_added_gets_no_login(world: World) -> None:
    with pytest.raises(RuleError, match=r"user\.twice"):
        people.add_user(world.desk, "lezer", Role.READER, None, OTHER, kdf=CHEAP)
    with closing(world.owner.connect()) as connection:
        (logins,) = connection.execute("SELECT count(*) FROM key_slot WHERE kind = 'password'").fetchone()
    assert logins == len(world.store.place.header().users)


def test_the_login_says_nothing_of_the_keys(world: World) -> None:
    """Who knows what the server is given cannot open the slot with it."""
    header = world.store.place.header()
    secret = secret_of(SECRETARY)
    with pytest.raises(RuleError, match=r"keys\.wrong_password"):
        header.unlock(secret, user_id(SECRETARY))
    assert header.unlock(PASSWORD, user_id(SECRETARY)).seal_key == world.keys.seal_key
    assert login_secret(PASSWORD, "zsm_a", CHEAP) != login_secret(PASSWORD, "zsm_b", CHEAP)


@pytest.mark.parametrize("part", ["unfinished", "older", "newer"])
def test_what_does_not_fit_this_program_is_refused(world: World, part: str) -> None:
    changed = {"unfinished": "is_ready = false", "older": "version = version - 1", "newer": "version = version + 1"}
    with closing(world.owner.connect()) as connection:
        connection.execute(f"UPDATE schema_version SET {changed[part]}")
    with pytest.raises(RuleError, match=rf"server\.{part}"):
        open_desk(world.entrance(SECRETARY), password=PASSWORD)


def test_a_dump_of_the_server_holds_no_name_nor_anything_that_opens_one(world: World) -> None:
    world.case("ZEEUW")
    desk = world.desk
    found = desk.store.rows("SELECT id, given_name, family_name FROM pupil")
    assert found
    dump = dumped(world.owner)
    assert b"Stichting Maatwerk Proef" in dump  # what is not sealed is there: the dump was looked into
    secrets = ["Zoë", "van den Berg", "2010-03-14", "Wil leren lassen", PASSWORD, secret_of(SECRETARY)]
    secrets += [password_of(name) for name in ("stage duin", "stage zeeuw")]
    for secret in secrets:
        for said in encodings(secret.encode()):
            assert said not in dump, secret
    assert world.keys.seal_key is not None
    for key in (world.keys.seal_key, world.keys.store_key):
        for said in encodings(key):
            assert said not in dump


def encodings(secret: bytes) -> list[bytes]:
    """As it stands, in hex, and in base64 wherever in a longer text it begins."""
    shifted = [base64.b64encode(b"\0" * shift + secret)[(shift * 8 + 5) // 6 : -4] for shift in range(3)]
    plain = [secret, secret.hex().encode(), secret.hex().upper().encode(), secret.decode("latin-1").encode()]
    return [*plain, secret.decode("latin-1").encode("utf-16-le"), *[one for one in shifted if len(one) > 5]]


def test_a_value_that_is_not_sealed_is_found_in_whatever_way_it_is_written() -> None:
    for text in ("x {} y", "xy{} z", "xyz{}."):
        whole = text.format("van den Berg").encode()
        for written in (whole, whole.hex().encode(), base64.b64encode(whole)):
            assert any(said in written for said in encodings(b"van den Berg"))


def dumped(place: ServerPlace) -> bytes:
    """Everything a host can take away of this network, the logins too."""
    address = place.address
    common = ["-h", address.host, "-U", HOST]
    rows = subprocess.run(
        [programs() / "pg_dump", *common, "--inserts", address.database], check=True, capture_output=True
    )
    logins = subprocess.run([programs() / "pg_dumpall", *common, "--globals-only"], check=True, capture_output=True)
    return rows.stdout + logins.stdout
