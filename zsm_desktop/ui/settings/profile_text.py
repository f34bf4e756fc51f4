"""The whole profile as text: fields, phases, lists and what is counted are changed here, checked as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit

from zsm_desktop.domain import profile_text
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import profiles as words

if TYPE_CHECKING:
    from zsm_desktop.ui.settings.profile_card import ProfileCard

PAUSE_MS, TEXT_PX = 400, 13


class ProfileTextForm(FormDialog):
    """Below the text stand its faults with their lines, or what it would change; it is kept only without a fault."""

    def __init__(self, theme: Theme, card: ProfileCard, desk: Any) -> None:
        super().__init__(theme, words.WHOLE, card.window(), submit=self._keep, width=860)
        self._card, self._desk, self._facts = card, desk, desk.profiles.facts()
        self.text = QPlainTextEdit(self._facts.text)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.px(TEXT_PX))
        self.text.setFont(font)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        layout.box(theme, self.text, height=300)
        self.add("text", words.TEXT, self.text, hint=words.TEXT_HINT)
        self.where = layout.label("", "muted")
        self.head = layout.label("", "muted", wrap=True)
        self.lines = Lines(theme, name=words.CHANGES, empty=words.NO_DIFFERENCE)
        for part in (self.where, self.head, self.lines):
            self.body.addWidget(part)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.text.textChanged.connect(self._pause.start)
        self.text.cursorPositionChanged.connect(self._say_where)
        self._say_where()
        self.look()
        self.text.setFocus()

    def look(self) -> None:
        text = self.text.toPlainText()
        findings = profile_text.read(text).findings
        if findings:
            self.head.setText(words.FAULTS)
            shown = [Line(words.at_line(one.row, sentence(one)), icon="alert-triangle", tone="bad") for one in findings]
        else:
            self.head.setText(words.STAYS)
            shown = [Line(one, icon="arrow-right") for one in self._card.differences(text)]
        self.lines.set_lines(shown)
        self.ok.setEnabled(not findings and text != self._facts.text)

    def _keep(self) -> None:
        """What somebody else kept meanwhile is not overwritten: RuleError("edit.conflict")."""
        self._card.keep(self._facts, self.text.toPlainText())

    def _say_where(self) -> None:
        self.where.setText(f"Regel {self.text.textCursor().blockNumber() + 1}")
