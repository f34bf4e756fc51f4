"""Answers on a bus of the tests as systemd-logind does; every line it hears is a signal that it sends."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

LOGIN, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
OWN = f"{PATH}/session/_37"
SIGNALS = {
    "sleep": (PATH, f"{LOGIN}.Manager", "PrepareForSleep", [True]),
    "lock": (OWN, f"{LOGIN}.Session", "Lock", []),
    "other": (f"{PATH}/session/_38", f"{LOGIN}.Session", "Lock", []),
    "hint": (OWN, "org.freedesktop.DBus.Properties", "PropertiesChanged", [f"{LOGIN}.Session"]),
}


class Login(QDBusVirtualObject):
    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        answers = {
            "Get": lambda said: QDBusVariant("7" if said[1] == "Id" else True),
            "GetSession": lambda _said: QDBusObjectPath(OWN),
            "Inhibit": lambda _said: QDBusUnixFileDescriptor(0),
        }
        answer = answers.get(message.member())
        return answer is not None and connection.send(message.createReply(answer(message.arguments())))


if __name__ == "__main__":
    app = QCoreApplication(sys.argv)
    bus = QDBusConnection.connectToBus(sys.argv[1], "login")
    login = Login()
    bus.registerService(LOGIN)
    bus.registerVirtualObject(PATH, login, QDBusConnection.VirtualObjectRegisterOption.SubPath)

    def send() -> None:
        heard = os.read(0, 1_000).decode().split()
        if not heard:
            app.quit()
        for asked in heard:
            path, interface, name, said = SIGNALS[asked]
            message = QDBusMessage.createSignal(path, interface, name)
            message.setArguments(said)
            bus.send(message)

    ear = QSocketNotifier(0, QSocketNotifier.Type.Read)
    ear.activated.connect(lambda _fd: send())
    print("ready", flush=True)
    app.exec()
