"""Someone at the keyboard of the real window, for flows: every key goes to whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.window import Window

MOST_TABS = 90
TALKS = "meetings", "steering"


class Keys:
    """Presses and waits."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot, self.window = qtbot, window

    def press(self, *keys: str) -> None:
        for key in keys:
            combination = QKeySequence(key)[0]
            self._be_active()
            QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self._target(), text)
        QApplication.processEvents()

    def until(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(condition, timeout=10_000)

    def wait_for_dialog(self) -> None:
        """Until a form has the keyboard."""

        def has_focus() -> bool:
            dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
            return dialog is not None and focus is not None and dialog.isAncestorOf(focus)

        self.until(has_focus)

    def choose_file(self, path: Path) -> None:
        """In the system's own file dialog, once it is there."""

        def shown() -> list[QFileDialog]:
            return [one for one in self.window.findChildren(QFileDialog) if one.isVisible()]

        self.until(lambda: bool(shown()))
        (dialog,) = shown()
        dialog.fileSelected.emit(str(path))
        dialog.close()

    def _be_active(self) -> None:
        """What a window manager does when a dialog has closed, and the offscreen platform does not."""
        if QApplication.activeWindow() is None:
            with self.qtbot.waitActive(self.window):
                self.window.activateWindow()
            self.until(lambda: QApplication.focusWidget() is not None)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window


class Hands(Keys):
    """Goes somewhere by keys: a room, a face, a field, a row."""

    def go(self, room: str) -> Any:
        """To a room by its key; its page."""
        self.press(next(one.shortcut for one in self.window.rooms if one.key == room))
        self.until(lambda: self.window.room == room)
        return self.window.page

    def enter(self, room: str, item: str = "") -> None:
        """To a room, and there to a face or a row of its list; a meeting is opened."""
        page = self.go(room)
        tabs = next((one for one in page.findChildren(Tabs) if one.isVisible()), None)
        if tabs is not None and item in tabs.tabs:
            self.face(item)
        elif item:
            self.to_row(item)
        if item and room in TALKS:
            self.press("Return")
            self.until(lambda: page.sitting.meeting_id == item)

    def tab_to(self, *names: str, back: bool = False) -> None:
        """Tab after Tab, as who has no mouse, until what is called so has the keys."""
        for name in names:
            seen: list[str] = []
            while not (seen and seen[-1].startswith(name)):
                if seen:
                    self.press("Shift+Tab" if back else "Tab")
                focus = QApplication.focusWidget()
                seen.append(focus.accessibleName() if focus is not None else "")
                assert len(seen) < MOST_TABS, f"Tab does not come to {name}, but to {seen}"

    def fill(self, **values: str) -> None:
        """Fields by the name they have on the screen ("_" for a blank), each gone to by Tab and typed in."""
        for name, value in values.items():
            self.tab_to(name.replace("_", " "))
            self.type(value)

    def choose(self, name: str, words: str) -> None:
        """In a drop-down gone to by Tab, down from its first choice to this one."""
        self.tab_to(name)
        choice: Any = QApplication.focusWidget()
        self.press("Home")
        for _ in range(choice.count()):
            if choice.currentText().startswith(words):
                return
            self.press("Down")
        raise AssertionError(f"{name} does not offer {words}")

    def pick(self, key: str, words: str) -> None:
        """In a drop-down that has a key of its own: its list, down from the first to what begins so."""
        self.press(key)
        shown: Any = QApplication.focusWidget()
        self.press("Home")
        for _ in range(shown.model().rowCount()):
            if str(shown.currentIndex().data()).startswith(words):
                self.press("Return")
                return
            self.press("Down")
        raise AssertionError(f"{key} does not offer {words}")

    def find(self, text: str, kind: str) -> None:
        """To the first thing of this kind that Ctrl+K finds."""
        self.press("Ctrl+K")
        self.type(text)
        shown = self.window.panels.palette.list
        self.until(lambda: any(hit.kind == kind for hit in shown.model().hits))
        while shown.model().hits[shown.currentIndex().row()].kind != kind:
            self.press("Down")
        self.press("Return")

    def to_row(self, row_id: str) -> None:
        """In the list that has the keys: down from its first row to this one."""
        view: Any = QApplication.focusWidget()
        self.press("Home" if view.picking is None else "Ctrl+Home")
        for _ in range(view.rows.rowCount()):
            if view.current_id() == row_id:
                return
            self.press("Down")
        raise AssertionError(f"{view.accessibleName()} has no {row_id}")

    def face(self, key: str) -> None:
        """The next face of the room, until it is this one."""
        tabs = next(one for one in self.window.page.findChildren(Tabs) if one.isVisible())
        for _ in tabs.tabs:
            if tabs.current != key:
                self.press("Ctrl+Tab")
        assert tabs.current == key
