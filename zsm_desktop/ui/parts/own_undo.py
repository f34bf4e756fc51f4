"""A field for notes whose own undo reaches back to the last act; there the key is the window's, and takes that back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence

from zsm_desktop.ui.parts.inputs import NoteField

_PASSING = frozenset(
    {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}
)
"""The same person goes on where he was."""


class OwnUndo(NoteField):
    """Undo goes back a pause at a time and never empties what was kept: `stays` comes instead."""

    stays = Signal()

    def __init__(self, *given, **named) -> None:
        super().__init__(*given, **named)
        self._is_something_kept = False

    def begin_anew(self) -> None:
        """An act was done: what was typed before it is behind us."""
        self.document().clearUndoRedoStacks()

    def say_kept(self, text: str) -> None:
        """The store has it: what is typed now is a step of its own."""
        self._is_something_kept = bool(text.strip())
        self.document().setModified(False)  # else the letters join those before the pause

    def has_own(self, *, is_back: bool) -> bool:
        document = self.document()
        return document.isUndoAvailable() if is_back else document.isRedoAvailable()

    def undo(self) -> None:
        had = bool(self.toPlainText().strip())
        super().undo()
        if had and self._is_something_kept and not self.toPlainText().strip():
            super().redo()
            self.stays.emit()

    def event(self, event) -> bool:
        """Which of the two the key is for."""
        if event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            for key, is_back in ((keys.Undo, True), (keys.Redo, False)):
                if event.matches(key) and not self.has_own(is_back=is_back):
                    event.ignore()
                    return False
        return super().event(event)

    def keyPressEvent(self, event) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if event.reason() not in _PASSING:
            self.begin_anew()
