"""A meeting as it runs: agenda on the left, the point on the table in the middle, what goes with it on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.services.meeting_facts import AgendaRow, MeetingCard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.fading import Fading
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.panes import Level, Pane, Panes
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.talk import take_along
from zsm_desktop.ui.parts.talk.agenda import agenda_list, point_title
from zsm_desktop.ui.parts.talk.composer import NO_MORE, Composer, More
from zsm_desktop.ui.parts.talk.ending import KEY as ENDING
from zsm_desktop.ui.parts.talk.ending import Ending
from zsm_desktop.ui.parts.talk.half_written import DESCRIBE, REASON
from zsm_desktop.ui.parts.talk.header import MeetingHeader
from zsm_desktop.ui.parts.talk.notes import Notes
from zsm_desktop.ui.parts.talk.sitting import at_copy, may_note
from zsm_desktop.ui.parts.talk.table import OnTable
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import taken
from zsm_desktop.words.names import say, saying

Attempt = Callable[[Callable[[], object]], bool]
KEYS = (
    ("F7", "Vorig punt"),
    ("F8", "Volgend punt"),
    ("F2", "Naar de notities"),
    ("F6", "Actie"),
    ("F9", "Besluit"),
    ("F10", "[Knelpunt]"),
    ("Ctrl+Return", "Notities nu bewaren"),
    (ENDING, "Overleg afronden"),
)
LETTERS = {"N": "notes", "A": "action", "B": "decision", "K": "bottleneck"}
WIDTHS = (210, 516, 286)
"""Of agenda, point and side at least; together what a screen of 1280 has room for."""
STAYS = "De notitie is bewaard en blijft staan. Wissen: Ctrl+A en dan Del."
LEFT = {
    DESCRIBE: "Hier was [een knelpunt] half bewerkt. Open [het knelpunt] om verder te gaan.",
    REASON: "Hier stond nog een toelichting bij een uitkomst. Kies Uitkomst en dan Niet plaatsbaar om verder te gaan.",
}
"""What was left in a form or a panel, which do not open by themselves."""


class Room(NamedTuple):
    """What a kind of meeting brings: the middle and right panels, its own main act, and how to fill them."""

    content: QWidget
    side: QWidget
    side_title: str
    act: Button
    fill: Callable[[], object]
    kinds: More = NO_MORE
    """What else can be written in the composer, and what is done with the text."""
    show_line: Callable[[str], object] = str
    """Brings what was agreed at the point on the table into sight, by its id."""
    widths: tuple[int, int, int] = WIDTHS


class LiveView(QWidget):
    left = Signal()
    said = Signal(str, str)
    settled = Signal(str)
    """What was said before no longer holds."""
    shown = Signal(str)
    """The point that is on the table now."""

    def __init__(self, theme: Theme, table: OnTable, attempt: Attempt, room: Room) -> None:
        super().__init__()
        self._theme, self._table, self._attempt, self.room = theme, table, attempt, room
        self._speaking: list[QShortcut] = []
        say = saying(table.sitting.desk.nouns)
        self.notes = Notes(theme, table.notes.keep, placeholder="Wat wordt er gezegd? Elke pauze wordt bewaard.")
        self.composer = Composer(theme, table, room.kinds)
        self.agenda = agenda_list(theme)
        self.confirm = ConfirmStrip(theme)
        self.back = Button(theme, "Vorige", icon="chevron-left", key="F7", on_click=lambda: self.go(-1))
        self.next = Button(
            theme, "Volgende", kind="primary", icon="chevron-right", key="F8", on_click=lambda: self.go(1)
        )
        self.ending = Ending(self, table, attempt)
        self.end = Button(theme, "Afronden", kind="quiet", icon="player-stop", key=ENDING, on_click=self.ending.ask)
        self.wall = Button(theme, "Wand", icon="presentation", key="F11")
        self.wall.setShortcut("")  # the key works in every room
        self.take = Button(theme, "Meenemen", kind="icon", icon="door-exit", key=take_along.KEY)
        folding = {self.wall: "normal", self.end: "quiet"}
        self.header = MeetingHeader(theme, self.take, self.wall, self.end, self.back, self.next, folding=folding)
        self.acts = {
            "action": Button(theme, "Actie", key="F6", on_click=lambda: self.compose("action")),
            "decision": Button(theme, "Besluit", key="F9", on_click=lambda: self.compose("decision")),
            "bottleneck": Button(theme, say("[Knelpunt]"), key="F10", on_click=lambda: self.compose("bottleneck")),
        }
        self.may_speak = self.may_agree = False
        """To write at the point on the table; and to lay down what is agreed there."""
        self._refused: dict[str, str] = {}
        self._is_writing = False
        """Whoever was writing when a case came that may not be discussed goes on doing so at the next."""
        self.panes = self._build()
        self.layouts = layout.all_in(self)
        self._connect()

    def _build(self) -> Panes:
        theme = self._theme
        card = layout.card(
            theme, layout.scrolled(layout.row(theme, self.room.content, margins=(18, 16)), Fading(theme)), margins=1
        )
        layout.box(theme, card, height=150)
        self.act_row = layout.holder(layout.row(theme, self.room.act, *self.acts.values(), None, gap=6))
        self.writing = layout.card(theme, self.notes, self.composer, self.act_row, gap=10, margins=(12, 8, 12, 12))
        self.middle = layout.column(theme, card, self.writing, gap=12)
        self.middle.setStretch(0, 5)
        self.middle.setStretch(1, 2)
        self.middle_area = layout.scrolled(layout.row(theme, Level(self.middle)))
        self.agenda_card = layout.card(theme, self.agenda, margins=(4, 6))
        left, wide = self.agenda_card, self.room.widths
        panes = Panes(
            theme,
            (
                Pane("agenda", "Agenda", left, wide[0], 1),
                Pane("point", "Bespreken", self.middle_area, wide[1], 4),
                Pane(
                    "side",
                    self.room.side_title,
                    layout.scrolled(layout.row(theme, Level(layout.row(theme, self.room.side)))),
                    wide[2],
                    2,
                ),
            ),
            main="point",
            name="Onderdeel van de bespreking",
        )
        strip = layout.holder(layout.row(theme, self.confirm, margins=(16, 12, 16, 0)))
        self.strip = strip
        strip.hide()
        whole = layout.column(theme, self.header, strip, layout.row(theme, panes, margins=(16, 12, 16, 12)), gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        return panes

    def _connect(self) -> None:
        self.notes.button.clicked.connect(self.write_notes)
        self.notes.refused.connect(self._say_refused)
        self.notes.kept.connect(lambda item_id: self.settled.emit(self._refused.pop(item_id, "")))
        self.composer.refused.connect(lambda text: self.said.emit(text, "bad"))
        self.header.left.connect(self.left)
        self.agenda.chosen.connect(self.show_point)
        self.agenda.opened.connect(lambda _item: self.notes.editor.setFocus())
        self.composer.closed.connect(self._after_composing)
        self.confirm.answered.connect(lambda _yes: self.strip.hide())
        for button in (self.notes.button, self.room.act, *self.acts.values()):
            key = button.shortcut()
            button.setShortcut("")
            # Its panel may be out of sight, but the key does what it says, or says why it does not.
            self._speaking.append(QShortcut(key, self, lambda button=button: self.speak(button.click)))
        self.notes.editor.stays.connect(lambda: self.said.emit(STAYS, "info"))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.notes, self.agenda.setFocus)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def fill(self) -> None:
        """Shows the point on the table as it was read last; what is being typed stays."""
        table, item = self._table, self._table.item
        card = table.sitting.card
        if card is None or item is None:
            return
        joined = table.half.open()
        with layout.held(self.layouts):
            self._fill(card, item)
        layout.settle(self.layouts)
        self.shown.emit(item.id)
        for kind in table.half.to_say(item.id) if self.may_speak else ():
            self.said.emit(say(table.sitting.desk.nouns, LEFT[kind]), "info")
        if joined:
            self.said.emit(taken.joined(joined), "info")

    def _fill(self, card: MeetingCard, item: AgendaRow) -> None:
        table = self._table
        self.header.fill(replace(card, agenda=table.agenda), item.id)
        self.agenda.set_rows(table.agenda, item.id)
        may_speak = may_note(table.sitting) and not (item.case is not None and item.case.missing)
        self.notes.show_item(item.id, table.notes.of(item), stored=table.notes.stored_of(item), is_locked=not may_speak)
        self.may_speak, self.may_agree = may_speak, may_speak and table.sitting.may_lead
        for shortcut in self._speaking:
            shortcut.setEnabled(may_note(table.sitting))
        self.writing.setVisible(may_speak or not (item.case is not None and item.case.missing))
        if may_speak:
            self.composer.bring_back()
        self.act_row.setVisible(may_speak and self.composer.isHidden())
        self.room.act.setVisible(self.may_agree or not may_speak)
        self.end.setVisible(table.sitting.may_lead)
        self.take.setVisible(table.sitting.rights.may_take)
        self.back.setEnabled(bool(table.neighbour(-1)))
        self.next.setEnabled(bool(table.neighbour(1)))
        self.room.fill()

    def go(self, step: int) -> None:
        """To the next point or the one before; at either end it stays."""
        item_id = self._table.neighbour(step)
        if item_id:
            self.move_on(item_id)

    def move_on(self, item_id: str) -> None:
        """Puts a point on the table; whoever was writing goes on writing there, or where that is possible again."""
        focus = self.window().focusWidget()
        is_in_it = focus is not None and self.writing.isAncestorOf(focus)
        self._is_writing = is_in_it or (self._is_writing and focus is self.agenda)
        self.show_point(item_id)
        if self._is_writing:
            (self.notes.editor if self.may_speak else self.agenda).setFocus(Qt.FocusReason.OtherFocusReason)

    def speak(self, act: Callable[[], object]) -> None:
        """Does what can be done where something may be said; else says why not."""
        item = self._table.item
        if self.may_speak or item is None:
            act()
        elif item.case is not None and item.case.missing:
            self.said.emit(sentence(RuleError(item.case.missing), self._table.sitting.desk.nouns), "info")

    def show_point(self, item_id: str) -> None:
        """Puts a point on the table. What was typed is written after the new point has been painted."""
        waiting = self.notes.take()
        self.composer.put_away()
        self._table.choose(item_id)
        self.fill()
        if waiting is not None:
            self.notes.write(*waiting)
        follow_notes(self.notes, self._table)

    def point_at(self, _point_id: str, line_id: str) -> None:
        """The point is on the table; what was agreed there is brought into sight."""
        if line_id:
            self.panes.show_pane("side")
            QTimer.singleShot(0, self, lambda: self.room.show_line(line_id))

    def compose(self, kind: str, line: str = "") -> None:
        if not self.may_speak:
            return
        self.panes.show_pane("point")
        self.composer.open_for(kind, line)
        self.act_row.hide()
        QTimer.singleShot(0, self, lambda: self.middle_area.ensureWidgetVisible(self.composer))

    def write_notes(self) -> None:
        self.panes.show_pane("point")
        self.notes.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.middle_area.ensureWidgetVisible(self.notes)

    def settle(self, *, is_ending: bool = False) -> bool:
        """Writes what is still being typed and waits for it; False when the store refused it.

        `is_ending`: what only lies on this computer is sent once more, and is not enough.
        """
        notes, half = self._table.notes, self._table.half
        self.notes.flush()
        half.flush()
        if is_ending:
            notes.retry()
            half.retry()
        self._table.drain()
        if is_ending:
            return not (notes.unsaved or half.unsaved or self.notes.is_waiting)
        if notes.unsaved.keys() - notes.here or half.unsaved.keys() - half.here:
            return False
        return not self.notes.is_waiting or self.notes.item_id in notes.here

    def _after_composing(self) -> None:
        self.act_row.setVisible(self.may_speak)
        self.notes.editor.setFocus()

    def _say_refused(self, item_id: str) -> None:
        row = self._table.row_of(item_id)
        name = point_title(row) if row is not None else "het vorige punt"
        self._refused[item_id] = (
            f"De notities bij {name} zijn nog niet bewaard. Ga ernaar terug om het opnieuw te proberen."
        )
        self.said.emit(self._refused[item_id], "bad")


def agrees(view: LiveView) -> bool:
    """Whether something can be laid down at the point now; at a copy it is said why not."""
    if at_copy(view._table.sitting):  # noqa: SLF001 - of this module
        view.said.emit(sentence(RuleError("taken.read_only")), "info")
    return view.may_agree


def follow_notes(notes: Notes, table: OnTable) -> None:
    """What others write at the point on the table comes in: at once, or with the answer to what is waiting here."""
    if table.sitting.desk.line is None or not notes.item_id:
        return
    if notes.is_waiting:
        notes.flush()
    else:
        item_id = notes.item_id
        table.notes.follow(item_id, notes.text, lambda now: notes.take_in(item_id, now))


def fill_room(view: LiveView) -> None:
    """Of the point on the table only what came in behind it."""
    with layout.held(view.layouts):
        view.room.fill()
    layout.settle(view.layouts)
