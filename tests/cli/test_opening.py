"""What a desktop has the program open: a copy that was clicked on, a network; and the program tried out."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import PASSWORD, World
from tests.cli.test_command_line import Run
from zsm_desktop.app import desk_or_copy
from zsm_desktop.cli import main


@pytest.fixture
def kept() -> str:
    """Of a network on a server its host makes the copies."""
    return "file"


def opened_by(monkeypatch: pytest.MonkeyPatch, *words: object) -> tuple[int, list[tuple[Path | None, str | None]]]:
    """What the window would be opened on, and with which password."""
    asked: list[tuple[Path | None, str | None]] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    def window(folder: Path | None, *, password: str | None, **_more: object) -> int:
        asked.append((folder, password))
        return 0

    monkeypatch.setattr("zsm_desktop.app.run_window", window)
    return main([str(word) for word in words]), asked


def test_what_a_desktop_clicked_on_is_the_only_word(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.delenv("ZSM_STORE", raising=False)
    monkeypatch.delenv("ZSM_PASSWORD", raising=False)
    copy = world.desk.backups.make("half uur")
    world.close()
    assert opened_by(monkeypatch, copy) == (0, [(copy, None)])
    assert opened_by(monkeypatch, "--open", world.folder) == (0, [(world.folder, None)])
    assert opened_by(monkeypatch, world.folder / "store.db") == (0, [(world.folder, None)])
    monkeypatch.chdir(copy.parent)
    assert opened_by(monkeypatch, copy.name) == (0, [(Path(copy.name), None)])
    monkeypatch.setenv("ZSM_PASSWORD", "geheim")
    assert opened_by(monkeypatch, copy) == (0, [(copy, "geheim")])


def test_a_copy_is_opened_to_read_with_its_password(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = world.desk.backups.make("half uur")
    world.close()
    with closing(desk_or_copy(copy, PASSWORD, "secretaris")) as desk:
        assert desk.is_read_only
        assert desk.copy_at is not None


def test_trying_out_needs_a_screen_and_an_empty_folder(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("x", encoding="utf-8")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert run("try-out", tmp_path / "vol").status == 2
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    said = run("try-out", tmp_path / "leeg", "--json")
    assert (said.status, said.out) == (2, "")
    assert not (tmp_path / "leeg").exists()
