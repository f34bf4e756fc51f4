"""What the system tells of sleep and lock, over a real bus of our own with something that answers as logind does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject

from zsm_desktop.ui.session import LoginEar, Session
from zsm_desktop.ui.session_windows import CLOSING, is_closing

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no bus to be had")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Sends a signal of the login service."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    address = daemon.stdout.readline().strip()
    login = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.locking.login_service", address],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert login.stdout.readline().strip() == "ready"
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)

    def send(name: str) -> None:
        login.stdin.write(f"{name}\n")
        login.stdin.flush()

    yield send
    login.stdin.close()
    daemon.terminate()
    for process in (login, daemon):
        process.wait(5)
        process.stdout.close()


def test_sleep_and_lock_of_the_own_session_are_heard_and_those_of_others_not(bus, qtbot) -> None:
    heard: list[int] = []
    root = QObject()
    ear = LoginEar(lambda: heard.append(1), root)
    assert ear.path == "/org/freedesktop/login1/session/_37"
    ear.hold_sleep()
    assert ear._held is not None
    ear.let_sleep()
    assert ear._held is None
    for at, signal in enumerate(("sleep", "lock", "hint"), start=1):
        bus("other")
        bus(signal)
        qtbot.waitUntil(lambda at=at: len(heard) == at)


def test_without_a_bus_nothing_is_heard_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch, qtbot) -> None:
    for name in ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.setenv(name, "unix:path=/nergens")
    monkeypatch.setattr("sys.platform", "plan9")
    root = QObject()
    session = Session(root)
    session.listen()
    session.wake()
    session.rest()
    assert session._ear is None


@pytest.mark.parametrize(
    ("message", "word", "is_it"),
    [
        (0x02B1, 0x7, True),  # the session is locked
        (0x02B1, 0x8, False),  # and opened again
        (0x02B1, 0x4, True),  # a remote desktop is left
        (0x0218, 0x4, True),  # to sleep
        (0x0218, 0x12, True),  # awake again
        (0x0218, 0xA, False),  # on battery
        (0x0100, 0x7, False),  # a key
    ],
)
def test_windows_says_it_in_numbers(message: int, word: int, is_it: bool) -> None:
    assert is_closing(message, word) is is_it
    assert all(isinstance(one, int) for words in CLOSING.values() for one in words)
