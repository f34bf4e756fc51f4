"""A school's form: written, filled in, read back with its faults, taken in whole, and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.offices import any_dialog, open_room, press_toast, toasts, words_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.intake.case_form import FIRST_ROW, HEADING_ROW, write_form
from zsm_desktop.intake.cases import read_cases
from zsm_desktop.intake.drafts import form_lists
from zsm_desktop.intake.entering import cases_to_enter
from zsm_desktop.ui.pupils.state import OTHER, SAME, SKIP

CONTROL = Qt.KeyboardModifier.ControlModifier
ROW = {
    "School (code)": "ZEEUW",
    "Leerlingnummer eigen school": "L-1",
    "Roepnaam": "Sanne",
    "Achternaam": "de Vries",
    "Geboortedatum": date(2009, 5, 14),
    "Hulpvraag": "Wil leren lassen.",
    "Gesproken met leerling": "ja",
    "Datum gesprek leerling": date(2026, 11, 3),
    "Sector 1": "Techniek",
    "Dagdelen per week": 2.5,
    "Grondslag": "toestemming",
    "Toestemming gegeven door": "leerling en ouders",
    "Toestemming vanaf": date(2026, 11, 1),
}


def fill(path: Path, *rows: dict[str, object]) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book["Aanmelding"]
    places = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[HEADING_ROW] if cell.value}
    for at, row in enumerate(rows):
        for heading, value in row.items():
            sheet.cell(FIRST_ROW + at, places[heading]).value = value
    book.save(path)
    return path


@pytest.fixture
def window(world: World, theme, shown, qtbot):
    made = open_room(theme, shown, world.desk, "pupils")
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def form(window, tmp_path: Path, qtbot) -> Path:
    """The empty form as the room itself writes it."""
    path = tmp_path / "formulier.xlsx"
    window.page.blank.write(path)
    qtbot.waitUntil(lambda: not window.workshop.running, timeout=20_000)
    assert toasts(window)[-1].startswith("Het formulier staat klaar")
    return path


def read(window, path: Path, qtbot) -> None:
    """By keys: to the import, choose the file, and wait until it has been read."""
    qtbot.keyClick(window, Qt.Key.Key_I, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)
    dialog = any_dialog(window)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: not window.workshop.running, timeout=20_000)


def test_a_filled_form_is_taken_in_by_keys_and_taken_back(window, form: Path, world: World, qtbot) -> None:
    second = {**ROW, "Leerlingnummer eigen school": "L-2", "Roepnaam": "Bas", "Achternaam": "Kole"}
    read(window, fill(form, ROW, second), qtbot)
    page = window.page
    assert page.importing.summary.text() == "2 ingevulde rijen gelezen."
    assert page.importing.take.text() == "2 casussen inlezen"
    assert world.desk.cases.rows() == ()
    assert [copy.why for copy in world.desk.backups.facts().copies] == ["inlezen"]
    qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert {row.question for row in world.desk.cases.rows()} == {"Wil leren lassen."}
    qtbot.waitUntil(lambda: page.cases.table.rows.rowCount() == 2)
    assert toasts(window)[-1] == "2 casussen ingelezen uit formulier.xlsx."
    press_toast(window, "Ongedaan maken")
    assert world.desk.cases.rows() == ()
    assert world.desk.pupils.count() == 0
    qtbot.waitUntil(lambda: page.cases.table.rows.rowCount() == 0)


def test_faults_stand_per_row_and_column_and_nothing_is_taken_in(window, form: Path, world: World, qtbot) -> None:
    wrong = {**ROW, "School (code)": "XX", "Dagdelen per week": "2.5", "Leerlingnummer eigen school": "L-2"}
    read(window, fill(form, ROW, wrong), qtbot)
    importing = window.page.importing
    model = importing.findings.rows
    shown = [(model.row(at).row, model.row(at).column) for at in range(model.rowCount())]
    assert (6, "School (code)") in shown
    assert (6, "Dagdelen per week") in shown
    assert any("Gebruik een komma" in model.row(at).what for at in range(model.rowCount()))
    assert not importing.take.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert world.desk.cases.rows() == ()
    fill(form, ROW, {**wrong, "School (code)": "KREEK", "Dagdelen per week": 2.5})
    qtbot.keyClick(window, Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: not window.workshop.running and importing.take.isEnabled(), timeout=20_000)
    assert importing.form.errors == 0


def test_what_is_no_form_is_refused_in_one_sentence(window, tmp_path: Path, qtbot) -> None:
    path = tmp_path / "brief.xlsx"
    path.write_text("Beste secretaris", encoding="utf-8")
    read(window, path, qtbot)
    assert window.page.importing.error.text.text().startswith("brief.xlsx is een tekstbestand en geen Excel-werkmap")


@pytest.mark.parametrize(("choice", "cases", "pupils"), [(SKIP, 2, 2), (SAME, 3, 2), (OTHER, 3, 3)])
def test_a_double_is_shown_beside_the_existing_case(
    window, form: Path, world: World, qtbot, choice: str, cases: int, pupils: int
) -> None:
    world.case("ZEEUW", number="C-2026-007")
    known = {
        **ROW, "Leerlingnummer eigen school": "L-9", "Roepnaam": "Zoë", "Achternaam": "van den Berg",
        "Geboortedatum": date(2010, 3, 14), "Hulpvraag": "Zoekt een rustige plek.",
    }  # fmt: skip
    read(window, fill(form, ROW, known), qtbot)
    importing = window.page.importing
    assert importing.tabs.current == "doubles"
    (card,) = importing.doubles.cards
    words = words_of(card)
    assert "Zoekt een rustige plek." in words
    assert "C-2026-007, aangemeld" in words
    assert "Wil leren lassen; wij hebben geen werkplaats." in words
    assert "Berg" not in words
    assert card.choice == SKIP
    card.chips.choose(choice)
    importing.take.click()
    assert len(world.desk.cases.rows()) == cases
    assert world.desk.pupils.count() == pupils


def test_an_import_of_before_can_be_taken_back_later(window, form: Path, world: World, qtbot) -> None:
    read(window, fill(form, ROW), qtbot)
    window.page.importing.take.click()
    window.page.show_import()
    (batch,) = [row for row in world.desk.imports.batches() if row.kind == "cases"]
    window.page.importing.undo.emit(batch.id)
    assert world.desk.cases.rows() == ()
    qtbot.waitUntil(lambda: "Ongedaan maken" not in words_of(window.page.importing))


def test_the_age_told_on_a_form_by_pseudonym_decides_whose_consent_is_asked(
    window, world: World, tmp_path: Path, qtbot
) -> None:
    path = tmp_path / "pseudoniem.xlsx"
    write_form(path, form_lists(world.desk), world.desk.day, is_pseudonymous=True)
    nameless = {key: value for key, value in ROW.items() if key not in {"Roepnaam", "Achternaam", "Geboortedatum"}}
    nameless["Toestemming gegeven door"] = "ouders"
    rows = [
        {**nameless, "Leerlingnummer eigen school": f"L-{told}", "16 jaar of ouder": told} for told in ("ja", "nee")
    ]
    fill(path, *rows)
    file = cases_to_enter(world.desk, read_cases(path, form_lists(world.desk), world.desk.day))
    world.desk.imports.take_in_cases(path.name, list(file.drafts))
    younger, older = sorted(world.desk.cases.rows(), key=lambda row: row.missing)
    assert (older.missing, younger.missing) == ("consent.own_needed", "")

    window.open("pupils", older.id)
    panel = window.page.cases.panel
    assert panel.facts.texts()["16 jaar of ouder"] == "Ja"
    assert panel.missing_text.text().startswith("Wie 16 of ouder is")
    choice = panel.consents.sixteen.editor
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: panel.facts.texts()["16 jaar of ouder"] == "Nee")
    assert world.desk.cases.card(older.id).row.missing == ""
    assert not panel.missing.isVisible()


def test_where_the_birth_date_is_known_nobody_is_asked_for_the_age(window, world: World) -> None:
    case = world.case("ZEEUW")
    window.open("pupils", case)
    panel = window.page.cases.panel
    assert "16 jaar of ouder" not in panel.facts.texts()
    assert not panel.consents.sixteen.isVisible()
    with pytest.raises(RuleError, match="case.age_known"):
        world.desk.cases.tell_age(case, is_sixteen=True)
    with pytest.raises(RuleError, match="permission.other_school"):
        world.desk_of("stage duin").cases.tell_age(case, is_sixteen=True)
