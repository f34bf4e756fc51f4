"""Nazorg: whose turn it is to be asked after, and the answer in a few keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column, in_own_words
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, Sides
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.results.follow_ups_state import ANSWERED, DUE, PLACES, Asking, row_answer
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import saying
from zsm_desktop.words.outcomes import DESTINATION_SHORT, after

GROUPS = ((DUE, "Nu te vragen"), (ANSWERED, "Laatst ingevuld"))
_HEAD = (
    Column("pupil", "[Leerling]", "pseudonym", width=120, stretch=2, is_strong=True),
    Column("school", "School", "school", width=150, stretch=2, priority=4, is_name=True),
    Column("first", "Ging naar", lambda row: DESTINATION_SHORT[row.first], width=110, stretch=1, priority=2),
    Column("months", "Vraag", lambda row: after(row.months), width=128, priority=3, sort_by=lambda row: row.months),
)
COLUMNS = {
    DUE: (
        *_HEAD,
        Column("due", "Sinds", "due_on", "date"),
        Column("late", "", lambda row: "te laat" if row.is_overdue else "", "pill", width=84, priority=5,
               tone=lambda _row: "warn"),
    ),
    ANSWERED: (
        *_HEAD,
        Column("answer", "Antwoord", row_answer, width=150, stretch=2),
        Column("on", "Ingevuld", "answered_on", "date", priority=5),
    ),
}  # fmt: skip
NOT_YET = "Zeg eerst of de jongere er nog is: J, N, O of een cijfer van 1 tot en met 9."
KEPT = "Vastgelegd bij {pupil}: {answer}."


class FollowUpsFace(QWidget):
    """`said` is news for a toast with the way back: (sentence, tone, way back); `corrected` names a pupil."""

    said = Signal(str, str, object)
    refused = Signal(str)
    corrected = Signal(str)

    def __init__(self, theme: Theme, state: Asking, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = theme, state, attempt
        self._words = saying(state.desk.nouns)
        self.group = ChipRow(theme, GROUPS, name="Welke vragen")
        self.group.chosen.connect(self.show_group)
        empty = EmptyState(
            theme, "Niemand is aan de beurt",
            "Bij elke schoolverlater komt de vraag vanzelf, na 3, 6, 12 en 24 maanden.", icon="circle-check",
        )  # fmt: skip
        self.table = Table(theme, ListModel(self._columns(DUE)), name="Nazorg", empty=empty)
        layout.box(theme, self.table, width=240, height=150)
        self.table.chosen.connect(self._take)
        self.table.opened.connect(lambda _id: self.record())
        self._build_panel()
        sides = Sides(theme, self.table, self.panel, width=410)
        whole = layout.column(theme, flow(theme, self.group), sides, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self._bind("J", self.state.still_there)
        self._bind("N", self.state.not_there)
        self._bind("O", self.state.not_reached)
        for number in range(1, len(PLACES) + 1):
            self._bind(str(number), lambda number=number: self.state.at_place(number))

    def _build_panel(self) -> None:
        theme = self.theme
        self.panel = DetailPanel(theme, self._words("Kies [een leerling]"), icon="clipboard-list")
        self.question = layout.label("", wrap=True)
        self.answer = layout.label("", "strong", wrap=True)
        self.yes, self.no, self.missed = (
            Button(theme, words, on_click=lambda act=act: self._say(act))
            for words, act in (
                ("Nog daar", self.state.still_there),
                ("Niet meer", self.state.not_there),
                ("Niet bereikt", self.state.not_reached),
            )
        )
        for button, key in ((self.yes, "J"), (self.no, "N"), (self.missed, "O")):
            button.set_face(button.text(), icon="", tone="", key=key)  # heard as long as nothing is typed
        self.places = [
            Button(
                theme, f"{number} {DESTINATION_SHORT[place]}", kind="quiet",
                on_click=lambda number=number: self._say(lambda: self.state.at_place(number)),
            )
            for number, place in enumerate(PLACES, start=1)
        ]  # fmt: skip
        self.note = QLineEdit()
        self.note.setMaxLength(400)
        self.note.returnPressed.connect(self.record)
        self.keep = Button(theme, "Vastleggen", kind="primary", key="Ctrl+Return", on_click=self.record)
        self.correct = Button(theme, "Uitstroom", icon="pencil", key="Ctrl+E", on_click=self.ask_correct)
        self.panel.set_acts(self.keep, self.correct)
        for thing in (
            self.question,
            self.answer,
            flow(theme, self.yes, self.no, self.missed, gap=8),
            flow(theme, *self.places, gap=4),
            Field(theme, "Aantekening (blijft binnen de school)", self.note),
        ):
            self.panel.body.addWidget(thing)

    def _columns(self, group: str) -> tuple[Column, ...]:
        return in_own_words(COLUMNS[group], self._words)

    def _bind(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self, lambda: self._say(act))
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def reload(self) -> None:
        self.state.look()
        self.table.set_rows(self.state.rows, self._columns(self.state.which))
        chosen = self.table.current_id()
        if self.state.rows and not chosen:
            chosen = self.state.rows[0].id
            self.table.select_id(chosen)
        self._take(chosen)
        self._show()

    def show_group(self, key: str) -> None:
        self.state.which = key
        self.group.choose(key)
        self.reload()
        self.table.setFocus()

    def record(self) -> None:
        """The answer in hand, and on to the next."""
        row = self.state.row
        if row is None:
            return
        if not self.state.is_ready:
            self.refused.emit(NOT_YET)
            return
        said = self.state.answer().removesuffix(" Enter legt het vast.").rstrip(".")
        after_it: list[str] = []
        if not self._attempt(lambda: after_it.append(self.state.record(self.note.text()))):
            return
        self.note.clear()
        words = KEPT.format(pupil=row.pseudonym, answer=f"{said[:1].lower()}{said[1:]}")
        self.said.emit(words, "good", ("Ongedaan maken", lambda: self._attempt(self.state.desk.undo.back)))
        self.reload()
        if after_it[0]:
            self.table.select_id(after_it[0])
        self.table.setFocus()

    def ask_correct(self) -> None:
        if self.state.row is not None:
            self.corrected.emit(self.state.row.pupil_id)

    def _say(self, act: Callable[[], object]) -> None:
        if self.state.row is not None:
            act()
            self._show()

    def _take(self, row_id: str) -> None:
        if self.state.take(row_id):
            self.note.setText(self.state.row.note if self.state.row else "")
            self._show()

    def _show(self) -> None:
        row = self.state.row
        if row is None:
            self.panel.show_nothing()
            return
        self.panel.show_thing(row.pseudonym, f"{row.school}, tot {dutch.date_medium(row.left_on)}")
        self.question.setText(self.state.question())
        self.answer.setText(first_upper(self.state.answer()))
