"""Writing beside the painting ends well when what asked for it is gone."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from zsm_desktop.ui.parts.writer import Writer


def test_what_ends_after_its_writer_tells_nobody(qapp, qtbot: QtBot) -> None:
    """A window that closes while the server keeps a read waiting."""
    writer = Writer()
    started = threading.Event()
    told: list[Exception | None] = []

    def act() -> None:
        started.set()
        while isValid(writer):
            time.sleep(0.01)

    with qtbot.capture_exceptions() as faults:
        writer.write(act, told.append)
        qtbot.waitUntil(started.is_set)
        writer.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # which waits for the act
        qapp.processEvents()
    assert not isValid(writer)
    assert faults == []
    assert told == []
