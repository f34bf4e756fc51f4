"""Hangs before the private window when the system moves it to the screen the room looks at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.theme import Theme

TITLE = "Uw venster staat nu op het scherm van de zaal"
WORDS = "Daarom is het afgedekt. Zet het terug op uw eigen scherm, of werk hier verder als niemand meekijkt."


class Curtain(QWidget):
    """Covers all of `window` and makes its dialogs see-through until it is drawn aside."""

    def __init__(self, theme: Theme, window: QWidget, aside: Callable[[], object]) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setAccessibleName(TITLE)
        self.button = Button(theme, "Hier verder werken", kind="primary", on_click=aside)
        words = layout.label(WORDS, "muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = layout.column(
            theme, None, layout.row(theme, None, layout.label(TITLE, "title", wrap=True), None), words,
            layout.row(theme, None, self.button, None), None, gap=16, margins=40,
        )  # fmt: skip
        self.setLayout(inner)
        window.installEventFilter(self)
        self.hide()

    def draw(self) -> None:
        window = self.parentWidget()
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_dialogs(0)

    def draw_aside(self) -> None:
        self.hide()
        self._show_dialogs(1)

    def _show_dialogs(self, opacity: int) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.parentWidget() is not None:
                widget.setWindowOpacity(opacity)

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.parentWidget().rect())
        return False


class OwnPlace(QObject):
    """Watches where the private window is; `wall_screen` gives the screen of the wall, None while there is none."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        wall_screen: Callable[[], QScreen | None],
        aside: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._wall_screen, self._aside = theme, window, wall_screen, aside
        self._is_following = False
        self.curtain: Curtain | None = None

    def follow(self) -> None:
        """From now on; the window must have been shown."""
        handle = self._window.windowHandle()
        if handle is not None and not self._is_following:
            self._is_following = True
            handle.screenChanged.connect(self._on_moved)

    def cover(self) -> None:
        if self.curtain is None:
            self.curtain = Curtain(self._theme, self._window, self._go_on)
        self.curtain.draw()

    def uncover(self) -> None:
        if self.curtain is not None and self.curtain.isVisible():
            self.curtain.draw_aside()

    def _go_on(self) -> None:
        self._aside()
        self.uncover()

    def _on_moved(self, screen: QScreen | None) -> None:
        there = self._wall_screen()
        if there is not None and screen is there:
            self.cover()
        elif screen is not None and there is not None:
            self.uncover()
