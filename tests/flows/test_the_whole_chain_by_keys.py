"""From a school's filled form to minutes and a balance, by keys in the real window; all of it names each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import World, school_id
from zsm_desktop.app.rooms import rooms
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.intake.case_form import write_form
from zsm_desktop.intake.drafts import form_lists
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.parts.talk.export_form import Export
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.window import Window

YEAR = SchoolYear(2026)
QUESTION = "Wil leren lassen; wij hebben geen werkplaats."
NOTES = "Eerst een dag meelopen, daarna twee dagdelen per week."


MOST_TABS = 90


class Hands:
    """Someone at the keyboard: keys go to whatever has the focus."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot, self.window = qtbot, window

    def press(self, *keys: str) -> None:
        for key in keys:
            combination = QKeySequence(key)[0]
            self._be_active()
            QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self._target(), text)
        QApplication.processEvents()

    def go(self, room: str) -> Any:
        """To a room by its key; its page."""
        self.press(next(one.shortcut for one in self.window.rooms if one.key == room))
        self.until(lambda: self.window.room == room)
        return self.window.page

    def tab_to(self, *names: str, back: bool = False) -> None:
        """Tab after Tab, as who has no mouse, until what is called so has the keys."""
        for name in names:
            seen: list[str] = []
            while not (seen and seen[-1].startswith(name)):
                if seen:
                    self.press("Shift+Tab" if back else "Tab")
                focus = QApplication.focusWidget()
                seen.append(focus.accessibleName() if focus is not None else "")
                assert len(seen) < MOST_TABS, f"Tab does not come to {name}, but to {seen}"

    def fill(self, **values: str) -> None:
        """Fields by the name they have on the screen ("_" for a blank), each gone to by Tab and typed in."""
        for name, value in values.items():
            self.tab_to(name.replace("_", " "))
            self.type(value)

    def choose(self, name: str, words: str) -> None:
        """In a drop-down gone to by Tab, down from its first choice to this one."""
        self.tab_to(name)
        choice: Any = QApplication.focusWidget()
        self.press("Home")
        for _ in range(choice.count()):
            if choice.currentText().startswith(words):
                return
            self.press("Down")
        raise AssertionError(f"{name} does not offer {words}")

    def face(self, key: str) -> None:
        """The next face of the room, until it is this one."""
        tabs = next(one for one in self.window.page.findChildren(Tabs) if one.isVisible())
        for _ in tabs.tabs:
            if tabs.current != key:
                self.press("Ctrl+Tab")
        assert tabs.current == key

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(condition, timeout=10_000)

    def _be_active(self) -> None:
        """What a window manager does when a dialog has closed, and the offscreen platform does not."""
        if QApplication.activeWindow() is None:
            with self.qtbot.waitActive(self.window):
                self.window.activateWindow()
            self.until(lambda: QApplication.focusWidget() is not None)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def wait_for_dialog(self) -> None:
        """Until a form has the keyboard."""

        def has_focus() -> bool:
            dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
            return dialog is not None and focus is not None and dialog.isAncestorOf(focus)

        self.until(has_focus)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, world: World) -> Window:
    made = main_window(Theme(qapp, resources_dir(), "light"), world.desk, rooms(world.desk))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def filled_form(world: World, path: Path) -> Path:
    """The network's own form, filled in by a school with one pupil."""
    write_form(path, form_lists(world.desk), world.desk.day)
    book = openpyxl.load_workbook(path)
    sheet = book["Aanmelding"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "Roepnaam" for cell in row))
    column = {str(cell.value): cell.column for cell in heading if cell.value}
    values = {
        "School": "ZEEUW",
        "Leerlingnummer": "ZV-12",
        "Roepnaam": "Xanthippe",
        "Achternaam": "Ondergetekende",
        "Geboortedatum": date(2009, 5, 4),
        "Hulpvraag": QUESTION,
        "Wens van de leerling": "Iets maken dat blijft staan.",
        "Sector 1": "Techniek",
        "Dagdelen per week": 2,
        "Grondslag": "toestemming",
        "Toestemming gegeven door": "leerling en ouders",
        "Toestemming vanaf": date(2026, 9, 1),
        "Voor welke school": "alle",
    }
    for name, value in values.items():
        found = next(at for title, at in column.items() if title.startswith(name))
        sheet.cell(heading[0].row + 1, found, value)
    book.save(path)
    return path


def test_a_form_becomes_a_decision_a_placement_an_entry_a_balance_and_minutes(
    qtbot: QtBot, window: Window, world: World, tmp_path: Path
) -> None:
    hands, desk = Hands(qtbot, window), world.desk
    _take_in(hands, world, filled_form(world, tmp_path / "formulier.xlsx"))
    (case,) = desk.cases.rows()
    meeting_id = _hold_meeting(hands, world)
    _deliver(hands, world)

    (placement,) = desk.placements.page()
    (decision,) = [row for row in desk.results.decisions() if row.case_id == case.id]
    (line,) = desk.balances.explain("DUIN", YEAR).lines
    assert placement.case_id == case.id
    assert placement.decision_number == decision.number == line.decision_number == "MB-2026/27-001"
    assert line.placement_number == placement.number
    assert desk.balances.explain("DUIN", YEAR).balance_cents == line.cents == 8 * 2470

    hands.go("balances")
    hands.until(lambda: "197,60" in words_of(window.pages["balances"]))

    window.open("meetings", meeting_id)
    page = window.pages["meetings"]
    page.after.write(Export("minutes"), tmp_path)
    hands.until(lambda: len(list(tmp_path.glob("Verslag*.xlsx"))) == 1)
    text = pdf_text(next(tmp_path.glob("Verslag*.pdf")))
    for part in (case.pseudonym, QUESTION, NOTES, decision.number, placement.number, "Werkplaats bellen"):
        assert part in text
    assert "Xanthippe" not in text
    assert desk.checks.run().ok


def _take_in(hands: Hands, world: World, form: Path) -> None:
    page = hands.go("pupils")
    hands.press("Ctrl+I")
    page.importing.read_file(form)  # the system's own file dialog is no widget of ours
    hands.until(lambda: page.importing.form is not None)
    hands.press("Ctrl+Return")
    hands.until(lambda: len(world.desk.cases.rows()) == 1)


def _hold_meeting(hands: Hands, world: World) -> str:
    desk = world.desk
    hands.press("Ctrl+2", "Ctrl+N")
    hands.wait_for_dialog()
    hands.type("24-11-2026")
    hands.press("Ctrl+Return")
    hands.until(lambda: len(desk.meetings.rows("case")) == 1)
    (meeting,) = desk.meetings.rows("case")
    hands.press("F2", "Return", "Escape")
    hands.until(lambda: desk.meetings.card(meeting.id).row.cases == 1)
    hands.press("Ctrl+F7")
    hands.wait_for_dialog()
    hands.press("Return")
    hands.until(lambda: desk.meetings.card(meeting.id).row.status == "running")
    page = hands.window.pages["meetings"]
    hands.until(lambda: page.stack.currentWidget() is page.talk)
    hands.press("F8")
    item = next(row for row in desk.meetings.card(meeting.id).agenda if row.case)
    hands.until(lambda: page.table.item_id == item.id)
    hands.press("F2")
    hands.type(NOTES)
    hands.until(lambda: desk.live.card(item.id).notes == NOTES)
    hands.press("F6")
    hands.type("Werkplaats bellen")
    hands.press("Return")
    hands.type("A. de Wit")
    hands.press("Return", "Return")
    hands.until(lambda: len(desk.live.card(item.id).actions) == 1)
    hands.press("F10")
    hands.type("Te weinig lasplaatsen")
    hands.press("Return")
    hands.until(page.up.isVisible)
    hands.press("Ctrl+F10")
    hands.until(lambda: [row.status for row in desk.bottlenecks.rows()] == ["escalated"])
    hands.press("F4", "1")
    hands.press("Home", "Return")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.until(lambda: desk.live.card(item.id).outcome == "placed")
    hands.press("Ctrl+F8")
    hands.until(page.talk.confirm.isVisible)
    hands.press("Tab", "Space")
    hands.until(lambda: desk.meetings.card(meeting.id).row.status == "finished")
    return meeting.id


def _deliver(hands: Hands, world: World) -> None:
    """The provider's month by keys, two weeks later; the using school confirms."""
    desk = world.desk
    world.now += timedelta(days=40)
    page = hands.go("exchange")
    hands.press("Ctrl+M")
    sheet = page.month
    sheet.open(school_id("DUIN"))
    hands.until(lambda: bool(sheet.state.rows))
    hands.type("8")
    hands.press("Return", "Ctrl+Return", "Ctrl+Return")
    hands.until(lambda: desk.deliveries.totals().count == 1)
    (delivery,) = desk.deliveries.page()
    assert (delivery.quantity_hundredths, delivery.status) == (800, "entered")
    hands.press("Home", "Ctrl+Return", "Tab", "Space")
    hands.until(lambda: desk.deliveries.page()[0].status == "confirmed")


def words_of(page: QWidget) -> str:
    """Everything a page says, its tables included."""
    from PySide6.QtWidgets import QLabel, QTableView

    said = [label.text() for label in page.findChildren(QLabel)]
    for model in (view.model() for view in page.findChildren(QTableView)):
        cells = product(range(model.rowCount()), range(model.columnCount()))
        said += [str(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole)) for row, column in cells]
    return " ".join(said).replace("\u00a0", " ")


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())
