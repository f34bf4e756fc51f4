"""The interfaces of painted pieces to screen readers (ui/spoken.py); loaded when somebody listens."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

PRESS = "Press"
"""As screen readers and Qt call it."""


class Spoken(QAccessibleWidget):
    """Any piece of ours in its role."""

    def __init__(self, piece: QWidget, role: str) -> None:
        super().__init__(piece, QAccessible.Role[role])


class SpokenTab(Spoken):
    """One of several faces: chosen or not, and pressed as a button is."""

    def state(self) -> QAccessible.State:
        found, piece = super().state(), self.object()
        if isinstance(piece, QAbstractButton):
            found.selectable, found.selected = True, piece.isChecked()
        return found

    def actionNames(self) -> list[str]:
        return [PRESS, *super().actionNames()]

    def doAction(self, name: str) -> None:
        piece = self.object()
        if name == PRESS and isinstance(piece, QAbstractButton):
            piece.click()
        else:
            super().doAction(name)


def made(piece: QWidget, role: str) -> Spoken | None:
    """None for a tab that is no choice: a button as Qt sees it."""
    if role != "PageTab":
        return Spoken(piece, role)
    return SpokenTab(piece, role) if isinstance(piece, QAbstractButton) and piece.isCheckable() else None
