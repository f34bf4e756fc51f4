"""A status in a coloured pill; painted, because a styled label loses its shape when its text changes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.theme import Theme


class Pill(QWidget):
    """Tones: neutral, info, good, warn, bad. The word says it too: colour is never the only sign."""

    SPOKEN_AS = "StaticText"

    def __init__(self, theme: Theme, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_status(text, tone)

    def set_status(self, text: str, tone: str) -> None:
        self.text, self.tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = paint.metrics_of(self._theme, 12, 600).horizontalAdvance(self.text) + self._theme.px(21)
        return QSize(round(width + 0.5), self._theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        if not self.text:
            return
        painter = paint.begin(self)
        paint.draw_pill(painter, self._theme, QRectF(self.rect()), self.text, self.tone)
        painter.end()
