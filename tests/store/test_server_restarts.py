"""The server is restarted, falls, or is another one by now: the program goes on, and knows what became of its acts."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.builders import World, make_on
from tests.cluster import Cluster, own, running
from tests.memory import in_memory
from tests.proxy import Proxy
from tests.server import Server, server_on
from tests.store.test_lost_line import add, found, lines
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store.keys import Keys

MODES = ("fast", "immediate")


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """One that keeps what it said it kept, also when it falls."""
    with running("autovacuum=off", where=in_memory()) as made:
        yield made


@pytest.fixture(scope="module")
def server(cluster: Cluster) -> Server:
    return server_on(cluster)


@pytest.fixture(scope="module")
def made_on_server(tmp_path_factory: pytest.TempPathFactory, server: Server) -> tuple[Path, Keys]:
    return make_on(server, tmp_path_factory.mktemp("template") / "network")


@pytest.fixture
def way(world: World, way: Proxy) -> Proxy:
    add(world, "Proef 1")
    return way


def again(cluster: Cluster, mode: str) -> None:
    cluster.stop(mode)
    cluster.start()


def until(condition: Callable[[], Any]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("mode", MODES)
def test_a_restart_between_two_acts_is_not_noticed(world: World, way: Proxy, cluster: Cluster, mode: str) -> None:
    again(cluster, mode)
    assert found(world) == ["Proef 1"]
    add(world, "Proef 2")
    assert found(world) == ["Proef 1", "Proef 2"]


@pytest.mark.parametrize("mode", MODES)
def test_a_restart_within_an_act_undoes_it(world: World, way: Proxy, cluster: Cluster, mode: str) -> None:
    before = lines(world)
    with pytest.raises(RuleError) as refused, world.writing() as work:  # noqa: PT012 - all in one act
        work.run("INSERT INTO cluster (id, name) VALUES (?, ?)", [(work.new_id(), "Proef 2")])
        again(cluster, mode)
    assert refused.value.code == "server.lost"
    assert (found(world), lines(world)) == (["Proef 1"], before)


def test_a_fall_before_the_commit_undoes_it_and_one_after_it_does_not(
    world: World, way: Proxy, cluster: Cluster
) -> None:
    before = lines(world)
    way.swallow, way.before = b"COMMIT", lambda: again(cluster, "immediate")
    with pytest.raises(RuleError) as refused:
        add(world, "Proef 2")
    assert refused.value.code == "server.lost"
    way.swallow, way.before, way.after = b"COMMIT", None, lambda: again(cluster, "immediate")
    add(world, "Proef 3")
    assert found(world) == ["Proef 1", "Proef 3"]
    assert lines(world) == [*before, before[-1] + 1]


def test_another_cluster_at_the_same_address_is_only_read_again(world: World, way: Proxy, cluster: Cluster) -> None:
    """A copy that took over with everything in it, as a follower that was promoted."""
    place = Path(tempfile.mkdtemp(prefix="zsm-pg-", dir=cluster.place.parent))
    place.chmod(0o711)
    heard: list[set[str]] = []
    world.desk.changes.subscribe(lambda changes: heard.append(set(changes.topics)))
    world.desk.listen()
    cluster.stop("fast")
    try:
        shutil.copytree(cluster.data, place / "data")
        for path in (place, *place.rglob("*")):
            own(path)
        other = replace(cluster, place=place)
        other.start()
        way.real = place
        until(lambda: heard)
        assert world.desk.lost is None
        assert found(world) == ["Proef 1"]
        add(world, "Proef 2")
        assert found(world) == ["Proef 1", "Proef 2"]
        world.close()
        other.stop("fast")
    finally:
        way.real = cluster.place
        shutil.rmtree(place)
        cluster.start()
