"""Which school gave, and in which year: chosen by a key of its own, without a letter going astray into the sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.builders import school_id
from tests.ui.exchange.hands import press, type_keys
from tests.ui.exchange.test_month import alt, window
from zsm_desktop.ui.window import Window

__all__ = ["window"]


def test_another_school_is_chosen_in_its_list_and_the_keys_go_on_in_the_sheet(window: Window) -> None:
    """No letter chooses by itself: the next would be typed into a cell of the sheet that opened."""
    sheet = window.page.month
    alt(Qt.Key.Key_S)
    assert sheet.provider.view().isVisible()
    type_keys("He")
    assert sheet.state.provider_id == school_id("DUIN")
    press(Qt.Key.Key_Return)
    assert sheet.state.provider_id == school_id("KREEK")
    alt(Qt.Key.Key_S)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Escape)
    assert (sheet.state.provider_id, sheet.provider.currentText()) == (school_id("KREEK"), "Het Kreekrif")
    alt(Qt.Key.Key_S)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    assert sheet.state.provider_id == school_id("DUIN")
    assert sheet.view.hasFocus()
    place = sheet.view.place()
    sheet.view.go_to(1, 3)
    alt(Qt.Key.Key_S)
    press(Qt.Key.Key_Return)
    assert sheet.view.hasFocus()
    assert sheet.view.place() == (1, 3) != place


def test_a_number_in_hand_stands_when_the_list_of_schools_opens(window: Window) -> None:
    sheet = window.page.month
    type_keys("2")
    alt(Qt.Key.Key_S)
    press(Qt.Key.Key_Return)
    assert sheet.cells.is_edited
    assert sheet.view.hasFocus()
    before = sheet.year.currentText()
    alt(Qt.Key.Key_J)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert sheet.confirm.isVisible()
    assert sheet.year.currentText() == before
