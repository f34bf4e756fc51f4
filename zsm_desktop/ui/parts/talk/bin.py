"""What was thrown away in this meeting, over the page: Enter puts it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.calendar import HOME
from zsm_desktop.services.bin import Thrown
from zsm_desktop.ui.overlay import Overlay
from zsm_desktop.ui.parts import layout, paint
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.cardlist import CardDelegate, CardList
from zsm_desktop.ui.parts.talk.attendance import AttendanceBox
from zsm_desktop.ui.parts.talk.sitting import Sitting
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import time_of_day

KINDS = {"item": "Agendapunt", "action": "Actie", "bottleneck": "Knelpunt"}
ICONS = {"item": "calendar-event", "action": "list-check", "bottleneck": "flag"}
EMPTY = "De prullenbak is leeg. Wat u met Del weggooit, komt hier te liggen."

Attempt = Callable[[Callable[[], object]], bool]


class BinPanel(Overlay):
    def __init__(self, theme: Theme, page: QWidget, sitting: Sitting, attempt: Attempt) -> None:
        self._sitting, self._attempt = sitting, attempt
        self.list = CardList(theme, name="Prullenbak", delegate=_Delegate, spoken=_spoken, ground="raised")
        self.list.opened.connect(self.put_back)
        layout.box(theme, self.list, height=84)
        self.empty = layout.label(EMPTY, "muted", wrap=True)
        self.back = Button(theme, "Terugzetten", kind="primary", key="Return", on_click=self._put_chosen_back)
        self.back.setShortcut("")
        foot = layout.row(theme, None, self.back)
        inner = layout.column(
            theme, layout.label("Prullenbak", "section"), self.empty, self.list, foot, gap=12, margins=22
        )
        inner.setStretch(2, 1)
        super().__init__(theme, page, inner, width=520, name="Prullenbak", top=28)

    def open_for(self) -> None:
        if self._read():
            self.open_panel()
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_back(self, row_id: str) -> None:
        row = next((one for one in self.list.cards.rows if one.id == row_id), None)
        desk = self._sitting.desk
        if row is None:
            return
        if row.case_id:
            done = self._attempt(lambda: desk.meetings.add_case(self._sitting.meeting_id, row.case_id))
        else:
            done = self._attempt(lambda: desk.bin.put_back(row.kind, row.id))
        if done:
            self._read()

    def _read(self) -> bool:
        found: list[tuple[Thrown, ...]] = []
        if not self._attempt(lambda: found.append(self._sitting.desk.bin.rows(self._sitting.meeting_id))):
            return False
        self.list.set_rows(found[0])
        self.empty.setVisible(not found[0])
        self.list.setVisible(bool(found[0]))
        self.back.setVisible(bool(found[0]) and self._sitting.may_lead)
        if found[0] and not self.list.current_id():
            self.list.select(found[0][0].id)
        return True

    def _put_chosen_back(self) -> None:
        self.put_back(self.list.current_id())


class PresencePanel(Overlay):
    """Who is there, while the meeting runs."""

    def __init__(self, theme: Theme, page: QWidget, sitting: Sitting, attempt: Attempt) -> None:
        self.people = AttendanceBox(theme, sitting, attempt, ground="raised")
        layout.box(theme, self.people, height=440)
        hint = layout.label(
            "Spatie aanwezig of niet    M mag beslissen voor de eigen school    L gaat weg of is terug",
            "small",
            wrap=True,
        )
        inner = layout.column(theme, layout.scrolled(layout.column(theme, self.people)), hint, gap=12, margins=22)
        inner.setStretch(0, 1)
        super().__init__(theme, page, inner, width=600, name="Aanwezigen", top=28)

    def open_for(self) -> None:
        self.people.fill()
        self.open_panel()
        self.people.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refill(self) -> None:
        if not self.isHidden():
            self.people.fill()


def _detail(row: Thrown) -> str:
    if row.removed_at is None:
        return KINDS[row.kind]
    return f"{KINDS[row.kind]} · weggegooid om {time_of_day(row.removed_at.astimezone(HOME).time())}"


def _spoken(row: Thrown) -> str:
    return f"{row.text}, {_detail(row)}"


class _Delegate(CardDelegate):
    def draw(self, painter: QPainter, rect: QRectF, row: Thrown, at: int) -> None:
        theme, px = self.theme, self.theme.px
        icon = QRectF(rect.left(), rect.center().y() - px(9), px(18), px(18))
        theme.draw_icon(painter, ICONS[row.kind], icon, "muted")
        left, half = rect.left() + px(30), px(19)
        for top, text, size, weight, colour in (
            (rect.center().y() - half, row.text, 14, 500, "text"),
            (rect.center().y(), _detail(row), 12, 400, "muted"),
        ):
            painter.setFont(theme.font(size, weight))
            painter.setPen(theme.colour(colour))
            where = QRectF(left, top, rect.right() - left, half)
            paint.elided(painter, where, text, Qt.AlignmentFlag.AlignLeft, paint.metrics_of(theme, size, weight))
