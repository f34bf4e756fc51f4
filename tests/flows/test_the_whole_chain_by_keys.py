"""From a school's filled form to minutes and a balance, by keys in the real window; all of it names each other."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import World, school_id
from tests.flows.hands import Hands
from zsm_desktop.app.rooms import rooms
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.intake.case_form import write_form
from zsm_desktop.intake.drafts import form_lists
from zsm_desktop.settings import resources_dir
from zsm_desktop.ui.program import main_window
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.window import Window

YEAR = SchoolYear(2026)
QUESTION = "Wil leren lassen; wij hebben geen werkplaats."
NOTES = "Eerst een dag meelopen, daarna twee dagdelen per week."


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

    page = hands.go("meetings")
    assert page.sitting.meeting_id == meeting_id
    assert page.stack.currentWidget() is page.views["minutes"]
    hands.press("F9")
    hands.wait_for_dialog()
    hands.press("Ctrl+Return")
    hands.choose_file(tmp_path)
    hands.until(lambda: len(list(tmp_path.glob("Verslag*.xlsx"))) == 1)
    text = pdf_text(next(tmp_path.glob("Verslag*.pdf")))
    for part in (case.pseudonym, QUESTION, NOTES, decision.number, placement.number, "Werkplaats bellen"):
        assert part in text
    assert "Xanthippe" not in text
    assert desk.checks.run().ok


def _take_in(hands: Hands, world: World, form: Path) -> None:
    page = hands.go("pupils")
    hands.press("Ctrl+I", "Ctrl+O")
    hands.choose_file(form)
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
    hands.pick("Alt+S", "De Duinpan")
    hands.until(lambda: bool(sheet.state.rows) and sheet.state.provider_id == school_id("DUIN"))
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
