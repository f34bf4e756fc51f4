"""Strokes that several painted pieces share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen, QPixmap, QStaticText, QTransform
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.theme import Theme

AT_END, IN_MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle
"""Where a text that does not fit is cut; names of schools begin alike, so those in their middle."""
TONES = ("neutral", "info", "good", "warn", "bad")
MOST_LAID = 600
"""So many texts per font are kept laid out: more than a window shows, so that painting again does not lay out again."""
_ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Letters(QFontMetricsF):
    """The measures of a font of the theme, and what was laid out in it last."""

    def __init__(self, font: QFont) -> None:
        super().__init__(font)
        self._font, self._whole, self._high = font, QFontMetrics(font), super().height()
        self._wide: dict[str, float] = {}
        self._lines: dict[tuple[str, float, Qt.TextElideMode], tuple[QStaticText, float]] = {}
        self._blocks: dict[tuple[str, int], tuple[QStaticText, int]] = {}

    def horizontalAdvance(self, text: str) -> float:
        found = self._wide.get(text)
        if found is None:
            found = _room_in(self._wide)[text] = super().horizontalAdvance(text)
        return found

    def draw_line(
        self, painter: QPainter, rect: QRectF, text: str, align: Qt.AlignmentFlag, cut: Qt.TextElideMode = AT_END
    ) -> None:
        """One line in the middle of `rect`, cut with "…" where it does not fit; the painter has the font."""
        width = rect.width()
        found = self._lines.get((text, width, cut))
        if found is None:
            shown = self.elidedText(text, cut, width).replace("\n", " ")
            found = self._laid(shown), super().horizontalAdvance(shown)
            _room_in(self._lines)[text, width, cut] = found
        left = rect.left()
        if align == Qt.AlignmentFlag.AlignHCenter:
            left += (width - found[1]) / 2
        elif align == Qt.AlignmentFlag.AlignRight:
            left += width - found[1]
        painter.drawStaticText(QPointF(left, rect.top() + (rect.height() - self._high) / 2), found[0])

    def block(self, text: str, width: int) -> tuple[QStaticText, int]:
        """Words that wrap at `width`, and how high they are."""
        found = self._blocks.get((text, width))
        if found is None:
            high = self._whole.boundingRect(QRect(0, 0, max(20, width), 100_000), _WRAP, text).height()
            found = _room_in(self._blocks)[text, width] = self._laid(text.replace("\n", "\u2028"), width), high
        return found

    def _laid(self, text: str, width: int = -1) -> QStaticText:
        laid = QStaticText(text)
        laid.setTextFormat(Qt.TextFormat.PlainText)
        laid.setTextWidth(width)
        laid.prepare(QTransform(), self._font)
        return laid


def _room_in(kept: dict) -> dict:
    if len(kept) >= MOST_LAID:
        kept.clear()
    return kept


def begin(widget: QWidget) -> QPainter:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def pictured(widget: QWidget, looks: tuple, draw: Callable[[QPainter], object]) -> None:
    """Paints `widget` from a picture of itself as long as it looks, and is as large, as when that was made."""
    scale = widget.devicePixelRatioF()
    if scale % 1:  # there a widget need not begin at a whole pixel
        painter = begin(widget)
        draw(painter)
        painter.end()
        return
    key = (*looks, widget.size(), scale)
    kept = widget.__dict__.get("_pictured")
    if kept is None or kept[0] != key:
        picture = QPixmap(widget.size() * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        kept = widget.__dict__["_pictured"] = key, picture
    painter = QPainter(widget)
    painter.drawPixmap(0, 0, kept[1])
    painter.end()


def metrics_of(theme: Theme, size: float, weight: int = 400) -> Letters:
    """The measures of a font of the theme, shared."""
    key = (theme.px(size), weight)
    found = theme.measures.get(key)
    if found is None:
        found = theme.measures[key] = Letters(theme.font(size, weight))
    return found


def words(painter: QPainter | None, theme: Theme, text: str, room: QRect, font: tuple[int, int], colour: str) -> int:
    """Words of a size and weight that wrap in `room`, drawn when there is a painter; where they end below."""
    laid, high = metrics_of(theme, *font).block(text, room.width())
    if painter is not None:
        painter.setFont(theme.font(*font))
        painter.setPen(theme.colour(colour))
        painter.drawStaticText(room.topLeft(), laid)
    return room.top() + high


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


def elided(
    painter: QPainter,
    rect: QRectF,
    text: str,
    align: Qt.AlignmentFlag,
    metrics: QFontMetricsF,
    cut: Qt.TextElideMode = AT_END,
) -> None:
    """One line of text, cut with "…" where it does not fit."""
    if isinstance(metrics, Letters):
        metrics.draw_line(painter, rect, text, align, cut)
        return
    shown = metrics.elidedText(text, cut, rect.width())
    painter.drawText(rect, align.value | _ONE_LINE, shown)


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
