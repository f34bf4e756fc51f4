"""The program with a window: first the start window, then the network's own, and back again when it is locked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.settings import Preferences, load_preferences, preferences_path, resources_dir, save_preferences
from zsm_desktop.ui.changes import ChangesRelay
from zsm_desktop.ui.departure import Departure
from zsm_desktop.ui.dutch import speak_dutch
from zsm_desktop.ui.hits import hits
from zsm_desktop.ui.line import LineKeeper
from zsm_desktop.ui.others import OthersKeeper
from zsm_desktop.ui.rail import mark_icon
from zsm_desktop.ui.rooms import RoomSpec
from zsm_desktop.ui.start.actions import StartActions
from zsm_desktop.ui.taken import show_taken
from zsm_desktop.ui.theme import Theme, choose_style
from zsm_desktop.ui.topbar import SEARCH_WORDS
from zsm_desktop.ui.undoing import Undoing
from zsm_desktop.ui.wall.keeper import WallKeeper
from zsm_desktop.ui.window import Window
from zsm_desktop.ui.work import Progress
from zsm_desktop.words import masked
from zsm_desktop.words.names import say

Rooms = Callable[[Any], Sequence[RoomSpec]]
WARM_AFTER_MS = 150
"""From showing the window: it has been painted by then, and nobody has chosen a room yet."""


MASKS_AFTER_MS = 1_500


class Warmer(Protocol):
    """Loads beside the window what the rooms need; `stop` returns when it no longer runs."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


def make_application() -> QApplication:
    """Qt's application object with Dutch habits; tests bring their own."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        choose_style()
        application = QApplication(sys.argv[:1])
    application.setApplicationName("Maatwerk")
    speak_dutch(application)
    return application


def main_window(
    theme: Theme,
    desk: Any,
    rooms: Sequence[RoomSpec],
    first_room: str = "today",
    preferences: Preferences | None = None,
    remember: Callable[[str, Any], object] = lambda _name, _value: None,
) -> Window:
    """The window of an open desk, on its first room; `remember` keeps a preference that was chosen in it."""
    relay = ChangesRelay()
    desk.changes.subscribe(relay.publish)
    window = Window(
        theme,
        rooms,
        network=desk.network_name,
        user=f"{desk.actor.name}",
        search=lambda text: hits(desk, text),
        relay=relay,
        search_words=say(desk.nouns, SEARCH_WORDS),
    )
    relay.setParent(window)
    relay.hid.connect(lambda hidden: window.say(masked.when_kept(hidden)))
    Undoing(window, desk.undo)
    window.wall = WallKeeper(window, desk, preferences or Preferences(), remember)
    if desk.line is not None:
        OthersKeeper(window, desk)
        window.line = LineKeeper(window, desk)
        window.moment, window.leaving = desk.store.moment, desk.store.place.news.leaving
    show_taken(window, desk)
    window.open(first_room if any(room.key == first_room for room in rooms) else rooms[0].key)
    return window


def prepare_masks(window: Window, desk: Any) -> None:
    """Has what masks names ready before the wall or a paper asks for it; closing the window stops it.

    With it names go out of what directors read, where they were left before.
    """
    if not desk.masks.knows_names():
        return

    def prepare(progress: Progress) -> None:
        desk.masks.prepare(progress.check)
        may_hide = desk.actor.may(Permission.LEAD_STEERING) and not desk.is_read_only
        if may_hide and desk.old_texts.count():
            progress.check()
            desk.old_texts.hide()

    def start() -> None:
        if window.isVisible():
            window.workshop.run("Namen afschermen", prepare)

    soon = QTimer(window, singleShot=True, interval=MASKS_AFTER_MS)
    soon.timeout.connect(lambda: start())  # noqa: PLW0108 - PySide frees what a bare method hangs on
    soon.start()


class Program:
    """Holds what is open now; `rooms` gives the rooms of a desk, `actions` opens, makes and recovers networks."""

    def __init__(self, actions: StartActions, rooms: Rooms, warmer: Warmer) -> None:
        self.application = make_application()
        self._preferences_path = preferences_path()
        self.preferences: Preferences = load_preferences(self._preferences_path)
        self.theme = Theme(self.application, resources_dir(), self.preferences.theme, self.preferences.zoom_percent)
        self.application.setWindowIcon(mark_icon(self.theme))
        self._actions, self._rooms, self._warmer = actions, rooms, warmer
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
        status = int(self.application.exec())
        self._warmer.stop()
        return status

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
        self._warmer.stop()
        return 0

    def show_start(self, *, offers_remembered: bool = True) -> None:
        from zsm_desktop.ui.start.window import StartWindow

        self.start = StartWindow(self.theme, self._actions, offers_remembered=offers_remembered)
        self.start.opened.connect(self._on_opened)
        self.start.began.connect(lambda folder: self._keep("last_network", str(folder)))
        self.start.show()
        self._warm_behind(self.start)

    def show_network(self, desk: Any) -> None:
        self.desk = desk
        self.window = main_window(
            self.theme, desk, self._rooms(desk), preferences=self.preferences, remember=self._keep
        )
        self.window.locked.connect(self._lock)
        self.window.closing.connect(self._leave)
        # Queued: a form of the window is still at it.
        self.window.departing.connect(self._depart, Qt.ConnectionType.QueuedConnection)
        self.window.show()
        self._warm_behind(self.window)
        prepare_masks(self.window, desk)
        if self.start is not None:
            self.start.close()
            self.start = None

    def _warm_behind(self, window: QWidget) -> None:
        soon = QTimer(window, singleShot=True, interval=WARM_AFTER_MS)
        soon.timeout.connect(lambda: self._warmer.start())  # noqa: PLW0108 - PySide frees what a bare method hangs on
        soon.start()

    def _on_opened(self, opened: Any) -> None:
        self._keep("last_network", str(opened.network.folder))  # locking asks for this one again
        if opened.second_backup_place is not None:
            self._keep("second_backup_place", opened.second_backup_place)
        self.show_network(opened.desk)
        if opened.password and self.window is not None:
            self.window.say(f"Dit is het voorbeeldnetwerk. Het wachtwoord is “{opened.password}”.", "info")
        if opened.trouble and self.window is not None:
            self.window.say(opened.trouble, "warn")

    def _lock(self) -> bool:
        """Close the store, drop the keys, and ask for the password again; False when the window has to stay."""
        window = self.window
        self.show_start(offers_remembered=False)
        if window is not None and not window.close():
            self.start.close()
            self.start = None
            return False
        self.window = None
        return True

    def _depart(self, departure: Departure) -> None:
        if self._lock():
            self.start.moving.depart(departure)

    def _leave(self) -> None:
        self._remember()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _keep(self, name: str, value: Any) -> None:
        self.preferences = replace(self.preferences, **{name: value})
        save_preferences(self._preferences_path, self.preferences)

    def _remember(self) -> None:
        mode = self.theme.mode
        self.preferences = replace(self.preferences, theme=mode).with_zoom(self.theme.zoom_percent)
        save_preferences(self._preferences_path, self.preferences)
