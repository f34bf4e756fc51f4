"""Trajecten: found by pseudonym, ended early, taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from tests.builders import World, offer_id
from tests.services.test_placement_answers import asked, seats
from tests.ui.exchange.hands import active_room, control, press, yes
from tests.ui.offices import open_dialog, open_room, words_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.deliveries import DeliveryDraft


def test_a_placement_ends_early_on_a_day_within_it(world: World, theme, shown, qtbot) -> None:
    placement = world.placement()
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_E)
    form = open_dialog(window)
    form.try_submit()
    assert form.fields["reason"].error.text()
    assert world.desk.placements.row(placement).ends_on == date(2027, 6, 30)
    form.fields["reason"].editor.choose("moved")
    form.fields["last_day"].editor.setText("1-1-2031")
    form.try_submit()
    assert "Kies een laatste dag van 1 september 2026" in form.fields["last_day"].error.text()
    form.fields["last_day"].editor.setText("geen dag")
    form.try_submit()
    assert "is geen datum" in form.fields["last_day"].error.text()
    assert world.desk.placements.row(placement).ends_on == date(2027, 6, 30)
    form.fields["last_day"].editor.setText("18-12-2026")
    with qtbot.waitSignal(window.page.placements.deeds.said) as told:
        form.try_submit()
    number = world.desk.placements.row(placement).number
    assert told.args[0] == f"Traject {number} eindigt op 18 december 2026."
    assert world.desk.placements.row(placement).ends_on == date(2026, 12, 18)
    table = window.page.placements.table
    qtbot.waitUntil(lambda: table.rows.row(0).ends_on == date(2026, 12, 18))


def test_what_has_not_begun_lapses_and_does_not_end(world: World, theme, shown, qtbot) -> None:
    placement = world.placement()
    world.now -= timedelta(days=120)
    with pytest.raises(RuleError, match=r"^placement\.not_begun\b"):
        world.desk.placements.end(placement, date(2026, 9, 1), "moved")
    panel = active_room(theme, shown, qtbot, world.desk, "exchange").page.placements.panel
    assert panel.cancel_button.isVisible()
    assert not panel.end_button.isVisible()


def test_only_an_unused_placement_can_be_taken_back(world: World, theme, shown, qtbot) -> None:
    placement = world.placement()
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    panel = window.page.placements.panel
    assert panel.cancel_button.isVisible()
    control(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)
    assert world.desk.placements.row(placement).status == "running"
    world.desk.deliveries.enter(DeliveryDraft(date(2026, 10, 5), 250, placement_id=placement))
    qtbot.waitUntil(lambda: not panel.cancel_button.isVisible())
    assert "2,5 van 40 dagdelen gebruikt, nog 37,5 dagdelen" in words_of(panel)


def test_a_placement_taken_back_leaves_the_list(world: World, theme, shown, qtbot) -> None:
    placement = world.placement()
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_Delete)
    yes()
    assert world.desk.placements.row(placement).status == "cancelled"
    qtbot.waitUntil(lambda: window.page.placements.table.rows.rowCount() == 0)


def test_placements_of_one_offer_come_from_the_room_of_offers(world: World, theme, shown, qtbot) -> None:
    world.placement("DUIN", "ZEEUW")
    world.placement("KREEK", "ZEEUW")
    window = open_room(theme, shown, world.desk, "offers")
    window.open("offers", offer_id("KREEK"))
    window.page.panel.go.click()
    face = window.page.placements
    assert window.room == "exchange"
    assert face.only.text() == "Alleen Werkplaats Kreek"
    assert face.table.rows.rowCount() == 1
    face.only.click()
    assert face.table.rows.rowCount() == 2


def test_from_a_placement_to_its_deliveries_and_back(world: World, theme, shown, qtbot) -> None:
    placement = world.placement()
    world.entered("DUIN", "ZEEUW", 100)
    world.desk.deliveries.enter(DeliveryDraft(date(2026, 10, 5), 250, placement_id=placement))
    window = open_room(theme, shown, world.desk, "exchange")
    page = window.page
    page.placements.panel.list_button.click()
    assert page.tabs.current == "deliveries"
    assert page.deliveries.table.rows.rowCount() == 1
    page.deliveries.filters.only.click()
    assert page.deliveries.table.rows.rowCount() == 2


def test_a_stagebegeleider_of_another_school_sees_nothing_of_it(world: World, theme, shown) -> None:
    world.placement("KREEK", "ZEEUW")
    window = open_room(theme, shown, world.desk_of("stage duin"), "exchange")
    assert window.page.placements.table.rows.rowCount() == 0


def test_a_bookkeeper_finds_placements_by_code_alone(world: World, theme, shown) -> None:
    placement = world.desk.placements.row(world.placement("DUIN", "ZEEUW"))
    window = open_room(theme, shown, world.desk_of("boekhouder"), "exchange")
    window.open("exchange", placement.id)
    face = window.page.placements
    assert face.table.rows.row(0).called == placement.pupil_code
    assert face.panel.title.text() == placement.pupil_code
    assert placement.pseudonym not in words_of(window)
    assert not face.panel.acts.isVisible()
    assert not face.ask_button.isVisible()
    face.search.setText(placement.pseudonym.split()[0])
    face.search.searched.emit(face.search.text())
    assert face.table.rows.rowCount() == 0


def test_a_seat_freed_by_time_is_asked_for_by_a_key(world: World, theme, shown, qtbot) -> None:
    seats(world, 1)
    world.placement("DUIN", "ZEEUW", ends_on=date(2026, 11, 30))
    waiting = asked(world, starts_on=date(2026, 11, 23))
    world.now += timedelta(days=9)
    window = active_room(theme, shown, qtbot, world.desk, "today")
    buttons = {one.text(): one for one in window.page.waiting.parentWidget().findChildren(QAbstractButton)}
    buttons["1 plaats is vrij voor de wachtlijst"].click()
    face = window.page.placements
    assert face.table.current_id() == waiting
    assert "Er is een plaats vrij vanaf 1 december 2026." in words_of(face.panel)
    control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not face.panel.buttons["move_up"].isVisible())
    assert world.desk.placements.row(waiting).status == "proposed"
