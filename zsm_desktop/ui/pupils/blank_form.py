"""The empty form that schools fill in: where it goes, and whether it asks for names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zsm_desktop.ui.parts import files
from zsm_desktop.ui.parts.inputs import Check
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.work import Workshop


class BlankForm:
    """Asked for and written on behalf of `page`."""

    def __init__(self, page: Page, desk: Any, workshop: Workshop) -> None:
        self._page, self._desk, self._workshop = page, desk, workshop

    def ask(self) -> Any:
        without = Check(self._page.theme, "Zonder namen en geboortedatums")
        return files.ask_save(
            self._page, "Invulformulier voor scholen", "aanmeldformulier.xlsx",
            lambda path: self.write(path, is_pseudonymous=without.isChecked()), files.WORKBOOKS, without,
        )  # fmt: skip

    def write(self, path: Path, *, is_pseudonymous: bool = False) -> None:
        def job(progress) -> Path:
            from zsm_desktop.intake.case_form import write_form
            from zsm_desktop.intake.drafts import form_lists

            progress.step(0, 1)
            write_form(path, form_lists(self._desk), self._desk.day, is_pseudonymous=is_pseudonymous)
            return path

        self._workshop.run(
            "Invulformulier maken", job,
            done=lambda done: self._page.notify.emit(f"Het formulier staat klaar: {done}", "good"),
            failed=lambda words: self._page.notify.emit(words, "bad"),
        )  # fmt: skip
