"""The first room: when we meet, what is mine to do, and what waits; read without SQLAlchemy, so it is there at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QWidget

from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.services import retirement
from zsm_desktop.services.today import NextMeeting, TodayAction, Waiting
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.backup_lines import trial, wrong
from zsm_desktop.ui.parts.button import Button, say_why
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.counting import Counting
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.lines import Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import backups
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import WAITING, first_upper
from zsm_desktop.words.names import say

NARROW = 800
DECIDING = frozenset({Role.DIRECTOR, Role.READER})
"""Who sees the own school, the network and what is asked first."""
ITEMS = {
    "breach_hours": "breaches", "breach_late": "breaches", "breaches_open": "breaches", "requests_due": "requests",
    "contributions_due": "work/given", "employer_calls": "work/employers", "evaluations_silent": "together",
    "evaluations_to_answer": "together", "follow_ups_due": "follow_ups", "fund_reports_due": "accountability",
    "handovers_waiting": "handovers", "placements_to_answer": "proposed", "placements_unshared": "unshared",
    "predecessor_in": "handover", "recovery_unchecked": "recovery",
    "seats_free": "waiting",
    "copies_of_before": "forgetting", "copies_outside": "forgetting", "retention_due": "forgetting",
}  # fmt: skip
"""What to open in the room; otherwise it opens as it was."""
BACKUPS = ("settings", "backups")
STILL = frozenset({"breach_hours"})
"""Counts of what is left, not of what waits."""
ROOM_OF = {"case": "meetings", "steering": "steering"}
NO_ACTIONS = ("Geen open acties", "Acties uit overleggen komen hier vanzelf te staan.")
ACTIONS_NOT_HERE = ("Geen open acties", "Acties uit overleggen zitten niet in deze kopie.")
GREETINGS = ((6, "Goedenacht"), (12, "Goedemorgen"), (18, "Goedemiddag"), (24, "Goedenavond"))


def action_columns() -> tuple[Column, ...]:
    return (
        Column("text", "Actie", "text", width=220, stretch=3, detail=_whose, is_strong=True),
        Column("due", "Voor", "due_on", "date"),
        Column("state", "Stand", _state, "pill", tone=_tone, priority=2, width=96),
    )


class TodayPage(Page):
    topics = frozenset(
        {
            "meeting",
            "body",
            "action",
            "case",
            "delivery",
            "placement",
            "bottleneck",
            "network",
            "privacy",
            "entry",
            "school",
            "settlement",
            "evaluation",
        }
    )
    _has_clock = False
    """What stands here changes with time alone."""
    _waiting: tuple[Waiting, ...] = ()
    _later: tuple[Waiting, ...] = ()
    """Told beside the painting; until it is told anew what was told before stands."""
    keys = (("Enter", "De actie openen in haar overleg"), ("Ctrl+D", "De gekozen actie is gedaan"))

    def __init__(self, tools: Tools, desk: Any) -> None:
        super().__init__(tools.theme)
        theme = self.theme
        self._desk = desk
        self._actions: dict[str, TodayAction] = {}
        self.counting = Counting(self, lambda error: self.attempt(lambda: again(error)))
        self.header = PageHeader(theme, "Vandaag")
        self.meetings = layout.column(theme, gap=12)
        self.waiting = layout.column(theme, gap=4)
        self.counts = layout.label("", "muted")
        self.done = Button(theme, "Gedaan", icon="check", key="Ctrl+D", on_click=self._settle)
        none = NO_ACTIONS if self._reads_meetings() else ACTIONS_NOT_HERE
        empty = EmptyState(theme, *none, icon="list-check")
        self.table = Table(theme, ListModel(action_columns()), name="Open acties", empty=empty)
        self.table.opened.connect(self._open_action)
        self.table.chosen.connect(self._on_chosen)
        self.backups = Lines(theme, name=backups.TITLE)
        self.to_backups = Button(
            theme, backups.TITLE, kind="quiet", icon="arrow-right", on_click=lambda: self.navigate.emit(*BACKUPS)
        )
        self.tried = Lines(theme, name=backups.TITLE)
        copies = layout.row(theme, self.backups, self.to_backups, gap=16, margins=(14, 6))
        copies.setStretch(0, 1)
        self.copies = layout.card(theme, copies, margins=0)
        left = layout.column(
            theme,
            layout.box(theme, layout.label("Komende overleggen", "section"), height=36),
            self.meetings,
            8,
            layout.label("Wacht op actie", "section"),
            layout.card(theme, self.waiting, margins=(4, 8)),
            self.tried,
            None,
            gap=12,
        )
        head = layout.row(theme, layout.label("Open acties", "section"), self.counts, None, self.done)
        right = layout.column(theme, head, self.table, gap=12)
        right.setStretch(1, 1)
        self._sides = (layout.scrolled(left), layout.holder(right))
        self._columns = layout.row(theme, *self._sides, gap=24)
        self._columns.setStretch(0, 5)
        self._columns.setStretch(1, 7)
        self.board = _board(self) if desk.actor.role in DECIDING else None
        whole = layout.page(theme, self.header, self.copies, *((self.board,) if self.board else ()), self._columns)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(whole)
        if self.board is not None:
            self._sides[0].hide()  # the cards say it
        if tools.backups is not None:
            tools.backups.changed.connect(lambda: self._show_copies(desk.day))

    def settle(self) -> bool:
        """What is being counted beside the painting is read to its end before the store closes."""
        if self.board is not None:
            self.board.counting.drain()
        self.counting.drain()
        return True

    def resizeEvent(self, event) -> None:
        """Side by side where there is room, under each other in a narrow window or at a large size."""
        super().resizeEvent(event)
        is_wide = self.width() >= self.theme.px(NARROW)
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self._sides[0].show_whole(not is_wide)
        layout.box(self.theme, self._sides[1], height=0 if is_wide else 320)

    def showEvent(self, event) -> None:
        if self._has_clock:
            self.mark_stale()  # time itself changes what stands here
        super().showEvent(event)

    def reload(self) -> None:
        if self.board is not None:
            self.board.reload()
        self._desk.ahead(self._desk.today.facts, self._desk.home_copies.host_at, is_plain=True)
        facts = self._desk.today.facts()
        hour = self._desk.clock().astimezone(HOME).hour
        greeting = next(words for until, words in GREETINGS if hour < until)
        self.header.set_words(f"{greeting}, {self._desk.actor.name}", first_upper(dutch.date_long(facts.day)))
        self._actions = {action.id: action for action in facts.actions}
        self.table.set_rows(facts.actions)
        if facts.actions and not self.table.current_id():
            self.table.select_id(facts.actions[0].id)
        self.done.setVisible(bool(facts.actions))
        self._on_chosen(self.table.current_id())
        self.counts.setText(_counted(facts.open_actions, facts.overdue_actions))
        layout.refill(
            self.meetings, [self._meeting_card(one, at == 0) for at, one in enumerate(facts.next_meetings[:3])]
        )
        if not facts.next_meetings:
            self.meetings.addWidget(layout.label(self._no_meetings(), "muted", wrap=True))
        self._has_clock = any(one.kind in STILL for one in facts.waiting)
        self._waiting = facts.waiting
        self._show_waiting()
        if self._desk.actor.may(Permission.READ_PRIVACY):
            self.counting.ask(self._desk.today.later, self._show_later, is_quick=False)
        self._show_copies(facts.day)

    def _reads_meetings(self) -> bool:
        return self._desk.actor.may(Permission.READ_MEETINGS) or self._desk.actor.may(Permission.READ_STEERING)

    def _no_meetings(self) -> str:
        if self._reads_meetings():
            return "Er is geen overleg gepland. Plan er een bij Besprekingen."
        return "Overleggen zitten niet in deze kopie."

    def _show_later(self, found: tuple[Waiting, ...]) -> None:
        if found != self._later:
            self._later = found
            self._show_waiting()

    def _show_waiting(self) -> None:
        rows = (*self._waiting, *self._later)
        layout.refill(self.waiting, [self._waiting_row(one) for one in rows])
        if not rows:
            self.waiting.addWidget(layout.box(self.theme, layout.label("  Niets wacht op u.", "muted"), height=36))

    def _show_copies(self, day: date) -> None:
        """What is wrong with them over all else, that they are good below all else."""
        found = self._desk.backups.facts()
        is_kept = found.may_make
        for part, holder, said in (
            (self.backups, self.copies, wrong(found, day) if is_kept else []),
            (self.tried, self.tried, trial(found, day) if is_kept else []),
        ):
            part.set_lines(said)
            holder.setVisible(bool(said))

    def _meeting_card(self, meeting: NextMeeting, is_first: bool) -> QWidget:
        theme = self.theme
        when = dutch.time_span(meeting.starts_at, meeting.ends_at)
        place = f" · {meeting.place}" if meeting.place else ""
        what = (
            dutch.plural(meeting.cases, "casus", "casussen")
            if meeting.cases
            else dutch.plural(meeting.items, "agendapunt", "agendapunten")
        )
        pill = Pill(theme, "bezig" if meeting.status == "running" else _days_until(meeting, self._desk.day), "info")
        room = ROOM_OF[meeting.kind]
        go = Button(
            theme,
            "Verder" if meeting.status == "running" else "Openen",
            kind="primary" if is_first else "normal",
            on_click=lambda: self.navigate.emit(room, meeting.id),
        )
        go.setAccessibleName(f"{meeting.body} van {dutch.date_medium(meeting.held_on)} openen")
        head = layout.row(theme, layout.label(meeting.body, "strong"), pill, None, gap=10)
        words = layout.column(
            theme,
            head,
            layout.label(f"{first_upper(dutch.date_long(meeting.held_on))}, {when}", wrap=True),
            layout.label(f"{what}{place}", "muted", wrap=True),
            gap=4,
        )
        whole = layout.row(theme, words, go, gap=16)
        whole.setStretch(0, 1)
        return layout.card(theme, whole, margins=16)

    def _waiting_row(self, waiting: Waiting) -> QWidget:
        one, many = (say(self._desk.nouns, words) for words in WAITING[waiting.kind])
        still = "Nog " if waiting.kind in STILL else ""
        text = f"{still}{dutch.count(waiting.count)} {one if waiting.count == 1 else many}"
        item = ITEMS.get(waiting.kind, "")
        return Button(
            self.theme, text, kind="quiet", icon="arrow-right", on_click=lambda: self.navigate.emit(waiting.room, item)
        )

    def _open_action(self, action_id: str) -> None:
        action = self._actions.get(action_id)
        if action is not None:
            self.navigate.emit(ROOM_OF[action.meeting_kind], action.meeting_id)

    def _on_chosen(self, action_id: str) -> None:
        closed = retirement.closed(self._desk)
        self.done.setEnabled(action_id in self._actions and closed is None)
        say_why(self.done, sentence(closed) if closed is not None else "")

    def _settle(self) -> None:
        action_id = self.table.current_id()
        if not action_id or not self.done.isEnabled():
            return
        text = self._actions[action_id].text
        act = self._desk.results.settle_action
        if self.attempt(lambda: act(action_id, status="done", on=self._desk.day)):
            self.notify.emit(f"Gedaan: {text}", "good")


def _board(page: TodayPage) -> Any:
    """Made for directors and readers only: nobody else has it to load."""
    from zsm_desktop.ui.today.board import Board

    board = Board(page.theme, page._desk)  # noqa: SLF001 - of this module
    board.navigate.connect(page.navigate)
    board.failed.connect(lambda error: page.attempt(lambda: again(error)))
    return board


def again(error: Exception) -> None:
    """What went wrong beside the painting is said as if it went wrong here."""
    raise error


def _counted(open_count: int, overdue: int) -> str:
    late = f", waarvan {dutch.count(overdue)} te laat" if overdue else ""
    return f"{dutch.count(open_count)} open{late}" if open_count else ""


def _days_until(meeting: NextMeeting, day: Any) -> str:
    days = (meeting.held_on - day).days
    return {0: "vandaag", 1: "morgen"}.get(days, f"over {days} dagen")


def _whose(action: TodayAction) -> str:
    return " · ".join(part for part in (action.pseudonym, action.owner) if part)


def _state(action: TodayAction) -> str:
    return "te laat" if action.is_overdue else "open"


def _tone(action: TodayAction) -> str:
    return "bad" if action.is_overdue else "neutral"
