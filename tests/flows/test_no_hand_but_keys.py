"""What is called "by keys" presses keys: no button clicked from inside, no field filled behind the screen's back."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.flows.conftest import MouseEar

HERE = Path(__file__).parent
HANDS = frozenset({
    "click", "animateClick", "trigger", "mouseClick", "setFocus", "setText", "setPlainText", "setChecked",
    "setCurrentIndex", "put", "select_id", "submit", "try_submit", "accept", "show_face", "open_face", "open_item",
    "go_to", "show_view", "reload", "read_file", "write", "emit",
})  # fmt: skip
"""Calls that do to a widget what a person would do with a mouse."""
OWN = frozenset({"choose", "open"})
"""Calls that are a hand where they are made to a part of something; the hands' own, by their name, are by keys."""


def hands_in(source: str) -> Counter[str]:
    calls = (one.func for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call))
    return Counter(one.attr for one in calls if isinstance(one, ast.Attribute) and (one.attr in HANDS or _picks(one)))


def _picks(called: ast.Attribute) -> bool:
    return called.attr in OWN and isinstance(called.value, ast.Attribute)


def test_flows_by_keys_press_keys() -> None:
    found = {
        path.stem: hands_in(path.read_text(encoding="utf-8")).total()
        for path in HERE.glob("test_*_by_keys.py")
        if path.stem != Path(__file__).stem
    }
    assert len(found) == 10
    assert {name: count for name, count in found.items() if count} == {}


def test_a_hand_is_seen() -> None:
    assert hands_in("page.add.click()\nform.fields['name'].put('x')\nhands.press('Ctrl+N')") == {"click": 1, "put": 1}
    assert hands_in("view.choose.editor.choose('x')\nhands.choose('Rol', 'Lezer')") == {"choose": 1}
    assert hands_in("hands.window.open('results')\nwindow.open('today')") == {"open": 1}


def test_a_mouse_is_heard(qtbot: QtBot, qapp: QApplication) -> None:
    ear = MouseEar()
    qapp.installEventFilter(ear)
    button = QPushButton("Ja")
    qtbot.addWidget(button)
    button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qapp.removeEventFilter(ear)
    assert "MouseButtonPress on QPushButton" in ear.heard
