"""Who is at an employer: proposed, on trial, under contract; each step is one key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.work_placements import WorkStatus
from zsm_desktop.services.work_placement_rows import WorkRow
from zsm_desktop.ui.network.contribution_forms import ContributionForm
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.work_fits import may_propose
from zsm_desktop.ui.parts.work_forms import STEPS
from zsm_desktop.ui.rooms import spot
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.employers import WORK, WORK_TONE, since, work_span
from zsm_desktop.words.names import say

MISSES = "Er is nu een contract. Verlaat [deze leerling] de school, noteer dan ook de uitstroom (Ctrl+U)."


def span(row: WorkRow) -> str:
    return work_span(row, dutch.date_short)


COLUMNS = (
    Column("who", "Wie", "pseudonym", width=130, stretch=2, is_strong=True, detail=lambda row: row.number),
    Column("employer", "Werkgever", "employer", width=160, stretch=3, is_name=True, detail=lambda row: row.vacancy),
    Column("school", "School", "school", width=140, stretch=2, is_name=True, priority=3),
    Column("since", "Dagen", span, width=170, stretch=2, priority=2),
    Column("status", "Stand", lambda row: WORK[row.status], "pill", width=130, tone=lambda row: WORK_TONE[row.status]),
)


class AtWorkList(QWidget):
    """`went` is (room, id) to open elsewhere, `said` news for a toast."""

    said = Signal(str, str)
    went = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.theme, self._desk, self._attempt = theme, desk, attempt
        self.row: WorkRow | None = None
        self._rows: tuple[WorkRow, ...] = ()
        empty = EmptyState(
            theme, "Er is nog niemand voorgesteld",
            "Kies bij Vacatures wie past (F3), of stel bij een casus in Leerlingen een werkgever voor.", icon="users",
        )  # fmt: skip
        self.table = Table(theme, ListModel(COLUMNS), name="Aan het werk", empty=empty)
        self._build_panel()
        whole = layout.column(theme, Sides(theme, self.table, self.panel, width=380), gap=12)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _id: self.step_on())

    def _build_panel(self) -> None:
        theme = self.theme
        self.panel = DetailPanel(theme, "Kies iemand uit de lijst", icon="users")
        self.trial = Button(theme, "Proefplaatsing", kind="primary", key="F4", on_click=lambda: self.step("trial"))
        self.contract = Button(theme, "Contract", key="F6", on_click=lambda: self.step("contract"))
        self.end = Button(theme, "Beëindigen", key="Ctrl+Del", on_click=lambda: self.step("end"))
        self.edit = Button(theme, "Wijzigen", icon="pencil", key="Ctrl+E", on_click=lambda: self.step("terms"))
        self.given = Button(theme, "Bijdrage", icon="receipt-euro", key="Ctrl+G", on_click=self.ask_contribution)
        self.case = Button(theme, "Casus", icon="clipboard-list", key="Ctrl+O", on_click=self._go_case)
        self.outcome = Button(theme, "Uitstroom noteren", icon="flag", key="Ctrl+U", on_click=self._go_outcome)
        self.panel.set_acts(self.trial, self.contract, self.end, self.edit, self.given, self.case)
        self.misses = layout.label(say(self._desk.nouns, MISSES), wrap=True)
        self.facts = FactList(theme)
        self.note = layout.label("", wrap=True, selectable=True)
        for thing in (self.misses, self.outcome, self.facts, self.note):
            self.panel.body.addWidget(thing)

    def reload(self) -> None:
        self._rows = self._desk.work_placements.standing()
        self.table.set_rows(self._rows)
        if self._rows and not self.table.current_id():
            self.table.select_id(self._rows[0].id)
        self._show(self.table.current_id())

    def open(self, placement_id: str) -> None:
        self.table.select_id(placement_id)
        self._show(placement_id)

    def step_on(self) -> FormDialog | None:
        """What comes next for who is in hand."""
        if self.row is None:
            return None
        return self.step({"proposed": "trial", "trial": "contract"}.get(self.row.status, "terms"))

    def step(self, name: str) -> FormDialog | None:
        row = self.row
        if row is None or not may_propose(self._desk, row.school_id):
            return None
        form = STEPS[name](self.theme, self.window(), self._desk, row)
        form.told.connect(lambda text: self.said.emit(text, "info"))
        form.open()
        return form

    def ask_contribution(self) -> FormDialog | None:
        row = self.row
        if row is None or not may_propose(self._desk, row.school_id):
            return None
        form = ContributionForm(self.theme, self.window(), self._desk, row)
        form.accepted.connect(
            lambda: self.said.emit(f"Toegekend. {row.employer} verantwoordt het onder Bijdragen.", "good")
        )
        form.open()
        return form

    def _go_case(self) -> None:
        if self.row is not None and self.row.case_id:
            self.went.emit("pupils", self.row.case_id)

    def _go_outcome(self) -> None:
        if self.row is not None:
            self.went.emit("results", spot("outcome", self.row.pupil_id))

    def _show(self, row_id: str) -> None:
        self.row = row = next((one for one in self._rows if one.id == row_id), None)
        if row is None:
            self.panel.show_nothing()
            return
        subtitle = " · ".join(part for part in (row.number, row.employer) if part)
        self.panel.show_thing(row.pseudonym, subtitle, WORK[row.status], WORK_TONE[row.status])
        may = may_propose(self._desk, row.school_id)
        self.trial.setVisible(may and row.status is WorkStatus.PROPOSED)
        self.contract.setVisible(may and row.status is not WorkStatus.CONTRACT)
        self.end.set_words("Gaat niet door" if row.status is WorkStatus.PROPOSED else "Beëindigen")
        for button in (self.end, self.edit, self.given):
            button.setVisible(may)
        self.case.setVisible(bool(row.case_id))
        self.misses.setVisible(row.misses_outcome)
        self.outcome.setVisible(row.misses_outcome and may)
        self.facts.set_facts([
            ("School", row.school),
            ("Casus", row.case_number),
            ("Vacature", f"{row.vacancy} ({row.vacancy_number})" if row.vacancy_number else ""),
            ("Sector", row.sector),
            ("Voorgesteld", dutch.date_medium(row.proposed_on)),
            ("Proefplaatsing", since(row.trial_from, row.trial_until)),
            ("Contract", since(row.contract_from, row.contract_until)),
            ("Uren per week", dutch.quantity(row.weekly_hours) if row.weekly_hours else ""),
        ])  # fmt: skip
        self.note.setText(row.note)
        self.note.setVisible(bool(row.note))
