"""A finished meeting on the screen: per point what was said and agreed, and the way to its papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from zsm_desktop.services.meeting_facts import AgendaRow, MeetingCard, numbers_of, was_heard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.lines import Line, Lines, Words
from zsm_desktop.ui.parts.panes import Pane, Panes
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.talk.agenda import point_title
from zsm_desktop.ui.parts.talk.agreed import action_lines, bottleneck_lines, decision_lines
from zsm_desktop.ui.parts.talk.header import MeetingHeader
from zsm_desktop.ui.parts.talk.sitting import Sitting
from zsm_desktop.ui.parts.talk.stage_pane import REFUSE, STAGE_TONES, TAKE, VersionsPane
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words import minutes as words
from zsm_desktop.words.format import date_long
from zsm_desktop.words.names import saying

if TYPE_CHECKING:
    from zsm_desktop.services.minutes import MinutesFacts
    from zsm_desktop.services.minutes_kept import AmendmentNote
    from zsm_desktop.services.versions import VersionsCard

KEYS = (
    ("F4", "Klaarzetten, vaststellen of corrigeren"),
    ("F8", "Tekst bijwerken of aanvulling vastleggen"),
    ("F6", "Voorbeeld van het verslag"),
    ("F9", "Verslag, lijsten en archief maken; kies voor wie"),
    (TAKE, "Eerste aanvulling overnemen"),
    (REFUSE, "Eerste aanvulling afwijzen"),
    ("Esc", "Terug naar de lijst"),
)
LEADING = frozenset({TAKE, REFUSE})
"""What a key does for who leads only."""
FOOT = (0, 0, 0, 12)
"""Below the last thing, inside what scrolls: nothing is cut off above the edge of the window."""
OUTCOME_TONES = {"placed": "good", "not_placeable": "bad", "find_out": "warn", "to_employer": "good"}


class MinutesView(QWidget):
    left = Signal()
    previewing = Signal()
    exporting = Signal()
    stepping = Signal()
    writing = Signal()

    def __init__(self, theme: Theme, sitting: Sitting) -> None:
        super().__init__()
        self._theme, self._sitting = theme, sitting
        self.facts: MinutesFacts | None = None
        self.stage_card: VersionsCard | None = None
        self._seen: object = None
        self.stage = VersionsPane(theme)
        self.pill = Pill(theme)
        for button, intent in ((self.stage.step, self.stepping), (self.stage.write, self.writing)):
            button.clicked.connect(lambda _checked=False, intent=intent: intent.emit())
        # Keys of the view, not of the buttons: these are out of sight while the lists are shown.
        QShortcut(QKeySequence("F4"), self, self.stepping.emit)
        QShortcut(QKeySequence("F8"), self, self.writing.emit)
        QShortcut(QKeySequence(TAKE), self, lambda: self.stage.settle_first(True))
        QShortcut(QKeySequence(REFUSE), self, lambda: self.stage.settle_first(False))
        self.preview = Button(theme, "Voorbeeld", icon="eye", key="F6", on_click=self.previewing.emit)
        self.export = Button(
            theme, "Verslag", kind="primary", icon="file-export", key="F9", on_click=self.exporting.emit
        )
        self.header = MeetingHeader(theme, self.pill, self.preview, self.export)
        self.header.left.connect(self.left)
        self.points = layout.column(theme, gap=12)
        self._spots: dict[str, tuple[QWidget, int]] = {}
        """Where each point and what was agreed at it stands: the widget, and the line in it or −1 for the whole."""
        self.present, self.absent = Lines(theme, empty="Niemand aangevinkt."), Lines(theme, empty="Niemand.")
        self.open_actions = Lines(theme, empty="Geen acties afgesproken.")
        self.decisions = Lines(theme, empty="Geen besluiten genomen.")
        self.next = Words(theme, colour="muted")
        points = layout.column(theme, self.points, None, margins=FOOT)
        self.panes = Panes(
            theme,
            (
                Pane("points", "Verslag", layout.scrolled(points), 460, 2),
                Pane("lists", "Lijsten", layout.scrolled(layout.row(theme, self._lists(), margins=FOOT)), 300),
                Pane("stage", "Stand", layout.scrolled(layout.row(theme, self.stage, margins=FOOT)), 300),
            ),
            main="points",
            name="Onderdeel van het verslag",
        )
        whole = layout.column(theme, self.header, layout.row(theme, self.panes, margins=(16, 12, 16, 0)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _lists(self) -> QFrame:
        theme = self._theme
        return layout.card(
            theme,
            layout.label("Acties", "section"),
            self.open_actions,
            6,
            layout.label("Besluiten", "section"),
            self.decisions,
            6,
            layout.label("Aanwezig", "section"),
            self.present,
            layout.label("Afwezig", "strong"),
            self.absent,
            self.next,
            None,
            margins=(16, 14),
            gap=8,
        )

    def fill(self) -> None:
        """A draft as the meeting is now; prepared and final as they were laid down."""
        meeting_id, desk = self._sitting.meeting_id, self._sitting.desk
        if not meeting_id:
            return
        facts, card = desk.minutes.on_screen(meeting_id), desk.versions.card(meeting_id)
        is_same = self.facts is not None and replace(facts, made_at=self.facts.made_at) == self.facts
        seen = (card, self._sitting.rights)
        if is_same and seen == self._seen:
            return
        self.facts, self.stage_card, self._seen = facts, card, seen
        self._fill_stage(card)
        self._fill_points(facts)
        self._fill_lists(facts.card)

    def point_at(self, point_id: str, line_id: str) -> None:
        """Brings what was agreed into sight and has it stand out; without it, its point."""
        widget, at = self._spots.get(line_id) or self._spots.get(point_id) or (None, -1)
        if widget is None:
            return
        self.panes.show_pane("points")
        for lines in self.findChildren(Lines):
            lines.bring(-1)
        act = (lambda: widget.bring(at)) if isinstance(widget, Lines) else (lambda: layout.bring(widget, widget.rect()))
        QTimer.singleShot(0, widget, act)  # when its place is known

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fill_stage(self, card: VersionsCard) -> None:
        self.stage.fill(card, self._sitting.rights)
        self.pill.set_status(words.STAGE[card.stage.value], STAGE_TONES[card.stage.value])

    def _fill_points(self, facts: MinutesFacts) -> None:
        self.header.fill(facts.card)
        self._spots.clear()
        while self.points.count():
            self.points.takeAt(0).widget().deleteLater()
        numbers = numbers_of(facts.card.agenda)
        for row in facts.card.agenda:
            self.points.addWidget(self._point(numbers.get(row.id, 0), row, facts))
        rest = [note for note in facts.amendments if not note.item_id]
        self._add_card(words.AMENDMENT, amendment_lines(rest), ())
        found = facts.card.bottlenecks
        say = saying(self._sitting.desk.nouns)
        self._add_card(say("[Knelpunten]"), bottleneck_lines(found, say), [row.id for row in found])

    def _add_card(self, title: str, lines: list[Line], ids: Sequence[str]) -> None:
        if lines:
            card = layout.card(self._theme, layout.label(title, "section"), self._spotted(lines, ids), margins=(18, 14))
            self.points.addWidget(card)

    def _spotted(self, lines: list[Line], ids: Sequence[str]) -> Lines:
        """`ids` of the first of the lines, by which they are found again."""
        made = Lines(self._theme, lines)
        self._spots |= {row_id: (made, at) for at, row_id in enumerate(ids)}
        return made

    def _fill_lists(self, card: MeetingCard) -> None:
        self.open_actions.set_lines(action_lines(card.actions))
        self.decisions.set_lines(decision_lines(card.decisions))
        there = [row for row in card.attendance if row.is_present]
        away = [row for row in card.attendance if not row.is_present]
        self.present.set_lines([Line(row.name, row.organisation) for row in there])
        self.absent.set_lines([Line(row.name, row.organisation) for row in away])
        following = card.next_meeting
        self.next.say(f"Volgende keer: {date_long(following.held_on)}" if following else "")

    def _point(self, at: int, row: AgendaRow, facts: MinutesFacts) -> QFrame:
        theme = self._theme
        title = Words(theme, f"{at}. {point_title(row)}" if at else point_title(row), size=16, weight=600)
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        made = layout.card(theme, layout.row(theme, title, _pill(theme, row, facts.card)), gap=8, margins=(18, 14))
        self._spots[row.id] = (made, -1)
        inside = made.layout()
        if row.case is not None and row.case.question and not row.case.missing:
            inside.addWidget(Words(theme, row.case.question, colour="muted"))
        if row.reason_code or row.reason:
            inside.addWidget(Words(theme, words.reason_of(row.reason_code, row.reason)))
        if row.notes:
            inside.addWidget(Words(theme, row.notes))
        decisions = [one for one in facts.card.decisions if one.agenda_item_id == row.id]
        actions = [one for one in facts.card.actions if one.agenda_item_id == row.id]
        ids = [one.id for one in (*decisions, *actions)]
        lines = [
            *decision_lines(decisions),
            *action_lines(actions),
            *amendment_lines(note for note in facts.amendments if note.item_id == row.id),
        ]
        if row.bottleneck is not None and row.bottleneck.answer:
            by = f"Antwoord van {row.bottleneck.body or facts.card.row.body}"
            lines.insert(0, Line(row.bottleneck.answer, by, "flag", "good"))
            ids.insert(0, row.bottleneck.id)
        if lines:
            inside.addWidget(self._spotted(lines, ids))
        return made


def amendment_lines(notes: Iterable[AmendmentNote]) -> list[Line]:
    return [Line(note.text, words.amendment_of(note.by, note.organisation), "pencil", "good") for note in notes]


def _pill(theme: Theme, row: AgendaRow, card: MeetingCard) -> Pill:
    if row.outcome:
        said = labels.label(labels.OUTCOME, row.outcome)
        return Pill(
            theme, f"{said} · {row.placement}" if row.placement else said, OUTCOME_TONES.get(row.outcome, "info")
        )
    tone = "neutral" if row.status == "discussed" else "warn"
    if row.case is not None and row.status == "carried_over" and was_heard(card, row):
        return Pill(theme, "besproken, nog geen uitkomst", tone)
    return Pill(
        theme, "niet besproken" if row.status == "open" else labels.label(labels.AGENDA_STATUS, row.status), tone
    )
