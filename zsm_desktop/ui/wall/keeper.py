"""Keeps the wall: opens it on its screen, lets it follow the meeting, blanks it, and takes it away when that goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut

from zsm_desktop.settings import Preferences
from zsm_desktop.ui.capture import CaptureGuard
from zsm_desktop.ui.wall import state
from zsm_desktop.ui.wall.blank_key import BlankKey
from zsm_desktop.ui.wall.curtain import OwnPlace
from zsm_desktop.ui.wall.state import TOPICS, WallState

if TYPE_CHECKING:
    from zsm_desktop.ui.wall.screens import ScreenForm
    from zsm_desktop.ui.wall.window import WallWindow
    from zsm_desktop.ui.window import Window

OPEN_KEY, CHOOSE_KEY = "F11", "Shift+F11"
TABLE_MS = 40
"""Who leafs through the agenda does not wait for the wall: it reads when the private window has been painted."""
NEWS_MS = 120
"""News of one act comes in pieces; the room may wait a moment for them together."""
GONE = "Het scherm van de wand is weg; de wand is uit. Sluit het scherm weer aan en druk op F11."
MOVED = "De wand is naar een ander scherm verplaatst en daarom uitgezet. Druk op Shift F11 om het scherm te kiezen."
Remember = Callable[[str, Any], object]
"""Keeps one preference of this computer by its name."""


class WallKeeper(QObject):
    """`changed` comes when the wall opens, closes, is blanked or changes its colours."""

    changed = Signal()

    def __init__(self, window: Window, desk: Any, preferences: Preferences, remember: Remember) -> None:
        super().__init__(window)
        self._window, self._remember = window, remember
        self.state = WallState(desk)
        self.is_dark = preferences.wall_mode == "dark"
        self._screen_key = preferences.wall_screen
        self.capture = CaptureGuard(self)
        self.wall: WallWindow | None = None
        self.form: ScreenForm | None = None
        self.own_place = OwnPlace(window.theme, window, lambda: self._screen, self.close)
        self._table = QTimer(self, interval=TABLE_MS, singleShot=True)
        self._news = QTimer(self, interval=NEWS_MS, singleShot=True)
        for timer in (self._table, self._news):
            timer.timeout.connect(self._draw)
        window.on_table.connect(self._put_on_table)
        window.relay.arrived.connect(self._hear)
        window.closing.connect(self.close)
        QShortcut(QKeySequence(OPEN_KEY), window, self.toggle)
        QShortcut(QKeySequence(CHOOSE_KEY), window, self.choose)
        BlankKey(window, self.blank)
        QGuiApplication.instance().screenRemoved.connect(self._on_screen_gone)
        self.changed.connect(self._tell)
        self.capture.changed.connect(self._tell)

    @property
    def is_open(self) -> bool:
        return self.wall is not None

    @property
    def _screen(self) -> QScreen | None:
        """The screen the wall fills."""
        return self.wall.screen() if self.wall is not None and self.wall.fills_a_screen else None

    def toggle(self) -> None:
        """On its screen of last time; the first time, or when that is not there, the screen is chosen first."""
        if self.wall is not None:
            self.close()
            return
        from zsm_desktop.ui.wall import screens

        found = screens.screens_of(self._window)
        fact = state.remembered(tuple(found), self._screen_key)
        if fact is None or screens.are_mirrored(tuple(found)):
            self.choose()
        else:
            self._open_on(fact.key)

    def choose(self) -> None:
        from zsm_desktop.ui.wall.screens import ScreenForm

        self.close()
        self.form = ScreenForm(
            self._window.theme, self._window, self._chosen, chosen=self._screen_key, is_dark=self.is_dark
        )
        for picture in self.form.pictures.windows:
            self.capture.let_through(picture)
        self.form.finished.connect(lambda _result: setattr(self, "form", None))
        self.form.open()

    def blank(self) -> None:
        """To a neutral slide and back."""
        if self.wall is not None:
            self.state.is_blank = not self.state.is_blank
            self._draw()
            self.changed.emit()

    def close(self, why: str = "") -> None:
        """Takes it away, and says `why` when nobody asked for it."""
        wall, self.wall = self.wall, None
        if wall is not None:
            self.state.is_blank = False
            wall.hide()
            wall.deleteLater()
            self.own_place.uncover()
            self.changed.emit()
            if why:
                self._window.say(why, "warn")

    def set_dark(self, *, is_dark: bool) -> None:
        self.is_dark = is_dark
        self._remember("wall_mode", "dark" if is_dark else "light")
        if self.wall is not None:
            self.wall.set_dark(is_dark=is_dark)
        self.changed.emit()

    def _chosen(self, key: str, is_dark: bool) -> None:
        self._screen_key = key
        self._remember("wall_screen", key)
        self.set_dark(is_dark=is_dark)
        self._open_on(key)

    def _open_on(self, key: str) -> None:
        from zsm_desktop.ui.wall import screens
        from zsm_desktop.ui.wall.window import WallWindow

        found = {fact.key: screen for fact, screen in screens.screens_of(self._window).items() if not fact.is_own}
        wall = self.wall = WallWindow(is_dark=self.is_dark)
        self.capture.let_through(wall)
        wall.strayed.connect(lambda: self.close(MOVED))
        wall.closed.connect(self.close)
        self._draw()
        if key in found:
            wall.fill_screen(found[key])
        else:
            wall.float()
        self.own_place.follow()
        self.changed.emit()

    def _put_on_table(self, meeting_id: str, item_id: str) -> None:
        if self.state.put_on_table(meeting_id, item_id):
            self._table.start()

    def _hear(self, topics: frozenset[str]) -> None:
        if self.wall is not None and not TOPICS.isdisjoint(topics):
            self._news.start()

    def _draw(self) -> None:
        if self.wall is None:
            return
        self.wall.set_view(self.state.read())
        news = self.state.news_of_hidden()
        if news:
            self._window.say(news, "warn")

    def _tell(self) -> None:
        """The foot of the window says what the room sees now."""
        words = ""
        if self.wall is not None:
            words = "Wand leeg · F12 toont hem weer" if self.state.is_blank else "Wand aan · F12 maakt hem leeg"
        if self.capture.is_possible and self.capture.is_allowed:
            minutes = self.capture.minutes_left
            words = " · ".join(part for part in (words, f"Schermopname mag nog {minutes} min.") if part)
        self._window.footer.set_wall(words)

    def _on_screen_gone(self, screen: QScreen) -> None:
        """The wall goes with its screen; the private window is covered when it may land where the room looks."""
        if self.wall is not None and self._screen is screen:
            self.close(GONE)
        elif self._window.screen() is screen:
            from zsm_desktop.ui.wall import screens

            left = [fact.key for fact, other in screens.screens_of(self._window).items() if other is not screen]
            if self._screen is not None or self._screen_key in left:
                self.own_place.cover()
