"""Subsidies in Uitwisseling: what is left, down to the deliveries, made and changed by keys, and by whom."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.builders import World, school_id
from tests.services.test_funds import draft
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, open_room, toasts, words_of


@pytest.fixture
def granted(world: World) -> World:
    """Half of € 49,40 is more than the fund has: it bears € 20 of the first and nothing of the second."""
    world.desk.funds.add(draft(20_00, percent=100_00, owner="Provincie"))
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    world.delivered("DUIN", "KREEK", 100, date(2026, 10, 6))
    return world


def funds_of(window):
    window.page.open_item("funds")
    return window.page.funds


def cells(table, at: int = 0) -> list[str]:
    rows = table.rows
    return [rows.data(rows.index(at, place)) for place in range(len(rows.columns))]


def test_what_is_granted_charged_and_left_and_who_pays_less(granted: World, theme, shown) -> None:
    window = open_room(theme, shown, granted.desk_of("directeur duin"), "exchange")
    face = funds_of(window)
    assert cells(face.table) == [
        "Projectsubsidie", "100%", "€\u00a020,00", "€\u00a020,00", "€\u00a00,00",
    ]  # fmt: skip
    panel = face.panel
    assert panel.pill.text == "op"
    assert panel.spent_words.text() == "€\u00a020,00 gedragen van €\u00a020,00, nog €\u00a00,00 over"
    assert panel.facts.texts()["Wacht op geld"] == "€\u00a029,40"
    said = panel.schools.accessibleDescription()
    assert "De Zeeuwse Vaart: €\u00a020,00" in said
    assert "Het Kreekrif: €\u00a00,00 1 levering, €\u00a024,70 wacht op geld" in said
    assert not face.new.isVisible()
    assert not panel.acts.isVisible()
    for act in (face.add, face.edit, face.switch):
        act()
    assert granted.desk.funds.rows()[0].is_active


def test_enter_goes_down_to_the_deliveries_and_on_to_one(granted: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, granted.desk, "exchange")
    face = funds_of(window)
    face.table.setFocus()
    press(Qt.Key.Key_Return)
    assert face.stack.currentIndex() == 1
    assert cells(face.claims)[1:] == [
        "Het Kreekrif", "Werkplaats Duin", "€\u00a024,70", "€\u00a00,00", "€\u00a024,70",
    ]  # fmt: skip
    press(Qt.Key.Key_Escape)
    assert face.stack.currentIndex() == 0
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    page = window.page
    assert page.tabs.current == "deliveries"
    assert page.deliveries.state.row.user_id == school_id("KREEK")


def test_a_fund_is_made_by_keys_and_says_what_it_would_do(world: World, theme, shown, qtbot) -> None:
    world.entered("DUIN", "ZEEUW", 200, date(2026, 10, 5))
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    face = funds_of(window)
    assert "Nog geen subsidies" in words_of(face)
    face.new.setFocus()
    control(Qt.Key.Key_N)
    form = open_dialog(window)
    type_keys("Projectsubsidie")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    type_keys("10,00")
    press(Qt.Key.Key_Tab)
    type_keys("40")
    said = form.foretold
    qtbot.waitUntil(lambda: "levering die nog wacht" in said.accessibleDescription())
    assert "Van 1 levering die nog wacht zou zij €\u00a010,00 dragen" in said.accessibleDescription()
    assert "voor €\u00a09,76 is geen geld meer" in said.accessibleDescription()
    control(Qt.Key.Key_Return)
    (row,) = world.desk.funds.rows()
    assert (row.name, row.granted_cents, row.percent, row.fixed_cents) == ("Projectsubsidie", 10_00, 40_00, None)
    assert (row.first_day, row.last_day) == (date(2026, 8, 1), date(2027, 7, 31))
    assert face.panel.title.text() == "Projectsubsidie"
    assert toasts(window) == ["De subsidie staat in de lijst en draagt mee."]


def test_a_part_that_is_missing_or_double_is_said_at_its_field(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    funds_of(window).add()
    form = open_dialog(window)
    form.fields["name"].editor.setText("Projectsubsidie")
    form.fields["granted"].editor.setText("10")
    form.try_submit()
    assert "percentage draagt of een vast bedrag" in form.fields["percent"].error.text()
    form.fields["percent"].editor.setText("101")
    form.try_submit()
    assert "tussen 0,01 en 100" in form.fields["percent"].error.text()
    assert world.desk.funds.rows() == ()


def test_of_a_fund_that_bore_something_only_the_grant_changes_and_the_form_says_what_shifts(
    granted: World, theme, shown, qtbot
) -> None:
    window = active_room(theme, shown, qtbot, granted.desk, "exchange")
    face = funds_of(window)
    control(Qt.Key.Key_E)
    form = open_dialog(window)
    assert not form.fields["percent"].editor.isEnabled()
    assert "Wat, waarvoor en de volgorde liggen vast" in words_of(form)
    form.fields["granted"].editor.setFocus()
    form.fields["granted"].editor.selectAll()
    type_keys("45")
    said = form.foretold
    qtbot.waitUntil(lambda: "verschuift" in said.accessibleDescription())
    assert "Bij 2 al geboekte leveringen verschuift" in said.accessibleDescription()
    assert "De Zeeuwse Vaart betaalt €\u00a04,70 minder" in said.accessibleDescription()
    control(Qt.Key.Key_Return)
    assert granted.desk.funds.rows()[0].charged_cents == 45_00
    qtbot.waitUntil(lambda: "45,00" in face.panel.spent_words.text())


def test_ending_asks_and_can_be_taken_back(granted: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, granted.desk, "exchange")
    face = funds_of(window)
    control(Qt.Key.Key_Delete)
    assert "beëindigen?" in face.panel.confirm.text.text()
    press(Qt.Key.Key_Escape)
    assert granted.desk.funds.rows()[0].is_active
    control(Qt.Key.Key_Delete)
    yes()
    assert not granted.desk.funds.rows()[0].is_active
    qtbot.waitUntil(lambda: face.panel.pill.text == "beëindigd")
    assert face.panel.switch_button.text() == "Weer laten lopen"
    control(Qt.Key.Key_Delete)
    assert granted.desk.funds.rows()[0].is_active


def test_a_delivery_says_what_a_fund_bears_of_it(granted: World, theme, shown) -> None:
    window = open_room(theme, shown, granted.desk, "exchange")
    (first, second) = granted.desk.funds.card(granted.desk.funds.rows()[0].id).claims[::-1]
    window.page.open_item(first.delivery_id)
    facts = window.page.deliveries.panel.facts
    assert facts.texts()["Subsidie"] == "Projectsubsidie draagt €\u00a020,00, €\u00a04,70 wacht op geld"
    window.page.open_item(second.delivery_id)
    assert facts.texts()["Subsidie"] == "Projectsubsidie draagt €\u00a00,00, €\u00a024,70 wacht op geld"


def test_a_reader_finds_the_funds_and_no_deliveries(world: World, theme, shown) -> None:
    world.desk.funds.add(draft(100_00, percent=50_00))
    world.delivered()
    window = open_room(theme, shown, world.desk_of("lezer"), "exchange")
    page = window.page
    assert list(page.tabs.tabs) == ["funds"]
    assert page.funds.table.rows.rowCount() == 1
    assert not page.header.actions.isVisible()
    assert not page.funds.new.isVisible()
    window.open("exchange", world.entered())
    assert page.tabs.current == "funds"


def test_all_that_is_missing_of_a_new_one_is_marked_at_once(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    funds_of(window).add()
    form = open_dialog(window)
    form.fields["rank"].editor.setText("1")
    form.try_submit()
    wrong = {name: field.error.text() for name, field in form.fields.items() if field.has_error}
    assert wrong == {
        "name": "Vul ‘Naam’ in.",
        "granted": "Vul een bedrag in bij ‘Toegekend bedrag’.",
        "percent": "Kies of de subsidie een percentage draagt of een vast bedrag per eenheid.",
    }
    assert form.focusWidget() is form.fields["name"].editor
