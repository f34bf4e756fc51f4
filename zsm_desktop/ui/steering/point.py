"""The point on the directors' table: a bottleneck with its answer, the balances and what is proposed, or a title."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.services.meeting_facts import BottleneckRow
from zsm_desktop.services.steering_points import KINDS
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.lines import Line, Lines, Words
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.pill import Pill
from zsm_desktop.ui.parts.table import HEADER_HEIGHT, Table
from zsm_desktop.ui.steering.proposal import ProposalStrip
from zsm_desktop.ui.steering.shown import ShownPoint
from zsm_desktop.ui.steering.state import SteeringState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels, results
from zsm_desktop.words import points as words
from zsm_desktop.words.format import date_medium
from zsm_desktop.words.names import saying

ROW_HEIGHT = 42
BALANCES = (
    Column("name", "School", "name", width=112, stretch=1, is_name=True),
    Column("given", "Gegeven", "given_cents", "money", width=112, priority=3),
    Column("taken", "Genomen", "taken_cents", "money", width=112, priority=3),
    Column("balance", "Saldo", "balance_cents", "balance", width=122, is_strong=True),
)
STATUS_TONES = {"open": "neutral", "escalated": "warn", "answered": "good", "closed": "neutral"}


class PointView(QWidget):
    """`opened` with Enter on a school: its balance can be followed down elsewhere."""

    opened = Signal(str)

    def __init__(
        self, theme: Theme, state: SteeringState, compare: Button, proposal: ProposalStrip, *buttons: Button
    ) -> None:
        super().__init__()
        self._theme, self._state, self.compare, self.proposal = theme, state, compare, proposal
        self.kind = Words(theme, colour="muted", wrap=False)
        self.status = Pill(theme)
        self.title = Words(theme, size=25, weight=600)
        self.text = Words(theme, size=16)
        self.about = FactList(theme)
        self.answer = Lines(theme, name="Antwoord")
        self.note = Words(theme, colour="muted")
        nothing = EmptyState(
            theme, "Nog geen boekingen", "In dit schooljaar is nog niets geleverd en bevestigd.", icon="scale"
        )
        self.balances = Table(
            theme, ListModel(BALANCES, row_id=lambda row: row.school_id), name="Saldi per school", empty=nothing
        )
        self.balances.opened.connect(self.opened)
        self.shown = ShownPoint(theme, state)
        top = layout.row(theme, self.kind, self.status, None, compare, *buttons, gap=8)
        said = (self.title, self.text, self.about, self.answer)
        self.setLayout(layout.column(theme, top, *said, proposal, self.note, self.shown, self.balances, None, gap=12))

    def fill(self) -> None:
        item, bottleneck, say = self._state.table.item, self._state.bottleneck, saying(self._state.desk.nouns)
        if item is None:
            return
        kind = labels.first_upper(labels.label(labels.AGENDA_KIND, item.kind))
        self.kind.setText(f"{kind} {bottleneck.number}" if bottleneck else kind)
        self.title.setText(item.title)
        self.text.say(bottleneck.description if bottleneck else "")
        self.note.say("")
        self.about.set_facts(self._about(bottleneck) if bottleneck else ())
        self.about.setVisible(bottleneck is not None)
        self.answer.setVisible(bool(bottleneck and bottleneck.answer))
        if bottleneck is not None:
            self.status.set_status(
                results.bottleneck_status(bottleneck.status, bottleneck.body, say), STATUS_TONES[bottleneck.status]
            )
            origin = f"Genoteerd op {date_medium(bottleneck.noted_on)}"
            self.note.say(f"{origin} in {bottleneck.meeting_number}" if bottleneck.meeting_number else origin)
            answered = f"Antwoord van {results.body_name(bottleneck.body, say)}"
            self.answer.set_lines([Line(bottleneck.answer, answered, "circle-check", "good")])
        else:
            self.status.set_status("besproken" if item.status == "discussed" else "", "neutral")
        self.status.setVisible(bool(self.status.text))
        self._fill_balances(is_shown=item.kind == "balances")
        is_here = item.kind in KINDS and item.kind != "balances"
        self.shown.setVisible(is_here)
        if is_here:
            self.note.say(words.of_year(item.kind, self._state.year.label))
            self.shown.fill(item.kind)

    def _about(self, row: BottleneckRow) -> list[tuple[str, str]]:
        """In this room cases are counted, and few of them not exactly."""
        return [
            ("Soort", labels.first_upper(results.BOTTLENECK_KIND[row.kind])),
            ("Speelt bij", results.cases_touched(row.cases, is_outside=True)),
            ("Scholen", results.hit(row.schools)),
            ("Wacht", results.waiting(row.weeks_waiting(self._state.desk.day)) if row.status != "closed" else ""),
            ("Gevraagd", row.asked),
        ]

    def _fill_balances(self, *, is_shown: bool) -> None:
        self.balances.setVisible(is_shown)
        self.compare.setVisible(is_shown)
        if not is_shown:
            self.proposal.hide()
        if is_shown:
            self.proposal.show_proposal(self._state.proposal(), may_decide=self._state.may_decide)
            rows = self._state.balances()
            self.note.say(f"Schooljaar {self._state.year.label}. Enter op een school toont waaruit haar saldo bestaat.")
            self.balances.set_rows(rows)
            least = HEADER_HEIGHT + ROW_HEIGHT * len(rows) + 12 if rows else 220
            layout.box(self._theme, self.balances, height=least)
