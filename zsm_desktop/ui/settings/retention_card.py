"""How long books and pupils' data are kept, and the form that keeps them longer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.retention import MOST_YEARS, TERMS
from zsm_desktop.services.retention import RetentionTerm
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import NoteField
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import retention as words


class RetentionCard(QFrame):
    told = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self.setProperty("role", "card")
        may_edit = desk.actor.may(Permission.EDIT_NETWORK)
        self.lines = {category: _TermLine(theme, category, self.ask, may_edit=may_edit) for category in TERMS}
        things = (layout.label(words.TITLE, "section"), layout.label(words.MEANS, "muted", wrap=True))
        self.setLayout(layout.column(theme, *things, *self.lines.values(), None, gap=16, margins=20))

    def reload(self) -> None:
        for term in self._desk.retention.rules():
            self.lines[term.category].show_term(term)

    def ask(self, category: str) -> FormDialog:
        def submit() -> None:
            fields = dialog.fields
            years = _years(category, fields["years"].text)
            self._desk.retention.set(category, dialog.row.version, years, fields["ground"].text)
            self.reload()

        dialog = FormDialog(
            self._theme, f"Bewaartermijn: {words.NAMES[category].lower()}", self.window(), submit=submit
        )
        dialog.add("years", f"Jaar {words.SINCE[category]}", QLineEdit(), is_required=True)
        dialog.add("ground", "Waarom deze termijn", NoteField(self._theme), hint=words.GROUNDS[category])
        dialog.field_of |= {
            "retention.years": "years", "retention.no_ground": "ground", "retention.long_ground": "ground",
        }  # fmt: skip
        dialog.edits(*self._values(category), lambda: self._values(category))
        dialog.told.connect(lambda said: self.told.emit(said, "info"))
        dialog.open()
        return dialog

    def _values(self, category: str) -> tuple[int, dict[str, object]]:
        term = next(one for one in self._desk.retention.rules() if one.category == category)
        return term.version, {"years": str(term.years), "ground": term.ground}


class _TermLine(QWidget):
    def __init__(self, theme: Theme, category: str, ask: Any, *, may_edit: bool) -> None:
        super().__init__()
        self.term, self.ground = layout.label("", wrap=True), layout.label("", "muted", wrap=True)
        name = words.NAMES[category]
        said = layout.column(theme, layout.label(name, "strong", wrap=True), self.term, self.ground, gap=2)
        self.change = Button(
            theme, f"Bewaartermijn wijzigen: {name.lower()}", kind="icon", icon="pencil", on_click=lambda: ask(category)
        )
        if not may_edit:
            self.change.hide()
        line = layout.row(theme, said, self.change, gap=10)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_term(self, term: RetentionTerm) -> None:
        self.term.setText(words.term(term.category, term.years))
        self.ground.setText(term.ground or words.GROUNDS[term.category])


def _years(category: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise RuleError("retention.years", least=TERMS[category].least, most=MOST_YEARS)
    return int(text)
