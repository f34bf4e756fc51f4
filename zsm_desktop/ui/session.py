"""Hears from the system that the computer goes to sleep, or that its session is locked."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

log = logging.getLogger(__name__)

LOGIN, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/"),
)
"""Some desktops tell of a locked screen only here."""
ANSWER_MS = 500
SOON_MS = 2_000
"""After the first window: to ask takes a moment."""
WHO = ("sleep", "Maatwerk", "Het netwerk wordt vergrendeld", "delay")


class Session(QObject):
    """`closed` comes at every sleep and every lock; whoever hears it calls `rest` when all is put away.

    Where the system does not tell, nothing comes: the idle time, which counts a sleep too, still locks.
    """

    closed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ear: Any = None
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(lambda: self.listen())  # noqa: PLW0108 - PySide frees what a bare method hangs on

    def begin(self) -> None:
        """A moment from now."""
        self._soon.start()

    def listen(self) -> None:
        self._soon.stop()
        if self._ear is not None:
            return
        try:
            if sys.platform == "win32":
                from zsm_desktop.ui.session_windows import WindowsEar

                self._ear = WindowsEar(self.closed.emit, self)
            elif sys.platform.startswith("linux"):
                self._ear = LoginEar(self.closed.emit, self)
        except Exception as error:  # noqa: BLE001 - a system that does not tell is no reason to stop working
            log.info("the system does not tell of sleep and lock: %s", type(error).__name__)

    def rest(self) -> None:
        """Everything is put away: the computer may sleep."""
        if self._ear is not None:
            self._ear.let_sleep()

    def wake(self) -> None:
        """Something is open again: a sleep waits for it."""
        if self._ear is not None:
            self._ear.hold_sleep()


class LoginEar(QObject):
    """systemd-logind over D-Bus, and the screen savers of desktops."""

    def __init__(self, tell: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        from PySide6.QtDBus import QDBusConnection

        self._tell = tell
        self._held: Any = None
        self.system, self.session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if self.system.isConnected():
            self._hear_login()
        if self.session.isConnected():
            for service, path in SAVERS:
                self.session.connect(service, path, service, "ActiveChanged", self, SLOT("on_saver(bool)"))

    def hold_sleep(self) -> None:
        """Asks for the few seconds that sealing takes; without them it is done after the sleep."""
        if self._held is None and self.system.isConnected():
            self._held = self._ask(PATH, MANAGER, "Inhibit", *WHO)

    def let_sleep(self) -> None:
        self._held = None  # closing it is letting go

    def _hear_login(self) -> None:
        bus = self.system
        bus.connect(LOGIN, PATH, MANAGER, "PrepareForSleep", self, SLOT("on_sleep(bool)"))
        self.path = self._own_session()
        if self.path:
            bus.connect(LOGIN, self.path, SESSION, "Lock", self, SLOT("on_lock()"))
            bus.connect(LOGIN, self.path, PROPERTIES, "PropertiesChanged", self, SLOT("on_hint()"))

    def _own_session(self) -> str:
        """Of others on the same computer nothing is heard."""
        name = os.environ.get("XDG_SESSION_ID") or self._ask(f"{PATH}/session/auto", PROPERTIES, "Get", SESSION, "Id")
        found = self._ask(PATH, MANAGER, "GetSession", str(name)) if name else None
        return str(found.path()) if found is not None else ""

    def _ask(self, path: str, interface: str, method: str, *said: str) -> Any:
        """What it answers; None when it does not."""
        from PySide6.QtDBus import QDBus, QDBusMessage

        message = QDBusMessage.createMethodCall(LOGIN, path, interface, method)
        message.setArguments(list(said))
        answer = self.system.call(message, QDBus.CallMode.Block, ANSWER_MS)
        if answer.type() != QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
            return None
        said_back = answer.arguments()[0]
        return said_back.variant() if hasattr(said_back, "variant") else said_back

    @Slot(bool)
    def on_sleep(self, _is_beginning: bool) -> None:
        """Also when it ends: who was not in time before it is in time now."""
        self._tell()

    @Slot()
    def on_lock(self) -> None:
        self._tell()

    @Slot()
    def on_hint(self) -> None:
        if self._ask(self.path, PROPERTIES, "Get", SESSION, "LockedHint"):
            self._tell()

    @Slot(bool)
    def on_saver(self, is_active: bool) -> None:
        if is_active:
            self._tell()
