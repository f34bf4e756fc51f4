"""Windows tells a window of ours that it goes to sleep or locks; here its numbers become one word."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND, PBT_APMRESUMEAUTOMATIC = 0x4, 0x12
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 0x2, 0x4, 0x6, 0x7
CLOSING = {
    WM_POWERBROADCAST: frozenset({PBT_APMSUSPEND, PBT_APMRESUMEAUTOMATIC}),
    WM_WTSSESSION_CHANGE: frozenset(
        {WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK}
    ),
}
"""By message its first word (wParam), from winuser.h and wtsapi32.h."""
NOTIFY_FOR_THIS_SESSION = 0


def is_closing(message: int, word: int) -> bool:
    """Whether from now on somebody else may sit here."""
    return word in CLOSING.get(message, frozenset())


class WindowsEar(QObject):
    """Has a window of its own that is never shown: Windows sends to windows only. Tried on no Windows yet."""

    def __init__(self, tell: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._window = QWidget()
        self._filter = _Filter(tell)
        application = QCoreApplication.instance()
        if sys.platform == "win32" and application is not None:
            import ctypes

            handle = int(self._window.winId())
            application.installNativeEventFilter(self._filter)
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, NOTIFY_FOR_THIS_SESSION)

    def hold_sleep(self) -> None:
        """Windows waits two seconds for who hears of a sleep, which is longer than sealing takes."""

    def let_sleep(self) -> None:
        """As `hold_sleep`."""


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, tell: Callable[[], object]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(self, kind: Any, message: Any) -> tuple[bool, int]:
        if sys.platform == "win32" and bytes(kind) == b"windows_generic_MSG":
            from ctypes import wintypes

            said = wintypes.MSG.from_address(int(message))
            if is_closing(said.message, said.wParam):
                self._tell()
        return False, 0
