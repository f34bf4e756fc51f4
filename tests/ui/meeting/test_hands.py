"""The other keys of a running meeting: lines out of the notes, later today, the bin, who is there, taking back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import World
from tests.ui.meeting.people import running
from tests.ui.offices import toasts

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(at, key: Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(at.window.focusWidget() or at.window, key, held)


def on_first_case(world: World, hands, cases: int = 1):
    at = hands(running(world, *(world.case() for _ in range(cases))))
    at.press(Key.Key_F8)
    return at


def test_a_line_of_the_notes_becomes_a_decision_and_a_line_again(world: World, hands) -> None:
    at = on_first_case(world, hands)
    at.press(Key.Key_F2)
    at.type("Moeder is erbij.")
    at.press(Key.Key_Return)
    at.type("Elke maand bellen")
    press(at, Key.Key_B, ALT)
    item = at.page.table.item_id
    at.until(lambda: [row.kind for row in at.page.agreed.cards.rows] == ["decision"])
    card = world.desk.live.card(item)
    assert (card.notes, [row.text for row in card.decisions]) == ("Moeder is erbij.", ["Elke maand bellen"])
    assert at.page.talk.notes.text == "Moeder is erbij."

    at.page.agreed.setFocus()
    at.press(Key.Key_Backspace)
    at.until(lambda: at.page.talk.notes.text == "Moeder is erbij.\nElke maand bellen")
    assert world.desk.live.card(item).decisions == ()


def test_a_line_becomes_an_action_when_it_is_known_who_does_it(world: World, hands) -> None:
    at = on_first_case(world, hands)
    at.press(Key.Key_F2)
    at.type("Proefles regelen")
    press(at, Key.Key_A, ALT)
    assert at.page.talk.composer.text.text() == "Proefles regelen"
    assert at.page.talk.notes.text == "Proefles regelen"  # until it is an action
    at.press(Key.Key_Return)
    at.type("J. Kloet")
    at.press(Key.Key_Return)
    item = at.page.table.item_id
    at.until(lambda: [row.text for row in world.desk.live.card(item).actions] == ["Proefles regelen"])
    at.until(lambda: world.desk.live.card(item).notes == "")
    assert at.page.talk.notes.text == ""


def test_a_point_for_later_today_comes_after_the_others(world: World, hands) -> None:
    at = on_first_case(world, hands, cases=2)
    first = at.page.table.item_id
    press(at, Key.Key_F8, SHIFT)
    assert at.page.table.item_id != first
    at.until(lambda: at.page.table.agenda[-1].id == first)
    assert at.page.table.row_of(first).status == "parked"
    while at.page.table.neighbour(1):
        at.press(Key.Key_F8)
    assert at.page.table.item_id == first
    press(at, Key.Key_F8, SHIFT)
    at.until(lambda: at.page.table.row_of(first).status == "open")


def test_what_goes_in_the_bin_comes_back(world: World, hands) -> None:
    at = on_first_case(world, hands)
    item = at.page.table.item_id
    world.desk.live.add_action(item, "Bellen", owner="J. Kloet", due_on=None)
    at.until(lambda: len(at.page.agreed.lines) == 1 and at.page.agreed.cards.rows[0].kind == "action")
    at.page.agreed.setFocus()
    at.press(Key.Key_Delete)
    at.until(lambda: world.desk.live.card(item).actions == ())
    press(at, Key.Key_F2, CONTROL)
    panel = at.page.hands._panels["bin"]
    assert [row.text for row in panel.list.cards.rows] == ["Bellen"]
    at.press(Key.Key_Return)
    assert panel.list.cards.rows == []
    assert [row.text for row in world.desk.live.card(item).actions] == ["Bellen"]


def test_the_last_act_is_taken_back_and_done_again_and_said(world: World, hands) -> None:
    at = on_first_case(world, hands)
    item = at.page.table.item_id
    at.press(Key.Key_F4, Key.Key_2)
    at.until(lambda: world.desk.live.card(item).outcome == "find_out")
    press(at, Key.Key_Z, CONTROL)
    assert world.desk.live.card(item).outcome == ""
    assert "Ongedaan gemaakt: een uitkomst." in toasts(at.window)
    at.until(lambda: at.page.table.item.outcome == "")
    press(at, Key.Key_Y, CONTROL)
    assert world.desk.live.card(item).outcome == "find_out"
    assert "Opnieuw gedaan: een uitkomst." in toasts(at.window)


def test_in_a_text_field_the_keys_are_the_fields_own(world: World, hands) -> None:
    at = on_first_case(world, hands)
    item = at.page.table.item_id
    world.desk.live.add_decision(item, "Blijft staan.")
    at.press(Key.Key_F2)
    at.type("x")
    press(at, Key.Key_Z, CONTROL)
    assert at.page.talk.notes.text == ""
    assert [row.text for row in world.desk.live.card(item).decisions] == ["Blijft staan."]


def test_an_outcome_that_is_refused_afterwards_comes_back_in_its_panel(world: World, hands) -> None:
    at = on_first_case(world, hands)
    item = at.page.table.item
    world.desk_of("stage duin").live.finish(at.page.sitting.meeting_id)  # someone else, at another desk
    at.press(Key.Key_F4, Key.Key_2)
    panel = at.page.outcome
    at.until(lambda: panel.isVisible() and panel.error.text().startswith("Dit overleg is afgerond"))
    assert at.page.table.row_of(item.id).outcome == ""


def test_who_left_no_longer_counts(world: World, hands) -> None:
    at = on_first_case(world, hands)
    meeting_id = at.page.sitting.meeting_id
    person = world.desk.meetings.add_person(meeting_id, "A. Baas").made_id
    world.desk.meetings.set_attendance(person, is_present=True)
    at.until(lambda: at.page.sitting.card.quorum.present == 1)
    press(at, Key.Key_F2, SHIFT)
    people = at.page.hands._panels["people"].people
    people.list.select(person)
    at.press(Key.Key_M)
    at.until(lambda: at.page.sitting.card.quorum.mandated == 1)
    at.press(Key.Key_L)
    at.until(lambda: at.page.sitting.card.quorum.present == 0)
    row = next(one for one in world.desk.meetings.card(meeting_id).attendance if one.id == person)
    assert row.is_mandated
    assert row.left_at is not None
