"""The keys of the network in the settings: another printed one, and other keys for everything, all by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from tests.builders import CHEAP, PASSWORD, SECRETARY, World, password_of, user_id
from tests.ui.offices import open_dialog, open_room, press_toast, toasts, words_of
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import new_recovery_key
from zsm_desktop.app.people import add_user, retire_user
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.app.tries import Tries
from zsm_desktop.app.warm_up import WarmUp
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.store import first_steps, folder
from zsm_desktop.ui.program import Program
from zsm_desktop.words import keys as words
from zsm_desktop.words.recovery import CLOSE_ANYWAY

SLOW = 30_000
MANAGES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(world: World, theme, shown, qtbot):
    made = open_room(theme, shown, world.desk, "settings")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def program(world: World, qtbot, tmp_path: Path) -> Iterator[Program]:
    world.case()
    world.close()
    warmer = WarmUp()
    made = Program(Entrance(tmp_path / "netwerken", tmp_path / "preferences.json"), rooms, warmer)
    made.show_network(open_desk(world.folder, password=PASSWORD, user=SECRETARY))
    assert made.window is not None
    qtbot.waitUntil(made.window.isVisible)
    made.window.open("settings")
    yield made
    for window in (made.window, made.start):
        if window is not None:
            window.close()
    warmer.stop()
    made.theme.deleteLater()


def typed(dialog: Any, qtbot, password: str) -> None:
    editor = dialog.fields["password"].editor
    editor.clear()
    qtbot.keyClicks(editor, password)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_another_printed_key_is_asked_for_shown_once_and_printed(window, world: World, qtbot, tmp_path: Path) -> None:
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    form = open_dialog(window)
    typed(form, qtbot, "iets heel anders")
    assert form.fields["password"].error.text().startswith("Dit wachtwoord past niet.")
    typed(form, qtbot, PASSWORD)
    assert "Wacht nog 1 s" in words_of(form)
    Tries().path.unlink()  # as after the wait
    typed(form, qtbot, PASSWORD)
    qtbot.waitUntil(lambda: open_dialog(window) is not form)
    dialog = open_dialog(window)
    parts = dialog.box.shown.lines.text().split()
    key = "-".join(parts)
    assert folder.recover(world.folder, key).user_name == SECRETARY
    dialog.box.save_to(tmp_path / "sleutel.pdf")
    qtbot.waitUntil(lambda: "sleutel.pdf" in dialog.box.shown.note.text())
    paper = pypdfium2.PdfDocument(tmp_path / "sleutel.pdf")[0].get_textpage().get_text_bounded()
    assert key[:4] in paper
    qtbot.waitUntil(dialog.ok.isEnabled)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.confirm.text.text() == CLOSE_ANYWAY
    dialog.confirm.no.click()
    dialog.ok.click()
    for field, number in zip(dialog.box.groups.fields, dialog.box.groups.asked, strict=True):
        qtbot.keyClicks(field.editor, parts[number - 1])
    dialog.ok.click()
    qtbot.waitUntil(lambda: toasts(window) == [words.MADE])


def test_the_sheet_in_the_safe_is_checked_and_another_key_asks_who_it_is(window, world: World, qtbot) -> None:
    (card,) = window.page.locks
    form = card.ask_check()
    qtbot.keyClicks(form.box.whole.field.editor, "AAAA")
    form.ok.click()
    qtbot.waitUntil(lambda: form.box.whole.field.has_error)
    form.box.whole.renew.click()
    assert not form.isVisible()
    asked = open_dialog(window)
    assert asked.focusWidget() is asked.fields["password"].editor


def test_who_was_taken_away_is_said_with_what_still_opens_and_new_keys_are_offered(window, world: World, qtbot) -> None:
    page = window.page
    page.users.ask_retire(next(row for row in world.desk.users.rows() if row.name == "lezer"))
    assert "oude kopie nog openen" in page.users.confirm.text.text()
    page.users.confirm.yes.click()
    qtbot.waitUntil(lambda: toasts(window) == ["lezer kan dit netwerk niet meer openen."])
    press_toast(window, words.NEW_ALL_SHORT)
    form = open_dialog(window)
    said = " ".join(line.text for line in form.steps.lines)
    assert "directeur duin" in said
    assert "lezer" not in said


def test_who_may_not_manage_users_has_no_card_and_no_moments(world: World, theme, shown) -> None:
    made = open_room(theme, shown, world.desk_of("directeur duin"), "settings")
    assert made.page.locks == []
    assert not any("iets gedaan" in text for text in words_of(made.page.users))
    with pytest.raises(RuleError) as refused:
        world.desk_of("directeur duin").access.of_users()
    assert refused.value.code == "permission.missing"


def test_the_list_says_since_when_who_has_access_and_what_the_role_may_see(window, world: World, qtbot) -> None:
    people = window.page.users._people
    people.add(
        "Nieuwe Collega", world.desk.users.rows()[0].role, world.desk.users.rows()[0].school_id or None, PASSWORD * 2
    )
    qtbot.waitUntil(lambda: "Nieuwe Collega" in words_of(window.page.users))
    said = words_of(window.page.users)
    assert "Wachtwoord van 22 november 2026." in said
    assert "Laatst iets gedaan op 22 november 2026." in said
    assert "Mag alles en ziet alle casussen." in said


def test_a_password_is_judged_while_it_is_typed(window, qtbot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    field = open_dialog(window).fields["password"]
    before = field.hint.text()
    qtbot.keyClicks(field.editor, "maatwerk 12")
    assert "‘Maatwerk’" in field.hint.text()
    field.editor.clear()
    qtbot.keyClicks(field.editor, "paard batterij nietje correct")
    assert field.hint.text() == "Sterk."
    for _ in range(len(field.editor.text())):
        qtbot.keyClick(field.editor, Qt.Key.Key_Backspace)
    assert field.hint.text() == before


def test_other_keys_for_everything_the_whole_way(program: Program, world: World, qtbot) -> None:
    old = folder.unlock(world.folder, PASSWORD)
    assert program.window is not None
    qtbot.keyClick(program.window, Qt.Key.Key_H, MANAGES)
    typed(open_dialog(program.window), qtbot, PASSWORD)
    qtbot.waitUntil(lambda: program.start is not None, timeout=SLOW)
    moving = program.start.moving
    qtbot.waitUntil(lambda: program.start.page in (moving.arrived, moving.stranded), timeout=SLOW)
    assert program.start.page is moving.arrived, moving.stranded.reason.text()
    assert moving.arrived.title.text() == words.RENEWED
    assert "directeur duin" in moving.arrived.need.text()
    qtbot.keyClick(moving.arrived.go, Qt.Key.Key_Return)
    sheet = program.start.road.sheet
    qtbot.waitUntil(lambda: program.start.page is sheet, timeout=SLOW)
    assert folder.recover(world.folder, "-".join(sheet.box.shown.lines.text().split())).user_name == SECRETARY
    assert first_steps.standing(world.folder) == {first_steps.SHEET: first_steps.LATER}
    sheet.wait.click()
    assert (sheet.confirm.isVisible(), program.start.page) == (True, sheet)  # on no sheet yet
    sheet.confirm.yes.click()
    qtbot.waitUntil(lambda: program.window is not None and program.start is None, timeout=SLOW)
    assert program.desk.store.keys.store_key != old.store_key
    with pytest.raises(RuleError) as refused:
        folder.unlock(world.folder, password_of("stage duin"))
    assert refused.value.code == "keys.wrong_password"


def test_a_copy_to_read_elsewhere_is_asked_for_made_and_opens_with_its_banner(
    window, world: World, theme, shown, qtbot, tmp_path: Path
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, MANAGES)
    form = open_dialog(window)
    form.try_submit()
    assert all(form.fields[name].has_error for name in ("to", "reason", "password", "again"))
    typed = {
        "to": "het bestuur",
        "reason": "saldi bespreken",
        "password": "een zin voor de lezer",
        "again": "iets anders",
    }
    for name, text in typed.items():
        qtbot.keyClicks(form.fields[name].editor, text)
    form.try_submit()
    assert form.fields["again"].has_error
    form.fields["again"].editor.setText(typed["password"])
    asked = form.values()
    form.write(asked, tmp_path)
    qtbot.waitUntil(lambda: len(toasts(window)) == 1, timeout=SLOW)
    (into,) = [path for path in tmp_path.iterdir() if path.name.startswith("Stichting Maatwerk Proef kopie")]
    assert str(into) in toasts(window)[0]
    desk = open_desk(into, password=typed["password"])
    copy = open_room(theme, shown, desk, "balances")
    assert "alleen lezen, zonder namen" in words_of(copy)
    assert "Instellingen" not in words_of(copy.rail)
    copy.close()
    desk.close()


def test_a_printed_key_of_who_was_taken_away_is_said_to_open_nothing(world: World, theme, shown, qtbot) -> None:
    new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)
    add_user(world.desk, "tweede", Role.SECRETARY, None, PASSWORD * 2, kdf=CHEAP)
    world.close()
    desk = open_desk(world.folder, password=PASSWORD * 2)
    retire_user(desk, user_id(SECRETARY))
    window = open_room(theme, shown, desk, "settings")
    card = window.page.locks[0]
    qtbot.waitUntil(lambda: words.OF_NOBODY.format(user=SECRETARY) in words_of(card))
    new_recovery_key(desk, PASSWORD * 2, kdf=CHEAP)
    qtbot.waitUntil(card.warning.isHidden)
    assert "tweede" in words_of(card)
    window.close()
    desk.close()
