"""Writing beside the painting ends well when what asked for it is gone."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.house.tree import ROOT
from zsm_desktop.domain.errors import RuleError
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


class _Held:
    """As what an act was asked of holds keys."""

    def refuse(self) -> None:
        raise RuleError("server.lost", path="")

    def do(self) -> None:
        pass


@pytest.mark.parametrize("does", [_Held.do, _Held.refuse])
def test_what_was_written_or_refused_holds_nobody(qapp, qtbot: QtBot, does: Callable[[_Held], None]) -> None:
    writer, held, page, told = Writer(), _Held(), _Held(), []
    gone, left = weakref.ref(held), weakref.ref(page)
    writer.write(partial(does, held), partial(lambda _page, error: told.append(error is None), page))
    del held, page
    qtbot.waitUntil(lambda: not writer.is_busy)
    assert told == [does is _Held.do]
    gc.collect()
    assert gone() is left() is None


AT_THE_END = """
import threading, time
from PySide6.QtCore import QCoreApplication
from zsm_desktop.ui.parts.writer import Writer
app, began = QCoreApplication([]), threading.Event()
writer = Writer()
writer.write(lambda: (began.set(), time.sleep(0.05), print("gedaan", flush=True)), print)
while not began.is_set():
    app.processEvents()
"""


def test_the_program_ends_after_what_still_runs_beside_it() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", AT_THE_END],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "gedaan\n", "")
