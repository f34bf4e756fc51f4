"""What screen readers are told a piece of ours is: Qt knows its own widgets, and takes all others for a bare panel.

A piece says it by itself with `SPOKEN_AS`, the name of a role of QAccessible: "Whitespace" is what only decorates.
Nothing is asked while nobody listens.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QWidget

ASKED = "zsm_spoken"
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


def say_roles(application: QApplication) -> None:
    """Once for the application."""
    if not application.property(ASKED):
        application.setProperty(ASKED, True)
        QAccessible.installFactory(_speak)


def _speak(_key: str, piece: QObject | None) -> QAccessibleInterface | None:
    """None: as Qt sees it."""
    role = getattr(piece, "SPOKEN_AS", "")
    if not role or not isinstance(piece, QWidget):
        return None
    if role == "PageTab":
        is_one_of = isinstance(piece, QAbstractButton) and piece.isCheckable()
        return SpokenTab(piece, role) if is_one_of else None
    return Spoken(piece, role)
