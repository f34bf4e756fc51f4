"""A password that is remembered stands in the keyring and nowhere else; it opens at the start and only there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.builders import PASSWORD, SECRETARY, World, password_of
from tests.keyrings import InAFile, InMemory, Locked, ring, use
from tests.ui.offices import open_room, toasts, words_of
from zsm_desktop.app import remembered
from zsm_desktop.app.people import change_password
from zsm_desktop.app.places import Places
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres.known import Known
from zsm_desktop.ui.program import Program
from zsm_desktop.ui.settings.place_card import REMEMBERED
from zsm_desktop.ui.start.window import StartWindow

SLOW = 20_000
NEW = "een heel nieuw wachtwoord"
__all__ = ["ring"]


@pytest.fixture
def at_start(theme, shown, qtbot, entrance: Entrance, world: World) -> Iterator[Callable[[], StartWindow]]:
    """As after starting the program; `got` is what was opened."""
    windows: list[Any] = []

    def start(folder: Path | None = None) -> StartWindow:
        window = shown(StartWindow(theme, entrance), 1080, 680)
        window.got = []
        window.opened.connect(window.got.append)
        window.show_network(folder or world.folder)
        windows.append(window)
        qtbot.waitUntil(lambda: not window.workshop.running, timeout=SLOW)
        return window

    yield start
    for window in windows:
        for opened in window.got:
            opened.desk.close()


def press_enter(qtbot, window: Any) -> Any:
    qtbot.keyClick(window.unlock.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.workshop.running, timeout=SLOW)
    return window.unlock


def remembers(folder: Path) -> bool:
    return Known.read(folder / SERVER).remembers


def files_with(text: str, *folders: Path) -> list[Path]:
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    assert files
    return [file for file in files if text.encode() in file.read_bytes()]


def test_ticked_it_opens_with_one_key_the_next_time(
    at_start, qtbot, ring: InMemory, world: World, tmp_path: Path, caplog
) -> None:
    caplog.set_level("DEBUG")
    window = at_start()
    tick = window.unlock.remember
    assert (tick.isVisible(), tick.isChecked()) == (True, False)
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    qtbot.keyClicks(window.unlock.password.editor, PASSWORD)
    press_enter(qtbot, window)
    assert window.got[0].trouble == ""
    assert ring.kept == {("zsm-desktop", Known.read(world.folder / SERVER).address.url): PASSWORD}

    window = at_start()
    form = window.unlock
    assert form.remember.isChecked()
    assert f"Het wachtwoord van {SECRETARY} is onthouden" in form.text.text()
    assert form.password.editor.text() == ""
    press_enter(qtbot, window)
    assert window.got[0].desk.actor.name == SECRETARY
    assert files_with(PASSWORD, tmp_path, world.folder) == []
    assert PASSWORD not in caplog.text


def test_unticked_nothing_is_kept(at_start, qtbot, ring: InMemory, world: World) -> None:
    window = at_start()
    qtbot.keyClicks(window.unlock.password.editor, PASSWORD)
    press_enter(qtbot, window)
    assert len(window.got) == 1
    assert (ring.kept, remembers(world.folder)) == ({}, False)


def test_one_that_was_changed_is_forgotten_and_asked_anew(at_start, qtbot, ring: InMemory, world: World) -> None:
    remembered.remember(world.folder, PASSWORD)
    change_password(world.desk, PASSWORD, NEW)
    window = at_start()
    form = press_enter(qtbot, window)
    assert form.password.error.text() == (
        "Het onthouden wachtwoord past niet meer en is vergeten. Vul uw wachtwoord van nu in."
    )
    assert (window.got, ring.kept, remembers(world.folder)) == ([], {}, False)
    assert form.text.text().endswith("Vul uw wachtwoord in.")
    form.go.click()
    assert form.password.error.text() == "Vul ‘Wachtwoord’ in."
    qtbot.keyClicks(form.password.editor, NEW)
    press_enter(qtbot, window)
    assert len(window.got) == 1
    assert list(ring.kept.values()) == [NEW]


def test_one_that_was_taken_out_of_the_keyring_is_asked(at_start, qtbot, ring: InMemory, world: World) -> None:
    remembered.remember(world.folder, PASSWORD)
    window = at_start()
    ring.kept.clear()
    form = press_enter(qtbot, window)
    assert "staat niet meer in de sleutelbos" in form.password.error.text()
    assert not remembers(world.folder)


def test_taking_the_tick_away_forgets_at_once(at_start, qtbot, ring: InMemory, world: World) -> None:
    remembered.remember(world.folder, PASSWORD)
    window = at_start()
    qtbot.keyClick(window.unlock.remember, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.workshop.running, timeout=SLOW)
    assert (ring.kept, remembers(world.folder)) == ({}, False)
    form = window.unlock
    form.go.click()
    assert form.password.has_error
    window.show_choice()
    window.choose.network.emit(window._actions.look(world.folder)._replace(remembers=True))
    assert not form.remember.isChecked()


def test_another_password_can_be_typed_over_it(at_start, qtbot, ring: InMemory, world: World) -> None:
    remembered.remember(world.folder, "iets van vroeger")
    window = at_start()
    qtbot.keyClicks(window.unlock.password.editor, PASSWORD)
    press_enter(qtbot, window)
    assert len(window.got) == 1
    assert list(ring.kept.values()) == [PASSWORD]


def test_locking_asks_for_the_password_again(qtbot, ring: InMemory, world: World, entrance: Entrance) -> None:
    remembered.remember(world.folder, PASSWORD)
    warmer = WarmUp()
    program = Program(entrance, rooms, warmer)
    program.show_start()
    program.start.show_network(world.folder)
    qtbot.keyClick(program.start.unlock.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None, timeout=SLOW)
    program.window.locked.emit()
    qtbot.waitUntil(lambda: program.start is not None and program.start.isVisible())
    start = program.start
    start.show_network(world.folder)
    form = start.unlock
    form.go.click()
    assert form.remember.isChecked()
    assert form.password.error.text() == "Vul ‘Wachtwoord’ in."
    qtbot.keyClicks(form.password.editor, PASSWORD)
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None, timeout=SLOW)
    program.window.close()
    warmer.stop()
    program.theme.deleteLater()


def test_without_a_keyring_there_is_no_tick_and_all_goes_on(at_start, qtbot, world: World) -> None:
    window = at_start()
    assert not window.unlock.remember.isVisible()
    window.choose.join_way.click()
    assert not window.join.remember.isVisible()
    window.show_network(world.folder)
    qtbot.keyClicks(window.unlock.password.editor, PASSWORD)
    press_enter(qtbot, window)
    assert [opened.trouble for opened in window.got] == [""]


def test_where_the_keyring_is_gone_the_password_is_asked(at_start, qtbot, ring: InMemory, world: World) -> None:
    remembered.remember(world.folder, PASSWORD)
    use(InAFile())
    window = at_start()
    assert not window.unlock.remember.isVisible()
    assert window.unlock.text.text().endswith("Vul uw wachtwoord in.")
    window.unlock.go.click()
    assert window.unlock.password.has_error


def test_a_locked_keyring_refuses_in_a_sentence(at_start, qtbot, ring: InMemory, world: World) -> None:
    remembered.remember(world.folder, PASSWORD)
    use(Locked())
    window = at_start()
    form = press_enter(qtbot, window)
    assert "geeft het wachtwoord nu niet" in form.password.error.text()
    assert remembers(world.folder)
    qtbot.keyClick(form.remember, Qt.Key.Key_Space)
    qtbot.waitUntil(form.error.isVisible, timeout=SLOW)
    assert "staat er nog in" in form.error.text.text()
    assert form.remember.isChecked()
    qtbot.keyClicks(form.password.editor, PASSWORD)
    press_enter(qtbot, window)
    assert "het is niet onthouden" in window.got[0].trouble


def test_what_was_not_kept_is_said_in_the_window(qtbot, ring: InMemory, world: World, entrance: Entrance) -> None:
    use(Locked())
    warmer = WarmUp()
    program = Program(entrance, rooms, warmer)
    program.show_start()
    program.start.show_network(world.folder)
    form = program.start.unlock
    qtbot.waitUntil(form.remember.isVisible, timeout=SLOW)
    form.remember.click()
    qtbot.keyClicks(form.password.editor, PASSWORD)
    form.submit()
    qtbot.waitUntil(lambda: program.window is not None, timeout=SLOW)
    assert "niet onthouden" in toasts(program.window)[-1]
    program.window.close()
    warmer.stop()
    program.theme.deleteLater()


def test_joining_remembers_it_too(at_start, qtbot, ring: InMemory, world: World) -> None:
    window, url = at_start(), Known.read(world.entrance("lezer") / SERVER).address.url
    window.choose.join_way.click()
    form = window.join
    form.remember.click()
    form.address.editor.setText(url)
    form.password.editor.setText(password_of("lezer"))
    form.submit()
    qtbot.waitUntil(lambda: len(window.got) == 1, timeout=SLOW)
    assert ring.kept == {("zsm-desktop", url): password_of("lezer")}
    assert remembers(window.got[0].network.folder)


@pytest.mark.parametrize("name", [SECRETARY, "lezer"])
def test_everyone_can_have_it_forgotten_in_the_settings(
    theme, shown, qtbot, ring: InMemory, world: World, name: str
) -> None:
    desk = world.desk_of(name)
    remembered.remember(desk.folder, password_of(name))
    window = open_room(theme, shown, desk, "settings")
    card = window.page.place[0]
    assert card.fetch.isVisible() is (name == SECRETARY)
    assert not card.share.isVisible()
    assert REMEMBERED in words_of(card)
    use(Locked())
    card.forget.click()
    qtbot.waitUntil(card.error.isVisible, timeout=SLOW)
    use(ring)
    card.forget.click()
    qtbot.waitUntil(lambda: not card.forget.isVisible(), timeout=SLOW)
    assert REMEMBERED not in words_of(card)
    assert (ring.kept, Places(desk).facts().remembers) == ({}, False)


def test_a_keyring_that_is_no_real_one_does_not_count(ring: InMemory) -> None:
    assert remembered.has_keyring()
    use(InAFile())
    assert not remembered.has_keyring()
