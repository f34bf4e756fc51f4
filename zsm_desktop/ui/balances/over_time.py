"""Verloop: month by month or school years side by side, as lines and as a table; and where this year may end."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from zsm_desktop.domain.series import Trend
from zsm_desktop.ui.balances.state import BalancesState, MonthFigures
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.trend import TrendChart
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.balances import TAKEN_NET, basis_text, forecast_text
from zsm_desktop.words.labels import first_upper

VIEWS = [("months", "Maand na maand"), ("years", "Schooljaren naast elkaar")]
STANDING = "Boven nul gaf de school meer dan zij afnam, geteld vanaf de allereerste boeking."
NETWORK = "Wat scholen samen gaven. Hun standen zijn samen wat subsidies droegen, en anders nul."
SIDE_BY_SIDE = "Elk schooljaar begint in augustus op nul, zodat jaren naast elkaar liggen."


NO_STANDING = "Kies eerst een school. Van het hele netwerk samen is er geen stand om uit te leggen."
MANY_YEARS = "In een rij staan meer schooljaren. Kies Maand na maand en dan een maand."


def columns(*, is_taker: bool) -> tuple[Column, ...]:
    """The side a school does least gives way first."""
    return (
        Column(
            "month", "Maand", lambda row: first_upper(dutch.month(row.first_day)), width=126, stretch=1, is_strong=True,
            sort_by=lambda row: row.first_day,
        ),
        Column("given", "Gegeven", "given_cents", "money", width=118, priority=4 if is_taker else 3),
        Column("taken", TAKEN_NET, "taken_cents", "money", width=112, priority=3 if is_taker else 4),
        Column("standing", "Stand", "standing_cents", "balance", width=134, priority=2),
    )  # fmt: skip


def year_columns(years: list[str], *, is_balance: bool) -> tuple[Column, ...]:
    kind = "balance" if is_balance else "money"

    def figure(at: int):
        return lambda row: row.cents[at]

    return (
        Column("month", "Maand", "label", width=56, stretch=1, is_strong=True),
        *(Column(f"year{at}", year, figure(at), kind, width=124, priority=at + 1) for at, year in enumerate(years)),
    )


class TrendFace(QWidget):
    """A school's standing counts from the first booking on. `opened` sends (school, first day of a month).

    `said` is news for a toast: (sentence, tone).
    """

    opened = Signal(str, date)
    said = Signal(str, str)

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.theme, self.state = theme, state
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
        self.table = self._table(columns(is_taker=False), lambda row: row.first_day.isoformat(), "Verloop per maand")
        self.table.opened.connect(self._open)
        self.tables = QStackedWidget()
        self.tables.addWidget(self.table)
        self.years: Table | None = None
        ahead = layout.holder(layout.column(theme, self.forecast, self.basis, gap=2))
        sides = Sides(theme, card, self.tables, width=580)
        whole = layout.column(theme, flow(theme, self.school, self.view), sides, ahead, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _table(self, of: tuple[Column, ...], row_id, name: str) -> Table:
        empty = EmptyState(
            self.theme, "In deze periode is niets geboekt", "Kies een andere periode of een andere school.",
            icon="scale", tone="neutral",
        )  # fmt: skip
        return Table(self.theme, ListModel(of, row_id=row_id), name=name, empty=empty)

    def reload(self) -> None:
        schools = sorted((row.name, row.school_id) for row in self.state.schools() if row.school_id)
        self.school.set_choices([("", "Het hele netwerk"), *((key, name) for name, key in schools)])
        if self.view.key == "years":
            self._show_years()
        else:
            self._show_months()
        self._say_forecast()

    def _show_months(self) -> None:
        series, points = self.state.trend(self.school.key)
        self._draw(series, STANDING if self.school.key else NETWORK, has_figures=bool(points))
        given, taken = (sum(getattr(point, side) for point in points) for side in ("given_cents", "taken_cents"))
        self.table.rows.columns = columns(is_taker=taken > given)
        self.table.set_rows(points)
        self.table.view.share_room()
        self.tables.setCurrentWidget(self.table)

    def _show_years(self) -> None:
        series, rows = self.state.year_by_year(self.school.key)
        self._draw(series, SIDE_BY_SIDE, has_figures=bool(series.labels))
        if self.years is not None:
            self.tables.removeWidget(self.years)
            self.years.deleteLater()
        years = [line.name for line in series.lines]
        of = year_columns(years, is_balance=bool(self.school.key))
        self.years = self._table(of, lambda row: row.label, "Schooljaren naast elkaar")
        shown: list[MonthFigures] = rows if years else []
        self.years.set_rows(shown)
        self.years.opened.connect(lambda _month: self.said.emit(MANY_YEARS, "info"))
        self.tables.addWidget(self.years)
        self.tables.setCurrentWidget(self.years)

    def _draw(self, series: Trend, note: str, *, has_figures: bool) -> None:
        self.title.setText(series.title)
        self.note.setText(f"{note} {self.state.running_month()}".rstrip() if has_figures else "")
        self.chart.set_series(series)
        self.chart.setVisible(has_figures)

    def _say_forecast(self) -> None:
        found = None
        if self.school.key:
            rows = self.state.desk.forecasts.rows()
            found = next((row for row in rows if row.school_id == self.school.key), None)
        self.forecast.setText(forecast_text(found) if found else "")
        self.basis.setText(basis_text(found) if found else "")
        for words in (self.forecast, self.basis):
            words.setVisible(found is not None)

    def _open(self, first_day: str) -> None:
        if self.school.key:
            self.opened.emit(self.school.key, date.fromisoformat(first_day))
        else:
            self.said.emit(NO_STANDING, "info")
