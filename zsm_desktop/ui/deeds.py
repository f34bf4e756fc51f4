"""What can be done from Ctrl+K: the keys that work where one is, and what each room does from anywhere.

Nothing is declared here. A page says its keys once (`Page.keys`), F1 shows them, and this finds what listens to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.keys import EVERYWHERE, written
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import folded
from zsm_desktop.ui.parts.inputs import NoteField
from zsm_desktop.ui.parts.page import Page, PageKey
from zsm_desktop.ui.rooms import Hit, RoomSpec
from zsm_desktop.words.labels import first_upper

KIND = "Doen"
OWN_KEY = "Ctrl+K"
MOST = 8

Act = Callable[[], object]


class Deeds:
    """Found anew after `forget`, since what can be done changes with what is shown."""

    def __init__(self, window: QWidget, rooms: Sequence[RoomSpec], page: Callable[[], Page | None]) -> None:
        self._window, self._rooms, self._page = window, rooms, page
        self._here: list[Hit] | None = None
        self._elsewhere: list[Hit] | None = None

    def forget(self) -> None:
        self._here = self._elsewhere = None

    def find(self, text: str) -> list[Hit]:
        """Without letters what the page can do now; with letters every act that has these words, the best first."""
        if self._here is None:
            self._here = list(self._of_page())
        if not text:
            return self._here
        if self._elsewhere is None:
            self._elsewhere = [*self._of_rooms(), *self._of_window()]
        sought = folded(text)
        words = sought.split()
        found = [hit for hit in (*self._here, *self._elsewhere) if _has(words, f"{hit.label} {hit.detail}")]
        return sorted(found, key=lambda hit: not folded(hit.label).startswith(sought))[:MOST]

    def _of_page(self) -> Iterator[Hit]:
        page = self._page()
        if page is None:
            return
        bound = heard(page)
        for one in page.keys:
            act = None if isinstance(one, PageKey) else bound.get(written(one[0]))
            if act is not None and not one[0].isdigit():  # a figure is one answer of several that its row tells of
                yield _hit(one[0], one[1], act)

    def _of_rooms(self) -> Iterator[Hit]:
        for room in self._rooms:
            for one in room.acts():
                yield Hit(KIND, first_upper(one.words), room.title, room.key, key=one.key, do=one.do)

    def _of_window(self) -> Iterator[Hit]:
        bound = heard(self._window, Qt.FindChildOption.FindDirectChildrenOnly)
        for key, words in EVERYWHERE:
            act = bound.get(written(key))
            if act is not None and key != OWN_KEY:
                yield _hit(key, words, act)


def _hit(key: str, words: str, act: Act) -> Hit:
    return Hit(KIND, first_upper(words), "", "", key=key, do=lambda _page: act())


def heard(root: QWidget, how: Qt.FindChildOption = Qt.FindChildOption.FindChildrenRecursively) -> dict[str, Act]:
    """What listens to each key now, as `written`: shortcuts of what is in sight, and the buttons that show a key."""
    found: dict[str, Act] = {}
    for shortcut in root.findChildren(QShortcut, options=how):
        owner = shortcut.parent()
        if shortcut.isEnabled() and isinstance(owner, QWidget) and owner.isVisible():
            for key in shortcut.keys():  # noqa: SIM118 - no mapping, but the keys of a shortcut
                found.setdefault(key.toString(), shortcut.activated.emit)
    for button in root.findChildren(Button, options=how):
        if button.key and button.isVisible():
            found.pop(written(button.key), None)
            if button.isEnabled():
                found[written(button.key)] = button.click
    writing = root.window().focusWidget()
    if isinstance(writing, NoteField) and root.isAncestorOf(writing):
        found.setdefault(written("Ctrl+Return"), writing.finished.emit)
    return found


def _has(words: list[str], text: str) -> bool:
    whole = folded(text)
    return all(word in whole for word in words)
