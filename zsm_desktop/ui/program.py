"""The program with a window: first the start window, then the network's own, and back again when it is locked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from zsm_desktop.settings import Preferences, load_preferences, preferences_path, resources_dir, save_preferences
from zsm_desktop.ui.changes import ChangesRelay
from zsm_desktop.ui.rooms import Hit, RoomSpec
from zsm_desktop.ui.start.actions import StartActions
from zsm_desktop.ui.theme import Theme, choose_style
from zsm_desktop.ui.window import Window

Rooms = Callable[[Any], Sequence[RoomSpec]]


def make_application() -> QApplication:
    """Qt's application object with Dutch habits; tests bring their own."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        choose_style()
        application = QApplication(sys.argv[:1])
    application.setApplicationName("Maatwerk")
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    return application


def main_window(theme: Theme, desk: Any, rooms: Sequence[RoomSpec], first_room: str = "today") -> Window:
    """The window of an open desk, on its first room."""
    relay = ChangesRelay()
    desk.changes.subscribe(relay.publish)
    window = Window(
        theme,
        rooms,
        network=desk.network_name,
        user=f"{desk.actor.name}",
        search=lambda text: _hits(desk, text),
        relay=relay,
    )
    relay.setParent(window)
    window.open(first_room if any(room.key == first_room for room in rooms) else rooms[0].key)
    return window


class Program:
    """Holds what is open now; `rooms` gives the rooms of a desk, `actions` opens, makes and recovers networks."""

    def __init__(self, actions: StartActions, rooms: Rooms) -> None:
        self.application = make_application()
        self._preferences_path = preferences_path()
        self.preferences: Preferences = load_preferences(self._preferences_path)
        self.theme = Theme(self.application, resources_dir(), self.preferences.theme, self.preferences.zoom_percent)
        self._actions, self._rooms = actions, rooms
        self.window: Window | None = None
        self.start: Any = None
        self.desk: Any = None

    def run(self, desk: Any = None, folder: Path | None = None) -> int:
        """Until the last window closes; with a desk it skips the start window. Returns the exit status."""
        if desk is None:
            self.show_start()
            if folder is not None:
                self.start.show_network(folder)
        else:
            self.show_network(desk)
        return int(self.application.exec())

    def smoke(self, desk: Any) -> int:
        """Show every room of the network once, drawn for real, and leave."""
        self.show_network(desk)
        window = self.window
        if window is None:
            return 1
        for room in window.rooms:
            window.open(room.key)
            self.application.processEvents()
            if window.grab().isNull():
                return 1
        window.close()
        return 0

    def show_start(self) -> None:
        from zsm_desktop.ui.start.window import StartWindow

        self.start = StartWindow(self.theme, self._actions)
        self.start.opened.connect(self._on_opened)
        self.start.show()

    def show_network(self, desk: Any) -> None:
        self.desk = desk
        self.window = main_window(self.theme, desk, self._rooms(desk))
        self.window.locked.connect(self._lock)
        self.window.closing.connect(self._leave)
        self.window.show()
        if self.start is not None:
            self.start.close()
            self.start = None

    def _on_opened(self, opened: Any) -> None:
        self.preferences = replace(self.preferences, last_network=str(opened.network.folder))
        self.show_network(opened.desk)
        if opened.password and self.window is not None:
            self.window.say(f"Dit is het voorbeeldnetwerk. Het wachtwoord is “{opened.password}”.", "info")

    def _lock(self) -> None:
        """Close the store, drop the keys, and ask for the password again."""
        window, self.window = self.window, None
        self.show_start()
        if window is not None:
            window.close()

    def _leave(self) -> None:
        self._remember()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _remember(self) -> None:
        mode = self.theme.mode
        self.preferences = replace(self.preferences, theme=mode).with_zoom(self.theme.zoom_percent)
        save_preferences(self._preferences_path, self.preferences)


def _hits(desk: Any, text: str) -> list[Hit]:
    from zsm_desktop.words.labels import HIT_KIND, first_upper, label

    return [
        Hit(first_upper(label(HIT_KIND, hit.kind)), hit.label, hit.detail, hit.room, hit.item_id)
        for hit in desk.search.find(text)
    ]
