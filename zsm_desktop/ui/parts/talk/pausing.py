"""When typed text is to be kept: at every pause, and without one soon enough."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 600
LATEST_MS = 1500
"""Whoever types on without a pause: with the writing itself nothing is ever more than two seconds behind."""


class Pausing(QObject):
    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._latest = QTimer(self, interval=LATEST_MS, singleShot=True)
        for clock in (self._pause, self._latest):
            clock.timeout.connect(self.due)

    def typed(self) -> None:
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def stop(self) -> None:
        self._pause.stop()
        self._latest.stop()
