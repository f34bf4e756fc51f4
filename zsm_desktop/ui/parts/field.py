"""A label, its editor, and what is wrong with it: said at the field, in a sentence, with the text kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.profiles import Nouns
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.toast import announce
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

VALUES = {"cents": "een bedrag", "hundredths": "een aantal", "day": "een datum"}
"""What the typed editors of inputs.py call their value, and people; reading it raises RuleError for text that is none.
"""
EMPTY = "(leeg)"
NOT_LISTED = "Staat niet in de lijst"


class Field(QWidget):
    """`edited` comes with every keystroke of the user; an error goes away at the first of them.

    An editor of another kind than Qt's has `edited`, `value`, `put` and `shown` of its own.
    """

    edited = Signal()

    def __init__(
        self,
        theme: Theme,
        words: str,
        editor: QWidget,
        *,
        hint: str = "",
        is_required: bool = False,
        of: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`of` says for who hears it which of several rows with the same words it stands in."""
        super().__init__(parent)
        self.editor, self._of = editor, of
        self.label = layout.label(words, "label")
        self.label.setBuddy(editor)
        if isinstance(editor, QCheckBox):
            self.label.hide()  # it has its own words beside it
        self.hint = layout.label(hint, "small", wrap=True)
        if not hint:
            self.hint.hide()  # never shown here: without a parent it would open a window of its own
        self.error = layout.label("", "error", wrap=True)
        self.error.hide()
        self.code = ""
        """Of the rule that was broken last, for who knows when it holds no longer."""
        self.is_required = is_required
        self.rename(words)
        editor.setAccessibleDescription(hint)
        if hasattr(editor, "setSizePolicy"):
            editor.setSizePolicy(QSizePolicy.Policy.Expanding, editor.sizePolicy().verticalPolicy())
        self.setLayout(layout.column(theme, self.label, editor, self.hint, self.error, gap=5))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if editor.hasHeightForWidth():  # chips that go on below: at Maximum they are held at one line
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._listen()

    def rename(self, words: str) -> None:
        """For words that hang on what was chosen elsewhere, such as a unit."""
        self.label.setText(words)
        if not isinstance(self.editor, QCheckBox):
            name = f"{self._of}: {words}" if self._of else words
            self.editor.setAccessibleName(f"{name}, verplicht" if self.is_required else name)

    @property
    def text(self) -> str:
        """What stands in the editor now, trimmed; a choice gives its key. Ticks and chips have no text."""
        editor = self.editor
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText().strip()
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""

    @property
    def value(self) -> object:
        """Cents, hundredths, a day, a key, a tick or text, as `put` takes it; what cannot be read is its text."""
        editor: Any = self.editor
        if _typed(editor):
            try:
                return getattr(editor, _typed(editor))
            except RuleError:
                return self.text
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        return self.text if isinstance(editor, QLineEdit | QPlainTextEdit | QComboBox) else editor.value

    def put(self, value: Any) -> None:
        """As if it had stood there from the start: `edited` does not come."""
        editor: Any = self.editor
        if _typed(editor) and not isinstance(value, str):
            getattr(editor, f"set_{_typed(editor)}")(value)
        elif isinstance(editor, QCheckBox):
            editor.setChecked(value)
        elif isinstance(editor, QComboBox):
            if value and editor.findData(value) < 0:
                editor.addItem(NOT_LISTED, value)  # never turned into another
            editor.setCurrentIndex(max(0, editor.findData(value or "")))
        elif isinstance(editor, QPlainTextEdit):
            before = editor.blockSignals(True)
            editor.setPlainText(value)
            editor.blockSignals(before)
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
            editor.setCursorPosition(0)  # of what is too long its begin
        else:
            editor.put(value)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """New (key, words) for a Choice; what was chosen stays chosen, also where it is no longer among them."""
        chosen, editor = self.value, self.editor
        editor.set_choices(choices)
        self.put(chosen)

    def shown(self, value: Any) -> str:
        """A value of this field in words, wherever it comes from."""
        editor: Any = self.editor
        if value in (None, "", (), frozenset()):
            return EMPTY
        if isinstance(editor, QCheckBox):
            return "Aangevinkt" if value else "Niet aangevinkt"
        if isinstance(editor, QComboBox):
            at = editor.findData(value)
            return editor.itemText(at) if at >= 0 else NOT_LISTED
        if isinstance(value, str):
            return value
        ways: dict[str, Any] = {"cents": dutch.money, "hundredths": dutch.quantity, "day": dutch.date_medium}
        return ways[_typed(editor)](value) if _typed(editor) else editor.shown(value)

    @property
    def has_error(self) -> bool:
        return not self.error.isHidden()

    @property
    def missing(self) -> str:
        """The sentence for a field that must be filled in and is empty."""
        words = f"‘{self.label.text()}’"
        if isinstance(self.editor, QComboBox):
            return f"Maak een keuze bij {words}."
        if _typed(self.editor):
            return f"Vul {VALUES[_typed(self.editor)]} in bij {words}."
        return f"Geef antwoord op {words}." if self.label.text().endswith("?") else f"Vul {words} in."

    def check(self) -> bool:
        """Whether it is filled in where it must be, and can be read; if not, the field itself says so."""
        if self.is_required and not self.text:
            self.show_error(self.missing)
            return False
        if _typed(self.editor):
            try:
                getattr(self.editor, _typed(self.editor))
            except RuleError as error:
                self.show_error(error)
                return False
        return True

    def show_error(self, error: RuleError | str) -> None:
        """A sentence, or a rule whose sentence words/ knows."""
        text, self.code = (error, "") if isinstance(error, str) else (sentence(error), error.code)
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.hint.setVisible(bool(self.hint.text()) and not text)
        self.editor.setAccessibleDescription(text or self.hint.text())
        self._mark(is_wrong=bool(text))
        if text:
            announce(self.editor, text)

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
        elif isinstance(editor, QCheckBox):
            editor.clicked.connect(lambda _on: self._on_edit())
        elif hasattr(editor, "edited"):
            editor.edited.connect(self._on_edit)

    def _on_edit(self) -> None:
        self.clear_error()
        self.edited.emit()


def _typed(editor: QWidget) -> str:
    """What a typed editor calls its value; "" for text."""
    kind = type(editor)
    return next((name for name in VALUES if isinstance(getattr(kind, name, None), property)), "")


def sentence(error: RuleError | Finding, nouns: Nouns | None = None) -> str:
    """What a rule says to the user; loaded when the first rule speaks."""
    from zsm_desktop.words.rules import sentence as say

    return say(error, nouns)
