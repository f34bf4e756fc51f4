"""How a form asks for help: it says so to the window it belongs to, which knows what is told of its room, and what
the words in it mean.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

KEY = "F1"
WORDS_KEY = "Shift+F1"


class Help(QObject):
    """Belongs to a window; `asked` sends over which widget the help is to stand."""

    asked = Signal(QWidget)
    reported = Signal()
    """Somebody wants to tell of a problem with the program."""
    words_asked = Signal(QWidget, str)
    """What the words here mean, or that one word."""
    pointed = Signal(QWidget, QPoint)
    """The pointer rests at a place in this widget that has nothing of its own to tell."""


class Asking(QObject):
    """Hears a form for it: its keys, and where the pointer rests."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        QShortcut(QKeySequence(KEY), over, lambda: ask(over))
        QShortcut(QKeySequence(WORDS_KEY), over, lambda: ask_words(over))
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(watched, QWidget) and has_pointed(watched, event)


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


def ask_words(over: QWidget, word: str = "") -> None:
    """As `ask`, for what words mean."""
    found = _nearest(over)
    if found is not None:
        found.words_asked.emit(over, word)


def has_pointed(over: QWidget, event: QEvent) -> bool:
    """Whether it is the pointer that rests in `over`, which the window then hears."""
    if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
        return False
    found = _nearest(over)
    if found is not None:
        found.pointed.emit(over, event.pos())
    return True


def _nearest(over: QWidget) -> Help | None:
    at: QWidget | None = over
    while at is not None:
        found = at.findChild(Help, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(found, Help):
            return found
        at = at.parentWidget()
    return None
