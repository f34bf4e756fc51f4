"""Words of any size, and short lists of them painted in one go: an icon, what it says, a quiet line below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.layout import bring
from zsm_desktop.ui.parts.painted import Painted
from zsm_desktop.ui.theme import Theme


class Words(QLabel):
    """A text in a size of its own that follows zoom and theme; wraps unless told otherwise."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        size: int = 14,
        weight: int = 400,
        colour: str = "text",
        wrap: bool = True,
    ) -> None:
        super().__init__(text)
        self._theme, self._size, self._weight, self._colour = theme, size, weight, colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        theme.changed.connect(self._dress)
        self._dress()

    def set_size(self, size: int) -> None:
        if size != self._size:
            self._size = size
            self._dress()

    def say(self, text: str) -> None:
        """Shows the text; nothing to say takes no room."""
        self.setText(text)
        self.setVisible(bool(text))

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._size, self._weight))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.colour(self._colour))
        self.setPalette(palette)


class Elided(QWidget):
    """One line that gives way with "…"; the whole is in the tooltip."""

    SPOKEN_AS = "StaticText"

    def __init__(
        self, theme: Theme, text: str = "", *, size: int = 14, weight: int = 400, colour: str = "text"
    ) -> None:
        super().__init__()
        self._theme, self._size, self._weight, self._colour = theme, size, weight, colour
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.text, self._shorter = "", ()
        self.say(text)

    def say(self, text: str, *shorter: str) -> None:
        """The first of `shorter` that fits is shown where the whole text does not."""
        if (text, shorter) == (self.text, self._shorter):
            return  # else all that is around it would be laid out for nothing
        self.text, self._shorter = text, shorter
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = paint.metrics_of(self._theme, self._size, self._weight)
        return QSize(round(metrics.horizontalAdvance(self.text) + 2), round(metrics.height() + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(48)), self.sizeHint().height())

    def paintEvent(self, event) -> None:
        painter = paint.begin(self)
        font = self._theme.font(self._size, self._weight)
        metrics = paint.metrics_of(self._theme, self._size, self._weight)
        texts = (self.text, *self._shorter)
        shown = next((text for text in texts if metrics.horizontalAdvance(text) <= self.width()), texts[-1])
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._colour))
        paint.elided(painter, QRectF(self.rect()), shown, Qt.AlignmentFlag.AlignLeft, metrics)
        painter.end()


class Line(NamedTuple):
    """`tone` colours the icon: neutral, info, good, warn or bad."""

    text: str
    quiet: str = ""
    icon: str = ""
    tone: str = "neutral"
    is_strong: bool = False


class Lines(Painted):
    """As high as its words need at the width it gets; screen readers hear it as one text."""

    def __init__(self, theme: Theme, lines: Sequence[Line] = (), *, name: str = "", empty: str = "") -> None:
        super().__init__(theme, name=name)
        self._empty = empty
        self.lines: tuple[Line, ...] = ()
        self.marked = -1
        """Which line stands out, because somebody came for it; −1 for none."""
        self.set_lines(lines)

    def set_lines(self, lines: Sequence[Line]) -> None:
        shown = tuple(lines) or ((Line(self._empty, tone="muted"),) if self._empty else ())
        if shown == self.lines and self.marked < 0:
            return
        self.lines, self.marked = shown, -1
        self.spoken("\n".join(f"{line.text} {line.quiet}".strip() for line in self.lines))

    def bring(self, at: int) -> None:
        """Has one line stand out, or with −1 none, and brings it into sight."""
        if at != self.marked:
            self.marked = at
            self.update()
        if at >= 0:
            bring(self, self.room_of(at))

    def room_of(self, at: int) -> QRect:
        """Where a line is at the present width."""
        width = self.width()
        top = self._walk(self.lines[:at], width, None) + (self._theme.px(9) if at else 0)
        return QRect(0, top, width, self._walk(self.lines[: at + 1], width, None) - top)

    def walk(self, width: int, painter: QPainter | None) -> int:
        """Lays out the lines, drawing them when there is a painter; the height they take."""
        if painter is not None and 0 <= self.marked < len(self.lines):
            room = QRectF(self.room_of(self.marked).adjusted(0, -3, 0, 3).intersected(self.rect()))
            paint.plate(painter, room, self._theme.px(5), self._theme.colour("accent_soft"))
        return self._walk(self.lines, width, painter)

    def _walk(self, lines: Sequence[Line], width: int, painter: QPainter | None) -> int:
        px, top = self._theme.px, 0
        for at, line in enumerate(lines):
            top += px(9) if at else 0
            left = px(26) if line.icon else 0
            if painter is not None and line.icon:
                where = QRectF(0, top + px(1), px(17), px(17))
                self._theme.draw_icon(painter, line.icon, where, _ink(line.tone))
            weight = 600 if line.is_strong else 400
            colour = "muted" if line.tone == "muted" else "text"
            top = self.write(painter, line.text, QRect(left, top, width - left, 0), (14, weight), colour)
            if line.quiet:
                top = self.write(painter, line.quiet, QRect(left, top + px(1), width - left, 0), (12, 400), "muted")
        return top


def _ink(tone: str) -> str:
    return {"info": "accent_text", "neutral": "muted", "muted": "muted"}.get(tone, f"{tone}_text")
