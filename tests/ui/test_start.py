"""The start window, driven as a user does; the work behind it is a small stand-in for app.py, the widgets are real."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThread

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.start.actions import NetworkAt, NewNetwork, Opened
from zsm_desktop.ui.start.forms import NOT_THE_SAME
from zsm_desktop.ui.start.locked import forget_typed
from zsm_desktop.ui.start.window import StartWindow
from zsm_desktop.words.passwords import ADVICE

KEY = "K7QF-2M9A-XW4T-8RDE"


class Actions:
    """Answers like app.py, and remembers whether it was asked beside the GUI thread."""

    def __init__(self, folder: Path, known: int = 1) -> None:
        self.zeeland = NetworkAt(folder / "zeeland", "Zeeuwse Stichting Maatwerk")
        self._known = [self.zeeland, NetworkAt(folder / "rijnmond", "Rijnmond NetWERKT")][:known]
        self.made: list[NewNetwork] = []
        self.on_gui_thread: list[bool] = []
        self.seconds_left = 0
        self.refusal = RuleError("keys.wrong_password")
        self.copies = self.first = self

    def in_place(self, place: Path) -> list[object]:
        return []

    def known(self) -> list[NetworkAt]:
        return self._known

    def look(self, folder: Path) -> NetworkAt:
        if folder.name != "zeeland":
            raise RuleError("store.not_a_store", path=str(folder))
        return self.zeeland

    def wait(self, folder: Path) -> int:
        return self.seconds_left

    def restore_keys(self, folder: Path) -> NetworkAt:
        return self.look(folder)

    def folder_for(self, name: str, place: Path | None = None) -> Path:
        return (place or Path("/netwerken")) / name.lower()

    def require_free(self, folder: Path) -> None:
        if folder.name == "zeeland":
            raise RuleError("store.folder_not_empty", path=str(folder))

    def open_steps(self, opened: Opened) -> tuple[str, ...]:
        return ()

    def unlock(self, folder: Path, password: str, user: str = "", progress=None) -> Opened:
        self.on_gui_thread.append(QThread.isMainThread())
        if password != "voorbeeld":
            raise self.refusal
        return Opened("desk", self.zeeland)

    def check_address(self, text: str) -> None:
        if "@" not in text:
            raise RuleError("server.address")

    def recover(self, folder: Path, recovery_key: str, password: str, owner=("", "")) -> Opened:
        if recovery_key != KEY:
            raise RuleError("recovery.typo")
        return Opened(f"desk with {password}", self.zeeland)

    def profiles(self) -> list[tuple[str, str, str]]:
        return [("zeeland", "Zeeuwse Stichting Maatwerk", "Zestien scholen."), ("rijnmond", "Rijnmond NetWERKT", "")]

    def create(self, new: NewNetwork) -> Opened:
        self.made.append(new)
        if len(new.password) < 8:
            raise RuleError("keys.password_short", least=8)
        return Opened("desk", NetworkAt(new.folder, new.name))

    def make_sample(self, progress) -> Opened:
        for at in range(1_000):
            progress.step(at, 1_000, "leerlingen")
            QThread.msleep(1)
        return Opened("sample", self.zeeland, password="voorbeeld")


@pytest.fixture
def actions(tmp_path: Path) -> Actions:
    return Actions(tmp_path)


@pytest.fixture
def start(theme, shown, qtbot, actions: Actions) -> StartWindow:
    window = shown(StartWindow(theme, actions), 1080, 680)
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def test_a_network_whose_name_is_still_locked_is_not_called_by_its_folder(theme, shown, actions: Actions) -> None:
    actions._known = [actions.zeeland._replace(name="")]
    window = shown(StartWindow(theme, actions), 1080, 680)
    assert window.unlock.title.text() == "Netwerk openen"
    assert f"“{actions.zeeland.folder.name}”" in window.unlock.text.text()


def test_the_only_network_asks_for_its_password_at_once(start: StartWindow, qtbot, actions: Actions) -> None:
    assert start.page is start.unlock
    assert start.unlock.title.text() == "Zeeuwse Stichting Maatwerk"
    qtbot.keyClicks(start.unlock.password.editor, "voorbeeld")
    with qtbot.waitSignal(start.opened) as opened:
        qtbot.keyClick(start.unlock.password.editor, Qt.Key.Key_Return)
    assert opened.args[0].desk == "desk"
    assert actions.on_gui_thread == [False]


def test_a_wrong_password_is_said_at_the_field_and_can_be_typed_over(start: StartWindow, qtbot) -> None:
    field = start.unlock.password
    qtbot.keyClicks(field.editor, "fout")
    start.unlock.go.click()
    assert not field.editor.isEnabled()
    qtbot.waitUntil(lambda: field.has_error)
    assert field.editor.isEnabled()
    assert start.unlock.error.isHidden()
    assert field.editor.selectedText() != ""
    qtbot.keyClicks(field.editor, "voorbeeld")
    assert not field.has_error
    with qtbot.waitSignal(start.opened):
        start.unlock.go.click()


def test_what_is_not_about_the_password_is_said_above_the_form(start: StartWindow, qtbot, actions: Actions) -> None:
    actions.refusal = RuleError(
        "store.in_use", user_name="Anneke", computer="laptop", since=datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    )
    qtbot.keyClicks(start.unlock.password.editor, "fout")
    start.unlock.go.click()
    qtbot.waitUntil(start.unlock.error.isVisible)
    assert not start.unlock.password.has_error
    assert start.unlock.password.editor.text() == "fout"


def test_a_network_that_cannot_be_opened_says_why_beforehand(start: StartWindow, tmp_path: Path) -> None:
    start.show_unlock(NetworkAt(tmp_path, "Netwerk", "Dit netwerk is al open bij Anneke, sinds 10.15 uur."))
    assert start.unlock.error.isVisible()
    assert "Anneke" in start.unlock.error.text.text()


def test_the_password_is_hidden_until_the_eye_is_pressed(start: StartWindow) -> None:
    editor = start.unlock.password.editor
    assert editor.echoMode() == editor.EchoMode.Password
    editor.actions()[0].trigger()
    assert editor.echoMode() == editor.EchoMode.Normal


def test_several_networks_are_a_choice(theme, shown, qtbot, tmp_path: Path) -> None:
    window = shown(StartWindow(theme, Actions(tmp_path, known=2)), 1080, 680)
    assert window.page is window.choose
    qtbot.mouseClick(window.choose.networks[1], Qt.MouseButton.LeftButton)
    assert (window.page, window.unlock.title.text()) == (window.unlock, "Rijnmond NetWERKT")
    qtbot.keyClick(window.unlock.password.editor, Qt.Key.Key_Escape)
    assert window.page is window.choose


def test_a_folder_that_is_no_network_is_refused_in_a_sentence(start: StartWindow, tmp_path: Path) -> None:
    start.choose.other.emit(tmp_path / "foto")
    assert start.page is start.choose
    assert start.choose.error.isVisible()
    start.choose.other.emit(tmp_path / "zeeland")
    assert start.page is start.unlock


def _fill(qtbot, form, *texts: str) -> None:
    shown = [field for field in form.fields if not field.isHidden()]
    for field, text in zip(shown, texts, strict=True):
        field.editor.clear()
        qtbot.keyClicks(field.editor, text)


def test_what_is_not_filled_in_right_is_said_at_its_field_and_kept(start: StartWindow, qtbot, actions: Actions) -> None:
    start.show_choice()
    qtbot.mouseClick(start.choose.make, Qt.MouseButton.LeftButton)
    first, second = start.road.network, start.road.person
    assert start.page is first
    first.go.click()
    assert all(field.has_error for field in first.fields)
    _fill(qtbot, first, "Zeeland", "Zeeland")
    first.go.click()
    assert "is niet leeg" in first.name.error.text()
    _fill(qtbot, first, "Noord", "Noord-Holland")
    first.profiles.options[1].click()
    first.go.click()
    assert start.page is second
    assert second.where.text == f"Komt te staan in {Path('/netwerken/noord')}"
    _fill(qtbot, second, "Anneke", "een goed wachtwoord", "een ander wachtwoord")
    second.go.click()
    assert second.again.error.text() == NOT_THE_SAME
    _fill(qtbot, second, "Anneke", "kort", "kort")
    second.go.click()
    qtbot.waitUntil(lambda: second.password.has_error)
    assert "8" in second.password.error.text()
    qtbot.keyClick(second.password.editor, Qt.Key.Key_Escape)
    assert (start.page, first.name.text) == (first, "Noord")
    first.go.click()
    _fill(qtbot, second, "Anneke", "een goed wachtwoord", "een goed wachtwoord")
    with qtbot.waitSignal(start.opened) as opened:
        second.go.click()
    made = actions.made[-1]
    assert (made.region, made.profile, opened.args[0].network.name) == ("Noord-Holland", "rijnmond", "Noord")


def test_the_hint_says_while_one_types_how_strong_a_password_is(start: StartWindow, qtbot) -> None:
    step = start.road.person
    start.show_page(step)
    start.road.network.name.editor.setText("Waddennetwerk")
    said = []
    for text in ("kort", "waddennetwerk", "gele tractor zingt zacht", ""):
        step.password.editor.setText(text)
        said.append(step.strength.text.text().split(".")[0])
    known = "Zwak: ‘Waddennetwerk’ staat erin, en dat probeert iemand als eerste"
    assert said == ["Te kort: minstens 8 tekens", known, "Sterk", ADVICE.removesuffix(".")]
    assert step.strength.bar.value() == 0


def test_the_printed_key_opens_with_a_new_password(start: StartWindow, qtbot) -> None:
    qtbot.mouseClick(start.unlock.forgot_button, Qt.MouseButton.LeftButton)
    form = start.recover
    assert start.page is form
    _fill(qtbot, form, "K7QF-FOUT", "nieuw wachtwoord", "nieuw wachtwoord")
    form.go.click()
    qtbot.waitUntil(lambda: form.key.has_error)
    _fill(qtbot, form, KEY, "nieuw wachtwoord", "nieuw wachtwoord")
    with qtbot.waitSignal(start.opened) as opened:
        form.go.click()
    assert opened.args[0].desk == "desk with nieuw wachtwoord"


def test_the_sample_shows_its_progress_and_can_be_stopped(start: StartWindow, qtbot) -> None:
    start.show_choice()
    qtbot.mouseClick(start.choose.show_sample, Qt.MouseButton.LeftButton)
    assert start.page is start.making
    qtbot.waitUntil(lambda: start.making.bar.maximum() == 1_000 and start.making.bar.value() > 5)
    assert "leerlingen" in start.making.text.text()
    qtbot.mouseClick(start.making.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: start.page is start.choose)
    qtbot.waitUntil(lambda: start.workshop.running == [])


def test_what_was_wrong_with_a_key_is_not_said_of_the_next(start, qtbot) -> None:
    start.unlock.forgot.emit()
    start.recover.show_error("In de sleutel zit een typefout.", start.recover.key)
    start.show_page(start.unlock)
    start.unlock.forgot.emit()
    assert not start.recover.key.has_error


def test_a_form_stands_still_while_it_opens(start, qtbot) -> None:
    form = start.unlock
    title, buttons = form.title.pos(), form.buttons.height()
    for words, may_stop in (("Wordt geopend …", False), ("Wordt geopend …", True)):
        form.set_busy(True, words, may_stop=may_stop)
        qtbot.wait(20)
        assert (form.title.pos(), form.buttons.height()) == (title, buttons)
        form.set_busy(False)
        qtbot.wait(20)
        assert (form.title.pos(), form.buttons.height()) == (title, buttons)


def test_a_form_stands_still_when_the_keyring_is_found(start, qtbot) -> None:
    at_server = NetworkAt(start.unlock.network.folder, "Zeeuwse Stichting Maatwerk", server="server.voorbeeld.nl/net")
    for form in (start.unlock, start.join):
        start.show_page(form)
        start.unlock.show_network(at_server)
        form.show_keyring(False)
        qtbot.wait(20)
        before = form.title.pos()
        form.show_keyring(True)
        qtbot.wait(20)
        assert form.remember.isVisible()
        assert form.title.pos() == before


def test_a_step_stands_still_while_its_password_is_typed(start, qtbot) -> None:
    step = start.road.person
    start.show_page(step)
    qtbot.wait(20)
    before = step.title.pos()
    step.password.editor.setText("Samenwerkingsverband " * 8)
    qtbot.wait(20)
    assert step.title.pos() == before


def test_after_a_wrong_password_the_form_counts_down_and_then_takes_the_next(
    start: StartWindow, qtbot, actions: Actions
) -> None:
    form = start.unlock
    qtbot.keyClicks(form.password.editor, "fout")
    actions.seconds_left = 2
    form.go.click()
    qtbot.waitUntil(lambda: form.password.has_error)
    assert not form.go.isEnabled()
    assert form.go.text() == "Nog 2 s wachten"
    assert "Over 2 seconden kunt u het weer proberen." in form.held.text()
    form.password.editor.clear()
    qtbot.keyClicks(form.password.editor, "voorbeeld")
    asked = len(actions.on_gui_thread)
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    actions.seconds_left = 1
    start.waiting._second.timeout.emit()
    assert "Over 1 seconde kunt" in form.held.text()
    assert len(actions.on_gui_thread) == asked
    actions.seconds_left = 0
    with qtbot.waitSignal(start.opened):
        start.waiting._second.timeout.emit()
    assert form.held.isHidden()
    assert not start.waiting.is_on


def test_a_wait_that_is_over_waits_for_who_is_still_typing(start: StartWindow, qtbot, actions: Actions) -> None:
    form, actions.seconds_left = start.unlock, 3
    start.show_unlock(actions.zeeland)
    qtbot.keyClicks(form.password.editor, "voor")
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(form.password.editor, "be")
    actions.seconds_left = 0
    start.waiting._second.timeout.emit()
    assert form.go.isEnabled()
    assert actions.on_gui_thread == []


def test_bringing_a_network_up_to_date_is_seen_and_can_be_stopped(
    start: StartWindow, qtbot, actions: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[int] = []

    def slow(folder: Path, password: str, user: str = "", progress=None) -> Opened:
        for at in range(1_000):
            reached.append(at)
            progress.step(at, 1_000, "Bijwerken")
            QThread.msleep(2)
        return Opened("desk", actions.zeeland)

    usual = actions.unlock
    monkeypatch.setattr(actions, "unlock", slow)
    qtbot.keyClicks(start.unlock.password.editor, "voorbeeld")
    qtbot.keyClick(start.unlock.password.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: start.page is start.updating)
    qtbot.waitUntil(lambda: "Bijwerken" in start.updating.text.text())
    assert start.updating.stop.hasFocus()
    qtbot.keyClick(start.updating.stop, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: start.page is start.unlock)
    assert reached[-1] < 999
    assert start.unlock.go.isEnabled()
    assert start.unlock.password.editor.text() == "voorbeeld"
    monkeypatch.setattr(actions, "unlock", usual)
    with qtbot.waitSignal(start.opened):
        qtbot.keyClick(start.unlock.password.editor, Qt.Key.Key_Return)


def test_what_was_being_opened_when_the_computer_was_locked_does_not_open(
    start: StartWindow, qtbot, actions: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making the keys takes a moment: what comes of it is closed again."""
    closed: list[str] = []

    class Desk:
        def close(self) -> None:
            closed.append("closed")

    def slow(folder: Path, password: str, user: str = "", progress=None) -> Opened:
        QThread.msleep(80)
        return Opened(Desk(), actions.zeeland)

    monkeypatch.setattr(actions, "unlock", slow)
    opened: list[object] = []
    start.opened.connect(opened.append)
    qtbot.keyClicks(start.unlock.password.editor, "voorbeeld")
    start.unlock.go.click()
    forget_typed(start)
    assert start.unlock.password.editor.text() == ""
    assert "Intussen is de computer vergrendeld" in start.unlock.error.text.text()
    qtbot.waitUntil(lambda: closed == ["closed"])
    assert opened == []
    assert start.unlock.go.isEnabled()
