"""A planned meeting: its agenda in order, who comes, and what still keeps a case from being discussed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.panes import Level, Pane, Panes
from zsm_desktop.ui.parts.talk.agenda import agenda_list
from zsm_desktop.ui.parts.talk.attendance import AttendanceBox
from zsm_desktop.ui.parts.talk.header import MeetingHeader
from zsm_desktop.ui.parts.talk.sitting import Sitting
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.format import joined, plural

Attempt = Callable[[Callable[[], object]], bool]
KEYS = (
    ("F5", "Overleg starten"),
    ("F3", "Agendapunt toevoegen"),
    ("Ctrl+Up", "Punt naar boven"),
    ("Ctrl+Down", "Punt naar beneden"),
    ("Del", "Punt van de agenda halen"),
    ("F4", "Naar de aanwezigen"),
    ("Space", "Aanwezig aan- of uitvinken"),
)
MISSING_LINE, MOST_MISSING = 27, 156
"""Height of one reason, and of all of them before they scroll."""


class PrepareView(QWidget):
    """`extra` are the room's own buttons above the agenda, such as adding a case."""

    left = Signal()

    def __init__(self, theme: Theme, sitting: Sitting, attempt: Attempt, *extra: Button) -> None:
        super().__init__()
        self._theme, self._sitting, self._attempt = theme, sitting, attempt
        self.start = Button(theme, "Starten", kind="primary", icon="player-play", key="F5", on_click=self.begin)
        self.start.setShortcut("")  # the window has F5 too; `event` below decides
        self.header = MeetingHeader(theme, self.start)
        self.header.left.connect(self.left)
        self.agenda = agenda_list(theme)
        self.agenda.moved.connect(self._move)
        self.agenda.removed.connect(self._remove)
        self.missing = Lines(theme, name="Nog niet te bespreken")
        area = self._missing_area = layout.scrolled(layout.column(theme, self.missing, None))
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.missing_box = layout.card(theme, area, margins=(14, 10), role="strip")
        self.attendance = AttendanceBox(theme, sitting, attempt)
        self.panes = self._build(extra)
        whole = layout.column(theme, self.header, layout.row(theme, self.panes, margins=(20, 14, 20, 16)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build(self, extra: tuple[Button, ...]) -> Panes:
        theme = self._theme
        self.count = layout.label("", "muted")
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
        self.tools = layout.holder(layout.row(theme, up, down, remove, add, *extra, gap=3))
        head = layout.row(theme, layout.label("Agenda", "section"), self.count, None, self.tools, gap=5)
        left = layout.card(theme, head, self.agenda, self.missing_box, gap=10, margins=(12, 14))
        left.layout().setStretch(1, 1)
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
        self.agenda.set_rows(card.agenda)
        self.count.setText(plural(len(card.agenda), "punt", "punten"))
        self.attendance.fill()
        blocked: dict[str, list[str]] = {}
        for row in card.agenda:
            if row.case is not None and row.case.missing:
                blocked.setdefault(row.case.missing, []).append(row.case.pseudonym)
        self.missing.set_lines(
            [
                Line(f"{joined(names)}: {labels.label(labels.MISSING, code)}", icon="lock", tone="warn")
                for code, names in blocked.items()
            ]
        )
        layout.box(self._theme, self._missing_area, max_height=min(MOST_MISSING, len(blocked) * MISSING_LINE))
        self.missing_box.setVisible(bool(blocked))
        self.tools.setVisible(self._sitting.may_lead)
        self.start.setVisible(self._sitting.may_lead)

    def begin(self) -> None:
        self._attempt(self._sitting.start)

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
        form.add("title", "Titel", title, hint="Schrijf het zonder namen van leerlingen", is_required=True)
        title.setFocus()
        form.open()

    def _to_attendance(self) -> None:
        self.panes.show_pane("people")
        self.attendance.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step(self, step: int) -> None:
        if self.agenda.current_id():
            self._move(self.agenda.current_id(), step)

    def _move(self, item_id: str, step: int) -> None:
        if self._sitting.may_lead:
            self._attempt(lambda: self._sitting.move_item(item_id, step))

    def _remove(self, item_id: str) -> None:
        if item_id and self._sitting.may_lead:
            self._attempt(lambda: self._sitting.remove_item(item_id))

    def event(self, event) -> bool:
        """F5 starts the meeting here; everywhere else it is the window's and reads again."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_F5 and self.start.isVisible():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_F5 and self.start.isVisible():
            self.begin()
        else:
            super().keyPressEvent(event)
