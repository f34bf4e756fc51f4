"""Answering a measurement in a few minutes: a digit gives the score and goes on, the whole list stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.services.evaluation_counting import MOST_REMARK
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice, unchosen
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.results.evaluations_state import Answering
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import evaluations as words
from zsm_desktop.words.format import plural

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.evaluation_lists import EvaluationCard

KEYS = "Typ een cijfer: het telt en u gaat naar het volgende punt. 0 is geen mening, Enter slaat over."


class AnswerForm(FormDialog):
    """`is_for_others`: the secretary types over what somebody of an organisation said, which is chosen first."""

    def __init__(self, theme: Theme, window: QWidget, desk: Desk, card: EvaluationCard, *, is_for_others: bool) -> None:
        super().__init__(theme, card.name, window, submit=self._send, do="Antwoord geven", width=760)
        self._desk, self._card, self.state = desk, card, Answering(card)
        self._is_for_others = is_for_others
        self.ok.setDefault(False)  # Enter goes to the next element
        self.field_of |= {"evaluation.no_organisation": "organisation", "evaluation.remark_long": "remark"}
        if is_for_others:
            asked = [(one.organisation_id, one.name) for one in card.asked]
            self.add("organisation", "Namens", Choice(theme, unchosen(asked, "Kies een organisatie")), is_required=True)
        self.number = layout.label("", "muted")
        self.element = layout.label("", "section", wrap=True)
        self.scores = [
            Button(theme, self._words_of(score), on_click=lambda score=score: self._give(score))
            for score in range(1, card.top + 1)
        ]
        for button in self.scores:
            button.setAccessibleName(f"Cijfer {button.text()}")
        self.none = Button(theme, "0 Geen mening", kind="quiet", on_click=lambda: self._give(None))
        self.remark = QLineEdit()
        self.remark.setMaxLength(MOST_REMARK)
        self.remark.textEdited.connect(lambda text: self.state.remark(self.state.position, text))
        self.whole = QLineEdit()
        self.whole.setMaxLength(MOST_REMARK)
        self.whole.textEdited.connect(lambda text: self.state.remark(0, text))
        self.body.addWidget(layout.card(theme, self.number, self.element, flow(theme, *self.scores, self.none, gap=8)))
        self.body.addWidget(layout.label(f"{KEYS} {self._kept} {words.CAREFUL}", "small", wrap=True))
        self.table = self._list()
        self.body.addWidget(self.table)
        self.add_row(
            ("remark", Field(theme, "Opmerking bij dit punt (mag leeg)", self.remark)),
            ("whole", Field(theme, "Opmerking in het algemeen (mag leeg)", self.whole)),
        )
        for score in range(1, card.top + 1):
            self._bind(str(score), lambda score=score: self._give(score))
        self._bind("0", lambda: self._give(None))
        self._show()
        (self.fields["organisation"].editor if is_for_others else self.table).setFocus()

    @property
    def _kept(self) -> str:
        if self._card.is_anonymous:
            return "Bewaard wordt hoe vaak elk cijfer gegeven is, en dát u antwoordde; niet wat u gaf."
        return "De uitkomst staat er ook per organisatie."

    def _words_of(self, score: int) -> str:
        ends = {1: "1 Helemaal niet", self._card.top: f"{self._card.top} Helemaal wel"}
        return ends.get(score, str(score))

    def _list(self) -> Table:
        columns = (
            Column("number", "Nr.", lambda row: row[0], "count", width=52),
            Column("element", "Hoe gaat dit bij ons?", lambda row: row[1], width=240, stretch=1),
            Column("said", "Uw antwoord", lambda row: self.state.said(row[0]), width=124, is_strong=True),
        )
        table = Table(
            self.theme, ListModel(columns, row_id=lambda row: str(row[0])), name="Punten",
            empty=EmptyState(self.theme, "Geen punten"),
        )  # fmt: skip
        layout.box(self.theme, table, width=240, height=160)
        table.set_rows(list(enumerate(self._card.elements, 1)))
        table.select_id("1")
        table.chosen.connect(self._take)
        table.opened.connect(lambda _id: self.go_on())
        return table

    def _bind(self, key: str, act) -> None:
        """In a line of text a digit is text."""
        shortcut = QShortcut(QKeySequence(key), self, act)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)

    def keyPressEvent(self, event) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """To the next element; what has no score then has none."""
        self.state.go(self.state.at + 1)
        self._show()
        self.table.setFocus()

    def _give(self, score: int | None) -> None:
        self.state.give(score)
        self.is_edited = True
        self._show()
        self.table.setFocus()

    def _take(self, row_id: str) -> None:
        if row_id and int(row_id) != self.state.position:
            self.state.go(int(row_id) - 1)
            self._show()

    def _show(self) -> None:
        state = self.state
        left = state.left
        without = f"nog {plural(left, 'punt', 'punten')} zonder cijfer" if left else "alles is ingevuld"
        self.number.setText(f"Punt {state.position} van {len(self._card.elements)}, {without}")
        self.element.setText(state.element)
        self.remark.setText(state.remarks.get(state.position, ""))
        for score, button in enumerate(self.scores, 1):
            button.set_kind("primary" if state.scores.get(state.position) == score else "normal")
        self.table.select_id(str(state.position))
        self.table.view.viewport().update()

    def _send(self) -> None:
        whose = self.fields["organisation"].text if self._is_for_others else ""
        self._desk.evaluations.answer(self._card.id, self.state.answers(), organisation_id=whose)
