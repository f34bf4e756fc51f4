"""A planned meeting: its agenda in order, who comes, and what still keeps a case from being discussed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.agenda import Timetable
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Elided
from zsm_desktop.ui.parts.panes import Level, Pane, Panes
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.talk import take_along
from zsm_desktop.ui.parts.talk.attendance import AttendanceBox
from zsm_desktop.ui.parts.talk.header import MeetingHeader
from zsm_desktop.ui.parts.talk.plan_list import (
    ApartRow,
    apart_list,
    apart_rows,
    planned_list,
    planned_rows,
    ready_words,
)
from zsm_desktop.ui.parts.talk.sitting import Sitting
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import plural, time_of_day
from zsm_desktop.words.names import say

Attempt = Callable[[Callable[[], object]], bool]
MOST_APART = 4
START, ORDER = "Ctrl+F7", "F7"
KEYS = (
    (START, "Overleg starten"),
    ("F3", "Agendapunt toevoegen"),
    ("F6", "Agenda aanvullen met wat erop hoort"),
    (ORDER, "Volgorde van de casussen kiezen"),
    ("Return", "Tijd voor een punt instellen"),
    ("Ctrl+Up", "Punt naar boven"),
    ("Ctrl+Down", "Punt naar beneden"),
    ("Del", "Punt van de agenda halen"),
    ("F4", "Naar de aanwezigen"),
    ("Space", "Aanwezig aan- of uitvinken"),
    ("F9", "Uitnodigen"),
    (take_along.KEY, take_along.TITLE),
    ("Ctrl+E", "Datum, tijd of plaats wijzigen; of het gaat niet door"),
    ("Esc", "Terug naar de lijst"),
)


def keys_of(kind: str) -> tuple[tuple[str, str], ...]:
    """Only cases are put in an order that is chosen."""
    return tuple(key for key in KEYS if kind == "case" or key[0] != ORDER)


LEADING = frozenset(key for key, _words in KEYS) - {"F4", "Esc"}
"""What a key does for who leads only."""


class PrepareView(QWidget):
    """`extra` are the room's own buttons above the agenda, such as adding a case."""

    left = Signal()
    building = Signal()
    ordering = Signal()
    timing = Signal(str)
    changing = Signal()
    inviting = Signal()
    taking = Signal()
    starting = Signal()

    def __init__(self, theme: Theme, sitting: Sitting, attempt: Attempt, *extra: Button) -> None:
        super().__init__()
        self._theme, self._sitting, self._attempt = theme, sitting, attempt
        self.start = Button(
            theme, "Starten", kind="primary", icon="player-play", key=START, on_click=self.starting.emit
        )
        self.invite = Button(theme, "Uitnodigen", icon="mail", key="F9", on_click=self.inviting.emit)
        self.change = Button(
            theme, "Datum, tijd of plaats wijzigen", kind="icon", icon="pencil", key="Ctrl+E",
            on_click=self.changing.emit,
        )  # fmt: skip
        self.take = Button(theme, "Meenemen", icon="door-exit", key=take_along.KEY, on_click=self.taking.emit)
        self.take.setToolTip(take_along.TITLE)
        folding = {self.take: "normal"}
        self.header = MeetingHeader(theme, self.change, self.take, self.invite, self.start, folding=folding)
        self.header.left.connect(self.left)
        self.agenda = planned_list(theme)
        self.agenda.moved.connect(self._move)
        self.agenda.removed.connect(self._remove)
        self.agenda.opened.connect(self.timing)
        self.apart = apart_list(theme)
        self.apart.removed.connect(self._remove)
        layout.box(theme, self.apart, height=34)
        self.apart_count = layout.label("", "strong")
        self.apart_box = layout.card(theme, self.apart_count, self.apart, gap=4, margins=(12, 8), role="strip")
        self.attendance = AttendanceBox(theme, sitting, attempt)
        self.panes = self._build(extra)
        whole = layout.column(theme, self.header, layout.row(theme, self.panes, margins=(16, 12, 16, 12)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build(self, extra: tuple[Button, ...]) -> Panes:
        theme = self._theme
        self.count = Elided(theme, colour="muted")
        self.end = layout.label("", "muted")
        self.full = Pill(theme)
        add = Button(theme, "Punt", icon="plus", key="F3", on_click=self.add_point)
        up = Button(theme, "Omhoog", kind="icon", icon="chevron-up", on_click=lambda: self._step(-1))
        down = Button(theme, "Omlaag", kind="icon", icon="chevron-down", on_click=lambda: self._step(1))
        remove = Button(
            theme,
            "Van de agenda halen",
            kind="icon",
            icon="trash",
            on_click=lambda: self._remove(self.agenda.current_id()),
        )
        self.fill_up = Button(theme, "Aanvullen", icon="list-check", key="F6", on_click=self.building.emit)
        order = Button(theme, "Volgorde", key=ORDER, on_click=self.ordering.emit)
        order.setVisible(self._sitting.kind == "case")
        self.tools = layout.holder(layout.row(theme, layout.row(theme, up, down, remove, gap=0), add, *extra, gap=6))
        self.more = layout.holder(layout.row(theme, order, self.fill_up, gap=6))
        head = layout.row(theme, layout.label("Agenda", "section"), self.count, None, self.tools, gap=6)
        times = layout.row(theme, self.end, self.full, None, self.more, gap=8)
        self.nothing = layout.label("Er staat nog niets op de agenda.", "muted", wrap=True)
        left = layout.card(theme, head, times, self.nothing, self.agenda, self.apart_box, gap=8, margins=(16, 14))
        left.layout().setStretch(3, 1)
        right = layout.scrolled(
            layout.row(theme, Level(layout.row(theme, layout.card(theme, self.attendance, margins=(16, 14)))))
        )
        QShortcut(QKeySequence("F4"), self, self._to_attendance)
        return Panes(
            theme, (Pane("agenda", "Agenda", left, 430, 2), Pane("people", "Aanwezig", right, 384)), main="agenda",
            name="Onderdeel van de voorbereiding",
        )  # fmt: skip

    def fill(self) -> None:
        card = self._sitting.card
        if card is None:
            return
        self.header.fill(card)
        found = self._sitting.desk.agenda.preparation(card.row.id)
        shut = frozenset(row.id for row in found.apart)
        rows = planned_rows(card.agenda, shut, found.timetable)
        self.agenda.set_rows(rows)
        self.nothing.setVisible(not rows)
        self.count.say(plural(len(rows), "punt", "punten"), str(len(rows)))
        self._fill_times(found.timetable, is_planned=card.row.status == "planned")
        ready = sum(count for _, count in found.ready)
        self.fill_up.set_words(f"Aanvullen ({ready})" if ready else "Aanvullen")
        self.fill_up.setEnabled(bool(ready))
        self.fill_up.setToolTip(ready_words(found.ready))
        self._fill_apart(apart_rows(card.agenda, found.apart))
        self.attendance.fill()
        may, is_planned = self._sitting.may_lead, card.row.status == "planned"
        for thing in (self.tools, self.more, self.start, self.change):
            thing.setVisible(may and is_planned)
        self.take.setVisible(self._sitting.rights.may_take)
        self.invite.setVisible(may)
        self.invite.set_words("Uitnodigen" if is_planned else "Afzeggen")

    def _fill_times(self, times: Timetable, *, is_planned: bool) -> None:
        over, is_full = times.over_minutes, times.is_too_full
        self.end.setVisible(is_planned)
        self.end.setText(f"Verwacht einde {time_of_day(times.expected_end)}" if times.slots else "")
        self.full.setVisible(is_planned and (bool(over) or is_full))
        if over:
            self.full.set_status(f"{plural(over, 'minuut', 'minuten')} te lang", "warn")
        elif is_full:
            self.full.set_status("te vol", "warn")

    def _fill_apart(self, rows: list[ApartRow]) -> None:
        self.apart.set_rows(rows)
        self.apart_count.setText(f"Nog niet te bespreken: {plural(len(rows), 'casus', 'casussen')}")
        self.apart_box.setVisible(bool(rows))
        self.apart.setFixedHeight(self._theme.px(30) * min(len(rows), MOST_APART) + self._theme.px(4))

    def point_at(self, point_id: str, _line_id: str) -> None:
        """Selects a point, wherever it stands."""
        for rows in (self.agenda, self.apart):
            rows.select(point_id)

    def add_point(self) -> None:
        """A point with a title of one's own."""
        title = QLineEdit()
        form = FormDialog(
            self._theme,
            "Agendapunt toevoegen",
            self,
            submit=lambda: self._sitting.add_item(title.text()),
            do="Toevoegen",
        )
        form.add(
            "title",
            "Titel",
            title,
            hint=say(self._sitting.desk.nouns, "Schrijf het zonder namen van [leerlingen]"),
            is_required=True,
        )
        title.setFocus()
        form.open()

    def _to_attendance(self) -> None:
        self.panes.show_pane("people")
        self.attendance.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step(self, step: int) -> None:
        if self.agenda.current_id():
            self._move(self.agenda.current_id(), step)

    def _move(self, item_id: str, step: int) -> None:
        """Past the point above or below it in this list; what stands apart lies in between unseen."""
        if self._sitting.card is None or not self._sitting.may_lead:
            return
        whole = [row.id for row in self._sitting.card.agenda]
        shown = [row.id for row in self.agenda.cards.rows]
        at = shown.index(item_id) + step
        if 0 <= at < len(shown):
            far = whole.index(shown[at]) - whole.index(item_id)
            self._attempt(lambda: self._sitting.move_item(item_id, far))

    def _remove(self, item_id: str) -> None:
        card = self._sitting.card
        if card is not None and self._sitting.may_lead and any(row.id == item_id for row in card.agenda):
            self._attempt(lambda: self._sitting.remove_item(item_id))

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
