"""Leveringen: what was entered, what waits, what is booked; many confirmed in one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.delivery_lists import DeliveryOrder, DeliveryRow, DeliveryTotals
from zsm_desktop.ui.exchange.delivery_filters import DeliveryFilters
from zsm_desktop.ui.exchange.delivery_panel import DeliveryPanel, quantity_text, status_text, status_tone
from zsm_desktop.ui.exchange.state import DeliveriesState, DeliveryActs
from zsm_desktop.ui.exchange.talk_deeds import TalkDeeds
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.models import PagedModel, Slice, Sort
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.silence import SilencePreview

Attempt = Callable[[Callable[[], object]], bool]


def columns() -> tuple[Column, ...]:
    """Who gave and who used it stay, however little room there is."""
    return (
        Column("day", "Dag", "delivered_on", "date", width=110, is_strong=True, detail=_booked),
        Column(
            "offer", "Aanbod", "offer", width=126, stretch=3,
            detail=lambda row: row.placement_number or "zonder leerling",
        ),
        Column("provider", "Gaf", "provider", width=148, stretch=2, is_name=True, detail=lambda row: f"aan {row.user}"),
        Column("quantity", "Aantal", quantity_text, width=112, priority=4),
        Column("amount", "Bedrag", "amount_cents", "money", width=104, priority=2),
        Column("status", "Stand", status_text, "pill", width=126, tone=status_tone, priority=5),
    )  # fmt: skip


class DeliveriesFace(QWidget):
    """`said` is news for a toast: (sentence, tone)."""

    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self._attempt = theme, attempt
        self.state, self.acts = DeliveriesState(desk), DeliveryActs(desk)
        self._is_reading = False
        self._silent: SilencePreview | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.theme
        self.deeds = TalkDeeds(self, self.theme, self.acts, self._attempt)
        self.deeds.said.connect(self.said)
        self.filters = DeliveryFilters(theme, self.state.months())
        self.totals = layout.growing(layout.label(" ", "strong"))
        self.all_button = Button(
            theme, "Alles bevestigen", key="Ctrl+Shift+Return", on_click=lambda: self.deeds.confirm_all(self.state)
        )
        self.one_button = Button(theme, "Losse levering", key="Ctrl+N", on_click=self.deeds.enter_one)
        self.silent_button = Button(theme, "Door stilzwijgen", key="Ctrl+Shift+S", on_click=self._confirm_silent)
        line = flow(theme, self.totals, self.one_button, self.silent_button, self.all_button)
        self.empty = EmptyState(theme, "Geen leveringen", " ", icon="arrows-exchange", tone="neutral")
        self.table = Table(theme, PagedModel(columns(), self._fetch), name="Leveringen", empty=self.empty)
        self.table.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        layout.box(theme, self.table, width=240, height=200)
        self.panel = DeliveryPanel(theme)
        self.sides = Sides(theme, self.table, self.panel)
        whole = layout.column(theme, self.filters, line, self.deeds.strip, self.sides, gap=12)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.one_button.setVisible(self.acts.may_enter)

    def _connect(self) -> None:
        self.filters.narrowed.connect(self._narrow)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        deeds, panel = self.deeds, self.panel
        panel.confirm.connect(lambda: deeds.confirm_or_agree(self.chosen()))
        panel.answer.connect(lambda: deeds.answer(self.state.row))
        panel.correct.connect(lambda: deeds.correct(self.state.row))
        panel.dispute.connect(lambda: deeds.dispute(self.state.row))
        panel.withdraw.connect(lambda: deeds.withdraw(self.state.row))
        panel.reverse.connect(lambda: deeds.reverse(self.state.row))

    def reload(self) -> None:
        self.filters.fill(self.state.schools(), self.state.offers())
        self._silent = self.acts.silent()
        self._read()

    def show_placement(self, placement_id: str, number: str) -> None:
        """Only the deliveries of one placement, in every state."""
        self.filters.clear(f"Alleen {number}")
        self.state.clear()
        self.state.narrow(placement_id=placement_id)
        self._attempt(self._read)

    def show_month(self, provider_id: str, month: date | None) -> None:
        """What waits of one school, in one month or at all: after entering a sheet."""
        self.filters.clear()
        self.state.clear()
        self.filters.choose(DeliveryStatus.ENTERED, provider_id, month)
        self.state.narrow(status=DeliveryStatus.ENTERED, school_id=provider_id)
        self.state.show_month(month.isoformat() if month else "")
        self._attempt(self._read)

    def open(self, delivery_id: str) -> None:
        """One delivery, whatever the filter hid; alone where a long list has not been read as far as it."""
        if not self.table.select_id(delivery_id):
            self.filters.clear()
            self.state.clear()
            self._read()
        if not self.table.select_id(delivery_id):
            row = self.state.find(delivery_id)
            booked = row.entry_number if row else None
            self.filters.clear(f"Alleen boeking {dutch.count(booked)}" if booked else "Alleen deze levering")
            self.state.narrow(delivery_id=delivery_id)
            self._read()
            self.table.select_id(delivery_id)
        self._show_one(delivery_id)

    def chosen(self) -> list[DeliveryRow]:
        rows = self.table.rows
        places = sorted(index.row() for index in self.table.view.selectionModel().selectedRows())
        return [rows.row(at) for at in places if at < rows.rowCount()]

    def _narrow(self, changes: dict[str, object]) -> None:
        month = changes.pop("month", None)
        is_new = self.state.narrow(**changes) if changes else self.state.show_month(str(month))
        if is_new:
            self._attempt(self._read)

    def _read(self) -> None:
        at = max(0, self.table.view.currentIndex().row())
        self._is_reading = True
        try:
            self.table.renew(at)
        finally:
            self._is_reading = False
        self._say_totals()
        self._on_chosen()

    def _say_totals(self) -> None:
        totals = self.state.totals
        self.empty.say(
            "Geen leveringen bij deze keuze" if self.state.is_narrowed else "Nog geen leveringen",
            "Kies een andere stand, school of maand. Nieuwe leveringen voert u in met Ctrl M."
            if self.state.is_narrowed
            else "De school die iets geeft, voert na elke maand in wat er gebruikt is. Begin met Ctrl M.",
        )
        if totals is None or not totals.count:
            self.totals.setText(" ")
        else:
            self.totals.setText(totals_text(totals))
        is_waiting_list = self.filters.status.current in {"entered", ""}
        count = self.state.waiting().count if self.acts.may_confirm and is_waiting_list else 0
        self.all_button.setVisible(count > 0)
        self.all_button.set_words(f"Alles bevestigen ({dutch.count(count)})")
        silent = self._silent.count if self._silent else 0
        self.silent_button.setVisible(silent > 0 and is_waiting_list)
        self.silent_button.set_words(f"Door stilzwijgen ({dutch.count(silent)})")

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
        may_confirm = refusal(Permission.CONFIRM_DELIVERIES, row.user_id) is None
        may_withdraw = refusal(Permission.ENTER_DELIVERIES, row.provider_id) is None
        may = {
            "confirm": may_confirm,
            "withdraw": may_withdraw,
            "answer": may_confirm or may_withdraw,
            "reverse": refusal(Permission.KEEP_BOOKS) is None,
        }
        self.panel.show_row(row, self.state.talk(), may, self.acts.fund_part(row.id))

    def _confirm_silent(self) -> None:
        if self._silent is not None:
            self.deeds.confirm_silent(self._silent)

    def _fetch(self, offset: int, limit: int, sort: Sort | None, _text: str) -> Slice:
        order = DeliveryOrder(sort.key, sort.is_descending) if sort else DeliveryOrder()
        return Slice(*self.state.rows(offset, limit, order))


def _booked(row: DeliveryRow) -> str:
    return f"boeking {dutch.count(row.entry_number)}" if row.entry_number else "niet geboekt"


def totals_text(totals: DeliveryTotals) -> str:
    """What counts or still may, and apart what counts in no balance, unless the list holds nothing else."""
    apart = (
        (totals.disputed, totals.disputed_cents, "betwist"),
        (totals.withdrawn, totals.withdrawn_cents, "ingetrokken"),
        (totals.reversed, totals.reversed_cents, "teruggedraaid"),
    )
    rest = totals.count - sum(number for number, _, _ in apart)
    cents = totals.amount_cents - sum(of_it for _, of_it, _ in apart)
    said = [f"{dutch.plural(rest, 'levering', 'leveringen')}, samen {dutch.money(cents)}"] if rest else []
    said += [f"{dutch.count(number)} {word}, {dutch.money(of_it)}" for number, of_it, word in apart if number]
    return " · ".join(said)
