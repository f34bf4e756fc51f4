"""A finished meeting on the screen: per point what was said and agreed, and the way to its papers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from zsm_desktop.services.meeting_facts import AgendaRow, MeetingCard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.lines import Line, Lines, Words
from zsm_desktop.ui.parts.panes import Pane, Panes
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.talk.agenda import point_title
from zsm_desktop.ui.parts.talk.agreed import action_lines, bottleneck_lines, decision_lines
from zsm_desktop.ui.parts.talk.header import MeetingHeader
from zsm_desktop.ui.parts.talk.sitting import Sitting
from zsm_desktop.ui.parts.talk.table import agreed_on
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.format import date_long

KEYS = (("F6", "Voorbeeld van het verslag"), ("F9", "Verslag maken (PDF en Excel)"))
OUTCOME_TONES = {"placed": "good", "not_placeable": "bad", "find_out": "warn", "to_employer": "good"}


class MinutesView(QWidget):
    left = Signal()
    previewing = Signal()
    exporting = Signal()

    def __init__(self, theme: Theme, sitting: Sitting) -> None:
        super().__init__()
        self._theme, self._sitting = theme, sitting
        self._shown: MeetingCard | None = None
        self.preview = Button(theme, "Voorbeeld", icon="eye", key="F6", on_click=self.previewing.emit)
        self.export = Button(
            theme, "Verslag", kind="primary", icon="file-export", key="F9", on_click=self.exporting.emit
        )
        self.header = MeetingHeader(theme, self.preview, self.export)
        self.header.left.connect(self.left)
        self.points = layout.column(theme, gap=12)
        self.present, self.absent = Lines(theme, empty="Niemand aangevinkt."), Lines(theme, empty="Niemand.")
        self.open_actions = Lines(theme, empty="Geen acties afgesproken.")
        self.decisions = Lines(theme, empty="Geen besluiten genomen.")
        self.next = Words(theme, colour="muted")
        side = layout.card(
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
        panes = Panes(
            theme,
            (
                Pane("points", "Verslag", layout.scrolled(layout.column(theme, self.points, None)), 460, 2),
                Pane("lists", "Lijsten", layout.scrolled(layout.row(theme, side)), 320),
            ),
            main="points",
            name="Onderdeel van het verslag",
        )
        whole = layout.column(theme, self.header, layout.row(theme, panes, margins=(20, 14, 20, 16)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def fill(self) -> None:
        card = self._sitting.card
        if card is None or card == self._shown:
            return
        self._shown = card
        self.header.fill(card)
        while self.points.count():
            self.points.takeAt(0).widget().deleteLater()
        for at, row in enumerate(card.agenda, 1):
            self.points.addWidget(self._point(at, row))
        noted = bottleneck_lines(card.bottlenecks)
        if noted:
            self.points.addWidget(
                layout.card(
                    self._theme, layout.label("Knelpunten", "section"), Lines(self._theme, noted), margins=(18, 14)
                )
            )
        self.open_actions.set_lines(action_lines(card.actions))
        self.decisions.set_lines(decision_lines(card.decisions))
        there = [row for row in card.attendance if row.is_present]
        away = [row for row in card.attendance if not row.is_present]
        self.present.set_lines([Line(row.name, row.organisation) for row in there])
        self.absent.set_lines([Line(row.name, row.organisation) for row in away])
        following = card.next_meeting
        self.next.say(f"Volgende keer: {date_long(following.held_on)}" if following else "")

    def _point(self, at: int, row: AgendaRow) -> QFrame:
        theme = self._theme
        title = Words(theme, f"{at}. {point_title(row)}", size=16, weight=600)
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        made = layout.card(theme, layout.row(theme, title, _pill(theme, row)), gap=8, margins=(18, 14))
        inside = made.layout()
        if row.case is not None and row.case.question and not row.case.missing:
            inside.addWidget(Words(theme, row.case.question, colour="muted"))
        if row.notes:
            inside.addWidget(Words(theme, row.notes))
        decisions, actions = agreed_on(self._sitting, row.id)
        lines = [*decision_lines(decisions), *action_lines(actions)]
        if row.bottleneck is not None and row.bottleneck.answer:
            lines.insert(0, Line(row.bottleneck.answer, "Antwoord van de stuurgroep", "flag", "good"))
        if lines:
            inside.addWidget(Lines(theme, lines))
        return made


def _pill(theme: Theme, row: AgendaRow) -> Pill:
    if row.outcome:
        words = labels.label(labels.OUTCOME, row.outcome)
        return Pill(
            theme, f"{words} · {row.placement}" if row.placement else words, OUTCOME_TONES.get(row.outcome, "info")
        )
    tone = "neutral" if row.status == "discussed" else "warn"
    return Pill(
        theme, "niet besproken" if row.status == "open" else labels.label(labels.AGENDA_STATUS, row.status), tone
    )
