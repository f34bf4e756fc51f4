"""What the start window asks of the keyring, beside the GUI thread: whether there is one, to keep and to forget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.start.actions import Opened, StartActions
from zsm_desktop.ui.work import Cancelled, Progress, Workshop

if TYPE_CHECKING:
    from zsm_desktop.ui.start.window import StartWindow


class Remembering(QObject):
    def __init__(self, window: StartWindow, actions: StartActions, workshop: Workshop) -> None:
        super().__init__(window)
        self._window, self._actions, self._workshop = window, actions, workshop
        self._has_looked = False
        window.unlock.forget.connect(self.forget)
        window.choose.join.connect(self.look)

    def look(self) -> None:
        """Once; the forms that ask for the password of a server then show their tick, or do not."""
        if not self._has_looked:
            self._has_looked = True
            work = self._workshop.run("Sleutelbos zoeken", lambda _progress: self._actions.keyring.has_keyring())
            work.finished.connect(self.show_keyring)

    def show_keyring(self, has_keyring: bool) -> None:
        for form in (self._window.unlock, self._window.join):
            form.show_keyring(has_keyring)

    def forget(self, folder: Path) -> None:
        form = self._window.unlock
        work = self._workshop.run("Wachtwoord vergeten", lambda _progress: self._actions.keyring.forget(folder))
        work.failed.connect(form.error.show_error)
        work.failed.connect(lambda _words: form.remember.setChecked(True))

    def keep(self, opened: Opened, password: str, progress: Progress) -> Opened:
        """In the thread that opened: `password` is "" where nobody wishes it kept. Raises Cancelled, and then what was
        opened is closed again."""
        try:
            progress.check()
            if password:
                self._actions.keyring.remember(opened.network.folder, password)
                progress.check()
        except RuleError as error:
            return opened._replace(trouble=sentence(error))
        except Cancelled:
            opened.desk.close()
            raise
        return opened
