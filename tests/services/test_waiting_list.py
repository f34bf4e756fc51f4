"""A seat that comes free because time passes is seen at once, and given to who waits by one act."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import World, offer_id
from tests.services.test_placement_answers import OWN, RECEIVING, asked, history, refused, row, seats
from zsm_desktop.models import Case

DUIN = offer_id("DUIN")


@pytest.fixture
def waited(world: World) -> tuple[World, str, str]:
    """One seat, held until 30 November; two wait for it, the second for days that are not over by then."""
    seats(world, 1)
    world.placement("DUIN", "ZEEUW", ends_on=date(2026, 11, 30))
    first = asked(world, starts_on=date(2026, 11, 23))
    world.now += timedelta(minutes=1)
    return world, first, asked(world, starts_on=date(2026, 11, 24))


def free(world: World, name: str = RECEIVING) -> list[str]:
    return [one.placement_id for one in world.desk_of(name).waiting_list.free()]


def waits_today(world: World, name: str) -> int:
    return {one.kind: one.count for one in world.desk_of(name).today.facts().waiting}.get("seats_free", 0)


def test_a_seat_freed_by_time_is_seen_and_given(waited: tuple[World, str, str]) -> None:
    world, first, second = waited
    assert [row(world, one).status for one in (first, second)] == ["waiting", "waiting"]
    assert (free(world), waits_today(world, RECEIVING)) == ([], 0)
    world.now += timedelta(days=9)
    (turn,) = world.desk_of(RECEIVING).waiting_list.free()
    assert (turn.placement_id, turn.offer_id, turn.first_day) == (first, DUIN, date(2026, 12, 1))
    assert (turn.number, turn.called) == (row(world, first).number, row(world, first).pseudonym)
    assert [waits_today(world, name) for name in (RECEIVING, OWN, "secretaris", "boekhouder")] == [1, 1, 1, 0]
    assert world.desk.placements.card(first).seat_from == date(2026, 12, 1)
    assert world.desk.placements.card(second).seat_from is None
    changes = world.desk_of(RECEIVING).waiting_list.move_up(DUIN)
    assert changes.topics["placement"] == {first}
    found = row(world, first)
    assert (found.status, found.starts_on) == ("proposed", date(2026, 12, 1))
    assert history(world, first)[-1] == ("status", "waiting", "proposed", "")
    assert (free(world), waits_today(world, RECEIVING)) == ([], 0)
    with refused("placement.nobody_moves"):
        world.desk_of(RECEIVING).waiting_list.move_up(DUIN)


def test_who_gets_it(waited: tuple[World, str, str]) -> None:
    world, first, _ = waited
    world.now += timedelta(days=9)
    assert free(world, "boekhouder") == [first]
    assert world.desk_of("boekhouder").waiting_list.free()[0].called == row(world, first).pupil_code
    with refused("permission.missing"):
        world.desk_of("directeur duin").waiting_list.free()
    with refused("permission.missing"):
        world.desk_of("boekhouder").waiting_list.move_up(DUIN)
    world.desk_of(OWN).waiting_list.move_up(DUIN)
    assert row(world, first).status == "proposed"


def test_a_school_that_is_no_party_sees_and_does_nothing(world: World) -> None:
    with world.writing() as work:
        work.connection.exec_driver_sql("UPDATE offer SET seats = 1")
    world.placement("KREEK", "ZEEUW", ends_on=date(2026, 11, 30))
    asked(world, "KREEK", starts_on=date(2026, 11, 23))
    world.now += timedelta(days=9)
    assert free(world, "stage duin") == []
    assert waits_today(world, "stage duin") == 0
    with refused("permission.other_school"):
        world.desk_of("stage duin").waiting_list.move_up(offer_id("KREEK"))


def test_neither_a_closed_case_nor_a_stopped_offer_has_a_turn(waited: tuple[World, str, str]) -> None:
    world, first, second = waited
    world.now += timedelta(days=9)
    with world.writing() as work:
        work.session.get_one(Case, row(world, first).case_id).status = "closed"
    assert free(world) == [second]
    world.desk.offers.deactivate(DUIN)
    assert free(world) == []
