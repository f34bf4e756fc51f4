"""Two faces, Trajecten and Leveringen; entering a month and the periods of the books open inside the second."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.exchange.deliveries import DeliveriesFace
from zsm_desktop.ui.exchange.month import MonthSheet
from zsm_desktop.ui.exchange.periods import PeriodsFace
from zsm_desktop.ui.exchange.placements import PlacementsFace
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.rooms import Tools

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

SUBTITLE = "Wat scholen voor elkaars leerlingen doen: eerst het traject, dan wat er werkelijk gebruikt is"


class ExchangePage(Page):
    topics = frozenset({"placement", "delivery", "entry", "period", "offer", "tariff", "case", "school", "pupil"})
    keys = (
        ("Ctrl+Tab", "Trajecten of Leveringen"),
        ("Ctrl+F", "Zoeken in de trajecten"),
        ("Ctrl+M", "Een maand leveringen invoeren"),
        ("Alt+PgUp", "Maand eerder, Alt PgDn: later"),
        ("Ctrl+Return", "Gekozen bevestigen, of alles invoeren"),
        ("Ctrl+Shift+Return", "Alles in de lijst bevestigen"),
        ("Ctrl+A", "Alles in de lijst kiezen"),
        ("Ctrl+D", "Betwisten"),
        ("Ctrl+E", "Traject eerder beëindigen"),
        ("Ctrl+Del", "Intrekken of laten vervallen"),
        ("Ctrl+R", "Tegenboeking"),
        ("Ctrl+P", "Boekperioden"),
    )

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__(tools.theme)
        theme = self.theme
        self.placements = PlacementsFace(theme, desk, self.attempt)
        self.deliveries = DeliveriesFace(theme, desk, self.attempt)
        self.month = MonthSheet(theme, desk, self.attempt)
        self.periods = PeriodsFace(theme, desk, self.attempt)
        self.inner = QStackedWidget()
        for face in (self.deliveries, self.month, self.periods):
            self.inner.addWidget(face)
        self.tabs = Tabs(
            theme, ("placements", "Trajecten", self.placements), ("deliveries", "Leveringen", self.inner),
            name="Trajecten of leveringen",
        )  # fmt: skip
        self.enter = Button(
            theme, "Maand invoeren", kind="primary", icon="plus", key="Ctrl+M", on_click=self.open_month
        )
        self.books = Button(theme, "Boekperioden", icon="lock", key="Ctrl+P", on_click=self.open_periods)
        self.header = PageHeader(theme, "Uitwisseling", SUBTITLE, self.books, self.enter)
        self.enter.setVisible(self.deliveries.acts.may_enter)
        self.refused = EmptyState(
            theme, "Deze kamer is niet voor uw rol", sentence(RuleError("permission.missing")), icon="eye-off",
            tone="neutral",
        )  # fmt: skip
        self.is_allowed = self.deliveries.state.is_allowed
        shown = self.tabs if self.is_allowed else self.refused
        self.header.actions.setVisible(self.is_allowed)
        whole = layout.page(theme, self.header, shown, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        if not self.placements.state.is_allowed:
            self.tabs.show_face("deliveries")
        self._connect()

    def _connect(self) -> None:
        self.placements.deliveries.connect(self._show_deliveries_of)
        self.month.left.connect(self._show_list)
        self.month.done.connect(self._on_entered)
        self.periods.left.connect(self._show_list)
        for face in (self.placements, self.deliveries, self.month):
            face.said.connect(self.notify)
        QShortcut(QKeySequence("Ctrl+F"), self, self._search)

    def reload(self) -> None:
        """Every face reads: news of one is mostly news of the other, and each is quick."""
        if not self.is_allowed:
            return
        self.placements.reload()
        self.deliveries.reload()
        if self.inner.currentWidget() is self.month:
            self.month.reload()
        if self.inner.currentWidget() is self.periods:
            self.periods.reload()
        self.tabs.tabs["deliveries"].set_count(self.deliveries.waiting_count())

    def open_item(self, item_id: str) -> None:
        """A placement or delivery by its id, the placements of an offer ("offer:…"), or a face by its name."""
        kind, _, rest = item_id.rpartition(":")
        if kind == "offer":
            self.tabs.show_face("placements")
            self.placements.show_offer(rest)
        elif rest in self.tabs.tabs:
            self.tabs.show_face(rest)
        elif self.deliveries.state.find(rest) is not None:
            self.tabs.show_face("deliveries")
            self._show_list()
            self.deliveries.open(rest)
        else:
            self.tabs.show_face("placements")
            self.placements.open(rest)

    def open_month(self) -> None:
        self.tabs.show_face("deliveries")
        self.inner.setCurrentWidget(self.month)
        self.attempt(self.month.open)

    def open_periods(self) -> None:
        self.tabs.show_face("deliveries")
        self.inner.setCurrentWidget(self.periods)
        self.attempt(self.periods.reload)
        self.periods.table.setFocus()

    def _on_entered(self, provider_id: str, month: date) -> None:
        self._show_list()
        self.deliveries.show_month(provider_id, month)

    def _show_deliveries_of(self, placement_id: str, number: str) -> None:
        self.tabs.show_face("deliveries")
        self._show_list()
        self.deliveries.show_placement(placement_id, number)

    def _show_list(self) -> None:
        self.inner.setCurrentWidget(self.deliveries)
        self.deliveries.table.setFocus()

    def _search(self) -> None:
        self.tabs.show_face("placements")
        self.placements.search.setFocus()
