"""Words painted in one go and as high as they need: labels of their own would each be laid out again and again."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.theme import Theme


class Painted(QWidget):
    """`walk` lays out at a width, and draws when it gets a painter; screen readers hear what `say` was given."""

    SPOKEN_AS = "StaticText"

    USUAL, LEAST = 240, 80
    """Widths in design pixels."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        theme.changed.connect(self._measure_anew)

    def walk(self, width: int, painter: QPainter | None) -> int:
        """The height taken at `width`."""
        raise NotImplementedError

    def write(self, painter: QPainter | None, text: str, room: QRect, font: tuple[int, int], colour: str) -> int:
        """Draws a text, when there is a painter, from the top of `room` at its width; the pixel below it."""
        return paint.words(painter, self._theme, text, room, font, colour)

    def spoken(self, text: str) -> None:
        """What is to be shown has changed, and reads like this."""
        self.setAccessibleDescription(text)
        self._measure_anew()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Layouts ask this many times over for the same width."""
        if width not in self._heights:
            self._heights[width] = self.walk(width, None)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = self._theme.px(self.USUAL)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(self.LEAST), 0)

    def paintEvent(self, event) -> None:
        painter = paint.begin(self)
        self.walk(self.width(), painter)
        painter.end()

    def _measure_anew(self) -> None:
        self._heights.clear()
        self.updateGeometry()
