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
    "go_to", "show_view", "reload", "read_file", "write", "emit", "selectAll",
})  # fmt: skip
"""Calls that do to a widget what a person would do with a mouse."""
OWN = frozenset({"choose", "open"})
"""Calls that are a hand where they are made to a part of something; the hands' own, by their name, are by keys."""
HELPERS = "hands", "leader", "offices_of_a_profile", "book_year"
"""What the flows by keys share; no test is in them."""
EXEMPT = {
    "hands": Counter(emit=1),  # the file dialog is of the system, its keys are not ours
}


def hands_in(source: str) -> Counter[str]:
    calls = [one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call)]
    return Counter(one.func.attr for one in calls if isinstance(one.func, ast.Attribute) and _is_hand(one, one.func))


def _is_hand(call: ast.Call, called: ast.Attribute) -> bool:
    """Opening a room by its name is like its key; with a thing in it, that is the way there left out."""
    if called.attr in HANDS or (called.attr in OWN and isinstance(called.value, ast.Attribute)):
        return True
    return called.attr == "open" and len(call.args) + len(call.keywords) > 1


def test_flows_by_keys_press_keys() -> None:
    flows = sorted(HERE.glob("test_*_by_keys.py"))
    helpers = [HERE / f"{name}.py" for name in HELPERS]
    found = {path.stem: hands_in(path.read_text(encoding="utf-8")) for path in (*flows, *helpers)}
    assert len(flows) == 12
    assert {name: count for name, count in found.items() if count} == EXEMPT


def test_all_that_flows_by_keys_share_is_looked_through() -> None:
    """A new helper beside them is a helper too."""
    others = {path.stem for path in HERE.glob("*.py")} - {path.stem for path in HERE.glob("test_*.py")}
    assert others - {"__init__", "conftest"} == set(HELPERS)


def test_a_hand_is_seen() -> None:
    assert hands_in("page.add.click()\nform.fields['name'].put('x')\nhands.press('Ctrl+N')") == {"click": 1, "put": 1}
    assert hands_in("view.choose.editor.choose('x')\nhands.choose('Rol', 'Lezer')") == {"choose": 1}
    assert hands_in("hands.window.open('results')\nwindow.open('today')") == {"open": 1}
    assert hands_in("window.open('results', 'together')") == {"open": 1}
    assert hands_in("editor.selectAll()") == {"selectAll": 1}


def test_a_mouse_is_heard(qtbot: QtBot, qapp: QApplication) -> None:
    ear = MouseEar()
    qapp.installEventFilter(ear)
    button = QPushButton("Ja")
    qtbot.addWidget(button)
    button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qapp.removeEventFilter(ear)
    assert "MouseButtonPress on QPushButton" in ear.heard
