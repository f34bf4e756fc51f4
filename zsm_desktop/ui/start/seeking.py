"""Of a network that will not open any more: which of its copies is the last good one, looked up beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zsm_desktop.ui.start.actions import CopyActs
from zsm_desktop.ui.work import Work, Workshop
from zsm_desktop.words import backups as words

if TYPE_CHECKING:
    from zsm_desktop.ui.start.restoring import Restoring


class Seeking(QObject):
    def __init__(self, restoring: Restoring, workshop: Workshop, acts: CopyActs) -> None:
        super().__init__(restoring)
        self._restoring, self._workshop, self._acts = restoring, workshop, acts
        self._work: Work | None = None
        restoring.form.stopped.connect(self._stop)

    def seek(self, folder: Path, why: str, password: str, user: str) -> bool:
        """False where there are no copies to look at."""
        rows, form = self._acts.of_network(folder), self._restoring.form
        if not rows:
            return False
        self._restoring.show_rows(rows, folder, words.SEEKING)
        form.error.show_error(why)
        form.show_sought(password, user)
        work = self._work = self._workshop.run(
            words.LOOKING, lambda progress: self._acts.last_good(rows, password, user, progress), done=form.show_looked
        )
        work.failed.connect(lambda text: self._restoring.refused(text, work))
        work.failed.connect(lambda _text: form.explain(words.CHOOSE_ONE))
        return True

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._restoring.form.explain(words.CHOOSE_ONE)
