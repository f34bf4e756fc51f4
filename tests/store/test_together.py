"""Reads that are asked together give what they give one by one, on a server in fewer turns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tests.builders import World
from tests.proxy import Proxy, proxied
from tests.server import Server
from zsm_desktop.domain.errors import RuleError


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def way(world: World, server: Server) -> Iterator[Proxy]:
    with proxied(world, server.socket) as proxy:
        assert world.store.rows("SELECT 1") == [(1,)]
        yield proxy


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
