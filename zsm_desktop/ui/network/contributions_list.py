"""What employers were given, what they accounted for, and what is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.employer_contributions import ContributionRow
from zsm_desktop.ui.network.contribution_forms import SpendingForm, due_form
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.employers import NO_WAGES, PURPOSE, spent_words
from zsm_desktop.words.labels import first_upper


def state_of(row: ContributionRow) -> tuple[str, str]:
    """A word and its tone."""
    if row.settled_on is not None:
        return "afgehandeld", "neutral"
    if row.is_overdue:
        return "te laat", "bad"
    return ("alles verantwoord", "good") if row.rest_cents == 0 else ("loopt", "info")


COLUMNS = (
    Column("employer", "Werkgever", "employer", width=160, stretch=3, is_strong=True, is_name=True,
           detail=lambda row: row.pseudonym or row.school),
    Column("fund", "Uit", lambda row: row.fund or "eigen middelen", width=140, stretch=2, priority=4),
    Column("granted", "Toegekend", "cents", "money", width=116, priority=2),
    Column("spent", "Verantwoord", "spent_cents", "money", width=116, priority=3),
    Column("rest", "Over", "rest_cents", "money", width=116),
    Column("due", "Voor", "due_on", "date", width=110, priority=3),
    Column("state", "Stand", lambda row: state_of(row)[0], "pill", width=132, tone=lambda row: state_of(row)[1]),
)  # fmt: skip


class ContributionsList(QWidget):
    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Any, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.theme, self._desk, self._attempt = theme, desk, attempt
        self.row: ContributionRow | None = None
        self._rows: tuple[ContributionRow, ...] = ()
        actor = desk.actor
        self.may_edit = actor.may(Permission.EDIT_PLACEMENTS) or actor.may(Permission.KEEP_BOOKS)
        empty = EmptyState(
            theme, "Nog geen bijdragen",
            "Bij Aan het werk kent u een werkgever een bijdrage toe voor scholing of begeleiding (Ctrl+G).",
            icon="receipt-euro", tone="neutral",
        )  # fmt: skip
        self.table = Table(theme, ListModel(COLUMNS), name="Bijdragen", empty=empty)
        self._build_panel()
        self.setLayout(layout.column(theme, Sides(theme, self.table, self.panel, width=380), gap=12))
        self.setFocusProxy(self.table)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _id: self.ask_spending())

    def _build_panel(self) -> None:
        theme = self.theme
        self.panel = DetailPanel(theme, "Kies een bijdrage", NO_WAGES, icon="receipt-euro")
        self.account = Button(theme, "Verantwoorden", kind="primary", key="F4", on_click=self.ask_spending)
        self.settle = Button(theme, "Afhandelen", icon="check", key="F6", on_click=self.ask_settle)
        self.edit = Button(theme, "Wijzigen", icon="pencil", key="Ctrl+E", on_click=self.ask_edit)
        self.withdraw = Button(theme, "Intrekken", key="Ctrl+Del", on_click=self.ask_withdraw)
        self.panel.set_acts(self.account, self.settle, self.edit, self.withdraw)
        self.confirm = ConfirmStrip(theme)
        self.words = layout.label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.facts = FactList(theme)
        self.spent = Lines(theme, name="Waaraan", empty="Nog niets verantwoord.")
        self.undo = Button(theme, "Laatste weghalen", kind="quiet", key="Ctrl+Shift+Del", on_click=self._take_out)
        for thing in (
            self.confirm, self.words, self.bar, self.facts, layout.label("Waaraan", "section"), self.spent, self.undo,
            layout.label(NO_WAGES, "muted", wrap=True),
        ):  # fmt: skip
            self.panel.body.addWidget(thing)

    def reload(self) -> None:
        self._rows = self._desk.employer_contributions.rows()
        self.table.set_rows(self._rows)
        if self._rows and not self.table.current_id():
            self.table.select_id(self._rows[0].id)
        self._show(self.table.current_id())

    @property
    def is_open(self) -> bool:
        """Something of the row in hand can still change, by this reader."""
        actor, row = self._desk.actor, self.row
        is_own = actor.sees_all_schools or (row is not None and bool(row.pseudonym))
        return row is not None and row.settled_on is None and self.may_edit and is_own

    def ask_spending(self) -> FormDialog | None:
        return self._opened(lambda row: SpendingForm(self.theme, self.window(), self._desk, row))

    def ask_edit(self) -> FormDialog | None:
        return self._opened(lambda row: due_form(self.theme, self.window(), self._desk, row))

    def ask_settle(self) -> None:
        row = self.row
        if row is None or not self.is_open:
            return
        rest = f" {dutch.money(row.rest_cents)} wordt terugbetaald." if row.rest_cents else ""
        self.confirm.ask(
            f"De bijdrage aan {row.employer} afhandelen?{rest} Daarna verandert er niets meer aan.",
            lambda: self._attempt(lambda: self._desk.employer_contributions.settle(row.id, row.version)),
            yes="Afhandelen", no="Nog niet", kind="primary",
        )  # fmt: skip

    def ask_withdraw(self) -> None:
        row = self.row
        if row is not None and self.is_open:
            self.confirm.ask(
                f"De bijdrage aan {row.employer} intrekken? Zij is dan nooit gegeven.",
                lambda: self._attempt(lambda: self._desk.employer_contributions.withdraw(row.id)),
                yes="Intrekken", no="Laten staan",
            )  # fmt: skip

    def _take_out(self) -> None:
        row = self.row
        if row is not None and self.is_open and row.spendings:
            self._attempt(lambda: self._desk.employer_contributions.take_out(row.spendings[-1].id))

    def _opened(self, make: Callable[[ContributionRow], FormDialog]) -> FormDialog | None:
        if self.row is None or not self.is_open:
            return None
        form = make(self.row)
        form.told.connect(lambda text: self.said.emit(text, "info"))
        form.open()
        return form

    def _show(self, row_id: str) -> None:
        self.row = row = next((one for one in self._rows if one.id == row_id), None)
        self.confirm.hide()
        if row is None:
            self.panel.show_nothing()
            return
        self.panel.show_thing(row.employer, row.pseudonym or row.school, *state_of(row))
        self.panel.acts.setVisible(self.is_open)
        self.words.setText(
            spent_words(row.spent_cents, row.cents, row.rest_cents, is_settled=row.settled_on is not None)
        )
        self.bar.setRange(0, max(1, row.cents))
        self.bar.setValue(row.spent_cents)
        self.bar.setAccessibleName(self.words.text())
        self.facts.set_facts([
            ("Voor", first_upper(PURPOSE[row.purpose])),
            ("Uit", row.fund or "Buiten de subsidies om"),
            ("School", row.school),
            ("Toegekend", dutch.date_medium(row.granted_on)),
            ("Verantwoorden voor", dutch.date_medium(row.due_on) if row.due_on else ""),
            ("Afgehandeld", dutch.date_medium(row.settled_on) if row.settled_on else ""),
            ("Voorwaarden", row.terms),
        ])  # fmt: skip
        self.spent.set_lines([
            Line(f"{dutch.money(one.cents)}: {one.name}", f"{PURPOSE[one.purpose]}, {dutch.date_medium(one.spent_on)}",
                 "check", "good")
            for one in row.spendings
        ])  # fmt: skip
        self.undo.setVisible(self.is_open and bool(row.spendings))
