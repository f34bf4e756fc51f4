"""How a form asks for help: it says so to the window it belongs to, which knows what is told of its room."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

KEY = "F1"


class Help(QObject):
    """Belongs to a window; `asked` sends over which widget the help is to stand."""

    asked = Signal(QWidget)


def ask(over: QWidget) -> None:
    """Of the nearest window around that has help."""
    at: QWidget | None = over
    while at is not None:
        found = at.findChild(Help, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(found, Help):
            found.asked.emit(over)
            return
        at = at.parentWidget()
