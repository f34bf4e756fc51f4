"""The text for the room belongs to the case on the table, or to nobody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.builders import World
from tests.ui.meeting.people import running, withdrawn
from tests.ui.offices import press_toast, toasts
from zsm_desktop.ui.meeting.wall_text import NO_CASE, NOT_NOW, NOTHING

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
    at.until(lambda: not at.page.writer.is_busy)
    assert (wall_text(world, first), wall_text(world, second)) == ("Waar leert deze leerling lassen?", "")


def test_a_text_that_was_laid_down_is_seen_at_once(world: World, hands) -> None:
    case_id = world.case()
    at = hands(running(world, case_id))
    at.press(Key.Key_F8, Key.Key_W)
    at.type("Waar kan dat?")
    at.press(Key.Key_Return)
    line = at.page.card.wall.line
    assert (line.lines[0].text, wall_text(world, case_id)) == ("Op de wand: Waar kan dat?", "")
    at.until(lambda: not at.page.writer.is_busy)
    assert (line.lines[0].text, wall_text(world, case_id)) == ("Op de wand: Waar kan dat?", "Waar kan dat?")


def test_a_text_the_store_refuses_is_in_its_field_again_and_can_be_copied(world: World, hands) -> None:
    meeting_id = running(world, world.case())
    at = hands(meeting_id, user="stage duin")
    at.press(Key.Key_F8, Key.Key_W)
    at.type("Waar kan dat?")
    with world.writing() as work:  # at another desk this school is taken off the list
        work.run(
            "DELETE FROM attendance WHERE organisation_id IN (SELECT id FROM organisation WHERE code = ?)", [("DUIN",)]
        )
    at.press(Key.Key_Return)
    wall = at.page.card.wall
    assert wall.field.isHidden(), "the painting does not wait for the store"
    at.until(wall.field.isVisible)
    assert (wall.editor.text(), wall.editor.hasFocus()) == ("Waar kan dat?", True)
    assert wall.field.error.text().startswith("Uw school is niet uitgenodigd")
    assert wall.line.lines[0].text == NOTHING
    assert not at.window.close()
    press_toast(at.window, "Tekst kopiëren")
    assert QGuiApplication.clipboard().text() == "Waar kan dat?"
    assert wall.field.isHidden()
    assert at.window.close()


def test_what_the_keys_do_stays_in_sight_while_typing(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8, Key.Key_W)
    at.type("Waar kan dat?")
    field = at.page.card.wall.field
    assert field.hint.isVisible()
    assert "Enter" in field.hint.text()
    assert "Esc" in field.hint.text()
