"""Hours in a workplace, in the panel of the offer: the week, a new one with what it clashes with, and cancelling."""

from __future__ import annotations

from datetime import date, time, timedelta

from PySide6.QtCore import Qt

from tests.builders import World, offer_id, school_id
from tests.services.test_offers import draft as offer_draft
from tests.ui.exchange.hands import active_room, control, press, type_keys, yes
from tests.ui.offices import open_dialog, open_room, toasts, words_of
from zsm_desktop.services.bookings import BookingDraft

TUESDAY = date(2026, 11, 24)


def reserved(world: World, school: str = "ZEEUW", day: date = TUESDAY) -> str:
    world.desk.offers.edit(
        offer_id("DUIN"), world.desk.offers.card(offer_id("DUIN")).offer.version, offer_draft(seats=None)
    )
    draft = BookingDraft(offer_id("DUIN"), school_id(school), day, time(9), time(12), "Proefles")
    return world.desk.bookings.book(draft).made_id


def test_a_clash_is_said_while_typing_and_booked_all_the_same(world: World, theme, shown, qtbot) -> None:
    reserved(world)
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", offer_id("DUIN"))
    control(Qt.Key.Key_R)
    form = open_dialog(window)
    form.fields["school"].editor.choose(school_id("KREEK"))
    form.fields["day"].editor.setFocus()
    for name, text in (("day", "24-11-2026"), ("starts_at", "11"), ("ends_at", "13.30")):
        form.fields[name].editor.setFocus()
        type_keys(text)
    assert form.found.lines[0].text == "Botst met De Zeeuwse Vaart"
    control(Qt.Key.Key_Return)
    assert any("spreek af wie er komt" in one for one in toasts(window))
    view = window.page.panel.bookings
    view.after.click()
    assert [(row.school_code, row.is_clash) for row in view.week.rows] == [("ZEEUW", True), ("KREEK", True)]
    assert "Er botst iets op 24 nov." in view.note.text()


def test_what_cannot_be_is_said_at_its_field(world: World, theme, shown, qtbot) -> None:
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", offer_id("DUIN"))
    window.page.deeds.book()
    form = open_dialog(window)
    for name, text in (("day", "21-11-2026"), ("starts_at", "12"), ("ends_at", "9")):
        form.fields[name].editor.setText(text)
    form.try_submit()
    assert form.fields["school"].error.text() == "Maak een keuze bij ‘School die komt’."
    form.fields["school"].editor.choose(school_id("ZEEUW"))
    form.try_submit()
    assert "ligt niet na het begin" in form.fields["ends_at"].error.text()
    form.fields["ends_at"].editor.setText("half een")
    form.try_submit()
    assert form.fields["ends_at"].has_error
    form.fields["ends_at"].editor.setText("13")
    form.try_submit()
    assert "al geweest" in form.fields["day"].error.text()
    assert world.desk.bookings.week(offer_id("DUIN"), TUESDAY).rows == ()


def test_weeks_turn_by_key_and_one_is_cancelled_after_a_question(world: World, theme, shown, qtbot) -> None:
    reserved(world, day=TUESDAY + timedelta(days=7))
    window = active_room(theme, shown, qtbot, world.desk, "offers")
    window.open("offers", offer_id("DUIN"))
    view = window.page.panel.bookings
    assert "16 nov tot en met 22 november 2026" in view.span.text()
    assert "Niets gereserveerd" in words_of(view)
    for _ in range(2):
        press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert [row.school_code for row in view.week.rows] == ["ZEEUW"]
    view.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert "De Zeeuwse Vaart op dinsdag 1 december 2026" in window.page.panel.confirm.text.text()
    yes()
    qtbot.waitUntil(lambda: view.week.rows == ())
    assert not view.cancel_button.isVisible()
    press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert "23 nov" in view.span.text()


def test_each_sees_what_it_may(world: World, theme, shown) -> None:
    reserved(world, "KREEK", TUESDAY - timedelta(days=2))
    window = open_room(theme, shown, world.desk_of("stage zeeuw"), "offers")
    window.page.open_item(offer_id("DUIN"))
    view = window.page.panel.bookings
    assert view.book_button.isVisible()
    assert [row.school_code for row in view.week.rows] == ["KREEK"]
    assert not view.cancel_button.isVisible()
    assert window.page.state.booking_schools(window.page.state.card.offer) == [(school_id("ZEEUW"), "De Zeeuwse Vaart")]
    reader = open_room(theme, shown, world.desk_of("lezer"), "offers")
    reader.page.open_item(offer_id("DUIN"))
    assert not reader.page.panel.bookings.book_button.isVisible()
    world.desk.offers.edit(offer_id("KREEK"), 1, offer_draft("KREEK", kind="course"))
    window.page.open_item(offer_id("KREEK"))
    assert not view.isVisible()
