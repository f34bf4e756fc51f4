"""The server falls, lines are cut, eight edit the same rows: what was acknowledged is there, whole and once."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.client import CONFLICT
from tests.faults.rig import Hit, network_to_hit, work

EACH = 20
NOT_THEIRS = {"permission.missing", "permission.other_school", "case.dossier_closed"}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hit]:
    with network_to_hit(tmp_path_factory.mktemp("hit") / "network") as hit:
        yield hit


def test_what_was_acknowledged_survives_a_fall_and_a_cut_line(network: Hit, tmp_path: Path) -> None:
    with network.twin(tmp_path / "network") as hit:
        blows = itertools.cycle((hit.fall, hit.kill_lines))

        def strike() -> None:
            next(blows)()

        outcome = work(hit, clients=4, blows=4, between=25, strike=strike)
    assert outcome.broken == []
    assert outcome.acts >= 5 * 25
    assert any(code.startswith(("server.", "line lost")) for code in outcome.told)


def test_eight_edit_the_same_rows(network: Hit, tmp_path: Path) -> None:
    with network.twin(tmp_path / "network") as hit:
        outcome = work(hit, acts=EACH, edit_share=1.0)
    assert outcome.broken == []
    assert (outcome.acts, outcome.unknown) == (8 * EACH, 0)
    assert CONFLICT in outcome.told
    assert set(outcome.told) <= {CONFLICT, *NOT_THEIRS}
