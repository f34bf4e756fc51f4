"""A password that was changed or taken away is in no slot any more, nor in the key file that is kept beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest

from tests.builders import CHEAP, PASSWORD, SECRETARY, World, password_of, user_id
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import new_recovery_key
from zsm_desktop.app.people import change_password, retire_user
from zsm_desktop.app.recovery import recover
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import folder
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.store.keys_json import previous_of
from zsm_desktop.store.place import KEYS

NEW = "vier woorden zijn genoeg"


def headers(world: World) -> list[KeyFile]:
    path = world.folder / KEYS
    return [KeyFile.read(path), KeyFile.read(previous_of(path))]


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(RuleError) as error:
        call()
    return error.value.code


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


def test_the_key_file_beside_it_still_saves_the_network(world: World) -> None:
    change_password(world.desk, PASSWORD, NEW, kdf=CHEAP)
    world.close()
    (world.folder / KEYS).write_bytes(b"{")
    folder.restore_previous_keys(world.folder)
    with closing(open_desk(world.folder, password=NEW)) as desk:
        assert desk.actor.name == SECRETARY
