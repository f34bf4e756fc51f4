"""Hangs before the private window when the room could see it: on its screen, or where two screens show the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QScreen
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.wall.state import EXTEND

KEY = "Ctrl+F11"


class Reason(NamedTuple):
    """Why it hangs there."""

    title: str
    words: str


THERE = Reason(
    "Uw venster staat nu op het scherm van de zaal",
    "Daarom is het afgedekt. Zet het terug op uw eigen scherm, of werk hier verder als niemand meekijkt.",
)
MIRRORED = Reason(
    "Uw schermen tonen nu hetzelfde beeld",
    "Wat u ziet, ziet de zaal misschien ook. Daarom is uw venster afgedekt. "
    f"{EXTEND}; daarna zet F11 de wand weer aan. Kijkt er niemand mee, werk dan hier verder.",
)


class _Aside(Button):
    """Who was typing goes on typing for a moment: only its own key and the mouse draw the curtain aside.

    The keys of the wall work as always; no other key reaches what is covered.
    """

    def event(self, event) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() not in {Qt.Key.Key_F11, Qt.Key.Key_F12}:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            if QKeySequence(event.keyCombination()) == QKeySequence(KEY) and not event.isAutoRepeat():
                self.click()
            return True
        return super().event(event)


class Curtain(QWidget):
    """Covers all of `window` and hides its dialogs until it is drawn aside."""

    def __init__(self, theme: Theme, window: QWidget, aside: Callable[[], object]) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.button = _Aside(theme, "Hier verder werken", kind="primary", key=KEY, on_click=aside)
        self.button.setShortcut("")  # it hears the key by itself
        self.title = layout.label("", "title", wrap=True)
        self.words = layout.label("", "muted", wrap=True)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.box(theme, self.words, max_width=620)
        inner = layout.column(
            theme, None, self.title, layout.row(theme, None, self.words, None),
            layout.row(theme, None, self.button, None), None, gap=16, margins=40,
        )  # fmt: skip
        inner.itemAt(2).layout().setStretch(1, 100)
        self.setLayout(inner)
        self._dialogs: list[QDialog] = []
        window.installEventFilter(self)
        self.hide()

    def draw(self, reason: Reason) -> None:
        window = self.parentWidget()
        self.setAccessibleName(reason.title)
        self.title.setText(reason.title)
        self.words.setText(reason.words)
        self._hide_dialogs()
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def draw_aside(self) -> None:
        self.hide()
        dialogs, self._dialogs = self._dialogs, []
        for dialog in dialogs:
            if isValid(dialog):
                dialog.show()

    def _hide_dialogs(self) -> None:
        """A dialog would also keep the keyboard and the mouse from what draws the curtain aside."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible() and widget.parentWidget() is not None:
                self._dialogs.append(widget)
                widget.hide()

    def eventFilter(self, watched, event) -> bool:
        """What comes on the window later, such as a toast, comes under it."""
        if self.isVisible():
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self.parentWidget().rect())
            elif event.type() == QEvent.Type.ChildAdded:
                QTimer.singleShot(0, self, self.raise_)
        return False


class OwnPlace(QObject):
    """Watches where the private window is; `wall_screen` gives the screen of the wall, None while there is none.

    `aside` is told when the user works on where the room may look.
    """

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
        self.reason: Reason | None = None
        self.curtain: Curtain | None = None

    def follow(self) -> None:
        """From now on; the window must have been shown."""
        handle = self._window.windowHandle()
        if handle is not None and not self._is_following:
            self._is_following = True
            handle.screenChanged.connect(self._on_moved)

    def cover(self, reason: Reason = THERE) -> None:
        if self.curtain is None:
            self.curtain = Curtain(self._theme, self._window, self._go_on)
        self.reason = reason
        self.curtain.draw(reason)

    def uncover(self, reason: Reason | None = None) -> None:
        """Only when it hangs there for this `reason`, if one is given."""
        if self.curtain is not None and self.reason is not None and reason in (None, self.reason):
            self.reason = None
            self.curtain.draw_aside()

    def _go_on(self) -> None:
        if self.reason is THERE:
            self._aside()
        self.uncover()

    def _on_moved(self, screen: QScreen | None) -> None:
        there = self._wall_screen()
        if there is not None and screen is there:
            self.cover()
        elif screen is not None and there is not None:
            self.uncover(THERE)
