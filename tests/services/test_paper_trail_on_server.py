"""On a server whoever reads leaves the line too, also who opened it only to read."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.builders import PEOPLE, World, password_of
from tests.services.test_paper_trail import TARIFFS, lines
from zsm_desktop.app import open_desk


@pytest.fixture
def kept() -> str:
    return "server"


def test_whoever_reads_it_leaves_the_line(world: World) -> None:
    for name in PEOPLE:
        world.desk_of(name).paper_trail.note(TARIFFS)
    for name in ("directeur duin", "lezer"):
        with closing(open_desk(world.entrance(name), password=password_of(name), user=name, read_only=True)) as desk:
            desk.paper_trail.note(TARIFFS)
    assert [name for name, _paper in lines(world)] == [*PEOPLE, "directeur duin", "lezer"]
    assert {paper for _name, paper in lines(world)} == {TARIFFS}
