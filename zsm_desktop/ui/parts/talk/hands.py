"""What else the keys do while a meeting runs: lines out of the notes and back, later today, who is there, the bin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.talk import require_action
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.page import FAILED
from zsm_desktop.ui.parts.talk import take_along
from zsm_desktop.ui.parts.talk.agreed_list import AgreedList
from zsm_desktop.ui.parts.talk.bin import BinPanel, PresencePanel
from zsm_desktop.ui.parts.talk.live import agrees
from zsm_desktop.ui.parts.talk.notes import caret_line, drop_line
from zsm_desktop.ui.parts.talk.presence import presence_words
from zsm_desktop.ui.parts.talk.sent import Sent
from zsm_desktop.ui.parts.talk.table import Told
from zsm_desktop.ui.parts.talk.time_left import TimeLeft

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.ui.parts.talk.live import LiveView
    from zsm_desktop.ui.parts.talk.page import TalkPage

KEYS = (
    ("Alt+A", "Regel in de notities wordt een actie"),
    ("Alt+B", "Regel in de notities wordt een besluit"),
    ("Alt+K", "Regel in de notities wordt [een knelpunt]"),
    ("Backspace", "Afspraak terug in de notities"),
    ("Del", "Afspraak naar de prullenbak"),
    ("Shift+F8", "Punt voor later vandaag"),
    ("Shift+F2", "Aanwezigen"),
    ("Ctrl+F2", "Prullenbak"),
    ("Shift+F7", "Resterende tijd tonen of verbergen"),
    (take_along.KEY, take_along.TITLE),
)


class LiveHands(QObject):
    """`foot` stands below the agenda."""

    def __init__(self, page: TalkPage, view: LiveView) -> None:
        super().__init__(view)
        self._page, self._view, self._table = page, view, page.table
        self.sent = Sent(page)
        view.composer.out_of_notes = self.line_to_action
        theme = page.theme
        view.take.clicked.connect(lambda: take_along.ask_take(page))
        self.time = TimeLeft(page, view)
        self.people = Button(theme, "Aanwezig", kind="quiet", key="Shift+F2", on_click=self.show_people)
        self.later = Button(theme, "Later", kind="quiet", key="Shift+F8", on_click=self.park)
        for button in (self.people, self.later):
            button.setShortcut("")
            layout.growing(button)
        time = layout.row(theme, self.time.label, margins=(14, 0, 0, 0))  # in line with the words of the buttons
        self.foot = layout.holder(layout.column(theme, time, self.later, self.people, gap=0, margins=(0, 4, 0, 0)))
        acts: dict[str, Callable[[], object]] = {
            "Alt+A": lambda: self.take_line("action"),
            "Alt+B": lambda: self.take_line("decision"),
            "Alt+K": lambda: self.take_line("bottleneck"),
            "Shift+F8": self.park,
            "Shift+F2": self.show_people,
            "Ctrl+F2": self.show_bin,
            "Shift+F7": self.time.toggle,
        }
        for key, act in acts.items():
            QShortcut(QKeySequence(key), view, act)
        self._panels: dict[str, BinPanel | PresencePanel] = {}

    def fill(self) -> None:
        card, item = self._table.sitting.card, self._table.item
        if card is None or item is None:
            return
        found = card.quorum
        self.people.setToolTip(presence_words(found))
        self.later.setEnabled(self._view.may_agree and item.status in {"open", "parked"})
        self.later.set_words("Toch nu" if item.status == "parked" else "Later")
        people = self._panels.get("people")
        if isinstance(people, PresencePanel):
            people.refill()
        self.time.point()

    def park(self) -> None:
        """Behind the others, and on with the next; pressed again at the point itself it is open as before."""
        item = self._table.item
        if item is None or not agrees(self._view) or item.status not in {"open", "parked"}:
            return
        is_parked = item.status != "parked"
        following = self._table.neighbour(1)
        live = self._page.sitting.desk.live
        self._table.write(lambda: live.park(item.id, is_parked=is_parked), self._said)
        self._view.notes.editor.begin_anew()
        if is_parked and following:
            self._view.move_on(following)

    def done(self) -> None:
        """The point is done, and on with the next."""
        item = self._table.item
        if item is None:
            return

        def told(error: Exception | None) -> None:
            if error is not None:
                self._view.fill()
                self._said(error)

        self._view.notes.editor.begin_anew()
        self._table.mark(told)
        if self._table.neighbour(1):
            self._view.go(1)
        else:
            self._view.fill()

    def take_line(self, kind: str) -> None:
        """The line the caret is in becomes something agreed; an action first asks who and when."""
        notes, item_id = self._view.notes, self._table.item_id
        line = caret_line(notes.editor)
        if not line or not agrees(self._view):
            return
        if kind != "action":
            self._move(item_id, kind, line, line, "", None, self._said)
            return

        self._view.compose("action", line)

    def line_to_action(self, line: str, text: str, *, owner: str, due_on: date | None, told: Told) -> None:
        """What was asked for in the composer; raises RuleError as adding an action does."""
        text, owner = require_action(text, owner)
        self._move(self._table.item_id, "action", line, text, owner, due_on, told)

    def once(self, button: Button, act: Callable[[Told], object], said: str) -> None:
        """An act that must not be asked for twice: the button waits for its answer; `said` when it is done."""
        if not button.isEnabled():
            return

        def told(error: Exception | None) -> None:
            button.setEnabled(True)
            if error is None:
                self._page.notify.emit(said, "good")
            self._said(error)

        button.setEnabled(False)
        self._view.notes.editor.begin_anew()
        act(told)

    def give_back(self, agreed: AgreedList, row_id: str) -> None:
        """What was agreed, a line of the notes again."""
        row, lines = agreed.row(row_id), self._page.sitting.desk.talk_lines
        if row is not None and agrees(self._view):
            self._view.notes.flush()
            self._table.write(lambda: lines.line_back(row.kind, row.id), self._said)

    def throw_away(self, agreed: AgreedList, row_id: str) -> None:
        row, thrown = agreed.row(row_id), self._page.sitting.desk.bin
        if row is None or not agrees(self._view):
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
        notes, noting = self._view.notes, self._table.notes
        lines, whole = self._page.sitting.desk.talk_lines, notes.text
        drop_line(notes.editor, line)
        left, basis = notes.hand_over()
        notes.editor.begin_anew()

        def take_out(base: str) -> Changes:
            return lines.line_out(item_id, kind, text, left, owner=owner, due_on=due_on, base=base)  # type: ignore[arg-type]

        def heard(error: Exception | None, now: str) -> None:
            if error is not None and noting.unsaved.get(item_id) == left:
                del noting.unsaved[item_id]
            notes.heard_along(item_id, error, now, left=left, whole=whole, line=line, basis=basis)
            told(error)

        noting.keep_along(item_id, left, basis, take_out, heard)

    def _said(self, error: Exception | None) -> None:
        if error is not None:
            self._page.notify.emit(sentence(error) if isinstance(error, RuleError) else FAILED, "bad")
