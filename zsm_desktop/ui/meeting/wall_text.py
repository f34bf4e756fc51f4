"""The words for the room: a short text of its own, written where the case is, and never the question itself."""

from __future__ import annotations

import logging

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.talk import require_wall
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.ui.meeting.state import MeetingState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field, sentence
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.page import FAILED
from zsm_desktop.ui.parts.talk.half_written import NOWHERE, Where, Words
from zsm_desktop.ui.parts.talk.kept_line import KeptLine
from zsm_desktop.ui.theme import Theme

log = logging.getLogger(__name__)

LABEL = "Zonder naam; dit komt op de wand"
KEYS = "Enter zet het op de wand. Esc sluit; wat u typte blijft hier bewaard."
NO_CASE = "Dit punt is geen casus: op de wand staat de titel."
NOT_NOW = "Deze casus mag nog niet besproken worden en komt niet op de wand."
COMING = "De casus wordt nog opgehaald."
NOT_YOURS = "De tekst voor de wand schrijft wie de bespreking leidt."
NOTHING = "Nog geen tekst voor de wand; daar staat nu alleen het pseudoniem."


class WallText(QWidget):
    """Read as one line; the key or the button turns it into a field, and afterwards the focus is where it was.

    `refused` says what was not taken when its case no longer lies on the table.
    """

    refused = Signal(str)

    def __init__(self, theme: Theme, state: MeetingState) -> None:
        super().__init__()
        self._state = state
        self._half = state.table.half
        self._case_id, self._stored = "", ""
        self._where = NOWHERE
        self._before: QWidget | None = None
        self.line = Lines(theme, name="Op de wand")
        self.change = Button(theme, "Wijzigen", kind="quiet", key="W")
        self.change.setAccessibleName("Tekst voor de wand wijzigen")
        self.change.setShortcut("")  # a letter: the page hears it where nothing is being typed
        self.change.clicked.connect(lambda _checked: self.edit())
        shown = layout.row(theme, self.line, self.change, gap=8)
        shown.setStretch(0, 1)
        shown.setAlignment(self.line, Qt.AlignmentFlag.AlignVCenter)
        self.shown = layout.holder(shown)
        self.editor = QLineEdit()
        self.editor.returnPressed.connect(self.keep)
        self.editor.setPlaceholderText("De vraag in een paar woorden")
        self.field = Field(theme, LABEL, self.editor, hint=KEYS)
        self.kept = KeptLine(self._half, self.field, self._words)
        self.kept.refused.connect(self.refused)
        self.kept.ended.connect(self._close)
        self.editor.textChanged.connect(lambda _text: self.kept.typed())
        self.field.hide()
        self.setLayout(layout.column(theme, self.shown, self.kept.left_over, self.field, gap=6))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # as an argument PySide would ignore it

    def show_card(self, card: CaseCard) -> None:
        """What is being typed for this case stays; for another it is put away until the key is pressed here again."""
        if card.row.id != self._case_id:
            self.put_away()
            self._case_id, self._where = card.row.id, Where(self._state.table.item_id, "wall")
        self.change.setVisible(self._state.sitting.may_lead and self._state.sitting.status == "running")
        self._say(card.wall_question)
        if not self.change.isHidden() and self._half.found(self._where.item_id, ("wall",)) is not None:
            self._open(takes_keys=False)

    def put_away(self) -> None:
        """For a point without a card: what is typed now belongs to no case."""
        if self._case_id:
            self.leave()
            self._case_id, self._stored, self._where = "", "", NOWHERE

    def edit(self) -> str:
        """Opens the field; returns why not, in a sentence, when there is nothing to write here."""
        if not self._case_id:
            item = self._state.table.item
            if self._state.is_coming:
                return COMING
            return NOT_NOW if item is not None and item.case is not None else NO_CASE
        if self.change.isHidden():
            return NOT_YOURS
        self._open()
        return ""

    def keep(self) -> None:
        """Has it written; a refusal stands at the field and the text stays, also when it comes afterwards."""
        if not self.kept.is_open:
            return
        case_id, where, cases = self._case_id, self._where, self._state.desk.cases
        before, words = self._stored, self._words()
        try:
            text = require_wall(self.editor.text())
        except RuleError as error:
            self.kept.flush()
            self.field.show_error(error)
            return

        def told(error: Exception | None) -> None:
            if error is None:
                self._half.laid_down(where)
            else:
                self._back(where, words, before, error)

        self.kept.lay_down()
        self._say(text)
        self._close()
        self._state.table.write(lambda: cases.set_wall_question(case_id, text), told)

    def leave(self) -> None:
        """What stands in the field is kept for its case."""
        self.kept.close()
        self._close()

    def _open(self, *, takes_keys: bool = True) -> None:
        if not self.kept.is_open:
            self.editor.setText(self.kept.open(self._where).get("text", self._stored))
            self.kept.start()
            self.shown.hide()
            self.field.show()
            layout.reveal(self.field)
        if takes_keys and not self.editor.hasFocus():
            self._before = self.window().focusWidget()
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self, where: Where, words: Words, before: str, error: Exception) -> None:
        """The store did not take it: typed, and not laid down."""
        self._half.come_back(where, words)
        is_rule = isinstance(error, RuleError)
        if not is_rule:
            log.error("the text for the wall could not be kept", exc_info=error)
        said = sentence(error) if is_rule else FAILED
        if where == self._where:
            self._say(before)
            self._open()
            self.field.show_error(said)
        else:
            self.refused.emit(f"De tekst voor de wand van de vorige casus is nog niet vastgelegd. {said}")

    def _say(self, text: str) -> None:
        self._stored = text
        words = f"Op de wand: {text}" if text else NOTHING
        self.line.set_lines([Line(words, icon="presentation", tone="muted")])

    def _words(self) -> Words:
        """An empty field, or one with what is kept already, is nothing half typed."""
        text = self.editor.text()
        return {"text": text} if text.strip() and text != self._stored else {}

    def _close(self) -> None:
        if self.field.isHidden():
            return
        before, self._before = self._before, None
        if self.editor.hasFocus() and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.clear_error()
        self.field.hide()
        self.kept.left_over.hide()
        self.shown.show()
