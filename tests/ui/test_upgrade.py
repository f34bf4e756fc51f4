"""A start after an upgrade: the network is copied and brought up to date in sight, and what is new is told once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import PASSWORD, World
from tests.store.test_older_stores import STORES, VERSIONS
from tests.ui.test_guide import guide_over, heading_in_sight
from zsm_desktop import __version__
from zsm_desktop.app import open_desk
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.settings import Preferences, load_preferences, save_preferences
from zsm_desktop.ui import program as programs
from zsm_desktop.ui.news import NewsPanel
from zsm_desktop.ui.opened_files import BUSY, OpenedFiles
from zsm_desktop.ui.program import Program
from zsm_desktop.words.news import TITLE, UPDATED

SLOW = 20_000
USED = Preferences(news_seen="0.0.9")


class NoWarmer:
    def start(self) -> None: ...
    def stop(self) -> None: ...


@pytest.fixture
def preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "preferences.json"
    monkeypatch.setattr(programs, "preferences_path", lambda: path)
    return path


@pytest.fixture
def begin(preferences: Path, tmp_path: Path):
    """Starts the program once more; at the end all of it is closed."""
    begun: list[Program] = []

    def run() -> Program:
        program = Program(Entrance(tmp_path / "netwerken", preferences), rooms, NoWarmer())
        begun.append(program)
        return program

    yield run
    for program in begun:
        for window in (program.window, program.start):
            if window is not None:
                window.close()
        program.theme.deleteLater()


def opened_with_keys(program: Program, qtbot) -> list[Any]:
    """The pages that came into sight until the window of the network stood there."""
    program.show_start()
    start = program.start
    seen: list[Any] = []
    start.stack.currentChanged.connect(lambda _at: seen.append(start.page))
    QTest.keyClicks(start.unlock.password.editor, PASSWORD)
    QTest.keyClick(start.unlock.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None, timeout=SLOW)
    return [type(page).__name__ for page in seen]


def panel_of(program: Program) -> NewsPanel | None:
    found = [one for one in program.window.findChildren(NewsPanel) if one.isVisible()]
    return found[0] if found else None


def test_an_older_network_is_brought_up_to_date_in_sight_and_the_news_comes_once(
    begin, preferences: Path, tmp_path: Path, qtbot
) -> None:
    folder = tmp_path / "netwerken" / "oud"
    shutil.copytree(STORES / VERSIONS[-1], folder)
    save_preferences(preferences, USED)
    program = begin()
    assert opened_with_keys(program, qtbot) == ["Updating"]
    assert len(list((folder / "backups").glob("*bijwerken.db"))) == 1
    panel = panel_of(program)
    assert panel is not None
    assert not panel.updated.isHidden()
    assert panel.text.toPlainText().startswith(f"Versie {__version__}\n")
    assert panel.text.verticalScrollBar().value() == 0
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel_of(program) is None
    assert load_preferences(preferences).news_seen == __version__
    program.window.close()
    again = begin()
    assert opened_with_keys(again, qtbot) == []
    assert panel_of(again) is None
    assert len(list((folder / "backups").glob("*bijwerken.db"))) == 1


def test_what_a_mac_opens_by_a_double_click_comes_into_sight(begin, world: World, qtbot, tmp_path: Path) -> None:
    world.close()
    program = begin()
    files = OpenedFiles(program)
    files.listen()
    program.show_start()
    opened = QFileOpenEvent(str(world.folder))
    QApplication.sendEvent(program.application, opened)
    assert program.start.page is program.start.unlock
    assert program.start.unlock.network.folder == world.folder
    program.show_network(open_desk(world.folder, password=PASSWORD))
    QApplication.sendEvent(program.application, opened)
    assert [one.text for one in program.window.toasts.shown] == [BUSY.format(name=world.folder.name)]
    assert program.window.isVisible()
    files.leave()


def test_a_second_network_that_is_brought_up_to_date_says_so_without_the_news(
    begin, preferences: Path, tmp_path: Path, qtbot
) -> None:
    shutil.copytree(STORES / VERSIONS[-1], tmp_path / "netwerken" / "oud")
    save_preferences(preferences, Preferences(news_seen=__version__))
    program = begin()
    opened_with_keys(program, qtbot)
    assert panel_of(program) is None
    toasts = program.window.toasts
    assert UPDATED in [one.text for one in toasts.shown]
    toasts.press()
    assert panel_of(program) is not None


def test_a_newer_program_tells_its_news_also_where_nothing_was_brought_up_to_date(
    begin, preferences: Path, world: World, qtbot
) -> None:
    world.close()
    preferences.parent.mkdir(exist_ok=True)
    preferences.write_text(json.dumps({"theme": "dark"}), encoding="utf-8")  # as an older program kept it
    program = begin()
    program.show_network(open_desk(world.folder, password=PASSWORD))
    panel = panel_of(program)
    assert panel is not None
    assert panel.updated.isHidden()
    with qtbot.waitActive(panel):
        panel.activateWindow()
    assert panel.focusWidget() is panel.text
    QTest.keyClick(panel.text, Qt.Key.Key_PageDown)
    assert panel.text.verticalScrollBar().value() > 0
    QTest.keyClick(panel.text, Qt.Key.Key_F1)
    assert panel_of(program) is None
    assert heading_in_sight(guide_over(program.window)) == TITLE
    program.window.panels.open_news()
    panel_of(program).text.anchorClicked.emit(QUrl("netwerk-en-instellingen.md#4-vergrendelen"))
    assert heading_in_sight(guide_over(program.window)) == "4. Vergrendelen"


def test_to_who_begins_nothing_is_news_and_ctrl_f1_tells_it_all_the_same(
    begin, preferences: Path, world: World, qtbot
) -> None:
    world.close()
    program = begin()
    program.show_network(open_desk(world.folder, password=PASSWORD))
    assert panel_of(program) is None
    window = program.window
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    panel = panel_of(program)
    assert panel is not None
    assert "Versie 0.1.0" in panel.text.toPlainText()
    QTest.keyClick(panel.text, Qt.Key.Key_Return)
    assert panel_of(program) is None
    window.close()
    assert load_preferences(preferences).news_seen == __version__
