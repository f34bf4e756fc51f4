"""The keys of a network on a server by the window: other ones for everything, and what the others then see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.app.test_renewal_on_a_server import COLLEAGUE, owner_of, rekeyed
from tests.builders import CHEAP, PASSWORD, SECRETARY, World, password_of, user_id
from tests.ui.offices import open_dialog, words_of
from tests.ui.settings.test_keys_card import MANAGES, SLOW, typed
from zsm_desktop.app import open_desk
from zsm_desktop.app.people import edit_user, retire_user
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.ui.program import Program
from zsm_desktop.words import keys as words

Open = Callable[[str], Program]


@pytest.fixture
def kept() -> str:
    return "server"


@pytest.fixture
def opened(world: World, qtbot, tmp_path: Path) -> Iterator[Open]:
    """The program as one of the people has it at home."""
    made: list[Program] = []

    def open_it(name: str) -> Program:
        warmer = WarmUp()
        program = Program(Entrance(tmp_path / "netwerken", tmp_path / "preferences.json"), rooms, warmer)
        made.append(program)
        desk = open_desk(world.entrance(name), password=password_of(name))
        desk.listen()
        program.show_network(desk)
        with qtbot.waitActive(program.window):
            program.window.activateWindow()
        return program

    yield open_it
    for program in made:
        for window in (program.window, program.start):
            if window is not None:
                window.close()
        program.locking.leave()
        program._warmer.stop()
        program.theme.deleteLater()


def test_other_keys_and_a_copy_at_home_the_whole_way(opened: Open, world: World, qtbot) -> None:
    world.case()
    world.close()
    program = opened(SECRETARY)
    program.window.open("settings")
    qtbot.keyClick(program.window, Qt.Key.Key_H, MANAGES)
    form = open_dialog(program.window)
    form.fields["address"].editor.setText("postgresql://eigenaar@elders.nl/netwerk")
    typed(form, qtbot, PASSWORD)
    assert form.fields["address"].error.text().startswith("Dit adres is van een andere database")
    form.fields["address"].editor.setText(owner_of(world).address.url)
    typed(form, qtbot, PASSWORD)
    qtbot.waitUntil(lambda: program.start is not None, timeout=SLOW)
    moving = program.start.moving
    qtbot.waitUntil(lambda: program.start.page in (moving.arrived, moving.stranded), timeout=SLOW)
    assert program.start.page is moving.arrived, moving.stranded.reason.text()
    assert moving.arrived.title.text() == words.RENEWED
    assert COLLEAGUE in moving.arrived.need.text()
    qtbot.keyClick(moving.arrived.go, Qt.Key.Key_Return)
    sheet = program.start.road.sheet
    qtbot.waitUntil(lambda: program.start.page is sheet, timeout=SLOW)
    sheet.wait.click()
    qtbot.waitUntil(lambda: program.window is not None and program.start is None, timeout=SLOW)
    assert program.desk.store.keys.store_key != world.keys.store_key
    program.window.open("settings")
    card = program.window.page.backups
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    qtbot.keyClick(program.window, Qt.Key.Key_B, MANAGES)
    qtbot.waitUntil(lambda: len(program.desk.backups.facts().copies) == 3, timeout=SLOW)
    qtbot.waitUntil(card.make.isEnabled, timeout=SLOW)
    assert "3 reservekopieën" in words_of(card)


def test_who_has_it_open_is_locked_out_and_goes_on_with_a_new_password(opened: Open, world: World, qtbot) -> None:
    program = opened(COLLEAGUE)
    window = program.window
    new = rekeyed(world)
    qtbot.waitUntil(lambda: program.window is None, timeout=SLOW)
    form = program.start.unlock
    qtbot.waitUntil(lambda: "nieuwe sleutels" in form.error.text.text(), timeout=SLOW)
    assert not window.isVisible()
    world.close()
    with closing(open_desk(world.folder, password=PASSWORD)) as desk:
        row = next(row for row in desk.users.rows() if row.name == COLLEAGUE)
        edit_user(desk, row.id, row.version, row.name, row.role, row.school_id, "een nieuw begin", kdf=CHEAP)
    qtbot.keyClicks(form.password.editor, "een nieuw begin")
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is window and window.isVisible(), timeout=SLOW)
    qtbot.waitUntil(lambda: window.line.retired is None, timeout=SLOW)
    assert program.desk.store.keys.mark == new.mark
    assert program.desk.actor.name == COLLEAGUE


def test_who_is_shown_the_door_has_the_names_out_of_sight_at_once(opened: Open, world: World, qtbot) -> None:
    program = opened(COLLEAGUE)
    retire_user(world.desk, user_id(COLLEAGUE))
    qtbot.waitUntil(lambda: program.window is None, timeout=SLOW)
    qtbot.waitUntil(lambda: "ingetrokken" in program.start.unlock.error.text.text(), timeout=SLOW)
