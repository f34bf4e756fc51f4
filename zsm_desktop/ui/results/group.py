"""Doelgroep: what the profile asks of cases in counts, who stands on a list, and the figures the partners share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.choice_counts import is_chosen, verdict
from zsm_desktop.domain.series import Bars, Trend
from zsm_desktop.domain.series import Line as TrendLine
from zsm_desktop.services.shared_figures import SharedSheet
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.bars import BarsChart
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.counting import COUNTING, Counting
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.facts import Yielding
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.keyed_choice import KeyedChoice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.trend import TrendChart
from zsm_desktop.ui.results.figure_form import FigureForm
from zsm_desktop.ui.results.recount import RecountButton
from zsm_desktop.ui.results.state import WHOLE, ResultsState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import counted
from zsm_desktop.words.outcomes import HIDDEN, HIDDEN_SAYS, value_text

if TYPE_CHECKING:
    from zsm_desktop.services.choice_tally import FieldCounts, TargetGroup
    from zsm_desktop.services.pupil_lists import ListFigures
    from zsm_desktop.services.shared_figures import FigureRow

SHARED = "shared"
REGION = "Hele regio"
ASK_FIGURES = "Voeg met Ctrl G toe wat de partners van de doelgroep weten, zoals cijfers van RMC of DUO."


FIELD_COLUMNS = (
    Column("name", "Antwoord", "name", width=190, stretch=3, is_strong=True),
    Column("count", "Casussen", "count", "count", width=92, none=HIDDEN),
    Column("share", "Deel", "share", "share", width=150, none="–"),
)
LIST_COLUMNS = (
    Column("school", "School", lambda row: row.school or WHOLE, width=176, stretch=3, is_strong=True, is_name=True),
    Column("on", "Op de lijst", "on_list", "count", width=96, none=HIDDEN),
    Column("talked", "Besproken", "discussed", "count", width=96, none=HIDDEN, priority=2),
    Column("off", "Eraf dit schooljaar", "off_list", "count", width=140, none=HIDDEN, priority=3),
)
SHARED_COLUMNS = (
    Column("name", "Cijfer", "name", width=190, stretch=3, is_strong=True),
    Column("part", "Waarvan", lambda row: row.part or REGION, width=130, stretch=1, priority=2, is_name=True),
    Column("year", "Schooljaar", lambda row: SchoolYear(row.school_year).label, width=100),
    Column("value", "Hoeveel", lambda row: HIDDEN if row.value is None else value_text(row.value, row.unit), width=90),
    Column("source", "Geteld door", "source", width=130, stretch=1, priority=3),
)


class GroupFace(Yielding):
    """`failed` brings what went wrong with counting beside the painting."""

    failed = Signal(object)

    def __init__(self, theme: Theme, state: ResultsState, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = theme, state, attempt
        self.counting = Counting(self, self.failed.emit)
        self.found: Any = None
        self.view = KeyedChoice(theme, "Waarnaar u kijkt", key="Alt+W")
        self.view.set_choices(_views(state.desk))
        self.view.setSizeAdjustPolicy(KeyedChoice.SizeAdjustPolicy.AdjustToContents)  # questions are long
        layout.box(theme, self.view, width=300, max_width=510)
        self.view.activated.connect(lambda _at: self._attempt(self.reload))
        self.add = Button(theme, "Cijfer toevoegen", icon="plus", key="Ctrl+G", on_click=self.ask_new)
        self.edit = Button(theme, "Cijfer wijzigen", icon="pencil", key="Ctrl+E", on_click=self.ask_edit)
        self.recount = RecountButton(theme, state.desk, attempt)
        self.recount.failed.connect(self.failed)
        self.recount.counted.connect(lambda: self._attempt(self.reload))
        self.note = layout.label("", "muted", wrap=True)
        self.hidden = layout.label(HIDDEN_SAYS, "muted", wrap=True)
        empty = EmptyState(
            theme, "Hier is nog niets te tellen",
            "Vul bij een casus in wat het netwerkprofiel vraagt, of voeg een gedeeld cijfer toe.",
            icon="chart-bar", tone="neutral",
        )  # fmt: skip
        self.table = Table(
            theme, ListModel([Column("name", "", "name")], row_id=_row_id), name="Doelgroep", empty=empty
        )
        layout.box(theme, self.table, width=240, height=200)
        self.table.chosen.connect(lambda _id: self._choose())
        self.table.opened.connect(lambda _id: self.ask_edit())
        self.bars = layout.box(theme, BarsChart(theme, Bars("", "count", (), (), ())), width=220, height=130)
        self.trend = layout.box(theme, TrendChart(theme, Trend("", "count", (), ())), width=220, height=130)
        self.charts = Faces(self.bars, self.trend)
        self.card = layout.card(theme, self.charts, margins=(16, 10))
        whole = layout.column(
            theme, flow(theme, self.view, self.add, self.edit, self.recount), self.note, self.table, self.hidden,
            self.card, gap=10,
        )  # fmt: skip
        whole.setStretch(2, 3)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Where groups have to be hidden counting takes a moment, and is done beside the painting."""
        self.view.set_choices(_views(self.state.desk))
        desk, year, is_shared = self.state.desk, self.state.year, self.view.key == SHARED
        for button in (self.add, self.edit):
            button.setVisible(is_shared and self.state.may_aim)
        self.recount.look(is_wanted=self.state.may_note and not is_shared)
        kind, _, code = self.view.key.partition(":")

        def read() -> Any:
            if kind == "field":
                return desk.choice_tallies.target_group(year), code
            if kind == "list":
                return desk.pupil_lists.figures(code)
            return desk.shared_figures.sheet()

        if not self.state.is_whole:
            self._say(COUNTING)
            self.table.empty.wait(COUNTING)
        self.counting.ask(read, self._show, is_quick=self.state.is_whole)

    def drain(self) -> None:
        self.counting.drain()
        self.recount.checking.drain()

    def ask_new(self) -> FormDialog | None:
        return self._ask(None) if self.view.key == SHARED else None

    def ask_edit(self) -> FormDialog | None:
        row = self.row
        return self._ask(row) if row is not None else None

    @property
    def row(self) -> FigureRow | None:
        if not isinstance(self.found, SharedSheet):
            return None
        return next((row for row in self.found.rows if row.id == self.table.current_id()), None)

    def _ask(self, row: FigureRow | None) -> FormDialog | None:
        if not self.state.may_aim:
            return None
        dialog = FigureForm(self.theme, self.window(), self.state.desk, self.state.year, row)
        dialog.accepted.connect(lambda: self._attempt(self.reload))
        dialog.open()
        return dialog

    def _show(self, found: Any) -> None:
        self.found = found
        self.table.empty.wait("")
        if isinstance(found, SharedSheet):
            self._show_shared(found)
        elif isinstance(found, tuple):
            self._show_field(*found)
        else:
            self._show_list(found)

    def _show_field(self, group: TargetGroup, code: str) -> None:
        one = next((field for field in group.fields if field.code == code), None)
        rows = list(one.rows) if one is not None and one.filled != 0 else []
        self._fill(rows, FIELD_COLUMNS, is_whole=all(row.count is not None for row in rows))
        self._say(_filled(one) if one is not None and rows else "")
        self._draw(Bars("Casussen", "count", ("Casussen",), *_bars([(row.name, row.count) for row in rows])))

    def _show_list(self, found: ListFigures) -> None:
        rows = [found.total, *found.rows] if found.rows else []
        counts = [count for row in rows for count in (row.on_list, row.discussed, row.off_list)]
        self._fill(rows, LIST_COLUMNS, is_whole=None not in counts)
        on = counted(self.state.desk.nouns, found.total.on_list, "pupil") if found.total.on_list is not None else HIDDEN
        expected = f" Verwacht: zo’n {found.expected} per school." if found.expected else ""
        self._say(f"Vandaag staan er {on} op de {found.name}.{expected}" if rows else "")
        self._draw(
            Bars("Op de lijst", "count", ("Op de lijst",), *_bars([(row.school, row.on_list) for row in found.rows]))
        )

    def _show_shared(self, found: SharedSheet) -> None:
        self._fill(list(found.rows), SHARED_COLUMNS, is_whole=found.is_whole)
        self._say("" if found.rows or not self.state.may_aim else ASK_FIGURES)
        self.edit.setEnabled(bool(found.rows))
        self.card.hide()  # of what was looked at before
        self._choose()

    def _choose(self) -> None:
        row = self.row
        if row is None or not isinstance(self.found, SharedSheet):
            return
        share = 1 if row.unit == "number" else 10
        alike = [one for one in self.found.series if (one.name, one.unit) == (row.name, row.unit)]
        lines = tuple(
            TrendLine(
                one.part or REGION, tuple(None if value is None else round(value / share) for value in one.values)
            )
            for one in alike
        )
        labels = tuple(SchoolYear(year).label for year in self.found.years)
        percent = "" if row.unit == "number" else ", in procenten"
        self.trend.set_series(Trend(f"{row.name}{percent}", "count", labels, lines))
        self.charts.setCurrentWidget(self.trend)
        self.card.show()

    def _fill(self, rows: list[Any], columns: tuple[Column, ...], *, is_whole: bool) -> None:
        chosen = self.table.current_id()
        self.table.set_rows(rows, columns)
        self.hidden.setVisible(bool(rows) and not is_whole)
        if rows and not self.table.select_id(chosen):
            self.table.select_id(_row_id(rows[0]))

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _draw(self, bars: Bars) -> None:
        self.bars.set_series(bars)
        self.charts.setCurrentWidget(self.bars)
        self.card.setVisible(bool(bars.labels))


def _views(desk: Any) -> list[tuple[str, str]]:
    return [
        *((f"field:{code}", name) for code, name in _fields(desk)),
        *((f"list:{one.code}", first_upper(one.name)) for one in desk.profile.lists),
        (SHARED, "Gedeelde cijfers"),
    ]


def _fields(desk: Any) -> list[tuple[str, str]]:
    profile = desk.profile
    fields = [(one.code, one.name) for one in profile.case_fields if is_chosen(one)]
    return [*fields, *((verdict(flags), flags.name) for flags in profile.flags)]


def _filled(one: FieldCounts) -> str:
    filled = HIDDEN if one.filled is None else dutch.plural(one.filled, "casus", "casussen")
    words = f"Ingevuld bij {filled} die dit schooljaar werden aangemeld."
    if one.average is not None:
        words += f" Gemiddeld {dutch.quantity(one.average)} antwoorden per casus."
    return words


def _bars(pairs: list[tuple[str, int | None]]) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """What is hidden is left out."""
    told = [(name, count) for name, count in pairs if count is not None]
    return tuple(first_upper(name) for name, _ in told), tuple((count,) for _, count in told)


def _row_id(row: Any) -> str:
    return str(getattr(row, "id", "") or getattr(row, "code", "") or getattr(row, "school", ""))
