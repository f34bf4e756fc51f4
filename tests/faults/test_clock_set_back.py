"""A clock that ran ahead and was set back: no copy goes for it, nothing that had to go stays, and nobody waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, World, user_id
from tests.services.test_destroying import pupil_of
from zsm_desktop.domain.breaches import HOURS
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.models import User
from zsm_desktop.services.breaches import BreachDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.store import duties, second_place
from zsm_desktop.store.backup import copies, copy_before, remove
from zsm_desktop.store.taken_along import TakenAlong

AHEAD = timedelta(days=400)
OTHER = "stage duin"


@pytest.fixture
def kept() -> str:
    return "file"


@pytest.fixture
def ahead(world: World) -> Iterator[World]:
    """Something was done, and a copy made, while it was 400 days ahead."""
    right = world.now
    world.now = right + AHEAD
    world.desk.network.edit(1, name="Ons netwerk", region="", holiday_region="zuid")
    world.desk.backups.make("zelf")
    world.now = right
    yield world
    assert world.desk.checks.run().findings == ()


def places(world: World) -> list[Path]:
    return copies(world.folder)


def test_no_copy_goes_for_it_and_the_next_one_is_made(ahead: World) -> None:
    (early,) = places(ahead)
    assert not ahead.desk.backups.is_due()
    for turn in range(3):
        ahead.now += timedelta(hours=1)
        ahead.desk.network.edit(2 + turn, name=f"Netwerk {turn}", region="", holiday_region="zuid")
        assert ahead.desk.backups.is_due()
        made = ahead.desk.backups.make("zelf")
        assert {early, made} <= set(places(ahead))
    assert len(places(ahead)) == 4


def test_it_is_put_back_to_try_it_also_when_the_last_trial_is_still_to_come(ahead: World) -> None:
    right = ahead.now
    ahead.now += AHEAD
    ahead.desk.backups.try_out()
    assert not ahead.desk.backups.is_trial_due()
    ahead.now = right
    assert ahead.desk.backups.is_trial_due()
    ahead.desk.backups.try_out()
    assert not ahead.desk.backups.is_trial_due()


def test_who_was_forgotten_stays_in_no_copy_that_seems_to_come_from_later(ahead: World, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    case = ahead.case()
    ahead.desk.cases.close(case)
    ahead.now += AHEAD
    copy_before(ahead.folder, "zelf", ahead.keys, ahead.now)
    second_place.choose(ahead.folder, str(stick), ahead.keys, ahead.now)
    ahead.now -= AHEAD
    ahead.desk.forgetting.forget(pupil_of(ahead, case))
    told = ahead.desk.destroying.old_copies()
    assert told is not None
    assert told.count == 2
    away = stick.rename(tmp_path / "weg")
    fresh = ahead.desk.backups.renew()
    assert places(ahead) == [fresh]
    assert ahead.desk.destroying.old_copies() is None
    assert [one.path for one in ahead.desk.backups.facts().owing] == [str(stick)]
    away.rename(stick)
    ahead.now += timedelta(hours=2)
    made = ahead.desk.backups.make("zelf")
    second_place.keep_up(ahead.folder, ahead.keys, ahead.now)
    assert ahead.desk.backups.facts().owing == ()
    assert [copy.path.name for copy in second_place.copies_at(stick)] == [made.name]


def test_who_was_forgotten_while_it_was_ahead_is_in_no_copy_of_since(world: World, tmp_path: Path) -> None:
    """What lay there then is known by its name; what is fresh is not, whatever moment was noted."""
    case = world.case()
    world.desk.cases.close(case)
    copy_before(world.folder, "zelf", world.keys, world.now)
    world.now += AHEAD
    world.desk.forgetting.forget(pupil_of(world, case))
    world.now -= AHEAD - timedelta(hours=1)
    told = world.desk.destroying.old_copies()
    assert told is not None
    assert told.count == 1
    assert duties.owed_since(world.folder, world.store.rows, world.now) == world.now
    fresh = world.desk.backups.renew()
    assert places(world) == [fresh]
    assert world.desk.destroying.old_copies() is None
    assert duties.owed_since(world.folder, world.store.rows, world.now) is None


def test_what_others_took_home_is_told_by_the_order_of_the_logbook(world: World) -> None:
    """Forgotten while the clock was ahead; taken home before it, and renewed there after it."""
    with world.writing() as work:
        row = work.session.get_one(User, user_id(OTHER))
        row.role, row.school_id = "secretary", None
    other = Desk(world.store, Actor(user_id(OTHER), OTHER, Role.SECRETARY, None), lambda: world.now)
    case = world.case()
    world.desk.cases.close(case)
    other.home_copies.log_home()
    world.now += AHEAD
    world.desk.forgetting.forget(pupil_of(world, case))
    world.now -= AHEAD - timedelta(hours=1)
    told = world.desk.destroying.old_copies()
    assert told is not None
    assert [one.by for one in told.elsewhere] == [OTHER]
    ((begun,),) = world.store.rows("SELECT max(number) FROM audit_event")
    other.home_copies.log_renewed(begun)
    assert world.desk.destroying.old_copies() is None


def test_what_was_made_since_stays_where_the_renewal_seems_to_come_from_later(world: World, tmp_path: Path) -> None:
    """They were renewed while the clock was ahead, with the stick in a drawer."""
    stick = tmp_path / "stick"
    stick.mkdir()
    copy_before(world.folder, "zelf", world.keys, world.now)
    second_place.choose(world.folder, str(stick), world.keys, world.now)
    away = stick.rename(tmp_path / "weg")
    world.now += AHEAD
    world.desk.backups.renew()
    world.now -= AHEAD - timedelta(hours=1)
    away.rename(stick)
    made = copy_before(world.folder, "zelf", world.keys, world.now)
    second_place.keep_up(world.folder, world.keys, world.now)
    assert [copy.path.name for copy in second_place.copies_at(stick)] == [made.name]
    assert world.desk.backups.facts().last_at == world.now
    assert world.desk.backups.facts().owing == ()


def test_a_clock_that_is_behind_costs_the_stick_no_copy(world: World, tmp_path: Path) -> None:
    """It was renewed in time, with the stick in a drawer, where fresh copies of another disk were put meanwhile."""
    stick = tmp_path / "stick"
    stick.mkdir()
    old = copy_before(world.folder, "zelf", world.keys, world.now)
    second_place.choose(world.folder, str(stick), world.keys, world.now)
    away = stick.rename(tmp_path / "weg")
    world.now += timedelta(days=1)
    world.desk.backups.renew()
    away.rename(stick)
    world.now += timedelta(days=1)
    fresh = copy_before(world.folder, "zelf", world.keys, world.now)
    second_place.lay(fresh, second_place.folder_at(stick, world.folder, world.keys.network_id))
    remove(fresh)
    right, world.now = world.now, world.now - AHEAD
    second_place.keep_up(world.folder, world.keys, world.now)
    there = {copy.path.name for copy in second_place.copies_at(stick)}
    assert fresh.name in there
    assert old.name not in there
    assert [one.path for one in world.desk.backups.facts().owing] == [str(stick)]
    world.now = right + timedelta(days=1)
    second_place.keep_up(world.folder, world.keys, world.now)
    assert fresh.name in {copy.path.name for copy in second_place.copies_at(stick)}
    assert world.desk.backups.facts().owing == ()


def test_what_was_taken_along_is_asked_about(world: World) -> None:
    taken = TakenAlong("meegenomen-1", "m-1", "MB-1", "Maatwerk", date(2026, 12, 1), world.now + AHEAD)
    assert taken.is_old(world.now)
    assert not taken.is_old(world.now + AHEAD)
    assert not taken.is_old(world.now + AHEAD - timedelta(hours=20))


def test_the_72_hours_are_never_more(ahead: World) -> None:
    right = ahead.now
    ahead.now = right + AHEAD
    ahead.desk.breaches.add(BreachDraft(ahead.now, "lost", "Een stick is kwijt."))
    assert ahead.desk.breaches.rows()[0].hours_left == HOURS
    ahead.now = right
    assert ahead.desk.breaches.rows()[0].hours_left == HOURS


def test_lines_of_the_logbook_go_by_their_number(ahead: World) -> None:
    """One of later in between keeps nothing from going after it, and nothing goes before its time."""
    ahead.desk.network.edit(2, name="Weer goed", region="", holiday_region="zuid")
    lines = ahead.store.rows("SELECT number, at FROM audit_event ORDER BY number")
    assert [number for number, _ in lines] == list(range(1, len(lines) + 1))
    assert [at for _, at in lines] != sorted(at for _, at in lines)
    assert ahead.desk.destroying.due() == ()
    assert ahead.desk.day == TODAY
