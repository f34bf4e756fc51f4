"""The key that blanks the wall works always: a dialog keeps shortcuts from the window behind it, but not this one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

KEY = "F12"


class BlankKey(QObject):
    """A shortcut of `window`, and an ear at whatever other window has the keyboard."""

    def __init__(self, window: QWidget, act: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._act = window, act
        self._heard: QWindow | None = None
        QShortcut(QKeySequence(KEY), window, act)
        QGuiApplication.instance().focusWindowChanged.connect(self._listen)

    def _listen(self, window: QWindow | None) -> None:
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        is_it = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F12 and not event.isAutoRepeat()
        if is_it and (QApplication.activeModalWidget() is not None or watched is not self._window.windowHandle()):
            self._act()
            return True
        return False
