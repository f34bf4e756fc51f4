"""The words for the room: a short text of its own, written where the case is, and never the question itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.ui.meeting.state import MeetingState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.theme import Theme

LABEL = "Zonder naam; dit komt op de wand"
NO_CASE = "Dit punt is geen casus: op de wand staat de titel."
NOT_NOW = "Deze casus mag nog niet besproken worden en komt niet op de wand."
NOT_YOURS = "De tekst voor de wand schrijft wie de bespreking leidt."
NOTHING = "Nog geen tekst voor de wand; daar staat nu alleen het pseudoniem."


class WallText(QWidget):
    """Read as one line; the key or the button turns it into a field, and afterwards the focus is where it was."""

    def __init__(self, theme: Theme, state: MeetingState) -> None:
        super().__init__()
        self._state = state
        self._case_id, self._kept = "", ""
        self._half: dict[str, str] = {}
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
        self.editor.setPlaceholderText("De vraag in een paar woorden. Enter bewaart.")
        self.field = Field(theme, LABEL, self.editor)
        self.field.hide()
        self.setLayout(layout.column(theme, self.shown, self.field, gap=0))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # as an argument PySide would ignore it

    def show_card(self, card: CaseCard) -> None:
        """What is being typed for this case stays; for another it is put away until the key is pressed here again."""
        if card.row.id != self._case_id:
            self.put_away()
            self._case_id = card.row.id
        self._kept = card.wall_question
        self.change.setVisible(self._state.sitting.may_lead and self._state.sitting.status == "running")
        words = f"Op de wand: {self._kept}" if self._kept else NOTHING
        self.line.set_lines([Line(words, icon="presentation", tone="muted")])

    def put_away(self) -> None:
        """For a point without a card: what is typed now belongs to no case."""
        if self._case_id:
            if not self.field.isHidden():
                self._half[self._case_id] = self.editor.text()
            self._case_id, self._kept = "", ""
            self._close()

    def edit(self) -> str:
        """Opens the field; returns why not, in a sentence, when there is nothing to write here."""
        if not self._case_id:
            item = self._state.table.item
            return NOT_NOW if item is not None and item.case is not None else NO_CASE
        if self.change.isHidden():
            return NOT_YOURS
        if not self.field.isHidden():
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return ""
        self._before = self.window().focusWidget()
        self.editor.setText(self._half.pop(self._case_id, self._kept))
        self.shown.hide()
        self.field.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        layout.reveal(self.field)
        return ""

    def keep(self) -> None:
        """Writes it; a refusal stands at the field and the text stays."""
        if not self._case_id:
            return
        try:
            self._state.desk.cases.set_wall_question(self._case_id, self.editor.text())
        except RuleError as error:
            self.field.show_error(error)
            return
        self.leave()

    def leave(self) -> None:
        if not self.field.isHidden():
            self._close()

    def _close(self) -> None:
        before, self._before = self._before, None
        if self.editor.hasFocus() and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.clear_error()
        self.field.hide()
        self.shown.show()
