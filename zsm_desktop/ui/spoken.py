"""What screen readers are told a piece of ours is: Qt knows its own widgets, and takes all others for a bare panel.

A piece says it by itself with `SPOKEN_AS`, the name of a role of QAccessible: "Whitespace" is what only decorates.
Nothing is asked while nobody listens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

ASKED = "zsm_spoken"


def say_roles(application: QApplication) -> None:
    """Once for the application."""
    if not application.property(ASKED):
        from PySide6.QtGui import QAccessible

        application.setProperty(ASKED, True)
        QAccessible.installFactory(_speak)


def _speak(_key: str, piece: QObject | None) -> QAccessibleInterface | None:
    """None: as Qt sees it."""
    role = getattr(piece, "SPOKEN_AS", "")
    if not role or not isinstance(piece, QWidget):
        return None
    from zsm_desktop.ui.spoken_pieces import made

    return made(piece, role)
