"""How long somebody takes who never saw the program: keys, thoughts, reading and what is done away from the screen.

The keystroke-level model (Card, Moran and Newell, Communications of the ACM 23(7), 1980), with its slow times: a key as
in text without a rhythm, a character of a code as in complex codes, and a thought before every key that types nothing
and before every text. Pointing costs nothing, there is no mouse. Reading is counted of the words that really stand on
the screen, each text once, at 200 words a minute: under the 238 that adults read in silence (Brysbaert, Journal of
Memory and Language 109, 2019). What is done elsewhere has no published time; it is counted as `AWAY_S` says.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QWidget

from zsm_desktop.ui.parts.lines import Elided
from zsm_desktop.ui.parts.painted import Painted

KEY_S, CODE_S, THOUGHT_S = 0.5, 0.75, 1.35
WORDS_A_MINUTE = 200
AWAY_S = {"a sentence for a password": 60, "the sheet from the printer": 90, "a file in the system's own dialog": 30}


@dataclass
class Pace:
    """What a newcomer did until now."""

    keys: int = 0
    code_keys: int = 0
    thoughts: int = 0
    words: int = 0
    away: list[str] = field(default_factory=list)
    _read: set[str] = field(default_factory=set)

    @property
    def seconds(self) -> float:
        hands = self.keys * KEY_S + self.code_keys * CODE_S + self.thoughts * THOUGHT_S
        return hands + self.words / WORDS_A_MINUTE * 60 + sum(AWAY_S[what] for what in self.away)

    def read(self, window: QWidget) -> None:
        """All that stands there and was not read before."""
        for text in texts_of(window):
            if text not in self._read:
                self._read.add(text)
                self.words += len(text.split())


def texts_of(window: QWidget) -> list[str]:
    """Every text in sight: labels, buttons with their explanation, fields, painted lists, and the rows of tables."""
    found: list[str] = []
    for one in window.findChildren(QWidget):
        if not one.isVisible():
            continue
        if isinstance(one, QLabel):
            found.append(one.text())
        elif isinstance(one, QAbstractButton):
            found += [one.text(), one.accessibleDescription()]
        elif isinstance(one, QLineEdit):
            found += [one.placeholderText()]
        elif isinstance(one, QComboBox):
            found.append(one.currentText())
        elif isinstance(one, Painted):
            found.append(one.accessibleDescription())
        elif isinstance(one, Elided):
            found.append(one.text)
        elif isinstance(one, QAbstractItemView):
            found += _cells(one)
    return [text for text in found if text.strip()]


def _cells(view: QAbstractItemView) -> list[str]:
    model = view.model()
    if model is None:
        return []
    rows, columns = model.rowCount(), model.columnCount()
    return [str(model.index(row, column).data() or "") for row in range(rows) for column in range(columns)]
