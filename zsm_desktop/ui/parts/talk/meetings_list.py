"""The meetings of one kind: those to come on top, then what was held."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.services.meeting_facts import MeetingRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.talk.finding import KEY
from zsm_desktop.ui.parts.talk.sitting import Sitting, plannable
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import labels
from zsm_desktop.words.format import date_long, plural, time_span

TONES = {"planned": "info", "running": "warn", "finished": "neutral", "cancelled": "bad"}


class MeetingsList(QWidget):
    """`opened` with Enter; `planning` when a new one is asked for, `finding` for what they left behind."""

    opened = Signal(str)
    planning = Signal()
    finding = Signal()

    def __init__(self, theme: Theme, sitting: Sitting, *, title: str, subtitle: str, empty: str) -> None:
        super().__init__()
        self._sitting = sitting
        self.plan = Button(theme, "Plannen", kind="primary", icon="plus", key="Ctrl+N", on_click=self.planning.emit)
        self.plan.hide()
        self.found = Button(theme, "Acties en besluiten", icon="list-check", key=KEY, on_click=self.finding.emit)
        self.found.setShortcut("")  # the page has it, for all its faces
        self.header = PageHeader(theme, title, subtitle, self.found, self.plan)
        nothing = EmptyState(theme, "Nog geen overleg", empty, icon="calendar-event")
        self.table = Table(theme, ListModel(_columns(sitting.kind)), name=title, empty=nothing)
        self.table.opened.connect(self.opened)
        whole = layout.page(theme, self.header, self.table)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        rows = self._sitting.rows()
        self.plan.setVisible(bool(plannable(self._sitting)))
        self.table.set_rows(rows)
        if not self.table.current_id() and rows:
            self.table.select_id(rows[0].id)


def _columns(kind: str) -> tuple[Column, ...]:
    is_case = kind == "case"
    return (
        Column(
            "held_on",
            "Datum",
            lambda row: labels.first_upper(date_long(row.held_on)),
            width=250,
            stretch=2,
            is_strong=True,
            sort_by=lambda row: row.held_on,
            detail=_when,
        ),
        Column("status", "Stand", _status, "pill", tone=lambda row: TONES[row.status], width=110),
        Column("number", "Nummer", "number", width=150, priority=2, stretch=1),
        Column(
            "cases" if is_case else "items", "Agenda", _load if is_case else _points, width=130, priority=2, stretch=1
        ),
        Column("decisions", "Besluiten", "decisions", "count", width=96, priority=3),
    )


def _when(row: MeetingRow) -> str:
    hours = time_span(row.starts_at, row.ends_at)
    chair = f"voorzitter {row.chair_organisation}" if row.chair_organisation else ""
    return " · ".join(part for part in (hours, row.place, chair) if part)


def _status(row: MeetingRow) -> str:
    return labels.label(labels.MEETING_STATUS, row.status)


def _load(row: MeetingRow) -> str:
    return plural(row.cases, "casus", "casussen")


def _points(row: MeetingRow) -> str:
    return plural(row.items, "punt", "punten")
