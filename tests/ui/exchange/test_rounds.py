"""Bevestigingsrondes by keyboard: who waits, files going out, an answer coming back with a look at it first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tests.builders import World, school_id
from tests.ui.exchange.hands import active_room, control, press
from tests.ui.offices import open_room, toasts, words_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.reports.confirmation import write
from zsm_desktop.services.rounds import Rounds
from zsm_desktop.ui.exchange.rounds_lines import LineRow
from zsm_desktop.ui.exchange.rounds_read import ReadView
from zsm_desktop.words import confirmation as words


def waiting(world: World) -> None:
    for day in (7, 8):
        world.entered("DUIN", "ZEEUW", 250, date(2026, 9, day))
    world.entered("DUIN", "KREEK", 100, date(2026, 10, 5))


def fill(path: Path, *answers: tuple[str, str]) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book[words.SHEET]
    heading = next(cell.row for cell in sheet["A"] if cell.value == words.LINE)
    for row, pair in enumerate(answers, heading + 1):
        for title, said in zip((words.AGREED, words.WHY), pair, strict=True):
            sheet.cell(row, words.HEADINGS.index(title) + 1).value = said
    book.save(path)
    return path


def sent(world: World, folder: Path) -> Path:
    waiting(world)
    round_id = world.desk.rounds.make(school_id("ZEEUW")).made_id
    return write(world.desk, round_id, folder).xlsx


def line_rows(view: ReadView) -> list[LineRow]:
    rows = view.lines.rows
    return [rows.row(at) for at in range(rows.rowCount())]


def folder_dialog(window) -> QFileDialog:
    (dialog,) = [one for one in window.findChildren(QFileDialog) if one.isVisible()]
    return dialog


def test_rounds_are_made_for_all_by_keyboard(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    waiting(world)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_U)
    face = window.page.rounds
    assert "Nog geen rondes" in words_of(face)
    assert "3 leveringen wachten op antwoord van 2 scholen, samen €\u00a0148,20." in words_of(face)
    control(Qt.Key.Key_N)
    view = face.making
    assert view.do.text() == "2 rondes maken"
    press(Qt.Key.Key_Space)
    assert [line.school.code for line in view.chosen()] == ["KREEK"]
    press(Qt.Key.Key_Space)
    control(Qt.Key.Key_Return)
    dialog = folder_dialog(window)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    qtbot.waitUntil(lambda: face.overview.table.rows.rowCount() == 2)
    qtbot.waitUntil(lambda: bool(toasts(window)))
    assert toasts(window) == [f"2 rondes gemaakt. De bestanden en e-mails staan in {tmp_path}."]
    assert sorted(path.suffix for path in tmp_path.glob("Bevestiging *")) == [
        ".eml",
        ".eml",
        ".pdf",
        ".pdf",
        ".xlsx",
        ".xlsx",
    ]
    assert "Alles staat in een ronde die uit is." in words_of(face)
    with qtbot.waitActive(window):
        window.activateWindow()
    press(Qt.Key.Key_Escape)
    assert window.page.inner.currentWidget() is window.page.deliveries


def test_only_up_to_a_day_and_only_who_is_ticked(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    waiting(world)
    window = open_room(theme, shown, world.desk, "exchange")
    window.open("exchange", "rounds")
    face = window.page.rounds
    face.open_make()
    view = face.making
    view.until.setText("30-9-2026")
    view.until.editingFinished.emit()
    assert [line.school.code for line in view.chosen()] == ["ZEEUW"]
    view.none.click()
    assert not view.do.isEnabled()
    assert view.ask_folder() is None
    view.all.click()
    view.make(tmp_path)
    qtbot.waitUntil(lambda: len(world.desk.rounds.rows()) == 1 and not window.workshop.running)
    (row,) = world.desk.rounds.rows()
    assert (row.school_code, row.last_day) == ("ZEEUW", date(2026, 9, 30))


def test_stopping_leaves_what_was_made(world: World, theme, shown, qtbot, tmp_path: Path, monkeypatch) -> None:
    waiting(world)
    window = open_room(theme, shown, world.desk, "exchange")
    window.page.open_rounds()
    face = window.page.rounds
    face.open_make()
    make = Rounds.make

    def stop_after(service: Rounds, *about: object) -> object:
        window.workshop.running[0].cancel()
        return make(service, *about)

    monkeypatch.setattr(Rounds, "make", stop_after)
    face.making.make(tmp_path)
    qtbot.waitUntil(lambda: not window.workshop.running)
    assert len(world.desk.rounds.rows()) == 1
    assert "Gestopt. De rondes die al gemaakt waren, staan uit." in words_of(face)
    assert face.making.do.isEnabled()


def test_the_files_of_a_round_once_more_and_its_text(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    sent(world, tmp_path)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_U)
    face = window.page.rounds
    assert face.overview.table.view.hasFocus()
    facts = face.overview.panel.facts.texts()
    assert facts["Regels"] == "2, samen €\u00a0123,50"
    control(Qt.Key.Key_T)
    assert facts["Controlecode"] in QGuiApplication.clipboard().text()
    control(Qt.Key.Key_S)
    dialog = folder_dialog(window)
    dialog.fileSelected.emit(str(tmp_path / "weer"))
    dialog.close()
    qtbot.waitUntil(lambda: len(toasts(window)) == 2)
    assert len(list((tmp_path / "weer").iterdir())) == 3
    face.overview.write(face.state.card.row, world.folder)
    qtbot.waitUntil(lambda: len(toasts(window)) == 3)
    assert "is de map van een netwerk" in toasts(window)[-1]


def test_an_answer_is_looked_at_and_then_booked(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    path = fill(sent(world, tmp_path), ("ja", ""), ("nee", "Een te veel."))
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_U)
    control(Qt.Key.Key_O)
    face = window.page.rounds
    assert "Nog geen bestand gekozen" in words_of(face)
    face.reading.read_file(path)
    qtbot.waitUntil(lambda: face.reading.file is not None, timeout=20_000)
    assert "2 regels gelezen: 1 akkoord, 1 niet akkoord." in words_of(face)
    assert "Geboekt wordt €\u00a061,75. Niet geboekt wordt €\u00a061,75: 1 niet akkoord." in words_of(face)
    assert not face.reading.findings.isVisible()
    assert [(row.line, row.day, row.cents, row.said, row.what) for row in line_rows(face.reading)] == [
        (1, date(2026, 9, 7), 6175, "ja", "Wordt geboekt."),
        (2, date(2026, 9, 8), 6175, "nee", "Een te veel."),
    ]
    assert world.store.rows("SELECT count(*) FROM journal_entry") == [(0,)]
    assert [copy.why for copy in world.desk.backups.facts().copies] == ["inlezen"]
    control(Qt.Key.Key_Return)
    assert toasts(window) == ["Ronde BR-2026/27-001 ingelezen: 1 akkoord, 1 niet akkoord."]
    assert world.store.rows("SELECT count(*) FROM journal_entry") == [(1,)]
    qtbot.waitUntil(lambda: face.overview.panel.pill.text == "ingelezen")
    assert face.overview.panel.disputes.lines[0].quiet == "Een te veel."


def test_a_file_with_an_error_cannot_be_taken_in(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    path = fill(sent(world, tmp_path), ("ja", ""), ("nee", ""))
    window = open_room(theme, shown, world.desk, "exchange")
    window.page.open_rounds()
    face = window.page.rounds
    face.open_read()
    view = face.reading
    view.read_file(path)
    qtbot.waitUntil(lambda: view.file is not None, timeout=20_000)
    assert "Er is 1 fout; er is niets vastgelegd." in words_of(face)
    assert not view.take.isVisible()
    view.take_in()
    assert world.store.rows("SELECT count(*) FROM journal_entry") == [(0,)]
    fill(path, ("ja", ""), ("ja", ""))
    view.read_again()
    qtbot.waitUntil(view.take.isVisible, timeout=20_000)
    world.desk.rounds.read_answers(view.file.round_id, view.file.answers)
    view.take_in()
    qtbot.waitUntil(view.error.isVisible, timeout=20_000)  # something changed since it was read: a copy comes first
    assert view.error.text.text().startswith("Ronde BR-2026/27-001 is al ingelezen.")
    (tmp_path / "brief.xlsx").write_text("Geachte secretaris", encoding="utf-8")
    view.start()
    view.read_file(tmp_path / "brief.xlsx")
    qtbot.waitUntil(view.error.isVisible, timeout=20_000)
    assert "tekstbestand" in view.error.text.text()
    view.leave()
    assert face.stack.currentWidget() is face.overview


def test_what_changes_nothing_is_shown_with_its_line(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    path = fill(sent(world, tmp_path), ("ja", ""), ("", ""))
    (first, *_) = sorted(world.desk.deliveries.page(), key=lambda row: row.delivered_on)
    world.desk.deliveries.confirm([first.id])
    window = open_room(theme, shown, world.desk, "exchange")
    window.page.open_rounds()
    face = window.page.rounds
    face.open_read()
    face.reading.read_file(path)
    qtbot.waitUntil(lambda: face.reading.file is not None, timeout=20_000)
    assert "Er wordt niets geboekt." in words_of(face)
    assert "Niet geboekt wordt €\u00a0123,50: 1 zonder antwoord, 1 al beantwoord." in words_of(face)
    assert [(row.said, row.what) for row in line_rows(face.reading)] == [
        ("ja", "Verandert niets: al bevestigd."),
        ("geen antwoord", "Blijft openstaan."),
    ]
    assert face.reading.findings.isVisible()


def test_a_school_without_rounds_is_told_the_truth(world: World, theme, shown) -> None:
    waiting(world)
    world.desk.rounds.make(school_id("ZEEUW"))
    window = open_room(theme, shown, world.desk_of("directeur duin"), "exchange")
    window.page.open_rounds()
    said = words_of(window.page.rounds)
    assert "Voor uw school is geen ronde gemaakt" in said
    assert "Nog geen rondes" not in said


def test_a_school_sees_its_own_rounds_and_makes_none(world: World, theme, shown, qtbot) -> None:
    waiting(world)
    for code in ("ZEEUW", "KREEK"):
        world.desk.rounds.make(school_id(code))
    desk = world.desk_of("directeur zeeuw")
    window = open_room(theme, shown, desk, "exchange")
    window.page.open_rounds()
    face = window.page.rounds
    assert face.overview.table.rows.rowCount() == 1
    assert not face.overview.make.isVisible()
    assert not face.overview.read.isVisible()
    assert not face.overview.files.isVisible()
    with pytest.raises(RuleError) as found:
        desk.rounds.make(school_id("ZEEUW"))
    assert found.value.code == "permission.missing"


def test_the_bookkeeper_makes_and_reads(world: World, theme, shown, qtbot, tmp_path: Path) -> None:
    waiting(world)
    window = open_room(theme, shown, world.desk_of("boekhouder"), "exchange")
    window.page.open_rounds()
    face = window.page.rounds
    face.open_make()
    face.making.make(tmp_path)
    qtbot.waitUntil(lambda: len(world.desk.rounds.rows()) == 2 and not window.workshop.running)
    assert len(list(tmp_path.glob("*.xlsx"))) == 2
