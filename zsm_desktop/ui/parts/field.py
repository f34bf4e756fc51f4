"""A label, its editor, and what is wrong with it: said at the field, in a sentence, with the text kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.theme import Theme

VALUES = ("cents", "hundredths", "day", "whole", "moment", "time")
"""What the typed editors of inputs.py call their value; reading it raises RuleError for text that is none."""


class Field(QWidget):
    """`edited` comes with every keystroke of the user; an error goes away at the first of them."""

    edited = Signal()

    def __init__(
        self,
        theme: Theme,
        words: str,
        editor: QWidget,
        *,
        hint: str = "",
        is_required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = layout.label(words, "label")
        self.label.setBuddy(editor)
        self.hint = layout.label(hint, "small", wrap=True)
        if not hint:
            self.hint.hide()  # never shown here: without a parent it would open a window of its own
        self.error = layout.label("", "error", wrap=True)
        self.error.hide()
        self.is_required = is_required
        editor.setAccessibleName(f"{words}, verplicht" if is_required else words)
        editor.setAccessibleDescription(hint)
        if hasattr(editor, "setSizePolicy"):
            editor.setSizePolicy(QSizePolicy.Policy.Expanding, editor.sizePolicy().verticalPolicy())
        self.setLayout(layout.column(theme, self.label, editor, self.hint, self.error, gap=5))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._listen()

    @property
    def text(self) -> str:
        """What stands in the editor now, trimmed; a choice gives its key."""
        editor = self.editor
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        return (editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()).strip()

    @property
    def has_error(self) -> bool:
        return not self.error.isHidden()

    def is_readable(self) -> bool:
        """Whether a typed value can be read; if not, the field itself says so."""
        for name in VALUES:
            if isinstance(getattr(type(self.editor), name, None), property):
                try:
                    getattr(self.editor, name)
                except RuleError as error:
                    self.show_error(error)
                    return False
        return True

    def show_error(self, error: RuleError | str) -> None:
        """A sentence, or a rule whose sentence words/ knows."""
        text = error if isinstance(error, str) else sentence(error)
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.hint.setVisible(bool(self.hint.text()) and not text)
        self.editor.setAccessibleDescription(text or self.hint.text())
        self._mark(is_wrong=bool(text))

    def clear_error(self) -> None:
        if self.has_error:
            self.show_error("")

    def _mark(self, *, is_wrong: bool) -> None:
        self.editor.setProperty("wrong", "true" if is_wrong else "false")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def _listen(self) -> None:
        editor = self.editor
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _text: self._on_edit())
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(self._on_edit)
        elif isinstance(editor, QComboBox):
            editor.activated.connect(lambda _index: self._on_edit())

    def _on_edit(self) -> None:
        self.clear_error()
        self.edited.emit()


def sentence(error: RuleError) -> str:
    """What a rule says to the user; loaded when the first rule speaks."""
    from zsm_desktop.words.rules import sentence as say

    return say(error)
