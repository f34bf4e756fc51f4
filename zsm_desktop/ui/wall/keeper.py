"""Keeps the wall: opens it on its screen, lets it follow the meeting, blanks it, and takes it away when that goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QScreen, QShortcut

from zsm_desktop.settings import Preferences
from zsm_desktop.ui.capture import CaptureGuard
from zsm_desktop.ui.wall import state
from zsm_desktop.ui.wall.blank_key import BlankKey
from zsm_desktop.ui.wall.button import show_on
from zsm_desktop.ui.wall.curtain import MIRRORED, OwnPlace
from zsm_desktop.ui.wall.reading import WallReader
from zsm_desktop.ui.wall.state import Mirroring, WallState
from zsm_desktop.ui.wall.watch import ScreenWatch

if TYPE_CHECKING:
    from zsm_desktop.services.wall import WallView
    from zsm_desktop.ui.parts.button import Button
    from zsm_desktop.ui.wall.screens import ScreenForm
    from zsm_desktop.ui.wall.window import WallWindow
    from zsm_desktop.ui.window import Window

OPEN_KEY, CHOOSE_KEY = "F11", "Shift+F11"
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
        self.is_resting = self.was_blank = False
        self.form: ScreenForm | None = None
        self.own_place = OwnPlace(window.theme, window, lambda: self._screen, self.close)
        self.watch = ScreenWatch(window)
        self.reader = WallReader(self.state, self)
        self.reader.came.connect(self._draw)
        window.on_table.connect(self.reader.put_on_table)
        window.relay.arrived.connect(self.reader.hear)
        window.closing.connect(lambda: (self.close(), self.reader.stop()))
        QShortcut(QKeySequence(OPEN_KEY), window, self.toggle)
        QShortcut(QKeySequence(CHOOSE_KEY), window, self.choose)
        BlankKey(window, self.blank)
        self.watch.mirrored.connect(self._on_mirrored)
        self.watch.gone.connect(self._on_screen_gone)
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
        if fact is None or state.are_mirrored(tuple(found), self.watch.outputs()):
            self.choose()
        else:
            self._open_on(fact.key)

    def choose(self) -> None:
        from zsm_desktop.ui.wall.screens import ScreenForm

        self.close()
        self.form = ScreenForm(
            self._window.theme, self._window, self._chosen,
            chosen=self._screen_key, is_dark=self.is_dark, outputs=self.watch.outputs(),
        )  # fmt: skip
        for picture in self.form.pictures.windows:
            self.capture.let_through(picture)
        self.form.finished.connect(lambda _result: setattr(self, "form", None))
        self.form.open()

    def show_on(self, button: Button) -> None:
        """Has it say what the room sees and change that; the keys work in every room."""
        show_on(button, self)

    def blank(self) -> None:
        """To a neutral slide and back."""
        if self.wall is not None and not self.is_resting:
            self.state.is_blank = not self.state.is_blank
            self.reader.ask()
            self.changed.emit()

    def close(self, why: str = "") -> None:
        """Takes it away, and says `why` when nobody asked for it."""
        wall, self.wall = self.wall, None
        if wall is not None:
            self.reader.is_on = self.state.is_blank = False
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
        wall.set_view(self.state.neutral())
        self.reader.is_on = True
        self.reader.ask()
        if key in found:
            wall.fill_screen(found[key])
        else:
            wall.float()
        self.own_place.follow()
        self.watch.start()
        if self.watch.level is not Mirroring.OWN:
            self.own_place.uncover(MIRRORED)
        self.changed.emit()

    def _draw(self, view: WallView) -> None:
        if self.wall is None:
            return
        self.wall.set_view(view)
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

    def _on_mirrored(self, level: Mirroring) -> None:
        """The room may see the private window; a wall on the same picture would only hide that."""
        from zsm_desktop.ui.wall.screens import key_of

        if level is Mirroring.OWN:
            self.close()
        if level is not Mirroring.NONE:
            self.own_place.cover(MIRRORED)
        elif self.own_place.reason is MIRRORED and key_of(self._window) == self._screen_key:
            self.own_place.cover()
        else:
            self.own_place.uncover(MIRRORED)

    def _on_screen_gone(self, screen: QScreen) -> None:
        """The wall goes with its screen; the private window is covered when it may land where the room looks."""
        if self.wall is not None and self._screen is screen:
            self.close("" if self.own_place.reason is MIRRORED else GONE)
        elif self._window.screen() is screen:
            from zsm_desktop.ui.wall import screens

            left = [fact.key for fact, other in screens.screens_of(self._window).items() if other is not screen]
            if self._screen is not None or self._screen_key in left:
                self.own_place.cover()
