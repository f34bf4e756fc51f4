"""Uitstroom: where leavers went as a table and as bars, how much of it lasted, and schools and years side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.series import Bars
from zsm_desktop.services.result_figures import ANSWERS
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.bars import BarsChart
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.counting import COUNTING, Counting
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Yielding
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.parts.keyed_choice import KeyedChoice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.results.state import AFTER, LASTING_BY, MEASURES, VIEWS, WHOLE, Leavers, ResultsState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.outcomes import DESTINATION_SHORT, HIDDEN, HIDDEN_SAYS, LASTING

if TYPE_CHECKING:
    from zsm_desktop.services.result_figures import Benchmark, CountTable, LastingTable

SHARE_SAYS = (
    "Goed geplaatst is, als in de Uitstroommonitor, wie naar werk, toeleiding, (v)mbo of dagbesteding ging, "
    "tegenover wie niets heeft of onbekend is."
)
OF = {
    "school": "School",
    "kind": "Soort school",
    "sector": "Sector",
    "profile": "Voorbereid op",
    "destination": "Bestemming",
    "offer": "Gevolgd aanbod",
}
LASTING_SAYS = "Het deel is van wie bereikt werd; wie niet bereikt is, staat ernaast en telt in het deel niet mee."


def _dot(key: str, title: str, value: Any, **more: Any) -> Column:
    return Column(key, title, value, "count", none=HIDDEN, **more)


def leaver_columns(table: CountTable, by: str) -> tuple[Column, ...]:
    """The destinations fewest go to give way first."""
    totals = [count or 0 for count in table.total.counts]
    order = sorted(range(len(totals)), key=lambda at: -totals[at])

    def of(at: int):
        return lambda row: row.counts[at]

    has_share = any(row.placed is not None for row in (*table.rows, table.total))
    return (
        Column("name", OF[by], "name", width=176, stretch=2, is_strong=True, is_name=True),
        _dot("total", "Totaal", "total", width=64),
        *(
            _dot(one.value, first_upper(DESTINATION_SHORT[one.value]), of(at), priority=2 + order.index(at))
            for at, one in enumerate(table.columns)
        ),
        *((Column("placed", "Goed geplaatst", "placed", "share", width=144, none="–"),) if has_share else ()),
    )


def lasting_columns(by: str) -> tuple[Column, ...]:
    def of(at: int):
        return lambda row: row.counts[at]

    return (
        Column("name", OF[by], "name", width=176, stretch=2, is_strong=True, is_name=True),
        *(_dot(one, first_upper(LASTING[one]), of(at), priority=1 if at < 3 else at) for at, one in enumerate(ANSWERS)),
        Column("share", "Bestendigd", "share", "share", width=144, none="–"),
    )


def year_columns(found: Benchmark, measure: str) -> tuple[Column, ...]:
    def of(at: int):
        return lambda row: getattr(row.years[at], measure)

    kind, none = ("count", HIDDEN) if measure == "leavers" else ("share", "–")
    return (
        Column("name", "School", "name", width=176, stretch=2, is_strong=True, is_name=True),
        *(
            Column(f"year{at}", SchoolYear(year).label, of(at), kind, width=104, none=none,
                   priority=len(found.years) - at)
            for at, year in enumerate(found.years)
        ),
    )  # fmt: skip


class OutflowFace(Yielding):
    """`failed` brings what went wrong with counting beside the painting."""

    failed = Signal(object)

    def __init__(self, theme: Theme, state: ResultsState, name_schools: Callable[[int, bool], object]) -> None:
        super().__init__()
        self.theme, self.state, self._name_schools = theme, state, name_schools
        self.counting = Counting(self, self.failed.emit)
        self.network_version = 0
        view = KeyedChoice(theme, "Waarnaar u kijkt", key="Alt+W")
        self.view = self._choice(VIEWS, "Waarnaar u kijkt", lambda key: setattr(state, "view", key), view)
        self.by = self._choice(LASTING_BY, "Bestendigd waarvan", lambda key: setattr(state, "by", key))
        self.after = self._choice(AFTER, "Hoe lang erna", lambda key: setattr(state, "months", int(key)))
        self.measure = self._choice(MEASURES, "Wat van elk jaar", lambda key: setattr(state, "measure", key))
        self.letters = Check(theme, "Scholen zien elkaar met een letter")
        self.letters.clicked.connect(lambda on: self._name_schools(self.network_version, on))
        self.note = layout.label("", "muted", wrap=True)
        self.hidden = layout.label(HIDDEN_SAYS, "muted", wrap=True)
        empty = EmptyState(
            theme, "Hier is nog niets te tellen", "Kies een ander schooljaar of een andere manier om te kijken.",
            icon="chart-bar", tone="neutral",
        )  # fmt: skip
        self.table = Table(
            theme, ListModel([Column("name", "", "name")], row_id=_row_id), name="Uitstroom", empty=empty
        )
        layout.box(theme, self.table, width=240, height=200)
        self.chart = layout.box(theme, BarsChart(theme, Bars("", "count", (), (), ())), width=220, height=130)
        self.card = layout.card(theme, self.chart, margins=(16, 10))
        choosers = flow(theme, self.view, self.by, self.after, self.measure, self.letters)
        whole = layout.column(theme, choosers, self.note, self.table, self.hidden, self.card, gap=10)
        whole.setStretch(2, 3)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def _choice(
        self, choices: list[tuple[str, str]], name: str, keep: Callable[[str], object], made: Choice | None = None
    ) -> Choice:
        made = made or Choice(self.theme)
        made.set_choices(choices)
        made.setAccessibleName(name)
        beside = 50 if isinstance(made, KeyedChoice) else 0  # its key
        layout.box(self.theme, made, width=190 + beside, max_width=240 + beside)

        def chosen(_at: int) -> None:
            keep(made.key)
            self.reload()

        made.activated.connect(chosen)
        return made

    def show_view(self, key: str) -> None:
        self.state.view = key
        self.view.choose(key)
        self.reload()

    def reload(self) -> None:
        """Where groups have to be hidden counting takes a moment, and is done beside the painting."""
        view = self.state.view
        for chooser, views in ((self.by, {"lasting"}), (self.after, {"lasting"}), (self.measure, {"years"})):
            chooser.setVisible(view in views)
        self.after.choose(str(self.state.months))
        self.letters.setVisible(view == "years" and self.state.may_aim)
        read = {"lasting": self.state.lasting, "years": self.state.benchmark}.get(view, self.state.leavers)
        if not self.state.is_whole:
            self._say(COUNTING)
            self.table.empty.wait(COUNTING)
        self.counting.ask(read, self._show, is_quick=self.state.is_whole)

    def _show(self, found: Leavers | LastingTable | Benchmark) -> None:
        self.table.empty.wait("")
        if self.state.view == "years":
            self._show_years(found)
        elif self.state.view == "lasting":
            self._show_lasting(found)
        else:
            self._show_leavers(found)

    def _show_leavers(self, found: Leavers) -> None:
        rows = [replace(row, name=self.state.name_of(self.state.view, row.code, row.name)) for row in found.table.rows]
        columns = leaver_columns(found.table, self.state.view)
        self._fill(
            [replace(found.table.total, name=WHOLE), *rows] if rows else [], columns, is_whole=found.table.is_whole
        )
        self._say(SHARE_SAYS if columns[-1].key == "placed" and rows else "")
        self._draw(found.bars)

    def _show_lasting(self, found: LastingTable) -> None:
        rows = [replace(row, name=self.state.name_of(self.state.by, row.code, row.name)) for row in found.rows]
        self._fill(
            [replace(found.total, name=WHOLE), *rows] if rows else [],
            lasting_columns(self.state.by),
            is_whole=found.is_whole,
        )
        self._say(LASTING_SAYS if rows else "")
        self.card.hide()

    def _show_years(self, found: Benchmark) -> None:
        self.network_version = found.network_version
        self.letters.setChecked(found.by_letter)
        rows = [replace(found.network, name=WHOLE), *found.schools]
        columns = year_columns(found, self.state.measure)
        self._fill(rows if found.schools else [], columns, is_whole=found.is_whole)
        self._say(SHARE_SAYS if self.state.measure == "placed" else "")
        totals = [one.leavers or 0 for one in found.network.years]
        labels = tuple(SchoolYear(year).label for year in found.years)
        self._draw(Bars("Schoolverlaters", "count", ("Schoolverlaters",), labels, tuple((one,) for one in totals)))

    def _fill(self, rows: list[Any], columns: tuple[Column, ...], *, is_whole: bool) -> None:
        self.table.set_rows(rows, columns)
        self.hidden.setVisible(bool(rows) and not is_whole)
        if rows and not self.table.current_id():
            self.table.select_id(_row_id(rows[0]))

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _draw(self, bars: Bars) -> None:
        self.chart.set_series(bars)
        self.card.setVisible(bool(bars.labels))


def _row_id(row: Any) -> str:
    return row.name
