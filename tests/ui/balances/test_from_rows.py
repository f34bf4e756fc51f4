"""Enter on a row explains the figure that row shows, and the keys are where the rows are."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import World, school_id
from tests.ui.exchange.hands import active_room, control, press
from tests.ui.offices import open_room, toasts, words_of
from zsm_desktop.domain.spans import ALL
from zsm_desktop.services.delivery_lists import ALL_DELIVERIES
from zsm_desktop.words.format import signed_money

DUIN, ZEEUW = school_id("DUIN"), school_id("ZEEUW")


@pytest.fixture
def traded(world: World) -> World:
    world.delivered("DUIN", "ZEEUW", 400, date(2026, 3, 5))
    world.delivered("DUIN", "ZEEUW", 250, date(2026, 10, 5))
    world.delivered("KREEK", "DUIN", 50, date(2026, 11, 2))
    return world


def hidden_columns(table) -> set[str]:
    return {one.key for at, one in enumerate(table.rows.columns) if table.view.isColumnHidden(at)}


def test_limits_are_explained_over_all_years_and_have_no_period(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    page.open_item("limits")
    table = page.faces.limits.table
    assert not page.chooser.isVisible()
    assert "Alle schooljaren samen" in words_of(page.header)
    span = page.state.span
    press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert page.state.span == span
    assert hidden_columns(table) == set()
    table.select_id(DUIN)
    press(Qt.Key.Key_Return)
    assert page.faces.reason.figure.cents == traded.desk.balances.explain("DUIN", ALL).balance_cents
    row = next(row for row in traded.desk.limits.rows() if row.school_id == DUIN)
    assert page.faces.reason.figure.cents == row.balance_cents
    assert "Alle schooljaren samen" in page.faces.reason.title.text()
    assert "Alle schooljaren samen" in words_of(page.header)
    press(Qt.Key.Key_Escape)
    page.open_item("schools")
    assert page.chooser.isVisible()
    assert page.year.currentText() == "Schooljaar 2026/27"


def test_a_month_explains_the_standing_it_shows(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    page.open_item("trend")
    trend = page.faces.trend
    trend.school.choose(DUIN)
    trend.reload()
    trend.table.setFocus()
    trend.table.select_id("2026-10-01")
    press(Qt.Key.Key_Return)
    standing = {point.first_day: point.standing_cents for point in traded.desk.balances.trend(DUIN)}
    assert page.faces.reason.figure.cents == standing[date(2026, 10, 1)] == 16055
    assert "Maart 2026 tot en met oktober 2026" in page.faces.reason.title.text()


def test_a_month_that_is_not_there_yet_says_so(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    page.open_item("trend")
    page.faces.trend.view.choose("years")
    page.faces.trend.reload()
    page.faces.trend.years.setFocus()
    page.faces.trend.years.select_id("11")
    press(Qt.Key.Key_Return)
    assert not page.is_down
    assert toasts(window) == ["Die maand is er nog niet."]


@pytest.mark.parametrize("year", ["2025/26", "2026/27", "all"])
def test_a_closing_balance_is_explained_to_the_cent(traded: World, theme, shown, qtbot, year: str) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    page.choose_year(year)
    page.open_item("statements")
    (line,) = [one for one in page.faces.statements.state.lines() if one.id == DUIN]
    page.faces.statements.table.select_id(DUIN)
    press(Qt.Key.Key_Return)
    assert page.is_down
    reason = page.faces.reason
    assert reason.figure.cents == line.school.closing_cents
    rows = reason.table.rows
    booked = sum(rows.row(at).cents for at in range(rows.rowCount()))
    assert line.school.opening_cents + booked == line.school.closing_cents
    facts = traded.desk.statements.draft(DUIN, page.state.span)
    assert (facts.opening_cents, facts.closing_cents) == (line.school.opening_cents, line.school.closing_cents)
    for cents in (line.school.opening_cents, line.school.closing_cents):
        assert signed_money(cents) in reason.words.text()
    assert signed_money(line.school.closing_cents) in reason.check.text()
    assert page.state.span_words in reason.title.text()


def test_a_narrowed_closing_balance_still_adds_up(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "balances")
    page = window.page
    page.open_item("statements")
    page.faces.statements.table.select_id(DUIN)
    press(Qt.Key.Key_Return)
    reason = page.faces.reason
    reason.counter.choose("ZEEUW")
    reason.counter.activated.emit(reason.counter.currentIndex())
    assert reason.figure.cents == 9880 + 6175 == traded.desk.balances.explain("DUIN", counter="ZEEUW").balance_cents
    assert "klopt niet" not in reason.check.text()


def test_what_a_school_never_did_gives_way_first_and_the_running_month_is_said(traded: World, theme, shown) -> None:
    page = open_room(theme, shown, traded.desk, "balances").page
    page.open_item("trend")
    trend = page.faces.trend
    for school, gives_way in ((ZEEUW, "given"), (DUIN, "taken")):
        trend.school.choose(school)
        trend.reload()
        assert hidden_columns(trend.table) <= {gives_way}
    assert trend.note.text().endswith("November loopt nog.")
    page.choose_year("2025/26")
    assert "loopt nog" not in trend.note.text()


def test_entering_puts_the_keys_on_the_table(traded: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, traded.desk, "network")
    for _ in range(2):
        window.open("balances")
        page = window.page
        assert QApplication.focusWidget() is page.faces.schools.table.view
        page.measure.setFocus()
        window.open("network")
    window.open("balances", "limits")
    assert QApplication.focusWidget() is page.faces.limits.table.view
    control(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.faces.statements.table.view


def test_the_booked_delivery_is_the_one_in_hand(world: World, theme, shown, qtbot) -> None:
    """Also where the list is longer than what was fetched of it."""
    first = world.delivered("DUIN", "ZEEUW", 400, date(2026, 10, 5))
    for _ in range(201):
        world.entered("DUIN", "ZEEUW", 100, date(2026, 11, 3))
    window = active_room(theme, shown, qtbot, world.desk, "balances")
    window.page.explain("DUIN")
    press(Qt.Key.Key_Return)
    face = window.page.deliveries
    assert face.state.row.entry_number == first
    assert face.table.current_id() == face.state.row.id
    assert [row.id for row in face.chosen()] == [face.state.row.id]
    assert "Alleen boeking 1" in face.filters.only.text()
    face.filters.only.click()
    assert not face.filters.only.isVisible()
    assert face.table.rows.rowCount() == 202
    assert face.state.wanted == ALL_DELIVERIES
