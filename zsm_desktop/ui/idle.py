"""Notices that nobody touched the program for some time, also while the computer was asleep."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

LOOK_MS = 5_000
TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
LOCK_KEY = Qt.Key.Key_L
Clock = Callable[[], float]


class Stillness:
    """Seconds since the last touch, by whichever clock says more.

    The steady clock may stand still while the computer sleeps and the time of day may be set back; of the two one is
    always right, and to lock too early loses nothing.
    """

    def __init__(self, day: Clock = time.time, steady: Clock = time.monotonic) -> None:
        self._day, self._steady = day, steady
        self.touch()

    def touch(self) -> None:
        self._at = (self._day(), self._steady())

    @property
    def seconds(self) -> float:
        return max(self._day() - self._at[0], self._steady() - self._at[1], 0.0)


class Idle(QObject):
    """`over` comes when it has been still for as long as `limit` says, in seconds; never when it says None.

    The touch that comes after the limit, such as the first after a sleep, is the end of it and no new beginning.
    `asked` passes on the key that locks where a form keeps it from the window.
    """

    over = Signal()
    asked = Signal()

    def __init__(self, limit: Callable[[], float | None], parent: QObject, stillness: Stillness | None = None) -> None:
        super().__init__(parent)
        self._limit, self.stillness = limit, stillness or Stillness()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(lambda: self.look())  # noqa: PLW0108 - PySide frees what a bare method hangs on
        self._look.start()
        QGuiApplication.instance().focusWindowChanged.connect(self._listen)
        for window in QGuiApplication.topLevelWindows():
            self._listen(window)

    def look(self) -> bool:
        """Whether it is over, and then says so."""
        limit = self._limit()
        if limit is None or self.stillness.seconds < limit:
            return False
        self.stillness.touch()
        self.over.emit()
        return True

    def _listen(self, window: QWindow | None) -> None:
        """At the windows of the system: there every key and move comes by once."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        kind = event.type()
        if kind not in TOUCHES:
            return False
        if self.look():
            return True
        self.stillness.touch()
        if kind == QEvent.Type.KeyPress and event.key() == LOCK_KEY:
            is_alone = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if is_alone and QApplication.activeModalWidget() is not None:
                QTimer.singleShot(0, self, lambda: self.asked.emit())  # noqa: PLW0108 - as above
                return True
        return False
