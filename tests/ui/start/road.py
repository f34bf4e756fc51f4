"""A newcomer at the start window: nothing but keys, each counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.shots.schools import HEADING, SITES
from tests.ui.start.pace import Pace

SLOW = 20_000
PASSWORD = "een lange zin met vier woorden"
Key = Qt.Key


class Newcomer:
    """Types where the focus is, as who has no mouse; `keys` were pressed, and `moves` are those that type nothing."""

    def __init__(self, qtbot: Any, start: Any) -> None:
        self.qtbot, self.start = qtbot, start
        self.keys = self.moves = 0
        self.pace = Pace()

    @property
    def focus(self) -> QWidget:
        found = self.start.window().focusWidget()
        assert found is not None
        return found

    def type(self, text: str, *, is_code: bool = False) -> None:
        self._think()
        self.keys += len(text)
        self.pace.code_keys += len(text) if is_code else 0
        self.pace.keys += 0 if is_code else len(text)
        self.qtbot.keyClicks(self.focus, text)

    def _think(self) -> None:
        self.pace.read(self.start)
        self.pace.thoughts += 1

    def press(self, *keys: Qt.Key, times: int = 1, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys * times:
            self._think()
            self.pace.keys += 1
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
        self.pace.away.append("a sentence for a password")
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
            self.type(parts[number - 1].lower(), is_code=True)
            self.press(Key.Key_Tab) if number == box.groups.asked[0] else self.press(Key.Key_Return)

    def choose_file(self, path: Path) -> None:
        """The dialog for a file that is open now, the system's own, is answered with `path`."""
        (dialog,) = [one for one in self.start.findChildren(QFileDialog) if one.isVisible()]
        dialog.fileSelected.emit(str(path))
        dialog.close()
        self.pace.away.append("a file in the system's own dialog")
        self.start.activateWindow()
        self.qtbot.waitUntil(self.start.isActiveWindow, timeout=SLOW)

    def whole_road(self, place: Path) -> str:
        """From the first screen to a network that works, everything filled in; the key that was printed.

        What comes from elsewhere lies in `place`: the list of schools, and a stick for the copies.
        """
        road, control = self.start.road, Qt.KeyboardModifier.ControlModifier
        self.make()
        self.press(Key.Key_S, with_=control)
        self.choose_file(place / "blad.pdf")
        self.qtbot.waitUntil(lambda: "Opgeslagen als blad.pdf" in road.sheet.box.shown.note.text(), timeout=SLOW)
        self.qtbot.waitUntil(lambda: not road.sheet.is_busy, timeout=SLOW)
        self.pace.away.append("the sheet from the printer")
        printed = "-".join(road.sheet.box.shown.lines.text().split())
        self.give_back()
        self.on(road.schools)
        duo, second = place / "duo.csv", place / "usb"
        duo.write_text("\n".join((HEADING, *SITES)), encoding="utf-8")
        self.press(Key.Key_O, with_=control)
        self.choose_file(duo)
        self.qtbot.waitUntil(lambda: road.schools.face.read is not None, timeout=SLOW)
        self.press(Key.Key_A, with_=control)
        self.press(Key.Key_Return, with_=control)
        self.on(road.body)
        self.type("Ons overleg")
        self.press(Key.Key_Tab)
        self.type("6")
        self.press(Key.Key_Return)
        self.on(road.copies)
        second.mkdir()
        self.type(str(second))
        self.press(Key.Key_Return)
        self.qtbot.waitUntil(lambda: len(self.start.got) == 1, timeout=SLOW)
        return printed
