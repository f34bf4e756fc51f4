"""A line of one sentence over a room that this computer's user sees for the first time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zsm_desktop.ui.line import Banner
from zsm_desktop.words.names import say
from zsm_desktop.words.tips import TIPS

if TYPE_CHECKING:
    from zsm_desktop.domain.profiles import Nouns
    from zsm_desktop.ui.window import Window

KEY = "Alt+U"


class Tips(QObject):
    """Shown once: it counts as seen when it was shown, and goes with the room or with its button."""

    def __init__(self, window: Window, nouns: Callable[[], Nouns]) -> None:
        super().__init__(window)
        self._window, self._nouns = window, nouns
        self._room = ""
        self.banner = Banner(window.theme, window, "Begrepen", KEY, self._close, role="tip")
        window.notices.addWidget(self.banner)
        window.looked.connect(lambda: self.look())  # noqa: PLW0108 - PySide frees what a bare method hangs on
        window.habits.changed.connect(self.follow)
        self.look()

    def _close(self) -> None:
        self.banner.leave()

    def look(self) -> None:
        room = self._window.room
        if room == self._room:
            return
        self._room = room
        self.banner.leave()
        now = self._window.habits.now
        if now.shows_tips and room in TIPS and room not in now.tips_seen:
            self.banner.say(f"Tip: {say(self._nouns(), TIPS[room])}")
            self._window.habits.keep("tips_seen", (*now.tips_seen, room))

    def follow(self) -> None:
        """Switched off it goes at once; asked back it comes with the next room."""
        now = self._window.habits.now
        if not now.shows_tips:
            self.banner.leave()
        if not now.tips_seen:
            self._room = self._window.room
