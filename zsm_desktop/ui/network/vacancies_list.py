"""Vacancies of the network: what is open, for how many, until when; and who fits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.vacancy_rows import VacancyRow
from zsm_desktop.ui.parts import files, layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.papers import PaperButton
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.vacancy_form import VacancyForm
from zsm_desktop.ui.parts.work_fits import FitsDialog, cases_dialog
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import format as dutch
from zsm_desktop.words.employers import CLOSED, STATE, STATE_TONE, VACANCY, days, half_days, places, until
from zsm_desktop.words.labels import first_upper

if TYPE_CHECKING:
    from zsm_desktop.ui.work import Progress

GROUPS = (("listed", "Nu open"), ("all", "Alle"))
COLUMNS = (
    Column("title", "Vacature", "title", width=180, stretch=4, is_strong=True,
           detail=lambda row: f"{row.number} · {VACANCY[row.kind]}"),
    Column("employer", "Werkgever", "employer", width=150, stretch=3, is_name=True, priority=2,
           detail=lambda row: row.city),
    Column("sector", "Sector", "sector", width=110, stretch=1, priority=4),
    Column("places", "Vrij", lambda row: f"{row.places_left} van {row.places}", width=84),
    Column("until", "Tot en met", "open_until", "date", width=112, priority=3),
    Column("state", "Stand", lambda row: STATE[row.state], "pill", width=100, tone=lambda row: STATE_TONE[row.state]),
)  # fmt: skip


class VacanciesButton(PaperButton):
    """What is open today, as PDF and workbook."""

    def __init__(self, tools: Tools, desk: Any) -> None:
        super().__init__(tools, "Bijlage maken", self.ask_folder)
        self._desk = desk

    def ask_folder(self) -> QFileDialog:
        return files.ask_folder(self, "Kies een map voor de lijst van vacatures", self.make)

    def make(self, folder: Path) -> None:
        desk = self._desk

        def job(progress: Progress) -> tuple[Path, ...]:
            from zsm_desktop.reports.vacancies import write

            progress.check()
            return tuple(write(desk, desk.vacancies.open_rows(), folder).values())

        self.run("Lijst van vacatures maken", job)


class VacanciesList(QWidget):
    said = Signal(str, str)

    def __init__(self, tools: Tools, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.theme, self._desk, self._attempt = tools.theme, desk, attempt
        theme = self.theme
        self.row: VacancyRow | None = None
        self._rows: tuple[VacancyRow, ...] = ()
        self.may_edit = desk.actor.may(Permission.EDIT_CASES)
        self.group = ChipRow(theme, GROUPS, name="Welke vacatures")
        self.paper = VacanciesButton(tools, desk)
        self.paper.said.connect(self.said)
        empty = EmptyState(
            theme, "Geen open vacatures",
            "Hoort u van een plaats, zet haar hier (Ctrl+N); in de bespreking zien alle scholen haar.",
            icon="list-check",
        )  # fmt: skip
        self.table = Table(theme, ListModel(COLUMNS), name="Vacatures", empty=empty)
        self._build_panel()
        head = layout.row(theme, flow(theme, self.group), None, self.paper)
        whole = layout.column(theme, head, Sides(theme, self.table, self.panel, width=380), gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.table)
        self.group.chosen.connect(lambda _key: self._show_rows())
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _id: self.ask_match())

    def _build_panel(self) -> None:
        theme = self.theme
        self.panel = DetailPanel(theme, "Kies een vacature", icon="list-check")
        self.match = Button(theme, "Wie past?", kind="primary", icon="users", key="F3", on_click=self.ask_match)
        self.edit = Button(theme, "Wijzigen", icon="pencil", key="Ctrl+E", on_click=self.ask_edit)
        self.close_ = Button(theme, "Sluiten", icon="x", key="Ctrl+Del", on_click=self.ask_close)
        self.panel.set_acts(self.match, self.edit, self.close_)
        self.facts = FactList(theme)
        self.asked = layout.label("", wrap=True, selectable=True)
        for thing in (self.facts, self.asked):
            self.panel.body.addWidget(thing)
        self.match.setVisible(self._desk.actor.may(Permission.READ_CASES))
        for button in (self.edit, self.close_):
            button.setVisible(self.may_edit)

    def reload(self) -> None:
        self._rows = self._desk.vacancies.rows()
        for key, chip in self.group.chips.items():
            chip.set_count(len(self._listed(key)))
        self._show_rows()

    def open(self, vacancy_id: str) -> None:
        self.reload()
        if vacancy_id not in {row.id for row in self._listed("listed")}:
            self.group.choose("all")
        self.table.select_id(vacancy_id)
        self._show(vacancy_id)

    def ask_new(self) -> VacancyForm:
        form = VacancyForm(self.theme, self.window(), self._desk)
        form.accepted.connect(lambda: self.open(form.made_id))
        form.open()
        return form

    def ask_edit(self) -> VacancyForm | None:
        if self.row is None or not self.may_edit:
            return None
        form = VacancyForm(self.theme, self.window(), self._desk, self.row)
        form.told.connect(lambda text: self.said.emit(text, "info"))
        form.open()
        return form

    def ask_match(self) -> FitsDialog | None:
        """Cases that fit the vacancy in hand."""
        if self.row is None or not self._desk.actor.may(Permission.READ_CASES):
            return None
        return cases_dialog(self.theme, self.window(), self._desk, self.row, lambda text: self.said.emit(text, "good"))

    def ask_close(self) -> FormDialog | None:
        """Closes it with a reason, or opens it again."""
        row = self.row
        if row is None or not self.may_edit:
            return None
        if row.closed_on is not None:
            self._attempt(lambda: self._desk.vacancies.reopen(row.id))
            return None
        form = FormDialog(
            self.theme, f"{row.number} sluiten", self.window(), do="Sluiten",
            submit=lambda: self._desk.vacancies.close(row.id, form.fields["reason"].text),
        )  # fmt: skip
        reasons = [(key, first_upper(text)) for key, text in CLOSED.items()]
        form.add("reason", "Waarom", Choice(self.theme, reasons)).editor.setFocus()
        form.open()
        return form

    def _listed(self, key: str) -> list[VacancyRow]:
        return [row for row in self._rows if key == "all" or row.state in ("open", "full", "coming")]

    def _show_rows(self) -> None:
        rows = self._listed(self.group.current)
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        self._show(self.table.current_id())

    def _show(self, row_id: str) -> None:
        self.row = row = next((one for one in self._rows if one.id == row_id), None)
        if row is None:
            self.panel.show_nothing()
            return
        self.panel.show_thing(row.title, f"{row.number} · {row.employer}", STATE[row.state], STATE_TONE[row.state])
        self.close_.set_words("Sluiten" if row.closed_on is None else "Weer openen")
        self.facts.set_facts([
            ("Soort", first_upper(VACANCY[row.kind])),
            ("Sector", row.sector),
            ("Plaatsen", places(row.places_left, row.places)),
            ("Open", f"vanaf {dutch.date_medium(row.open_from)}, {until(row.open_until)}"),
            ("Dagen", first_upper(days(row.weekdays))),
            ("Omvang", half_days(row.half_days_hundredths)),
            ("Ingebracht door", " · ".join(part for part in (row.brought_by, row.brought_from) if part)),
            ("Gesloten", f"{dutch.date_medium(row.closed_on)}, {CLOSED[row.close_reason]}" if row.closed_on else ""),
        ])  # fmt: skip
        self.asked.setText(row.requirements)
        self.asked.setVisible(bool(row.requirements))
