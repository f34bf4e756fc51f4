"""The network as a picture: bodies in the middle, organisations around them, and a line to each they sit in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QScrollArea

from zsm_desktop.domain.network_map import Body, Box, Frame, Label, Link, Organisation, Picture, lay_out
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.chart import Chart, Mark
from zsm_desktop.ui.parts.chart_pen import CENTRE, LEFT, RIGHT
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

ROW, PAD, SIZE = 18, 7, 12.5
NAME = "Sociale kaart als beeld"


class MapPicture(Chart):
    """`opened` comes with Enter or a press on an organisation; what is in hand has its lines drawn strongly."""

    RING_ROOM = 0
    """Names stand close under each other."""

    def __init__(self, theme: Theme, words_of: Callable[[str], str]) -> None:
        super().__init__(theme, NAME)
        self._words_of = words_of
        self._organisations: Sequence[Organisation] = ()
        self._bodies: Sequence[Body] = ()

    def show_network(self, organisations: Sequence[Organisation], bodies: Sequence[Body]) -> None:
        """Keeps who is in hand in hand."""
        held = self.held
        self._organisations, self._bodies = organisations, bodies
        self.show_series(NAME, f"{dutch.plural(len(organisations), 'organisatie', 'organisaties')} op de kaart")
        self._fit()
        self.marks = self._marks(self.laid())
        self.take(held)

    @property
    def held(self) -> str:
        return self.marks[self.current].id if 0 <= self.current < len(self.marks) else ""

    def take(self, organisation_id: str) -> None:
        """This organisation in hand, or none when it is not there."""
        self.current = next((at for at, mark in enumerate(self.marks) if mark.id == organisation_id), -1)
        self.update()

    def laid(self, at_least: float | None = None) -> Picture:
        """In the room there is, or as low as it can be."""
        px, metrics = self.theme.px, paint.metrics_of(self.theme, SIZE, 600)
        frame = Frame(max(self.width(), px(320)), self.height() if at_least is None else at_least, px(ROW), px(PAD))
        return lay_out(self._organisations, self._bodies, frame, metrics.horizontalAdvance)

    def draw(self, painter: QPainter, area: QRectF) -> list[Mark]:
        picture, strokes = self.laid(), _Strokes(self.theme, painter)
        marks = self._marks(picture)
        at = self._hovered if self._hovered >= 0 else self.current
        held = marks[at].id if 0 <= at < len(marks) else ""
        seated = {link.from_id for link in picture.links}
        missed = {one.id for one in self._organisations if one.is_missed}
        met = {link.to_id for link in picture.links if link.from_id == held}
        for link in picture.above:
            strokes.above(link)
        for link in sorted(picture.links, key=lambda link: link.from_id == held):
            strokes.line(link, is_held=link.from_id == held, is_any_held=bool(held))
        for label in picture.headings:
            strokes.heading(label)
        for label in picture.levels:
            strokes.level(label)
        for label in picture.bodies:
            strokes.body(label, is_met=label.id in met)
        for label in picture.organisations:
            strokes.organisation(
                label, is_held=label.id == held, is_seated=label.id in seated, is_missed=label.id in missed
            )
        return marks

    def keyPressEvent(self, event) -> None:
        """Up and down within a side, left and right to the other one."""
        across = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(event.key())
        if across is None or not 0 <= self.current < len(self.marks):
            super().keyPressEvent(event)
            return
        here = self.marks[self.current].rect
        if (here.center().x() < self.width() / 2) == across:
            return
        there = [at for at, mark in enumerate(self.marks) if (mark.rect.center().x() < self.width() / 2) == across]
        if there:
            self._go(min(there, key=lambda at: abs(self.marks[at].rect.center().y() - here.center().y())))

    def _go(self, at: int) -> None:
        super()._go(at)
        area = self.parent().parent() if self.parent() is not None else None
        if isinstance(area, QScrollArea):
            centre = self.marks[at].rect.center()
            area.ensureVisible(int(centre.x()), int(centre.y()), 0, self.theme.px(60))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(640), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(320), self.theme.px(120))

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its words need; what is around it scrolls."""
        self.setMinimumHeight(round(self.laid(at_least=0).height + 0.5))

    def _marks(self, picture: Picture) -> list[Mark]:
        return [Mark(_rect(one.box), self._words_of(one.id), one.id) for one in picture.organisations]


class _Strokes:
    """Lines and words of the picture on one painter."""

    def __init__(self, theme: Theme, painter: QPainter) -> None:
        self._theme, self._painter = theme, painter

    def line(self, link: Link, *, is_held: bool, is_any_held: bool) -> None:
        theme, painter = self._theme, self._painter
        colour = QColor(theme.colour("accent" if is_held else "given"))
        colour.setAlpha(255 if is_held else 45 if is_any_held else 95)
        painter.setPen(QPen(colour, theme.px(2) if is_held else 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        start, end = QPointF(*link.start), QPointF(*link.end)
        halfway = (start.x() + end.x()) / 2
        path = QPainterPath(start)
        path.cubicTo(QPointF(halfway, start.y()), QPointF(halfway, end.y()), end)
        painter.drawPath(path)

    def above(self, link: Link) -> None:
        self._painter.setPen(QPen(self._theme.colour("field_line"), 1.5, Qt.PenStyle.DashLine))
        self._painter.drawLine(QPointF(*link.start), QPointF(*link.end))

    def level(self, label: Label) -> None:
        """On its own ground, since a line to the body above may run there."""
        paint.plate(self._painter, _rect(label.box), 0, self._theme.colour("surface"))
        self._words(_rect(label.box), label.text, CENTRE, "muted", 600)

    def heading(self, label: Label) -> None:
        self._at_side(label, "muted", 600)

    def body(self, label: Label, *, is_met: bool) -> None:
        theme, rect = self._theme, _rect(label.box)
        edge = theme.colour("accent" if is_met else "field_line")
        paint.plate(self._painter, rect, theme.px(6), theme.colour("accent_soft"), edge)
        self._words(rect, label.text, CENTRE, "accent_text", 600)

    def organisation(self, label: Label, *, is_held: bool, is_seated: bool, is_missed: bool) -> None:
        """Who sits in no body has an open dot; who is missed there stands in the colour of a warning."""
        theme, painter = self._theme, self._painter
        if is_held:
            paint.plate(painter, _rect(label.box), theme.px(5), theme.colour("accent_soft"))
        colour = "accent_text" if is_held else "warn_text" if is_missed else "text"
        self._at_side(label, colour, 600 if is_held else 400)
        x, y = label.anchor
        size = theme.px(6)
        painter.setPen(
            Qt.PenStyle.NoPen if is_seated else QPen(theme.colour("warn_text" if is_missed else "accent"), 1.4)
        )
        painter.setBrush(theme.colour("accent" if is_seated else "surface"))
        painter.drawEllipse(QRectF(x - size / 2, y - size / 2, size, size))

    def _at_side(self, label: Label, colour: str, weight: int) -> None:
        pad = self._theme.px(PAD)
        where = _rect(label.box).adjusted(0 if label.is_left else pad, 0, -pad if label.is_left else 0, 0)
        self._words(where, label.text, RIGHT if label.is_left else LEFT, colour, weight)

    def _words(self, where: QRectF, text: str, align: Qt.AlignmentFlag, colour: str, weight: int) -> None:
        self._painter.setFont(self._theme.font(SIZE, weight))
        self._painter.setPen(self._theme.colour(colour))
        paint.elided(self._painter, where, text, align, paint.metrics_of(self._theme, SIZE, weight))


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)
