"""Before the meeting: the order of the agenda, who comes, who leads."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import World
from tests.ui.meeting.people import planned, running
from tests.ui.offices import open_dialog, toasts, words_of

Key = Qt.Key


def titles(at) -> list[str]:
    return [row.title for row in at.page.sitting.card.agenda]


def test_the_agenda_is_put_in_order_by_keys(world: World, hands) -> None:
    at = hands(planned(world, world.case(number="C-2026-201"), world.case(number="C-2026-202")))
    agenda = at.page.views["prepare"].agenda
    agenda.setFocus()
    at.press(Key.Key_End)
    at.press(Key.Key_Up, control=True)
    at.until(lambda: titles(at)[1:] == ["C-2026-202", "C-2026-201"])
    assert agenda.current_id() == at.page.sitting.card.agenda[1].id
    at.press(Key.Key_Delete)
    at.until(lambda: titles(at)[1:] == ["C-2026-201"])


def test_a_point_of_ones_own_is_added(world: World, hands) -> None:
    at = hands(planned(world))
    at.press(Key.Key_F3)
    open_dialog(at.window)
    at.type("Rondvraag")
    at.press(Key.Key_Return)
    at.until(lambda: titles(at)[-1:] == ["Rondvraag"])


def test_people_are_ticked_with_the_space_bar_and_added_by_name(world: World, hands) -> None:
    at = hands(planned(world))
    box = at.page.views["prepare"].attendance
    at.press(Key.Key_F4, Key.Key_Space)
    at.until(lambda: box.count.text() == "1 van 3 aanwezig")
    box.new.setFocus()
    at.type("J. Kloet")
    at.press(Key.Key_Return)
    at.until(lambda: box.count.text() == "2 van 4 aanwezig")
    assert box.new.text() == ""
    at.type("J. Kloet")
    at.press(Key.Key_Return)
    assert toasts(at.window) == ["J. Kloet staat er al. Kies een andere naam of voeg een voorletter toe."]
    assert box.new.text() == "J. Kloet"


def test_who_leads_is_kept_when_the_field_ends(world: World, hands) -> None:
    meeting_id = planned(world)
    at = hands(meeting_id)
    box = at.page.views["prepare"].attendance
    box.chair.setFocus()
    box.chair.clear()
    at.type("A. Poortvliet")
    at.press(Key.Key_Tab)
    assert world.desk.meetings.card(meeting_id).chair == "A. Poortvliet"


def test_one_key_starts_and_another_reads_again(world: World, hands) -> None:
    at = hands(planned(world))
    at.press(Key.Key_F5)
    assert (at.page.sitting.status, QApplication.activeModalWidget()) == ("planned", None)
    at.begin()
    at.until(lambda: at.page.sitting.status == "running")
    at.press(Key.Key_F5)
    assert at.page.stack.currentWidget() is at.page.talk
    assert toasts(at.window) == ["Het overleg is begonnen."]


def test_what_is_to_come_stands_above_what_was_held(world: World, hands) -> None:
    held = running(world)
    world.desk.live.finish(held)
    ahead = planned(world)
    at = hands()
    rows = at.page.views["list"].table.rows
    assert [rows.id_at(0), rows.id_at(1)] == [ahead, held]
    at.page.views["list"].table.setFocus()
    at.press(Key.Key_Down, Key.Key_Return)
    at.until(lambda: at.page.stack.currentWidget() is at.page.views["minutes"])
    assert "niet besproken" in words_of(at.page) or at.page.sitting.status == "finished"


def test_a_date_that_cannot_be_read_is_said_at_its_field(world: World, hands) -> None:
    at = hands()
    at.press(Key.Key_N, control=True)
    form = open_dialog(at.window)
    at.type("ooit")
    form.try_submit()
    assert form.fields["day"].error.text().startswith("“ooit” is geen datum.")
    form.fields["day"].editor.setText("24-11-2026")
    form.fields["ends"].editor.setText("12.00")
    form.try_submit()
    assert form.fields["ends"].error.text() == "De eindtijd ligt voor de begintijd. Pas een van beide aan."


def test_planning_starts_in_the_rhythm_and_says_what_comes_along(world: World, hands) -> None:
    meeting = planned(world)
    world.desk.meetings.add_item(meeting, "Rondje vervoer")
    world.desk.live.start(meeting)
    world.desk.live.finish(meeting)
    at = hands("")
    at.press(Key.Key_N, control=True)
    form = open_dialog(at.window)
    held_on = world.desk.meetings.card(meeting).row.held_on
    assert form.fields["day"].editor.day == held_on + timedelta(weeks=6)
    assert "Komt mee van de vorige keer: Rondje vervoer." in words_of(form)
    at.press(Key.Key_Return, control=True)
    at.until(lambda: titles(at) == ["Opening en verslag vorige keer", "Rondje vervoer"])
