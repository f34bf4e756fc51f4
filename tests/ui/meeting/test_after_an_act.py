"""The keys straight after an act at the table: what Ctrl+Z takes back, which line leaves the notes, where one is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import World
from tests.ui.meeting.people import running, withdrawn
from tests.ui.offices import toasts

Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(at, key: Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(at.window.focusWidget() or at.window, key, held)


def noting(world: World, hands, *cases: str, said: str = ""):
    """On the first case, in its notes, with something written and kept."""
    at = hands(running(world, *(cases or (world.case(),))))
    at.press(Key.Key_F8, Key.Key_F2)
    if said:
        at.type(said)
        at.page.talk.notes.flush()
        at.page.writer.drain()
    return at


def test_after_an_outcome_the_key_takes_back_the_outcome_and_not_the_note(world: World, hands) -> None:
    at = noting(world, hands)
    at.type("Moeder is erbij.")
    item = at.page.table.item_id
    at.press(Key.Key_F4, Key.Key_2)
    at.until(lambda: world.desk.live.card(item).outcome == "find_out")
    assert at.page.talk.notes.editor.hasFocus()
    press(at, Key.Key_Z, CONTROL)
    at.until(lambda: world.desk.live.card(item).outcome == "")
    assert at.page.talk.notes.text == "Moeder is erbij."
    press(at, Key.Key_Y, CONTROL)
    at.until(lambda: world.desk.live.card(item).outcome == "find_out")


def test_after_a_decision_too(world: World, hands) -> None:
    at = noting(world, hands, said="Moeder is erbij.")
    item = at.page.table.item_id
    at.press(Key.Key_F9)
    at.type("Drie dagen")
    at.press(Key.Key_Return)
    at.until(lambda: len(world.desk.live.card(item).decisions) == 1)
    press(at, Key.Key_Z, CONTROL)
    at.until(lambda: world.desk.live.card(item).decisions == ())
    assert at.page.talk.notes.text == "Moeder is erbij."


def test_after_a_line_became_a_decision_it_is_a_line_again(world: World, hands) -> None:
    at = noting(world, hands, said="Elke maand bellen")
    item = at.page.table.item_id
    press(at, Key.Key_B, ALT)
    at.until(lambda: len(world.desk.live.card(item).decisions) == 1)
    press(at, Key.Key_Z, CONTROL)
    at.until(lambda: world.desk.live.card(item).decisions == ())
    at.until(lambda: at.page.talk.notes.text == "Elke maand bellen")
    assert world.desk.live.card(item).notes == "Elke maand bellen"


def test_what_was_typed_after_the_act_is_the_fields_own(world: World, hands) -> None:
    at = noting(world, hands, said="Moeder is erbij.")
    item = at.page.table.item_id
    at.press(Key.Key_F4, Key.Key_2)
    at.until(lambda: world.desk.live.card(item).outcome == "find_out")
    at.type(" Vader niet.")
    press(at, Key.Key_Z, CONTROL)
    assert at.page.talk.notes.text == "Moeder is erbij."
    assert world.desk.live.card(item).outcome == "find_out"
    press(at, Key.Key_Z, CONTROL)
    at.until(lambda: world.desk.live.card(item).outcome == "")


def test_the_key_goes_back_by_pauses_and_leaves_the_note_that_is_kept(world: World, hands) -> None:
    at = noting(world, hands, said="Moeder is erbij.")
    at.type(" Vader niet.")
    at.page.talk.notes.flush()
    at.page.writer.drain()
    press(at, Key.Key_Z, CONTROL)
    assert at.page.talk.notes.text == "Moeder is erbij."
    at.page.talk.notes.flush()
    at.page.writer.drain()
    press(at, Key.Key_Z, CONTROL)
    assert at.page.talk.notes.text == "Moeder is erbij."
    assert "De notitie is bewaard en blijft staan. Wissen: Ctrl+A en dan Del." in toasts(at.window)


def test_the_line_the_caret_is_on_goes_before_an_action_left_half_written(world: World, hands) -> None:
    at = noting(world, hands)
    item = at.page.table.item_id
    at.press(Key.Key_F6)
    at.type("Bellen met")
    at.press(Key.Key_Escape)
    at.type("Vervoer regelen")
    press(at, Key.Key_A, ALT)
    composer = at.page.talk.composer
    assert composer.text.text() == "Vervoer regelen"
    at.press(Key.Key_Return)
    at.type("J. Kloet")
    at.press(Key.Key_Return)
    at.until(lambda: [row.text for row in world.desk.live.card(item).actions] == ["Vervoer regelen"])
    at.until(lambda: at.page.talk.notes.text == "")
    at.press(Key.Key_F6)
    assert composer.text.text() == "Bellen met"
    composer.owner.setText("J. Kloet")
    composer.submit()
    at.until(lambda: len(world.desk.live.card(item).actions) == 2)
    assert world.desk.drafts.rows(at.page.sitting.meeting_id) == ()


def test_an_action_that_is_not_the_line_leaves_the_line(world: World, hands) -> None:
    at = noting(world, hands, said="Vervoer regelen")
    press(at, Key.Key_A, ALT)
    at.press(Key.Key_F6)  # another thought first
    composer = at.page.talk.composer
    assert composer.text.text() == ""
    composer.text.setText("Bellen met school")
    composer.owner.setText("J. Kloet")
    composer.submit()
    item = at.page.table.item_id
    at.until(lambda: len(world.desk.live.card(item).actions) == 1)
    assert at.page.talk.notes.text == "Vervoer regelen"


def closed_elsewhere(world: World, at):
    """Somebody else closes the meeting, so that the store refuses what comes next; the desk can open it again."""
    other = world.desk_of("stage duin")
    other.live.finish(at.page.sitting.meeting_id)
    return other


def test_a_line_that_is_refused_is_back_in_its_place(world: World, hands) -> None:
    at = noting(world, hands, said="Een")
    at.press(Key.Key_Return)
    at.type("Twee")
    at.page.talk.notes.flush()
    at.page.writer.drain()
    at.press(Key.Key_Up)
    closed_elsewhere(world, at)
    press(at, Key.Key_B, ALT)
    at.until(lambda: not at.page.writer.is_busy)
    at.until(lambda: at.page.talk.notes.text == "Een\nTwee")


def test_a_line_refused_after_the_next_case_is_not_lost(world: World, hands) -> None:
    at = noting(world, hands, world.case(), world.case(), said="Ouders bellen")
    item = at.page.table.item_id
    other = closed_elsewhere(world, at)
    press(at, Key.Key_B, ALT)
    at.press(Key.Key_F8)
    at.until(lambda: not at.page.writer.is_busy)
    at.press(Key.Key_F7)
    assert at.page.talk.notes.text == "Ouders bellen"
    other.undo.back()
    at.page.talk.settle()
    assert world.desk.live.card(item).notes == "Ouders bellen"


def test_a_refused_line_keeps_what_it_belongs_to(world: World, hands) -> None:
    at = noting(world, hands, said="Proefles regelen")
    item = at.page.table.item_id
    press(at, Key.Key_A, ALT)
    composer = at.page.talk.composer
    composer.owner.setText("J. Kloet")
    other = closed_elsewhere(world, at)
    composer.submit()
    at.until(lambda: composer.isVisible() and not at.page.writer.is_busy)
    assert at.page.talk.notes.text == "Proefles regelen"
    other.undo.back()
    composer.submit()
    at.until(lambda: len(world.desk.live.card(item).actions) == 1)
    at.until(lambda: at.page.talk.notes.text == "" and world.desk.live.card(item).notes == "")
    assert world.desk.drafts.rows(at.page.sitting.meeting_id) == ()


def test_whoever_writes_goes_on_writing_past_a_case_that_may_not_be_discussed(world: World, hands) -> None:
    at = noting(world, hands, world.case(), withdrawn(world), world.case())
    at.press(Key.Key_F8)
    assert at.page.table.item.case.missing
    assert at.page.talk.agenda.hasFocus()
    at.press(Key.Key_F8)
    assert at.page.talk.notes.editor.hasFocus()
    at.press(Key.Key_F6)
    at.type("Half")
    at.press(Key.Key_F7)
    at.press(Key.Key_F7)
    assert at.page.talk.notes.editor.hasFocus()


def test_the_keys_say_why_they_do_nothing(world: World, hands) -> None:
    at = hands(running(world, withdrawn(world)))
    at.press(Key.Key_F8)
    for key in (Key.Key_F4, Key.Key_F6, Key.Key_F2):
        before = len(toasts(at.window))
        for toast in list(at.window.toasts.shown):
            toast.close()
        at.press(key)
        assert toasts(at.window) == [
            "De toestemming is ingetrokken. Deze casus mag niet besproken of gedeeld worden."
        ], (key, before)
