"""The time left for the point on the table and for the meeting: advisory, in the window of who leads only."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from zsm_desktop.ui.parts import layout
from zsm_desktop.words.format import time_of_day

if TYPE_CHECKING:
    from zsm_desktop.domain.agenda import Timetable
    from zsm_desktop.ui.parts.talk.live import LiveView
    from zsm_desktop.ui.parts.talk.page import TalkPage

SOON_MS, AGAIN_MS = 400, 20_000
"""How long after something changed, and how often without, the time left is reckoned again."""
MINUTE = timedelta(minutes=1)


class TimeLeft(QObject):
    """`label` stands below the agenda. What a point may take is what there was when it first came on the table."""

    def __init__(self, page: TalkPage, view: LiveView) -> None:
        super().__init__(view)
        self._view, self._table = view, page.table
        self.is_shown = True
        self.label = layout.label("", "small", wrap=True)
        layout.box(page.theme, self.label, height=34)  # two lines, or three when the letters are large
        self._times: Timetable | None = None
        self._read_for: object = None
        self._item_id, self._since = "", page.sitting.desk.clock()
        self._spent: dict[str, timedelta] = {}
        self._boxes: dict[str, int] = {}
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._clock = QTimer(self, interval=AGAIN_MS)
        for clock in (self._soon, self._clock):
            clock.timeout.connect(self.read)
        self._clock.start()

    def point(self) -> None:
        """What lies on the table now."""
        now, item_id = self._table.sitting.desk.clock(), self._table.item_id
        if item_id != self._item_id:
            if self._item_id:
                self._spent[self._item_id] = self._spent_at(now)
            self._item_id, self._since = item_id, now
        self.fill()
        card = self._table.sitting.card
        if self._read_for is not card:
            self._read_for = card
            self._soon.start()

    def fill(self) -> None:
        table = self._times
        self.label.setVisible(self.is_shown and table is not None)
        if table is None or not self.is_shown:
            return
        slot = next((one for one in table.slots if one.item_id == self._item_id), None)
        parts = []
        if slot is not None:
            box = self._boxes.setdefault(self._item_id, slot.minutes)
            parts = [left_words(box, self._spent_at(self._table.sitting.desk.clock()))]
        late = f", {table.over_minutes} min over tijd" if table.over_minutes > 0 else ""
        self.label.setText("\n".join([*parts, f"Klaar om {time_of_day(table.expected_end)}{late}"]))

    def read(self) -> None:
        """Beside the painting: it takes as long as a frame of the screen."""
        sitting = self._table.sitting
        if not self.is_shown or sitting.status != "running" or not self._view.isVisible():
            return
        agenda, meeting_id, now = sitting.desk.agenda, sitting.meeting_id, sitting.desk.clock()
        found: list[Timetable] = []

        def told(_error: Exception | None) -> None:
            self._times = found[0] if found else None
            self.fill()

        self._table.write(lambda: found.append(agenda.timetable(meeting_id, now)), told)

    def toggle(self) -> None:
        self.is_shown = not self.is_shown
        self.fill()
        self.read()

    def _spent_at(self, now: datetime) -> timedelta:
        return self._spent.get(self._item_id, timedelta()) + max(timedelta(), now - self._since)


def left_words(box_minutes: int, spent: timedelta) -> str:
    """ "Nog 4 van 10 min", begun minutes counted; from the first whole minute over it "3 min uitgelopen"."""
    over = (spent - box_minutes * MINUTE) // MINUTE
    if over >= 1:
        return f"{over} min uitgelopen"
    left = max(0, -((spent - box_minutes * MINUTE) // MINUTE))
    return f"Nog {min(left, box_minutes)} van {box_minutes} min"
