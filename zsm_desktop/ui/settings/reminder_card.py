"""What stands in the letters about invoices that were not paid in time, level by level."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.reminders import DAY, term_of
from zsm_desktop.services.reminders import ReminderWords
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import NoteField
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import reminders as words

TITLE = "Teksten van herinneringen"
MEANS = (
    "Dit staat in de brief over een factuur die te laat is. Bij Verrekening, onder Openstaand, kunt u de tekst van één "
    "brief nog veranderen voor zij uitgaat."
)
HINT = f"Op de plaats van {DAY} komt de dag waarop er betaald moet zijn."
OWN, PROGRAM = "eigen tekst", "van het programma"
AT = ("reminder.long_text", "reminder.mark", "reminder.one_day")


class ReminderCard(QFrame):
    told = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self.setProperty("role", "card")
        self.levels = {level: _Level(theme, level, self.ask) for level in words.TITLES}
        if not desk.actor.may(Permission.KEEP_BOOKS):
            for one in self.levels.values():
                one.change.hide()
        things = (layout.label(TITLE, "section"), layout.label(MEANS, "muted", wrap=True), *self.levels.values())
        self.setLayout(layout.column(theme, *things, None, gap=16, margins=20))

    def reload(self) -> None:
        for row in self._desk.reminders.texts():
            self.levels[row.level].show_words(row, self._desk.day + term_of(row.level))

    def ask(self, level: int) -> TextForm:
        form = TextForm(self._theme, self.window(), self._desk, level)
        form.accepted.connect(self.reload)
        form.told.connect(lambda said: self.told.emit(said, "info"))
        form.open()
        return form


class _Level(QWidget):
    """As it would stand in a letter of today."""

    def __init__(self, theme: Theme, level: int, ask: Any) -> None:
        super().__init__()
        title = words.TITLES[level]
        self.pill = Pill(theme)
        self.change = Button(theme, "Wijzigen", kind="icon", icon="pencil", on_click=lambda: ask(level))
        self.change.setAccessibleName(f"Tekst van ‘{title}’ wijzigen")
        self.text = layout.label("", wrap=True, selectable=True)
        head = layout.row(theme, layout.label(title, "strong"), self.pill, None, self.change, gap=10)
        self.setLayout(layout.column(theme, head, self.text, gap=4))

    def show_words(self, row: ReminderWords, day: date) -> None:
        self.pill.set_status(OWN if row.text else PROGRAM, "info" if row.text else "neutral")
        self.text.setText(words.text_of(row.level, day, row.text))


class TextForm(FormDialog):
    """The text of the program itself is kept as none of one's own."""

    def __init__(self, theme: Theme, window: QWidget, desk: Any, level: int) -> None:
        title = f"Tekst van ‘{words.TITLES[level]}’"
        super().__init__(theme, title, window, submit=self._save, do="Vastleggen", width=620)
        self._desk, self._level, self._day = desk, level, desk.day + term_of(level)
        self.field_of |= dict.fromkeys(AT, "text")
        field = self.add("text", "Tekst", NoteField(theme, lines=8), hint=HINT, is_required=True)
        self.preview = layout.label("", "muted", wrap=True)
        self.back = Button(theme, "Terug naar de tekst van het programma", icon="history", on_click=self._go_back)
        self.body.addWidget(self.preview)
        self.body.addWidget(flow(theme, self.back))
        self.edits(*self._read(), self._read)
        field.edited.connect(self._tell)
        field.editor.setFocus()
        self._tell()

    def _read(self) -> tuple[int, dict[str, object]]:
        row = self._desk.reminders.texts()[self._level - 1]
        return row.version, {"text": row.text or words.TEXTS[self._level]}

    def _go_back(self) -> None:
        field = self.fields["text"]
        field.editor.setPlainText(words.TEXTS[self._level])
        field.editor.setFocus()

    def _tell(self) -> None:
        text = self.fields["text"].text
        self.preview.setText(f"Zo komt het in een brief van vandaag: {words.filled(text, self._day)}" if text else "")
        self.back.setEnabled(text != words.TEXTS[self._level])

    def _save(self) -> None:
        text = self.fields["text"].text
        own = "" if text == words.TEXTS[self._level] else text
        self._desk.reminders.set_text(self._level, self.row.version, own)
