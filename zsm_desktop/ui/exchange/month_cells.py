"""How a cell of the sheet looks: what it stands at is told by a sign and by its ground, never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class CellLook:
    """`mark` is entered (a ring), confirmed (a tick), disputed (an exclamation mark) or "".

    `is_shut`: nothing can be typed; `is_locked`: what stands here cannot be typed over.
    """

    text: str
    is_total: bool = False
    is_shut: bool = False
    is_locked: bool = False
    is_typed: bool = False
    is_wrong: bool = False
    mark: str = ""


_INKS = {"entered": "warn_text", "confirmed": "good_text", "disputed": "bad_text"}


def paint_cell(painter: QPainter, theme: Theme, rect: QRectF, look: CellLook, *, is_here: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = "sunken" if look.is_shut or look.is_total else "bad_soft" if look.is_wrong else "surface"
    painter.fillRect(rect, theme.colour(ground))
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.drawLine(rect.topRight(), rect.bottomRight())
    if look.is_typed:
        paint.plate(
            painter, rect.adjusted(2, 2, -3, -3), theme.px(4), None, theme.colour("bad" if look.is_wrong else "accent")
        )
        painter.fillRect(
            QRectF(rect.left() + 2, rect.top() + 4, theme.px(3), rect.height() - 9), theme.colour("accent")
        )
    if is_here:
        paint.focus_ring(painter, rect.adjusted(1, 1, -2, -2), theme.px(4), theme.colour("focus"))
    if look.text:
        weight = 600 if look.is_typed else 400
        painter.setFont(theme.font(14, weight, is_tabular=True))
        ink = "bad_text" if look.is_wrong else "muted" if look.is_total else "accent_text" if look.is_typed else "text"
        painter.setPen(theme.colour(ink))
        inside = rect.adjusted(theme.px(6), 0, -theme.px(8), 0)
        paint.elided(painter, inside, look.text, Qt.AlignmentFlag.AlignRight, paint.metrics_of(theme, 14, weight))
    if look.mark and not look.is_typed:
        draw_mark(painter, theme, QPointF(rect.left() + theme.px(11), rect.center().y()), look.mark)
    painter.restore()


def draw_mark(painter: QPainter, theme: Theme, at: QPointF, mark: str) -> None:
    """A small sign around `at`."""
    size = theme.px(4.0)
    pen = QPen(theme.colour(_INKS[mark]), theme.px(1.6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark == "entered":
        painter.drawEllipse(at, size * 0.75, size * 0.75)
    elif mark == "confirmed":
        points = [QPointF(-size, 0), QPointF(-size * 0.25, size * 0.75), QPointF(size, -size * 0.75)]
        painter.drawPolyline(QPolygonF([at + point for point in points]))
    else:
        painter.drawLine(at + QPointF(0, -size * 1.3), at + QPointF(0, size * 0.3))
        painter.drawPoint(at + QPointF(0, size * 1.3))


LEGEND = (("entered", "ingevoerd"), ("confirmed", "bevestigd"), ("disputed", "betwist"))


class Legend(QWidget):
    """What the signs mean, in one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.SPOKEN_AS = "StaticText"
        self.setAccessibleName("Tekens: " + ", ".join(words for _, words in LEGEND))

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()), self._theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        theme, painter, left = self._theme, paint.begin(self), 0.0
        for (mark, words), width in zip(LEGEND, self._widths(), strict=True):
            draw_mark(painter, theme, QPointF(left + theme.px(8), self.height() / 2), mark)
            painter.setFont(theme.font(12))
            painter.setPen(theme.colour("muted"))
            room = QRectF(left + theme.px(18), 0, width, self.height())
            paint.elided(painter, room, words, Qt.AlignmentFlag.AlignLeft, paint.metrics_of(theme, 12))
            left += width
        painter.end()

    def _widths(self) -> list[int]:
        metrics = paint.metrics_of(self._theme, 12)
        return [round(metrics.horizontalAdvance(words)) + self._theme.px(36) for _, words in LEGEND]
