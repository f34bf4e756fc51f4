"""Completes a name while it is typed, inside the field: no list pops up over the screen that everyone looks at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import Field
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.theme import Theme

MOST = 4


def complete(editor: QLineEdit, names: Sequence[str]) -> None:
    completer = QCompleter(list(names), editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
    editor.setCompleter(completer)


def namesakes(said: str, names: Sequence[str]) -> tuple[str, ...]:
    """Who can be meant when more than one answers to it: "Kooman" for A. Kooman and B. Kooman; () when it is clear."""
    words = said.casefold().split()
    if not words or any(name.casefold() == said.strip().casefold() for name in names):
        return ()
    found = tuple(dict.fromkeys(name for name in names if set(words) <= set(name.casefold().split())))
    return found if len(found) > 1 else ()


class Offered(QWidget):
    """The people that can be meant, a key each, below the field that one of them comes in."""

    def __init__(self, theme: Theme, field: Field) -> None:
        super().__init__()
        self._field = field
        self._names: tuple[str, ...] = ()
        self.buttons = [
            Button(theme, "", key=f"Alt+{at + 1}", on_click=lambda at=at: self._choose(at)) for at in range(MOST)
        ]
        self.setLayout(layout.row(theme, flow(theme, *self.buttons, gap=8)))
        self.hide()

    def show_names(self, names: Sequence[str]) -> None:
        self._names = tuple(names[:MOST])
        for button in self.buttons:
            button.hide()
        for button, name in zip(self.buttons, self._names, strict=False):
            button.set_words(name)
            button.show()
        self.setVisible(bool(self._names))

    def _choose(self, at: int) -> None:
        name = self._names[at]
        self.show_names(())
        self._field.editor.setText(name)
        self._field.clear_error()
        self._field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
