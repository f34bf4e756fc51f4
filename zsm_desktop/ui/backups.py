"""Keeps the copies of the network that is open: beside the work every half hour, and once more when somebody leaves.

Leaving waits for it no longer than a moment: what was not made is said, and made at the next opening.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.progress import Bar
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Progress, Work
from zsm_desktop.words import backups as words

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.settings import Preferences
    from zsm_desktop.ui.window import Window

EVERY_MS = 30 * 60 * 1000
FIRST_MS = 60 * 1000
"""After opening: what a crash left undone, a place that is there again, and the monthly trial."""
PATIENCE_MS = 300
"""Before a copy at leaving is spoken of at all."""
LEAVE_MS, STOP_MS = 15_000, 3_000
LOCK_MS = 3_000
"""Longer than this the keys do not stay for it."""
_TURN_S = 0.0005
"""How long the thread that copies keeps the interpreter; Python's own 5 ms can be felt while typing."""


class BackupKeeper(QObject):
    """`changed` comes when something about the copies is different. Does nothing at a desk that keeps none."""

    changed = Signal()

    def __init__(
        self, window: Window, desk: Desk, preferences: Preferences, remember: Callable[[str, Any], object]
    ) -> None:
        super().__init__(window)
        self._window, self._backups, self._day = window, desk.backups, lambda: desk.day
        self._remember = remember
        self.second = preferences.second_backup_place
        self._work: Work | None = None
        self._is_cut_off = self._is_owed = False
        self.is_on = desk.backups.is_kept()
        self._first = QTimer(self, interval=FIRST_MS, singleShot=True)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._first.timeout.connect(lambda: self.run("start"))
        self._timer.timeout.connect(lambda: self.run("half uur"))
        if self.is_on:
            self.say()

    def start(self) -> None:
        """From here on it is known what changes, and kept up by itself."""
        self._is_owed = False
        if self.is_on:
            self._backups.is_due()
            self._first.start()
            self._timer.start()

    def rest(self) -> None:
        """Until `start`: while the network is locked there is nothing to copy with. A copy that was cut off is said."""
        self._timer.stop()
        self._first.stop()
        if self._is_cut_off:
            self._is_cut_off = False
            self._backups.miss()
        if self.is_on:
            with suppress(RuleError):
                self._is_owed = self._backups.is_due()

    def ended_locked(self) -> None:
        """Nobody came back: what a sleeping computer gave no time to copy is said at the next opening."""
        if self._is_owed:
            self._is_owed = False
            self._backups.miss()

    def before_locking(self) -> None:
        """A copy of what changed while there are keys still: who locks may well go home."""
        if not self.is_on or self._work is not None:
            return

        def job(progress: Progress) -> None:
            with suppress(RuleError):  # it is remembered, and nobody is there to read it
                self._backups.make("vergrendelen", _tell(progress), is_thorough=False)
                self._backups.keep_up(self.second, _tell(progress))
            self._is_cut_off = False

        with suppress(RuleError):
            if self._backups.is_due():
                self._is_cut_off = True  # until it is made, or failed
                work = self._do(words.MAKING, job)
                QTimer.singleShot(LOCK_MS, self, lambda: work.cancel())  # noqa: PLW0108 - a bare method is a trap here

    def say(self) -> None:
        """At the foot of the window."""
        last = self._backups.facts().last_at
        if last is not None:
            self._window.footer.set_stored(f"reservekopie {words.last(last.astimezone(HOME), self._day())}")

    def run(self, reason: str) -> Work | None:
        """What is due now, beside the window: a look, a copy, the second place, the trial. One at a time."""
        if not self.is_on or self._work is not None:
            return self._work
        return self._do(words.MAKING, lambda progress: self._keep(reason, progress))

    def make(self) -> Work | None:
        """One because somebody asks for it, whether it is due or not."""

        def job(progress: Progress) -> None:
            self._backups.make("zelf", _tell(progress))
            self._backups.keep_up(self.second, _tell(progress))

        return self._do(words.MAKING, job) if self._work is None else self._work

    def try_out(self) -> Work | None:
        def job(progress: Progress) -> None:
            if not self._backups.facts().copies:
                self._backups.make("zelf", _tell(progress))
            self._backups.try_out(_tell(progress))

        return self._do(words.TRYING, job) if self._work is None else self._work

    def choose_second(self, place: str) -> Work | None:
        """ "" for none; kept for this computer only when a copy could be laid there."""

        def job(progress: Progress) -> None:
            self._backups.choose_second(place, _tell(progress))

        def keep(_nothing: object) -> None:
            self.second = place
            self._remember("second_backup_place", place)

        if self._work is not None:
            return self._work
        work = self._do(words.CHOOSING, job)
        work.finished.connect(keep)
        return work

    def leave(self) -> None:
        """A last copy of what changed, also at the second place; at most some seconds, and a blink of that unshown."""
        if not self.is_on:
            return
        self.rest()
        with suppress(RuleError):
            is_due = self._backups.is_due()
            if is_due or self.second:  # which may lack one that was made at locking, or be there again
                self._make_leaving(is_due=is_due)

    def _make_leaving(self, *, is_due: bool) -> None:
        made: list[object] = []

        def job(progress: Progress) -> None:
            if is_due:
                made.append(self._backups.make("afsluiten", _tell(progress), is_thorough=False))
            self._backups.keep_up(self.second, _tell(progress))

        window, loop = self._window, QEventLoop()
        window.setEnabled(False)
        work = window.workshop.run(words.MAKING, job)
        work.ended.connect(loop.quit)
        dialog = LeavingDialog(window.theme, window, work.cancel)
        limits = [(PATIENCE_MS, dialog.open), (LEAVE_MS, work.cancel), (LEAVE_MS + STOP_MS, loop.quit)]
        timers = [QTimer(loop, singleShot=True, interval=ms) for ms, _do in limits]
        for timer, (_ms, do) in zip(timers, limits, strict=True):
            timer.timeout.connect(lambda do=do: do())
            timer.start()
        stopped: list[bool] = []
        work.cancelled.connect(lambda: stopped.append(True))
        if work.is_running:
            loop.exec()
        for timer in timers:
            timer.stop()
        dialog.hide()
        dialog.deleteLater()
        if is_due and not made and (stopped or work.is_running):
            self._backups.miss()

    def _keep(self, reason: str, progress: Progress) -> None:
        with suppress(RuleError):  # the next round looks
            self._backups.look_through(_tell(progress))
        failed: RuleError | None = None
        if self._backups.is_due():
            try:
                self._backups.make(reason, _tell(progress))
            except RuleError as error:
                failed = error
        self._backups.keep_up(self.second, _tell(progress))
        if failed is None and self._backups.is_trial_due():
            self._backups.try_out(_tell(progress))

    def _do(self, name: str, job: Callable[[Progress], None]) -> Work:
        def gently(progress: Progress) -> None:
            with gentle():
                job(progress)

        self._work = work = self._window.workshop.run(name, gently)
        work.ended.connect(self._on_ended)
        return work

    def _on_ended(self) -> None:
        self._work = None
        if self.is_on:
            self.say()
        self.changed.emit()


class LeavingDialog(QDialog):
    """For a copy that takes longer than a blink; nobody has to wait for it."""

    def __init__(self, theme: Theme, parent: QWidget, leave_now: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.LEAVING)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        bar = Bar(theme)
        bar.put(0, 0)
        self.go = Button(theme, words.LEAVE_NOW, on_click=leave_now)
        text = layout.label(words.LEAVING_LONG, wrap=True)
        things = (layout.label(words.LEAVING, "section"), text, bar, layout.row(theme, None, self.go))
        self.setLayout(layout.column(theme, *things, gap=14, margins=20))
        self.setMinimumWidth(theme.px(400))
        self.setEnabled(True)
        theme.dress(self)

    def reject(self) -> None:
        """Esc is the button."""
        self.go.click()


@contextmanager
def gentle() -> Iterator[None]:
    """Whoever types has the interpreter back at once."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _tell(progress: Progress) -> Callable[[int, int], object]:
    return progress.step
