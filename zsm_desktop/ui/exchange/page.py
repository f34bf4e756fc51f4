"""Trajecten, Leveringen and Subsidies; the sheet of a month, the periods and the rounds open inside the second.

Who reads balances and no deliveries finds the subsidies here, and nothing else.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.exchange.faces import ExchangeFaces
from zsm_desktop.ui.exchange.state import DeliveryActs
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.page import PageKey
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.rooms import Tools

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

SUBTITLE = "Trajecten tussen scholen, en wat er werkelijk is gebruikt"
FUNDS_ONLY = "Wat subsidies dragen van wat scholen uitwisselen; leveringen en trajecten ziet u niet met uw rol"


class ExchangePage(ExchangeFaces):
    topics = frozenset(
        {
            "placement",
            "delivery",
            "entry",
            "period",
            "offer",
            "tariff",
            "case",
            "school",
            "pupil",
            "round",
            "network",
            "fund",
            "outcome",
            "profile",
        }
    )
    keys = (
        ("Ctrl+Tab", "Trajecten, Leveringen, Subsidies"),
        ("Ctrl+F", "Zoeken in de trajecten"),
        PageKey(
            "Ctrl+M",
            "Leveringen invoeren, per maand of week",
            lambda page: page.open_month(),
            (Permission.ENTER_DELIVERIES,),
        ),
        ("Ctrl+N", "Traject vragen, losse levering, nieuwe subsidie of regel erbij, ronde maken, of schooljaar openen"),
        ("Ctrl+I", "Bij Subsidies: de verantwoording"),
        ("Alt+1", "In de verantwoording: naar een onderdeel, Alt 1 tot en met Alt 6"),
        ("Alt+S", "In het blad: de school die gaf"),
        ("Alt+J", "In het blad: het schooljaar"),
        ("Alt+PgUp", "In het blad: maand of jaar eerder"),
        ("Alt+PgDown", "In het blad: maand of jaar later"),
        ("Alt+W", "In het blad: per week of het hele jaar"),
        ("Alt+V", "In het blad: de periode ervoor overnemen"),
        ("Alt+P", "In het blad: het plan invullen"),
        ("Alt+R", "In het blad: rij zonder leerling"),
        ("Ctrl+Return", "Traject toezeggen, gekozen bevestigen, alles invoeren, of periode afsluiten"),
        ("Ctrl+Shift+Return", "Alles in de lijst bevestigen"),
        ("Ctrl+A", "Alles in de lijst kiezen"),
        ("Ctrl+Shift+A", "Bij een nieuwe ronde: niets aanvinken"),
        ("Ctrl+D", "Traject afwijzen, of levering betwisten"),
        ("Ctrl+T", "Overeenkomst van het traject, antwoorden op wat betwist is, of tekst van een ronde kopiëren"),
        ("Ctrl+Shift+S", "Bevestigen wat door stilzwijgen akkoord is"),
        ("Ctrl+H", "Traject wijzigen, verbeteren wat betwist is, of periode in de wacht zetten en weer openen"),
        ("Ctrl+J", "Plan per maand van het traject"),
        ("Ctrl+G", "Toestemming bij het traject vastleggen"),
        ("Ctrl+E", "Traject eerder beëindigen, of subsidie of regel wijzigen"),
        ("Ctrl+Del", "Intrekken, laten vervallen, subsidie beëindigen, of regel weghalen of terugzetten"),
        ("Ctrl+R", "Tegenboeking, periode heropenen, of bij een ronde: het bestand opnieuw lezen"),
        PageKey("Ctrl+P", "Boekperioden", lambda page: page.open_periods(), (Permission.READ_DELIVERIES,)),
        ("Ctrl+U", "Bevestigingsrondes"),
        ("Ctrl+O", "Bij de rondes: antwoord inlezen"),
        ("Ctrl+S", "Bij de rondes: bestanden opnieuw maken; bij een subsidie: verantwoording maken"),
    )

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__(tools.theme)
        self.desk, self.acts, self._tools = desk, DeliveryActs(desk), tools
        self._stale: set[str] = set()
        self.is_allowed = desk.actor.may(Permission.READ_DELIVERIES)
        works_here = desk.actor.may(Permission.EDIT_PLACEMENTS)
        self._build("placements" if works_here else "deliveries" if self.is_allowed else "funds")

    def _build(self, first: str) -> None:
        theme = self.theme
        self.enter = Button(
            theme, "Leveringen invoeren", kind="primary", icon="plus", key="Ctrl+M", on_click=self.open_month
        )
        self.books = Button(theme, "Boekperioden", icon="lock", key="Ctrl+P", on_click=self.open_periods)
        self.asking = Button(theme, "Bevestigingsrondes", icon="mail", key="Ctrl+U", on_click=self.open_rounds)
        subtitle = SUBTITLE if self.is_allowed else FUNDS_ONLY
        self.header = PageHeader(theme, "Uitwisseling", subtitle, self.asking, self.books, self.enter)
        self.enter.setVisible(self.acts.may_enter)
        self.header.actions.setVisible(self.is_allowed)
        self.outer, self.inner, self.third = QStackedWidget(), QStackedWidget(), QStackedWidget()
        faces = [("placements", "Trajecten", self.outer), ("deliveries", "Leveringen", self.inner)]
        seen = faces if self.is_allowed else []
        self.tabs = Tabs(
            theme, *seen, ("funds", "Subsidies", self.third), name="Trajecten, leveringen of subsidies", first=first
        )
        self.tabs.chosen.connect(lambda _key: self.attempt(self._freshen))
        whole = layout.page(theme, self.header, self.tabs, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        QShortcut(QKeySequence("Ctrl+F"), self, lambda: self.open_item("search"))

    def reload(self) -> None:
        """The face in sight reads now, the others when they are shown."""
        self._stale = {"placements", "deliveries", "month", "periods", "rounds", "funds"}
        self._freshen()
        if self.is_allowed:
            self.tabs.tabs["deliveries"].set_count(self.acts.waiting_count())

    def open_item(self, item_id: str) -> None:
        """A placement or delivery by its id, the placements of an offer ("offer:…"), or a face by its name."""
        kind, _, rest = item_id.rpartition(":")
        if not self.is_allowed:
            return
        if kind == "offer":
            self.tabs.show_face("placements")
            self.placements.show_offer(rest)
        elif rest == "deliveries":
            self._show_list()
        elif rest in {"placements", "funds"}:
            self.tabs.show_face(rest)
        elif rest in {"proposed", "waiting", "unshared"}:
            self.tabs.show_face("placements")
            self.placements.show_status(rest)
        elif rest == "accountability":
            self.tabs.show_face("funds")
            self.attempt(self.funds.open_due)
        elif rest == "rounds":
            self.open_rounds()
        elif rest == "periods":
            self.open_periods()
        elif rest == "search":
            self.tabs.show_face("placements")
            self.placements.search.setFocus()
        elif self.acts.knows(rest):
            self._show_list()
            self.deliveries.open(rest)
        else:
            self.tabs.show_face("placements")
            self.placements.open(rest)

    def settle(self) -> bool:
        """What is being counted beside the painting is read to its end before the store closes."""
        if "funds" in self.__dict__:
            self.funds.drain()
        return super().settle()

    @property
    def guide_key(self) -> str:
        """Within a tab also the books of a month, and what a grant is answered for with."""
        tab, made = self.tabs.current, self.__dict__
        if tab == "deliveries" and self.inner.currentWidget() is made.get("periods", self):
            return "periods"
        is_answered_for = "funds" in made and self.funds.stack.currentWidget() is self.funds.account
        return "accountability" if tab == "funds" and is_answered_for else tab

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

    def open_rounds(self) -> None:
        self.inner.setCurrentWidget(self.rounds)
        self.tabs.show_face("deliveries")
        self.attempt(self._freshen)
        self.rounds.take_keyboard()

    def _freshen(self) -> None:
        """Makes the face in sight if need be and reads it when something changed since it was last read."""
        if self.tabs.current == "placements":
            name, face = "placements", self.placements
        elif self.tabs.current == "funds":
            name, face = "funds", self.funds
        elif self.inner.currentWidget() in {None, self.__dict__.get("deliveries")}:
            name, face = "deliveries", self.deliveries
        elif self.inner.currentWidget() is self.__dict__.get("month"):
            name, face = "month", self.month
        elif self.inner.currentWidget() is self.__dict__.get("rounds"):
            name, face = "rounds", self.rounds
        else:
            name, face = "periods", self.periods
        if name in self._stale:
            self._stale.discard(name)
            face.reload()

    def _on_entered(self, provider_id: str, month: date | None) -> None:
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
