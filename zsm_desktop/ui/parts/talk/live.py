"""A meeting as it runs: agenda on the left, the point on the table in the middle, what goes with it on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QWidget

from zsm_desktop.services.meeting_facts import AgendaRow, MeetingCard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.fading import Fading
from zsm_desktop.ui.parts.panes import Level, Pane, Panes
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.talk.agenda import agenda_list, point_title
from zsm_desktop.ui.parts.talk.composer import Composer, Kind
from zsm_desktop.ui.parts.talk.header import MeetingHeader
from zsm_desktop.ui.parts.talk.notes import Notes
from zsm_desktop.ui.parts.talk.table import OnTable
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import joined, plural

Attempt = Callable[[Callable[[], object]], bool]
KEYS = (
    ("F7", "Vorige punt"),
    ("F8", "Volgende punt"),
    ("F2", "Naar de notities"),
    ("F6", "Actie"),
    ("F9", "Besluit"),
    ("F10", "Knelpunt"),
    ("Ctrl+Return", "Notities nu bewaren"),
)
LETTERS = {"N": "notes", "A": "action", "B": "decision", "K": "bottleneck"}
AGENDA_WIDTH, MIDDLE_WIDTH, SIDE_WIDTH = 190, 528, 286
MOST_NAMED = 4


class Room(NamedTuple):
    """What a kind of meeting brings: the middle and right panels, its own main act, and how to fill them."""

    content: QWidget
    side: QWidget
    side_title: str
    act: Button
    fill: Callable[[], object]
    kinds: Mapping[str, tuple[Kind, Callable[[str], object]]] = {}
    """What else can be written in the composer, and what is done with the text."""


class LiveView(QWidget):
    left = Signal()
    said = Signal(str, str)
    shown = Signal(str)
    """The point that is on the table now."""

    def __init__(self, theme: Theme, table: OnTable, attempt: Attempt, room: Room) -> None:
        super().__init__()
        self._theme, self._table, self._attempt, self._room = theme, table, attempt, room
        self.notes = Notes(theme, table.keep_notes, placeholder="Wat wordt er gezegd? Elke pauze wordt bewaard.")
        self.composer = Composer(theme, table, room.kinds)
        self.agenda = agenda_list(theme)
        self.confirm = ConfirmStrip(theme)
        self.back = Button(theme, "Vorige", icon="chevron-left", key="F7", on_click=lambda: self.go(-1))
        self.next = Button(
            theme, "Volgende", kind="primary", icon="chevron-right", key="F8", on_click=lambda: self.go(1)
        )
        self.end = Button(theme, "Afronden", kind="quiet", on_click=self.ask_finish)
        self.wall = Button(theme, "Wand", icon="presentation", key="F11")
        self.wall.setShortcut("")  # the key works in every room
        self.header = MeetingHeader(theme, self.wall, self.end, self.back, self.next, folding=self.wall)
        self.acts = {
            "action": Button(theme, "Actie", key="F6", on_click=lambda: self.compose("action")),
            "decision": Button(theme, "Besluit", key="F9", on_click=lambda: self.compose("decision")),
            "bottleneck": Button(theme, "Knelpunt", key="F10", on_click=lambda: self.compose("bottleneck")),
        }
        self.may_speak = False
        self.panes = self._build()
        self._layouts = self.findChildren(QLayout)
        self._connect()

    def _build(self) -> Panes:
        theme = self._theme
        card = layout.card(
            theme, layout.scrolled(layout.row(theme, self._room.content, margins=(20, 16)), Fading(theme)), margins=1
        )
        layout.box(theme, card, height=150)
        self.act_row = layout.holder(layout.row(theme, self._room.act, *self.acts.values(), None, gap=6))
        self.writing = layout.card(theme, self.notes, self.composer, self.act_row, gap=10, margins=(12, 8, 12, 12))
        self.middle = layout.column(theme, card, self.writing, gap=12)
        self.middle.setStretch(0, 5)
        self.middle.setStretch(1, 2)
        self.middle_area = layout.scrolled(layout.row(theme, Level(self.middle)))
        self.agenda_card = layout.card(theme, self.agenda, margins=6)
        left = self.agenda_card
        panes = Panes(
            theme,
            (
                Pane("agenda", "Agenda", left, AGENDA_WIDTH, 1),
                Pane("point", "Bespreken", self.middle_area, MIDDLE_WIDTH, 4),
                Pane(
                    "side",
                    self._room.side_title,
                    layout.scrolled(layout.row(theme, Level(layout.row(theme, self._room.side)))),
                    SIDE_WIDTH,
                    2,
                ),
            ),
            main="point",
            name="Onderdeel van de bespreking",
        )
        strip = layout.holder(layout.row(theme, self.confirm, margins=(20, 12, 20, 0)))
        self._strip = strip
        strip.hide()
        whole = layout.column(theme, self.header, strip, layout.row(theme, panes, margins=(16, 12, 16, 12)), gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        return panes

    def _connect(self) -> None:
        self.notes.button.clicked.connect(self.write_notes)
        self.notes.refused.connect(self._say_refused)
        self.composer.refused.connect(lambda text: self.said.emit(text, "bad"))
        self.header.left.connect(self.left)
        self.agenda.chosen.connect(self.show_point)
        self.agenda.opened.connect(lambda _item: self.notes.editor.setFocus())
        self.composer.closed.connect(self._after_composing)
        self.confirm.answered.connect(lambda _yes: self._strip.hide())
        for button in (self.notes.button, self._room.act, *self.acts.values()):
            key = button.shortcut()
            button.setShortcut("")
            # Its panel may be out of sight, but the key does what it says.
            QShortcut(key, self, button.click)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.notes, self.agenda.setFocus)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def fill(self) -> None:
        """Shows the point on the table as it was read last; what is being typed stays."""
        table, item = self._table, self._table.item
        card = table.sitting.card
        if card is None or item is None:
            return
        with layout.held(self._layouts):
            self._fill(card, item)
        self.shown.emit(item.id)

    def _fill(self, card: MeetingCard, item: AgendaRow) -> None:
        table = self._table
        self.header.fill(replace(card, agenda=table.agenda), item.id)
        self.agenda.set_rows(table.agenda, item.id)
        may_speak = table.sitting.may_lead and not (item.case is not None and item.case.missing)
        self.notes.show_item(item.id, table.notes_of(item), stored=table.stored_notes_of(item), is_locked=not may_speak)
        self.may_speak = may_speak
        self.writing.setVisible(may_speak or not (item.case is not None and item.case.missing))
        self.act_row.setVisible(may_speak and self.composer.isHidden())
        self.end.setVisible(table.sitting.may_lead)
        self.back.setEnabled(bool(table.neighbour(-1)))
        self.next.setEnabled(bool(table.neighbour(1)))
        self._room.fill()

    def go(self, step: int) -> None:
        """To the next point or the one before; at either end it stays."""
        item_id = self._table.neighbour(step)
        if item_id:
            self.show_point(item_id)

    def show_point(self, item_id: str) -> None:
        """Puts a point on the table. What was typed is written after the new point has been painted."""
        waiting = self.notes.take()
        self.composer.put_away()
        self._table.choose(item_id)
        self.fill()
        if waiting is not None:
            self.notes.write(*waiting)

    def compose(self, kind: str, start: str = "") -> None:
        if not self.may_speak:
            return
        self.panes.show_pane("point")
        self.composer.open_for(kind, start)
        self.act_row.hide()
        QTimer.singleShot(0, self, lambda: self.middle_area.ensureWidgetVisible(self.composer))

    def write_notes(self) -> None:
        self.panes.show_pane("point")
        self.notes.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.middle_area.ensureWidgetVisible(self.notes)

    def settle(self) -> bool:
        """Writes what is still being typed and waits for it; False when the store refused it."""
        self.notes.flush()
        self._table.drain()
        return not self._table.unsaved and not self.notes.is_waiting

    def ask_finish(self) -> None:
        """Asks before closing, and says what is still open and what becomes of it."""
        if not self.settle():
            self.said.emit("De notities zijn nog niet allemaal bewaard. Probeer dat eerst opnieuw bij het veld.", "bad")
            return
        self._strip.show()
        sitting = self._table.sitting
        self.confirm.ask(
            self._still_open(), lambda: self._attempt(sitting.finish), yes="Afronden", no="Verder vergaderen"
        )

    def _still_open(self) -> str:
        rows = [row for row in self._table.agenda if row.status == "open"]
        if not rows:
            return "Alle punten zijn besproken. Na het afronden ligt het verslag vast."
        named = f": {joined([point_title(row) for row in rows])}" if len(rows) <= MOST_NAMED else ""
        count = plural(len(rows), "punt is", "punten zijn")
        cases = [row for row in rows if row.case is not None]
        after = " Casussen gaan mee naar de volgende keer." if cases else ""
        return f"{count} nog niet besproken{named}.{after} Na het afronden ligt het verslag vast."

    def _after_composing(self) -> None:
        self.act_row.setVisible(self.may_speak)
        self.notes.editor.setFocus()

    def _say_refused(self, item_id: str) -> None:
        row = self._table.row_of(item_id)
        name = point_title(row) if row is not None else "het vorige punt"
        self.said.emit(
            f"De notities bij {name} zijn nog niet bewaard. Ga ernaar terug om het opnieuw te proberen.", "bad"
        )
