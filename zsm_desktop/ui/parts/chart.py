"""What every chart has in common: it can be walked by keyboard, says what it shows, leads to what is under it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zsm_desktop.domain.series import Unit
from zsm_desktop.reports.axis import Axis, axis_for
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.chart_pen import ChartPen
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

SERIES_COLOURS = ("given", "taken", "series_3", "series_4", "series_5", "series_6")
_STEP_UNITS: dict[str, int] = {"cents": 100, "hundredths": 100, "count": 1}


class Mark(NamedTuple):
    """Something in a chart that can be pointed at: where it is, what it says, and the id it leads to."""

    rect: QRectF
    words: str
    id: str


def value_text(value: int, unit: Unit, *, is_signed: bool = False) -> str:
    """The figure in full, as in a table."""
    if unit == "cents":
        return dutch.signed_money(value) if is_signed else dutch.money(value)
    text = dutch.quantity(abs(value)) if unit == "hundredths" else dutch.count(abs(value))
    sign = dutch.MINUS if value < 0 else "+" if is_signed and value else ""
    return f"{sign}{text}"


def tick_text(value: int, unit: Unit) -> str:
    """A figure on a scale, as short as it can be."""
    if unit == "cents":
        return dutch.whole_euros(value)
    return dutch.quantity(value) if unit == "hundredths" else dutch.count(value)


def scale_for(values, unit: Unit) -> Axis:
    return axis_for([value for value in values if value is not None], _STEP_UNITS[unit])


class Chart(QWidget):
    """Subclasses paint in `draw` and return the marks; arrows walk them, Enter or a click sends `opened` with an id."""

    SPOKEN_AS = "Chart"

    opened = Signal(str)
    RING_ROOM = 4
    """Between a mark and the ring around it."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.pen = ChartPen(theme)
        self.marks: list[Mark] = []
        self.current = -1
        self._hovered = -1
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def draw(self, painter: QPainter, area: QRectF) -> list[Mark]:
        raise NotImplementedError

    def show_series(self, title: str, description: str) -> None:
        """Called by subclasses when they are given new figures."""
        self.setAccessibleName(title)
        self.setAccessibleDescription(description)
        self.current = self._hovered = -1
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(420), self.theme.px(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(220), self.theme.px(150))

    def paintEvent(self, event) -> None:
        painter = paint.begin(self)
        self.marks = self.draw(painter, QRectF(self.rect()).adjusted(1, 4, -1, -4))
        at = self.current if self.hasFocus() else self._hovered
        if 0 <= at < len(self.marks):
            room = self.RING_ROOM
            ring = self.marks[at].rect.adjusted(-room, -room, room, room)
            paint.focus_ring(painter, ring, 5, self.theme.colour("focus"))
        elif self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), 6, self.theme.colour("focus"))
        painter.end()

    def keyPressEvent(self, event) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(event.key())
        if step is not None and self.marks:
            self._go(max(0, min(len(self.marks) - 1, self.current + step)))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and 0 <= self.current < len(self.marks):
            self.opened.emit(self.marks[self.current].id)
        else:
            super().keyPressEvent(event)

    def _go(self, at: int) -> None:
        self.current = at
        mark = self.marks[at]
        QToolTip.showText(self.mapToGlobal(mark.rect.center().toPoint()), mark.words, self)
        self.setAccessibleDescription(mark.words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def mouseMoveEvent(self, event) -> None:
        at = self._at(event.position())
        if at != self._hovered:
            self._hovered = at
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if at >= 0 and self.marks[at].id else Qt.CursorShape.ArrowCursor
            )
            QToolTip.showText(event.globalPosition().toPoint(), self.marks[at].words if at >= 0 else "", self)
            self.update()

    def mouseReleaseEvent(self, event) -> None:
        at = self._at(event.position())
        if at >= 0 and self.marks[at].id:
            self.opened.emit(self.marks[at].id)

    def leaveEvent(self, event) -> None:
        self._hovered = -1
        self.update()

    def _at(self, where: QPointF) -> int:
        return next((at for at, mark in enumerate(self.marks) if mark.rect.adjusted(-3, -3, 3, 3).contains(where)), -1)
