"""`backup` of a network on a server takes a copy home, by who may: as the window does, and in the logbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SECRETARY, World, password_of, user_id
from tests.cli.test_command_line import Run
from zsm_desktop.store import backup


@pytest.fixture
def kept() -> str:
    return "server"


def test_it_is_taken_home_tried_and_put_back(world: World, run: Run, tmp_path: Path) -> None:
    world.delivered("DUIN", "ZEEUW", 200)
    made = run("--json", "backup", "--out", tmp_path / "stick")
    assert made.status == 0, made.err
    file = Path(made.json["file"])
    assert made.json == {"file": str(file), "entries": 1, "tested": True}
    assert file.parent == tmp_path / "stick"
    assert [one.name for one in backup.copies(world.folder)] == [file.name]
    lines = world.store.rows("SELECT user_id FROM audit_event WHERE act = 'backup.home'")
    assert lines == [(user_id(SECRETARY),)]
    back = run("--json", "restore", file, "--into", tmp_path / "new")
    assert (back.status, back.json["entries"]) == (0, 1), back.err


def test_who_is_not_shown_everything_takes_nothing(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "directeur duin"
    folder = world.entrance(name)
    monkeypatch.setenv("ZSM_PASSWORD", password_of(name))
    said = run("--store", folder, "backup")
    assert (said.status, said.out) == (2, "")
    assert said.err.strip()
    assert backup.copies(folder) == []
    assert world.store.rows("SELECT count(*) FROM audit_event WHERE act = 'backup.home'") == [(0,)]
