"""The picture half of the start window: sign, motto, and the water between the islands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.rail import draw_mark
from zsm_desktop.ui.theme import Theme

MOTTO = "Voor elke leerling\neen oplossing"


class Banner(QWidget):
    """Gives way to the form in a narrow window."""

    SPOKEN_AS = "Whitespace"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event) -> None:
        theme, painter = self._theme, paint.begin(self)
        px, rect = theme.px, QRectF(self.rect())
        painter.fillRect(rect, theme.colour("rail"))
        for at in range(5):
            self._wave(painter, rect, at)
        left = px(48)
        draw_mark(painter, theme, QRectF(left, px(48), px(40), px(40)))
        painter.setFont(theme.font(18, 600))
        painter.setPen(theme.colour("rail_strong"))
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(left + px(54), px(48), rect.width(), px(40)), align, "Maatwerk")
        painter.setFont(theme.font(32, 600))
        room = QRectF(left, rect.height() * 0.32, rect.width() - left, px(100))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), MOTTO)
        painter.end()

    def _wave(self, painter: QPainter, rect: QRectF, at: int) -> None:
        px = self._theme.px
        top = rect.height() * (0.70 + 0.065 * at)
        wave = QPainterPath(QPointF(-20, top))
        width = rect.width() / 2 + 20
        for turn in range(3):
            x = -20 + width * turn + at * 18
            wave.cubicTo(x + width * 0.3, top - px(26), x + width * 0.7, top + px(26), x + width, top)
        painter.setPen(QPen(self._theme.colour("rail_active"), px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(wave)
