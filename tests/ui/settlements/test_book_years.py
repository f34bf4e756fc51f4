"""Boekjaren by keys: what stands in the way and where it is seen to, closed for good, and the dossier of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.services.book_years import close_periods, next_year
from tests.ui.exchange.hands import active_room, press
from tests.ui.offices import open_dialog, toasts, words_of
from tests.ui.settlements.test_open_items import back_in
from zsm_desktop.domain.book_years import CheckKind, YearState
from zsm_desktop.ui.parts.lines import Lines

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def books(world: World) -> World:
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    next_year(world)
    world.entered(day=date(2026, 12, 1))
    return world


def in_room(desk, theme, shown, qtbot):
    window = active_room(theme, shown, qtbot, desk, "settlements")
    window.page.open_item("years")
    read(window.page.years, qtbot)
    return window, window.page.years


def read(face, qtbot) -> None:
    qtbot.waitUntil(lambda: not face.writer.is_busy)


def test_what_stands_in_the_way_leads_to_where_it_is_seen_to(books: World, theme, shown, qtbot) -> None:
    window, face = in_room(books.desk, theme, shown, qtbot)
    assert face.panel.pill.text == "open"
    assert not face.panel.close_button.isEnabled()
    line = face.panel.checks[CheckKind.PERIODS]
    assert line.line.lines[0].text.startswith("Eerst herstellen: Nog niet afgesloten: 5 boekperioden (augustus 2026")
    line.go.click()
    assert window.page is window.pages["exchange"]
    assert window.page.periods.isVisible()
    close_periods(books)
    window.open("settlements", "years")
    qtbot.waitUntil(lambda: face.panel.pill.text == "kan dicht")
    read(face, qtbot)
    assert not line.go.isVisible()
    waiting = face.panel.checks[CheckKind.WAITING]
    assert waiting.line.lines[0].text == "Let op: 1 levering van dit jaar wacht op bevestiging"
    assert waiting.go.isVisible()


def test_a_year_is_closed_by_keys_after_it_was_said_what_that_means(books: World, theme, shown, qtbot) -> None:
    close_periods(books)
    window, face = in_room(books.desk, theme, shown, qtbot)
    press(Key.Key_Return, CTRL)
    form = open_dialog(window)
    assert "Dit is voorgoed" in words_of(form)
    said = [line.text for line in form.findChild(Lines).lines]
    assert "1 levering van dit jaar wacht op bevestiging" in said
    press(Key.Key_Escape)
    assert books.desk.book_years.rows()[0].state is YearState.READY
    back_in(window, qtbot)
    press(Key.Key_Return, CTRL)
    open_dialog(window)
    press(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: books.desk.book_years.rows()[0].state is YearState.CLOSED)
    read(face, qtbot)
    assert face.panel.pill.text == "afgesloten"
    assert face.panel.subtitle.text() == "Afgesloten op 11 januari 2027 door secretaris"
    assert not face.panel.close_button.isVisible()
    assert face.panel.facts.texts()["Te bewaren tot en met"] == "31 december 2033"
    assert [(one.account.code, one.closing_cents) for one in face.state.card.totals] == [
        ("DUIN", 7410), ("ZEEUW", -7410),
    ]  # fmt: skip
    assert any("is afgesloten" in said for said in toasts(window))


def test_books_that_moved_meanwhile_are_shown_anew(books: World, theme, shown, qtbot) -> None:
    close_periods(books)
    window, face = in_room(books.desk, theme, shown, qtbot)
    face.close_year()
    form = open_dialog(window)
    books.delivered("DUIN", "ZEEUW", 100, date(2027, 1, 4))
    form.try_submit()
    read(face, qtbot)
    assert any("Er is intussen geboekt" in said for said in toasts(window))
    assert (face.panel.pill.text, face.state.card.until) == ("kan dicht", 2)


def test_the_dossier_is_made_beside_the_window(books: World, theme, shown, qtbot, tmp_path: Path) -> None:
    close_periods(books)
    books.desk.book_years.close(2026, books.desk.book_years.card(2026).until)
    window, face = in_room(books.desk, theme, shown, qtbot)
    assert face.files.make.isVisible()
    face.files.write(2026, tmp_path / "dossier")
    qtbot.waitUntil(lambda: any("Dossier van boekjaar 2026 gemaakt" in said for said in toasts(window)))
    assert {path.suffix for path in (tmp_path / "dossier").iterdir()} == {".pdf", ".xlsx", ".xaf"}


def test_a_director_reads_and_does_not_act(books: World, theme, shown, qtbot) -> None:
    close_periods(books)
    _window, face = in_room(books.desk_of("directeur duin"), theme, shown, qtbot)
    assert face.panel.pill.text == "kan dicht"
    assert not face.panel.acts.isVisible()
    face.close_year()
    assert books.desk.book_years.rows()[0].state is YearState.READY
    assert not face.panel.checks[CheckKind.WAITING].isVisible()


def test_without_entries_it_says_what_to_wait_for(world: World, theme, shown, qtbot) -> None:
    _window, face = in_room(world.desk, theme, shown, qtbot)
    assert "Nog geen boekjaren" in words_of(face)
    assert "Niets te kiezen" in words_of(face)
