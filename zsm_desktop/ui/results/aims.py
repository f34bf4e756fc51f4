"""Doelen: what the network agreed to count, how it went over the years, and what it aims at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.series import Line, Trend
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.counting import COUNTING, Counting
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.reading import thousandths_in, whole_in
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.trend import TrendChart
from zsm_desktop.ui.results.state import WHOLE, ResultsState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.outcomes import value_text

if TYPE_CHECKING:
    from zsm_desktop.services.targets import IndicatorRow, IndicatorSheet

UNITS = {"number": "aantal", "share": "deel, in procenten", "growth": "groei tegenover het jaar ervoor, in procenten"}
REACHED = {True: ("gehaald", "good"), False: ("nog niet", "warn"), None: ("", "neutral")}
UNCOUNTED = "Dit spreekt het profiel af, maar het is met deze gegevens niet te tellen: {names}."


def columns(sheet: IndicatorSheet) -> tuple[Column, ...]:
    def of(at: int):
        return lambda row: value_text(row.trend[at].value, row.unit)

    years = [point.year for point in sheet.rows[0].trend] if sheet.rows else []
    return (
        Column("name", "Wat het netwerk telt", "name", width=232, stretch=3, is_strong=True),
        *(
            Column(f"year{at}", SchoolYear(year).label, of(at), width=92, priority=2 + len(years) - at)
            for at, year in enumerate(years)
        ),
        Column("target", "Doel", lambda row: "" if row.target is None else value_text(row.target, row.unit), width=84),
        Column("reached", "", lambda row: REACHED[row.is_reached][0], "pill", width=100,
               tone=lambda row: REACHED[row.is_reached][1]),
    )  # fmt: skip


class AimsFace(QWidget):
    """`failed` brings what went wrong with counting beside the painting."""

    failed = Signal(object)

    def __init__(self, theme: Theme, state: ResultsState, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = theme, state, attempt
        self.counting = Counting(self, self.failed.emit)
        self.sheet: IndicatorSheet | None = None
        self.whose = Choice(theme, [("", WHOLE)])
        self.whose.setAccessibleName("Van wie de doelen zijn")
        layout.box(theme, self.whose, width=230, max_width=320)
        self.whose.activated.connect(lambda _at: self.reload())
        self.aim = Button(theme, "Doel instellen", kind="primary", icon="pencil", key="Ctrl+E", on_click=self.ask)
        self.aim.setEnabled(state.may_aim)
        if not state.may_aim:
            self.aim.hide()
        empty = EmptyState(
            theme, "Dit netwerk telt nog niets", "Welke aantallen het netwerk volgt, staat in zijn profiel.",
            icon="flag", tone="neutral",
        )  # fmt: skip
        model = ListModel([Column("name", "", "name")], row_id=lambda row: row.code)
        self.table = Table(theme, model, name="Doelen", empty=empty)
        layout.box(theme, self.table, width=240, height=150)
        self.table.chosen.connect(lambda _id: self._draw())
        self.table.opened.connect(lambda _id: self.ask())
        self.note = layout.label("", "muted", wrap=True)
        self.title = layout.label("", "section", wrap=True)
        self.chart = layout.box(theme, TrendChart(theme, Trend("", "count", (), ())), width=220, height=150)
        self.card = layout.card(theme, self.title, self.chart, gap=6)
        self.card.layout().setStretch(1, 1)
        whole = layout.column(
            theme, flow(theme, self.whose, self.aim), Sides(theme, self.table, self.card, width=330), self.note, gap=10
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        self.whose.set_choices([("", WHOLE), *((one.id, one.name) for one in self.state.desk.targets.schools())])
        year, school = self.state.year, self.whose.key
        if not self.state.is_whole:
            self.note.setText(COUNTING)
            self.note.show()
            self.table.empty.wait(COUNTING)

        def read() -> IndicatorSheet:
            return self.state.desk.targets.sheet(year, school_id=school)

        self.counting.ask(read, self._show, is_quick=self.state.is_whole)

    def ask(self) -> FormDialog | None:
        row = self.row
        if row is None or self.sheet is None or not self.state.may_aim:
            return None
        dialog = AimForm(self.theme, self.window(), self.state, self.sheet, row)
        dialog.open()
        return dialog

    @property
    def row(self) -> IndicatorRow | None:
        chosen = self.table.current_id()
        return next((row for row in self.sheet.rows if row.code == chosen), None) if self.sheet else None

    def _show(self, sheet: IndicatorSheet) -> None:
        self.sheet = sheet
        self.table.empty.wait("")
        self.table.set_rows(sheet.rows, columns(sheet))
        self.note.setText(UNCOUNTED.format(names=dutch.joined(sheet.uncounted)) if sheet.uncounted else "")
        self.note.setVisible(bool(sheet.uncounted))
        self.aim.setEnabled(self.state.may_aim and bool(sheet.rows))
        if sheet.rows and not self.table.current_id():
            self.table.select_id(sheet.rows[0].code)
        self._draw()

    def _draw(self) -> None:
        row = self.row
        points = [point for point in row.trend if point.value is not None] if row else []
        self.card.setVisible(bool(points))
        if row is None or not points:
            return
        self.title.setText(row.name)
        share = 1 if row.unit == "number" else 10
        labels = tuple(SchoolYear(point.year).label for point in row.trend)
        lines = [Line("uitkomst", tuple(None if one.value is None else round(one.value / share) for one in row.trend))]
        if row.target is not None:
            lines.append(Line("doel", (round(row.target / share),) * len(labels)))
        percent = "" if row.unit == "number" else ", in procenten"
        self.chart.set_series(Trend(f"{row.name}{percent}", "count", labels, tuple(lines)))


class AimForm(FormDialog):
    """What is aimed at; an empty field takes the target away."""

    def __init__(
        self, theme: Theme, window: QWidget, state: ResultsState, sheet: IndicatorSheet, row: IndicatorRow
    ) -> None:
        super().__init__(theme, f"Doel voor {SchoolYear(sheet.year).label}", window, submit=self._save, width=460)
        self._state, self._sheet, self._code, self._unit = state, sheet, row.code, row.unit
        self.field_of["target.value"] = "value"
        self.body.addWidget(layout.label(row.name, "strong", wrap=True))
        self.add("value", f"Doel ({UNITS[row.unit]})", QLineEdit(), hint="Leeg: geen doel.")
        self.edits(*_target(row), self._reread)
        self.fields["value"].editor.setFocus()

    def _reread(self) -> tuple[int, dict[str, object]]:
        sheet = self._state.desk.targets.sheet(self._sheet.year, school_id=self._sheet.school_id)
        found = next((row for row in sheet.rows if row.code == self._code), None)
        if found is None:
            raise RuleError("target.none")
        return _target(found)

    def _save(self) -> None:
        value = whole_in(self, "value") if self._unit == "number" else thousandths_in(self, "value")
        self._state.desk.targets.set(
            self._code, self._sheet.year, self.row.version, value, school_id=self._sheet.school_id
        )


def _target(row: IndicatorRow) -> tuple[int, dict[str, object]]:
    text = "" if row.target is None else value_text(row.target, row.unit).removesuffix("%")
    return row.target_version, {"value": text}
