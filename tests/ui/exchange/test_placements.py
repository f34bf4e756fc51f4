"""Trajecten: found by pseudonym, ended early, taken back; and the periods of the books."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from tests.builders import World, offer_id
from tests.ui.exchange.hands import active_room, control, press, yes
from tests.ui.offices import open_dialog, open_room, words_of
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.services.deliveries import DeliveryDraft


def test_a_placement_ends_early_on_a_day_within_it(world: World, theme, shown, qtbot) -> None:
    placement = world.placement()
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_E)
    form = open_dialog(window)
    form.fields["last_day"].editor.setText("1-1-2031")
    form.try_submit()
    assert "Kies een laatste dag van 1 september 2026" in form.fields["last_day"].error.text()
    form.fields["last_day"].editor.setText("geen dag")
    form.try_submit()
    assert "is geen datum" in form.fields["last_day"].error.text()
    assert world.desk.placements.row(placement).ends_on == date(2027, 6, 30)
    form.fields["last_day"].editor.setText("18-12-2026")
    form.try_submit()
    assert world.desk.placements.row(placement).ends_on == date(2026, 12, 18)
    table = window.page.placements.table
    qtbot.waitUntil(lambda: table.rows.row(0).ends_on == date(2026, 12, 18))


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


def test_a_period_is_closed_for_ever_and_only_after_a_question(world: World, theme, shown, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW")
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_P)
    face = window.page.periods
    months = {row.period.first_day: row.period for row in world.desk.ledger.periods()}
    face.table.select_id(months[date(2026, 11, 1)].id)
    assert not face.panel.acts.isVisible()
    august = months[date(2026, 8, 1)]
    face.table.select_id(august.id)
    face.hold_button.click()
    qtbot.waitUntil(lambda: face.panel.pill.text == "in de wacht")
    face.close_button.click()
    press(Qt.Key.Key_Return)
    face.close_button.click()
    assert "Dat kan niet worden teruggedraaid." in face.confirm.text.text()
    yes()
    qtbot.waitUntil(lambda: face.panel.pill.text == "afgesloten")
    assert not face.panel.acts.isVisible()
    status = next(row.period.status for row in world.desk.ledger.periods() if row.period.id == august.id)
    assert status is PeriodStatus.CLOSED


def test_who_keeps_no_books_only_reads_the_periods(world: World, theme, shown, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW")
    window = open_room(theme, shown, world.desk_of("stage duin"), "exchange")
    window.page.open_periods()
    face = window.page.periods
    assert face.table.rows.rowCount() > 0
    assert not face.panel.acts.isVisible()


def test_the_running_school_year_is_opened_before_its_first_booking(world: World, theme, shown, qtbot) -> None:
    page = active_room(theme, shown, qtbot, world.desk, "exchange").page
    control(Qt.Key.Key_P)
    face = page.periods
    assert face.table.rows.rowCount() == 0
    assert face.open_year.text() == "Schooljaar 2026/27 openen"
    face.open_year.click()
    assert [row.period.name for row in world.desk.ledger.periods()][:2] == ["2026-08", "2026-09"]
    qtbot.waitUntil(lambda: face.table.rows.rowCount() == 4)
    assert not face.open_year.isVisible()


def test_who_keeps_no_books_is_offered_no_school_year(world: World, theme, shown) -> None:
    window = open_room(theme, shown, world.desk_of("directeur duin"), "exchange")
    window.page.open_periods()
    assert not window.page.periods.open_year.isVisible()
