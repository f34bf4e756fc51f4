"""The start window with the real work behind it: make a network, come back, forget the password, lock and unlock."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.sample_fixture import MadeSample
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.sample import PASSWORD as SAMPLE_PASSWORD
from zsm_desktop.settings import load_preferences, preferences_path
from zsm_desktop.store.folder import KEYS
from zsm_desktop.store.keys import KeyFile
from zsm_desktop.store.keys_json import previous_of
from zsm_desktop.ui.program import Program
from zsm_desktop.ui.start.unlock_form import RESTORED
from zsm_desktop.ui.start.window import StartWindow

PASSWORD = "een lange zin met vier woorden"
SLOW = 20_000  # making keys is slow on purpose


@pytest.fixture
def make(theme, shown, qtbot, entrance: Entrance):
    """A network made through the window; gives back the recovery key and closes it."""

    def run() -> str:
        start = shown(StartWindow(theme, entrance), 1080, 680)
        opened: list = []
        start.opened.connect(opened.append)
        start.choose.make.click()
        road = start.road
        for field, text in ((road.network.name, "Proefnetwerk"), (road.network.region, "Zeeland")):
            field.editor.setText(text)
        road.network.submit()
        for field, text in (
            (road.person.user, "Anneke"),
            (road.person.password, PASSWORD),
            (road.person.again, PASSWORD),
        ):
            field.editor.setText(text)
        road.person.submit()
        qtbot.waitUntil(lambda: start.page is road.sheet, timeout=SLOW)
        key = "-".join(road.sheet.box.shown.lines.text().split())
        for page in (road.sheet, road.schools, road.body, road.copies):
            page.wait.click()
            if page is road.sheet:
                page.confirm.yes.click()
        (one,) = opened
        assert (one.network.name, one.desk.actor.name) == ("Proefnetwerk", "Anneke")
        one.desk.close()
        start.close()
        return key

    return run


def test_a_network_is_made_and_opens_again_with_its_password_only(
    make, theme, shown, qtbot, entrance: Entrance
) -> None:
    make()
    start = shown(StartWindow(theme, entrance), 1080, 680)
    opened: list = []
    start.opened.connect(opened.append)
    qtbot.keyClicks(start.unlock.password.editor, "niet het goede")
    qtbot.keyClick(start.unlock.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: start.unlock.password.has_error, timeout=SLOW)
    assert opened == []
    start.unlock.password.editor.clear()
    qtbot.keyClicks(start.unlock.password.editor, PASSWORD)
    qtbot.keyClick(start.unlock.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=SLOW)
    desk = opened[0].desk
    assert [body.code for body in desk.meetings.bodies()] == ["MB", "SG"]
    desk.close()


def test_the_printed_key_opens_and_replaces_the_password(make, theme, shown, qtbot, entrance: Entrance) -> None:
    key = make()
    start = shown(StartWindow(theme, entrance), 1080, 680)
    opened: list = []
    start.opened.connect(opened.append)
    start.unlock.forgot_button.click()
    form = start.recover
    for field, text in (
        (form.key, key.lower()),
        (form.password, "een heel ander wachtwoord"),
        (form.again, "een heel ander wachtwoord"),
    ):
        qtbot.keyClicks(field.editor, text)
    form.submit()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=SLOW)
    opened[0].desk.close()
    again = entrance.unlock(entrance.known()[0].folder, "een heel ander wachtwoord")
    assert again.network.name == "Proefnetwerk"
    again.desk.close()


def lose_keys(folder: Path) -> None:
    """The key file is lost after a change that left the previous one beside it."""
    KeyFile.read(folder / KEYS).write(folder / KEYS)
    (folder / KEYS).write_bytes(b"{")


@pytest.mark.parametrize("is_seen_at_start", [True, False])
def test_a_lost_key_file_is_replaced_by_the_one_before(
    make, theme, shown, qtbot, entrance: Entrance, is_seen_at_start: bool
) -> None:
    make()
    folder = entrance.known()[0].folder
    if is_seen_at_start:
        lose_keys(folder)
    start = shown(StartWindow(theme, entrance), 1080, 680)
    form, opened = start.unlock, []
    start.opened.connect(opened.append)
    if not is_seen_at_start:
        assert not form.restore_button.isVisible()
        lose_keys(folder)
        qtbot.keyClicks(form.password.editor, PASSWORD)
        form.submit()
    qtbot.waitUntil(form.restore_button.isVisible, timeout=SLOW)
    assert "is beschadigd" in form.error.text.text()
    qtbot.mouseClick(form.restore_button, Qt.MouseButton.LeftButton)
    assert not form.restore_button.isVisible()
    assert not form.error.isVisible()
    assert form.text.text() == RESTORED
    form.password.editor.clear()
    qtbot.keyClicks(form.password.editor, PASSWORD)
    form.submit()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=SLOW)
    opened[0].desk.close()


def test_a_previous_key_file_that_is_lost_too_says_so(make, theme, shown, qtbot, entrance: Entrance) -> None:
    make()
    folder = entrance.known()[0].folder
    lose_keys(folder)
    previous_of(folder / KEYS).write_bytes(b"{")
    start = shown(StartWindow(theme, entrance), 1080, 680)
    start.unlock.restore_button.click()
    assert f"{KEYS}.vorige is beschadigd" in start.unlock.error.text.text()
    assert (folder / KEYS).read_bytes() == b"{"


def test_who_opens_is_chosen_where_more_people_have_a_password(theme, shown, qtbot, sample: MadeSample) -> None:
    entrance = Entrance(sample.folder.parent, sample.folder.parent / "preferences.json")
    start = shown(StartWindow(theme, entrance), 1080, 680)
    director = next(user.name for user in sample.facts.users if user.role == "director")
    assert start.unlock.who_field.isVisible()
    start.unlock.who.choose(director)
    opened: list = []
    start.opened.connect(opened.append)
    qtbot.keyClicks(start.unlock.password.editor, SAMPLE_PASSWORD)
    start.unlock.submit()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=SLOW)
    desk = opened[0].desk
    assert (desk.actor.name, desk.actor.role.value, desk.store.seal.may_open) == (director, "director", False)
    desk.close()


def has_no_keys(desk: Desk) -> bool:
    try:
        return desk.store.keys is None
    except RuleError as error:
        return error.code == "store.closed"


def test_the_program_locks_and_asks_for_the_password_again(make, qtbot, entrance: Entrance) -> None:
    make()
    warmer = WarmUp()
    program = Program(entrance, rooms, warmer)
    program.show_start()
    qtbot.waitUntil(program.start.isVisible)
    for turn in range(2):
        start = program.start
        qtbot.keyClicks(start.unlock.password.editor, PASSWORD)
        start.unlock.submit()
        qtbot.waitUntil(lambda: program.window is not None, timeout=SLOW)
        window, desk = program.window, program.desk
        assert window.room == "today"
        if turn == 0:
            window.locked.emit()
            qtbot.waitUntil(lambda: program.start is not None and program.start.isVisible())
            assert not window.isVisible()
            assert program.desk is None
            qtbot.waitUntil(partial(has_no_keys, desk), timeout=SLOW)  # after the copy of what changed
    program.window.theme.set_zoom(125)
    program.window.close()
    assert load_preferences(preferences_path()).zoom_percent == 125
    warmer.stop()
    program.theme.deleteLater()


def test_a_network_elsewhere_is_found_again_after_its_first_steps_broke_off(
    qtbot, entrance: Entrance, tmp_path: Path
) -> None:
    warmer = WarmUp()
    program = Program(Entrance(tmp_path / "netwerken"), rooms, warmer)
    program.show_start()
    road = program.start.road
    road.network.place = tmp_path / "elders"
    program.start.choose.make.click()
    for step, texts in ((road.network, ("Proef", "Zeeland")), (road.person, ("Anneke", PASSWORD, PASSWORD))):
        for field, text in zip(step.fields, texts, strict=True):
            field.editor.setText(text)
        step.submit()
    qtbot.waitUntil(lambda: program.start.page is road.sheet, timeout=SLOW)
    program.start.close()
    assert [one.folder for one in Entrance(tmp_path / "netwerken").known()] == [tmp_path / "elders" / "Proef"]
    again = entrance.unlock(tmp_path / "elders" / "Proef", PASSWORD)
    program._on_opened(again._replace(second_backup_place=str(tmp_path)))
    assert load_preferences(preferences_path()).second_backup_place == str(tmp_path)
    program.window.close()
    warmer.stop()
    program.theme.deleteLater()
