"""Locked nothing is seen, no key is held and nothing is lost; unlocked everything stands where it stood."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from shiboken6 import isValid

from tests.builders import PASSWORD, SECRETARY, World, password_of
from tests.ui.meeting.people import Hands, running
from tests.ui.offices import any_dialog, open_dialog, words_of
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.backups import Backups
from zsm_desktop.store import backup_state
from zsm_desktop.store.backup import found_in
from zsm_desktop.store.folder import BACKUPS
from zsm_desktop.store.keys import Keys
from zsm_desktop.store.seal import Sealer
from zsm_desktop.ui import backups as keeping
from zsm_desktop.ui.parts.backup_lines import wrong
from zsm_desktop.ui.program import Program

SLOW = 20_000
Key = Qt.Key


class NoWarmer:
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Owner:
    """Opens, locks and unlocks as people do."""

    def __init__(self, world: World, qtbot) -> None:
        self.folder, self.qtbot = world.folder, qtbot
        entrance = Entrance(world.folder.parent / "netwerken", world.folder.parent / "preferences.json")
        self.program = Program(entrance, rooms, NoWarmer())

    @property
    def hands(self) -> Hands:
        return Hands(self.qtbot, self.program.window)

    @property
    def form(self):
        return self.program.start.unlock

    def begin(self) -> Hands:
        self.program.show_start()
        self.program.start.show_network(self.folder)
        self.unlock()
        return self.hands

    def lock(self) -> None:
        self.program.locking.lock()
        self.qtbot.waitUntil(self.form.held.isHidden, timeout=SLOW)

    def go(self) -> None:
        """Closes what there is."""
        if self.program.window is not None:
            self.program.window.close()
        self.program.locking.leave()
        if self.program.start is not None:
            self.program.start.close()
        self.program.theme.deleteLater()

    def unlock(self, who: str = SECRETARY) -> None:
        self.form.who.choose(who)
        self.form.password.editor.setText(password_of(who))
        self.form.submit()
        self.qtbot.waitUntil(lambda: self.program.window is not None, timeout=SLOW)


@pytest.fixture
def owner(world: World, qtbot) -> Iterator[Owner]:
    world.close()
    made = Owner(world, qtbot)
    yield made
    made.go()


def seen() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def holders() -> list[object]:
    gc.collect()
    found = (one for one in gc.get_objects() if isinstance(one, Keys | Sealer))
    return [one for one in found if isinstance(one, Keys) or one.may_open]


def test_locked_only_the_password_is_asked_and_no_key_is_left(world: World, owner: Owner) -> None:
    case = world.case()
    world.close()
    before = len(holders())
    at = owner.begin()
    at.window.open("pupils", case)
    desk = owner.program.desk
    desk.masks.prepare()
    assert len(holders()) > before
    at.press(Key.Key_L, control=True)
    at.until(lambda: owner.program.window is None and owner.form.held.isHidden())
    assert seen() == [owner.program.start]
    assert "Vergrendeld" in words_of(owner.program.start)
    assert owner.form.who.key == SECRETARY
    assert len(holders()) == before
    assert desk.masks._mask is None
    with pytest.raises(RuleError, match=r"store\.closed"):
        desk.cases.rows()
    assert at.window.windowHandle() is None or not at.window.windowHandle().isVisible()


def test_unlocked_room_face_row_and_zoom_are_as_they_were(world: World, owner: Owner) -> None:
    cases = [world.case() for _ in range(3)]
    world.close()
    at = owner.begin()
    window, page = at.window, None
    window.open("pupils", cases[1])
    page = window.page
    window.theme.set_zoom(125)
    owner.lock()
    world.case()
    world.close()
    owner.unlock()
    assert owner.program.window is window
    assert window.isVisible()
    assert (window.room, window.page, window.theme.zoom_percent) == ("pupils", page, 125)
    assert page.cases.panel.card.row.id == cases[1]
    assert len(owner.program.desk.cases.rows()) == 4  # what came meanwhile is read
    window.theme.set_zoom(100)


def test_a_form_stands_there_again_with_what_was_typed(owner: Owner) -> None:
    at = owner.begin()
    at.window.open("settings")
    at.window.page.users.ask_new()
    form = open_dialog(at.window)
    form.fields["name"].editor.setFocus()
    at.type("Mieke Half")
    form.fields["password"].editor.setText("geheim genoeg")
    QTest.keyClick(form.windowHandle(), Key.Key_L, Qt.KeyboardModifier.ControlModifier)  # as the system sends it
    at.until(lambda: owner.program.window is None and owner.form.held.isHidden())
    assert seen() == [owner.program.start]
    kept = (owner.folder / "getypt.json").read_text(encoding="utf-8")
    assert "Mieke" not in kept
    assert "geheim" not in kept
    owner.unlock()
    assert open_dialog(owner.program.window) is form
    assert form.fields["name"].text == "Mieke Half"
    assert form.fields["password"].text == "", "a password half typed stays with nobody"
    assert QApplication.focusWidget() is form.fields["name"].editor
    owner.hands.type("heid")  # nothing is marked: it goes on where it was
    assert form.fields["name"].text == "Mieke Halfheid"
    assert not (owner.folder / "getypt.json").exists()
    form.is_edited = False
    form.reject()


def test_another_user_gets_a_window_of_his_own_and_the_first_his_text(owner: Owner, qtbot) -> None:
    at = owner.begin()
    first = at.window
    first.open("settings")
    first.page.users.ask_new()
    open_dialog(first).fields["name"].editor.setFocus()
    at.type("Mieke Half")
    owner.lock()
    owner.unlock("directeur duin")
    assert owner.program.window is not first
    assert owner.program.window.room == "today"
    assert owner.program.desk.typed_here.forms() == ()
    qtbot.waitUntil(lambda: not isValid(first))
    owner.lock()
    owner.unlock()
    window = owner.program.window
    assert "Toen het netwerk werd vergrendeld stond er nog tekst in 1 formulier" in words_of(window)
    qtbot.keyClick(window, Key.Key_H, Qt.KeyboardModifier.AltModifier)
    panel = any_dialog(window)
    assert "Mieke Half" in words_of(panel)
    panel.ask_drop(panel.texts[0])
    panel.confirm.yes.click()
    qtbot.waitUntil(lambda: "Toen het netwerk" not in words_of(window))


def test_what_is_half_typed_in_a_meeting_stands_there_and_in_the_store(world: World, owner: Owner) -> None:
    meeting_id = running(world, world.case(), world.case("DUIN"))
    world.close()
    at = owner.begin()
    at.window.open("meetings", meeting_id)
    at.press(Key.Key_F8, Key.Key_F2)
    at.type("Vader belt")
    at.press(Key.Key_F6)
    at.type("Mentor bellen")
    line = QApplication.focusWidget()
    owner.lock()
    (draft,) = world.desk.drafts.rows(meeting_id)
    assert "Mentor bellen" in str(draft.words)
    world.close()
    owner.unlock()
    assert QApplication.focusWidget() is line
    assert "Mentor bellen" in words_of(owner.program.window)
    assert "Vader belt" in words_of(owner.program.window)
    owner.hands.type(" morgen")
    assert "Mentor bellen morgen" in words_of(owner.program.window)


def test_work_that_runs_is_finished_behind_the_cover(owner: Owner, qtbot) -> None:
    at = owner.begin()
    window = at.window
    go_on, opened = threading.Event(), []

    def done(_result: object) -> None:
        dialog = QDialog(window)
        opened.append(dialog)
        dialog.open()

    window.workshop.run("Verslag opmaken", lambda _progress: (go_on.wait(10), owner_rows(desk))[1], done=done)
    desk = owner.program.desk
    owner.program.locking.lock()
    assert seen() == [owner.program.start]
    assert "Verslag opmaken" in owner.form.held.text()
    assert not owner.form.go.isEnabled()
    owner.form.password.editor.setText(PASSWORD)
    owner.form.submit()
    assert not owner.form.is_busy
    go_on.set()
    qtbot.waitUntil(lambda: owner.form.held.isHidden() or owner.program.window is not None, timeout=SLOW)
    # What was asked meanwhile is done now, and what the work opened is seen only then.
    qtbot.waitUntil(lambda: owner.program.window is window, timeout=SLOW)
    qtbot.waitUntil(lambda: bool(opened) and opened[0].isVisible(), timeout=SLOW)
    opened[0].close()


def owner_rows(desk) -> object:
    return desk.cases.rows()


def test_what_opens_while_it_is_locked_is_not_seen(owner: Owner, qtbot) -> None:
    at = owner.begin()
    window = at.window
    owner.lock()
    shown: list[bool] = []

    class Peeker(QDialog):
        def paintEvent(self, event) -> None:
            shown.append(True)

    dialog = Peeker(window)
    dialog.open()
    qtbot.wait(50)
    assert shown == []
    assert seen() == [owner.program.start]
    owner.unlock()
    qtbot.waitUntil(lambda: shown != [])
    dialog.close()


def test_what_changed_is_in_a_copy_before_the_keys_go(world: World, owner: Owner) -> None:
    """Who locks may well go home and end the program there; nothing is copied where nothing changed."""
    owner.begin()
    owner.lock()
    assert [copy.why for copy in found_in(world.folder / BACKUPS)] == ["vergrendelen"]
    assert owner.program.locking.aside.is_sealed
    owner.unlock()
    owner.lock()
    assert len(found_in(world.folder / BACKUPS)) == 1


@pytest.mark.parametrize("ends", [False, True])
def test_a_copy_that_is_cut_off_is_said(
    world: World, owner: Owner, monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    """By the time it may take, or because the program ends meanwhile."""

    def endless(self: Backups, _reason: str, tell, *, is_thorough: bool = True) -> None:
        while True:
            tell(0, 1)
            time.sleep(0.001)

    monkeypatch.setattr(Backups, "make", endless)
    monkeypatch.setattr(keeping, "LOCK_MS", SLOW if ends else 100)
    owner.begin()
    if ends:
        owner.program.locking.lock()
        owner.program.locking.leave()
    else:
        owner.lock()
    failed = backup_state.read(world.folder).failed
    assert failed is not None
    assert failed.code == "backup.no_time"


@pytest.mark.parametrize("comes_back", [False, True])
def test_what_a_sleep_left_out_of_a_copy_is_said_when_nobody_came_back(
    world: World, owner: Owner, comes_back: bool
) -> None:
    owner.begin()
    owner.program.locking.session.closed.emit()
    assert owner.program.locking.aside.is_sealed
    if comes_back:
        owner.unlock()
        owner.lock()
    owner.program.start.close()
    owner.program.locking.leave()
    failed = backup_state.read(world.folder).failed
    assert [copy.why for copy in found_in(world.folder / BACKUPS)] == (["vergrendelen"] if comes_back else [])
    assert (failed.code if failed is not None else "") == ("" if comes_back else "backup.no_time")
    found = wrong(world.desk.backups.facts(), world.desk.day)
    assert ["geen reservekopie gelukt" in one.text for one in found] == ([] if comes_back else [True])


def test_a_sleep_locks_and_lets_the_computer_go_only_then(owner: Owner) -> None:
    heard: list[str] = []

    class Ear(QObject):
        def hold_sleep(self) -> None:
            heard.append("hold")

        def let_sleep(self) -> None:
            heard.append("keys" if owner.program.locking.aside.is_sealed else "too early")

    owner.program.locking.session._ear = Ear()
    owner.begin()
    assert heard == ["hold"]
    owner.program.locking.session.closed.emit()
    assert owner.program.window is None
    assert heard == ["hold", "keys"]
    owner.unlock()
    assert heard[-1] == "hold"


def test_who_leaves_at_the_password_keeps_the_text_for_the_next_time(world: World, owner: Owner) -> None:
    at = owner.begin()
    at.window.open("settings")
    at.window.page.users.ask_new()
    open_dialog(at.window).fields["name"].editor.setFocus()
    at.type("Mieke Half")
    owner.lock()
    owner.program.start.close()
    owner.program.locking.leave()
    (row,) = world.desk.typed_here.forms()
    assert "Mieke Half" in row.kept.text
    assert not [one for one in seen() if not isinstance(one, QLineEdit)]
