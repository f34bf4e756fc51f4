"""The name is behind one deliberate act, with a reason, in the logbook, and goes away again."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.meeting.people import running
from tests.ui.offices import words_of

Key = Qt.Key
NAME = "Zoë van den Berg"


def openings(world: World) -> list[str]:
    return [facts for (facts,) in world.store.rows("SELECT facts FROM audit_event WHERE act = 'pupil.open_name'")]


def test_no_name_is_on_the_screen_before_it_is_asked_for(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    assert "Berg" not in words_of(at.window)
    assert openings(world) == []


def test_a_name_needs_a_reason_and_is_logged(world: World, hands) -> None:
    at = hands(running(world, world.case(), world.case()))
    at.press(Key.Key_F8)
    box = at.page.card.name
    box.button.click()
    at.press(Key.Key_Return)
    assert box.field.error.text() == "Schrijf eerst waarom u de naam opent. Dat komt in het logboek."
    assert openings(world) == []
    at.type("ouders bellen")
    at.press(Key.Key_Return)
    assert NAME in words_of(at.page)
    assert len(openings(world)) == 1
    assert world.reasons("pupil.open_name") == ["ouders bellen"]
    at.press(Key.Key_F8)
    assert NAME not in words_of(at.page)


def test_a_name_goes_away_by_itself(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    box = at.page.card.name
    box.button.click()
    at.type("controle")
    at.press(Key.Key_Return)
    assert box.countdown.text() == "nog 20 s"
    for _ in range(20):
        box._clock.timeout.emit()
    assert NAME not in words_of(at.page)
    assert not box.box.isVisible()


def test_the_keyboard_stays_with_the_name_and_comes_back_when_it_is_hidden(world: World, hands) -> None:
    at = hands(running(world, world.case()))
    at.press(Key.Key_F8)
    before = at.window.focusWidget()
    box = at.page.card.name
    box.ask()
    box.reason.setText("Ouders bellen over de start")
    box.open()
    assert box.box.isAncestorOf(at.window.focusWidget())
    at.press(Key.Key_Escape)
    assert box.box.isHidden()
    assert at.window.focusWidget() is before
