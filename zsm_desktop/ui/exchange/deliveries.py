"""Leveringen: what was entered, what waits, what is booked; many confirmed in one act."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.delivery_lists import DeliveryOrder, DeliveryRow
from zsm_desktop.ui.exchange.delivery_panel import DeliveryPanel, quantity_text, status_text, status_tone
from zsm_desktop.ui.exchange.forms import ReasonForm
from zsm_desktop.ui.exchange.state import SIDES, DeliveriesState, DeliveryActs
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import PagedModel, Slice, Sort
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.desk import Desk

Attempt = Callable[[Callable[[], object]], bool]
STATUSES = (
    ("entered", "Te bevestigen"), ("disputed", "Betwist"), ("confirmed", "Bevestigd"), ("withdrawn", "Ingetrokken"),
    ("", "Alles"),
)  # fmt: skip
BOOKED_FOR_EVER = "Wat geboekt is, verandert niet meer; een fout wordt later teruggedraaid met een tegenboeking."


def columns() -> tuple[Column, ...]:
    return (
        Column("day", "Dag", "delivered_on", "date", width=116, is_strong=True, detail=_booked),
        Column(
            "offer",
            "Aanbod",
            "offer",
            width=190,
            stretch=3,
            detail=lambda row: row.placement_number or "zonder leerling",
        ),
        Column("schools", "Gaf", "provider", width=170, stretch=2, priority=3, detail=lambda row: f"aan {row.user}"),
        Column("quantity", "Aantal", quantity_text, width=112, priority=4),
        Column("amount", "Bedrag", "amount_cents", "money", width=104, priority=2),
        Column("status", "Stand", status_text, "pill", width=126, tone=status_tone, priority=5),
    )


class DeliveriesFace(QWidget):
    """`said` is news for a toast: (sentence, tone)."""

    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self._attempt = theme, attempt
        self.state, self.acts = DeliveriesState(desk), DeliveryActs(desk)
        self._is_reading = False
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.theme
        self.status = ChipRow(theme, STATUSES, name="Stand")
        self.school, self.side, self.month = Choice(theme), Choice(theme, SIDES), Choice(theme)
        for choice, name in ((self.school, "School"), (self.side, "Gegeven of genomen"), (self.month, "Maand")):
            choice.setAccessibleName(name)
            layout.box(theme, choice, width=150, max_width=176)
        months = [(day.isoformat(), dutch.month(day)) for day in self.state.months()]
        self.month.set_choices([("", "Alle maanden"), *months])
        self.only = Button(theme, "", kind="quiet", icon="x", on_click=lambda: self.show_placement("", ""))
        self.only.hide()
        filters = flow(theme, self.status, self.school, self.side, self.month, self.only)
        self.totals = layout.label(" ", "strong", wrap=True)
        self.all_button = Button(theme, "Alles bevestigen", key="Ctrl+Shift+Return", on_click=self.confirm_all)
        line = layout.row(theme, self.totals, self.all_button)
        line.setStretch(0, 1)
        self.confirm_strip = ConfirmStrip(theme)
        self.empty = EmptyState(theme, "Geen leveringen", " ", icon="arrows-exchange", tone="neutral")
        self.table = Table(theme, PagedModel(columns(), self._fetch), name="Leveringen", empty=self.empty)
        self.table.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        layout.box(theme, self.table, width=240, height=200)
        self.panel = DeliveryPanel(theme)
        self.sides = Sides(theme, self.table, self.panel)
        whole = layout.column(theme, filters, line, self.confirm_strip, self.sides, gap=12)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.status.chosen.connect(lambda key: self._read_if(self.state.show_status(key)))
        self.school.activated.connect(lambda _at: self._read_if(self.state.narrow(school_id=self.school.key)))
        self.side.activated.connect(lambda _at: self._read_if(self.state.narrow(side=self.side.key)))
        self.month.activated.connect(lambda _at: self._read_if(self.state.show_month(self.month.key)))
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        self.panel.confirm.connect(self.confirm_chosen)
        self.panel.dispute.connect(self.dispute)
        self.panel.withdraw.connect(self.withdraw)
        self.panel.reverse.connect(self.reverse)

    def reload(self) -> None:
        self.school.set_choices([("", "Alle scholen"), *self.state.schools()])
        self._read()

    def show_placement(self, placement_id: str, number: str) -> None:
        """Only the deliveries of one placement, in every state; "" for all placements again."""
        self.only.setVisible(bool(placement_id))
        self.only.set_words(f"Alleen {number}")
        if placement_id:
            self._clear_filters()
        self._read_if(self.state.narrow(placement_id=placement_id))

    def show_month(self, provider_id: str, month: str) -> None:
        """What one school gave in a month, as long as it waits: after entering a sheet."""
        self.status.choose("entered")
        self.school.choose(provider_id)
        self.month.choose(month)
        self.state.narrow(school_id=self.school.key, placement_id="")
        self.state.show_month(self.month.key)
        self.only.hide()
        self._attempt(self._read)

    def open(self, delivery_id: str) -> None:
        """One delivery, whatever the filter hid."""
        if not self.table.select_id(delivery_id):
            self._clear_filters()
            self._read()
            self.table.select_id(delivery_id)
        self._show_one(delivery_id)

    def chosen(self) -> list[DeliveryRow]:
        rows = self.table.rows
        places = sorted(index.row() for index in self.table.view.selectionModel().selectedRows())
        return [rows.row(at) for at in places if at < rows.rowCount()]

    def confirm_chosen(self) -> None:
        self._ask([(row.id, row.amount_cents) for row in self.acts.confirmable(self.chosen())])

    def confirm_all(self) -> None:
        """Everything the filter shows that waits for this user, however long the list is."""
        waiting = self.state.waiting()
        if waiting.count:
            self._ask_about(waiting.count, waiting.amount_cents, self.state.waiting_ids)

    def dispute(self) -> None:
        row = self.state.row
        if row is not None:
            self._reason(
                "Levering betwisten", row, "Betwisten", ("delivery.no_reason", "delivery.long_reason"),
                lambda reason: self.acts.dispute(row.id, reason),
                f"{row.provider} leest dit. Schrijf geen naam van een leerling.",
            )  # fmt: skip

    def withdraw(self) -> None:
        row = self.state.row
        if row is not None:
            self.confirm_strip.ask(
                f"{row.offer} van {dutch.date_medium(row.delivered_on)} intrekken? De levering telt dan niet meer mee.",
                lambda: self._attempt(lambda: self.acts.withdraw(row.id)),
                yes="Intrekken", no="Laten staan",
            )  # fmt: skip

    def reverse(self) -> None:
        row = self.state.row
        if row is not None and row.entry_number is not None:
            number = row.entry_number
            self._reason(
                f"Boeking {dutch.count(number)} terugdraaien", row, "Tegenboeking maken", ("ledger.no_reason",),
                lambda reason: self.acts.reverse(number, reason),
                "De oude boeking blijft staan; de nieuwe noemt haar en heft haar op.",
            )  # fmt: skip

    def _reason(
        self, title: str, row: DeliveryRow, do: str, codes: tuple[str, ...], submit: Callable[[str], object], hint: str
    ) -> None:
        about = (
            f"{row.offer}, {dutch.date_medium(row.delivered_on)}: {quantity_text(row)}, {dutch.money(row.amount_cents)}"
        )
        ReasonForm(self.theme, self.window(), title, about, do=do, codes=codes, submit=submit, hint=hint).open()

    def _ask(self, found: list[tuple[str, int]]) -> None:
        if found:
            ids = [delivery_id for delivery_id, _ in found]
            self._ask_about(len(ids), sum(cents for _, cents in found), lambda: ids)

    def _ask_about(self, count: int, cents: int, ids: Callable[[], list[str]]) -> None:
        what = dutch.plural(count, "levering", "leveringen")
        self.confirm_strip.ask(
            f"{what} van samen {dutch.money(cents)} bevestigen en boeken? {BOOKED_FOR_EVER}",
            lambda: self._attempt(lambda: self._booked(self.acts.confirm(ids()))),
            yes="Bevestigen", no="Nog niet",
        )  # fmt: skip

    def _booked(self, changes: Changes) -> None:
        numbers = sorted(int(number) for number in changes.topics.get("entry", ()))
        if not numbers:
            return
        first, last = dutch.count(numbers[0]), dutch.count(numbers[-1])
        span = f"als boeking {first}" if len(numbers) == 1 else f"als boeking {first} tot en met {last}"
        what = dutch.plural(len(numbers), "levering", "leveringen")
        self.said.emit(f"{what} bevestigd en geboekt {span}.", "good")

    def _clear_filters(self) -> None:
        for choice in (self.school, self.side, self.month):
            choice.choose("")
        self.status.blockSignals(True)
        self.status.choose("")
        self.status.blockSignals(False)
        self.state.narrow(status="", school_id="", side="", placement_id="")
        self.state.show_month("")

    def _read_if(self, is_new: bool) -> None:
        if is_new:
            self._attempt(self._read)

    def _read(self) -> None:
        at = max(0, self.table.view.currentIndex().row())
        self._is_reading = True
        try:
            self.table.reload()
            count = self.table.rows.rowCount()
            if count and not self.table.current_id():
                self.table.view.select_row(min(at, count - 1))
        finally:
            self._is_reading = False
        self._say_totals()
        self._on_chosen()

    def _say_totals(self) -> None:
        totals = self.state.totals
        self.empty.title.setText("Geen leveringen bij deze keuze" if self.state.is_narrowed else "Nog geen leveringen")
        self.empty.text.setText(
            "Kies een andere stand, school of maand. Nieuwe leveringen voert u in met Ctrl M."
            if self.state.is_narrowed
            else "De school die iets geeft, voert na elke maand in wat er gebruikt is. Begin met Ctrl M."
        )
        if totals is None or not totals.count:
            self.totals.setText(" ")
        else:
            what = dutch.plural(totals.count, "levering", "leveringen")
            self.totals.setText(f"{what}, samen {dutch.money(totals.amount_cents)}")
        is_waiting_list = self.status.current in {"entered", ""}
        count = self.state.waiting().count if self.acts.may_confirm and is_waiting_list else 0
        self.all_button.setVisible(count > 0)
        self.all_button.set_words(f"Alles bevestigen ({dutch.count(count)})")

    def _on_chosen(self) -> None:
        if self._is_reading:
            return
        rows = self.chosen()
        if len(rows) > 1:
            self.state.row = None
            self.panel.show_many(rows, len(self.acts.confirmable(rows)))
        else:
            self._attempt(lambda: self._show_one(rows[0].id if rows else ""))

    def _show_one(self, delivery_id: str) -> None:
        row = self.state.choose(delivery_id)
        if row is None:
            self.panel.show_nothing()
            return
        refusal = self.acts.refusal
        self.panel.show_row(
            row,
            may_confirm=refusal(Permission.CONFIRM_DELIVERIES, row.user_id) is None,
            may_withdraw=refusal(Permission.ENTER_DELIVERIES, row.provider_id) is None,
            may_reverse=refusal(Permission.KEEP_BOOKS) is None,
        )

    def _fetch(self, offset: int, limit: int, sort: Sort | None, _text: str) -> Slice:
        order = DeliveryOrder(sort.key, sort.is_descending) if sort else DeliveryOrder()
        return Slice(*self.state.rows(offset, limit, order))


def _booked(row: DeliveryRow) -> str:
    return f"boeking {dutch.count(row.entry_number)}" if row.entry_number else "niet geboekt"
