"""A field for notes whose own undo reaches back to the last act; there the key is the window's, and takes that back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence

from zsm_desktop.domain.merging import merged
from zsm_desktop.ui.parts.following import follow
from zsm_desktop.ui.parts.inputs import NoteField

_PASSING = frozenset(
    {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}
)
"""The same person goes on where he was."""


class OwnUndo(NoteField):
    """Undo goes back a pause at a time and never empties what was kept: `stays` comes instead.

    What others wrote is no step of it, and stays where it is when what was typed before it is undone.
    """

    stays = Signal()

    def __init__(self, *given, **named) -> None:
        super().__init__(*given, **named)
        self._is_something_kept = False
        self._theirs: list[tuple[int, int]] = []
        """Which parts of the undo stack are not the writer's own: its height before and after."""

    def begin_anew(self) -> None:
        """An act was done: what was typed before it is behind us."""
        self.document().clearUndoRedoStacks()
        self._theirs.clear()

    def take_in(self, text: str) -> None:
        """The text as others wrote on in it."""
        if text == self.toPlainText():
            return
        document = self.document()
        is_anew = not self.has_own(is_back=True)
        before = document.availableUndoSteps()
        document.setModified(False)
        self.blockSignals(True)
        follow(self, text)
        self.blockSignals(False)
        document.setModified(False)
        if is_anew:
            self.begin_anew()
        elif document.availableUndoSteps() > before:
            self._theirs.append((before, document.availableUndoSteps()))

    def say_kept(self, text: str) -> None:
        """The store has it: what is typed now is a step of its own."""
        self._is_something_kept = bool(text.strip())
        self.document().setModified(False)  # else the letters join those before the pause

    def has_own(self, *, is_back: bool) -> bool:
        document = self.document()
        if not is_back:
            return document.isRedoAvailable()
        return document.availableUndoSteps() > sum(after - before for before, after in self._theirs)

    def undo(self) -> None:
        whole = self.toPlainText()
        had = bool(whole.strip())
        is_below = False
        while self._theirs and self._theirs[-1][1] == self.document().availableUndoSteps():
            super().undo()
            self._theirs.pop()
            is_below = True
        if is_below:
            own = self.toPlainText()
            super().undo()
            self.take_in(merged(own, self.toPlainText(), whole))
        else:
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
