"""A line in the page to write an action, decision or bottleneck in; what is half written is kept for its point."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.drafts import OF_LINE
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.inputs import DateField
from zsm_desktop.ui.parts.talk.half_written import Where, Words
from zsm_desktop.ui.parts.talk.kept_line import KeptLine
from zsm_desktop.ui.parts.talk.names import Offered, complete, namesakes
from zsm_desktop.ui.parts.talk.sitting import at_copy
from zsm_desktop.ui.parts.talk.table import OnTable, Told, due_date, people
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.names import say

log = logging.getLogger(__name__)

FAILED = "Vastleggen lukte niet door een fout in het programma. Uw tekst staat nog in het veld; probeer het opnieuw."


WAITS = "Blijft als concept staan; vastleggen kan met verbinding."


class Kind(NamedTuple):
    title: str
    placeholder: str
    hint: str = ""


KINDS = {
    "action": Kind("Actie", "Wat gebeurt er?"),
    "decision": Kind("Besluit", "Wat is er besloten?", "Het besluit krijgt een nummer en komt op de besluitenlijst."),
    "bottleneck": Kind(
        "[Knelpunt]", "Wat gaat er structureel mis?", "Schrijf het zonder namen: het kan naar [de bottleneck_agenda]."
    ),
}

More = Mapping[str, tuple[Kind, Callable[[str, Told], object]]]
"""What else a room writes here, and the act it becomes."""
NO_MORE: More = {}


class Composer(QFrame):
    """`closed` comes when the focus should go back to where it was; `refused` says what was not taken afterwards."""

    closed = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, table: OnTable, more: More = NO_MORE) -> None:
        super().__init__()
        self.table, self._more, self._half = table, more, table.half
        self.line = ""
        """The line of the notes that the action being written comes from."""
        self.out_of_notes: Callable[..., object] | None = None
        """Makes such a line the action."""
        self.setProperty("role", "raised")
        self.text, self.owner = QLineEdit(), QLineEdit()
        self.due = DateField(theme, table.sitting.desk.day)
        self.text_field = Field(theme, "Actie", self.text)
        self.owner_field = Field(theme, "Wie", self.owner)
        self.due_field = Field(theme, "Uiterlijk", self.due)
        layout.box(theme, self.due_field, max_width=146)
        self.kept = KeptLine(self._half, self.text_field, self._words)
        self.kept.refused.connect(self.refused)
        self.kept.ended.connect(self.hide)
        self.left_over = self.kept.left_over
        self.ok = Button(theme, "Vastleggen", kind="primary", on_click=self.submit)
        self.cancel = Button(theme, "Sluiten, tekst blijft staan", kind="icon", icon="x", on_click=self.leave)
        below = layout.row(theme, self.owner_field, self.due_field, self.cancel, self.ok, gap=8)
        below.setStretch(0, 1)
        below.insertStretch(0, 0)  # room before the buttons where there is nobody to name
        for button in (self.cancel, self.ok):
            below.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        self.offered = Offered(theme, self.owner_field)
        lines = (self.left_over, self.text_field, below, self.offered)
        self.setLayout(layout.column(theme, *lines, gap=8, margins=(14, 10, 14, 12)))
        for editor in (self.text, self.owner, self.due):
            editor.returnPressed.connect(self._on_enter)
            editor.textChanged.connect(lambda _text: self.kept.typed())
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def bring_back(self) -> None:
        """Shows what an earlier sitting left at this point; the keys stay where they are."""
        found = self._half.found(self.table.item_id, (*KINDS, *self._more)) if self.isHidden() else None
        if found is not None:
            self._open(found, takes_keys=False)

    def open_for(self, kind: str, line: str = "") -> None:
        """Shows the lines for one kind, with what was half written for this point before.

        With `line` they are for that line of the notes; what was half written besides is kept for later.
        """
        self._open(Where(self.table.item_id, kind, OF_LINE if line else ""), line)

    def _open(self, where: Where, line: str = "", *, takes_keys: bool = True) -> None:
        if where == self.kept.where and line in ("", self.line) and not self.isHidden() and self.text.text():
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        kind, words = where.kind, self.kept.open(where)
        if line and words.get("line") != line:
            words = {"text": line, "line": line}
        self.line = words.get("line", "")
        asked = self._more[kind][0] if kind in self._more else KINDS[kind]
        is_copy = at_copy(self.table.sitting)
        own = Kind(*(say(self.table.sitting.desk.nouns, text) for text in asked))
        _label(self, own._replace(hint=WAITS) if is_copy else own)
        for field in (self.owner_field, self.due_field):
            field.setVisible(kind == "action")
        self._fill(words)
        complete(self.owner, people(self.table.sitting))
        self.ok.setEnabled(not is_copy)
        self.show()
        if takes_keys:
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, words: Words) -> None:
        self.text.setText(words.get("text", ""))
        self.owner.setText(words.get("owner", ""))
        self.due.setText(words.get("due", ""))
        if not words.get("due"):
            self.due.set_day(due_date(self.table.sitting))
        self.offered.show_names(())
        self.kept.start()

    def put_away(self) -> None:
        """Hides the lines and keeps what is in them for their point."""
        self.kept.close()
        self.hide()

    def _words(self) -> Words:
        text, owner = self.text.text(), self.owner.text()
        if self.kept.where.kind != "action":
            return {"text": text} if text.strip() else {}
        if not text.strip() and not owner.strip():
            return {}
        asked = {"text": text, "owner": owner, "due": self.due.text()}
        return {**asked, "line": self.line} if self.line else asked

    def leave(self) -> None:
        self.put_away()
        self.closed.emit()

    def submit(self) -> None:
        """Has it written; a refusal stands at the field and the text stays, also when it comes afterwards."""
        if at_copy(self.table.sitting):
            self.leave()
            return
        where, words = self.kept.where, self._words()
        try:
            self._acts(lambda error: self._told(where, words, error))[where.kind]()
        except RuleError as error:
            self.kept.flush()
            _show(self, error)
            return
        self.kept.lay_down()
        self.hide()
        self.closed.emit()

    def give_away(self) -> None:
        """What stands here became something elsewhere."""
        where = self.kept.where
        self.kept.lay_down()
        self._half.laid_down(where)
        self.hide()
        self.closed.emit()

    def _acts(self, told: Told) -> dict[str, Callable[[], object]]:
        text = self.text.text()
        return {
            "action": lambda: _add_action(self, text, told),
            "decision": lambda: self.table.add_decision(text, told),
            "bottleneck": lambda: self.table.add_bottleneck(text, told),
            **{kind: lambda act=act: act(text, told) for kind, (_, act) in self._more.items()},
        }

    def _told(self, where: Where, words: Words, error: Exception | None) -> None:
        if error is None:
            self._half.laid_down(where)
            return
        self._half.come_back(where, words)
        is_rule = isinstance(error, RuleError)
        if not is_rule:
            log.error("what was agreed could not be kept", exc_info=error)
        if where.item_id == self.table.item_id and self.isHidden():
            self._open(where)
            if is_rule:
                _show(self, error)
                return
        text = words.get("text", "")
        self.refused.emit(f"“{text}” is nog niet vastgelegd. {sentence(error)}" if is_rule else FAILED)

    def _on_enter(self) -> None:
        """From the first line of an action to who does it; from there it is done."""
        if self.kept.where.kind == "action" and self.text.hasFocus() and not self.owner.text().strip():
            self.owner.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()


def _label(composer: Composer, kind: Kind) -> None:
    field, text = composer.text_field, composer.text
    field.label.setText(kind.title)
    field.hint.setText(kind.hint)
    field.hint.setVisible(bool(kind.hint))
    field.clear_error()
    text.setPlaceholderText(kind.placeholder)
    text.setAccessibleName(kind.title)


def _show(composer: Composer, error: RuleError) -> None:
    field = composer.due_field if error.code == "date.unreadable" else composer.text_field
    is_owner = error.code == "meeting.action_incomplete" and bool(composer.text.text().strip())
    if is_owner or error.code == "action.which_owner":
        field = composer.owner_field
    field.show_error(error)
    field.editor.setFocus()


def _add_action(composer: Composer, text: str, told: Told) -> None:
    """With the line it comes from, when it does; raises RuleError("action.which_owner") when two can be meant."""
    meant = namesakes(composer.owner.text(), people(composer.table.sitting))
    composer.offered.show_names(meant)
    if meant:
        raise RuleError("action.which_owner", name=composer.owner.text().strip())
    asked = {"owner": composer.owner.text(), "due_on": composer.due.day, "told": told}
    if composer.line and composer.out_of_notes is not None:
        composer.out_of_notes(composer.line, text, **asked)
    else:
        composer.table.add_action(text, **asked)
