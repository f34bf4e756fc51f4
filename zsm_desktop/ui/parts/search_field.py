"""A field that searches while one types, after a short pause, so that a list is not filtered at every letter."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.ui.theme import Theme

PAUSE_MS = 150


class SearchField(QLineEdit):
    """`searched` comes after the pause, at once with Enter and when it is cleared; Esc clears."""

    searched = Signal(str)

    def __init__(self, theme: Theme, placeholder: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._send)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._send)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        if text:
            self._pause.start()
        else:
            self._send()

    def _send(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)
