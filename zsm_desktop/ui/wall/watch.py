"""Watches the screens from the first wall on: one that goes, and a picture that comes on several at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.wall import state
from zsm_desktop.ui.wall.outputs import count_outputs
from zsm_desktop.ui.wall.state import Mirroring

SETTLE_MS = 800
"""A system that is changing its screens tells of it in pieces; then it is looked at once more."""


class ScreenWatch(QObject):
    """`gone` brings the screen that went. `mirrored` brings the level when the same picture came on more screens than
    before, and when no two show the same any more. `outputs` counts what the computer drives.
    """

    gone = Signal(object)
    mirrored = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.outputs = count_outputs
        self.level = Mirroring.NONE
        self.is_watching = False
        self._settled = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settled.timeout.connect(self._look_again)
        application = QGuiApplication.instance()
        application.screenAdded.connect(self._on_added)
        application.screenRemoved.connect(self._on_removed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._on_changed)

    def start(self) -> None:
        """For good: a screen that went may come back with the private window on it.

        What is mirrored already was told when the screen was chosen.
        """
        self.is_watching, self.level = True, self._seen()

    def _seen(self, gone: QScreen | None = None) -> Mirroring:
        from zsm_desktop.ui.wall.screens import screens_of

        facts = tuple(fact for fact, screen in screens_of(self._window).items() if screen is not gone)
        return state.mirroring(facts, self.outputs())

    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_changed)
        self._look()

    def _on_changed(self) -> None:
        self._look()

    def _on_removed(self, screen: QScreen) -> None:
        self._look(screen)
        self.gone.emit(screen)

    def _look(self, gone: QScreen | None = None) -> None:
        """Covering is for now, uncovering for when the screens are at rest."""
        if not self.is_watching:
            return
        seen = self._seen(gone)
        if seen > self.level:
            self.level = seen
            self.mirrored.emit(seen)
        self._settled.start()

    def _look_again(self) -> None:
        seen, before = self._seen(), self.level
        self.level = seen
        if seen > before or (seen < before and seen is Mirroring.NONE):
            self.mirrored.emit(seen)
