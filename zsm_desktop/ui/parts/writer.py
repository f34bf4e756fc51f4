"""Writes what a page was told beside the painting: one after the other, in the order it was told."""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from weakref import WeakSet

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

log = logging.getLogger(__name__)

BREATH_MS = 20
"""Before the other thread starts: Python runs one thread at a time, and what a key changed is painted first."""

LAST_S = 5.0
"""So long the end of the program waits at most for what still runs beside it."""

Act = Callable[[], object]
Told = Callable[[Exception | None], object]
"""Hears in the GUI thread how it went: None, or what went wrong."""


class _Bell(QObject):
    """Rung in the other thread; belongs to no parent, because an act can outlast its writer."""

    rung = Signal()


class Writer(QObject):
    """One thread of its own. `idle` comes when everything has been written, or refused, and told."""

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # its queue is first in, first out
        _pools.add(self._pool)
        self._waiting: deque[_Order] = deque()
        self._is_telling = False
        self._bell = _Bell()
        self._bell.rung.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._soon = QTimer(self, interval=BREATH_MS, singleShot=True)
        self._soon.timeout.connect(self._start)

    @property
    def is_busy(self) -> bool:
        return bool(self._waiting)

    def write(self, act: Act, told: Told) -> None:
        """Does `act` in the other thread, after everything that was asked before, and then `told` in this one."""
        self._waiting.append(_Order(act, told, self._bell))
        if not self._soon.isActive():
            self._soon.start()

    def drain(self) -> None:
        """Waits until the store has what was asked, so that what is done or read next comes after it."""
        while self._waiting and not self._is_telling:
            self._start()
            self._waiting[0].ended.wait()
            self._tell()

    def _start(self) -> None:
        for order in self._waiting:
            if not order.is_started:
                order.is_started = True
                self._pool.start(order)

    def _tell(self) -> None:
        if self._is_telling:
            return
        self._is_telling = True
        told = False
        try:
            while self._waiting and self._waiting[0].ended.is_set():
                order = self._waiting.popleft()
                told = True
                order.tell()
        finally:
            self._is_telling = False
        if told and not self._waiting:
            self.idle.emit()


class _Order(QRunnable):
    def __init__(self, act: Act, told: Told, bell: _Bell) -> None:
        super().__init__()
        self.told: Told | None = told
        self.ended = threading.Event()
        self.error: Exception | None = None
        self.is_started = False
        self._act: Act | None = act
        self._bell = bell
        self.setAutoDelete(False)  # Python keeps it until it has been told

    def tell(self) -> None:
        """How it went; from then on it holds nobody any more."""
        told, error = self.told, self.error
        self.told, self.error = None, None
        if told is not None:
            told(error)

    def run(self) -> None:
        act, self._act = self._act, None  # Qt never lets go of the order, and so of keys that an act holds
        try:
            if act is not None:
                act()
        except Exception as error:  # noqa: BLE001 - whoever asked hears it
            self.error = error
        finally:
            del act
            self.ended.set()
            self._bell.rung.emit()


_pools: WeakSet[QThreadPool] = WeakSet()


@atexit.register
def _see_out() -> None:
    """Before Qt itself goes: a thread that rings its bell after that takes the program down."""
    last = time.monotonic() + LAST_S
    for pool in tuple(_pools):
        with suppress(RuntimeError):  # it went with its window, and waited then
            pool.waitForDone(max(int((last - time.monotonic()) * 1000), 0))
