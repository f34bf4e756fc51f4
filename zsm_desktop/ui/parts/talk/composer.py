"""A line in the page to write an action, decision or bottleneck in; what is half written waits for its point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.inputs import DateField
from zsm_desktop.ui.parts.talk.names import complete
from zsm_desktop.ui.parts.talk.table import OnTable, due_date, people
from zsm_desktop.ui.theme import Theme


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
    """`closed` comes when the focus should go back to where it was."""

    closed = Signal()

    def __init__(
        self, theme: Theme, table: OnTable, more: Mapping[str, tuple[Kind, Callable[[str], object]]] = KINDS_OF_ITS_OWN
    ) -> None:
        super().__init__()
        self._table, self._more = table, more
        self._kind, self._item_id = "", ""
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
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, self.leave, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.hide()

    def open_for(self, kind: str) -> None:
        """Shows the lines for one kind, with what was half written for this point before."""
        self.put_away()
        self._kind, self._item_id = kind, self._table.item_id
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
        self.text.setText(text)
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
            self._drafts[self._item_id, self._kind] = (self.text.text(), self.owner.text(), self.due.text())
        self.hide()

    def leave(self) -> None:
        self.put_away()
        self.closed.emit()

    def submit(self) -> None:
        """Writes it; a refusal stands at the field and the text stays."""
        try:
            self._acts()[self._kind]()
        except RuleError as error:
            field = self.due_field if error.code == "date.unreadable" else self.text_field
            if error.code == "meeting.action_incomplete" and self.text.text().strip():
                field = self.owner_field
            field.show_error(error)
            field.editor.setFocus()
            return
        self.hide()
        self.closed.emit()

    def _acts(self) -> dict[str, Callable[[], object]]:
        text = self.text.text()
        return {
            "action": lambda: self._table.add_action(text, owner=self.owner.text(), due_on=self.due.day),
            "decision": lambda: self._table.add_decision(text),
            "bottleneck": lambda: self._table.add_bottleneck(text),
            **{kind: lambda act=act: act(text) for kind, (_, act) in self._more.items()},
        }

    def _on_enter(self) -> None:
        """From the first line of an action to who does it; from there it is done."""
        if self._kind == "action" and self.text.hasFocus() and not self.owner.text().strip():
            self.owner.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()
