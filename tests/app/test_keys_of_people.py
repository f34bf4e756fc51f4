"""A password that was changed or taken away is in no slot any more, nor in the key file that is kept beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import CHEAP, PASSWORD, PEOPLE, SECRETARY, World, made_id, password_of, user_id
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import new_recovery_key, recovery_owner
from zsm_desktop.app.people import add_user, change_password, edit_user, retire_user
from zsm_desktop.app.recovery import recover
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.desk import Desk
from zsm_desktop.store import folder, keys_json
from zsm_desktop.store.keys import KeyFile, Owner
from zsm_desktop.store.keys_json import previous_of
from zsm_desktop.store.place import KEYS

NEW = "vier woorden zijn genoeg"


def headers(world: World) -> list[KeyFile]:
    path = world.folder / KEYS
    return [KeyFile.read(one) for one in (path, previous_of(path)) if one.exists()]


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(RuleError) as error:
        call()
    return error.value.code


def full(path: Path, *_rest: object) -> None:
    raise RuleError("file.disk_full", path=str(path))


def opened_by(world: World, name: str) -> bool:
    """Whether the password of `name` opens the key file, or the one beside it."""
    for header in headers(world):
        try:
            header.unlock(password_of(name), user_id(name))
        except RuleError:
            continue
        return True
    return False


def findings(desk: Desk) -> list[tuple[str, dict[str, object]]]:
    return [(one.code, dict(one.facts)) for one in desk.checks.run().findings]


@pytest.mark.parametrize("name", [SECRETARY, "directeur duin"])
def test_after_another_password_the_old_one_opens_nothing(world: World, name: str) -> None:
    change_password(world.desk_of(name), password_of(name), NEW, kdf=CHEAP)
    for header in headers(world):
        assert refused(lambda header=header: header.unlock(password_of(name), user_id(name))) == "keys.wrong_password"
        assert header.unlock(NEW, user_id(name)).user_name == name
        assert sum(slot.owner.user_id == user_id(name) and slot.kind == "password" for slot in header.slots) == 1
    world.close()
    with closing(open_desk(world.folder, password=NEW)) as desk:
        assert desk.actor.name == name


def test_who_was_taken_away_has_no_slot_left(world: World) -> None:
    retire_user(world.desk, user_id("lezer"))
    for header in headers(world):
        assert refused(lambda header=header: header.unlock(password_of("lezer"))) == "keys.wrong_password"


@pytest.mark.parametrize("step", ["write", "level"])
def test_who_cannot_be_taken_away_on_a_full_disk_is_asked_again(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    gone = user_id("stage duin")
    with monkeypatch.context() as patch:
        patch.setattr(keys_json, step, full)
        assert refused(lambda: retire_user(world.desk, gone)) == "file.disk_full"
    assert gone in {row.id for row in world.desk.users.rows() if row.is_active}, "the button is still there"
    retire_user(world.desk, gone)
    assert not opened_by(world, "stage duin")


def test_a_slot_that_stayed_is_found_and_goes_when_who_manages_users_opens(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the program broke off between the row of a user and the slot."""
    world.desk.users.retire(user_id("stage duin"))
    world.close()
    with monkeypatch.context() as patch:
        patch.setattr(keys_json, "write_atomically", full)
        with closing(open_desk(world.folder, password=PASSWORD)) as desk:
            assert findings(desk) == [("check.left_slot", {"user": "stage duin"})]
    open_desk(world.folder, password=password_of("directeur duin")).close()
    open_desk(world.folder, password=PASSWORD, read_only=True).close()
    assert opened_by(world, "stage duin"), "only by who manages users, and where may be written"
    with closing(open_desk(world.folder, password=PASSWORD)) as desk:
        assert findings(desk) == []
    assert not opened_by(world, "stage duin")
    assert len(KeyFile.read(world.folder / KEYS).users) == len(PEOPLE) - 1, "nobody else's slot went with it"


def test_a_slot_that_stayed_beside_the_key_file_only_goes_too(world: World) -> None:
    path = world.folder / KEYS
    before = path.read_bytes()
    retire_user(world.desk, user_id("stage duin"))
    previous_of(path).write_bytes(before)
    assert findings(world.desk) == [("check.left_slot", {"user": "stage duin"})]
    world.close()
    now = path.read_bytes()
    open_desk(world.folder, password=PASSWORD).close()
    assert not opened_by(world, "stage duin")
    assert path.read_bytes() == now


def test_a_slot_of_who_never_became_a_user_goes(world: World) -> None:
    """As where the program broke off while a user was added: the slot is there, the row was not kept."""
    path, stranger = world.folder / KEYS, Owner(made_id(2, 99), "nooit gekomen", Role.COORDINATOR.value)
    KeyFile.read(path).with_password(world.keys, stranger, NEW, sees_names=True, kdf=CHEAP).write(path)
    assert findings(world.desk) == [("check.left_slot", {"user": "nooit gekomen"})]
    world.close()
    open_desk(world.folder, password=PASSWORD).close()
    for header in headers(world):
        assert refused(lambda header=header: header.unlock(NEW)) == "keys.wrong_password"


def test_a_key_file_in_order_is_not_written_again_at_opening(world: World) -> None:
    world.close()
    before = (world.folder / KEYS).stat().st_mtime_ns, (world.folder / KEYS).stat().st_ino
    open_desk(world.folder, password=PASSWORD).close()
    assert ((world.folder / KEYS).stat().st_mtime_ns, (world.folder / KEYS).stat().st_ino) == before


def test_a_printed_key_that_was_replaced_lets_in_nowhere_nor_does_the_password_it_replaced(
    world: World,
) -> None:
    old = new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)
    key = new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)
    for header in headers(world):
        assert refused(lambda header=header: header.recover(old)) == "keys.wrong_recovery"
    world.close()
    recover(world.folder, key, NEW).close()
    for header in headers(world):
        assert refused(lambda header=header: header.unlock(PASSWORD)) == "keys.wrong_password"


def test_the_printed_key_of_who_was_taken_away_gives_no_new_password(world: World) -> None:
    key = new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)
    second = add_user(world.desk, "tweede", Role.SECRETARY, None, NEW, kdf=CHEAP).made_id
    world.close()
    with closing(open_desk(world.folder, password=NEW)) as desk:
        retire_user(desk, user_id(SECRETARY))
        assert recovery_owner(desk) == user_id(SECRETARY)
    before = (world.folder / KEYS).read_bytes()
    assert refused(lambda: recover(world.folder, key, "weer een ander wachtwoord")) == "user.inactive"
    assert (world.folder / KEYS).read_bytes() == before
    with closing(open_desk(world.folder, password=NEW)) as desk:
        again = new_recovery_key(desk, NEW, kdf=CHEAP)
        assert recovery_owner(desk) == second
    recover(world.folder, again, "weer een ander wachtwoord").close()


def test_a_printed_key_made_before_another_role_opens_no_names(world: World) -> None:
    key = new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)
    add_user(world.desk, "tweede", Role.SECRETARY, None, NEW, kdf=CHEAP)
    world.close()
    with closing(open_desk(world.folder, password=NEW)) as desk:
        row = next(row for row in desk.users.rows() if row.name == SECRETARY)
        edit_user(desk, row.id, row.version, row.name, Role.READER, None, "alleen nog lezen", kdf=CHEAP)
    with closing(recover(world.folder, key, "weer een ander wachtwoord")) as desk:
        assert (desk.actor.role, desk.store.seal.may_open) == (Role.READER, False)
    assert folder.unlock(world.folder, "weer een ander wachtwoord").seal_key is None


def test_the_key_file_beside_it_still_saves_the_network(world: World) -> None:
    change_password(world.desk, PASSWORD, NEW, kdf=CHEAP)
    world.close()
    (world.folder / KEYS).write_bytes(b"{")
    folder.restore_previous_keys(world.folder)
    with closing(open_desk(world.folder, password=NEW)) as desk:
        assert desk.actor.name == SECRETARY
