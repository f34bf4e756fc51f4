"""Verloop: month by month or school years side by side, as lines and as a table; and where this year may end."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.series import Trend
from zsm_desktop.ui.balances.in_kind import use_column
from zsm_desktop.ui.balances.over_time_state import MOST_YEARS, OverTimeState
from zsm_desktop.ui.balances.state import BalancesState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.picking import Picking
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.trend import TrendChart
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.balances import SETTLED, TAKEN_NET, basis_text, forecast_text
from zsm_desktop.words.labels import first_upper

VIEWS = [("months", "Maand na maand"), ("years", "Schooljaren naast elkaar")]
STANDING = "Boven nul gaf de school meer dan zij afnam, geteld vanaf de allereerste boeking."
NETWORK = (
    "De stand telt de saldi van alle scholen op: dat is wat subsidies droegen, en met de subsidies erbij is het nul."
)
NETWORK_IN_KIND = "De stand telt alle scholen op: wat de een gaf nam een ander af, dus in dagdelen is dat nul."
LESS_SETTLED = "Wat is verrekend, is er in die maand af."
SIDE_BY_SIDE = "Elk schooljaar begint in augustus op nul, zodat jaren naast elkaar liggen."


NOT_YET = "Die maand is er nog niet."
ONLY_EUROS = "De verwachting is er alleen in euro’s."
IN_KIND = "Wat niet in dagdelen te tellen is, zoals een toets of cursus, staat bij Maand na maand onder het getal."


def columns(*, is_taker: bool, is_in_kind: bool, is_settled: bool = False) -> tuple[Column, ...]:
    """The side a school does least gives way first."""
    first, last = (3, 4) if is_taker else (4, 3)
    figures: tuple[Column, ...] = (
        Column("given", "Gegeven", "given_cents", "money", width=118, priority=first),
        Column("taken", TAKEN_NET, "taken_cents", "money", width=112, priority=last),
        *((Column("settled", SETTLED, "settled_cents", "balance", width=118, priority=2),) if is_settled else ()),
        Column("standing", "Stand", "standing_cents", "balance", width=134, priority=2),
    )
    if is_in_kind:
        figures = (
            use_column("given", "Gegeven", "given", width=136, priority=first),
            use_column("taken", "Afgenomen", "taken", width=136, priority=last),
            use_column("standing", "Stand", "standing", width=118, priority=2),
        )
    return (
        Column(
            "month", "Maand", lambda row: first_upper(dutch.month(row.first_day)), width=126, stretch=1, is_strong=True,
            sort_by=lambda row: row.first_day,
        ),
        *figures,
    )  # fmt: skip


def year_columns(years: list[str], *, is_balance: bool, is_in_kind: bool) -> tuple[Column, ...]:
    kind = "quantity" if is_in_kind else "balance" if is_balance else "money"

    def figure(at: int):
        return lambda row: row.figures[at]

    return (
        Column("month", "Maand", "label", width=56, stretch=1, is_strong=True, sort_by=lambda row: row.at),
        *(Column(f"year{at}", year, figure(at), kind, width=124, priority=at + 1) for at, year in enumerate(years)),
    )


class TrendFace(QWidget):
    """A school's standing counts from the first booking on. `opened` sends what is to be explained.

    `said` is news for a toast: (sentence, tone).
    """

    opened = Signal(object)
    said = Signal(str, str)

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.theme, self.state = theme, OverTimeState(state)
        self._years: list[SchoolYear] = []
        self.school, self.view = Choice(theme), Choice(theme, VIEWS)
        for choice, name in ((self.school, "School"), (self.view, "Hoe u het verloop ziet")):
            choice.setAccessibleName(name)
            layout.box(theme, choice, width=240, max_width=320)
            choice.activated.connect(lambda _at: self.reload())
        self.title = layout.label("", "section", wrap=True)
        self.note = layout.label("", "muted", wrap=True)
        self.chart = layout.box(theme, TrendChart(theme, Trend("", "cents", (), ())), width=220, height=150)
        self.forecast, self.basis = layout.label("", "strong", wrap=True), layout.label("", "muted", wrap=True)
        card = layout.card(theme, self.title, self.note, self.chart, gap=6)
        card.layout().setStretch(2, 1)
        self.table = self._table(lambda row: row.first_day.isoformat(), "Verloop per maand")
        self.picking = Picking(self.table, "given", "taken", "settled", "standing")
        self.table.opened.connect(self._open_month)
        self.years = self._table(lambda row: str(row.at), "Schooljaren naast elkaar")
        self.year_picking = Picking(self.years, *(f"year{at}" for at in range(MOST_YEARS)))
        self.years.opened.connect(self._open_year)
        self.tables = QStackedWidget()
        for table in (self.table, self.years):
            self.tables.addWidget(table)
        ahead = layout.holder(layout.column(theme, self.forecast, self.basis, gap=2))
        sides = Sides(theme, card, self.tables, width=580)
        whole = layout.column(theme, flow(theme, self.school, self.view), sides, ahead, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _table(self, row_id, name: str) -> Table:
        empty = EmptyState(
            self.theme, "In deze periode is niets geboekt", "Kies een andere periode of een andere school.",
            icon="scale", tone="neutral",
        )  # fmt: skip
        none = columns(is_taker=False, is_in_kind=False)
        return Table(self.theme, ListModel(none, row_id=row_id), name=name, empty=empty)

    def reload(self) -> None:
        schools = sorted((row.name, row.school_id) for row in self.state.state.schools() if row.school_id)
        self.school.set_choices([("", "Het hele netwerk"), *((key, name) for name, key in schools)])
        if self.view.key == "years":
            self._show_years()
        else:
            self._show_months()
        self._say_forecast()

    def _show_months(self) -> None:
        series, points = self.state.trend(self.school.key)
        network = NETWORK_IN_KIND if self.state.state.is_in_kind else NETWORK
        is_settled = any(point.settled_cents for point in points)
        own = f"{STANDING} {LESS_SETTLED}" if is_settled else STANDING
        self._draw(series, own if self.school.key else network, has_figures=bool(points))
        given, taken = (sum(getattr(point, side) for point in points) for side in ("given_cents", "taken_cents"))
        is_in_kind = self.state.state.is_in_kind
        self.table.set_rows(points, columns(is_taker=taken > given, is_in_kind=is_in_kind, is_settled=is_settled))
        self.tables.setCurrentWidget(self.table)

    def _show_years(self) -> None:
        series, rows = self.state.year_by_year(self.school.key)
        is_in_kind = self.state.state.is_in_kind
        note = f"{SIDE_BY_SIDE} {IN_KIND}" if is_in_kind else SIDE_BY_SIDE
        self._draw(series, note, has_figures=bool(series.labels))
        self._years = [SchoolYear.parse(line.name) for line in series.lines]
        labels = [year.label for year in self._years]
        of = year_columns(labels, is_balance=bool(self.school.key), is_in_kind=is_in_kind)
        self.years.set_rows(rows if labels else [], of)
        self.tables.setCurrentWidget(self.years)

    def _draw(self, series: Trend, note: str, *, has_figures: bool) -> None:
        self.title.setText(series.title)
        self.note.setText(f"{note} {self.state.running_month()}".rstrip() if has_figures else "")
        self.chart.set_series(series)
        self.chart.setVisible(has_figures)

    def _say_forecast(self) -> None:
        found = None
        is_in_kind = self.state.state.is_in_kind
        if self.school.key and not is_in_kind:
            rows = self.state.state.desk.forecasts.rows()
            found = next((row for row in rows if row.school_id == self.school.key), None)
        only_euros = ONLY_EUROS if self.school.key and is_in_kind else ""
        self.forecast.setText(forecast_text(found) if found else only_euros)
        self.basis.setText(basis_text(found) if found else "")
        for words in (self.forecast, self.basis):
            words.setVisible(bool(words.text()))

    def _open_month(self, first_day: str) -> None:
        self.opened.emit(self.state.month_question(self.school.key, date.fromisoformat(first_day), self.picking.key))

    def _open_year(self, month: str) -> None:
        at = int((self.year_picking.key or "year0").removeprefix("year"))
        if self.years.rows.row(self.years.rows.find(month)).figures[at] is None:
            self.said.emit(NOT_YET, "info")
        else:
            self.opened.emit(self.state.year_question(self.school.key, self._years[at], int(month)))
