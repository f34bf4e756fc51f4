"""Controleer verslag: the line about the books on an old paper, held against the books of now."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.checks import HeadAnswer
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.inputs import NoteField
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import printed_head as words

BUSY = "Wordt nagerekend …"
DO = "Controleer verslag"


class HeadCard(QFrame):
    """A line that cannot be read is told at the field; anything else is an answer below the button."""

    def __init__(self, theme: Theme, desk: Any, workshop: Workshop) -> None:
        super().__init__()
        self._desk, self._workshop = desk, workshop
        self.setProperty("role", "card")
        self.line = Field(theme, "Regel onder het verslag", NoteField(theme, words.EXAMPLE, lines=3))
        self.check = Button(theme, DO, icon="shield-check", key="Ctrl+J", on_click=self.run)
        self.line.editor.finished.connect(self.run)
        self.line.edited.connect(self._forget)
        self.result = Lines(theme, name="Uitkomst voor dit verslag")
        self.result.hide()
        title, ask = layout.label("Controleer verslag", "section"), layout.label(words.ASK, "muted", wrap=True)
        row = layout.row(theme, self.check, None)
        self.setLayout(layout.column(theme, title, ask, self.line, row, self.result, None, gap=16, margins=20))
        may = desk.actor.may(Permission.READ_BALANCES)
        self.check.setEnabled(may)
        self.line.editor.setEnabled(may)

    def run(self) -> None:
        if not self.check.isEnabled():
            return
        text = self.line.text
        self.check.setEnabled(False)
        self.check.set_words(BUSY)
        work = self._workshop.run(
            "Verslag controleren",
            lambda progress: self._job(progress, text),
            done=self._show,
            failed=self._refuse,
            may_cancel=False,
        )
        work.ended.connect(self._ready)

    def _job(self, progress: Any, text: str) -> HeadAnswer | RuleError:
        progress.step(0, 0)
        try:
            answer: HeadAnswer = self._desk.checks.printed(text)
        except RuleError as error:
            return error
        return answer

    def _show(self, answer: HeadAnswer | RuleError) -> None:
        if isinstance(answer, RuleError):
            self._forget()
            self.line.show_error(answer)
            self.line.editor.setFocus()
            return
        is_good = words.is_good(answer.found)
        icon, tone = ("circle-check", "good") if is_good else ("alert-triangle", "bad")
        self.result.set_lines(
            [
                Line(words.verdict(answer.found), icon=icon, tone=tone, is_strong=True),
                *(Line(sentence(finding), icon="alert-triangle", tone="bad") for finding in answer.findings),
                Line(words.explained(answer.found, answer.entry, answer.entries), icon="info-circle"),
            ]
        )
        self.result.show()
        layout.reveal(self.result)

    def _refuse(self, said: str) -> None:
        self.result.set_lines([Line(said, icon="alert-triangle", tone="bad")])
        self.result.show()

    def _forget(self) -> None:
        """An answer is never left standing beside another line than the one it is about."""
        self.result.hide()

    def _ready(self) -> None:
        self.check.setEnabled(True)
        self.check.set_words(DO)
