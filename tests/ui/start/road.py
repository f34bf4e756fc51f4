"""A newcomer at the start window: nothing but keys, each counted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

SLOW = 20_000
PASSWORD = "een lange zin met vier woorden"
Key = Qt.Key


class Newcomer:
    """Types where the focus is, as who has no mouse; `keys` were pressed, and `moves` are those that type nothing."""

    def __init__(self, qtbot: Any, start: Any) -> None:
        self.qtbot, self.start = qtbot, start
        self.keys = self.moves = 0

    @property
    def focus(self) -> QWidget:
        found = self.start.window().focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.qtbot.keyClicks(self.focus, text)

    def press(self, *keys: Qt.Key, times: int = 1, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys * times:
            self.keys += 1
            self.moves += 1
            self.qtbot.keyClick(self.focus, key, with_)

    def on(self, page: Any) -> Any:
        """Waits until this page is shown."""
        self.qtbot.waitUntil(
            lambda: self.start.page is page and self.start.window().focusWidget() is not None, timeout=SLOW
        )
        return page

    def make(self, name: str = "Proefnetwerk", region: str = "Zeeland", user: str = "Anneke de Visser") -> None:
        """From the choice to the printed key."""
        road = self.start.road
        while self.focus is not self.start.choose.make:
            self.press(Key.Key_Tab)
        self.press(Key.Key_Space)
        self.on(road.network)
        for text in (name, region):
            self.type(text)
            self.press(Key.Key_Return)
        self.on(road.person)
        for text in (user, PASSWORD, PASSWORD):
            self.type(text)
            self.press(Key.Key_Return)
        self.on(road.sheet)

    def give_back(self) -> None:
        """The two groups that are asked, as they stand on the sheet."""
        box = self.start.road.sheet.box
        parts = box.shown.lines.text().split()
        self.press(Key.Key_Return)
        for number in box.groups.asked:
            self.type(parts[number - 1].lower())
            self.press(Key.Key_Tab) if number == box.groups.asked[0] else self.press(Key.Key_Return)
