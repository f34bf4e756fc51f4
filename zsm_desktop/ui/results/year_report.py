"""Jaarverslag: the school year in sight as PDF and workbook, made beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.talk.papers import open_file
from zsm_desktop.words import minutes as words
from zsm_desktop.words.year_report import STOPPED, TITLE

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.rooms import Tools
    from zsm_desktop.ui.work import Progress

KEY = "Ctrl+J"


class YearReportButton(Button):
    """`year` says which one at the moment of asking. `said` is news for a toast; `made` with what opens it."""

    said = Signal(str, str)
    made = Signal(str, str, object)

    def __init__(self, tools: Tools, desk: Desk, year: Callable[[], int]) -> None:
        super().__init__(tools.theme, TITLE, icon="file-export", key=KEY, on_click=self.ask_folder)
        self._workshop, self._desk, self._year = tools.workshop, desk, year

    def ask_folder(self) -> QFileDialog | None:
        """None while one is being made."""
        if not self.isEnabled():
            return None
        year = SchoolYear(self._year())
        return files.ask_folder(
            self, f"Kies een map voor het jaarverslag {year.label}", lambda folder: self.make(year, folder)
        )

    def make(self, year: SchoolYear, folder: Path) -> None:
        def job(progress: Progress) -> tuple[Path, ...]:
            from zsm_desktop.reports.year_report import write

            return tuple(write(self._desk, year, folder, progress.step).values())

        def done(paths: tuple[Path, ...]) -> None:
            said = f"Gemaakt: {words.files([path.name for path in paths])}"
            self.made.emit(said, "good", ("Openen", lambda: open_file(paths[0])))

        self.setEnabled(False)
        work = self._workshop.run(
            f"{TITLE} {year.label}", job, done=done, failed=lambda sentence: self.said.emit(sentence, "bad")
        )
        work.cancelled.connect(lambda: self.said.emit(STOPPED, "info"))
        work.ended.connect(lambda: self.setEnabled(True))
