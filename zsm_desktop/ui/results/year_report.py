"""Jaarverslag: the school year in sight as PDF and workbook, made beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.papers import PaperButton
from zsm_desktop.words.year_report import TITLE

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.rooms import Tools
    from zsm_desktop.ui.work import Progress

KEY = "Ctrl+J"


class YearReportButton(PaperButton):
    """`year` says which one at the moment of asking."""

    def __init__(self, tools: Tools, desk: Desk, year: Callable[[], int]) -> None:
        super().__init__(tools, TITLE, self.ask_folder, key=KEY)
        self._desk, self._year = desk, year

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

        self.run(f"{TITLE} {year.label}", job)
