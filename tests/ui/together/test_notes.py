"""Chair and note taker in one meeting, each in an own window: what one writes comes in beside what the other types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import World
from tests.ui.meeting.people import Hands, running
from tests.ui.meeting.test_after_an_act import press

Key = Qt.Key


@pytest.fixture
def two(world: World, hands: Callable[..., Hands]) -> tuple[Hands, Hands]:
    """Both at the same case, with the keys in the notes."""
    meeting_id = running(world, world.case(), world.case("DUIN"))
    found = []
    for name in ("secretaris", "stage zeeuw"):
        world.desk_of(name).listen()
        at = hands(meeting_id, user=name)
        at.press(Key.Key_F8, Key.Key_F2)
        found.append(at)
    one, other = found
    assert one.page.table.item_id == other.page.table.item_id
    return one, other


def write(at: Hands, text: str) -> None:
    """As it is typed, without a pause in which it is kept."""
    for key in text:
        if key == "\n":
            QTest.keyClick(at.page.talk.notes.editor, Key.Key_Return)
        else:
            QTest.keyClicks(at.page.talk.notes.editor, key)


def keep(at: Hands) -> None:
    at.page.talk.notes.flush()
    at.until(lambda: not at.page.writer.is_busy and not at.page.talk.notes.is_waiting)


def lines(at: Hands) -> list[str]:
    return at.page.talk.notes.text.split("\n")


def stored(world: World, at: Hands) -> list[str]:
    return world.desk.live.notes(at.page.table.item_id).split("\n")


def test_what_one_writes_comes_to_the_other_and_the_caret_stays(world: World, two: tuple[Hands, Hands]) -> None:
    chair, note_taker = two
    write(chair, "Moeder belt.")
    keep(chair)
    note_taker.until(lambda: lines(note_taker) == ["Moeder belt."])
    editor = note_taker.page.talk.notes.editor
    assert note_taker.window.focusWidget() is editor
    editor.moveCursor(editor.textCursor().MoveOperation.Start)
    write(note_taker, "Vader mailt.\n")
    keep(note_taker)
    chair.until(lambda: lines(chair) == ["Vader mailt.", "Moeder belt."])
    assert chair.page.talk.notes.editor.textCursor().block().text() == "Moeder belt."
    write(chair, " Morgen.")
    keep(chair)
    assert stored(world, chair) == ["Vader mailt.", "Moeder belt. Morgen."]


def test_both_type_at_once_and_nothing_is_lost_or_doubled(world: World, two: tuple[Hands, Hands]) -> None:
    chair, note_taker = two
    for round_ in range(4):
        write(chair, f"Voorzitter {round_}.")
        write(note_taker, f"Notulist {round_}.")
        (chair if round_ % 2 else note_taker).page.talk.notes.flush()
        write(chair, " Verder.\n")
        write(note_taker, " Ook.\n")
        for at in two if round_ % 2 else reversed(two):
            at.page.talk.notes.flush()
    for at in (*two, *two):
        keep(at)
    wanted = {f"Voorzitter {n}. Verder." for n in range(4)} | {f"Notulist {n}. Ook." for n in range(4)}
    chair.until(lambda: lines(chair) == lines(note_taker) == stored(world, chair))
    assert sorted(line for line in lines(chair) if line) == sorted(wanted)


def test_the_selection_stays_on_its_words(two: tuple[Hands, Hands]) -> None:
    chair, note_taker = two
    note_taker.page.talk.notes.editor.insertPlainText("Vader mailt 😀 morgen.")
    keep(note_taker)
    chair.until(lambda: len(lines(chair)) == 1 and lines(chair)[0] != "")
    editor = note_taker.page.talk.notes.editor
    cursor = editor.textCursor()
    cursor.setPosition(15)
    cursor.setPosition(21, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    words = cursor.selectedText()
    assert words == "morgen"
    chair.page.talk.notes.editor.moveCursor(chair.page.talk.notes.editor.textCursor().MoveOperation.Start)
    chair.page.talk.notes.editor.insertPlainText("Eerst 😀 dit.\n")
    keep(chair)
    note_taker.until(lambda: len(lines(note_taker)) == 2)
    assert editor.textCursor().selectedText() == words
    assert editor.textCursor().position() > editor.textCursor().anchor()


def test_the_fields_own_undo_takes_back_what_one_typed_and_leaves_what_came_in(
    world: World, two: tuple[Hands, Hands]
) -> None:
    chair, note_taker = two
    world.desk.live.add_decision(chair.page.table.item_id, "Proefles.")
    chair.until(lambda: not chair.page.writer.is_busy)
    write(chair, "Eerst.")
    keep(chair)
    write(chair, " Daarna.")
    note_taker.until(lambda: lines(note_taker) == ["Eerst."])
    note_taker.page.talk.notes.editor.moveCursor(chair.page.talk.notes.editor.textCursor().MoveOperation.End)
    write(note_taker, "\nVader mailt.")
    keep(note_taker)
    chair.until(lambda: "Vader mailt." in lines(chair))
    chair.window.activateWindow()
    press(chair, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert lines(chair) == ["Eerst.", "Vader mailt."]
    keep(chair)
    assert stored(world, chair) == ["Eerst.", "Vader mailt."]
    assert len(world.desk.live.card(chair.page.table.item_id).decisions) == 1


def test_what_came_in_is_no_step_of_ones_own(world: World, two: tuple[Hands, Hands]) -> None:
    chair, note_taker = two
    write(note_taker, "Vader mailt.")
    keep(note_taker)
    chair.until(lambda: lines(chair) == ["Vader mailt."])
    assert not chair.page.talk.notes.editor.has_own(is_back=True)


def test_a_line_of_the_other_that_one_takes_out_stays_out(world: World, two: tuple[Hands, Hands]) -> None:
    chair, note_taker = two
    write(chair, "Moeder belt.")
    keep(chair)
    note_taker.until(lambda: lines(note_taker) == ["Moeder belt."])
    note_taker.page.talk.notes.editor.moveCursor(chair.page.talk.notes.editor.textCursor().MoveOperation.End)
    write(note_taker, "\nVader mailt.")
    keep(note_taker)
    chair.until(lambda: "Vader mailt." in lines(chair))
    chair.page.talk.notes.editor.setPlainText("Moeder belt.")
    keep(chair)
    note_taker.until(lambda: lines(note_taker) == ["Moeder belt."] == stored(world, chair))


def test_at_another_point_the_notes_are_as_they_are_now(world: World, two: tuple[Hands, Hands]) -> None:
    chair, note_taker = two
    note_taker.press(Key.Key_F8)
    here = chair.page.table.item_id
    assert note_taker.page.table.item_id != here
    write(chair, "Moeder belt.")
    keep(chair)
    write(note_taker, "Ander punt.")
    keep(note_taker)
    note_taker.press(Key.Key_F7)
    note_taker.until(lambda: lines(note_taker) == ["Moeder belt."])
    chair.press(Key.Key_F8)
    chair.until(lambda: lines(chair) == ["Ander punt."])


def test_a_line_one_makes_a_decision_of_goes_from_the_others_screen_and_his_own_stays(
    world: World, two: tuple[Hands, Hands]
) -> None:
    chair, note_taker = two
    write(chair, "Elke maand bellen")
    keep(chair)
    note_taker.until(lambda: lines(note_taker) == ["Elke maand bellen"])
    note_taker.page.talk.notes.editor.moveCursor(chair.page.talk.notes.editor.textCursor().MoveOperation.End)
    write(note_taker, "\nVader mailt.")
    chair.page.hands.take_line("decision")
    chair.until(lambda: len(world.desk.live.card(chair.page.table.item_id).decisions) == 1)
    keep(note_taker)
    note_taker.until(lambda: lines(note_taker) == ["Vader mailt."] == stored(world, chair))
    chair.until(lambda: lines(chair) == ["Vader mailt."])
