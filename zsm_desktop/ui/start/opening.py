"""Runs what the start window asks for beside the GUI thread; brings back the desk, or what is wrong in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.start.actions import NewNetwork, Opened, StartActions
from zsm_desktop.ui.work import Job, Work, Workshop, time_left_words

if TYPE_CHECKING:
    from zsm_desktop.ui.start.window import StartWindow

ABOUT_KEYS = frozenset(
    {
        "keys.password_short",
        "keys.wrong_password",
        "keys.wrong_recovery",
        "recovery.length",
        "recovery.sign",
        "recovery.typo",
    }
)
"""Rules whose sentence belongs at the field of the password or the printed key."""

KEYS_LOST = frozenset({"keys.missing", "keys.damaged"})
"""Found out while opening: looking again says whether the previous key file can come back."""


class Opening(QObject):
    """`done` comes once, in the GUI thread, with what was opened."""

    done = Signal(object)

    def __init__(self, window: StartWindow, actions: StartActions, workshop: Workshop) -> None:
        super().__init__(window)
        self._window, self._actions, self._workshop = window, actions, workshop
        window.unlock.unlock.connect(self.unlock)
        window.recover.recover.connect(self.recover)
        window.create.create.connect(self.create)
        window.choose.sample.connect(self.make_sample)

    def unlock(self, folder: Path, password: str, user: str) -> None:
        form = self._window.unlock
        work = self._run("Netwerk openen", lambda _progress: self._actions.unlock(folder, password, user))
        work.failed.connect(lambda words: self._refused(form, words, form.password, work))

    def recover(self, folder: Path, key: str, password: str) -> None:
        form = self._window.recover
        work = self._run("Netwerk openen", lambda _progress: self._actions.recover(folder, key, password))
        work.failed.connect(lambda words: self._refused(form, words, form.key, work))

    def create(self, new: NewNetwork) -> None:
        form = self._window.create
        work = self._run("Netwerk maken", lambda _progress: self._actions.create(new))
        work.failed.connect(lambda words: self._refused(form, words, form.password, work))

    def make_sample(self) -> None:
        window = self._window
        window.show_page(window.making)
        work = self._run("Voorbeeld maken", self._actions.make_sample)
        window.making.follow(work)
        work.progressed.connect(lambda done, total, text: self._on_progress(work, done, total, text))
        work.cancelled.connect(window.show_choice)
        work.failed.connect(self._sample_failed)

    def _refused(self, form, words: str, field: Field, work: Work) -> None:
        code = work.error.code if isinstance(work.error, RuleError) else ""
        if code in KEYS_LOST and form is self._window.unlock:
            self._window.show_network(form.network.folder)
            return
        if code == "keys.password_short":
            field = form.password
        form.show_error(words, field if code in ABOUT_KEYS else None)

    def _on_progress(self, work: Work, done: int, total: int, text: str) -> None:
        left = time_left_words(work.seconds_left())
        self._window.making.show_progress(done, total, " · ".join(part for part in (text, left) if part))

    def _sample_failed(self, words: str) -> None:
        self._window.show_choice()
        self._window.choose.error.show_error(words)

    def _run(self, name: str, job: Job) -> Work:
        return self._workshop.run(name, job, done=self._on_opened)

    def _on_opened(self, opened: Opened) -> None:
        self.done.emit(opened)
