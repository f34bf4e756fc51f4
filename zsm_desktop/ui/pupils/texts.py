"""The texts of a case, read or edited in place: kept at every pause, not lost when someone else was first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.services.typed_here import CASE, KEPT
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.conflict import CONFLICT, Conflicts
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.inputs import NoteField
from zsm_desktop.ui.parts.lines import Words
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import Say, say

PAUSE_MS = 600
TEXTS = (
    ("question", "Hulpvraag", "Wat vraagt de school die zij zelf niet kan beantwoorden?", 4),
    ("wall_question", "Op de wand", "De vraag in een paar woorden. Zonder naam; dit komt op de wand", 2),
    ("wishes", "Wens van [de leerling]", "In de eigen woorden van [de leerling]", 3),
    ("tried", "Al geprobeerd", "Wat is er al gedaan, en wat leverde het op?", 3),
    ("remarks", "Opmerkingen", "Wat verder nodig is om te weten", 2),
)


def texts_of(card: CaseCard) -> dict[str, str]:
    return {
        "question": card.row.question,
        "wall_question": card.wall_question,
        "wishes": card.wishes,
        "tried": card.tried,
        "remarks": card.remarks,
    }


class CaseTexts(QWidget):
    """The question first and large; what is empty is left out."""

    def __init__(self, theme: Theme, say: Say) -> None:
        super().__init__()
        self.values = {
            key: Words(theme, size=16 if key == "question" else 14, weight=500 if key == "question" else 400)
            for key, *_ in TEXTS
        }
        parts = []
        for key, words, _, _ in TEXTS:
            parts.append(
                layout.holder(layout.column(theme, layout.label(say(words), "muted"), self.values[key], gap=3))
            )
        self._parts = dict(zip(self.values, parts, strict=True))
        self.setLayout(layout.column(theme, *parts, gap=14))

    def show_card(self, card: CaseCard) -> None:
        for key, text in texts_of(card).items():
            shown = f"“{text}”" if key == "wishes" and text and not text.startswith(("“", "„", "‘", '"')) else text
            self.values[key].setText(shown or ("Nog geen hulpvraag." if key == "question" else ""))
            self._parts[key].setVisible(bool(text) or key == "question")


class TextsEditor(QWidget):
    """`saved` after every write, `stopped` when the user is done. Only what was changed is written."""

    saved = Signal()
    stopped = Signal()

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._desk = desk
        self._card_id, self._version, self._is_here = "", 0, False
        self.before: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        column = layout.column(theme, gap=14)
        for key, words, hint, lines in TEXTS:
            editor = NoteField(theme, say(desk.nouns, hint), lines=lines)
            editor.finished.connect(self.stop)
            field = self.fields[key] = Field(theme, say(desk.nouns, words), editor)
            field.edited.connect(self._on_edit)
            column.addWidget(field)
        self.conflicts = Conflicts(theme, self.fields, self)
        self.conflicts.chosen.connect(self._on_choice)
        self.note = layout.label("", "small")
        self.done = Button(theme, "Klaar", kind="primary", key="Ctrl+Return", on_click=self.stop)
        column.addLayout(layout.row(theme, self.note, None, self.done))
        self.setLayout(column)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.flush)

    @property
    def case_id(self) -> str:
        """The case in hand, "" while nothing is edited."""
        return self._card_id

    def start(self, card: CaseCard) -> None:
        self._card_id, self._version = card.row.id, card.version
        self.before = texts_of(card)
        self.conflicts.start(self.before)
        self.note.setText("Wat u typt wordt vanzelf bewaard.")
        self.fields["question"].editor.setFocus()

    def flush(self) -> bool:
        """Writes what was changed; False when something could not be written, and then all text still stands."""
        self._pause.stop()
        self._is_here = False
        changed = self.conflicts.changed
        if self._card_id:
            for key in self.fields.keys() - {*changed, *self.conflicts.open}:
                self._desk.typed_here.arrived(CASE, self._card_id, key)  # what was typed there is withdrawn
        if not self._card_id or not changed:
            return not self.has_conflict
        try:
            self._desk.cases.edit(self._card_id, self._version, changed)
        except RuleError as error:
            return self._compare(changed) if error.code == CONFLICT else self._refused(error, changed)
        for key in changed:
            self._desk.typed_here.arrived(CASE, self._card_id, key)
        self._version += 1
        self.conflicts.written(changed)
        self.note.setText("Bewaard.")
        self.saved.emit()
        return not self.has_conflict

    def settle(self) -> bool:
        """Whether nothing is lost when the window closes: the store has it, or this computer."""
        return self.flush() or (self._is_here and not self.has_conflict)

    def let_go(self) -> None:
        """What stands here is safe: nothing is written from here any more."""
        self._pause.stop()
        self._card_id = ""

    def _refused(self, error: RuleError, changed: dict[str, str]) -> bool:
        """Says it at a field, unless the server was not reached and all of it is on this computer."""
        typed = self._desk.typed_here
        said = [
            typed.instead(error, CASE, self._card_id, key, self.conflicts.stored[key], text)
            for key, text in changed.items()
        ]
        error = next((one for one in said if one.code != KEPT), said[0])
        self._is_here = error.code == KEPT
        if self._is_here:
            self.note.setText("Op deze computer bewaard.")
        else:
            at = "wall_question" if error.code == "case.wall_long" else next(iter(changed))
            self.fields[at].show_error(error)
        return False

    def stop(self) -> None:
        """Leaves editing once everything is kept, and what clashes chosen."""
        if self.flush():
            self._card_id = ""
            self.stopped.emit()
        else:
            self.conflicts.focus_first()

    @property
    def has_conflict(self) -> bool:
        return bool(self.conflicts.open)

    def _compare(self, changed: dict[str, str]) -> bool:
        """What nobody else touched is written at once; of the rest both texts are shown."""
        try:
            card = self._desk.cases.card(self._card_id)
        except RuleError as error:
            return self._refused(error, changed)
        self._version = card.version
        self.conflicts.merge(texts_of(card))
        is_whole = self.flush()
        if self.has_conflict:
            self.note.setText("Uw tekst staat er nog en is nog niet bewaard.")
        return is_whole

    def _on_choice(self) -> None:
        self.flush()
        if self.has_conflict:
            self.conflicts.focus_first()
        else:
            self.done.setFocus()

    def _on_edit(self) -> None:
        self.note.setText("")
        self._pause.start()

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self.flush()
