"""Runs what the start window asks for beside the GUI thread; brings back the desk, or what is wrong in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.start.actions import DAMAGED, Joining, NewNetwork, Opened, StartActions
from zsm_desktop.ui.work import Job, Progress, Work, Workshop

if TYPE_CHECKING:
    from zsm_desktop.ui.start.window import StartWindow

KEYRING = frozenset({"keyring.empty", "keyring.outdated", "keyring.refused"})
"""What is remembered does not do."""

ABOUT_KEYS = KEYRING | frozenset(
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

ABOUT_ADDRESS = frozenset(
    {
        "server.address",
        "server.address_part",
        "server.no_host",
        "server.not_verified",
        "server.other_database",
        "server.password_in_address",
    }
)

KEYS_LOST = frozenset({"keys.missing", "keys.damaged"})
"""Found out while opening: looking again says whether the previous key file can come back."""


class Opening(QObject):
    """`done` comes once, in the GUI thread, with what was opened."""

    done = Signal(object)

    def __init__(self, window: StartWindow, actions: StartActions, workshop: Workshop) -> None:
        super().__init__(window)
        self._window, self._actions, self._workshop = window, actions, workshop
        self._work: Work | None = None
        window.unlock.unlock.connect(self.unlock)
        window.unlock.bring.connect(self.bring)
        window.unlock.unlock_taken.connect(self.unlock_taken)
        window.unlock.drop_taken.connect(self.drop_taken)
        window.recover.recover.connect(self.recover)
        window.join.join.connect(self.join)
        for form in (window.unlock, window.join):
            form.stopped.connect(self.stop)
        window.road.person.create.connect(self.create)
        window.choose.sample.connect(self.make_sample)

    def stop(self) -> None:
        """Nobody waits for it any more; a server that does not answer may hold it for some seconds yet."""
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def unlock(self, folder: Path, password: str, user: str, remember: bool) -> None:
        form = self._window.unlock

        def job(progress: Progress) -> Opened:
            opened = self._actions.unlock(folder, password, user, progress)
            return self._window.remembering.keep(opened, password if remember else "", progress)

        work = self._run("Netwerk openen", job)
        self._window.updating.watch(work, form)
        work.failed.connect(lambda words: self._refused(form, words, form.password, work))

    def bring(self, folder: Path, password: str, user: str) -> None:
        form = self._window.unlock
        work = self._run(
            "Netwerk kopiëren", lambda progress: self._actions.bring_here(folder, password, user, progress)
        )
        work.failed.connect(lambda words: self._refused(form, words, form.password, work))

    def unlock_taken(self, folder: Path, password: str) -> None:
        form = self._window.unlock
        work = self._run("Momentopname openen", lambda _progress: self._actions.unlock_taken(folder, password))
        work.failed.connect(lambda words: self._refused(form, words, form.password, work))

    def drop_taken(self, folder: Path) -> None:
        try:
            self._window.show_unlock(self._actions.drop_taken(folder))
        except RuleError as error:
            self._window.unlock.show_error(error)

    def join(self, asked: Joining) -> None:
        form = self._window.join

        def job(progress: Progress) -> Opened:
            opened = self._actions.join(asked, progress)
            return self._window.remembering.keep(opened, asked.password if asked.remember else "", progress)

        work = self._run("Netwerk openen", job)
        work.failed.connect(lambda words: self._refused(form, words, form.password, work))

    def recover(self, folder: Path, key: str, password: str, owner: tuple[str, str]) -> None:
        form = self._window.recover
        work = self._run("Netwerk openen", lambda _progress: self._actions.recover(folder, key, password, owner))
        work.failed.connect(lambda words: self._refused(form, words, form.key, work))

    def create(self, new: NewNetwork) -> None:
        form = self._window.road.person
        work = self._run("Netwerk maken", lambda _progress: self._actions.first.create(new))
        work.failed.connect(lambda words: self._refused(form, words, form.password, work))

    def make_sample(self) -> None:
        window = self._window
        window.show_page(window.making)
        work = self._run("Voorbeeld maken", self._actions.make_sample)
        window.making.follow(work)
        work.cancelled.connect(window.show_choice)
        work.failed.connect(self._sample_failed)

    def _refused(self, form, words: str, field: Field, work: Work) -> None:
        if work is not self._work:
            return
        code = work.error.code if isinstance(work.error, RuleError) else ""
        if code in KEYRING:
            form.stop_offering()
        if form is self._window.unlock and _to_copies(self._window, code, words):
            return
        form.show_error(words, self._place_of(form, code, field))
        if form is self._window.unlock and form.network is not None:
            self._window.waiting.look(form.network.folder)

    @staticmethod
    def _place_of(form, code: str, field: Field) -> Field | None:
        """The field a refusal is about; None: above the form."""
        if code in ABOUT_KEYS:
            return form.password if code == "keys.password_short" else field
        if code in ABOUT_ADDRESS:
            return getattr(form, "address", None) or getattr(form, "owner", None)
        if code in {"share.no_ca_file", "server.no_authority"}:
            return getattr(form, "ca_file", None)
        return getattr(form, "owner_password", None) if code == "server.owner_password" else None

    def _sample_failed(self, words: str) -> None:
        self._window.show_choice()
        self._window.choose.error.show_error(words)

    def _run(self, name: str, job: Job) -> Work:
        work = self._work = self._workshop.run(name, job)
        work.finished.connect(lambda opened: self._on_opened(work, opened))
        return work

    def _on_opened(self, work: Work, opened: Opened) -> None:
        """What comes after `stop` is closed again: the computer may be locked since, or its user gone."""
        if work is self._work:
            self.done.emit(opened)
        else:
            opened.desk.close()


def _to_copies(window: StartWindow, code: str, words: str) -> bool:
    """What will not open any more: the last good copy of it is looked up; False for what is something else."""
    form = window.unlock
    network, password, user = form.network, form.password.editor.text(), form.who.key
    if code in KEYS_LOST and network is not None and not network.is_damaged:
        window.show_network(network.folder)  # the previous key file may still be there
        network = form.network
        if window.page is not form or network is None or not network.is_damaged:
            return True
    is_lost = code in DAMAGED and network is not None
    return is_lost and window.restoring.seeking.seek(network.folder, words, password, user)
