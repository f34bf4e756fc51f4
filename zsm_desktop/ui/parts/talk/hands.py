"""What else the keys do while a meeting runs: lines out of the notes and back, later today, who is there, the bin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.talk import require_action
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.page import FAILED
from zsm_desktop.ui.parts.talk.agreed_list import AgreedList
from zsm_desktop.ui.parts.talk.bin import BinPanel, PresencePanel
from zsm_desktop.ui.parts.talk.notes import drop_line
from zsm_desktop.ui.parts.talk.presence import presence_words
from zsm_desktop.ui.parts.talk.table import Told

if TYPE_CHECKING:
    from zsm_desktop.domain.agenda import Timetable
    from zsm_desktop.ui.parts.talk.live import LiveView
    from zsm_desktop.ui.parts.talk.page import TalkPage

KEYS = (
    ("Alt+A", "Regel in de notities wordt een actie"),
    ("Alt+B", "Regel in de notities wordt een besluit"),
    ("Alt+K", "Regel in de notities wordt een knelpunt"),
    ("Backspace", "Afspraak terug in de notities"),
    ("Del", "Afspraak naar de prullenbak"),
    ("Shift+F8", "Punt voor later vandaag"),
    ("Shift+F2", "Aanwezigen"),
    ("Ctrl+F2", "Prullenbak"),
    ("Shift+F7", "Resterende tijd tonen of verbergen"),
)
SOON_MS, AGAIN_MS = 400, 20_000
"""How long after something changed, and how often without, the time left is reckoned again."""


class LiveHands(QObject):
    """`foot` stands below the agenda."""

    def __init__(self, page: TalkPage, view: LiveView) -> None:
        super().__init__(view)
        self._page, self._view, self._table = page, view, page.table
        self.shows_time = True
        theme = page.theme
        self.time = layout.label("", "small", wrap=True)
        self.time.setContentsMargins(theme.px(10), 0, 0, 0)
        layout.box(theme, self.time, height=34)  # two lines, or three when the letters are large
        self.people = Button(theme, "Aanwezig", kind="quiet", key="Shift+F2", on_click=self.show_people)
        self.later = Button(theme, "Later", kind="quiet", key="Shift+F8", on_click=self.park)
        for button in (self.people, self.later):
            button.setShortcut("")
            layout.growing(button)
        self.foot = layout.holder(layout.column(theme, self.time, self.later, self.people, gap=0, margins=(0, 4, 0, 0)))
        acts: dict[str, Callable[[], object]] = {
            "Alt+A": lambda: self.take_line("action"),
            "Alt+B": lambda: self.take_line("decision"),
            "Alt+K": lambda: self.take_line("bottleneck"),
            "Shift+F8": self.park,
            "Shift+F2": self.show_people,
            "Ctrl+F2": self.show_bin,
            "Shift+F7": self.toggle_time,
        }
        for key, act in acts.items():
            QShortcut(QKeySequence(key), view, act)
        self._times: Timetable | None = None
        self._read_for: object = None
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._clock = QTimer(self, interval=AGAIN_MS)
        for clock in (self._soon, self._clock):
            clock.timeout.connect(self.read_time)
        self._clock.start()
        self._panels: dict[str, BinPanel | PresencePanel] = {}

    def fill(self) -> None:
        card, item = self._table.sitting.card, self._table.item
        if card is None or item is None:
            return
        found = card.quorum
        self.people.setToolTip(presence_words(found))
        self.later.setEnabled(self._view.may_speak and item.status in {"open", "parked"})
        self.later.set_words("Toch nu" if item.status == "parked" else "Later")
        people = self._panels.get("people")
        if isinstance(people, PresencePanel):
            people.refill()
        self.fill_time()
        if self._read_for is not card:
            self._read_for = card
            self._soon.start()

    def fill_time(self) -> None:
        """Advisory, for whoever leads: it is in this window only, and one key off."""
        table = self._times
        self.time.setVisible(self.shows_time and table is not None)
        if table is None or not self.shows_time:
            return
        slot = next((one for one in table.slots if one.item_id == self._table.item_id), None)
        parts = [f"{slot.minutes} min voor dit punt"] if slot is not None else []
        late = f", {table.over_minutes} min over tijd" if table.over_minutes > 0 else ""
        self.time.setText("\n".join([*parts, f"Klaar om {table.expected_end:%H:%M}{late}"]))

    def read_time(self) -> None:
        """Beside the painting: it takes as long as a frame of the screen."""
        sitting = self._table.sitting
        if not self.shows_time or sitting.status != "running" or not self._view.isVisible():
            return
        agenda, meeting_id, now = sitting.desk.agenda, sitting.meeting_id, sitting.desk.clock()
        found: list[Timetable] = []

        def told(_error: Exception | None) -> None:
            self._times = found[0] if found else None
            self.fill_time()

        self._table.write(lambda: found.append(agenda.timetable(meeting_id, now)), told)

    def toggle_time(self) -> None:
        self.shows_time = not self.shows_time
        self.fill_time()
        self.read_time()

    def park(self) -> None:
        """Behind the others, and on with the next; pressed again at the point itself it is open as before."""
        item = self._table.item
        if item is None or not self._view.may_speak or item.status not in {"open", "parked"}:
            return
        is_parked = item.status != "parked"
        following = self._table.neighbour(1)
        live = self._page.sitting.desk.live
        self._table.write(lambda: live.park(item.id, is_parked=is_parked), self._said)
        if is_parked and following:
            self._view.show_point(following)

    def take_line(self, kind: str) -> None:
        """The line the caret is in becomes something agreed; an action first asks who and when."""
        notes, item_id = self._view.notes, self._table.item_id
        line = notes.line()
        if not line or not self._view.may_speak:
            return
        if kind != "action":
            self._move(item_id, kind, line, line, "", None, self._said)
            return

        def instead(text: str, *, owner: str, due_on: date | None, told: Told) -> None:
            text, owner = require_action(text, owner)
            self._move(item_id, kind, line, text, owner, due_on, told)

        self._view.compose("action", line)
        self._view.composer.instead = instead

    def give_back(self, agreed: AgreedList, row_id: str) -> None:
        """What was agreed, a line of the notes again."""
        row, lines = agreed.row(row_id), self._page.sitting.desk.talk_lines
        if row is not None and self._view.may_speak:
            self._view.notes.flush()
            self._table.write(lambda: lines.line_back(row.kind, row.id), self._said)

    def throw_away(self, agreed: AgreedList, row_id: str) -> None:
        row, thrown = agreed.row(row_id), self._page.sitting.desk.bin
        if row is None or not self._view.may_speak:
            return
        if row.kind == "decision":
            self._page.notify.emit("Een besluit blijft staan; een later besluit kan het intrekken.", "info")
            return
        act = thrown.remove_action if row.kind == "action" else thrown.remove_bottleneck
        self._table.write(lambda: act(row.id), self._said)

    def show_people(self) -> None:
        page = self._page
        if "people" not in self._panels:
            self._panels["people"] = PresencePanel(page.theme, page, page.sitting, page.attempt)
        self._panels["people"].open_for()

    def show_bin(self) -> None:
        page = self._page
        if "bin" not in self._panels:
            self._panels["bin"] = BinPanel(page.theme, page, page.sitting, page.attempt)
        self._panels["bin"].open_for()

    def _move(self, item_id: str, kind: str, line: str, text: str, owner: str, due_on: date | None, told: Told) -> None:
        notes, lines = self._view.notes, self._page.sitting.desk.talk_lines
        drop_line(notes.editor, line)
        left = notes.text
        notes.take()  # the act below writes them

        def heard(error: Exception | None) -> None:
            if error is None:
                notes.written(item_id, left)
            elif item_id == notes.item_id:
                notes.editor.appendPlainText(line)
            told(error)

        self._table.write(
            lambda: lines.line_out(item_id, kind, text, left, owner=owner, due_on=due_on),  # type: ignore[arg-type]
            heard,
        )

    def _said(self, error: Exception | None) -> None:
        if error is not None:
            self._page.notify.emit(sentence(error) if isinstance(error, RuleError) else FAILED, "bad")
