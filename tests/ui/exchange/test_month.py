"""A month of deliveries by keys: entered in one act, confirmed in one act, and what stands on Saldi then."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import World, offer_id, school_id
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import toasts, words_of
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.delivery_lists import DeliveryFilter
from zsm_desktop.ui.window import Window
from zsm_desktop.words.format import signed_money


@pytest.fixture
def window(world: World, theme, shown, qtbot) -> Window:
    """Two placements of De Zeeuwse Vaart at De Duinpan, and the sheet of November."""
    world.placement(planned=4000)
    world.placement(planned=1000)
    made = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_M)
    assert made.page.month.provider.currentText() == "De Duinpan"
    return made


def test_a_month_by_keys_ends_as_the_balance_the_service_gives(window: Window, world: World, qtbot) -> None:
    page = window.page
    type_keys("2,5")
    press(Qt.Key.Key_Return)
    type_keys("1,5")
    press(Qt.Key.Key_Tab)
    assert "2 trajecten ingevuld: 4 dagdelen" in words_of(page.month)
    control(Qt.Key.Key_Return)
    deliveries = page.deliveries
    qtbot.waitUntil(lambda: deliveries.isVisible() and deliveries.table.rows.rowCount() == 2)
    assert sorted(row.quantity_hundredths for row in world.desk.deliveries.page()) == [150, 250]
    control(Qt.Key.Key_A)
    assert deliveries.panel.title.text() == "2 leveringen gekozen"
    control(Qt.Key.Key_Return)
    assert "2 leveringen van samen" in deliveries.deeds.strip.text.text()
    yes()
    qtbot.waitUntil(lambda: deliveries.table.rows.rowCount() == 0)
    assert "2 leveringen bevestigd en geboekt als boeking 1 tot en met 2." in toasts(window)
    window.open("balances")
    table = window.page.schools.table.rows
    shown = {table.row(at).code: table.data(table.index(at, 3)) for at in range(table.rowCount())}
    expected = {row.code: signed_money(row.balance_cents) for row in world.desk.balances.by_school()}
    assert shown == expected
    assert shown["DUIN"] == signed_money(9880)


def test_what_is_suggested_is_written_as_it_stands(window: Window, world: World, qtbot) -> None:
    sheet = world.desk.deliveries.preview(school_id("DUIN"), date(2026, 11, 1))
    suggested = [row.suggested_hundredths for row in sheet]
    assert all(suggested)
    control(Qt.Key.Key_Return)
    qtbot.waitUntil(window.page.deliveries.isVisible)
    assert sorted(row.quantity_hundredths for row in world.desk.deliveries.page()) == sorted(suggested)


def test_a_number_with_a_point_is_said_at_its_row_and_nothing_is_written(window: Window, world: World) -> None:
    sheet = window.page.month
    type_keys("24.70")
    press(Qt.Key.Key_Return)
    model = sheet.view.sheet
    note = model.data(model.index(0, len(model.columns) - 1))
    assert note.startswith("“24.70” is geen getal")
    assert sheet.view.currentIndex().row() == 1
    control(Qt.Key.Key_Return)
    assert world.desk.deliveries.page() == ()
    assert sheet.isVisible()
    assert sheet.error.isVisible()
    assert sheet.view.currentIndex().row() == 0
    assert sheet.state.typed[model.id_at(0)] == "24.70"


def test_an_open_editor_is_kept_when_all_is_entered(window: Window, world: World, qtbot) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Up)
    type_keys("3")
    control(Qt.Key.Key_Return)
    qtbot.waitUntil(window.page.deliveries.isVisible)
    assert [row.quantity_hundredths for row in world.desk.deliveries.page()] == [300]


def test_typed_numbers_are_not_thrown_away_unasked(window: Window, world: World) -> None:
    sheet = window.page.month
    type_keys("7")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert sheet.confirm.isVisible()
    press(Qt.Key.Key_Return)  # the focus stands on no
    press(Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert "7" in sheet.state.typed.values()
    sheet.leave()
    yes()
    assert not sheet.isVisible()
    assert world.desk.deliveries.page() == ()


def test_another_month_asks_first_when_something_was_typed(window: Window) -> None:
    sheet = window.page.month
    type_keys("7")
    press(Qt.Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert sheet.confirm.isVisible()
    assert sheet.state.month == date(2026, 11, 1)
    yes()
    assert sheet.state.month == date(2026, 10, 1)
    assert sheet.state.typed == {}


def test_news_from_elsewhere_leaves_what_was_typed(window: Window, world: World, qtbot) -> None:
    sheet = window.page.month
    type_keys("7")
    press(Qt.Key.Key_Return)
    draft = DeliveryDraft(date(2026, 11, 3), 100, offer_id=offer_id("DUIN"), user_id=school_id("KREEK"))
    world.desk.deliveries.enter(draft)
    qtbot.waitUntil(lambda: window.page.tabs.tabs["deliveries"].text().endswith("1"))
    assert sheet.state.text_of(sheet.state.rows[0]) == "7"


def test_a_month_already_entered_says_so_and_suggests_nothing(window: Window, world: World, qtbot) -> None:
    control(Qt.Key.Key_Return)
    qtbot.waitUntil(window.page.deliveries.isVisible)
    control(Qt.Key.Key_M)
    model = window.page.month.view.sheet
    assert [model.data(model.index(at, model.quantity)) for at in range(2)] == ["", ""]
    assert "al ingevoerd" in model.data(model.index(0, len(model.columns) - 1))
    assert world.desk.deliveries.totals(DeliveryFilter(status=DeliveryStatus.ENTERED)).count == 2


def test_a_month_without_placements_says_what_to_do(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_M)
    words = words_of(window.page.month)
    assert "Niets in te vullen" in words
    assert "Kies een andere school of maand; met Alt PgUp gaat u een maand terug." in words


def test_the_sheet_opens_on_a_school_that_has_something_to_fill_in(world: World, theme, shown, qtbot) -> None:
    world.placement("KREEK", "ZEEUW")
    page = active_room(theme, shown, qtbot, world.desk, "exchange").page
    control(Qt.Key.Key_M)
    assert page.month.provider.currentText() == "Het Kreekrif"
    assert page.month.state.rows
