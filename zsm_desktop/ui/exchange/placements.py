"""Trajecten: who follows what where, by pseudonym and without an amount."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.placements import PlacementRow
from zsm_desktop.ui.exchange.forms import EndForm
from zsm_desktop.ui.exchange.state import SIDES, PlacementsState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import PagedModel, Slice, Sort
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.exchange import placement_state

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Attempt = Callable[[Callable[[], object]], bool]
STATUSES = (("running", "Loopt"), ("ended", "Beëindigd"), ("cancelled", "Vervallen"), ("", "Alles"))
TONES = {"running": "good", "ended": "neutral", "cancelled": "neutral"}


def amount_text(hundredths: int, row: PlacementRow) -> str:
    return f"{dutch.quantity(hundredths)} {row.unit if hundredths == 100 else row.unit_plural}"


def used_text(row: PlacementRow) -> str:
    return f"{dutch.quantity(row.used_hundredths)} van {amount_text(row.planned_hundredths, row)}"


def state_tone(row: PlacementRow, day: date) -> str:
    return "info" if row.status == "running" and row.starts_on > day else TONES[row.status]


def columns(day: date) -> tuple[Column, ...]:
    return (
        Column("pupil", "Leerling", "pseudonym", width=156, is_strong=True, detail=lambda row: row.number),
        Column("offer", "Aanbod", "offer", width=190, stretch=3, detail=lambda row: f"bij {row.provider}"),
        Column("user", "Van school", "user", width=150, stretch=2, priority=4),
        Column("ends", "Tot en met", "ends_on", "date", priority=3),
        Column("used", "Gebruikt", used_text, width=150, stretch=1, priority=2),
        Column(
            "status", "Stand", lambda row: placement_state(row.status, row.starts_on, day), "pill", width=122,
            priority=5, tone=lambda row: state_tone(row, day),
        ),
    )  # fmt: skip


class PlacementPanel(DetailPanel):
    """`end`, `cancel` ask for the act; `deliveries` for those of this placement."""

    end = Signal()
    cancel = Signal()
    deliveries = Signal()

    def __init__(self, theme: Theme, day: date) -> None:
        super().__init__(
            theme, "Kies een traject", "Hier ziet u wat is afgesproken en wat ervan is gebruikt.", icon="users"
        )
        self._day = day
        self.end_button = Button(theme, "Eerder beëindigen", key="Ctrl+E", on_click=self.end.emit)
        self.cancel_button = Button(theme, "Laten vervallen", kind="danger", key="Ctrl+Del", on_click=self.cancel.emit)
        self.list_button = Button(
            theme, "Leveringen van dit traject", kind="quiet", icon="arrow-right", on_click=self.deliveries.emit
        )
        self.set_acts(self.end_button)
        self.refusal = layout.label("", "small", wrap=True)
        self.use = QProgressBar()
        self.use.setTextVisible(False)
        self.use_words = layout.label("", "muted", wrap=True)
        self.facts = FactList(theme)
        self.confirm = ConfirmStrip(theme)
        things = (
            self.refusal, self.use_words, self.use, self.facts, self.list_button, self.confirm, self.cancel_button,
        )  # fmt: skip
        for thing in things:
            self.body.addWidget(thing)

    def show_row(self, row: PlacementRow, refusal: str, *, has_deliveries: bool) -> None:
        self.confirm.hide()
        state = placement_state(row.status, row.starts_on, self._day)
        self.show_thing(row.pseudonym, row.number, state, state_tone(row, self._day))
        left = max(0, row.planned_hundredths - row.used_hundredths)
        self.use.setRange(0, max(1, row.planned_hundredths))
        self.use.setValue(min(row.used_hundredths, row.planned_hundredths))
        self.use.setAccessibleName(f"Gebruikt: {used_text(row)}")
        self.use_words.setText(f"{used_text(row)} gebruikt, nog {amount_text(left, row)}")
        self.facts.set_facts(
            [
                ("Leerling", row.pupil_code),
                ("Van school", row.user),
                ("Volgt", row.offer),
                ("Bij", row.provider),
                ("Van", dutch.date_medium(row.starts_on)),
                ("Tot en met", dutch.date_medium(row.ends_on)),
                ("Besluit", row.decision_number),
                ("Casus", row.case_number),
            ]
        )
        is_running = row.status == "running"
        may_act = is_running and not refusal
        self.acts.setVisible(may_act)
        self.end_button.setVisible(may_act)
        self.cancel_button.setVisible(may_act and not row.used_hundredths)
        self.refusal.setText(refusal if is_running else "")
        self.refusal.setVisible(bool(refusal) and is_running)
        self.list_button.setVisible(has_deliveries and bool(row.used_hundredths))


class PlacementsFace(QWidget):
    """`deliveries` sends the id and number of the placement whose deliveries are wanted; `said` is news for a toast."""

    deliveries = Signal(str, str)
    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = theme, PlacementsState(desk), attempt
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.theme
        self.search = SearchField(theme, "Zoek op pseudoniem, nummer, aanbod", name="Zoeken in de trajecten")
        layout.box(theme, self.search, width=190, max_width=320)
        self.status = ChipRow(theme, STATUSES, name="Stand")
        self.school, self.side = Choice(theme), Choice(theme, SIDES)
        self.school.setAccessibleName("School")
        self.side.setAccessibleName("Gegeven of genomen")
        for choice in (self.school, self.side):
            layout.box(theme, choice, width=150, max_width=176)
        self.only = Button(theme, "", kind="quiet", icon="x", on_click=lambda: self.show_offer(""))
        self.only.hide()
        filters = flow(theme, self.search, self.status, self.school, self.side, self.only)
        self.empty = EmptyState(theme, "Geen trajecten", " ", icon="users", tone="neutral")
        self.empty.follow(self.search)
        self.table = Table(
            theme, PagedModel(columns(self.state.desk.day), self._fetch), name="Trajecten", empty=self.empty
        )
        layout.box(theme, self.table, width=240, height=200)
        self.panel = PlacementPanel(theme, self.state.desk.day)
        self.refused = EmptyState(
            theme, "Trajecten ziet u niet met uw rol",
            "Welke leerling wat volgt, is voor de stagebegeleiders en de secretaris. De leveringen ziet u wel.",
            icon="eye-off", tone="neutral",
        )  # fmt: skip
        self.sides = Sides(theme, self.table, self.panel)
        whole = layout.column(theme, filters, self.sides, self.refused, gap=14)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        is_allowed = self.state.is_allowed
        for widget in (filters, self.sides):
            widget.setVisible(is_allowed)
        self.refused.setVisible(not is_allowed)

    def _connect(self) -> None:
        self.search.searched.connect(lambda text: self._narrow(text=text))
        self.status.chosen.connect(lambda key: self._narrow(status=key))
        self.school.activated.connect(lambda _at: self._narrow(school_id=self.school.key))
        self.side.activated.connect(lambda _at: self._narrow(side=self.side.key))
        self.table.chosen.connect(self._on_chosen)
        self.panel.end.connect(self.end)
        self.panel.cancel.connect(self.cancel)
        self.panel.deliveries.connect(self._send_on)

    def reload(self) -> None:
        if not self.state.is_allowed:
            return
        self.school.set_choices([("", "Alle scholen"), *self.state.schools()])
        self._read()

    def show_offer(self, offer_id: str) -> None:
        """Only the placements of one offer; "" for all."""
        self.only.setVisible(bool(offer_id))
        if offer_id:
            self.only.set_words(f"Alleen {self.state.offer_name(offer_id)}")
        self._narrow(offer_id=offer_id)

    def open(self, placement_id: str) -> None:
        """One placement, whatever the filter hid."""
        if not self.table.select_id(placement_id):
            self.status.choose("")
            self.state.narrow(text="", school_id="", side="", offer_id="", status="")
            self._read()
            self.table.select_id(placement_id)
        self._show(placement_id)

    def end(self) -> None:
        row = self.state.row
        if row is not None:
            EndForm(self.theme, self.window(), row, self.state.desk.day, lambda day: self.state.end(row.id, day)).open()

    def cancel(self) -> None:
        row = self.state.row
        if row is not None:
            self.panel.confirm.ask(
                f"Traject {row.number} laten vervallen? Er is nog niets van gebruikt.",
                lambda: self._attempt(lambda: self.state.cancel(row.id)),
                yes="Laten vervallen", no="Laten staan",
            )  # fmt: skip

    def _send_on(self) -> None:
        if self.state.row is not None:
            self.deliveries.emit(self.state.row.id, self.state.row.number)

    def _narrow(self, **changes: object) -> None:
        if self.state.narrow(**changes):
            self._attempt(self._read)

    def _read(self) -> None:
        self.table.renew()
        is_narrowed = self.state.is_narrowed
        self.empty.say(
            "Geen trajecten bij deze keuze" if is_narrowed else "Nog geen trajecten",
            "Kies een andere stand of maak het zoekveld leeg."
            if is_narrowed
            else "Een traject ontstaat als een leerling in een maatwerkbespreking wordt geplaatst.",
        )
        self._show(self.table.current_id())

    def _on_chosen(self, placement_id: str) -> None:
        self._attempt(lambda: self._show(placement_id))

    def _show(self, placement_id: str) -> None:
        row = self.state.choose(placement_id)
        if row is None:
            self.panel.show_nothing()
            return
        refusal = self.state.refusal(Permission.EDIT_PLACEMENTS, row.user_id, row.provider_id)
        may_read = self.state.desk.actor.may(Permission.READ_DELIVERIES)
        self.panel.show_row(row, sentence(refusal) if refusal else "", has_deliveries=may_read)

    def _fetch(self, offset: int, limit: int, sort: Sort | None, _text: str) -> Slice:
        key, is_descending = (sort.key, sort.is_descending) if sort else ("", False)
        return Slice(*self.state.rows(offset, limit, key, is_descending=is_descending))
