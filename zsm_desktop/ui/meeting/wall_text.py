"""The words for the room: a short text of its own, written where the case is, and never the question itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.ui.meeting.state import MeetingState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.theme import Theme

LABEL = "Zonder naam; dit komt op de wand"
NOTHING = "Nog geen tekst voor de wand; daar staat nu alleen het pseudoniem."


class WallText(QWidget):
    """Read as one line; the key or the pencil turns it into a field. `closed` when the focus should go back."""

    closed = Signal()

    def __init__(self, theme: Theme, state: MeetingState) -> None:
        super().__init__()
        self._state = state
        self._case_id, self._kept = "", ""
        self.line = Lines(theme, name="Op de wand")
        self.change = Button(theme, "Tekst", kind="quiet", key="W")
        self.change.setAccessibleName("Tekst voor de wand wijzigen")
        self.change.setShortcut("")  # a letter: the page hears it where nothing is being typed
        self.change.clicked.connect(self.edit)
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
        """What is being typed for this case stays; for another it is put away."""
        if card.row.id != self._case_id:
            self._case_id = card.row.id
            self._close()
        self._kept = card.wall_question
        self.change.setVisible(self._state.sitting.may_lead and self._state.sitting.status == "running")
        words = f"Op de wand: {self._kept}" if self._kept else NOTHING
        self.line.set_lines([Line(words, icon="presentation", tone="muted")])

    def edit(self) -> None:
        if self.change.isHidden() or not self.field.isHidden():
            return
        self.editor.setText(self._kept)
        self.shown.hide()
        self.field.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        layout.reveal(self.field)

    def keep(self) -> None:
        """Writes it; a refusal stands at the field and the text stays."""
        try:
            self._state.desk.cases.set_wall_question(self._case_id, self.editor.text())
        except RuleError as error:
            self.field.show_error(error)
            return
        self.leave()

    def leave(self) -> None:
        if not self.field.isHidden():
            self._close()
            self.closed.emit()

    def _close(self) -> None:
        self.field.clear_error()
        self.field.hide()
        self.shown.show()
