"""How a form asks for help: it says so to the window it belongs to, which knows what is told of its room."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

KEY = "F1"


class Help(QObject):
    """Belongs to a window; `asked` sends over which widget the help is to stand."""

    asked = Signal(QWidget)
    reported = Signal()
    """Somebody wants to tell of a problem with the program."""


def ask(over: QWidget) -> None:
    """Of the nearest window around that has help."""
    found = _nearest(over)
    if found is not None:
        found.asked.emit(over)


def report(over: QWidget) -> None:
    """As `ask`, to tell of a problem."""
    found = _nearest(over)
    if found is not None:
        found.reported.emit()


def _nearest(over: QWidget) -> Help | None:
    at: QWidget | None = over
    while at is not None:
        found = at.findChild(Help, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(found, Help):
            return found
        at = at.parentWidget()
    return None
