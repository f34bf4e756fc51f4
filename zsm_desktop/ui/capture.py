"""Keeps the private windows out of screen sharing and screenshots, where the system can: Windows and macOS.

Linux has no such thing: there the wall is shared as a window of its own, never the whole screen.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from collections.abc import Callable
from ctypes import util

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

log = logging.getLogger(__name__)

MINUTES = 10
_SHOWN_NEW = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})
_MONITOR, _EXCLUDE, _SHOWN = 0x01, 0x11, 0x00
Hide = Callable[[int, bool], bool]
"""Takes a window's system number and whether it is to be kept out; False when the system refused."""


class CaptureGuard(QObject):
    """Every window of the program but those let through; `allow` opens all for a while, for help at a distance.

    Qt tells a window that it is shown just before the system shows it, also a menu or a tooltip, which never gets the
    keyboard; a window that the system makes anew has to be kept out anew.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, *, hide: Hide | None = None) -> None:
        super().__init__(parent)
        self._hide = hide if hide is not None else platform_hide()
        self._let_through: set[QWidget] = set()
        self._is_allowed = False
        # A coarse timer would let the windows be seen up to half a minute longer.
        self._timer = QTimer(self, singleShot=True, interval=MINUTES * 60_000, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.forbid)
        if self.is_possible:
            QApplication.instance().installEventFilter(self)
            self.apply()

    @property
    def is_possible(self) -> bool:
        return self._hide is not None

    @property
    def is_allowed(self) -> bool:
        """Whether the private windows can be seen in a screen that is shared."""
        return self._is_allowed or not self.is_possible

    @property
    def minutes_left(self) -> int:
        return -(-self._timer.remainingTime() // 60_000) if self._timer.isActive() else 0

    def let_through(self, widget: QWidget) -> None:
        """A window made for showing, such as the wall."""
        self._let_through.add(widget)
        widget.destroyed.connect(lambda: self._let_through.discard(widget))
        if widget.isVisible():
            self._keep(widget)

    def allow(self) -> None:
        self._is_allowed = True
        self._timer.start()
        self.apply()
        self.changed.emit()

    def forbid(self) -> None:
        self._is_allowed = False
        self._timer.stop()
        self.apply()
        self.changed.emit()

    def apply(self) -> None:
        """To every window that is shown now."""
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget.windowHandle() is not None:
                self._keep(widget)

    def eventFilter(self, watched, event) -> bool:
        if event.type() in _SHOWN_NEW and isinstance(watched, QWidget) and watched.isWindow():
            self._keep(watched)
        return False

    def _keep(self, widget: QWidget) -> None:
        number = int(widget.effectiveWinId())  # winId would make the system's window of one that is going
        if self._hide is None or not number:
            return
        is_kept = not self._is_allowed and widget not in self._let_through
        try:
            is_done = self._hide(number, is_kept)
        except (OSError, ValueError, AttributeError, ctypes.ArgumentError):
            is_done = False
        if not is_done:
            log.info("the system did not keep a window out of screen capture")


def platform_hide() -> Hide | None:
    """What this system offers, None where it offers nothing."""
    if sys.platform == "win32":
        return _on_windows
    return _on_mac if sys.platform == "darwin" else None


def _on_windows(number: int, is_kept: bool) -> bool:
    """Windows before 10 (2004) cannot leave a window out; there it comes out black."""
    affinity = ctypes.windll.user32.SetWindowDisplayAffinity  # type: ignore[attr-defined]
    affinity.argtypes, affinity.restype = (ctypes.c_void_p, ctypes.c_uint32), ctypes.c_int
    if not is_kept:
        return bool(affinity(number, _SHOWN))
    return bool(affinity(number, _EXCLUDE)) or bool(affinity(number, _MONITOR))


def _on_mac(number: int, is_kept: bool) -> bool:
    """Tells the NSWindow around Qt's view its sharing type: 0 none, 1 read only."""
    objc = ctypes.cdll.LoadLibrary(util.find_library("objc") or "")
    objc.sel_registerName.restype, objc.sel_registerName.argtypes = ctypes.c_void_p, (ctypes.c_char_p,)
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(("objc_msgSend", objc))
    window = ask(number, objc.sel_registerName(b"window"))
    if not window:
        return False
    tell(window, objc.sel_registerName(b"setSharingType:"), 0 if is_kept else 1)
    return True
