"""Boekperioden: closed after a question, and opened once more with a reason that stays to be read."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.exchange.hands import active_room, control, press, yes
from tests.ui.offices import open_dialog, open_room
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.services.ledger import PeriodRow

AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)


def period(world: World, first_day: date) -> PeriodRow:
    return next(row for row in world.desk.ledger.periods() if row.period.first_day == first_day)


def close(world: World, *first_days: date) -> None:
    for first_day in first_days:
        world.desk.ledger.set_period(period(world, first_day).period.id, PeriodStatus.CLOSED)


def test_a_period_is_closed_only_after_a_question(world: World, theme, shown, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW")
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_P)
    face = window.page.periods
    face.table.select_id(period(world, date(2026, 11, 1)).period.id)
    assert not face.panel.acts.isVisible()
    face.table.select_id(period(world, AUGUST).period.id)
    face.hold_button.click()
    qtbot.waitUntil(lambda: face.panel.pill.text == "in de wacht")
    face.close_button.click()
    press(Qt.Key.Key_Return)
    face.close_button.click()
    assert "Heropenen kan alleen met een reden" in face.confirm.text.text()
    yes()
    qtbot.waitUntil(lambda: face.panel.pill.text == "afgesloten")
    assert not face.close_button.isVisible()
    assert period(world, AUGUST).period.status is PeriodStatus.CLOSED


def test_a_closed_period_opens_once_more_with_a_reason(world: World, theme, shown, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW")
    close(world, AUGUST)
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_P)
    face = window.page.periods
    face.table.select_id(period(world, AUGUST).period.id)
    assert not face.reopened.isVisible()
    face.reopen_button.click()
    form = open_dialog(window)
    form.ok.click()
    assert form.fields["reason"].has_error
    form.fields["reason"].editor.setPlainText("x" * 401)
    form.ok.click()
    assert form.fields["reason"].error.text().startswith("Deze reden is te lang.")
    form.fields["reason"].editor.setPlainText("Een levering van augustus kwam na.")
    form.ok.click()
    qtbot.waitUntil(lambda: face.panel.pill.text == "open")
    (first,) = period(world, AUGUST).reopenings
    assert (first.by, first.reason) == ("secretaris", "Een levering van augustus kwam na.")
    assert [(one.text, one.quiet) for one in face.reopened.lines] == [
        ("Eén keer heropend", ""),
        ("Een levering van augustus kwam na.", "22 november 2026, door secretaris"),
    ]
    close(world, AUGUST)
    world.desk.ledger.reopen_period(period(world, AUGUST).period.id, "Nog een.")
    qtbot.waitUntil(lambda: len(face.reopened.lines) == 3)
    assert face.reopened.lines[0].text == "2 keer heropend"


def test_the_latest_closed_one_opens_first(world: World, theme, shown, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW")
    close(world, AUGUST, SEPTEMBER)
    window = open_room(theme, shown, world.desk, "exchange")
    window.page.open_periods()
    face = window.page.periods
    face.table.select_id(period(world, AUGUST).period.id)
    assert not face.panel.acts.isVisible()
    assert "Heropen eerst de perioden erna" in face.means.text()
    face.table.select_id(period(world, SEPTEMBER).period.id)
    assert face.reopen_button.isVisible()
    assert not face.close_button.isVisible()


def test_the_oldest_is_closed_first_and_that_is_said_before_asking(world: World, theme, shown, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW")
    window = open_room(theme, shown, world.desk, "exchange")
    window.page.open_periods()
    face = window.page.periods
    face.table.select_id(period(world, SEPTEMBER).period.id)
    assert not face.close_button.isEnabled()
    assert "Sluit eerst augustus 2026 af." in face.means.text()
    face.ask_close()
    assert not face.confirm.isVisible()
    assert face.hold_button.isEnabled()
    close(world, AUGUST)
    qtbot.waitUntil(face.close_button.isEnabled)
    assert "Sluit eerst" not in face.means.text()
    face.ask_close()
    assert face.confirm.isVisible()


def test_what_waits_is_said_in_one_way(world: World, theme, shown) -> None:
    world.delivered("DUIN", "ZEEUW")
    for day in (7, 8):
        world.entered("DUIN", "ZEEUW", 250, date(2026, 9, day))
    window = open_room(theme, shown, world.desk, "exchange")
    window.page.open_periods()
    face = window.page.periods
    face.table.select_id(period(world, SEPTEMBER).period.id)
    assert face.waiting.text() == "2 leveringen van deze dagen: nog niet bevestigd, of betwist."


def test_the_bookkeeper_closes_but_does_not_open_again(world: World, theme, shown, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW")
    close(world, AUGUST)
    window = open_room(theme, shown, world.desk_of("boekhouder"), "exchange")
    window.page.open_periods()
    face = window.page.periods
    face.table.select_id(period(world, AUGUST).period.id)
    assert not face.panel.acts.isVisible()
    face.table.select_id(period(world, SEPTEMBER).period.id)
    assert face.close_button.isVisible()
    assert not face.reopen_button.isVisible()


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


def test_a_period_is_held_opened_and_closed_by_keys(world: World, theme, shown, qtbot) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 9, 5))
    window = active_room(theme, shown, qtbot, world.desk, "exchange")
    window.page.open_periods()
    face = window.page.periods
    first = min(face._rows.values(), key=lambda row: row.period.first_day).period.id
    face.table.select_id(first)

    def status() -> PeriodStatus:
        return next(row.period.status for row in world.desk.ledger.periods() if row.period.id == first)

    for wanted in (PeriodStatus.HOLD, PeriodStatus.OPEN):
        control(Qt.Key.Key_H)
        assert status() is wanted
        qtbot.waitUntil(lambda wanted=wanted: face._rows[first].period.status is wanted)
    control(Qt.Key.Key_Return)
    assert face.confirm.isVisible()
    yes()
    assert status() is PeriodStatus.CLOSED
    qtbot.waitUntil(face.reopen_button.isVisible)
    control(Qt.Key.Key_R)
    assert open_dialog(window).windowTitle().endswith("heropenen")
