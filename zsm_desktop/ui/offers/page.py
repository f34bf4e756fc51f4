"""The list of offers with its filters, and the one in hand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.offers.deeds import OfferDeeds
from zsm_desktop.ui.offers.filters import OfferFilters
from zsm_desktop.ui.offers.lists import need_text
from zsm_desktop.ui.offers.needs import NeedsView
from zsm_desktop.ui.offers.panel import OfferPanel, days_text, seats_text, status_text
from zsm_desktop.ui.offers.state import OffersState
from zsm_desktop.ui.offers.tariff_list import TariffsView
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.models import PAGE_ROWS, PagedModel, Slice, Sort
from zsm_desktop.ui.parts.page import Page, PageKey
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import OFFER_KIND, first_upper, label
from zsm_desktop.words.names import say

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.offer_rows import OfferRow


def columns() -> tuple[Column, ...]:
    return (
        Column("name", "Aanbod", "name", width=220, stretch=4, detail=_where, is_strong=True),
        Column("sector", "Sector", "sector", width=164, stretch=1, priority=4, detail=_kind),
        Column("level", "Niveau", "level", width=112, stretch=1, priority=7),
        Column("days", "Dagen", days_text, width=120, stretch=1, priority=5),
        Column("km", "Afstand", _distance, width=96, priority=6),
        Column("free", "Plaatsen", _room, "pill", width=124, tone=_seats_tone, priority=2),
        Column(
            "tariff", "Tarief", "tariff_cents", "money", width=108, detail=lambda row: f"per {row.unit}", priority=3
        ),
    )


class OffersPage(Page):
    topics = frozenset(
        {"offer", "tariff", "placement", "school", "delivery", "sector", "need", "vat", "booking", "contact"}
    )
    keys = (
        ("Ctrl+F", "Zoeken in de lijst"),
        ("Enter", "Het gekozen aanbod wijzigen"),
        PageKey("Ctrl+N", "Nieuw aanbod", lambda page: page.deeds.add(), (Permission.EDIT_OFFERS,)),
        ("Ctrl+E", "Wijzigen, of een vraag langer laten gelden"),
        ("Ctrl+T", "Nieuw tarief"),
        ("Ctrl+D", "Ongebruikt tarief weghalen"),
        ("Ctrl+Del", "Stoppen of weer aanbieden, of een vraag laten vervallen"),
        ("Ctrl+Return", "Wachtlijst laten doorschuiven, of een vraag is beantwoord"),
        ("Ctrl+M", "Meer of minder filters"),
        ("Ctrl+R", "Een werkplaats, toets of examen reserveren"),
        ("Alt+PgUp", "Vorige week van de reserveringen"),
        ("Alt+PgDown", "Volgende week van de reserveringen"),
        ("Ctrl+G", "Gids van het aanbod maken"),
        ("Ctrl+J", "Naar de trajecten van het aanbod"),
        ("Del", "Gekozen reservering afzeggen"),
        ("Ctrl+S", "Tarieven naar Excel"),
        ("Ctrl+Shift+N", "Toevoegen wat uw school mist"),
        ("Ctrl+Shift+F", "Bij een vraag: zoeken in het aanbod"),
        ("Ctrl+Tab", "Aanbod, tarieven, onbeantwoorde vragen"),
    )

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__(tools.theme)
        self.state = OffersState(desk)
        self.tariffs = TariffsView(self.theme, self.state, tools.workshop, self.attempt)
        self.panel = OfferPanel(self.theme, desk.day)
        self.deeds = OfferDeeds(self, self.theme, self.state, tools.workshop, self.attempt, self.panel.confirm)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme, state = self.theme, self.state
        add = self.deeds.add
        self.new = Button(theme, "Nieuw aanbod", kind="primary", icon="plus", key="Ctrl+N", on_click=add)
        self.guide = Button(theme, "Gids", icon="file-export", key="Ctrl+G", on_click=self.deeds.ask_guide)
        self.header = PageHeader(theme, "Aanbod", " ", self.guide, *([self.new] if state.may_add else []))
        self.filters = OfferFilters(theme, state)
        self.first = Button(theme, "Eerste aanbod toevoegen", kind="primary", icon="plus", on_click=add)
        self.empty = EmptyState(
            theme, "Nog geen aanbod", " ", icon="school", action=self.first if state.may_add else None
        )
        self.empty.follow(self.filters.search)
        self.table = Table(theme, PagedModel(columns(), self._fetch), name="Aanbod", empty=self.empty)
        layout.box(theme, self.table, width=240, height=220)
        self.sides = Sides(theme, self.table, self.panel)
        listed = layout.column(theme, self.filters, self.sides, gap=14)
        listed.setStretch(1, 1)
        self.needs = NeedsView(theme, state, self.attempt) if state.sees_needs else None
        faces = [("offers", "Aanbod", layout.holder(listed)), ("tariffs", "Tarieven", self.tariffs)]
        if self.needs is not None:
            faces.append(("needs", "Onbeantwoorde vragen", self.needs))
        self.tabs = Tabs(theme, *faces, name="Aanbod, tarieven of onbeantwoorde vragen")
        whole = layout.page(theme, self.header, self.tabs, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        if self.needs is not None:
            self.needs.navigate.connect(self.navigate)
            self.needs.search.connect(lambda need_id: self.attempt(lambda: self.search_for(need_id)))
        self.filters.narrowed.connect(self._narrow)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _offer_id: self.deeds.edit())
        self.panel.edit.connect(self.deeds.edit)
        self.panel.tariff.connect(self.deeds.set_tariff)
        self.panel.switch.connect(self.deeds.switch)
        self.panel.move_up.connect(self.deeds.move_up)
        self.panel.history.remove.connect(self.deeds.remove_tariff)
        self.panel.bookings.book.connect(self.deeds.book)
        self.panel.bookings.cancel.connect(self.deeds.cancel_booking)
        self.panel.bookings.turned.connect(lambda _day: self.attempt(self._show_bookings))
        self.deeds.made.connect(self._made)
        self.deeds.said.connect(self.notify)
        self.tariffs.opened.connect(self.open_item)
        self.tariffs.said.connect(self.notify)
        self.tabs.chosen.connect(lambda _key: self.attempt(self._read_tariffs))
        self.panel.placement.connect(lambda offer_id: self.navigate.emit("exchange", f"offer:{offer_id}"))
        QShortcut(QKeySequence("Ctrl+F"), self, self.filters.search.setFocus)

    def reload(self) -> None:
        state = self.state
        state.desk.ahead(state.sectors, state.schools, state.levels, state.read_needs, self._first_rows)
        self.filters.fill()
        self._read_list()
        self._read_tariffs()
        if self.needs is not None:
            self.needs.reload()
            self.tabs.tabs["needs"].set_count(self.needs.waiting)

    def open_item(self, item_id: str) -> None:
        """Shows one offer, also when the filter had hidden it, or a face by its name."""
        if item_id in self.tabs.tabs:
            self.tabs.open_face(item_id)
            return
        self.tabs.show_face("offers")
        if not self.table.select_id(item_id):
            self.filters.clear()
            self.state.clear()
            self._read_list()
            self.table.select_id(item_id)
        self._show(item_id)
        self.table.setFocus()

    def search_for(self, need_id: str) -> None:
        """The offers that might answer a need, without what else the list was narrowed to."""
        self.filters.clear()
        self.state.clear()
        self.state.narrow(need_id=need_id)
        self.tabs.show_face("offers")
        self._read_list()
        best = self.table.rows.id_at(0) if self.table.rows.rowCount() else ""
        self.table.select_id(best)
        self._show(best)
        self.table.setFocus()

    def _made(self, offer_id: str) -> None:
        self._read_list()
        self.open_item(offer_id)
        self.notify.emit("Het aanbod staat in de lijst. Leg nu het tarief vast met Ctrl T.", "good")

    def _narrow(self, changes: dict[str, object]) -> None:
        if self.state.narrow(**changes):
            self.attempt(self._read_list)

    def _on_chosen(self, offer_id: str) -> None:
        self.attempt(lambda: self._show(offer_id))

    def _read_list(self) -> None:
        self.filters.dress()
        self.table.renew()
        state, total = self.state, self.table.rows.rowCount()
        found = "gevonden" if state.is_narrowed else "in het netwerk"
        if state.need is not None:
            found = f"dat misschien past bij ‘{need_text(state.need)}’ van {state.need.pseudonym or state.need.school}"
        self.header.set_words("Aanbod", f"{dutch.count(total)} keer aanbod {found}")
        self.first.setVisible(state.may_add and not state.is_narrowed)
        self.empty.say(*_nothing(state))
        self._show(self.table.current_id())

    def _show(self, offer_id: str) -> None:
        state, desk = self.state, self.state.desk
        if not offer_id:
            state.card = None
            self.panel.show_nothing()
            return
        with desk.together() as ask:
            found = ask(lambda: desk.offers.card(offer_id))
            tariffs, placements = ask(lambda: state.tariffs(offer_id)), ask(lambda: state.placements(offer_id))
            vat, free = ask(lambda: state.vat(found().offer)), ask(lambda: state.free(offer_id))
            days = ask(lambda: state.bookings(found().offer, self.panel.bookings.day))
            card = state.card = found()
            self.panel.show_card(card, tariffs(), vat(), placements(), state.refusal(card.offer))
            may_move = desk.actor.may(Permission.EDIT_PLACEMENTS)
            self.panel.show_next_up(next(iter(free()), None), may_move=may_move)
            self.panel.show_bookings(*days(), may_book=state.may_book(card.offer))

    def _show_bookings(self) -> None:
        card = self.state.card
        if card is not None:
            week, clashes = self.state.bookings(card.offer, self.panel.bookings.day)
            self.panel.show_bookings(week, clashes, may_book=self.state.may_book(card.offer))

    def _read_tariffs(self) -> None:
        """Only when it is in sight: it is one query over all offers."""
        if self.tabs.current == "tariffs":
            self.tariffs.reload()

    def _first_rows(self) -> Slice:
        return self._fetch(0, PAGE_ROWS, self.table.rows.sorted_by, "")

    def _fetch(self, offset: int, limit: int, sort: Sort | None, _text: str) -> Slice:
        key, is_descending = (sort.key, sort.is_descending) if sort else ("", False)
        return Slice(*self.state.rows(offset, limit, key, is_descending=is_descending))


def _kind(row: OfferRow) -> str:
    return first_upper(label(OFFER_KIND, row.kind))


def _where(row: OfferRow) -> str:
    """With the distance, as its own column gives way beside the panel."""
    return row.school if row.km is None else f"{row.km} km · {row.school}"


def _distance(row: OfferRow) -> str:
    return "" if row.km is None else f"{row.km} km"


def _room(row: OfferRow) -> str:
    return status_text(row) or seats_text(row)


def _seats_tone(row: OfferRow) -> str:
    if status_text(row):
        return "neutral"
    return "good" if row.seats_free is None or row.seats_free > 1 else "warn" if row.seats_free else "bad"


def _nothing(state: OffersState) -> tuple[str, str]:
    """Why the list is empty, and what to do."""
    if not state.is_narrowed:
        return "Nog geen aanbod", say(
            state.desk.nouns, "Zet hier wat een school voor [leerlingen] van andere scholen openstelt."
        )
    if state.need is None:
        return "Niets gevonden", "Geen aanbod past bij deze filters. Maak een filter leeg of zoek op een ander woord."
    if not state.need.sector_id:
        why = "Bij deze vraag staat geen sector. Kies weer ‘Voor elke vraag’ en zoek op sector of op een woord."
    elif state.is_narrowed_further:
        why = "Maak de andere filters leeg: misschien past er zonder die filters wel iets."
    else:
        why = "Geen andere school biedt hier iets voor aan. Vraag in het volgende overleg wie dat kan."
    return "Geen aanbod past bij deze vraag", why
