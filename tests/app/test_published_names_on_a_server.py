"""A copy with names of a network on a server is that of a file, and is remembered at the server."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import CHEAP, PASSWORD, TODAY, World, password_of
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import WithNames, publish
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outside_copies import USUAL, HowGone
from zsm_desktop.store import published_names

OWN = "vier eenden zwemmen achteruit"


@pytest.fixture
def kept() -> str:
    return "server"


def test_it_is_made_read_remembered_and_noted_as_gone_there(world: World, tmp_path: Path) -> None:
    case, names = world.case(), WithNames(PASSWORD, TODAY + USUAL)
    for name in ("een", "twee"):
        into = tmp_path / name
        publish(world.desk, into, OWN, to="het bureau", reason="overname", names=names, kdf=CHEAP)
    with closing(open_desk(into, password=OWN)) as desk:
        (row,) = desk.pupils.page()
        assert desk.pupils.open_name(row.id, "").full_name == "Zoë van den Berg"
        assert [one.question for one in desk.cases.rows()] == [published_names.NOT_HERE]
    one, other = world.desk.outside_copies.rows()
    assert (one.to, one.pupils, one.until) == ("het bureau", 1, TODAY + USUAL)
    world.desk.cases.close(case)
    world.desk.forgetting.forget(row.id)
    assert [copy.ended for copy in world.desk.outside_copies.rows()] == [1, 1]
    world.desk.outside_copies.gone(one.id, HowGone.RETURNED)
    (proof,) = world.desk.destroying.proofs()
    papers = world.desk.destroying.proof(proof.id).papers
    assert {paper.copy.id: paper.copy.how for paper in papers if paper.copy is not None} == {
        one.id: HowGone.RETURNED, other.id: None,
    }  # fmt: skip
    director = world.desk_of("directeur duin")
    with pytest.raises(RuleError, match=r"permission\.missing"):
        publish(
            director,
            tmp_path / "mijn",
            OWN,
            to="mij",
            reason="zo",
            names=WithNames(password_of("directeur duin"), None),
        )
