"""Bijlage maken: what is compared as PDF and workbook for a meeting, made beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.papers import PaperButton
from zsm_desktop.ui.rooms import Tools

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.scenarios import Comparison
    from zsm_desktop.ui.work import Progress

Compare = Callable[[], tuple["Comparison", "Comparison"]]
"""What is found with what is tried, and by what was agreed; called beside the window."""


class AnnexButton(PaperButton):
    """`asked` says what is compared at the moment of asking."""

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        asked: Callable[[], Compare],
        words: str = "Bijlage maken",
        *,
        kind: str = "normal",
    ) -> None:
        super().__init__(tools, words, self.ask_folder, kind=kind)
        self._desk, self._asked = desk, asked

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

        self.run("Bijlage maken", job)
