"""The points of a meeting in order: what they are, how far they are, and what keeps one from being discussed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QWidget

from zsm_desktop.services.meeting_facts import AgendaRow
from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.cardlist import CardDelegate, CardList
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels


def point_title(row: AgendaRow) -> str:
    """A case by its pseudonym, any other point by its title."""
    return row.title if row.case is None else row.case.pseudonym


def point_detail(row: AgendaRow) -> str:
    if row.outcome:
        return labels.first_upper(labels.label(labels.OUTCOME, row.outcome))
    if row.case is None:
        return labels.first_upper(labels.label(labels.AGENDA_KIND, row.kind))
    return "Mag nog niet" if row.case.missing else row.case.school


def spoken(row: AgendaRow) -> str:
    status = labels.label(labels.AGENDA_STATUS, row.status)
    number = f"{row.position}. " if row.position else ""
    return f"{number}{point_title(row)}, {point_detail(row)}, {status}"


def agenda_list(theme: Theme, *, name: str = "Agenda") -> CardList:
    return CardList(theme, name=name, delegate=_Delegate, spoken=spoken)


def _even(metrics: QFontMetrics, text: str, width: int) -> int:
    """The least width at which a text takes no more lines than at `width`: no word is left alone on the last one."""
    wrap, step = int(Qt.TextFlag.TextWordWrap), max(4, width // 24)
    high = metrics.boundingRect(QRect(0, 0, width, 10_000), wrap, text).height()
    if high < 2 * metrics.height():
        return width
    while width > 3 * step:
        tried = metrics.boundingRect(QRect(0, 0, width - step, 10_000), wrap, text)
        if tried.height() > high or tried.width() > width - step:
            break
        width -= step
    return width


class _Delegate(CardDelegate):
    """A number or a sign in front, two lines beside it."""

    is_kept = True

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(theme, view)

    def height(self, row: AgendaRow, width: int) -> int:
        if row.case is not None:
            return self.theme.px(48)
        room = QRect(0, 0, max(40, width - self.theme.px(50)), 10_000)
        need = QFontMetrics(self.theme.font(14, 500)).boundingRect(room, int(Qt.TextFlag.TextWordWrap), row.title)
        return max(self.theme.px(48), need.height() + self.theme.px(16))

    def draw(self, painter: QPainter, rect: QRectF, row: AgendaRow, at: int) -> None:
        theme, px = self.theme, self.theme.px
        self._sign(painter, QRectF(rect.left(), rect.center().y() - px(11), px(22), px(22)), row, at)
        left = rect.left() + px(30)
        width = rect.right() + px(4) - left
        if row.case is not None and row.case.is_urgent and row.status == "open":
            width -= px(20)
            theme.draw_icon(
                painter, "flag", QRectF(rect.right() - px(16), rect.center().y() - px(8), px(16), px(16)), "warn_text"
            )
        if row.case is None and not row.outcome:
            painter.setFont(theme.font(14, 500))
            painter.setPen(theme.colour("text"))
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
            even = _even(QFontMetrics(painter.font()), row.title, round(width))
            painter.drawText(QRectF(left, rect.top(), even, rect.height()), int(flags), row.title)
            return
        half = px(19)
        weight = 600 if row.case is not None else 500
        painter.setFont(theme.font(14, weight))
        painter.setPen(theme.colour("text"))
        upper = QRectF(left, rect.center().y() - half, width, half)
        paint.elided(painter, upper, point_title(row), Qt.AlignmentFlag.AlignLeft, paint.metrics_of(theme, 14, weight))
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("warn_text" if row.case and row.case.missing and not row.outcome else "muted"))
        lower = QRectF(left, rect.center().y(), width, half)
        paint.elided(painter, lower, point_detail(row), Qt.AlignmentFlag.AlignLeft, paint.metrics_of(theme, 12))

    def _sign(self, painter: QPainter, spot: QRectF, row: AgendaRow, at: int) -> None:
        theme = self.theme
        if row.status == "open" and not (row.case and row.case.missing):
            paint.plate(painter, spot, spot.height() / 2, None, theme.colour("field_line"))
            painter.setFont(theme.font(11, 600))
            painter.setPen(theme.colour("muted"))
            number = str(row.position or at + 1)
            paint.elided(painter, spot, number, Qt.AlignmentFlag.AlignHCenter, paint.metrics_of(theme, 11, 600))
            return
        icon, tone = {
            "discussed": ("check", "good"),
            "carried_over": ("clock", "neutral"),
            "parked": ("clock", "neutral"),
        }.get(row.status, ("lock", "warn"))
        _, ground = paint.tone_colours(theme, tone)
        paint.plate(painter, spot, spot.height() / 2, ground)
        inset = theme.px(4)
        theme.draw_icon(painter, icon, spot.adjusted(inset, inset, -inset, -inset), f"{tone}_text")


_DASHES = {"here": "accent", "discussed": "good_text"}


class Progress(QWidget):
    """One dash per point, so that the room sees how far the meeting is."""

    SPOKEN_AS = "StaticText"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: tuple[str, ...] = ()
        layout.box(theme, self, height=4)

    def set_points(self, agenda: tuple[AgendaRow, ...], item_id: str) -> None:
        marks = tuple("here" if row.id == item_id else row.status for row in agenda)
        if marks == self._marks:
            return
        before, self._marks = self._marks, marks
        if len(before) == len(marks):
            for spot, old, new in zip(self._spots(), before, marks, strict=True):
                if old != new:
                    self.update(spot.toAlignedRect())
        else:
            self.update()
        done = sum(row.status == "discussed" for row in agenda)
        self.setAccessibleName(f"{done} van {len(agenda)} punten besproken")

    def paintEvent(self, event) -> None:
        painter = paint.begin(self)
        painter.setPen(Qt.PenStyle.NoPen)
        radius, region, colour = self.height() / 2, event.region(), ""
        for spot, mark in zip(self._spots(), self._marks, strict=True):
            if not region.intersects(spot.toAlignedRect()):
                continue
            if colour != _DASHES.get(mark, "scroll"):
                colour = _DASHES.get(mark, "scroll")
                painter.setBrush(self._theme.colour(colour))
            painter.drawRoundedRect(spot, radius, radius)
        painter.end()

    def _spots(self) -> list[QRectF]:
        count, gap = len(self._marks), self._theme.px(3)
        width = (self.width() - gap * (count - 1)) / count if count else 0
        return [QRectF(at * (width + gap), 0, width, self.height()) for at in range(count)]
