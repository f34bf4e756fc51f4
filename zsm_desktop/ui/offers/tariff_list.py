"""All tariffs as they hold today: what is missing, what was agreed long ago, and the list as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from zsm_desktop.services.tariffs import OfferTariff, TariffFilter
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Check, Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import format as dutch
from zsm_desktop.words.tariffs import EXPLAINED

if TYPE_CHECKING:
    from zsm_desktop.ui.offers.state import OffersState

Attempt = Callable[[Callable[[], object]], bool]
AGES = (("", "Elke afspraak"), ("1", "Ouder dan een jaar"), ("2", "Ouder dan twee jaar"))


def _basis(row: OfferTariff) -> str:
    if row.cents is None:
        return ""
    return dutch.money(row.basis.total_cents) if row.basis.is_given else "onbekend"


def _since(row: OfferTariff) -> str:
    return f"sinds {dutch.date_short(row.valid_from)}" if row.valid_from else ""


COLUMNS = (
    Column("offer", "Aanbod", "offer", width=210, stretch=4, detail=lambda row: row.school, is_strong=True),
    Column("sector", "Sector", "sector", width=130, stretch=1, priority=5),
    Column(
        "tariff", "Tarief", "cents", "money", width=112,
        detail=lambda row: f"per {row.unit}" if row.cents is not None else "nog geen",
    ),
    Column("since", "Geldt", _since, width=150, priority=4, sort_by=lambda row: row.valid_from),
    Column("basis", "Kosten", _basis, width=120, priority=2, sort_by=lambda row: row.basis.total_cents),
    Column(
        "agreed", "Afgesproken", lambda row: row.agreed_by, width=160, stretch=2, priority=3,
        detail=lambda row: row.decision_number,
    ),
)  # fmt: skip


class TariffsView(QWidget):
    """`opened` sends the id of an offer; `said` is news for a toast."""

    opened = Signal(str)
    said = Signal(str, str)

    def __init__(self, theme: Theme, state: OffersState, workshop: Workshop, attempt: Attempt) -> None:
        super().__init__()
        self._state, self._workshop, self._attempt = state, workshop, attempt
        self.rows: tuple[OfferTariff, ...] = ()
        self.sector, self.school, self.age = Choice(theme), Choice(theme), Choice(theme, AGES)
        for choice, words in ((self.sector, "Sector"), (self.school, "School"), (self.age, "Afgesproken")):
            choice.setAccessibleName(words)
            layout.box(theme, choice, width=182, max_width=220)
            choice.activated.connect(lambda _at: self._attempt(self.reload))
        self.bare = Check(theme, "Alleen zonder kosten")
        self.bare.toggled.connect(lambda _on: self._attempt(self.reload))
        self.export = Button(theme, "Naar Excel", icon="file-spreadsheet", key="Ctrl+S", on_click=self.ask_export)
        empty = EmptyState(
            theme, "Niets gevonden", "Geen aanbod past bij deze filters. Maak een filter leeg.", icon="school",
            tone="neutral",
        )  # fmt: skip
        model = ListModel(COLUMNS, row_id=lambda row: row.offer_id)
        self.table = Table(theme, model, name="Tarieven van vandaag", empty=empty)
        layout.box(theme, self.table, width=240, height=220)
        self.table.opened.connect(self.opened)
        self.count = layout.label(" ", "muted", wrap=True)
        foot = layout.row(theme, self.count, layout.label("Enter: naar het aanbod", "muted"))
        foot.setStretch(0, 1)
        filters = flow(theme, self.sector, self.school, self.age, self.bare, self.export, gap=12)
        intro = layout.label(EXPLAINED, "muted", wrap=True)
        whole = layout.column(theme, intro, filters, self.table, foot, gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    @property
    def wanted(self) -> TariffFilter:
        years = int(self.age.key or 0)
        return TariffFilter(
            school_id=self.school.key or None,
            sector_id=self.sector.key or None,
            without_basis=self.bare.isChecked(),
            agreed_before=_years_before(self._state.desk.day, years) if years else None,
        )

    def reload(self) -> None:
        self.sector.set_choices([("", "Alle sectoren"), *self._state.sectors()])
        self.school.set_choices([("", "Alle scholen"), *self._state.schools()])
        self.rows = self._state.desk.tariffs.today(self.wanted)
        self.table.set_rows(self.rows)
        if self.rows and not self.table.current_id():
            self.table.select_id(self.rows[0].offer_id)
        without = sum(row.cents is None for row in self.rows)
        missing = f", {dutch.count(without)} zonder tarief" if without else ""
        self.count.setText(f"{dutch.count(len(self.rows))} keer aanbod{missing}")

    def ask_export(self) -> QDialog:
        return files.ask_save(self, "Tarieven naar Excel", "tarieven.xlsx", self.write, files.WORKBOOKS)

    def write(self, path: Path) -> None:
        wanted = self.wanted

        def job(progress) -> Path:
            from zsm_desktop.reports.tariffs import write

            progress.step(0, 1)
            write(self._state.desk, path, wanted)
            return path

        self._workshop.run(
            "Tarieven naar Excel", job,
            done=lambda done: self.said.emit(f"De tarieven staan in {done}", "good"),
            failed=lambda words: self.said.emit(words, "bad"),
        )  # fmt: skip


def _years_before(day: date, years: int) -> date:
    """29 February has no day a year before: the first of March then."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)
