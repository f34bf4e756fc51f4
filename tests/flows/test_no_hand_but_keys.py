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
    "go_to",
})  # fmt: skip
"""Calls that do to a widget what a person would do with a mouse."""
STILL = {
    "test_a_leaver_by_keys": 0,
    "test_groningen_by_keys": 3,
    "test_ijssel_vecht_by_keys": 3,
    "test_noord_kennemerland_by_keys": 5,
    "test_rijnmond_by_keys": 0,
    "test_rivierenland_by_keys": 6,
    "test_the_exchange_by_keys": 19,
    "test_the_office_by_keys": 0,
    "test_the_whole_chain_by_keys": 0,
    "test_zeeland_by_keys": 0,
}
"""How often a flow still puts the keys somewhere itself; may only become less."""


def hands_in(source: str) -> Counter[str]:
    calls = (one.func for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call))
    return Counter(one.attr for one in calls if isinstance(one, ast.Attribute) and (one.attr in HANDS or _picks(one)))


def _picks(called: ast.Attribute) -> bool:
    """A choice made in a widget; the hands' own way to choose, by their name, is by keys."""
    return called.attr == "choose" and isinstance(called.value, ast.Attribute)


def test_flows_by_keys_press_keys() -> None:
    found = {
        path.stem: hands_in(path.read_text(encoding="utf-8")).total()
        for path in HERE.glob("test_*_by_keys.py")
        if path.stem != Path(__file__).stem
    }
    assert found.keys() == STILL.keys()
    assert {name: count for name, count in found.items() if count > STILL[name]} == {}
    assert {name: count for name, count in STILL.items() if count > found[name]} == {}, "lower the count"


def test_a_hand_is_seen() -> None:
    assert hands_in("page.add.click()\nform.fields['name'].put('x')\nhands.press('Ctrl+N')") == {"click": 1, "put": 1}
    assert hands_in("view.choose.editor.choose('x')\nhands.choose('Rol', 'Lezer')") == {"choose": 1}


def test_a_mouse_is_heard(qtbot: QtBot, qapp: QApplication) -> None:
    ear = MouseEar()
    qapp.installEventFilter(ear)
    button = QPushButton("Ja")
    qtbot.addWidget(button)
    button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qapp.removeEventFilter(ear)
    assert "MouseButtonPress on QPushButton" in ear.heard
