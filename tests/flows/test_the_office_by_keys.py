"""A day at the secretary's desk in the whole program by keys: from the password to a network that was put back.

Somebody is let in and out again, a pupil entered, a question about data answered, a pupil forgotten, a copy made; it is
locked and unlocked where it stood, and the copy put back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import PASSWORD, SECRETARY, World
from tests.flows.hands import Hands
from zsm_desktop.app import system_clock
from zsm_desktop.app.rooms import rooms
from zsm_desktop.app.start import Entrance
from zsm_desktop.models import Case, Pupil
from zsm_desktop.ui.program import Program

SLOW = 20_000
OWN = "vier woorden zijn genoeg"
NEWCOMER = "Mieke Nieuw"
QUESTION = "Wil leren bakken; wij hebben geen oven."


@pytest.fixture
def kept() -> str:
    """A file: of a network on a server its host makes the copies."""
    return "file"


class NoWarmer:
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Office(Hands):
    """The program from its start window on; the keys go to the window that is there."""

    def __init__(self, qtbot: QtBot, place: Path) -> None:
        self.program = Program(Entrance(place, place.parent / "preferences.json"), rooms, NoWarmer())
        self.program.show_start()
        self.qtbot = qtbot

    @property
    def window(self) -> Any:
        return self.program.window or self.program.start

    @property
    def desk(self) -> Any:
        return self.program.desk

    def wait(self, condition: Any) -> None:
        self.qtbot.waitUntil(condition, timeout=SLOW)

    def unlock(self) -> None:
        """The user and the password, at the window that asks for them."""
        self.wait(lambda: self.program.start is not None and self.program.start.unlock.held.isHidden())
        if self.program.start.unlock.who.key != SECRETARY:
            self.tab_to("Wie bent u?")
            self.type(SECRETARY)
        self.tab_to("Wachtwoord")
        self.type(PASSWORD)
        self.press("Return")
        self.wait(lambda: self.program.window is not None and self.program.start is None)


@pytest.fixture
def leaver(world: World) -> str:
    """Somebody who left long ago, of whom nothing runs; the code."""
    case = world.case()
    world.desk.cases.close(case)
    with world.writing() as work:
        pupil = work.session.get_one(Pupil, work.session.get_one(Case, case).pupil_id)
        pupil.left_on = date(2020, 7, 31)
        return pupil.code


@pytest.fixture
def office(world: World, leaver: str, qtbot: QtBot) -> Iterator[Office]:
    for one in QApplication.topLevelWidgets():
        one.hide()
    world.now = system_clock()
    world.close()
    made = Office(qtbot, world.folder.parent)
    yield made
    if made.program.window is not None:
        made.program.window.close()
    made.program.locking.leave()
    if made.program.start is not None:
        made.program.start.close()
    made.program.theme.deleteLater()


def test_a_day_at_the_desk_without_a_mouse(office: Office, world: World, leaver: str) -> None:
    office.unlock()
    _let_in_and_out(office)
    case = _enter(office)
    _answer(office, leaver)
    _forget(office, leaver)
    _copy(office)
    _lock(office, case)
    _put_back(office)
    assert office.desk.checks.run().ok


def _let_in_and_out(office: Office) -> None:
    office.go("settings")
    office.press("Ctrl+N")
    office.wait_for_dialog()
    office.type(NEWCOMER)
    office.choose("Rol", "Lezer")
    office.tab_to("Wachtwoord,")
    office.type(OWN)
    office.tab_to("Wachtwoord, nog")
    office.type(OWN)
    office.press("Ctrl+Return")
    office.until(lambda: [row.is_active for row in office.desk.users.rows() if row.name == NEWCOMER] == [True])
    office.tab_to(f"Toegang van {NEWCOMER}")
    office.press("Space", "Tab", "Space")
    office.until(lambda: [row.is_active for row in office.desk.users.rows() if row.name == NEWCOMER] == [False])


def _enter(office: Office) -> str:
    """A pupil with a case, by the form; its id."""
    before = {row.id for row in office.desk.cases.rows()}
    office.go("pupils")
    office.press("Ctrl+N")
    office.choose("School", "De Duinpan")
    office.fill(Roepnaam="Xanthippe", Achternaam="Ondergetekende", Geboortedatum="4-5-2010")
    office.fill(Hulpvraag=QUESTION)
    office.press("Ctrl+Return")
    office.until(lambda: len(office.desk.cases.rows()) == len(before) + 1)
    (made,) = [row.id for row in office.desk.cases.rows() if row.id not in before]
    return made


def _answer(office: Office, code: str) -> None:
    """Somebody asks for a correction; noted and answered."""
    office.go("settings")
    office.face("requests")
    office.press("Ctrl+N")
    office.wait_for_dialog()
    office.type(code)
    office.press("Return")
    office.tab_to("Leerling, verplicht")
    office.press("Down")
    office.choose("Wat wordt gevraagd", "Verbeter")
    office.choose("Wie vraagt", "De leerling")
    office.press("Ctrl+Return")
    requests = office.desk.privacy_requests
    office.until(lambda: [row.status for row in requests.rows()] == ["open"])
    office.press("Ctrl+Return")
    office.wait_for_dialog()
    office.choose("Wat is het antwoord", "Toegewezen")
    office.fill(Wat_is_er_gedaan="De geboortedatum is verbeterd.")
    office.press("Ctrl+Return")
    office.until(lambda: [row.status for row in requests.rows()] == ["met"])


def _forget(office: Office, code: str) -> None:
    """Whose term is over goes for good; the proof stays."""
    office.face("forgetting")
    office.press("Ctrl+D")
    office.wait_for_dialog()
    office.tab_to("Typ 1")
    office.type("1")
    office.press("Ctrl+Return")
    office.wait(lambda: len(office.desk.destroying.proofs()) == 1)
    office.wait(lambda: not office.window.workshop.running)
    codes = [row.code for row in office.desk.pupils.page(with_leavers=True)]
    assert code not in codes


def _copy(office: Office) -> None:
    office.face("general")
    before = len(office.desk.backups.facts().copies)
    office.press("Ctrl+Shift+B")
    office.wait(lambda: len(office.desk.backups.facts().copies) == before + 1)
    office.wait(lambda: not office.window.workshop.running)


def _lock(office: Office, case: str) -> None:
    """Locked it asks for the password; then the same room, and the same case in it, go on."""
    page = office.go("pupils")
    table = page.cases.table
    office.until(lambda: table.current_id() == case)
    window = office.window
    office.press("Ctrl+L")
    office.wait(lambda: office.program.window is None)
    office.unlock()
    assert office.window is window
    assert (office.window.room, table.current_id()) == ("pupils", case)


def _put_back(office: Office) -> None:
    """What came after the copy is said, and gone; the network that was is set aside."""
    desk, old = office.desk, office.desk.folder
    entered = len(desk.cases.rows())
    office.go("settings")
    office.tab_to("Terugzetten")
    office.press("Space", "Tab", "Space")
    office.wait(lambda: office.program.window is None)
    start = office.program.start
    office.wait(start.restoring.form.isVisible)
    office.choose("Wie bent u?", SECRETARY)
    office.tab_to("Wachtwoord")
    office.type(PASSWORD)
    office.press("Return")
    office.wait(start.restoring.form.outcome.isVisible)
    office.wait(start.restoring.form.go.hasFocus)
    office.press("Return")
    office.wait(lambda: office.program.window is not None)
    assert office.desk.folder != old
    assert len(office.desk.cases.rows()) == entered
