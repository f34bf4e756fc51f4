"""Stemmen: one line an organisation, a key for each voice, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.talk import require_text
from zsm_desktop.domain.votes import Voice
from zsm_desktop.services.desk import Desk
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.strip import ErrorStrip
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.steering.vote_state import VoteState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import votes as words
from zsm_desktop.words.rules import sentence_for

TONES = {"voor": "good", "tegen": "bad", "blanco": "neutral", "": "neutral"}
CARRIED, REJECTED = "Besluit vastleggen", "Uitslag in de notities"
ABOUT = "Waarover wordt gestemd?"
HOW = "Pijltjes kiezen de organisatie. V is voor, T tegen, B blanco; A laat wie nog niet stemde vóór stemmen."
Decide = Callable[[str, Mapping[str, Voice]], object]
Note = Callable[[str], object]


class VoteForm(FormDialog):
    """`decide` when it is carried, `note` with a line for the notes when it is not: then there is no decision."""

    def __init__(
        self, theme: Theme, window: QWidget, desk: Desk, meeting_id: str, text: str, decide: Decide, note: Note,
        *, is_fixed: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(theme, "Stemmen", window, submit=self._lay_down, do=CARRIED, width=660)
        self._decide, self._note = decide, note
        self.state = VoteState(desk, meeting_id)
        self.text = QLineEdit(text)
        if is_fixed:  # nothing to type, and too long for one line: all of it has to be read before a vote
            self.body.addWidget(layout.label(ABOUT, "strong"))
            self.body.addWidget(layout.label(text, wrap=True))
        else:
            self.add("text", ABOUT, self.text, is_required=True)
        self.field_of |= {"meeting.empty_text": "text"}
        self.trouble = ErrorStrip(theme)
        self.trouble.hide()
        empty = EmptyState(
            theme, "Er is nog niemand", "Vink bij Aanwezigen (Shift+F2) aan wie er is.", icon="users", tone="neutral"
        )
        self.table = Table(
            theme, ListModel(self._columns(), row_id=lambda row: row.attendance_id), name="Wie stemt", empty=empty
        )
        layout.box(theme, self.table, height=264)
        self.text.returnPressed.connect(self.table.setFocus)
        self.voices = [
            Button(theme, "Voor", key="V", on_click=lambda: self.say(Voice.FOR)),
            Button(theme, "Tegen", key="T", on_click=lambda: self.say(Voice.AGAINST)),
            Button(theme, "Blanco", key="B", on_click=lambda: self.say(Voice.BLANK)),
            Button(theme, "De rest voor", key="A", on_click=self.rest),
        ]
        self.result = layout.label("", "strong", wrap=True)
        for part in (self.trouble, self.table, layout.label(HOW, "small", wrap=True)):
            self.body.addWidget(part)
        self.body.addLayout(layout.row(theme, *self.voices, None, gap=8))
        self.body.addWidget(self.result)
        self._fill("")
        (self.table if text else self.text).setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("organisation", "Organisatie", lambda row: row.organisation or row.name, width=200, stretch=2,
                   is_strong=True, detail=self._who, is_name=True),
            Column("voice", "Stem", self.state.voice_of, "pill", width=110,
                   tone=lambda row: TONES[self.state.voice_of(row)]),
        )  # fmt: skip

    def _who(self, row) -> str:
        return " · ".join(part for part in (row.name if row.organisation else "", self.state.why_not(row)) if part)

    def say(self, voice: Voice) -> None:
        """Of the organisation in hand; the next that has not voted comes in hand."""
        if self.table.current_id():
            self.is_edited = True
            self._fill(self.state.say(self.table.current_id(), voice))

    def rest(self) -> None:
        self.is_edited = True
        self.state.rest(Voice.FOR)
        self._fill(self.table.current_id())

    def _fill(self, row_id: str) -> None:
        state = self.state
        self.table.set_rows(state.rows)
        self.table.select_id(row_id or next((row.attendance_id for row in state.rows), ""))
        if not state.voting:
            self.trouble.show_error(sentence_for("vote.nobody"))
        for button in self.voices:
            button.setEnabled(bool(state.voting))
        self.result.setText(state.result)
        self.ok.set_words(REJECTED if state.is_rejected else CARRIED)
        self.ok.setEnabled(state.is_complete)

    def _lay_down(self) -> None:
        text = require_text(self.text.text())
        if self.state.is_rejected:
            self._note(words.rejected(text, self.state.count))
        else:
            self._decide(text, self.state.voices)
