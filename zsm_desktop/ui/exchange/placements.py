"""Trajecten: who follows what where, by pseudonym or code and without an amount."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.exchange.placement_deeds import PlacementDeeds
from zsm_desktop.ui.exchange.placement_panel import PlacementPanel, state_tone, used_text
from zsm_desktop.ui.exchange.state import SIDES, PlacementsState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.chip import ChipRow
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import PagedModel, Slice, Sort
from zsm_desktop.ui.parts.search_field import SearchField
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.exchange import placement_state
from zsm_desktop.words.names import Say, say, saying

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Attempt = Callable[[Callable[[], object]], bool]
STATUSES = (
    ("running", "Loopt"),
    ("proposed", "Wacht op antwoord"),
    ("waiting", "Wachtlijst"),
    ("refused", "Afgewezen"),
    ("ended", "Beëindigd"),
    ("cancelled", "Vervallen"),
    ("unshared", "Zonder toestemming"),
    ("", "Alles"),
)


def columns(day: date, say: Say) -> tuple[Column, ...]:
    return (
        Column("pupil", say("[Leerling]"), "called", width=142, is_strong=True, detail=lambda row: row.number),
        Column("offer", "Aanbod", "offer", width=172, stretch=3, detail=lambda row: f"bij {row.provider}"),
        Column("user", "Van school", "user", width=150, stretch=2, priority=5),
        Column(
            "ends", "Tot en met", "ends_on", "date", width=132, priority=3,
            detail=lambda row: f"vanaf {dutch.date_short(row.starts_on)}",
        ),
        Column("used", "Gebruikt", used_text, width=150, stretch=1, priority=4),
        Column(
            "status", "Stand", lambda row: placement_state(row.status, row.starts_on, day), "pill", width=158,
            priority=2, tone=lambda row: state_tone(row, day),
        ),
    )  # fmt: skip


class PlacementsFace(QWidget):
    """`deliveries` sends the id and number of the placement whose deliveries are wanted; `said` is news for a toast."""

    deliveries = Signal(str, str)
    said = Signal(str, str)

    def __init__(self, theme: Theme, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = theme, PlacementsState(desk), attempt
        self.deeds = PlacementDeeds(self, theme, self.state, attempt)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.theme
        pupil = "pseudoniem" if self.state.desk.actor.sees_pseudonyms else "leerlingcode"
        self.search = SearchField(theme, f"Zoek op {pupil}, nummer, aanbod", name="Zoeken in de trajecten")
        layout.box(theme, self.search, width=190, max_width=320)
        self.status = ChipRow(theme, self.state.statuses(STATUSES), name="Stand")
        self.school, self.side = Choice(theme), Choice(theme, SIDES)
        self.school.setAccessibleName("School")
        self.side.setAccessibleName("Gegeven of genomen")
        for choice in (self.school, self.side):
            layout.box(theme, choice, width=150, max_width=176)
        self.only = Button(theme, "", kind="quiet", icon="x", on_click=lambda: self.show_offer(""))
        self.only.hide()
        self.ask_button = Button(theme, "Traject vragen", icon="plus", key="Ctrl+N", on_click=self.deeds.ask)
        filters = flow(theme, self.search, self.status, self.school, self.side, self.only, self.ask_button)
        self.ask_button.setVisible(self.state.may_ask)
        self.empty = EmptyState(theme, "Geen trajecten", " ", icon="users", tone="neutral")
        self.empty.follow(self.search)
        self.table = Table(
            theme,
            PagedModel(columns(self.state.desk.day, saying(self.state.desk.nouns)), self._fetch),
            name="Trajecten",
            empty=self.empty,
        )
        layout.box(theme, self.table, width=240, height=200)
        self.panel = PlacementPanel(theme, self.state.desk.day, self.deeds.strip)
        self.refused = EmptyState(
            theme, "Trajecten ziet u niet met uw rol",
            "Wie wat volgt, is voor wie trajecten begeleidt of de boeken bijhoudt. De leveringen ziet u wel.",
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
        self.panel.act.connect(lambda name: getattr(self.deeds, name)())
        self.panel.ticks.withdraw.connect(self.deeds.withdraw_consent)
        self.deeds.said.connect(self.said)
        self.panel.deliveries.connect(self._send_on)

    def reload(self) -> None:
        if not self.state.is_allowed:
            return
        self.school.set_choices([("", "Alle scholen"), *self.state.schools()])
        for status, count in self.state.open_counts().items():
            self.status.chips[status].set_count(count or None)
        self._read()

    def show_offer(self, offer_id: str) -> None:
        """Only the placements of one offer, however they stand; "" for all offers."""
        self.only.setVisible(bool(offer_id))
        if offer_id:
            self.only.set_words(f"Alleen {self.state.offer_name(offer_id)}")
            self.status.choose("")
            self._narrow(offer_id=offer_id, status="")
        else:
            self._narrow(offer_id="")

    def open(self, placement_id: str) -> None:
        """One placement, whatever the filter hid."""
        if not self.table.select_id(placement_id):
            self.status.choose("")
            self.state.narrow(text="", school_id="", side="", offer_id="", status="")
            self._read()
            self.table.select_id(placement_id)
        self._show(placement_id)

    def show_status(self, status: str) -> None:
        """Only those that stand so, of all schools and offers."""
        self.status.choose(status)
        self._narrow(text="", school_id="", side="", offer_id="", status=status)

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
            else say(
                self.state.desk.nouns,
                "[Een traject] ontstaat als [een maatwerkbespreking] [een leerling] plaatst, of als u het vraagt.",
            ),
        )
        self._show(self.table.current_id())

    def _on_chosen(self, placement_id: str) -> None:
        self._attempt(lambda: self._show(placement_id))

    def _show(self, placement_id: str) -> None:
        card = self.state.choose(placement_id)
        if card is None:
            self.panel.show_nothing()
            return
        row, may = card.row, self.state.may(card)
        refusal = self.state.refusal(Permission.EDIT_PLACEMENTS, row.user_id, row.provider_id)
        may_read = self.state.desk.actor.may(Permission.READ_DELIVERIES)
        self.panel.show_card(card, may, sentence(refusal) if refusal else "", has_deliveries=may_read)

    def _fetch(self, offset: int, limit: int, sort: Sort | None, _text: str) -> Slice:
        key, is_descending = (sort.key, sort.is_descending) if sort else ("", False)
        return Slice(*self.state.rows(offset, limit, key, is_descending=is_descending))
