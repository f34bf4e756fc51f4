"""Bijlage maken: what is compared as PDF and workbook for a meeting, made beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.talk.papers import open_file
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import minutes as words

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.scenarios import Comparison
    from zsm_desktop.ui.work import Progress

STOPPED = "Gestopt. Er is niets geschreven."
Compare = Callable[[], tuple["Comparison", "Comparison"]]
"""What is found with what is tried, and by what was agreed; called beside the window."""


class AnnexButton(Button):
    """`asked` says what is compared at the moment of asking. `said` is news for a toast; `made` with what opens it."""

    said = Signal(str, str)
    made = Signal(str, str, object)

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        asked: Callable[[], Compare],
        words: str = "Bijlage maken",
        *,
        kind: str = "normal",
    ) -> None:
        super().__init__(tools.theme, words, kind=kind, icon="file-export", key="Ctrl+S", on_click=self.ask_folder)
        self._workshop, self._desk, self._asked = tools.workshop, desk, asked

    def ask_folder(self) -> QFileDialog:
        return files.ask_folder(self, "Kies een map voor de bijlage", self.make)

    def make(self, folder: Path) -> None:
        """By the books of when it is made."""
        compare = self._asked()

        def job(progress: Progress) -> tuple[Path, ...]:
            from zsm_desktop.reports.scenarios import write

            progress.step(0, 2, "Vergelijken")
            found, agreed = compare()
            progress.step(1, 2, "Opmaken")
            return tuple(write(self._desk, found, folder, agreed).values())

        def done(paths: tuple[Path, ...]) -> None:
            said = f"Gemaakt: {words.files([path.name for path in paths])}"
            self.made.emit(said, "good", ("Openen", lambda: open_file(paths[0])))

        self.setEnabled(False)
        work = self._workshop.run(
            "Bijlage maken", job, done=done, failed=lambda sentence: self.said.emit(sentence, "bad")
        )
        work.cancelled.connect(lambda: self.said.emit(STOPPED, "info"))
        work.ended.connect(lambda: self.setEnabled(True))
