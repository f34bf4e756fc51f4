"""The keys of a network on a server by the window: other ones for everything, and what the others then see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.app.test_renewal_on_a_server import COLLEAGUE, owner_of, rekeyed
from tests.builders import CHEAP, PASSWORD, SECRETARY, World, made_id, password_of, user_id
from tests.ui.offices import open_dialog, press_toast, toasts
from tests.ui.settings.test_keys_card import MANAGES, SLOW, typed
from zsm_desktop.app import open_desk
from zsm_desktop.app.people import edit_user, retire_user
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.store.backup import copies, keys_beside
from zsm_desktop.store.kept_here import NOTES, KeptHere, KeptText
from zsm_desktop.store.keys import KeyFile
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


def test_other_keys_for_everything_with_a_copy_before(opened: Open, world: World, qtbot) -> None:
    text = KeptText(NOTES, made_id(99, 1), "notes", "", "nog niet bewaard", world.now, user_id("directeur duin"))
    world.close()
    program = opened(SECRETARY)
    KeptHere(program.desk.folder, world.desk_of("directeur duin").store.keys).keep(text)
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
    assert (sheet.confirm.isVisible(), program.start.page) == (True, sheet)  # on no sheet yet
    sheet.confirm.yes.click()
    qtbot.waitUntil(lambda: program.window is not None and program.start is None, timeout=SLOW)
    assert program.desk.store.keys.store_key != world.keys.store_key
    new, folder = program.desk.store.keys, program.desk.folder
    assert KeptHere(folder, replace(new, user_id=user_id("directeur duin"), seal_key=None)).rows() == (text,)
    (then,) = (KeyFile.read(keys_beside(copy)) for copy in copies(folder))
    assert then.unlock(password_of(COLLEAGUE), user_id(COLLEAGUE)).store_key == world.keys.store_key
    assert [one.facts for one in program.desk.checks.run().findings] == [{"count": 1}]


def test_who_has_it_open_is_locked_out_and_goes_on_with_a_new_password(opened: Open, world: World, qtbot) -> None:
    program = opened(COLLEAGUE)
    window = program.window
    new, _printed, _made = rekeyed(world)
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


def test_after_access_was_withdrawn_other_keys_are_offered_here_too(opened: Open, world: World, qtbot) -> None:
    world.close()
    program = opened(SECRETARY)
    program.window.open("settings")
    users = program.window.page.users
    users.ask_retire(next(row for row in program.desk.users.rows() if row.name == "lezer"))
    assert "gaat met het oude wachtwoord nog open" in users.confirm.text.text()
    users.confirm.yes.click()
    qtbot.waitUntil(lambda: toasts(program.window) == [words.RETIRED.format(user="lezer")], timeout=SLOW)
    press_toast(program.window, words.NEW_ALL_SHORT)
    form = open_dialog(program.window)
    assert "address" in form.fields
    said = " ".join(line.text for line in form.steps.lines)
    assert "binnen 90 dagen" in said
    form.reject()


def test_who_is_shown_the_door_has_the_names_out_of_sight_at_once(opened: Open, world: World, qtbot) -> None:
    program = opened(COLLEAGUE)
    retire_user(world.desk, user_id(COLLEAGUE))
    qtbot.waitUntil(lambda: program.window is None, timeout=SLOW)
    qtbot.waitUntil(lambda: "ingetrokken" in program.start.unlock.error.text.text(), timeout=SLOW)
