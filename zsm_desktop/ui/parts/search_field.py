"""A field that searches while one types, after a short pause, so that a list is not filtered at every letter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.ending import Ending
from zsm_desktop.ui.theme import Theme

PAUSE_MS = 150
ANOTHER_WAY = "Zoek op een ander woord, kies een ruimer filter, of maak het zoekveld leeg met Esc."


def nothing_for(text: str) -> str:
    return f"Niets gevonden voor “{text}”"


class SearchField(QLineEdit):
    """`searched` comes after the pause, at once with Enter and when it is cleared; Esc clears."""

    searched = Signal(str)

    def __init__(self, theme: Theme, placeholder: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = ""
        self.leaves_all = False
        """Ctrl+A is for the page, where it means all that was found."""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._theme = theme
        self.empty = Ending(theme, self, "x", "Zoekveld leegmaken")
        self.empty.clicked.connect(lambda _on=False: self.clear())
        self.empty.turn(is_on=False)
        theme.changed.connect(self._make_room)
        self._make_room()
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._on_pause)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._send)

    def event(self, event) -> bool:
        is_all = event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.SelectAll)
        if is_all and self.leaves_all:
            event.ignore()
            return True
        return super().event(event)

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        size = self._theme.px(18)
        spot = QRectF(self._theme.px(10), (self.height() - size) / 2, size, size)
        self._theme.draw_icon(painter, "search", spot, "muted")
        painter.end()

    def _make_room(self) -> None:
        """For the icon, which is painted because Qt's own does not grow with the zoom."""
        room = self.textMargins()
        room.setLeft(self._theme.px(24))
        self.setTextMargins(room)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.empty.place()

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        self.empty.turn(bool(text))
        if text:
            self._pause.start()
        else:
            self._send()

    def _on_pause(self) -> None:
        if self.window().isVisible():  # a window that was closed or locked meanwhile has nothing left to search in
            self._send()

    def _send(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)
