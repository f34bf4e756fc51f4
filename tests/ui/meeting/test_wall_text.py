"""The text for the room belongs to the case on the table, or to nobody."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.meeting.people import running, withdrawn
from tests.ui.offices import toasts
from zsm_desktop.ui.meeting.wall_text import NO_CASE, NOT_NOW

Key = Qt.Key


def wall_text(world: World, case_id: str) -> str:
    return world.desk.cases.card(case_id).wall_question


def test_at_a_case_that_may_not_be_discussed_nothing_is_written_at_the_one_before(world: World, hands) -> None:
    first, blocked = world.case(), withdrawn(world)
    world.desk.cases.set_wall_question(first, "Waar kan dat?")
    at = hands(running(world, first, blocked))
    at.press(Key.Key_F8)
    assert at.page.table.item.case.id == first
    at.press(Key.Key_F8)
    assert at.page.table.item.case.id == blocked
    at.press(Key.Key_W)
    focus = at.window.focusWidget()
    assert focus is None or focus.isVisible()
    assert focus is not at.page.card.wall.editor
    assert toasts(at.window)[-1] == NOT_NOW
    at.page.card.wall.editor.setText("Dit hoort bij de andere")
    at.page.card.wall.keep()
    assert (wall_text(world, first), wall_text(world, blocked)) == ("Waar kan dat?", "")


def test_at_a_point_that_is_no_case_it_says_so(world: World, hands) -> None:
    case_id = world.case()
    at = hands(running(world, case_id))
    at.press(Key.Key_W)
    assert toasts(at.window)[-1] == NO_CASE
    at.press(Key.Key_F8, Key.Key_F7, Key.Key_W)
    assert toasts(at.window)[-1] == NO_CASE
    assert at.page.card.wall.field.isHidden()


def test_half_a_text_waits_at_its_own_case(world: World, hands) -> None:
    first, second = world.case(), world.case("DUIN")
    at = hands(running(world, first, second))
    editor = at.page.card.wall.editor
    at.press(Key.Key_F8, Key.Key_W)
    at.type("Waar leert")
    at.press(Key.Key_F8)
    assert at.window.focusWidget() is at.page.talk.agenda
    at.press(Key.Key_W)
    assert editor.text() == ""
    at.press(Key.Key_Escape, Key.Key_F7, Key.Key_W)
    assert editor.text() == "Waar leert"
    at.type(" deze leerling lassen?")
    at.press(Key.Key_Return)
    assert (wall_text(world, first), wall_text(world, second)) == ("Waar leert deze leerling lassen?", "")
