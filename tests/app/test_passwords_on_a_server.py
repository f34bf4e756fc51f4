"""Two who change who gets in at the same moment: each only the own door, whoever read the slots first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.app.test_taken_along import Home
from tests.builders import CHEAP, SECRETARY, World, password_of, user_id
from zsm_desktop.app import keys, open_desk, people
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.services.desk import Desk
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.store.store import header_of

COLLEAGUE = "stage zeeuw"
SOON = 30
MINE, THEIRS = "een nieuw wachtwoord van mij", "een heel ander wachtwoord"


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def colleague(world: World) -> Iterator[Home]:
    made = Home(world, COLLEAGUE)
    yield made
    made.close()


def between(monkeypatch: pytest.MonkeyPatch, way: str, meanwhile: Callable[[], object]) -> None:
    """`meanwhile` is done once, when the slots have been read and are not yet written."""
    real = getattr(KeyFile, way)

    def changed(self: KeyFile, *args: object, **named: object) -> KeyFile:
        made: KeyFile = real(self, *args, **named)
        monkeypatch.setattr(KeyFile, way, real)
        meanwhile()
        return made

    monkeypatch.setattr(KeyFile, way, changed)


def change(desk: Desk, name: str, new: str) -> None:
    people.change_password(desk, password_of(name), new, kdf=CHEAP)


def require_opens(colleague: Home) -> None:
    open_desk(colleague.folder, password=THEIRS).close()
    with pytest.raises(RuleError, match=r"keys\.wrong_password"):
        open_desk(colleague.folder, password=password_of(COLLEAGUE))


def test_both_change_their_password_and_both_get_in(world: World, colleague: Home, monkeypatch) -> None:
    other = colleague.online()
    between(monkeypatch, "with_password", lambda: change(other, COLLEAGUE, THEIRS))
    change(world.desk, SECRETARY, MINE)
    open_desk(world.folder, password=MINE).close()
    require_opens(colleague)


def test_who_is_shown_the_door_takes_nobody_along(world: World, colleague: Home, monkeypatch) -> None:
    other = colleague.online()
    gone = world.entrance("lezer")
    with ThreadPoolExecutor(1) as beside:
        asked: list[Future[None]] = []
        between(monkeypatch, "without_user", lambda: asked.append(beside.submit(change, other, COLLEAGUE, THEIRS)))
        people.retire_user(world.desk, user_id("lezer"))
        asked[0].result(SOON)  # it waited for the act, or was done before
    with pytest.raises(RuleError):
        open_desk(gone, password=password_of("lezer"))
    require_opens(colleague)


def test_who_is_given_one_while_choosing_one_gets_in_with_what_was_given(
    world: World, colleague: Home, monkeypatch
) -> None:
    other = colleague.online()
    row = next(row for row in world.desk.users.rows() if row.name == COLLEAGUE)

    def give() -> None:
        people.edit_user(world.desk, row.id, row.version, row.name, row.role, row.school_id, THEIRS, kdf=CHEAP)

    between(monkeypatch, "with_password", give)
    with pytest.raises(RuleError, match=r"keys\.wrong_password"):
        change(other, COLLEAGUE, MINE)
    require_opens(colleague)
    assert [owner.user_id for owner in world.store.place.header().users].count(row.id) == 1


def test_another_printed_key_takes_the_place_of_the_first(world: World) -> None:
    first = keys.new_recovery_key(world.desk, password_of(SECRETARY), kdf=CHEAP)
    second = keys.new_recovery_key(world.desk, password_of(SECRETARY), kdf=CHEAP)
    header = header_of(world.store)
    assert header.recover(second).seal_key == world.keys.seal_key
    assert len(header.users) == 7, "nobody else's slot went with it"
    assert keys.recovery_owner(world.desk) == user_id(SECRETARY)
    for call, code in (
        (lambda: header.recover(first), "keys.wrong_recovery"),
        (lambda: keys.new_recovery_key(world.desk_of(COLLEAGUE), password_of(COLLEAGUE)), "permission.missing"),
    ):
        with pytest.raises(RuleError) as refused:
            call()
        assert refused.value.code == code
    people.edit_user(world.desk, *_row(world.desk, COLLEAGUE), THEIRS, kdf=CHEAP)
    found = world.desk.access.of_users()
    assert found[user_id(COLLEAGUE)].since == world.now
    assert found[user_id(SECRETARY)].last == world.now
    assert found[user_id(SECRETARY)].since is None


def _row(desk: Desk, name: str) -> tuple[str, int, str, Role, str | None]:
    row = next(row for row in desk.users.rows() if row.name == name)
    return row.id, row.version, row.name, row.role, row.school_id
