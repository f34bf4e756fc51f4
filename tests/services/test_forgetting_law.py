"""Of a lived-in network: whoever is forgotten, in whatever order, no figure moves and nobody is found again."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sample_fixture import MadeSample
from zsm_desktop.app import open_desk
from zsm_desktop.domain.masking_words import plain_text
from zsm_desktop.models import Base
from zsm_desktop.models.types import Sealed
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.forgetting_stops import stops
from zsm_desktop.services.result_figures import COLUMNS
from zsm_desktop.services.sample import PASSWORD


@pytest.fixture
def kept() -> str:
    return "file"


def figures(desk: Desk) -> list[object]:
    years = desk.result_figures.years()
    found: list[object] = [desk.balances.by_school(), desk.balances.by_pair(), desk.ledger.head()]
    for year in years[:2]:
        found += [desk.result_figures.leavers(year, by) for by in COLUMNS]
        found += [desk.targets.sheet(year), desk.work_figures.cases(year), desk.work_figures.pupils(year)]
        found += [desk.choice_tallies.target_group(year), desk.work_figures.needs(year)]
    found += [(row.number, row.items, row.cases, row.decisions) for row in desk.meetings.rows("case")]
    return found


def opened(desk: Desk) -> list[str]:
    """All that is sealed, as people typed it, and all that is in the open."""
    found = []
    for table in Base.metadata.sorted_tables:
        names = [one.name for one in table.columns if isinstance(one.type, Sealed)]
        for row in desk.store.rows(f"SELECT id, {', '.join(names)} FROM {table.name}") if names else ():
            found += [
                desk.store.seal.open(table.name, row[0], name, value)
                for name, value in zip(names, row[1:], strict=True)
                if value is not None
            ]
    return found


def everybody(desk: Desk, only: Collection[str] = ()) -> Iterator[str]:
    """Whole names, as texts hold them: two pupils may share one."""
    for pupil, *sealed in desk.store.rows("SELECT id, given_name, family_name FROM pupil WHERE given_name IS NOT NULL"):
        if not only or pupil in only:
            columns = zip(("given_name", "family_name"), sealed, strict=True)
            name = " ".join(desk.store.seal.open("pupil", pupil, column, value) for column, value in columns)
            yield plain_text(name)[0].casefold()


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(picks=st.lists(st.integers(0, 10_000), min_size=1, max_size=3, unique=True))
def test_no_figure_moves_whoever_is_forgotten(
    session_sample: MadeSample, tmp_path_factory: pytest.TempPathFactory, picks: list[int]
) -> None:
    folder: Path = tmp_path_factory.mktemp("law") / "network"
    shutil.copytree(session_sample.folder, folder)
    user = next(one.name for one in session_sample.facts.users if one.role == "secretary")
    desk = open_desk(folder, password=PASSWORD, user=user)
    try:
        talked = "SELECT DISTINCT p.id FROM pupil p JOIN case_file c ON c.pupil_id = p.id WHERE p.left_on IS NOT NULL"
        stopped = stops(desk.store.rows, desk.day)
        free = [pupil for (pupil,) in desk.store.rows(f"{talked} ORDER BY p.id") if pupil not in stopped]
        chosen = list(dict.fromkeys(free[pick % len(free)] for pick in picks))
        names = list(everybody(desk, chosen))
        before = figures(desk)
        for pupil in chosen:
            desk.forgetting.forget(pupil)
        assert figures(desk) == before
        assert not desk.choice_tallies.is_behind()
        texts = " ".join(plain_text(text)[0].casefold() for text in opened(desk))
        alive = set(everybody(desk))
        assert [name for name in names if name in texts and name not in alive] == []
        assert desk.checks.run().ok
    finally:
        desk.close()
