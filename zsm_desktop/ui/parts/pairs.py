"""Names with their values, two beside each other, painted in one go: a label for each would be laid out for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from zsm_desktop.ui.parts.painted import Painted
from zsm_desktop.ui.theme import Theme


class Pairs(Painted):
    """As high as its words need at the width it gets; screen readers hear it as one text."""

    COLUMNS = 2
    USUAL, LEAST = 300, 160

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__(theme, name=name)
        self.pairs: tuple[tuple[str, str], ...] = ()

    def say(self, pairs: Sequence[tuple[str, str]]) -> None:
        if tuple(pairs) == self.pairs:
            return
        self.pairs = tuple(pairs)
        self.spoken("\n".join(f"{name}: {value}" for name, value in pairs))

    def walk(self, width: int, painter: QPainter | None) -> int:
        gap = self._theme.px(8)
        wide, top = (width - gap * (self.COLUMNS - 1)) // self.COLUMNS, 0
        for at in range(0, len(self.pairs), self.COLUMNS):
            top += gap if at else 0
            ends = []
            for place, (name, value) in enumerate(self.pairs[at : at + self.COLUMNS]):
                left = place * (wide + gap)
                below = self.write(painter, name, QRect(left, top, wide, 0), (12, 400), "muted")
                ends.append(self.write(painter, value, QRect(left, below, wide, 0), (14, 500), "text"))
            top = max(ends)
        return top
