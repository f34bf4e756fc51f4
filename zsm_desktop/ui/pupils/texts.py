"""The texts of a case, read or edited in place: kept at every pause, not lost when someone else was first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.services.typed_here import CASE, KEPT
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.inputs import NoteField
from zsm_desktop.ui.parts.lines import Words
from zsm_desktop.ui.theme import Theme

PAUSE_MS = 600
TEXTS = (
    ("question", "Hulpvraag", "Wat vraagt de school die zij zelf niet kan beantwoorden?", 4),
    ("wall_question", "Op de wand", "De vraag in een paar woorden. Zonder naam; dit komt op de wand", 2),
    ("wishes", "Wens van de leerling", "In de eigen woorden van de leerling", 3),
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

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.values = {
            key: Words(theme, size=16 if key == "question" else 14, weight=500 if key == "question" else 400)
            for key, *_ in TEXTS
        }
        parts = []
        for key, words, _, _ in TEXTS:
            parts.append(layout.holder(layout.column(theme, layout.label(words, "muted"), self.values[key], gap=3)))
        self._parts = dict(zip(self.values, parts, strict=True))
        self.setLayout(layout.column(theme, *parts, gap=14))

    def show_card(self, card: CaseCard) -> None:
        for key, text in texts_of(card).items():
            shown = f"“{text}”" if key == "wishes" and text and not text.startswith(("“", "„", "‘", '"')) else text
            self.values[key].setText(shown or ("Nog geen hulpvraag." if key == "question" else ""))
            self._parts[key].setVisible(bool(text) or key == "question")


class Conflict(QFrame):
    """Both texts of one field, side by side in time: what stands in the store now, and what was typed here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.theirs = layout.label("", wrap=True, selectable=True)
        self.take = Button(theme, "Die tekst overnemen")
        self.keep = Button(theme, "Mijn tekst bewaren")
        words = layout.label("Iemand anders heeft dit intussen gewijzigd. Nu is vastgelegd:", "strong", wrap=True)
        row = layout.row(theme, self.take, self.keep, None, gap=8)
        self.setLayout(layout.column(theme, words, self.theirs, row, gap=8, margins=12))
        self.hide()


class TextsEditor(QWidget):
    """`saved` after every write, `stopped` when the user is done. Only what was changed is written."""

    saved = Signal()
    stopped = Signal()

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._desk = desk
        self._card_id, self._version = "", 0
        self._stored: dict[str, str] = {}
        self.before: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        self.conflicts: dict[str, Conflict] = {}
        column = layout.column(theme, gap=14)
        for key, words, hint, lines in TEXTS:
            editor = NoteField(theme, hint, lines=lines)
            editor.finished.connect(self.stop)
            field = self.fields[key] = Field(theme, words, editor)
            conflict = self.conflicts[key] = Conflict(theme)
            conflict.take.clicked.connect(lambda _on=False, key=key: self._take(key))
            conflict.keep.clicked.connect(lambda _on=False, key=key: self._keep(key))
            field.edited.connect(self._on_edit)
            column.addLayout(layout.column(theme, field, conflict, gap=6))
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
        self._stored = texts_of(card)
        self.before = dict(self._stored)
        for key, text in self._stored.items():
            editor = self.fields[key].editor
            editor.blockSignals(True)
            editor.setPlainText(text)
            editor.blockSignals(False)
            self.fields[key].clear_error()
            self.conflicts[key].hide()
        self.note.setText("Wat u typt wordt vanzelf bewaard.")
        self.fields["question"].editor.setFocus()

    def flush(self) -> bool:
        """Writes what was changed; False when something could not be written, and then all text still stands."""
        self._pause.stop()
        changed = {
            key: field.text
            for key, field in self.fields.items()
            if field.text != self._stored.get(key, "") and self.conflicts[key].isHidden()
        }
        if not self._card_id or not changed:
            return not self.has_conflict
        try:
            self._desk.cases.edit(self._card_id, self._version, changed)
        except RuleError as error:
            error = self._kept_instead(error, changed)
            if error.code == KEPT:
                self.note.setText("Op deze computer bewaard.")
                return False
            if error.code != "edit.conflict":
                at = "wall_question" if error.code == "case.wall_long" else next(iter(changed))
                self.fields[at].show_error(error)
                return False
            return self._compare(changed)
        for key in changed:
            self._desk.typed_here.arrived(CASE, self._card_id, key)
        self._version += 1
        self._stored |= changed
        self.note.setText("Bewaard.")
        self.saved.emit()
        return not self.has_conflict

    def _kept_instead(self, error: RuleError, changed: dict[str, str]) -> RuleError:
        """What to say when the server was not reached: all of it on this computer, or not."""
        typed = self._desk.typed_here
        said = [
            typed.instead(error, CASE, self._card_id, key, self._stored.get(key, ""), text)
            for key, text in changed.items()
        ]
        return next((one for one in said if one.code != KEPT), said[0])

    def stop(self) -> None:
        """Leaves editing once everything is kept."""
        if self.flush():
            self._card_id = ""
            self.stopped.emit()

    @property
    def has_conflict(self) -> bool:
        return any(not conflict.isHidden() for conflict in self.conflicts.values())

    def _compare(self, changed: dict[str, str]) -> bool:
        """What nobody else touched is written at once; of the rest both texts are shown."""
        card = self._desk.cases.card(self._card_id)
        theirs, self._version = texts_of(card), card.version
        clashes = [key for key in changed if theirs[key] not in (self._stored[key], changed[key])]
        for key, text in theirs.items():
            if key not in changed and text != self._stored[key]:
                self._set(key, text)
        self._stored = theirs
        for key in clashes:
            self.conflicts[key].theirs.setText(theirs[key] or "(leeg)")
            self.conflicts[key].show()
        if clashes:
            self.note.setText("Uw tekst staat er nog en is nog niet bewaard.")
        is_written = self.flush() if set(changed) - set(clashes) else True
        return is_written and not clashes

    def _take(self, key: str) -> None:
        self._set(key, self._stored[key])
        self.conflicts[key].hide()

    def _keep(self, key: str) -> None:
        self.conflicts[key].hide()
        self.flush()

    def _set(self, key: str, text: str) -> None:
        editor = self.fields[key].editor
        editor.blockSignals(True)
        editor.setPlainText(text)
        editor.blockSignals(False)

    def _on_edit(self) -> None:
        self.note.setText("")
        self._pause.start()

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self.flush()
