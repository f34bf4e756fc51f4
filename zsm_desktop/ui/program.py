"""The program with a window: first the start window, then the network's own, and back again when it is locked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from zsm_desktop import __version__
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.settings import Preferences, preferences_path, resources_dir
from zsm_desktop.ui.backups import BackupKeeper
from zsm_desktop.ui.changes import ChangesRelay
from zsm_desktop.ui.departure import Departure, ToCopies
from zsm_desktop.ui.dutch import speak_dutch
from zsm_desktop.ui.faults import Faults
from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.half_filled import offer_again
from zsm_desktop.ui.hits import hits
from zsm_desktop.ui.line import LineKeeper
from zsm_desktop.ui.locking import Locking
from zsm_desktop.ui.motion import Motion
from zsm_desktop.ui.opened_files import OpenedFiles
from zsm_desktop.ui.others import OthersKeeper
from zsm_desktop.ui.rail import mark_icon
from zsm_desktop.ui.rooms import RoomSpec
from zsm_desktop.ui.spoken import say_roles
from zsm_desktop.ui.start.actions import StartActions
from zsm_desktop.ui.start.locked import show_locked
from zsm_desktop.ui.taken import show_taken
from zsm_desktop.ui.terms import Terms
from zsm_desktop.ui.theme import Theme, choose_style
from zsm_desktop.ui.tips import Tips
from zsm_desktop.ui.topbar import SEARCH_WORDS
from zsm_desktop.ui.undoing import Undoing
from zsm_desktop.ui.wall.keeper import WallKeeper
from zsm_desktop.ui.window import UNEXPECTED, Window
from zsm_desktop.ui.work import Progress
from zsm_desktop.words import masked
from zsm_desktop.words.names import say
from zsm_desktop.words.published import NOT_IN_COPY, NOT_IN_ROLE

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
    say_roles(application)
    return application


def main_window(
    theme: Theme,
    desk: Any,
    rooms: Sequence[RoomSpec],
    first_room: str = "today",
    habits: Habits | None = None,
) -> Window:
    """The window of an open desk, on its first room; `habits` keeps what is chosen in it for this computer."""
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
        habits=habits,
    )
    window.not_here = say(desk.nouns, NOT_IN_ROLE) if desk.published_at is None else NOT_IN_COPY
    relay.setParent(window)
    relay.hid.connect(lambda hidden: window.say(masked.when_kept(hidden)))
    Undoing(window, desk.undo)
    window.wall = WallKeeper(window, desk, window.habits.now, window.habits.keep)
    Terms(window, lambda: desk.nouns)
    window.backups = BackupKeeper(window, desk, window.habits.now, window.habits.keep)
    if desk.line is not None:
        OthersKeeper(window, desk)
        window.line = LineKeeper(window, desk)
        window.moment = lambda: desk.store.moment()  # noqa: PLW0108 - after a lock it is another store
        window.leaving = lambda: _leaving(desk)
    show_taken(window, desk)
    offer_again(window, desk)
    window.open(first_room if any(room.key == first_room for room in rooms) else rooms[0].key)
    return window


def _leaving(desk: Any) -> AbstractContextManager[object]:
    """While the window goes: a server that does not answer is not waited for."""
    try:
        news = desk.store.place.news
    except RuleError:  # the store went first
        return nullcontext()
    leaving: AbstractContextManager[object] = news.leaving()
    return leaving


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
            window.workshop.run("Namen afschermen", prepare, is_wanted=False)

    soon = QTimer(window, singleShot=True, interval=MASKS_AFTER_MS)
    soon.timeout.connect(lambda: start())  # noqa: PLW0108 - PySide frees what a bare method hangs on
    soon.start()


class Program:
    """Holds what is open now; `rooms` gives the rooms of a desk, `actions` opens, makes and recovers networks."""

    def __init__(self, actions: StartActions, rooms: Rooms, warmer: Warmer, habits: Habits | None = None) -> None:
        self.application = make_application()
        self.habits = Habits(preferences_path()) if habits is None else habits
        if self.habits.is_new:  # to who begins, nothing is news
            self.habits.now = replace(self.preferences, news_seen=__version__)
        self.theme = Theme(self.application, resources_dir(), self.preferences.theme, self.preferences.zoom_percent)
        self.motion = Motion(self.theme, self.habits)
        self.application.setWindowIcon(mark_icon(self.theme))
        self._actions, self._rooms, self._warmer = actions, rooms, warmer
        self.window: Window | None = None
        self.start: Any = None
        self.desk: Any = None
        self.locking = Locking(self)
        self._files = OpenedFiles(self)
        self.faults = Faults()
        self.faults.came.connect(lambda: say_fault(self))

    @property
    def preferences(self) -> Preferences:
        return self.habits.now

    def run(self, desk: Any = None, folder: Path | None = None) -> int:
        """Until the last window closes; with a desk it skips the start window. Returns the exit status."""
        if desk is None:
            self.show_start()
            if folder is not None:
                self.start.show_network(folder)
        else:
            self.show_network(desk)
        self.faults.listen()
        self.locking.listen()
        self.motion.listen()
        if sys.platform == "darwin":
            self._files.listen()
        status = int(self.application.exec())
        self.locking.leave()
        self._files.leave()
        self.faults.stop()
        self._warmer.stop()
        return status

    def end(self) -> None:
        """What stands open closes; nothing is loaded beside it any more."""
        for window in (self.window, self.start):
            if window is not None:
                window.close()
        self._warmer.stop()

    def show_start(self, *, offers_remembered: bool = True) -> None:
        from zsm_desktop.ui.start.window import StartWindow

        self.start = StartWindow(self.theme, self._actions, offers_remembered=offers_remembered)
        self.start.opened.connect(self._on_opened)
        self.start.left.connect(lambda: self.locking.darken())  # noqa: PLW0108 - PySide frees what a bare method hangs on
        self.start.began.connect(lambda folder: self.habits.keep("last_network", str(folder)))
        self.start.show()
        self._warm_behind(self.start)

    def show_network(self, desk: Any) -> None:
        self.desk = desk
        self.window = main_window(self.theme, desk, self._rooms(desk), habits=self.habits)
        Tips(self.window, lambda: desk.nouns)
        self.window.locked.connect(self.locking.lock)
        self.window.help.reported.connect(lambda: report(self))
        self.window.closing.connect(self._leave)
        # Queued: a form of the window is still at it.
        self.window.departing.connect(self._depart, Qt.ConnectionType.QueuedConnection)
        self.window.show()
        say_news(self)
        self._warm_behind(self.window)
        self._in_sight()

    def show_locked(self, folder: Path, user: str) -> None:
        """Where the window stands, so that it takes its place; the window itself goes next."""
        window = self.window
        self.show_start(offers_remembered=False)
        if window is not None:
            self.start.move(window.geometry().center() - self.start.rect().center())
        show_locked(self.start, folder, user)
        self.start.activateWindow()

    def _in_sight(self) -> None:
        """The window of an open desk is there, as new or as it was."""
        prepare_masks(self.window, self.desk)
        self.locking.opened()
        self.window.backups.start()
        if self.start is not None:
            self.start.close()
            self.start = None

    def _warm_behind(self, window: QWidget) -> None:
        soon = QTimer(window, singleShot=True, interval=WARM_AFTER_MS)
        soon.timeout.connect(lambda: self._warmer.start())  # noqa: PLW0108 - PySide frees what a bare method hangs on
        soon.start()

    def _on_opened(self, opened: Any) -> None:
        if opened.desk.copy_at is None:  # who looks into a copy works in the network itself the next time
            self.habits.keep("last_network", str(opened.network.folder))
        if opened.second_backup_place is not None:
            self.habits.keep("second_backup_place", opened.second_backup_place)
        if self.locking.back(opened.desk):
            self._in_sight()
        else:
            self.show_network(opened.desk)
        if opened.password and self.window is not None:
            self.window.say(f"Dit is het voorbeeldnetwerk. Het wachtwoord is “{opened.password}”.", "info")
        if opened.trouble and self.window is not None:
            self.window.say(opened.trouble, "warn")

    def _put_away(self) -> bool:
        """Close the window and its store, for the start window; False when the window has to stay."""
        window = self.window
        self.show_start(offers_remembered=False)
        if window is not None and not window.close():
            self.start.close()
            self.start = None
            return False
        self.window = None
        return True

    def _depart(self, departure: Departure | ToCopies) -> None:
        if self._put_away():
            if isinstance(departure, ToCopies):
                self.start.restoring.show_network(departure.folder)
            else:
                self.start.moving.depart(departure)

    def _leave(self) -> None:
        self._remember()
        desk, self.desk = self.desk, None  # closing once more while a copy is made closes nothing twice
        if desk is not None:
            if self.window is not None:
                self.window.backups.leave()
            desk.close()

    def _remember(self) -> None:
        self.habits.put(replace(self.preferences, theme=self.theme.mode).with_zoom(self.theme.zoom_percent))


def report(program: Program) -> None:
    """Somebody wants to tell of a problem with the program."""
    from zsm_desktop.ui.fault_panel import open_fault_panel

    if program.window is not None:
        open_fault_panel(program.window, program.desk, program.faults.last)


def say_news(program: Program) -> None:
    """Only who comes from another version pays for looking it up."""
    if program.desk.store.updated is not None or program.preferences.news_seen != __version__:
        from zsm_desktop.ui.news import tell_news

        tell_news(program.window, program.desk, program.habits)


def say_fault(program: Program) -> None:
    """Something went wrong that nobody caught."""
    if program.window is not None:
        program.window.say(UNEXPECTED, "bad")
