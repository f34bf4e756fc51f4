"""Copies of a server that somebody took home before a pupil was forgotten are named until they are renewed there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import World, user_id
from tests.services.forgotten import lived
from zsm_desktop.domain.destruction import OldCopies, TakenHome
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.models import User
from zsm_desktop.services.desk import Desk
from zsm_desktop.words.forgetting import copies

OTHER = "stage duin"


@pytest.fixture
def kept() -> str:
    """What the logbook says, it says of a network that came back from its server too."""
    return "file"


@pytest.fixture
def other(world: World) -> Desk:
    """A second secretary, at a computer of her own."""
    with world.writing() as work:
        row = work.session.get_one(User, user_id(OTHER))
        row.role, row.school_id = "secretary", None
    return Desk(world.store, Actor(user_id(OTHER), OTHER, Role.SECRETARY, None), lambda: world.now)


def waiting(world: World) -> list[int]:
    """Never with what is painted at once: for it the whole logbook is read."""
    today = world.desk.today
    assert "copies_of_before" not in {one.kind for one in today.facts().waiting}
    return [one.count for one in today.later() if one.kind == "copies_of_before"]


def newest(world: World) -> int:
    ((number,),) = world.store.rows("SELECT max(number) FROM audit_event")
    return int(number)


def forgotten(world: World) -> None:
    world.now += timedelta(days=1)
    world.desk.forgetting.forget(lived(world).pupil)
    world.now += timedelta(days=1)


def test_it_is_named_until_it_was_renewed_there(world: World, other: Desk) -> None:
    other.home_copies.log_home()
    at, begun = world.now, newest(world)
    assert world.desk.destroying.old_copies() is None
    forgotten(world)
    old = world.desk.destroying.old_copies()
    assert old == OldCopies(0, None, (TakenHome(OTHER, at, may_renew=True),))
    (said,) = copies(old)
    assert said.startswith(f"{OTHER} haalde op 22 november 2026 een reservekopie naar een eigen computer")
    assert waiting(world) == [1]
    other.home_copies.log_home()
    assert world.desk.destroying.old_copies() == old, "one more beside it takes nothing away"
    other.home_copies.log_renewed(begun)
    assert world.desk.destroying.old_copies() == old, "that copy was being made while somebody was forgotten"
    other.home_copies.log_renewed(newest(world))
    assert world.desk.destroying.old_copies() is None
    assert waiting(world) == []


def test_of_who_left_it_stays_named_and_waits_for_nobody_here(world: World, other: Desk) -> None:
    other.home_copies.log_home()
    forgotten(world)
    world.desk.users.retire(user_id(OTHER))
    old = world.desk.destroying.old_copies()
    assert old is not None
    (said,) = copies(old)
    assert said.endswith("Vraag stage duin haar weg te gooien; er staat nog in wat vernietigd is.")
    assert waiting(world) == []


def test_who_took_one_and_has_it_no_more_says_so_by_renewing(world: World, other: Desk) -> None:
    world.desk.home_copies.log_home()
    at = world.now
    forgotten(world)
    old = world.desk.destroying.old_copies()
    assert old == OldCopies(0, None, own=at)
    assert old.can_renew
    (said,) = copies(old)
    assert said.startswith("U haalde op 22 november 2026")
    assert waiting(world) == [1]
    seen = other.destroying.old_copies()
    assert seen == OldCopies(0, None, (TakenHome(world.desk.actor.name, at, may_renew=True),))
    assert not seen.can_renew
    world.desk.backups.renew()
    assert world.desk.destroying.old_copies() is None
    assert other.destroying.old_copies() is None
    assert waiting(world) == []
