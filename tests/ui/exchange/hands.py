"""Typing as a person does: every key goes to whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.offices import open_room
from zsm_desktop.ui.window import Window


def type_keys(text: str) -> None:
    for one in text:
        QTest.keyClicks(QApplication.focusWidget(), one)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


def control(key: Qt.Key) -> None:
    press(key, Qt.KeyboardModifier.ControlModifier)


def yes() -> None:
    """Answers a question in the page, whose focus stands on no."""
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)


def active_room(theme, shown, qtbot, desk, room: str) -> Window:
    """A room in a window that has the keyboard."""
    window = open_room(theme, shown, desk, room)
    with qtbot.waitActive(window):
        window.activateWindow()
    page = window.page
    table = getattr(page, "table", None) or page.header.actions
    table.setFocus()
    if QApplication.focusWidget() is None:
        window.rail.buttons[room].setFocus()
    return window
