"""Reads that are asked together give what they give one by one, on a server in fewer turns."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.builders import SECRETARY, World, make_network, password_of
from tests.proxy import Proxy
from tests.services.evaluating import all_of, closed
from tests.services.test_meetings import running
from tests.services.working import employer
from zsm_desktop.app import open_desk
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.store import Store, header_of


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def way(world: World, way: Proxy) -> Proxy:
    assert world.store.rows("SELECT 1") == [(1,)]
    return way


def test_they_are_what_they_were_and_take_a_turn_for_each_step(world: World, way: Proxy) -> None:
    desk = world.desk
    alone = (desk.network.schools(), desk.offers.sectors(), desk.bodies.rows())
    before = way.turns
    with desk.together() as ask:
        schools, sectors = ask(desk.network.schools), ask(desk.offers.sectors)
        names = ask(lambda: [school.name for school in schools()])
        bodies = ask(desk.bodies.rows)
        raw = ask(lambda: desk.store.rows("SELECT name FROM network WHERE id <> ?", ("",)))
        assert (schools(), sectors(), bodies()) == alone
        assert names() == [school.name for school in alone[0]]
        assert raw() == [(desk.network.facts().name,)]
    assert way.turns - before <= 8, "begin, together, the network, the end"


def test_what_a_read_refuses_is_raised_where_it_is_wanted(world: World, way: Proxy) -> None:
    desk = world.desk
    with desk.together() as ask:
        refused, sectors = ask(lambda: desk.offers.card("nergens")), ask(desk.offers.sectors)
        assert sectors()
        with pytest.raises(RuleError, match=r"offer\.none"):
            refused()


def test_an_act_within_them_is_done_once(world: World, way: Proxy) -> None:
    """As dossiers of a meeting are opened by the first who reads one."""
    desk, heard = world.desk, []
    _, item, _ = running(world)
    opened = "SELECT count(*) FROM audit_event WHERE act = 'meeting.open_dossiers'"
    desk.opened.clear()
    desk.changes.subscribe(lambda _changes: heard.append(desk.store.rows(opened)))
    with desk.together() as ask:
        card, schools = ask(lambda: desk.live.card(item)), ask(desk.network.schools)
        assert (card().item_id, schools()) == (item, desk.network.schools())
    assert heard == [[(1,)]]


def test_another_store_answers_by_itself(world: World, way: Proxy, tmp_path: Path) -> None:
    other = Store(tmp_path / "other", make_network(tmp_path / "other"))
    lines = "SELECT count(*) FROM audit_event"
    with world.writing():
        pass
    try:
        with world.desk.together() as ask:
            found = ask(lambda: (other.rows(lines), world.store.rows(lines)))
            assert found() == (other.rows(lines), world.store.rows(lines)) == ([(1,)], [(2,)])
    finally:
        other.close()


def test_a_read_that_asks_something_else_every_time_ends(world: World, way: Proxy) -> None:
    numbers = itertools.count()
    with world.desk.together() as ask:
        found = ask(lambda: world.store.rows("SELECT ?", (str(next(numbers)),)))
        schools = ask(world.desk.network.schools)
        assert found() == [(str(next(numbers) - 1),)]
        assert schools() == world.desk.network.schools()


def test_after_a_refusal_it_still_is_the_same_moment(world: World, way: Proxy) -> None:
    desk = world.desk
    other = threading.Thread(target=desk.clusters.add, args=("Walcheren",))
    with desk.store.moment():
        clusters = desk.clusters.rows()
        with pytest.raises(RuleError, match=r"offer\.none"):
            desk.offers.card("nergens")
        other.start()
        other.join()
        assert desk.clusters.rows() == clusters
    assert desk.clusters.rows() != clusters


def test_within_a_moment_nothing_is_asked_twice_and_after_an_act_all_again(world: World, way: Proxy) -> None:
    desk = world.desk
    with desk.store.moment():
        clusters = desk.clusters.rows()
        before = way.turns
        assert desk.clusters.rows() == clusters
        assert way.turns == before
        desk.clusters.add("Walcheren")
        assert "Walcheren" in [row.name for row in desk.clusters.rows()]
    with desk.store.moment(), desk.store.reading() as session:
        desk.ahead(desk.offers.sectors)
        session.execute(text("SELECT 1"))
        before = way.turns
        found = desk.offers.sectors()
        assert way.turns == before
    assert found == desk.offers.sectors()


def test_plain_rows_within_a_moment_are_of_it_and_known(world: World, way: Proxy) -> None:
    desk, name = world.desk, "SELECT name FROM network"
    with desk.store.moment():
        desk.ahead(desk.offers.sectors, lambda: desk.store.rows(name), lambda: header_of(desk.store))
        before = way.turns
        assert desk.store.rows(name) == [(desk.network_name,)]
        assert {slot.owner.user_id for slot in header_of(desk.store).slots} >= {desk.actor.user_id}
        with desk.store.snapshot():
            assert desk.offers.sectors()
        assert way.turns == before
        other = threading.Thread(target=lambda: desk.clusters.add("Walcheren"))
        counted = "SELECT count(*) FROM cluster"
        first = desk.store.rows(counted)
        other.start()
        other.join()
        assert desk.store.rows(counted) == desk.store.rows(f"{counted} -- once more") == first
        desk.clusters.add("Beveland")
        assert desk.store.rows(counted) == [(first[0][0] + 2,)]


def test_plain_rows_are_asked_together_without_sqlalchemy(world: World, way: Proxy) -> None:
    desk = open_desk(world.entrance(SECRETARY), password=password_of(SECRETARY), clock=lambda: world.now)
    try:
        store = desk.store
        store._moment.is_past = True  # as after an act, which would load SQLAlchemy here
        with store.moment():
            before = way.turns
            desk.ahead(desk.today.facts, desk.today.later, is_plain=True)
            assert way.turns - before <= 4, "what waits for nothing, and what waits for that"
            asked = way.turns
            found = desk.today.facts(), desk.today.later()
            assert way.turns == asked
        assert found == (world.desk.today.facts(), world.desk.today.later())
        assert "engine" not in vars(store)
    finally:
        desk.close()


def test_plain_rows_within_a_moment_are_asked_once_and_after_an_act_anew(world: World, way: Proxy) -> None:
    desk, counted = world.desk, "SELECT count(*) FROM cluster"
    with desk.store.moment():
        ((first,),) = desk.store.rows(counted)
        before = way.turns
        assert desk.store.rows(counted) == [(first,)]
        assert way.turns == before
        with desk.store.writing(desk.actor, "cluster.add", world.now):
            assert desk.store.rows(counted) == [(first,)]
        desk.clusters.add("Walcheren")
        assert desk.store.rows(counted) == [(first + 1,)]
        desk.clusters.add("Beveland")
        assert desk.store.rows(counted) == [(first + 2,)]


def test_a_line_that_breaks_before_plain_rows_are_asked_is_replaced(world: World, way: Proxy) -> None:
    store = world.store
    store.rows("SELECT 1")
    way.hang_up()
    with store.moment():
        world.desk.ahead(lambda: store.rows("SELECT name FROM network"), is_plain=True)
        before = way.turns
        assert store.rows("SELECT name FROM network") == [(world.desk.network_name,)]
        assert way.turns == before


def test_a_directors_first_screen_asks_no_more_for_every_measurement(world: World, way: Proxy) -> None:
    view = world.desk_of("directeur duin").directors_view

    def turns() -> int:
        before = way.turns
        view.facts()
        return way.turns - before

    turns()  # the profile and the like are read once
    few = min(turns() for _ in range(3))
    for number in range(3):
        closed(world, [all_of(4)] * 5, name=f"Meting {number}")
    assert min(turns() for _ in range(3)) <= few <= 12


def test_the_card_of_an_employer_takes_few_turns(world: World, way: Proxy) -> None:
    made, employers = employer(world), world.desk.employers
    employers.card(made)
    before = way.turns
    assert employers.card(made).row.name == "Garage Wisse"
    assert way.turns - before <= 6, "begin, the facts together, people, moments, the end"


def test_a_snapshot_of_another_thread_does_not_move_a_moment(world: World, way: Proxy) -> None:
    desk, store, counted = world.desk, world.store, "SELECT count(*) FROM cluster"
    began, ends = threading.Event(), threading.Event()

    def look() -> None:
        with store.snapshot():
            began.set()
            ends.wait(10)

    other = threading.Thread(target=look)
    with store.moment():
        before = len(desk.clusters.rows())  # over a connection of its own
        with store.snapshot():
            adding = threading.Thread(target=desk.clusters.add, args=("Walcheren",))
            adding.start()
            adding.join()
            other.start()
            assert began.wait(10)
            asking = threading.Timer(2, ends.set)  # else this thread would wait for a line that is not its own
            asking.start()
            try:
                assert store.rows(counted) == [(before,)]
            finally:
                ends.set()
                asking.cancel()
                other.join()


def test_a_snapshot_within_a_moment_answers_nothing_from_before_it(world: World, way: Proxy) -> None:
    store, counted = world.store, "SELECT count(*) FROM cluster"
    with store.moment():
        ((before,),) = store.rows(counted)
        other = threading.Thread(target=world.desk.clusters.add, args=("Walcheren",))
        other.start()
        other.join()
        with store.snapshot():
            assert store.rows(counted) == store.rows(f"{counted} -- anew") == [(before + 1,)]


def test_what_was_read_beside_an_act_is_not_of_after_it(world: World, way: Proxy) -> None:
    store, counted = world.store, "SELECT count(*) FROM audit_event"
    with store.moment():
        with store.writing(world.desk.actor, "cluster.add", world.now), store.reading() as session:
            (before,) = session.execute(text(counted)).one()
            assert store.rows(counted) == [(before,)]
        assert store.rows(counted) == [(before + 1,)]
