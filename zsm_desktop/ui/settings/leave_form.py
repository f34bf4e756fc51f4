"""What moving to another computer does, what does not go along, and then where the copy goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts.files import ask_folder
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import leaving as words


class LeaveForm(FormDialog):
    """`go` gets the place that was chosen, after the form is gone."""

    def __init__(self, theme: Theme, window: QWidget, go: Callable[[Path], object]) -> None:
        super().__init__(theme, words.TITLE, window, submit=self._ask_where, do=words.DO, width=560)
        self._go = go
        steps = [Line(f"{at}. {text}") for at, text in enumerate(words.WHAT, 1)]
        limit = Line(words.NOT_ALONG, icon="info-circle", tone="info")
        self.steps = Lines(theme, (*steps, limit), name="Wat er gaat gebeuren")
        self.body.addWidget(self.steps)

    def ask(self) -> None:
        self.open()
        self.ok.setFocus()

    def _ask_where(self) -> None:
        ask_folder(self.parentWidget(), words.WHERE, self._go)
