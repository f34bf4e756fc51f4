"""The sheet of a provider by keys: typed, looked at, entered in one act, confirmed, and what stands on Saldi then."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import World, offer_id, school_id
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, toasts, words_of
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.ui.window import Window
from zsm_desktop.words.format import MONTHS, signed_money

OCTOBER, NOVEMBER, DECEMBER = 2, 3, 4


def alt(key: Qt.Key) -> None:
    press(key, Qt.KeyboardModifier.AltModifier)


def enter_all(window: Window, qtbot) -> None:
    """Looks at what it will do and does it, by the same key twice."""
    control(Qt.Key.Key_Return)
    assert window.page.month.confirm.isVisible()
    control(Qt.Key.Key_Return)
    qtbot.waitUntil(window.page.deliveries.isVisible)


def quantities(world: World, status: str = "entered") -> list[int]:
    return sorted(row.quantity_hundredths for row in world.desk.deliveries.page() if row.status == status)


@pytest.fixture
def window(world: World, theme, shown, qtbot) -> Window:
    """Two placements of De Zeeuwse Vaart at De Duinpan, and the sheet with November in hand."""
    world.placement(planned=4000)
    world.placement(planned=1000)
    made = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_M)
    assert made.page.month.provider.currentText() == "De Duinpan"
    assert made.page.month.view.place() == (0, NOVEMBER)
    return made


def test_a_month_by_keys_ends_as_the_balance_the_service_gives(window: Window, world: World, qtbot) -> None:
    page = window.page
    type_keys("2,5")
    press(Qt.Key.Key_Return)
    type_keys("1,5")
    press(Qt.Key.Key_Return)
    assert "2 cellen gewijzigd: 4 dagdelen erbij" in words_of(page.month)
    control(Qt.Key.Key_Return)
    asked = page.month.confirm.text.text()
    assert asked == "2 cellen gewijzigd: 4 dagdelen erbij, samen €\u00a0+98,80."
    assert signed_money(9880) in asked
    assert world.desk.deliveries.page() == ()
    control(Qt.Key.Key_Return)
    deliveries = page.deliveries
    qtbot.waitUntil(lambda: deliveries.isVisible() and deliveries.table.rows.rowCount() == 2)
    assert quantities(world) == [150, 250]
    acts = world.store.rows("SELECT count(*) FROM audit_event WHERE act = 'delivery.write_sheet'")
    assert acts == [(1,)]
    control(Qt.Key.Key_A)
    assert deliveries.panel.title.text() == "2 leveringen gekozen"
    control(Qt.Key.Key_Return)
    assert "2 leveringen van samen" in deliveries.deeds.strip.text.text()
    yes()
    qtbot.waitUntil(lambda: deliveries.table.rows.rowCount() == 0)
    assert "2 leveringen bevestigd en geboekt als boeking 1 tot en met 2." in toasts(window)
    assert world.desk.balances.by_school()[0].balance_cents == 9880


def test_tab_and_arrows_go_from_cell_to_cell(window: Window) -> None:
    view = window.page.month.view
    type_keys("1")
    press(Qt.Key.Key_Backtab)
    assert view.place() == (0, OCTOBER)
    type_keys("2")
    press(Qt.Key.Key_Tab)
    assert view.place() == (0, NOVEMBER)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Down)
    assert view.place() == (1, OCTOBER)
    type_keys("3")
    press(Qt.Key.Key_Up)
    assert view.place() == (0, OCTOBER)
    texts = window.page.month.cells.typed.values()
    assert sorted(texts) == ["1", "2", "3"]


def test_what_is_entered_can_be_typed_over_and_what_is_booked_cannot(window: Window, world: World, qtbot) -> None:
    for text in ("2", "3"):
        type_keys(text)
        press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    rows = {row.quantity_hundredths: row.id for row in world.desk.deliveries.page()}
    world.desk.deliveries.confirm([rows[300]])
    control(Qt.Key.Key_M)
    type_keys("4")
    press(Qt.Key.Key_Return)
    assert "Bevestigd: 3 dagdelen (boeking 1)." in window.page.month.note.text()
    type_keys("5")
    press(Qt.Key.Key_Return)
    control(Qt.Key.Key_Return)
    assert "Dit is bevestigd en geboekt en ligt vast." in window.page.month.error.text.text()
    assert window.page.month.view.place() == (1, NOVEMBER)
    type_keys("+0,5")
    press(Qt.Key.Key_Return)
    control(Qt.Key.Key_Return)
    assert window.page.month.confirm.text.text().startswith("2 cellen gewijzigd: ")
    control(Qt.Key.Key_Return)
    qtbot.waitUntil(window.page.deliveries.isVisible)
    assert (quantities(world), quantities(world, "confirmed"), quantities(world, "withdrawn")) == (
        [50, 200, 200],
        [300],
        [],
    )


def test_a_cleared_cell_is_withdrawn(window: Window, world: World, qtbot) -> None:
    type_keys("2")
    press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    control(Qt.Key.Key_M)
    press(Qt.Key.Key_Delete)
    assert "Wordt ingetrokken." in window.page.month.note.text()
    enter_all(window, qtbot)
    assert (quantities(world), quantities(world, "withdrawn")) == ([], [200])


def test_times_come_with_how_often_somebody_was_there(window: Window, world: World, qtbot) -> None:
    type_keys("3x2,5")
    press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    (row,) = world.desk.deliveries.page()
    assert (row.quantity_hundredths, row.attended) == (750, 3)


def test_the_period_before_is_taken_over_and_the_plan_filled_in(window: Window, world: World, qtbot) -> None:
    press(Qt.Key.Key_Left)
    type_keys("2")
    press(Qt.Key.Key_Tab)
    alt(Qt.Key.Key_V)
    assert sorted(window.page.month.cells.typed.values()) == ["2", "2"]
    alt(Qt.Key.Key_P)
    assert len(window.page.month.cells.typed) == 3
    assert world.desk.deliveries.page() == ()
    enter_all(window, qtbot)
    # what is left of 10 dagdelen over the eight months to June
    assert quantities(world) == [150, 200, 200]


def test_weeks_of_the_month_in_hand(window: Window, world: World, qtbot) -> None:
    sheet = window.page.month
    alt(Qt.Key.Key_W)
    assert sheet.state.month == date(2026, 11, 1)
    heads = [sheet.view.sheet.headerData(at, Qt.Orientation.Horizontal) for at in range(5)]
    assert heads == ["week 44\n1–1", "week 45\n2–8", "week 46\n9–15", "week 47\n16–22", "week 48\n23–29"]
    sheet.view.go_to(0, 1)
    type_keys("1")
    press(Qt.Key.Key_Tab)
    type_keys("2")
    press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    assert [row.delivered_on for row in world.desk.deliveries.page()] == [date(2026, 11, 15), date(2026, 11, 8)]
    control(Qt.Key.Key_M)
    alt(Qt.Key.Key_W)
    assert sheet.state.month is None
    assert sheet.view.place() == (0, NOVEMBER)
    assert sheet.state.shown(sheet.state.rows[0], NOVEMBER) == "3"


def test_a_row_without_a_pupil(window: Window, world: World, qtbot) -> None:
    sheet = window.page.month
    alt(Qt.Key.Key_R)
    form = open_dialog(window)
    assert form.fields["user"].editor.findText("De Duinpan") < 0
    form.fields["user"].editor.choose(school_id("KREEK"))
    form.try_submit()
    assert "Het Kreekrif · Werkplaats Duin · zonder leerling" in sheet.note.text()
    with qtbot.waitActive(window):
        window.activateWindow()
    sheet.view.setFocus()
    type_keys("4")
    press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    (row,) = world.desk.deliveries.page()
    assert (row.placement_id, row.offer_id, row.user) == (None, offer_id("DUIN"), "Het Kreekrif")


def test_days_to_come_and_days_outside_the_placement_take_nothing(window: Window) -> None:
    sheet = window.page.month
    sheet.view.go_to(0, DECEMBER)
    type_keys("5")
    assert sheet.cells.typed == {}
    assert "Deze dagen zijn nog niet geweest." in sheet.note.text()
    sheet.view.go_to(0, 0)
    type_keys("5")
    assert sheet.cells.typed == {}
    assert "Hier is niets te leveren." in sheet.note.text()


def test_closed_days_say_where_it_is_booked(world: World, theme, shown, qtbot) -> None:
    world.placement()
    world.delivered("KREEK", "ZEEUW")
    for row in world.desk.ledger.periods():
        if row.period.last_day < date(2026, 11, 1):
            world.desk.ledger.set_period(row.period.id, PeriodStatus.CLOSED)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_M)
    press(Qt.Key.Key_Left)
    sheet = window.page.month
    assert sheet.view.sheet.headerData(OCTOBER, Qt.Orientation.Horizontal) == "okt\ndicht"
    assert "wat u typt wordt geboekt op 1 november 2026" in sheet.note.text()
    type_keys("2")
    press(Qt.Key.Key_Return)
    control(Qt.Key.Key_Return)
    assert "Oktober 2026 is afgesloten: dat wordt geboekt op 1 november 2026." in sheet.confirm.text.text()


def test_a_month_on_hold_is_not_called_closed(world: World, theme, shown, qtbot) -> None:
    world.placement()
    world.delivered("KREEK", "ZEEUW")
    for row in world.desk.ledger.periods():
        if row.period.first_day == date(2026, 10, 1):
            world.desk.ledger.set_period(row.period.id, PeriodStatus.HOLD)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_M)
    press(Qt.Key.Key_Left)
    sheet = window.page.month
    assert sheet.view.sheet.headerData(OCTOBER, Qt.Orientation.Horizontal) == "okt\nwacht"
    assert "Deze dagen zijn in de wacht: wat u typt wordt geboekt op 1 november 2026." in sheet.note.text()
    type_keys("2")
    press(Qt.Key.Key_Return)
    control(Qt.Key.Key_Return)
    assert "Oktober 2026 is in de wacht: dat wordt geboekt op 1 november 2026." in sheet.confirm.text.text()


def test_a_number_with_a_point_is_said_at_its_cell_and_nothing_is_written(window: Window, world: World) -> None:
    sheet = window.page.month
    type_keys("24.70")
    press(Qt.Key.Key_Return)
    assert sheet.view.place() == (1, NOVEMBER)
    control(Qt.Key.Key_Return)
    assert world.desk.deliveries.page() == ()
    assert sheet.isVisible()
    assert "“24.70” is geen aantal" in sheet.error.text.text()
    assert "Typ een aantal, zoals 2,5, 3x2 of +1." in sheet.error.text.text()
    assert sheet.view.place() == (0, NOVEMBER)
    assert list(sheet.cells.typed.values()) == ["24.70"]


def test_an_open_editor_is_kept_when_all_is_entered(window: Window, world: World, qtbot) -> None:
    type_keys("3")
    enter_all(window, qtbot)
    assert quantities(world) == [300]


def test_nothing_typed_is_nothing_to_enter(window: Window, world: World) -> None:
    control(Qt.Key.Key_Return)
    assert "Er is nog niets gewijzigd." in window.page.month.error.text.text()
    assert not window.page.month.confirm.isVisible()


def test_a_look_is_no_act_until_it_is_answered(window: Window, world: World) -> None:
    type_keys("3")
    control(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # the focus stands on no
    assert world.desk.deliveries.page() == ()
    assert list(window.page.month.cells.typed.values()) == ["3"]


def test_typed_numbers_are_not_thrown_away_unasked(window: Window, world: World) -> None:
    sheet = window.page.month
    type_keys("7")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert sheet.confirm.isVisible()
    press(Qt.Key.Key_Return)  # the focus stands on no
    press(Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert "7" in sheet.cells.typed.values()
    yes()
    assert not sheet.isVisible()
    assert world.desk.deliveries.page() == ()


@pytest.mark.parametrize("key", [Qt.Key.Key_PageUp, Qt.Key.Key_W])
def test_another_sheet_asks_first_when_something_was_typed(window: Window, key: Qt.Key) -> None:
    sheet = window.page.month
    type_keys("7")
    press(Qt.Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.AltModifier)
    assert sheet.confirm.isVisible()
    assert (sheet.state.year.start_year, sheet.state.month) == (2026, None)
    yes()
    assert (sheet.state.year.start_year, sheet.state.month) != (2026, None)
    assert sheet.cells.typed == {}


def test_news_from_elsewhere_leaves_what_was_typed(window: Window, world: World, qtbot) -> None:
    sheet = window.page.month
    type_keys("7")
    press(Qt.Key.Key_Return)
    draft = DeliveryDraft(date(2026, 11, 3), 100, offer_id=offer_id("DUIN"), user_id=school_id("KREEK"))
    world.desk.deliveries.enter(draft)
    qtbot.waitUntil(lambda: len(sheet.state.rows) == 3)
    assert sheet.cells.text_of(sheet.state.rows[0], NOVEMBER) == "7"


def test_a_cell_confirmed_meanwhile_is_said_and_nothing_is_lost(window: Window, world: World, qtbot) -> None:
    type_keys("2")
    press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    control(Qt.Key.Key_M)
    type_keys("5")
    press(Qt.Key.Key_Return)
    control(Qt.Key.Key_Return)
    sheet = window.page.month
    (row,) = world.desk.deliveries.page()
    stale = sheet.state.sheet
    world.desk_of("stage zeeuw").deliveries.confirm([row.id])
    assert sheet.state.sheet is stale
    control(Qt.Key.Key_Return)
    assert any("intussen bevestigd, betwist of ingetrokken" in one for one in toasts(window))
    assert "5" in sheet.cells.typed.values()
    assert quantities(world) == []


def test_every_cell_is_told_in_words(window: Window, world: World, qtbot) -> None:
    for text in ("1", "2"):
        type_keys(text)
        press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    world.desk.deliveries.dispute(world.desk.deliveries.page()[0].id, "Klopt niet.")
    control(Qt.Key.Key_M)
    model = window.page.month.view.sheet
    told = [
        model.data(model.index(row, NOVEMBER), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
    ]
    looks = [model.look(model.index(row, NOVEMBER)) for row in range(model.rowCount())]
    assert sorted((look.mark, look.text) for look in looks) in (
        [("disputed", "(1)"), ("entered", "2")],
        [("disputed", "(2)"), ("entered", "1")],
    )
    assert sum("wacht op bevestiging" in one for one in told) == 1
    assert sum("telt niet mee" in one for one in told) == 1


def test_a_year_without_placements_says_what_to_do(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_M)
    words = words_of(window.page.month)
    assert "Niets in te vullen" in words
    assert "Kies een andere school, of voeg een rij toe" in words


def test_a_school_enters_its_own_and_a_director_nothing(world: World, theme, shown, qtbot) -> None:
    world.placement()
    window = active_room(theme, shown, qtbot, world.desk_of("stage zeeuw"), "exchange")
    control(Qt.Key.Key_M)
    sheet = window.page.month
    assert [sheet.provider.itemText(at) for at in range(sheet.provider.count())] == ["De Zeeuwse Vaart"]
    assert sheet.state.rows == ()
    director = active_room(theme, shown, qtbot, world.desk_of("directeur zeeuw"), "exchange")
    assert not director.page.enter.isVisible()


def test_the_sheet_opens_on_a_school_that_has_something_to_fill_in(world: World, theme, shown, qtbot) -> None:
    world.placement("KREEK", "ZEEUW")
    page = active_room(theme, shown, qtbot, world.desk, "exchange").page
    control(Qt.Key.Key_M)
    assert page.month.provider.currentText() == "Het Kreekrif"
    assert page.month.state.rows


def test_the_weeks_name_their_month_and_show_the_way_to_another(window: Window) -> None:
    sheet = window.page.month
    assert (sheet.earlier.text(), sheet.later.isEnabled(), sheet.month_name.isVisible()) == ("2025/26", False, False)
    alt(Qt.Key.Key_W)
    here = sheet.state.month
    assert sheet.month_name.text() == f"{MONTHS[here.month - 1].capitalize()} {here.year}"
    before = sheet.earlier.text()
    sheet.earlier.click()
    assert sheet.month_name.text().split()[0] == before
    assert sheet.later.text() == MONTHS[here.month - 1].capitalize()
    alt(Qt.Key.Key_PageDown)
    assert sheet.state.month == here
