"""Runs slow things beside the GUI thread, so that the window keeps hearing: progress, time left, cancel, failure."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from zsm_desktop.domain.errors import RuleError

log = logging.getLogger(__name__)

LEAST_S, LEAST_SHARE = 1, 0.02
"""Of what was seen, before there is anything to say about what is left."""
NEARLY = 0.9
"""Less is not nearly done, however few seconds it would take at the pace so far: the next stage may be slower."""
FAILED = "Dit is niet gelukt door een fout in het programma. Er is niets half gedaan; probeer het opnieuw."


class Cancelled(Exception):
    """Raised in a job by `Progress.step` after the user pressed cancel."""


class Progress:
    """The job's side: say how far it is, and hear whether it should stop."""

    def __init__(self, say: Callable[[int, int, str], None]) -> None:
        self._say = say
        self._stop = threading.Event()

    def step(self, done: int, total: int, text: str = "") -> None:
        """`total` 0 means that nobody knows; raises Cancelled."""
        self.check()
        self._say(done, total, text)

    def check(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def stop(self) -> None:
        self._stop.set()


class Pace:
    """How long work will take still, reckoned from the first step that said how much there is; `clock` in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[float, float] | None = None
        self._share = 0.0

    def hear(self, done: int, total: int) -> None:
        self._share = done / total if total else 0.0
        if total and self._first is None:
            self._first = (self._clock(), self._share)

    def words(self) -> str:
        """As it is now: they grow when nothing is heard. Nothing while there is too little to go by."""
        if self._first is None:
            return ""
        began, share = self._first
        spent, gained = self._clock() - began, self._share - share
        if spent < LEAST_S or gained < LEAST_SHARE:
            return ""
        return time_left_words(spent * (1 - self._share) / gained, is_nearly=self._share >= NEARLY)


Job = Callable[[Progress], Any]


class Work(QObject):
    """The window's side of one running job; every signal comes in the GUI thread."""

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    ended = Signal()
    """Last of all, however it went."""

    _reported = Signal(str, object)

    def __init__(
        self, name: str, job: Job, parent: QObject, *, may_cancel: bool = True, is_wanted: bool = True
    ) -> None:
        """`is_wanted` False: nobody asked for it or waits for it, and it may be stopped at any time."""
        super().__init__(parent)
        self.name, self.may_cancel, self.is_wanted = name, may_cancel, is_wanted
        self.is_running = True
        self.error: Exception | None = None
        self.pace = Pace()
        self._progress = Progress(lambda done, total, text: self._reported.emit("progress", (done, total, text)))
        # Queued, so that the job's thread never runs a slot of the window.
        self._reported.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._runnable = _Runnable(job, self._progress, self._reported.emit)

    def cancel(self) -> None:
        self._progress.stop()

    def start(self, pool: QThreadPool) -> None:
        pool.start(self._runnable)

    def let_go(self) -> None:
        self._runnable.let_go()

    def _hear(self, kind: str, fact: Any) -> None:
        if kind == "progress":
            done, total, text = fact
            self.pace.hear(done, total)
            self.progressed.emit(done, total, text)
            return
        self.is_running = False
        self.let_go()
        try:
            self._tell(kind, fact)
        finally:
            self.ended.emit()

    def _tell(self, kind: str, fact: Any) -> None:
        if kind == "done":
            self.finished.emit(fact)
        elif kind == "cancelled":
            self.cancelled.emit()
        else:
            self.error = fact
            self.failed.emit(_sentence(fact))


def _nothing(*_facts: object) -> None: ...


class _Runnable(QRunnable):
    def __init__(self, job: Job, progress: Progress, report: Callable[[str, object], None]) -> None:
        super().__init__()
        self._job: Job = job
        self._progress = progress
        self._report = report
        self.setAutoDelete(False)  # Python keeps it until the work has ended

    def let_go(self) -> None:
        """In the window's thread: Qt never lets go of it, and so of a form or a password that a job was given."""
        self._job, self._progress, self._report = _nothing, Progress(_nothing), _nothing

    def run(self) -> None:
        try:
            result = self._job(self._progress)
        except Cancelled:
            self._report("cancelled", None)
        except RuleError as error:
            self._report("failed", error)
        except Exception as error:
            log.exception("job failed")
            self._report("failed", error)
        else:
            self._report("done", result)


class Workshop(QObject):
    """Starts jobs and keeps them alive until they end; one per window."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self.running: list[Work] = []

    def run(
        self,
        name: str,
        job: Job,
        *,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[str], object] | None = None,
        may_cancel: bool = True,
        is_wanted: bool = True,
    ) -> Work:
        """`job(progress)` runs elsewhere; `done(result)` and `failed(sentence)` are called in the GUI thread."""
        work = Work(name, job, self, may_cancel=may_cancel, is_wanted=is_wanted)
        if done is not None:
            work.finished.connect(done)
        if failed is not None:
            work.failed.connect(failed)
        work.ended.connect(self._forget)  # a lambda would hold the workshop until the work is taken apart, in its midst
        self.running.append(work)
        self.started.emit(work)
        work.start(self._pool)
        return work

    def close(self, wait_ms: int = 5_000) -> bool:
        """Asks everything to stop and waits; False when something still runs after that."""
        for work in tuple(self.running):
            work.cancel()
        is_done = self._pool.waitForDone(wait_ms)
        for work in self.running if is_done else ():
            work.let_go()
        return is_done

    def _forget(self) -> None:
        work = self.sender()
        self.running.remove(work)
        work.deleteLater()


def time_left_words(seconds: float, *, is_nearly: bool = True) -> str:
    """ "nog ongeveer 2 minuten"."""
    if seconds < 5 and is_nearly:
        return "bijna klaar"
    if seconds < 55:
        return f"nog ongeveer {max(1, round(seconds / 5)) * 5} seconden"
    minutes = round(seconds / 60)
    if minutes < 60:
        return "nog ongeveer een minuut" if minutes <= 1 else f"nog ongeveer {minutes} minuten"
    return "nog meer dan een uur"


def _sentence(error: Exception) -> str:
    if not isinstance(error, RuleError):
        return FAILED
    from zsm_desktop.words.rules import sentence

    return sentence(error)
