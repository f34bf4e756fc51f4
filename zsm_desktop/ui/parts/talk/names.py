"""Completes a name while it is typed, inside the field: no list pops up over the screen that everyone looks at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


def complete(editor: QLineEdit, names: Sequence[str]) -> None:
    completer = QCompleter(list(names), editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
    editor.setCompleter(completer)
