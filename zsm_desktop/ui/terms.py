"""Words of the trade explained where they stand: the pointer on a heading tells it, Shift+F1 all that are in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from zsm_desktop.ui.parts import f1

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zsm_desktop.domain.profiles import Nouns
    from zsm_desktop.ui.window import Window
    from zsm_desktop.words.glossary import Glossary, Term


class Terms(QObject):
    """Of a window, and of the forms over it; Qt brings what nobody else told of to the window itself."""

    def __init__(self, window: Window, nouns: Callable[[], Nouns]) -> None:
        super().__init__(window)
        self._window, self._nouns = window, nouns
        self._known: tuple[Nouns, Glossary] | None = None
        window.panels.words = lambda: self.glossary
        window.help.pointed.connect(lambda over, spot: self.tell(over, spot))  # noqa: PLW0108 - PySide frees what a bare method hangs on
        window.help.words_asked.connect(lambda over, word: self.open(over, word))  # noqa: PLW0108 - and so here
        QShortcut(QKeySequence(f1.WORDS_KEY), window, lambda: self.open(window))
        window.installEventFilter(self)

    @property
    def glossary(self) -> Glossary:
        """Made anew when the network calls things otherwise."""
        from zsm_desktop.words.glossary import Glossary

        nouns = self._nouns()
        if self._known is None or self._known[0] != nouns:
            self._known = nouns, Glossary(nouns)
        return self._known[1]

    def tell(self, over: QWidget, spot: QPoint) -> None:
        """What the words at that place mean, if they are in the list."""
        text = self.glossary.told(_text_at(over, spot))
        if text:
            from PySide6.QtWidgets import QToolTip

            QToolTip.showText(over.mapToGlobal(spot), text, over)

    def open(self, over: QWidget, word: str = "") -> None:
        """The words in sight with what they mean, or that one word."""
        self._window.panels.open_words(over, () if word else self.in_sight(over), word)

    def in_sight(self, over: QWidget) -> tuple[Term, ...]:
        found = [term for text in _texts(over) for term in self.glossary.within(text)]
        return tuple(sorted(dict.fromkeys(found), key=lambda term: term.word.casefold()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(watched, QWidget) and f1.has_pointed(watched, event)


def _text_at(over: QWidget, spot: QPoint) -> str:
    from PySide6.QtWidgets import QHeaderView

    found = over.childAt(spot)
    if found is None:
        return ""
    head = found.parentWidget()
    if isinstance(head, QHeaderView) and head.model() is not None:
        at = head.logicalIndexAt(found.mapFrom(over, spot))
        return str(head.model().headerData(at, head.orientation()) or "") if at >= 0 else ""
    return found.text() if isinstance(found, QLabel | QAbstractButton) else ""


def _texts(over: QWidget) -> Iterator[str]:
    """Of every label, button and heading in sight."""
    from PySide6.QtWidgets import QTableView

    for piece in over.findChildren(QWidget):
        if piece.isVisible() and piece.window() is over.window():
            if isinstance(piece, QLabel | QAbstractButton):
                yield piece.text()
            elif isinstance(piece, QTableView) and piece.model() is not None:
                for at in range(piece.model().columnCount()):
                    yield str(piece.model().headerData(at, Qt.Orientation.Horizontal) or "")
