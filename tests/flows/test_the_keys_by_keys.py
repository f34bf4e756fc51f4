"""The keys of a network by the keyboard: handed over, published, forgotten, and taken along to another computer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.app.test_leaving import stick
from tests.builders import CHEAP, PASSWORD, SECRETARY, World
from tests.flows.hands import Hands
from tests.flows.test_the_exchange_by_keys import Keyboards, theme
from tests.flows.test_the_office_by_keys import OWN, Office, leaver, office
from zsm_desktop.app import open_desk
from zsm_desktop.app.keys import new_recovery_key
from zsm_desktop.domain.permissions import Role
from zsm_desktop.store.place import DATABASE
from zsm_desktop.ui.start.step_form import LATER_KEY
from zsm_desktop.words import handing_over, leaving, published

__all__ = ["leaver", "office", "stick", "theme"]
NEWCOMER = "Mieke Nieuw"


@pytest.fixture
def kept() -> str:
    """A file: nothing moves away from a server, and what is published is the same of both."""
    return "file"


@pytest.fixture
def printed(world: World) -> str:
    """What is on the sheet in the safe."""
    return new_recovery_key(world.desk, PASSWORD, kdf=CHEAP)


@pytest.fixture
def hands(qtbot: QtBot, theme: Any, world: World) -> Iterator[Hands]:
    world.case()
    with Keyboards(qtbot, theme, world).of(SECRETARY, "settings") as made:
        yield made


def test_the_office_passes_on_and_the_one_before_is_let_out(printed: str, office: Office, tmp_path: Path) -> None:
    office.unlock()
    face = _to_handover(office)
    _succeed(office, face)
    for step in range(1, len(handing_over.STEPS)):
        office.press("Ctrl+Return")
        assert face.step.text() == handing_over.step_of(step)
        if handing_over.STEPS[step] == "Mensen en sleutels":
            _check_sheet(office, printed)
        if handing_over.STEPS[step] == "Kopieën en papieren":
            _try_copy(office)
    office.press("Ctrl+S")
    office.choose_file(tmp_path / "kluis")
    office.wait(lambda: any((tmp_path / "kluis").glob("Overdrachtsdossier *.pdf")))
    office.wait(lambda: not office.window.workshop.running)
    _come_in(office, NEWCOMER, OWN)
    _let_out(office)


def _to_handover(office: Office) -> Any:
    page = office.go("settings")
    office.press("Ctrl+Shift+Y")
    office.until(lambda: page.tabs.current == "handover")
    return page.privacy.face("handover")


def _succeed(office: Office, face: Any) -> None:
    """Without one it stays where it is."""
    office.press("Ctrl+Return")
    assert face.step.text() == handing_over.step_of(0)
    office.press("Ctrl+N")
    office.wait_for_dialog()
    office.type(NEWCOMER)
    office.tab_to("Wachtwoord,")
    office.type(OWN)
    office.tab_to("Wachtwoord, nog")
    office.type(OWN)
    office.press("Ctrl+Return")
    office.wait(lambda: face.who.successor.currentText() == NEWCOMER)
    office.tab_to("Toegang van de voorganger")
    office.type("20-11-2026")


def _check_sheet(office: Office, printed: str) -> None:
    office.press("Ctrl+R")
    office.wait_for_dialog()
    office.type(printed.lower())
    office.press("Ctrl+Return")
    office.wait(lambda: QApplication.activeModalWidget() is None)


def _try_copy(office: Office) -> None:
    office.press("Ctrl+T")
    office.wait(lambda: office.desk.backups.facts().trial is not None)
    office.wait(lambda: not office.window.workshop.running)


def _come_in(office: Office, user: str, password: str) -> None:
    """After it was locked, at the same computer."""
    office.press("Ctrl+L")
    office.wait(lambda: office.program.window is None)
    office.wait(office.program.start.unlock.held.isHidden)
    office.choose("Wie bent u?", user)
    office.tab_to("Wachtwoord")
    office.type(password)
    office.press("Return")
    office.wait(lambda: office.program.window is not None and office.program.start is None)


def _let_out(office: Office) -> None:
    """What was agreed is there for the successor, at the last step."""
    assert (office.desk.actor.name, office.desk.actor.role) == (NEWCOMER, Role.SECRETARY)
    face = _to_handover(office)
    assert face.who.successor.currentText() == NEWCOMER
    while face.on.isVisible():
        office.press("Ctrl+Return")
    office.press("Ctrl+D", "Tab", "Space")
    office.wait(lambda: [one.is_active for one in office.desk.users.rows() if one.name == SECRETARY] == [False])


def test_a_copy_to_read_elsewhere_without_and_with_names(hands: Hands, world: World, tmp_path: Path) -> None:
    _ask_copy(hands)
    _write(hands, tmp_path / "zonder")
    _ask_copy(hands)
    hands.tab_to(published.WITH_NAMES, back=True)
    hands.press("Space")
    _write(hands, tmp_path / "met", PASSWORD)
    assert [one.is_outside for one in world.desk.outside_copies.rows()] == [True]
    assert _names_in(tmp_path / "zonder", world) == 0
    assert _names_in(tmp_path / "met", world) == 1

    hands.face("forgetting")
    hands.press("Ctrl+T")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.until(lambda: [one.is_outside for one in world.desk.outside_copies.rows()] == [False])


def _ask_copy(hands: Hands) -> None:
    hands.press("Ctrl+Shift+K")
    hands.wait_for_dialog()
    hands.fill(Voor_wie="het bestuur", Waarom="jaargesprek")


def _write(hands: Hands, into: Path, own: str = "") -> None:
    into.mkdir()
    hands.tab_to("Wachtwoord van de kopie,")
    hands.type(OWN)
    hands.tab_to("Wachtwoord van de kopie, nog")
    hands.type(OWN)
    if own:
        hands.tab_to(published.MINE)
        hands.type(own)
    hands.press("Ctrl+Return")
    hands.choose_file(into)
    hands.until(lambda: any(into.glob(f"*/{DATABASE}")) and not hands.window.workshop.running)


def _names_in(folder: Path, world: World) -> int:
    (copy,) = folder.iterdir()
    with closing(open_desk(copy, password=OWN, clock=lambda: world.now)) as desk:
        return len(desk.pupils.page()) if desk.store.seal.may_open else 0


def test_a_forgotten_password_is_replaced_with_the_sheet_from_the_safe(printed: str, office: Office) -> None:
    office.wait(office.program.start.unlock.held.isHidden)
    office.tab_to("Wachtwoord vergeten")
    office.press("Space")
    office.tab_to("Herstelsleutel")
    office.type(printed.lower().replace("-", " "))
    for field in ("Nieuw wachtwoord,", "Nieuw wachtwoord, nog"):
        office.tab_to(field)
        office.type(OWN)
    office.press("Return")
    office.wait(lambda: office.program.window is not None)
    assert office.desk.actor.name == SECRETARY
    _come_in(office, SECRETARY, OWN)


def test_it_goes_on_at_another_computer(office: Office, stick: Path, qtbot: QtBot, tmp_path: Path) -> None:
    office.unlock()
    office.go("settings")
    office.press("Ctrl+Shift+V")
    office.wait_for_dialog()
    office.press("Ctrl+Return")
    office.choose_file(stick)
    office.wait(lambda: office.program.start is not None)
    start = office.program.start
    office.wait(lambda: start.page is start.moving.arrived)
    office.press("Return")
    office.wait(lambda: start.page is start.unlock)
    start.hide()

    there = Office(qtbot, tmp_path / "andere computer")
    new = there.program.start
    there.tab_to(leaving.WAY)
    there.press("Space")
    there.choose_file(stick)
    there.wait(lambda: new.page is new.restoring.form)
    there.choose("Wie bent u?", SECRETARY)
    there.tab_to("Wachtwoord")
    there.type(PASSWORD)
    there.press("Return")
    there.wait(lambda: new.restoring.form.go.text() == leaving.ARRIVING_DO and new.restoring.form.go.hasFocus())
    there.press("Return")
    there.wait(lambda: new.page is new.road.copies)
    there.press(LATER_KEY)
    there.wait(lambda: there.program.window is not None)
    assert there.desk.put_back.is_move
    there.window.close()
    there.program.locking.leave()
    there.program.theme.deleteLater()
