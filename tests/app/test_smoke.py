"""Everything shown once: who started the program hears when each window was painted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import World
from zsm_desktop.app import smoke
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.ui.program import Program


@pytest.fixture
def program(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("zsm_desktop.ui.program.preferences_path", lambda: tmp_path / "preferences.json")
    made = Program(Entrance(tmp_path / "netwerken", tmp_path / "preferences.json"), rooms, WarmUp())
    yield made
    made.theme.deleteLater()


def said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_start_window_when_no_network_is_given(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    assert smoke.show_once(program, None) == 0
    (line,) = said(capsys)
    assert line["shown"] == "start"
    assert line["cpu_s"] > 0


def test_every_room_in_turn_then_the_end(program: Program, world: World, capsys: pytest.CaptureFixture[str]) -> None:
    keys = [room.key for room in rooms(world.desk)]
    assert smoke.show_once(program, world.desk) == 0
    lines = said(capsys)
    assert [line["shown"] for line in lines] == keys
    assert [line["cpu_s"] for line in lines] == sorted(line["cpu_s"] for line in lines)
    assert program.desk is None  # closed behind it


def test_a_window_that_is_never_seen_is_no_start(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(smoke, "PATIENCE_S", 0.05)
    monkeypatch.setattr("PySide6.QtGui.QWindow.isExposed", lambda _window: False)
    assert smoke.show_once(program, None) == 1
    assert said(capsys) == []
