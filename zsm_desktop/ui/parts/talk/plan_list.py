"""The agenda of a meeting to come as it is planned: why each point is there and when it begins; and what must wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from zsm_desktop.domain.agenda import Slot, Timetable
from zsm_desktop.services.case_facts import CaseRow
from zsm_desktop.services.meeting_facts import AgendaRow
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.cardlist import CardDelegate, CardList
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.format import clock, joined, plural


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A point that may be discussed, with its place among those and its time."""

    row: AgendaRow
    number: int
    slot: Slot | None

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def title(self) -> str:
        return self.row.title if self.row.case is None else self.row.case.pseudonym

    @property
    def detail(self) -> str:
        """School and why; of a fixed point only that it is one."""
        origin = labels.label(labels.ORIGIN, self.row.origin) if self.row.origin else ""
        kind = labels.label(labels.AGENDA_KIND, self.row.kind)
        if self.row.case is None:
            first = "" if self.row.kind == "fixed" else labels.first_upper(kind)
            return " · ".join(part for part in (first, origin if first else labels.first_upper(origin)) if part)
        return " · ".join(part for part in (self.row.case.school, origin) if part)

    @property
    def minutes(self) -> str:
        return f"{self.slot.minutes} min" if self.slot else ""


@dataclass(frozen=True, slots=True)
class ApartRow:
    """A case that may not be discussed yet; `item_id` is its point where it stands on the agenda all the same."""

    case: CaseRow
    item_id: str

    @property
    def id(self) -> str:
        return self.item_id or self.case.id


def planned_rows(agenda: Sequence[AgendaRow], shut: frozenset[str], times: Timetable) -> list[PlannedRow]:
    slots = {slot.item_id: slot for slot in times.slots}
    open_rows = [row for row in agenda if row.case is None or row.case.id not in shut]
    return [PlannedRow(row, number, slots.get(row.id)) for number, row in enumerate(open_rows, start=1)]


def apart_rows(agenda: Sequence[AgendaRow], cases: Sequence[CaseRow]) -> list[ApartRow]:
    items = {row.case.id: row.id for row in agenda if row.case is not None}
    return [ApartRow(case, items.get(case.id, "")) for case in cases]


def ready_words(ready: Sequence[tuple[str, int]]) -> str:
    """What is ready to be put on, by why; for the tooltip of the button that does it."""
    if not ready:
        return "Alles wat op deze agenda hoort, staat er al op."
    return joined(f"{count} {labels.label(labels.ORIGIN, origin)}" for origin, count in ready)


def planned_list(theme: Theme) -> CardList:
    return CardList(theme, name="Agenda; Enter stelt de tijd in", delegate=_Planned, spoken=_spoken)


def apart_list(theme: Theme) -> CardList:
    return CardList(theme, name="Nog niet te bespreken", delegate=_Apart, spoken=_apart_spoken, ground="warn_soft")


def _spoken(one: PlannedRow) -> str:
    at = f"om {clock(one.slot.starts_at)}, {plural(one.slot.minutes, 'minuut', 'minuten')}" if one.slot else ""
    urgent = "spoed" if one.row.case is not None and one.row.case.is_urgent else ""
    return ", ".join(part for part in (f"{one.number}. {one.title}", one.detail, urgent, at) if part)


def _apart_spoken(one: ApartRow) -> str:
    on_it = ", staat op de agenda" if one.item_id else ""
    return f"{one.case.pseudonym}, {one.case.school}: {_missing(one)}{on_it}"


def _missing(one: ApartRow) -> str:
    return labels.label(labels.MISSING, one.case.missing)


class _Planned(CardDelegate):
    """A number in front, two lines beside it, begin and length at the end; a length set by hand stands out."""

    def height(self, row: PlannedRow, width: int) -> int:
        return self.theme.px(46)

    def draw(self, painter: QPainter, rect: QRectF, row: PlannedRow, at: int) -> None:
        theme, px = self.theme, self.theme.px
        middle, half = rect.center().y(), px(19)
        spot = QRectF(rect.left(), middle - px(11), px(22), px(22))
        paint.plate(painter, spot, spot.height() / 2, None, theme.colour("field_line"))
        painter.setFont(theme.font(11, 600))
        painter.setPen(theme.colour("muted"))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), str(row.number))
        right = rect.right() - px(64)
        if row.slot is not None:
            self._time(painter, QRectF(right, middle - half, px(64), half * 2), row)
        if row.row.case is not None and row.row.case.is_urgent:
            right -= px(64)
            paint.draw_pill(painter, theme, QRectF(right, middle - px(11), px(58), px(22)), "spoed", "warn")
        left = rect.left() + px(32)
        room = QRectF(left, middle - (half if row.detail else px(10)), right - left - px(8), half)
        weight = 600 if row.row.case is not None else 500
        painter.setFont(theme.font(14, weight))
        painter.setPen(theme.colour("text"))
        paint.elided(painter, room, row.title, Qt.AlignmentFlag.AlignLeft, paint.metrics_of(theme, 14, weight))
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("muted"))
        room.moveTop(middle)
        paint.elided(painter, room, row.detail, Qt.AlignmentFlag.AlignLeft, paint.metrics_of(theme, 12))

    def _time(self, painter: QPainter, room: QRectF, row: PlannedRow) -> None:
        theme = self.theme
        half = room.height() / 2
        own = row.row.minutes is not None
        pairs = ((clock(row.slot.starts_at), (14, 500), "text"), (row.minutes, (12, 600 if own else 400), ""))
        for at, (text, (size, weight), colour) in enumerate(pairs):
            painter.setFont(theme.font(size, weight))
            painter.setPen(theme.colour(colour or ("accent_text" if own else "muted")))
            line = QRectF(room.left(), room.top() + at * half, room.width(), half)
            paint.elided(painter, line, text, Qt.AlignmentFlag.AlignRight, paint.metrics_of(theme, size, weight))


class _Apart(CardDelegate):
    """One line: who, and what is missing; a mark where it stands on the agenda."""

    def height(self, row: ApartRow, width: int) -> int:
        return self.theme.px(30)

    def draw(self, painter: QPainter, rect: QRectF, row: ApartRow, at: int) -> None:
        theme, px = self.theme, self.theme.px
        icon = QRectF(rect.left(), rect.center().y() - px(8), px(16), px(16))
        theme.draw_icon(painter, "lock", icon, "warn_text")
        left, right = rect.left() + px(26), rect.right()
        if row.item_id:
            words = "op de agenda"
            wide = paint.metrics_of(theme, 12).horizontalAdvance(words) + px(2)
            painter.setFont(theme.font(12))
            painter.setPen(theme.colour("text"))
            spot = QRectF(right - wide, rect.top(), wide, rect.height())
            paint.elided(painter, spot, words, Qt.AlignmentFlag.AlignRight, paint.metrics_of(theme, 12))
            right -= wide + px(10)
        name = paint.metrics_of(theme, 13, 600).horizontalAdvance(row.case.pseudonym) + px(10)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(13, 600))
        whole = QRectF(left, rect.top(), min(name, right - left), rect.height())
        paint.elided(painter, whole, row.case.pseudonym, Qt.AlignmentFlag.AlignLeft, paint.metrics_of(theme, 13, 600))
        painter.setFont(theme.font(13))
        rest = QRectF(left + name, rect.top(), max(0, right - left - name), rect.height())
        paint.elided(painter, rest, _missing(row), Qt.AlignmentFlag.AlignLeft, paint.metrics_of(theme, 13))
