"""Boekperioden: open, on hold or closed, what would wait, and why a closed one was opened once more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.ledger import PeriodStatus
from zsm_desktop.services.ledger import PeriodRow
from zsm_desktop.ui.exchange.forms import ReasonForm
from zsm_desktop.ui.exchange.state import PeriodsState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, Sides
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import PERIOD_STATUS, first_upper, label

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Attempt = Callable[[Callable[[], object]], bool]
TONES = {PeriodStatus.OPEN: "good", PeriodStatus.HOLD: "warn", PeriodStatus.CLOSED: "neutral"}
MEANS = {
    PeriodStatus.OPEN: "Bevestigde leveringen van deze dagen worden hier geboekt.",
    PeriodStatus.HOLD: "Alleen tegenboekingen komen hier nog bij. Wat nog komt, gaat naar de volgende open periode.",
    PeriodStatus.CLOSED: "Hier komt geen boeking meer bij. Wat nog komt, gaat naar de volgende open periode.",
}
AFTER_CLOSING = "Heropenen kan alleen met een reden, en die komt op volgende rekeningoverzichten."
FINAL = "Het boekjaar is afgesloten, dus deze periode gaat niet meer open."
LATEST_FIRST = "Heropen eerst de perioden erna die ook zijn afgesloten."


def period_name(row: PeriodRow) -> str:
    """A month by its name, a longer part by its first and last month."""
    first, last = row.period.first_day, row.period.last_day
    if (first.year, first.month) == (last.year, last.month):
        return first_upper(dutch.month(first))
    start = dutch.MONTHS[first.month - 1] if first.year == last.year else dutch.month(first)
    return first_upper(f"{start} – {dutch.month(last)}")


def columns() -> tuple[Column, ...]:
    return (
        Column("name", "Periode", period_name, width=190, stretch=3, is_strong=True, sort_by=_first_day),
        Column(
            "status", "Stand", lambda row: label(PERIOD_STATUS, row.period.status.value), "pill", width=126,
            tone=lambda row: TONES[row.period.status],
        ),
        Column("entries", "Boekingen", "entries", "count", width=110),
        Column("waiting", "Wacht nog", "waiting", "count", width=116, priority=2),
    )  # fmt: skip


class PeriodsFace(QWidget):
    """`left` asks to go back to the deliveries."""

    left = Signal()

    def __init__(self, theme: Theme, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self.state, self._attempt, self._theme = PeriodsState(desk), attempt, theme
        self._rows: dict[str, PeriodRow] = {}
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.left.emit)
        title = layout.label("Boekperioden", "section")
        self.open_year = Button(theme, "", icon="plus", key="Ctrl+N", on_click=self.make_year)
        self.open_year.hide()
        top = layout.row(theme, self.back, title, None, self.open_year, gap=14)
        self.confirm = ConfirmStrip(theme)
        empty = EmptyState(
            theme, "Nog geen boekperioden",
            "Ze ontstaan vanzelf als de eerste levering wordt bevestigd. Wie de boeken bijhoudt, kan ze nu al openen.",
            icon="calendar-event", tone="neutral",
        )  # fmt: skip
        model = ListModel(columns(), row_id=lambda row: row.period.id)
        self.table = Table(theme, model, name="Boekperioden", empty=empty)
        layout.box(theme, self.table, width=240, height=200)
        self.table.chosen.connect(self._show)
        self.panel = DetailPanel(theme, "Kies een periode", "Hier ziet u wat zij nog aanneemt.", icon="lock")
        self.open_button = Button(theme, "Openen", key="Ctrl+H", on_click=lambda: self._set(PeriodStatus.OPEN))
        self.hold_button = Button(theme, "In de wacht", key="Ctrl+H", on_click=lambda: self._set(PeriodStatus.HOLD))
        self.close_button = Button(
            theme, "Afsluiten", kind="danger", icon="lock", key="Ctrl+Return", on_click=self.ask_close
        )
        self.reopen_button = Button(theme, "Heropenen", icon="refresh", key="Ctrl+R", on_click=self.ask_reopen)
        self.panel.set_acts(self.open_button, self.hold_button, self.close_button, self.reopen_button)
        self.means, self.waiting = layout.label("", wrap=True), layout.label("", "muted", wrap=True)
        self.reopened = Lines(theme, name="Eerder heropend")
        for words in (self.means, self.waiting, self.reopened):
            self.panel.body.addWidget(words)
        whole = layout.column(theme, top, self.confirm, Sides(theme, self.table, self.panel), gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        rows = self.state.rows()
        self._rows = {row.period.id: row for row in rows}
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].period.id)
        self._show(self.table.current_id())
        year = self.state.year_to_open()
        self.open_year.setVisible(year is not None)
        self.open_year.set_words(f"Schooljaar {year.label} openen" if year else "")

    def make_year(self) -> None:
        """The twelve months of the school year that runs, before its first booking."""
        year = self.state.year_to_open()
        if year is not None and self._attempt(lambda: self.state.open_year(year)):
            self.table.setFocus()

    def ask_close(self) -> None:
        row = self._rows.get(self.table.current_id())
        if row is None or self.state.older_open(row) is not None:
            return
        waiting = (
            f" {first_upper(dutch.plural(row.waiting, 'levering wacht', 'leveringen wachten'))} nog en"
            f" {'gaat' if row.waiting == 1 else 'gaan'} dan naar de volgende open periode."
            if row.waiting
            else ""
        )
        self.confirm.ask(
            f"{period_name(row)} afsluiten? {AFTER_CLOSING}{waiting}",
            lambda: self._set(PeriodStatus.CLOSED), yes="Afsluiten", no="Open laten",
        )  # fmt: skip

    def ask_reopen(self) -> None:
        row = self._rows.get(self.table.current_id())
        if row is None or not self.state.may_reopen(row):
            return
        ReasonForm(
            self._theme,
            self.window(),
            f"{period_name(row)} heropenen",
            "Leveringen van deze dagen worden hier weer geboekt, tot u de periode opnieuw afsluit.",
            do="Heropenen",
            codes=("period.no_reason", "period.long_reason"),
            submit=lambda reason: self.state.reopen(row.period.id, reason),
            hint="Staat op volgende overzichten over deze dagen. Schrijf geen naam van een leerling.",
            ask="Waarom moet deze periode weer open?",
        ).open()

    def _set(self, status: PeriodStatus) -> None:
        period_id = self.table.current_id()
        if period_id:
            self._attempt(lambda: self.state.set_status(period_id, status))

    def _show(self, period_id: str) -> None:
        row = self._rows.get(period_id)
        if row is None:
            self.panel.show_nothing()
            return
        status = row.period.status
        self.panel.show_thing(
            period_name(row),
            f"{dutch.date_medium(row.period.first_day)} tot en met {dutch.date_medium(row.period.last_day)}",
            label(PERIOD_STATUS, status.value), TONES[status],
        )  # fmt: skip
        may, may_reopen = self.state.may_set(row), self.state.may_reopen(row)
        self.panel.acts.setVisible(may or may_reopen)
        self.open_button.setVisible(may and status is PeriodStatus.HOLD)
        self.hold_button.setVisible(may and status is PeriodStatus.OPEN)
        self.close_button.setVisible(may)
        self.reopen_button.setVisible(may_reopen)
        older = self.state.older_open(row) if may else None
        self.close_button.setEnabled(older is None)
        is_behind = status is PeriodStatus.CLOSED and self.state.may_reopen_any and not may_reopen
        first = LATEST_FIRST if is_behind else "" if older is None else oldest_first(older)
        first = FINAL if row.is_final else first
        self.means.setText(f"{MEANS[status]} {first}".rstrip())
        what = dutch.plural(row.waiting, "levering", "leveringen")
        self.waiting.setText(f"{what} van deze dagen: nog niet bevestigd, of betwist." if row.waiting else "")
        self.waiting.setVisible(bool(row.waiting))
        self.reopened.set_lines(reopened_lines(row))
        self.reopened.setVisible(bool(row.reopenings))


def oldest_first(older: PeriodRow) -> str:
    name = period_name(older)
    return f"Sluit eerst {name[0].lower()}{name[1:]} af."


def reopened_lines(row: PeriodRow) -> list[Line]:
    """How often it was opened once more, and each time when, by whom and why."""
    if not row.reopenings:
        return []
    often = len(row.reopenings)
    how_often = "Eén keer heropend" if often == 1 else f"{often} keer heropend"
    return [
        Line(how_often, icon="history", tone="warn", is_strong=True),
        *(Line(one.reason, f"{dutch.date_medium(home_day(one.at))}, door {one.by}") for one in row.reopenings),
    ]


def _first_day(row: PeriodRow) -> date:
    return row.period.first_day
