"""A note for the other school, typed in the sheet behind the number."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.builders import World
from tests.ui.exchange.hands import active_room, control, press, type_keys
from tests.ui.exchange.test_month import NOVEMBER, enter_all
from zsm_desktop.ui.window import Window


@pytest.fixture
def window(world: World, theme, shown, qtbot) -> Window:
    """Two placements, and the sheet with November in hand."""
    world.placement(planned=4000)
    world.placement(planned=1000)
    made = active_room(theme, shown, qtbot, world.desk, "exchange")
    control(Qt.Key.Key_M)
    return made


def notes(world: World) -> list[tuple[int, str]]:
    return sorted(
        (row.quantity_hundredths, row.note) for row in world.desk.deliveries.page() if row.status == "entered"
    )


def test_a_note_is_typed_behind_a_semicolon_and_stays(window: Window, world: World, qtbot) -> None:
    type_keys("2; van den Berg kwam later")
    press(Qt.Key.Key_Return)
    type_keys("; zonder aantal")
    press(Qt.Key.Key_Return)
    control(Qt.Key.Key_Return)
    assert "Vul een aantal groter dan nul in." in window.page.month.error.text.text()
    type_keys("3")
    press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    (bare, said) = sorted(notes(world), reverse=True)
    assert bare == (300, "")
    assert said[0] == 200
    assert said[1].endswith("kwam later")
    assert "Berg" not in said[1]
    control(Qt.Key.Key_M)
    view, sheet = window.page.month.view, window.page.month
    view.go_to(0, NOVEMBER)
    assert f"Opmerking: {said[1]}." in sheet.note.text()
    type_keys("4")
    press(Qt.Key.Key_Return)
    type_keys("; door de school gehaald")
    press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    assert notes(world) == [(200, ""), (200, said[1]), (300, "door de school gehaald")]


def test_the_same_note_again_is_no_change_and_an_empty_one_takes_it_away(window: Window, world: World, qtbot) -> None:
    type_keys("2; kwam later")
    press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    control(Qt.Key.Key_M)
    sheet = window.page.month
    sheet.view.go_to(0, NOVEMBER)
    type_keys("2; kwam later")
    press(Qt.Key.Key_Return)
    assert not sheet.cells.is_edited
    sheet.view.go_to(0, NOVEMBER)
    type_keys("2;")
    press(Qt.Key.Key_Return)
    enter_all(window, qtbot)
    assert notes(world) == [(200, "")]
