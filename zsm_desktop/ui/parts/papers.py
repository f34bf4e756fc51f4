"""Papers as files in a folder, made beside the window; what was made is told with what opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.talk.papers import open_file
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import minutes as words
from zsm_desktop.words.format import plural

if TYPE_CHECKING:
    from zsm_desktop.ui.work import Progress, Work, Workshop

STOPPED = "Gestopt. Er is niets geschreven."
MOST_NAMED = 2
"""More files are counted."""
Job = Callable[["Progress"], Sequence[Path]]


def make_papers(
    workshop: Workshop,
    name: str,
    job: Job,
    *,
    said: Callable[[str, str], object],
    made: Callable[[str, str, object], object],
) -> Work:
    """`said` hears a sentence and its tone when it was stopped or failed, `made` what there is, with what opens it."""

    def done(paths: Sequence[Path]) -> None:
        names = [path.name for path in paths]
        what = words.files(names) if len(names) <= MOST_NAMED else plural(len(names), "bestand", "bestanden")
        made(f"Gemaakt: {what}", "good", ("Openen", lambda: open_file(paths[0])))

    work = workshop.run(name, job, done=done, failed=lambda sentence: said(sentence, "bad"))
    work.cancelled.connect(lambda: said(STOPPED, "info"))
    return work


class PaperButton(Button):
    """Rests while its paper is made. `said` is news for a toast; `made` with what opens it."""

    said = Signal(str, str)
    made = Signal(str, str, object)

    def __init__(
        self, tools: Tools, text: str, ask: Callable[[], object], *, key: str = "Ctrl+S", kind: str = "normal"
    ) -> None:
        super().__init__(tools.theme, text, kind=kind, icon="file-export", key=key, on_click=ask)
        self._workshop = tools.workshop

    def run(self, name: str, job: Job) -> None:
        self.setEnabled(False)
        work = make_papers(self._workshop, name, job, said=self.said.emit, made=self.made.emit)
        work.ended.connect(lambda: self.setEnabled(True))
