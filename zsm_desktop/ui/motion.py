"""One switch for everything that moves by itself: what the system says, or nothing at all."""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.theme import Theme

log = logging.getLogger(__name__)

ASK_MS = 2_000
ANSWER_MS = 300
PORTAL, PORTAL_PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
WHERE = ("org.gnome.desktop.interface", "enable-animations")
_EFFECTS = tuple(effect for effect in Qt.UIEffect if effect is not Qt.UIEffect.UI_General)


class Motion(QObject):
    """Tells the theme whether all is to keep still, and Qt: no effects, no fading, no blinking cursor."""

    def __init__(self, theme: Theme, habits: Habits) -> None:
        super().__init__(theme)
        self._theme, self._habits = theme, habits
        self._flash_ms = QApplication.cursorFlashTime()
        self._effects = [effect for effect in _EFFECTS if QApplication.isEffectEnabled(effect)]
        self.system_is_still = sys.platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
        habits.changed.connect(self.follow)
        self._soon = QTimer(self, interval=ASK_MS, singleShot=True)
        self._soon.timeout.connect(lambda: self.ask())  # noqa: PLW0108 - PySide frees what a bare method hangs on
        self.follow()

    @property
    def is_still(self) -> bool:
        return self._habits.now.motion == "none" or self.system_is_still

    def listen(self) -> None:
        """Asks the desktop a moment from now, where it is none that tells Qt."""
        if sys.platform.startswith("linux"):
            self._soon.start()

    def ask(self) -> None:
        from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        message = QDBusMessage.createMethodCall(PORTAL, PORTAL_PATH, SETTINGS, "ReadOne")
        message.setArguments(list(WHERE))
        answer = bus.call(message, QDBus.CallMode.Block, ANSWER_MS)
        if answer.type() == QDBusMessage.MessageType.ReplyMessage and answer.arguments():
            said = answer.arguments()[0]
            self.system_is_still = (said.variant() if hasattr(said, "variant") else said) is False
            self.follow()

    def follow(self) -> None:
        still = self.is_still
        if still == self._theme.is_still:
            return
        self._theme.is_still = still
        for effect in self._effects:
            QApplication.setEffectEnabled(effect, not still)
        QApplication.setCursorFlashTime(0 if still else self._flash_ms)
        self._theme.set_zoom(self._theme.zoom_percent)  # every window is dressed anew
