"""The room where things are set: a card each, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.flow import tiles
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.page import Page, PageKey
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.settings.actions import PeopleActs, PlaceActs
from zsm_desktop.ui.settings.bodies import BodiesCard
from zsm_desktop.ui.settings.cards import AboutCard, ComputerCard, NetworkCard, StorageCard
from zsm_desktop.ui.settings.habit_cards import HelpCard, LockCard
from zsm_desktop.ui.settings.head_card import HeadCard
from zsm_desktop.ui.settings.issuing_card import IssuingCard
from zsm_desktop.ui.settings.place_card import PlaceCard
from zsm_desktop.ui.settings.profile_card import ProfileCard
from zsm_desktop.ui.settings.reminder_card import ReminderCard
from zsm_desktop.ui.settings.retention_card import RetentionCard
from zsm_desktop.ui.settings.silence_card import SilenceCard
from zsm_desktop.ui.settings.users import UsersCard
from zsm_desktop.ui.settings.vat_card import VatCard
from zsm_desktop.ui.settings.wall_card import WallCard


class SettingsPage(Page):
    topics = frozenset({"network", "user", "school", "body", "cluster", "contact", "meeting", "vat", "profile"})
    keys = (
        ("Ctrl+R", "Controleren of alles in orde is"),
        ("Ctrl+J", "Een regel van een oud verslag controleren"),
        ("Ctrl+T", "Btw van een soort aanbod vastleggen"),
        PageKey("Ctrl+N", "Gebruiker toevoegen", lambda page: page.users.ask_new(), (Permission.MANAGE_USERS,)),
        PageKey(
            "Ctrl+P",
            "Woorden van het netwerk wijzigen",
            lambda page: page.profile.ask_words(),
            (Permission.EDIT_NETWORK,),
        ),
        PageKey(
            "Ctrl+Shift+P",
            "Het hele netwerkprofiel bewerken",
            lambda page: page.profile.ask_whole(),
            (Permission.EDIT_NETWORK,),
        ),
        PageKey("Ctrl+O", "Overlegvorm toevoegen", lambda page: page.bodies.ask_new(), (Permission.EDIT_NETWORK,)),
    )

    def __init__(self, tools: Tools, desk: Any, people: PeopleActs, places: PlaceActs) -> None:
        super().__init__(tools.theme)
        theme, self._desk = self.theme, desk
        habits = tools.habits or Habits()
        self.network, self.computer = NetworkCard(theme, desk), ComputerCard(theme, habits)
        is_on_server = bool(places.facts().server)
        self.users = UsersCard(theme, desk, people, self.attempt, on_server=is_on_server)
        self.storage, self.about = StorageCard(theme, desk, tools.workshop), AboutCard(theme, places)
        may_move = desk.actor.may(Permission.MANAGE_USERS)
        way = (theme, places, tools.workshop, tools.depart)
        self.place = [PlaceCard(*way, may_move=may_move)] if may_move or is_on_server else []
        self.head = HeadCard(theme, desk, tools.workshop)
        self.bodies = BodiesCard(theme, desk, self.attempt)
        self.profile = ProfileCard(theme, desk)
        self.profile.offered.connect(self._offer_back)
        self.silence = SilenceCard(theme, desk)
        self.issuing = IssuingCard(theme, desk)
        self.reminders = ReminderCard(theme, desk)
        self.retention = RetentionCard(theme, desk)
        self.vat = VatCard(theme, desk, self.attempt)
        self.bodies.offered.connect(self.offer)
        for card in (self.issuing, self.reminders, self.retention):
            card.told.connect(self.notify)
        self.lock, self.help = LockCard(theme, habits), HelpCard(theme, habits)
        for talking in (self.users, self.profile, self.help):
            talking.said.connect(self.notify)
        header = PageHeader(theme, "Instellingen", "Een wijziging geldt meteen.")
        self.wall = [WallCard(theme, tools.wall)] if tools.wall is not None else []
        cards = tiles(
            theme,
            self.network,
            self.users,
            self.bodies,
            self.profile,
            *self.place,
            self.storage,
            self.head,
            self.silence,
            self.vat,
            self.issuing,
            self.reminders,
            self.retention,
            self.computer,
            self.lock,
            self.help,
            *self.wall,
            self.about,
            least=440,
        )
        self.setLayout(layout.scroll_page(theme, header, cards, None))

    def _offer_back(self, words: str, tone: str, back: tuple[str, Callable[[], object]]) -> None:
        label, do = back
        self.offer.emit(words, tone, (label, lambda: self.attempt(do)))

    def open_item(self, item_id: str) -> None:
        """The rules of VAT, or of documents, the check, or the bodies, by their name."""
        button = {
            "vat": self.vat.add, "issuing": self.issuing.change, "check": self.storage.check, "bodies": self.bodies.add,
        }.get(item_id)  # fmt: skip
        if button is not None:
            button.setFocus()
            layout.reveal(button)

    def reload(self) -> None:
        desk = self._desk
        desk.ahead(
            desk.network.facts, desk.users.rows, desk.bodies.rows, desk.profiles.facts, desk.vat.rules,
            lambda: desk.vat.treatments_on(desk.day), desk.issuing.rule,
            desk.reminders.texts, desk.retention.rules,
        )  # fmt: skip
        first = (self.network, self.users, self.bodies, self.profile, *self.place, self.storage)
        for card in (*first, self.silence, self.vat, self.issuing, self.reminders, self.retention):
            card.reload()
