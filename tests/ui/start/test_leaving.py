"""A network moves to another computer and back by the real windows: closed here, open there, and the other way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.app.test_leaving import kept, stick
from tests.builders import PASSWORD, SECRETARY, World
from tests.ui.offices import open_room
from zsm_desktop.app import desk_for, system_clock
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import moved
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.start.window import StartWindow
from zsm_desktop.words import leaving as words

__all__ = ["kept", "stick"]

SLOW = 20_000


@pytest.fixture
def start_at(theme: Any, shown: Any, tmp_path: Path) -> Iterator[Callable[[Path], Any]]:
    """The start window of a computer, by the folder its networks are in."""
    windows = []

    def make(data: Path) -> Any:
        window = shown(StartWindow(theme, Entrance(data, tmp_path / f"{data.name}.json")), 1280, 720)
        window.got = []
        window.opened.connect(window.got.append)
        windows.append(window)
        return window

    yield make
    for window in windows:
        for opened in window.got:
            opened.desk.close()


def ready(start: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not start.workshop.running, timeout=SLOW)


def arrived(start: Any, stick: Path, qtbot: Any) -> Any:
    """By keys from the list on the stick to the question for a second place."""
    start.restoring.show_arriving(stick)
    form = start.restoring.form
    form.who.choose(SECRETARY)
    qtbot.keyClicks(form.password.editor, PASSWORD)
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    ready(start, qtbot)
    assert form.go.text() == words.ARRIVING_DO
    assert "Klaargezet op" in form.said.lines[0].text
    qtbot.keyClick(form.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: start.page is start.road.copies, timeout=SLOW)
    assert not start.road.copies.step.isVisible()
    start.road.copies.wait.click()
    qtbot.waitUntil(lambda: len(start.got) == 1, timeout=SLOW)
    return start.got.pop().desk


def departed(start: Any, departure: Any, qtbot: Any) -> None:
    start.moving.depart(departure)
    qtbot.waitUntil(lambda: start.page is start.moving.arrived, timeout=SLOW)


def test_there_and_back(
    world: World, theme: Any, shown: Any, qtbot: Any, stick: Path, start_at: Any, tmp_path: Path
) -> None:
    world.delivered("DUIN", "ZEEUW", 100)
    window = open_room(theme, shown, world.desk, "settings")
    sent: list[Any] = []
    window.departing.connect(sent.append)
    card = window.page.place[0]
    form = card.ask_leave()
    assert form.ok.hasFocus() or form.ok.isDefault()
    form.reject()
    card._go_with(stick)
    window.close()
    world.close()
    here = start_at(world.folder.parent)
    departed(here, sent[0], qtbot)
    steps = here.moving.arrived.steps.lines
    assert len(steps) == len(words.STEPS)
    assert here.moving.arrived.go.text() == words.CLOSE
    here.moving.arrived.go.click()
    assert here.page is here.unlock
    assert here.restoring.again.button.text() == words.STAY

    there = start_at(tmp_path / "andere computer")
    desk = arrived(there, stick, qtbot)
    assert desk.ledger.head().entries == 1
    shown(main_window(theme, desk, rooms(desk)), 1280, 720)
    keys, folder = desk.store.keys, desk.folder
    desk.close()
    with pytest.raises(RuleError, match=r"store\.left"):
        desk_for(world.folder, world.keys)

    second = tmp_path / "STICK 2"
    second.mkdir()
    back = open_room(theme, shown, desk_for(folder, keys), "settings")
    back.departing.connect(sent.append)
    back.page.place[0]._go_with(second)
    back.page._desk.close()
    back.close()
    departed(there, sent[1], qtbot)
    desk = arrived(here, second, qtbot)
    assert desk.ledger.head().entries == 1
    assert moved.aside_for(world.folder) == desk.folder
    desk.close()


def test_staying_after_all(world: World, qtbot: Any, stick: Path, start_at: Any, tmp_path: Path) -> None:
    from zsm_desktop.app.leaving import leave

    world.close()
    leave(world.folder, world.keys, stick)
    here = start_at(world.folder.parent)
    here.show_network(world.folder)
    assert "Toch hier verder" in here.unlock.error.text.text()
    here.restoring.again.button.click()
    confirm = here.restoring.again.confirm
    assert "nog niet geopend" in confirm.text.text()
    away = stick.rename(tmp_path / "weg")
    confirm.yes.click()
    assert confirm.isVisible()
    assert confirm.text.text().startswith("De kopie die is klaargezet")
    assert (confirm.yes.text(), confirm.no.hasFocus()) == (words.STAY_ANYWAY, True)
    confirm.no.click()
    away.rename(stick)
    here.restoring.again.button.click()
    here.restoring.again.confirm.yes.click()
    assert not here.restoring.again.button.isVisible()
    desk_for(world.folder, world.keys, clock=system_clock).close()
    there = start_at(tmp_path / "andere computer")
    there.restoring.show_arriving(stick)
    form = there.restoring.form
    form.who.choose(SECRETARY)
    form.password.editor.setText(PASSWORD)
    form.submit()
    ready(there, qtbot)
    assert "toch verdergegaan" in form.error.text.text()


def test_a_stick_with_nothing_on_it_says_what_to_do(start_at: Any, stick: Path, tmp_path: Path) -> None:
    there = start_at(tmp_path / "andere computer")
    there.restoring.show_arriving(stick)
    assert "ligt geen kopie" in there.restoring.form.text.text()
    assert there.restoring.form.place_button.isEnabled()
