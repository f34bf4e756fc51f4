"""A line in the page to write an action, decision or bottleneck in; what is half written waits for its point."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.inputs import DateField
from zsm_desktop.ui.parts.talk.names import complete
from zsm_desktop.ui.parts.talk.table import OnTable, Told, due_date, people
from zsm_desktop.ui.theme import Theme

log = logging.getLogger(__name__)

FAILED = "Vastleggen lukte niet door een fout in het programma. Uw tekst staat nog in het veld; probeer het opnieuw."


class Kind(NamedTuple):
    title: str
    placeholder: str
    hint: str = ""


KINDS = {
    "action": Kind("Actie", "Wat gebeurt er?"),
    "decision": Kind("Besluit", "Wat is er besloten?", "Het besluit krijgt een nummer en komt op de besluitenlijst."),
    "bottleneck": Kind(
        "Knelpunt", "Wat gaat er structureel mis?", "Schrijf het zonder namen: het kan naar de stuurgroep."
    ),
}

KINDS_OF_ITS_OWN: Mapping[str, tuple[Kind, Callable[[str], object]]] = {}


class Composer(QFrame):
    """`closed` comes when the focus should go back to where it was; `refused` says what was not taken afterwards."""

    closed = Signal()
    refused = Signal(str)

    def __init__(
        self, theme: Theme, table: OnTable, more: Mapping[str, tuple[Kind, Callable[[str], object]]] = KINDS_OF_ITS_OWN
    ) -> None:
        super().__init__()
        self._table, self._more = table, more
        self._kind, self._item_id = "", ""
        self.instead: Callable[..., object] | None = None
        """What is done with the action that is being written, when it is more than adding it."""
        self._drafts: dict[tuple[str, str], tuple[str, str, str]] = {}
        self.setProperty("role", "raised")
        self.text, self.owner = QLineEdit(), QLineEdit()
        self.due = DateField(theme, table.sitting.desk.day)
        self.text_field = Field(theme, "Actie", self.text)
        self.owner_field = Field(theme, "Wie", self.owner)
        self.due_field = Field(theme, "Uiterlijk", self.due)
        layout.box(theme, self.due_field, max_width=146)
        self.ok = Button(theme, "Vastleggen", kind="primary", on_click=self.submit)
        self.cancel = Button(theme, "Sluiten, tekst blijft staan", kind="icon", icon="x", on_click=self.leave)
        below = layout.row(theme, self.owner_field, self.due_field, self.cancel, self.ok, gap=8)
        below.setStretch(0, 1)
        below.insertStretch(0, 0)  # room before the buttons where there is nobody to name
        for button in (self.cancel, self.ok):
            below.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(layout.column(theme, self.text_field, below, gap=8, margins=(14, 10, 14, 12)))
        for editor in (self.text, self.owner, self.due):
            editor.returnPressed.connect(self._on_enter)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def open_for(self, kind: str, start: str = "") -> None:
        """Shows the lines for one kind, with what was half written for this point before, else `start`."""
        self.put_away()
        self._kind, self._item_id, self.instead = kind, self._table.item_id, None
        words = self._more[kind][0] if kind in self._more else KINDS[kind]
        self.text_field.label.setText(words.title)
        self.text_field.hint.setText(words.hint)
        self.text_field.hint.setVisible(bool(words.hint))
        self.text_field.clear_error()
        self.text.setPlaceholderText(words.placeholder)
        self.text.setAccessibleName(words.title)
        for field in (self.owner_field, self.due_field):
            field.setVisible(kind == "action")
        text, owner, due = self._drafts.pop((self._item_id, kind), ("", "", ""))
        self.text.setText(text or start)
        self.owner.setText(owner)
        self.due.setText(due)
        if not due:
            self.due.set_day(due_date(self._table.sitting))
        complete(self.owner, people(self._table.sitting))
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Hides the lines and keeps what is in them for their point."""
        if self.isHidden():
            return
        if self.text.text().strip():
            self._drafts[self._item_id, self._kind] = self._words()
        self.hide()

    def _words(self) -> tuple[str, str, str]:
        return self.text.text(), self.owner.text(), self.due.text()

    def leave(self) -> None:
        self.put_away()
        self.closed.emit()

    def submit(self) -> None:
        """Has it written; a refusal stands at the field and the text stays, also when it comes afterwards."""
        point, kind, words = self._item_id, self._kind, self._words()
        try:
            self._acts(lambda error: self._told(point, kind, words, error))[kind]()
        except RuleError as error:
            self._show(error)
            return
        self.hide()
        self.closed.emit()

    def _acts(self, told: Told) -> dict[str, Callable[[], object]]:
        text = self.text.text()
        return {
            "action": lambda: (self.instead or self._table.add_action)(
                text, owner=self.owner.text(), due_on=self.due.day, told=told
            ),
            "decision": lambda: self._table.add_decision(text, told),
            "bottleneck": lambda: self._table.add_bottleneck(text, told),
            **{kind: lambda act=act: self._in_turn(act, text) for kind, (_, act) in self._more.items()},
        }

    def _in_turn(self, act: Callable[[str], object], text: str) -> None:
        self._table.drain()
        act(text)

    def _told(self, point: str, kind: str, words: tuple[str, str, str], error: Exception | None) -> None:
        if error is None:
            return
        self._drafts[point, kind] = words
        is_rule = isinstance(error, RuleError)
        if not is_rule:
            log.error("what was agreed could not be kept", exc_info=error)
        if point == self._table.item_id and self.isHidden():
            self.open_for(kind)
            if is_rule:
                self._show(error)
                return
        self.refused.emit(f"“{words[0]}” is nog niet vastgelegd. {sentence(error)}" if is_rule else FAILED)

    def _show(self, error: RuleError) -> None:
        field = self.due_field if error.code == "date.unreadable" else self.text_field
        if error.code == "meeting.action_incomplete" and self.text.text().strip():
            field = self.owner_field
        field.show_error(error)
        field.editor.setFocus()

    def _on_enter(self) -> None:
        """From the first line of an action to who does it; from there it is done."""
        if self._kind == "action" and self.text.hasFocus() and not self.owner.text().strip():
            self.owner.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()
