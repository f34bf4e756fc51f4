"""What a measurement came to: the list of elements with bars or a radar beside it, per organisation, and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsm_desktop.domain.radar import FEWEST
from zsm_desktop.domain.series import Bars, Trend
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.bars import BarsChart
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.facts import Sides, Yielding
from zsm_desktop.ui.parts.findings import WHAT, SentenceTable
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.radar import RadarChart
from zsm_desktop.ui.results.evaluations_state import ELEMENTS, ORGANISATIONS, REMARKS, Compared, Measuring
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import evaluations as words

if TYPE_CHECKING:
    from zsm_desktop.services.evaluation_figures import Remark

BARS, RADAR = "bars", "radar"
VIEWS = {ELEMENTS: "Per punt", ORGANISATIONS: "Per organisatie", REMARKS: "Opmerkingen"}


@dataclass(frozen=True, slots=True)
class Said:
    """A remark as a row; `what` is what it says."""

    id: str
    about: str
    organisation: str
    what: str


def element_columns(found: Compared) -> tuple[Column, ...]:
    def mean(at: int):
        return lambda row: row.means[at]

    earlier = len(found.names) - 1
    return (
        Column("position", "Nr.", "position", "count", width=48),
        Column(WHAT, words.ELEMENT, "what", width=190, stretch=1),
        *(
            Column(f"mean{at}", name, mean(at), "decimals", width=82, none=words.HIDDEN, priority=4 + earlier - at)
            for at, name in enumerate(found.names[:-1])
        ),
        Column("mean", found.names[-1] if earlier else words.MEAN, mean(-1), "decimals", width=82, none=words.HIDDEN),
        *((Column("change", "Verschil", _change, width=84, priority=3),) if earlier else ()),
        Column("spread", words.SPREAD, "spread", "decimals", width=88, none=words.HIDDEN, priority=8),
        Column("answers", words.ANSWERS, "answers", "count", width=96, none=words.HIDDEN, priority=9),
    )


def organisation_columns(found: Compared) -> tuple[Column, ...]:
    def mean(at: int):
        return lambda row: words.hundredths(row.means[at], "–")

    return (
        Column("name", "Organisatie", "name", width=150, stretch=1, is_strong=True, is_name=True),
        Column("answers", words.ANSWERS, "answers", "count", width=96, priority=2),
        *(
            Column(f"e{line.position}", str(line.position), mean(at), width=46, priority=3 + at)
            for at, line in enumerate(found.lines)
        ),
    )


def remark_columns(*, with_organisation: bool) -> tuple[Column, ...]:
    whose = (Column("organisation", "Van", "organisation", width=150, is_name=True, priority=2),)
    return (
        Column("about", "Bij", "about", width=144),
        *(whose if with_organisation else ()),
        Column(WHAT, "Opmerking", "what", width=220, stretch=1),
    )


class OutcomeView(Yielding):
    """`view` and `chart_kind` are for whoever shows it to put above it."""

    def __init__(self, theme: Theme, state: Measuring) -> None:
        super().__init__()
        self.theme, self.state = theme, state
        self.found: Compared | None = None
        self.view = self._choice(list(VIEWS.items()), "Waarnaar u kijkt", self._on_view)
        self.chart_kind = self._choice([(BARS, "Staven"), (RADAR, "Spinnenweb")], "Soort grafiek", self._draw)
        self.note = layout.label("", "muted", wrap=True)
        empty = EmptyState(theme, "Geen opmerkingen", "Niemand schreef iets bij de cijfers.", tone="neutral")
        self.table = SentenceTable(theme, (Column(WHAT, "", "what"),), name="Uitkomst", empty=empty)
        layout.box(theme, self.table, width=240, height=200)
        self.bars = BarsChart(theme, Bars("", "hundredths", (), (), ()))
        self.radar = RadarChart(theme, Trend("", "hundredths", (), ()), 500)
        self.charts = Faces(self.bars, self.radar)
        self.says = layout.label("", "small", wrap=True)
        self.card = layout.card(theme, self.charts, self.says, gap=6, margins=(14, 10))
        self.card.layout().setStretch(0, 1)
        layout.box(theme, self.card, height=240)
        self.few = EmptyState(theme, "Geen uitkomst", " ", icon="lock", tone="neutral")
        self.sides = Sides(theme, self.table, self.card, width=330)
        self.stack = Faces(self.sides, self.few)
        whole = layout.column(theme, self.stack, self.note, gap=10)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def _choice(self, choices: list[tuple[str, str]], name: str, then) -> Choice:
        made = Choice(self.theme, choices)
        made.setAccessibleName(name)
        layout.box(self.theme, made, width=170, max_width=220)
        made.activated.connect(lambda _at: then())
        return made

    def show_outcome(self, found: Compared) -> None:
        self.found = found
        outcome = found.outcome
        is_shown = outcome.is_shown
        views = [key for key in VIEWS if key != ORGANISATIONS or not outcome.is_anonymous]
        self.view.set_choices([(key, VIEWS[key]) for key in views])
        self.view.choose(self.state.view)
        self.state.view = self.view.key
        self.few.say("Geen uitkomst", words.too_few(outcome.answers))
        self.stack.setCurrentIndex(0 if is_shown else 1)
        self._show()

    def show_view(self, key: str) -> None:
        self.view.choose(key)
        self._on_view()

    def show_chart(self, key: str) -> None:
        self.chart_kind.choose(key)
        self._draw()

    def _on_view(self) -> None:
        self.state.view = self.view.key
        self._show()

    def _show(self) -> None:
        found, view = self.found, self.state.view
        if found is None:
            return
        outcome = found.outcome
        if view == ORGANISATIONS:
            self._fill(outcome.organisations, organisation_columns(found))
        elif view == REMARKS:
            rows = [self._said(at, remark) for at, remark in enumerate(outcome.remarks)]
            self._fill(rows, remark_columns(with_organisation=not outcome.is_anonymous))
        else:
            self._fill(found.lines, element_columns(found))
        self.card.setVisible(view != REMARKS)
        self.chart_kind.setVisible(outcome.is_shown and view != REMARKS)
        self.note.setText(self._note(found))
        self._draw()

    def _fill(self, rows, columns: tuple[Column, ...]) -> None:
        self.table.rows.set_rows([])
        self.table.set_rows(rows, columns)
        if rows:
            self.table.select_id(self.table.rows.id_at(0))

    def _said(self, at: int, remark: Remark) -> Said:
        about = f"Punt {remark.position}" if remark.position else words.WHOLE
        return Said(str(at), about, remark.organisation, remark.text)

    def _note(self, found: Compared) -> str:
        outcome = found.outcome
        if not outcome.is_shown:
            return ""
        parts = [
            f"{words.answered_by(outcome.joined, outcome.asked, outcome.answers)}, "
            f"{words.kept_as(is_anonymous=outcome.is_anonymous)}."
        ]
        if self.state.view == ELEMENTS:
            parts.append(words.SPREAD_SAYS)
            if any(one is None for line in found.lines for one in line.means):
                parts.append(words.HIDDEN_SAYS)
        return " ".join(parts)

    def _draw(self) -> None:
        found = self.found
        if found is None:
            return
        top = found.outcome.top
        self.bars.set_series(found.bars())
        self.radar.set_series(found.radar(), 100 * top)
        is_radar = self.chart_kind.key == RADAR and len(found.lines) >= FEWEST
        self.charts.setCurrentIndex(1 if is_radar else 0)
        self.says.setText(f"{words.MEAN} per punt, van 1 tot en met {top}; de nummers zijn die van de lijst.")


def _change(row) -> str:
    if row.change is None:
        return ""
    sign = "+" if row.change > 0 else "−" if row.change < 0 else ""
    return f"{sign}{abs(row.change) // 100},{abs(row.change) % 100:02d}"
