"""Room that scrolls and shows that it goes on below: the last line fades instead of being cut through."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.layout import Upright
from zsm_desktop.ui.theme import Theme

HEIGHT, ROUND = 34, 9


class _Fade(QWidget):
    SPOKEN_AS = "Whitespace"

    def __init__(self, theme: Theme, ground: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._ground = theme, ground
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event) -> None:
        solid = self._theme.colour(self._ground)
        clear = QColor(solid)
        clear.setAlpha(0)
        gradient = QLinearGradient(0, 0, 0, self.height())
        gradient.setColorAt(0, clear)
        gradient.setColorAt(0.8, solid)
        painter = paint.begin(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        # What it lies in is a card with round corners: a square foot would stick out of them.
        round_ = self._theme.px(ROUND)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, -round_, 0, 0), round_, round_)
        painter.end()


class FootFade:
    """Lies over the foot of `area` while there is more below; `place` when its size has changed."""

    def __init__(self, theme: Theme, area: QAbstractScrollArea, ground: str) -> None:
        self._theme, self._area = theme, area
        self.widget = _Fade(theme, ground, area)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self.place)
        bar.rangeChanged.connect(self.place)

    def place(self) -> None:
        area, high = self._area, self._theme.px(HEIGHT)
        bar, view = area.verticalScrollBar(), area.viewport().geometry()
        self.widget.setVisible(bar.value() < bar.maximum())
        self.widget.setGeometry(view.left(), view.bottom() + 1 - high, view.width(), high)
        self.widget.raise_()


class Fading(Upright):
    """`ground` is the token of the surface it lies on."""

    def __init__(self, theme: Theme, ground: str = "surface") -> None:
        super().__init__()
        self._foot = FootFade(theme, self, ground)
        self.fade = self._foot.widget

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._foot.place()
