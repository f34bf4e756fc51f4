"""A network in a synchronised folder is not opened there: what lies in the way is said, and how it comes here."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import PASSWORD, SECRETARY, World
from zsm_desktop.app.start import Entrance
from zsm_desktop.store.lease import Lease
from zsm_desktop.store.moved import moved_to
from zsm_desktop.ui.start.window import StartWindow

SLOW = 20_000


@pytest.fixture
def kept() -> str:
    return "file"


@pytest.fixture
def synced(world: World, tmp_path: Path) -> Path:
    world.delivered()
    world.desk.close()
    (tmp_path / "Dropbox").mkdir()
    return world.folder.rename(tmp_path / "Dropbox" / "Zeeland")


def test_by_keys_it_is_copied_here_and_opened(theme, shown, qtbot, synced: Path, entrance: Entrance) -> None:
    start, opened = shown(StartWindow(theme, entrance), 1080, 680), []
    start.opened.connect(opened.append)
    start.show_network(synced)
    form = start.unlock
    assert "wordt bijgehouden door Dropbox" in form.error.text.text()
    assert form.go.text() == "Naar deze computer halen en openen"
    form.who.choose(SECRETARY)
    qtbot.keyClicks(form.password.editor, "niet het goede")
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.password.has_error, timeout=SLOW)
    assert moved_to(synced) == ""
    assert entrance.wait(synced) == 1
    qtbot.waitUntil(lambda: entrance.wait(synced) == 0)
    form.password.editor.clear()
    qtbot.keyClicks(form.password.editor, PASSWORD)
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=SLOW)
    desk = opened[0].desk
    assert desk.folder == entrance.first.folder_for("Zeeland")
    assert desk.actor.name == SECRETARY
    desk.close()
    assert str(desk.folder) in moved_to(synced)
    assert [one.folder for one in entrance.known()] == [desk.folder]


def test_one_that_somebody_has_open_there_is_not_copied(theme, shown, qtbot, synced: Path, world: World,
                                                        entrance: Entrance) -> None:  # fmt: skip
    start = shown(StartWindow(theme, entrance), 1080, 680)
    start.show_network(synced)
    form = start.unlock
    qtbot.keyClicks(form.password.editor, PASSWORD)
    with Lease.take(synced, "Marijke Poppe", world.desk.clock()):
        form.submit()
        qtbot.waitUntil(lambda: not form.is_busy, timeout=SLOW)
    assert "al open bij Marijke Poppe op computer" in form.error.text.text()
    assert entrance.known() == []


def test_a_second_opener_hears_who_has_it_where_and_since_when(
    theme, shown, qtbot, world: World, entrance: Entrance
) -> None:
    world.close()
    start, now, opened = shown(StartWindow(theme, entrance), 1080, 680), world.desk.clock(), []
    start.opened.connect(opened.append)
    start.show_network(world.folder)
    form = start.unlock
    form.who.choose(SECRETARY)
    form.password.editor.setText(PASSWORD)
    with Lease.take(world.folder, "Marijke Poppe", now):
        form.submit()
        qtbot.waitUntil(form.error.isVisible, timeout=SLOW)
    said = form.error.text.text()
    assert f"Marijke Poppe op computer {platform.node()}, sinds {now.astimezone():%d-%m-%Y} om" in said
    form.submit()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=SLOW)
    opened[0].desk.close()
