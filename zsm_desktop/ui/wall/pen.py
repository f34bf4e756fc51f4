"""Drawing for a room: sizes for a wall of 1920 × 1080 that grow with it, texts that never run out of their place."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from zsm_desktop.ui.icons import Drawer
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.theme import FAMILY
from zsm_desktop.ui.tokens import Tokens

WIDTH, HEIGHT = 1920, 1080
LEAST = 32
"""Nothing on the wall is smaller: at this size the last row still reads it."""
LEADING = 1.3


@dataclass
class Pen:
    """`drawn` is every text that came on the wall, as it stands there."""

    painter: QPainter
    icons: Drawer
    tokens: Tokens
    unit: float
    drawn: list[str] = field(default_factory=list)

    def colour(self, token: str) -> QColor:
        return QColor(getattr(self.tokens, token))

    def font(self, size: float, weight: int = 400) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(max(1, round(max(size, LEAST) * self.unit)))
        font.setWeight(QFont.Weight(weight))
        return font

    def plate(self, rect: QRectF, token: str, radius: float = 0) -> None:
        paint.plate(self.painter, self.scaled(rect), radius * self.unit, self.colour(token))

    def icon(self, name: str, rect: QRectF, token: str) -> None:
        self.icons.paint(self.painter, name, self.scaled(rect), getattr(self.tokens, token))

    def scaled(self, rect: QRectF) -> QRectF:
        one = self.unit
        return QRectF(rect.x() * one, rect.y() * one, rect.width() * one, rect.height() * one)

    def lines(self, text: str, width: float, size: float, weight: int, most: int) -> list[str]:
        """`text` broken to `width`; what does not fit in `most` lines ends in "…"."""
        font = self.font(size, weight)
        layout = QTextLayout(" ".join(text.split()), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        found: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width * self.unit)
            start = line.textStart()
            found.append(layout.text()[start : start + line.textLength()].strip())
            if len(found) > most:
                break
        layout.endLayout()
        if len(found) > most:
            rest = " ".join(found[most - 1 :]) + " …"
            metrics = QFontMetricsF(font)
            found = [*found[: most - 1], metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width * self.unit)]
        return [line for line in found if line]

    def even(self, text: str, width: float, size: float, weight: int) -> float:
        """The least width that breaks `text` into no more lines than `width` does: no word alone on the last."""
        count, step = len(self.lines(text, width, size, weight, 9)), width / 24
        while width > 6 * step and len(self.lines(text, width - step, size, weight, 9)) == count:
            width -= step
        return width

    def width(self, text: str, size: float, weight: int = 400) -> float:
        return QFontMetricsF(self.font(size, weight)).horizontalAdvance(text) / self.unit

    def height(self, lines: int, size: float) -> float:
        return lines * max(size, LEAST) * LEADING

    def text(
        self, text: str, x: float, y: float, width: float, size: float,
        *, weight: int = 400, colour: str = "text", most: int = 1, is_centred: bool = False,
    ) -> float:  # fmt: skip
        """Draws it with its top left at (x, y); returns where the next thing can begin."""
        lines = self.lines(text, width, size, weight, most)
        if not lines:
            return y
        self.painter.setFont(self.font(size, weight))
        self.painter.setPen(self.colour(colour))
        step = self.height(1, size)
        align = Qt.AlignmentFlag.AlignHCenter if is_centred else Qt.AlignmentFlag.AlignLeft
        for line in lines:
            where = self.scaled(QRectF(x, y, width, step))
            self.painter.drawText(where, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), line)
            y += step
        self.drawn.append(" ".join(lines))
        return y

    def fitting(
        self, text: str, width: float, height: float, sizes: tuple[int, ...], weight: int = 400
    ) -> tuple[int, int]:
        """The largest of `sizes` at which the whole text fits, and how many lines there is room for at it."""
        for size in sizes:
            most = max(1, int(height / self.height(1, size)))
            if len(self.lines(text, width, size, weight, most + 1)) <= most:
                return size, most
        return sizes[-1], max(1, int(height / self.height(1, sizes[-1])))
