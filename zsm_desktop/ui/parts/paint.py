"""Strokes that several painted pieces share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.theme import Theme

TONES = ("neutral", "info", "good", "warn", "bad")


def begin(widget: QWidget) -> QPainter:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def metrics_of(theme: Theme, size: float, weight: int = 400) -> QFontMetricsF:
    """The measures of a font of the theme, shared."""
    key = (theme.px(size), weight)
    if key not in theme.measures:
        theme.measures[key] = QFontMetricsF(theme.font(size, weight))
    return theme.measures[key]


def tone_colours(theme: Theme, tone: str) -> tuple[QColor, QColor]:
    """Text and ground of a tone: neutral, info, good, warn or bad."""
    if tone == "info":
        return theme.colour("accent_text"), theme.colour("accent_soft")
    return theme.colour(f"{tone}_text"), theme.colour(f"{tone}_soft")


def plate(painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, edge: QColor | None = None) -> None:
    """A rounded rectangle whose 1 px edge lies inside `rect`."""
    if edge is not None:
        painter.setPen(QPen(edge, 1))
        rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)


def focus_ring(painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def elided(painter: QPainter, rect: QRectF, text: str, align: Qt.AlignmentFlag, metrics: QFontMetricsF) -> None:
    """One line of text, cut with "…" where it does not fit."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def draw_pill(painter: QPainter, theme: Theme, rect: QRectF, text: str, tone: str) -> None:
    """A pill at the left of `rect`, as wide as its words or as the rectangle."""
    words, ground = tone_colours(theme, tone)
    font = theme.font(12, 600)
    metrics = metrics_of(theme, 12, 600)
    width = min(rect.width(), metrics.horizontalAdvance(text) + theme.px(20))
    height = theme.px(22)
    where = QRectF(rect.left(), rect.center().y() - height / 2, width, height)
    edge = QColor(words)
    edge.setAlpha(60)  # so that it still shows on a selected row
    plate(painter, where, height / 2, ground, edge)
    painter.setFont(font)
    painter.setPen(words)
    elided(painter, where.adjusted(theme.px(9), 0, -theme.px(9), 0), text, Qt.AlignmentFlag.AlignHCenter, metrics)
