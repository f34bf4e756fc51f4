"""What was typed while the line was down and taken away again, or laid down since, does not come back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.builders import World
from tests.proxy import Proxy
from tests.ui.meeting.people import Hands
from tests.ui.together.lines import find, idle, kept_here, lose

Key = Qt.Key


def test_notes_that_were_taken_back_do_not_reach_the_store(world: World, way: Proxy, noting: Hands) -> None:
    notes, item_id = noting.page.talk.notes, noting.page.table.item_id
    noting.type("Moeder belt.")
    noting.until(lambda: world.desk.live.notes(item_id) == "Moeder belt.")
    idle(noting)
    lose(noting, way)
    noting.type(" Sem.")
    noting.until(lambda: kept_here(world) != [])
    idle(noting)
    noting.press(*[Key.Key_Backspace] * 5)
    notes.flush()
    idle(noting)
    assert kept_here(world) == []
    assert (noting.page.table.notes.unsaved, noting.page.table.notes.here) == ({}, set())
    way.mend()
    find(noting)
    idle(noting)
    assert world.desk.live.notes(item_id) == notes.text == "Moeder belt."


def test_notes_that_were_taken_back_before_another_point_came(world: World, way: Proxy, noting: Hands) -> None:
    item_id = noting.page.table.item_id
    idle(noting)
    lose(noting, way)
    noting.type("Sem.")
    noting.until(lambda: kept_here(world) != [])
    idle(noting)
    noting.press(*[Key.Key_Backspace] * 4)
    noting.press(Key.Key_F7)
    idle(noting)
    assert kept_here(world) == []
    way.mend()
    find(noting)
    idle(noting)
    assert world.desk.live.notes(item_id) == ""


def test_a_text_of_a_case_that_was_taken_back_does_not_reach_the_store(
    world: World, way: Proxy, hands: Callable[..., Hands]
) -> None:
    case = world.case()
    before = world.desk.cases.card(case).tried
    world.desk.listen()
    at = hands(case, room="pupils")
    editor = at.page.cases.panel.editor
    at.press(Key.Key_E, control=True)
    lose(at, way)
    field = editor.fields["tried"].editor
    field.setPlainText("Sem is weg.")
    editor.flush()
    assert [text for _, text in kept_here(world)] == ["Sem is weg."]
    field.setPlainText(before)
    editor.flush()
    assert kept_here(world) == []
    way.mend()
    find(at)
    at.until(lambda: not at.window.line.writer.is_busy)
    assert world.desk.cases.card(case).tried == before
