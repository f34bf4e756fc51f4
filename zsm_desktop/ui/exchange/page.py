"""Two faces, Trajecten and Leveringen; entering a month and the periods of the books open inside the second."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.exchange.deliveries import DeliveriesFace
from zsm_desktop.ui.exchange.month import MonthSheet
from zsm_desktop.ui.exchange.periods import PeriodsFace
from zsm_desktop.ui.exchange.placements import PlacementsFace
from zsm_desktop.ui.exchange.state import DeliveryActs
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.page import Page, PageKey
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.rooms import Tools

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Face = TypeVar("Face", bound=QWidget)
SUBTITLE = "Trajecten tussen scholen, en wat er werkelijk is gebruikt"


class ExchangePage(Page):
    topics = frozenset({"placement", "delivery", "entry", "period", "offer", "tariff", "case", "school", "pupil"})
    keys = (
        ("Ctrl+Tab", "Trajecten of Leveringen"),
        ("Ctrl+F", "Zoeken in de trajecten"),
        PageKey(
            "Ctrl+M", "Een maand leveringen invoeren", lambda page: page.open_month(), (Permission.ENTER_DELIVERIES,)
        ),
        ("Ctrl+N", "Losse levering, zonder leerling"),
        ("Alt+PgUp", "Maand eerder, Alt PgDn: later"),
        ("Ctrl+Return", "Gekozen bevestigen, of alles invoeren"),
        ("Ctrl+Shift+Return", "Alles in de lijst bevestigen"),
        ("Ctrl+A", "Alles in de lijst kiezen"),
        ("Ctrl+D", "Betwisten"),
        ("Ctrl+E", "Traject eerder beëindigen"),
        ("Ctrl+Del", "Intrekken of laten vervallen"),
        ("Ctrl+R", "Tegenboeking"),
        PageKey("Ctrl+P", "Boekperioden", lambda page: page.open_periods(), (Permission.READ_BALANCES,)),
    )

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__(tools.theme)
        self.desk, self.acts = desk, DeliveryActs(desk)
        self._stale: set[str] = set()
        self.is_allowed = desk.actor.may(Permission.READ_DELIVERIES)
        sees_placements = desk.actor.may(Permission.READ_PLACEMENTS)
        self._build("placements" if sees_placements else "deliveries")

    def _build(self, first: str) -> None:
        theme = self.theme
        self.enter = Button(
            theme, "Maand invoeren", kind="primary", icon="plus", key="Ctrl+M", on_click=self.open_month
        )
        self.books = Button(theme, "Boekperioden", icon="lock", key="Ctrl+P", on_click=self.open_periods)
        self.header = PageHeader(theme, "Uitwisseling", SUBTITLE, self.books, self.enter)
        self.enter.setVisible(self.acts.may_enter)
        self.header.actions.setVisible(self.is_allowed)
        self.outer, self.inner = QStackedWidget(), QStackedWidget()
        self.tabs = Tabs(
            theme, ("placements", "Trajecten", self.outer), ("deliveries", "Leveringen", self.inner),
            name="Trajecten of leveringen", first=first,
        )  # fmt: skip
        self.tabs.chosen.connect(lambda _key: self.attempt(self._freshen))
        refused = EmptyState(
            theme, "Deze kamer is niet voor uw rol", sentence(RuleError("permission.missing")), icon="eye-off",
            tone="neutral",
        )  # fmt: skip
        whole = layout.page(theme, self.header, self.tabs if self.is_allowed else refused, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        QShortcut(QKeySequence("Ctrl+F"), self, lambda: self.open_item("search"))

    # The faces are made when they are first shown: a page opens with one of them.

    @cached_property
    def placements(self) -> PlacementsFace:
        face = PlacementsFace(self.theme, self.desk, self.attempt)
        face.deliveries.connect(self._show_deliveries_of)
        return self._add(self.outer, face, "placements")

    @cached_property
    def deliveries(self) -> DeliveriesFace:
        face = DeliveriesFace(self.theme, self.desk, self.attempt)
        face.said.connect(self.notify)
        return self._add(self.inner, face, "deliveries")

    @cached_property
    def month(self) -> MonthSheet:
        face = MonthSheet(self.theme, self.desk, self.attempt)
        face.left.connect(self._show_list)
        face.done.connect(self._on_entered)
        face.said.connect(self.notify)
        return self._add(self.inner, face, "")

    @cached_property
    def periods(self) -> PeriodsFace:
        face = PeriodsFace(self.theme, self.desk, self.attempt)
        face.left.connect(self._show_list)
        return self._add(self.inner, face, "periods")

    def reload(self) -> None:
        """The face in sight reads now, the others when they are shown."""
        if not self.is_allowed:
            return
        self._stale = {"placements", "deliveries", "month", "periods"}
        self._freshen()
        self.tabs.tabs["deliveries"].set_count(self.acts.waiting_count())

    def open_item(self, item_id: str) -> None:
        """A placement or delivery by its id, the placements of an offer ("offer:…"), or a face by its name."""
        kind, _, rest = item_id.rpartition(":")
        if kind == "offer":
            self.tabs.show_face("placements")
            self.placements.show_offer(rest)
        elif rest == "deliveries":
            self._show_list()
        elif rest == "placements":
            self.tabs.show_face(rest)
        elif rest == "search":
            self.tabs.show_face("placements")
            self.placements.search.setFocus()
        elif self.acts.knows(rest):
            self._show_list()
            self.deliveries.open(rest)
        else:
            self.tabs.show_face("placements")
            self.placements.open(rest)

    def open_month(self) -> None:
        self.inner.setCurrentWidget(self.month)
        self._stale.discard("month")
        self.tabs.show_face("deliveries")
        self.attempt(self.month.open)

    def open_periods(self) -> None:
        self.inner.setCurrentWidget(self.periods)
        self.tabs.show_face("deliveries")
        self.attempt(self._freshen)
        self.periods.table.setFocus()

    def _freshen(self) -> None:
        """Makes the face in sight if need be and reads it when something changed since it was last read."""
        if self.tabs.current == "placements":
            name, face = "placements", self.placements
        elif self.inner.currentWidget() in {None, self.__dict__.get("deliveries")}:
            name, face = "deliveries", self.deliveries
        elif self.inner.currentWidget() is self.__dict__.get("month"):
            name, face = "month", self.month
        else:
            name, face = "periods", self.periods
        if name in self._stale:
            self._stale.discard(name)
            face.reload()

    def _add(self, stack: QStackedWidget, face: Face, name: str) -> Face:
        stack.addWidget(face)
        self._stale.add(name)
        return face

    def _on_entered(self, provider_id: str, month: date) -> None:
        self._show_list()
        self.deliveries.show_month(provider_id, month)

    def _show_deliveries_of(self, placement_id: str, number: str) -> None:
        self._show_list()
        self.deliveries.show_placement(placement_id, number)

    def _show_list(self) -> None:
        self.inner.setCurrentWidget(self.deliveries)
        self.tabs.show_face("deliveries")
        self.attempt(self._freshen)
        self.deliveries.table.setFocus()
