"""Overzichten by keyboard: many schools at once, stopping half-way, what went out before, and each role its own."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.builders import World, school_id
from tests.ui.exchange.hands import active_room, control, press
from tests.ui.offices import open_room, toasts, words_of
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.services.statements import Statements

THIS = SchoolYear(2026)
DUIN = school_id("DUIN")


@pytest.fixture
def traded(world: World) -> World:
    world.delivered("DUIN", "ZEEUW", 400, date(2026, 5, 10))
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 9, 10))
    return world


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "uit"


def face_of(window):
    window.page.open_item("statements")
    return window.page.faces.statements


def states(face) -> list[str]:
    rows = face.table.rows
    at = [column.key for column in rows.columns].index("state")
    return [rows.data(rows.index(row, at)) for row in range(rows.rowCount())]


def idle(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window.workshop.running)


def test_all_schools_at_once_by_keyboard(traded: World, theme, shown, qtbot, folder: Path) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    face = face_of(window)
    face.table.setFocus()
    assert face.do.text() == "3 overzichten maken"
    assert states(face) == ["nog niet gemaakt"] * 3
    assert (
        "Van deze school is nog geen overzicht gemaakt."
        in face.panel.before.accessibleName() + face.panel.before.lines[0].text
    )
    press(Qt.Key.Key_Space)
    assert face.chosen() == [school_id("ZEEUW"), school_id("KREEK")]
    press(Qt.Key.Key_Space)
    control(Qt.Key.Key_Return)
    (dialog,) = [one for one in window.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    qtbot.waitUntil(lambda: bool(toasts(window)))
    idle(qtbot, window)
    assert toasts(window) == [f"3 overzichten gemaakt in {folder}."]
    assert sorted(path.name for path in folder.iterdir()) == [
        f"Overzicht OV-2026-27-{code}-01.{suffix}"
        for code in ("DUIN", "KREEK", "ZEEUW")
        for suffix in ("eml", "pdf", "xlsx")
    ]
    assert states(face) == ["geldt nog"] * 3
    assert face.panel.facts.texts()["Nummer"] == "OV-2026/27-DUIN-01"


def test_stopping_leaves_what_was_made(traded: World, theme, shown, qtbot, folder: Path, monkeypatch) -> None:
    window = open_room(theme, shown, traded.desk, "balances")
    face = face_of(window)
    issue = Statements.issue

    def stop_after(service: Statements, *about: object) -> object:
        window.workshop.running[0].cancel()
        return issue(service, *about)

    monkeypatch.setattr(Statements, "issue", stop_after)
    face.make(folder)
    idle(qtbot, window)
    assert [row.number for row in traded.desk.statements.issued()] == ["OV-2026/27-DUIN-01"]
    assert len(list(folder.iterdir())) == 3
    window.page.mark_stale()  # as the news of what was made does, a little later
    window.page.refresh()
    assert "Gestopt. Wat al gemaakt was, staat in de map." in words_of(face)
    assert states(face) == ["geldt nog", "nog niet gemaakt", "nog niet gemaakt"]


def test_what_was_overtaken_is_said_and_gets_a_second_version(traded: World, theme, shown, qtbot, folder: Path) -> None:
    traded.desk.statements.issue(DUIN, THIS)
    traded.now += timedelta(days=1)
    traded.delivered("DUIN", "KREEK", 100, date(2026, 11, 3))
    window = open_room(theme, shown, traded.desk, "balances")
    face = face_of(window)
    assert states(face)[0] == "achterhaald"
    assert face.panel.note.text() == "Sindsdien is er 1 boeking bijgekomen, samen €\u00a0+24,70."
    face.none.click()
    face.table.toggle(DUIN)
    face.make(folder)
    idle(qtbot, window)
    assert states(face)[0] == "geldt nog"
    latest, first = face.panel.before.lines
    assert latest.text == "OV-2026/27-DUIN-01, versie 2 · Schooljaar 2026/27"
    assert "vervangen door versie 2" in first.quiet
    assert {path.suffix for path in folder.glob("* v2.*")} == {".pdf", ".xlsx", ".eml"}


def test_the_files_once_more_in_the_kinds_that_are_ticked(traded: World, theme, shown, qtbot, folder: Path) -> None:
    traded.desk.statements.issue(DUIN, THIS)
    window = open_room(theme, shown, traded.desk, "balances")
    face = face_of(window)
    face.checks["xlsx"].setChecked(False)
    face.checks["eml"].setChecked(False)
    face.make_again(traded.desk.statements.issued()[0].id, folder)
    idle(qtbot, window)
    assert [path.name for path in folder.iterdir()] == ["Overzicht OV-2026-27-DUIN-01.pdf"]
    face.checks["pdf"].setChecked(False)
    assert not face.do.isEnabled()
    assert face.ask_folder() is None
    assert face.ask_again() is None


def test_a_director_has_the_own_school_without_a_number(traded: World, theme, shown, qtbot, folder: Path) -> None:
    desk = traded.desk_of("directeur duin")
    window = open_room(theme, shown, desk, "balances")
    face = face_of(window)
    assert [line.school.code for line in face.state.lines()] == ["DUIN"]
    assert not face.checks["eml"].isVisible()
    assert "Een nummer krijgt het van de boekhouder." in words_of(face)
    face.make(folder)
    idle(qtbot, window)
    assert sorted(path.name for path in folder.iterdir()) == [
        "Overzicht DUIN Schooljaar 2026-27.pdf",
        "Overzicht DUIN Schooljaar 2026-27.xlsx",
    ]
    assert desk.statements.issued() == ()


def test_a_reader_is_told_why_there_is_nothing(traded: World, theme, shown) -> None:
    face = face_of(open_room(theme, shown, traded.desk_of("lezer"), "balances"))
    assert "Geen overzichten voor u" in words_of(face)
    assert not face.do.isVisible()


def test_months_that_have_yet_to_begin_are_said(traded: World, theme, shown) -> None:
    window = open_room(theme, shown, traded.desk, "balances")
    face = face_of(window)
    window.page.chooser._act(lambda: window.page.state.choose_kind("month"))
    window.page.choose_year("24326-24326")
    assert "Deze maanden moeten nog beginnen. Kies een eerdere periode." in words_of(face)
    assert face.chosen() == []
    assert not face.do.isEnabled()
    window.page.choose_year("24322-24322")
    assert "moeten nog beginnen" not in words_of(face)
    assert len(states(face)) == 3


def test_a_folder_that_cannot_be_used_is_said(traded: World, theme, shown, qtbot) -> None:
    window = open_room(theme, shown, traded.desk, "balances")
    face = face_of(window)
    face.make(traded.folder)
    idle(qtbot, window)
    assert "is de map van een netwerk zelf" in words_of(face.error)
    assert traded.desk.statements.issued() == ()
    assert face.do.isEnabled()
