"""Verloop: month by month, as a line and as the table of the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.series import Trend
from zsm_desktop.ui.balances.state import BalancesState
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
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.services.balances import TrendPoint


def columns() -> tuple[Column, ...]:
    return (
        Column(
            "month", "Maand", lambda row: first_upper(dutch.month(row.first_day)), width=132, stretch=1, is_strong=True,
            sort_by=lambda row: row.first_day,
        ),
        Column("given", "Gegeven", "given_cents", "money", width=112, priority=3),
        Column("taken", "Afgenomen", "taken_cents", "money", width=112, priority=4),
        Column("standing", "Stand", "standing_cents", "balance", width=126, priority=2),
    )  # fmt: skip


class TrendFace(QWidget):
    """A school's standing counts from the first booking on, so that years run on into each other."""

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.state = state
        self.school = Choice(theme)
        self.school.setAccessibleName("School")
        layout.box(theme, self.school, width=240, max_width=320)
        self.school.activated.connect(lambda _at: self.reload())
        self.title = layout.label("", "section", wrap=True)
        self.note = layout.label("", "muted", wrap=True)
        self.chart = TrendChart(theme, Trend("", "cents", (), ()))
        card = layout.card(theme, self.title, self.note, self.chart, gap=6)
        card.layout().setStretch(2, 1)
        empty = EmptyState(
            theme, "In deze periode is niets geboekt", "Kies een ander schooljaar of een andere school.", icon="scale",
            tone="neutral",
        )  # fmt: skip
        model = ListModel(columns(), row_id=lambda row: row.first_day.isoformat())
        self.table = Table(theme, model, name="Verloop per maand", empty=empty)
        whole = layout.column(theme, flow(theme, self.school), Sides(theme, card, self.table, width=400), gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        schools = sorted((row.name, row.school_id) for row in self.state.schools() if row.school_id)
        self.school.set_choices([("", "Het hele netwerk"), *((key, name) for name, key in schools)])
        series, points = self.state.trend(self.school.key)
        self.title.setText(series.title)
        self.note.setText(
            _note(points) if self.school.key else "Wat scholen samen gaven; samen staan zij altijd op nul."
        )
        self.chart.set_series(series)
        self.chart.setVisible(bool(points))
        self.table.set_rows(points)


def _note(points: list[TrendPoint]) -> str:
    return "Boven nul gaf de school meer dan zij afnam, geteld vanaf de allereerste boeking." if points else ""
