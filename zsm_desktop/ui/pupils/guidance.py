"""Regie: who directs the trajectory of a case, who did before, and what is being handed over."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.services.guide_rows import HandoverRow
from zsm_desktop.services.guiding import Guidance
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.pupils.guide_forms import AnswerForm, DirectingForm
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.guiding import (
    NOBODY,
    STATUS,
    STAYS,
    answered_words,
    handover_title,
    offered_words,
    place_words,
)

KEY = "Ctrl+G"
ACCEPT_KEY, REFUSE_KEY, WITHDRAW_KEY = "Alt+A", "Alt+W", "Alt+I"


class GuidePart(QWidget):
    """`said` is a sentence and its tone."""

    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._case = ("", "", "")
        self.found: Guidance | None = None
        self.lines = Lines(theme, name="Wie de regie heeft")
        self.nobody = layout.label(NOBODY, "muted", wrap=True)
        self.handed = Lines(theme, name="Overdrachten")
        self.note = layout.label("", wrap=True, selectable=True)
        self.set_first = Button(theme, "Regie vastleggen", icon="user", key=KEY, on_click=self.ask)
        self.hand_over = Button(theme, "Overdragen", icon="arrows-exchange", key=KEY, on_click=self.ask)
        self.accept = Button(
            theme, "Aanvaarden", kind="primary", icon="check", key=ACCEPT_KEY,
            on_click=lambda: self.ask_answer(is_accepting=True),
        )  # fmt: skip
        self.refuse = Button(
            theme, "Weigeren", icon="x", key=REFUSE_KEY, on_click=lambda: self.ask_answer(is_accepting=False)
        )
        self.withdraw = Button(theme, "Overdracht intrekken", icon="refresh", key=WITHDRAW_KEY, on_click=self._withdraw)
        acts = flow(theme, self.set_first, self.hand_over, self.accept, self.refuse, self.withdraw, gap=10)
        title = layout.label("Regie", "section")
        self.setLayout(
            layout.column(theme, layout.line(), title, self.nobody, self.lines, self.handed, self.note, acts, gap=12)
        )

    def show_card(self, card: CaseCard) -> None:
        """Reads who directs it: one read more."""
        row = card.row
        self._case = (row.id, row.number, row.school)
        self.found = found = self._desk.guiding.of_case(row.id)
        guide, waiting = found.guide, found.waiting
        is_open = row.status != "closed"
        self.lines.set_lines(
            [
                Line(one.name, place_words(one, found.roles), "user", is_strong=one is guide)
                for one in reversed(found.history)
            ]
        )
        self.lines.setVisible(bool(found.history))
        self.nobody.setVisible(not found.history)
        self.handed.set_lines([_line(one) for one in found.handovers])
        self.handed.setVisible(bool(found.handovers))
        stays = STAYS.format(name=waiting.to_name, giver=waiting.from_name or waiting.school) if waiting else ""
        self.note.setText("\n".join(part for part in (waiting.note, stays) if part) if waiting else "")
        self.note.setVisible(waiting is not None)
        self.set_first.setVisible(is_open and found.may_give and guide is None)
        self.hand_over.setVisible(is_open and found.may_give and guide is not None and waiting is None)
        self.accept.setVisible(waiting is not None and waiting.may_answer)
        self.refuse.setVisible(waiting is not None and waiting.may_answer)
        self.withdraw.setVisible(waiting is not None and waiting.may_withdraw)

    def ask(self) -> FormDialog:
        """For the first who directs it, and after that for a handover."""
        form = DirectingForm(self._theme, self.window(), self._desk, self._case, self.found)
        form.accepted.connect(lambda: self.said.emit(form.told_words, "good"))
        return self._shown(form)

    def ask_answer(self, *, is_accepting: bool) -> FormDialog:
        row = self.found.waiting
        return self._shown(AnswerForm(self._theme, self.window(), self._desk, row, is_accepting=is_accepting))

    def _shown(self, dialog: FormDialog) -> FormDialog:
        dialog.open()
        return dialog

    def _withdraw(self) -> None:
        row = self.found.waiting
        try:
            self._desk.guiding.withdraw(row.id, row.version)
        except RuleError as error:
            self.said.emit(sentence(error), "bad")
        else:
            self.said.emit(f"De overdracht aan {row.to_name} is ingetrokken.", "good")


def _line(row: HandoverRow) -> Line:
    words, tone = STATUS[row.status]
    quiet = answered_words(row) or offered_words(row)
    return Line(f"{handover_title(row)}: {words}", f"{quiet}\n{row.answer}" if row.answer else quiet,
                "arrows-exchange", tone)  # fmt: skip
