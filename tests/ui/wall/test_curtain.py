"""The curtain before the private window: typing does not draw it aside, one key does, and dialogs come back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.wall.curtain import MIRRORED, THERE, OwnPlace

Key = Qt.Key


@pytest.fixture
def place(theme, shown, qtbot) -> OwnPlace:
    window = QWidget()
    field = QLineEdit()
    window.setLayout(layout.column(theme, field))
    shown(window, 900, 600)
    with qtbot.waitActive(window):
        window.activateWindow()
    field.setFocus()
    made = OwnPlace(theme, window, lambda: None, lambda: told.append("aside"))
    told: list[str] = []
    made.told, made.window, made.field = told, window, field
    return made


def press(qtbot, place: OwnPlace, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(place.window.focusWidget(), key)


def draw_aside(qtbot, place: OwnPlace) -> None:
    qtbot.keyClick(place.window.focusWidget(), Key.Key_F11, Qt.KeyboardModifier.ControlModifier)


def test_who_is_typing_does_not_draw_it_aside_but_one_key_does(place, qtbot) -> None:
    qtbot.keyClicks(place.field, "Moeder")
    place.cover(MIRRORED)
    press(qtbot, place, Key.Key_Space, Key.Key_I, Key.Key_Return, Key.Key_Escape, Key.Key_Tab, Key.Key_Backspace)
    assert place.curtain.isVisible()
    assert place.field.text() == "Moeder"
    draw_aside(qtbot, place)
    assert not place.curtain.isVisible()
    assert place.told == []
    place.cover(THERE)
    draw_aside(qtbot, place)
    assert not place.curtain.isVisible()
    assert place.told == ["aside"]


def test_no_key_acts_behind_it(place, qtbot) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    heard: list[str] = []
    for key in ("F8", "F5", "Ctrl+K", "F11", "F12"):
        QShortcut(QKeySequence(key), place.window, lambda key=key: heard.append(key))
    place.cover(MIRRORED)
    press(qtbot, place, Key.Key_F8, Key.Key_F5)
    qtbot.keyClick(place.window.focusWidget(), Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, place, Key.Key_F12)
    draw_aside(qtbot, place)
    assert heard == ["F12"]
    assert not place.curtain.isVisible()


def test_a_dialog_goes_with_it_and_comes_back_with_what_was_typed(place, theme, qtbot) -> None:
    form = FormDialog(theme, "Actie", place.window, submit=lambda: None)
    editor = QLineEdit()
    form.add("text", "Tekst", editor)
    form.open()
    qtbot.keyClicks(editor, "Moeder bellen")
    place.cover(MIRRORED)
    assert not form.isVisible()
    assert QApplication.activeModalWidget() is None
    draw_aside(qtbot, place)
    assert form.isVisible()
    assert QApplication.activeModalWidget() is form
    assert editor.text() == "Moeder bellen"
    assert not place.curtain.isVisible()


def test_what_comes_on_the_window_later_comes_under_it(place, qtbot) -> None:
    place.cover(MIRRORED)
    toast = QWidget(place.window)
    toast.show()
    toast.raise_()
    qtbot.waitUntil(lambda: place.window.children()[-1] is place.curtain)
    assert place.curtain.title.text() == MIRRORED.title
