"""The room where things are set: a card each, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.habits import Habits
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.flow import tiles
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.settings.actions import KeyActs, PeopleActs, PlaceActs
from zsm_desktop.ui.settings.backup_card import BackupCard
from zsm_desktop.ui.settings.bodies import BodiesCard
from zsm_desktop.ui.settings.cards import AboutCard, ComputerCard, NetworkCard, StorageCard
from zsm_desktop.ui.settings.habit_cards import HelpCard, LockCard
from zsm_desktop.ui.settings.head_card import HeadCard
from zsm_desktop.ui.settings.issuing_card import IssuingCard
from zsm_desktop.ui.settings.keys_card import KeysCard
from zsm_desktop.ui.settings.page_keys import GENERAL, KEYS
from zsm_desktop.ui.settings.place_card import PlaceCard
from zsm_desktop.ui.settings.privacy import PrivacyFaces
from zsm_desktop.ui.settings.profile_card import ProfileCard
from zsm_desktop.ui.settings.reminder_card import ReminderCard
from zsm_desktop.ui.settings.retention_card import RetentionCard
from zsm_desktop.ui.settings.silence_card import SilenceCard
from zsm_desktop.ui.settings.users import UsersCard
from zsm_desktop.ui.settings.vat_card import VatCard
from zsm_desktop.ui.settings.wall_card import WallCard
from zsm_desktop.words.keys import NEW_ALL_SHORT

LEAST_HEIGHT = 560


class SettingsPage(Page):
    topics = frozenset(
        {"network", "privacy", "user", "school", "body", "cluster", "contact", "meeting", "vat", "profile"}
    )
    keys = KEYS[GENERAL]

    def __init__(self, tools: Tools, desk: Any, people: PeopleActs, places: PlaceActs, keys: KeyActs) -> None:
        super().__init__(tools.theme)
        theme, self._desk = self.theme, desk
        habits = tools.habits or Habits()
        self.network, self.computer = NetworkCard(theme, desk), ComputerCard(theme, habits)
        is_on_server = bool(places.facts().server)
        self.users = UsersCard(theme, desk, people, self.attempt, on_server=is_on_server)
        self.storage, self.about = StorageCard(theme, desk, tools.workshop), AboutCard(theme, places)
        may_move = desk.actor.may(Permission.MANAGE_USERS)
        way = (tools.workshop, tools.depart)
        self.place = [PlaceCard(theme, places, *way, may_move=may_move)] if may_move or is_on_server else []
        self._kept_keys = [desk.access.of_users, people.without_entry, keys.printed_owner] if may_move else []
        self.locks = [KeysCard(theme, desk, keys, *way, on_server=is_on_server)] if may_move else []
        self.backups = BackupCard(theme, desk, tools.backups, tools.depart)
        self.head = HeadCard(theme, desk, tools.workshop)
        self.bodies = BodiesCard(theme, desk, self.attempt)
        self.profile = ProfileCard(theme, desk, tools.workshop)
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
        for talking in (self.users, self.profile, *self.locks, self.help):
            talking.said.connect(self.notify)
        self.users.handing_over.connect(lambda: self.open_item("handover"))
        self.users.retired.connect(lambda words: self._offer_keys(words))  # noqa: PLW0108 - a bare method is a trap here
        header = PageHeader(theme, "Instellingen", "Een wijziging geldt meteen.")
        self.wall = [WallCard(theme, tools.wall)] if tools.wall is not None else []
        self.privacy = PrivacyFaces(self, tools, desk) if desk.actor.may(Permission.READ_PRIVACY) else None
        self.tabs: Tabs | None = None
        self._lay_out(header, tiles(theme, *self._cards(), least=440))

    def _cards(self) -> Iterator[QWidget]:
        """In the order in which they are looked for."""
        yield from (self.network, self.users, *self.locks, self.bodies, self.profile, *self.place)
        yield from (self.storage, self.backups, self.head, self.silence, self.vat, self.issuing, self.reminders)
        yield from (self.retention, self.computer, self.lock, self.help, *self.wall, self.about)

    def _lay_out(self, header: PageHeader, cards: QWidget) -> None:
        """The cards alone, or as the first of the faces for who keeps privacy."""
        theme, self._general = self.theme, []
        if self.privacy is None:
            self.setLayout(layout.scroll_page(theme, header, cards, None))
            return
        general = layout.scrolled(layout.column(theme, cards, None, gap=16, margins=(0, 0, 8, 0)))
        self._general = [general]
        self.tabs = Tabs(theme, (GENERAL, "Algemeen", general), *self.privacy.tabs(), name="Instellingen en privacy")
        self.tabs.chosen.connect(lambda _key: self.attempt(self._read_face))
        whole = layout.page(theme, header, self.tabs, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit_low()

    def _fit_low(self) -> None:
        """Where the room is too low for a card under the tabs, as at 200 %, all of it scrolls."""
        around = self.parentWidget()
        is_low = around is not None and around.height() < self.theme.px(LEAST_HEIGHT)
        made = self.privacy.made.values() if self.privacy is not None else ()
        for area in (*self._general, *(face.area for face in made if hasattr(face, "area"))):
            area.show_whole(is_low)

    def _offer_keys(self, words: str) -> None:
        """Who had a copy can open that still; what comes after today is for other keys to keep."""
        if self.locks:
            self.offer.emit(words, "good", (NEW_ALL_SHORT, self.locks[0].ask_renew))
        else:
            self.notify.emit(words, "good")

    def _offer_back(self, words: str, tone: str, back: tuple[str, Callable[[], object]]) -> None:
        label, do = back
        self.offer.emit(words, tone, (label, lambda: self.attempt(do)))

    @property
    def guide_key(self) -> str:
        if self.tabs is not None and self.tabs.current != GENERAL:
            return str(self.tabs.current)
        focus = self.window().focusWidget()
        if focus is None:
            return ""
        if any(focus is card.leave for card in self.place):
            return "leave"
        cards = {
            "users": [self.users], "keys": self.locks, "place": self.place, "profile": [self.profile],
            "backups": [self.backups], "retention": [self.retention], "silence": [self.silence], "vat": [self.vat],
            "computer": [self.computer], "lock": [self.lock], "help": [self.help], "wall": self.wall,
        }  # fmt: skip
        return next((key for key, found in cards.items() if any(one.isAncestorOf(focus) for one in found)), "")

    def open_item(self, item_id: str) -> None:
        """The rules of VAT, or of documents, the check, the bodies, the printed key, by their name; or a face of
        privacy by its key.

        "logbook/L000123" is the logbook of that pupil.
        """
        key, _, of = item_id.partition("/")
        if self.tabs is not None and self.privacy is not None:
            is_face = key in self.tabs.tabs
            self.tabs.open_face(key if is_face else GENERAL)
            if self.tabs.bar.isAncestorOf(self.window().focusWidget() or self):
                self.tabs.tabs[self.tabs.current].setFocus()  # no list to go to, and the keys were on another name
            if key == "logbook" and of:
                self.attempt(lambda: self.privacy.face(key).show_pupil(of))
            if is_face:
                return
        if item_id == "recovery" and self.locks:
            self.locks[0].ask_check()
        button = {
            "vat": self.vat.add, "issuing": self.issuing.change, "check": self.storage.check, "bodies": self.bodies.add,
            "backups": self.backups.make,
        }.get(item_id)  # fmt: skip
        if button is not None:
            button.setFocus()
            layout.reveal(button)

    def ask_due(self) -> None:
        if self.privacy is not None:
            self.open_item("forgetting")
            self.privacy.face("forgetting").ask()

    def reload(self) -> None:
        self._read_face()

    def _read_face(self) -> None:
        self.keys = KEYS[self.tabs.current] if self.tabs is not None else KEYS[GENERAL][1:]
        if self.tabs is None or self.privacy is None or self.tabs.current == GENERAL:
            self._read_cards()
        else:
            self.privacy.reload(self.tabs.current)
            self._fit_low()  # it may have been made just now

    def _read_cards(self) -> None:
        desk = self._desk
        desk.ahead(
            desk.network.facts, desk.users.rows, desk.bodies.rows, desk.profiles.facts, desk.vat.rules,
            lambda: desk.vat.treatments_on(desk.day), desk.issuing.rule,
            desk.reminders.texts, desk.retention.rules, desk.silence.rule, desk.home_copies.host_at, *self._kept_keys,
        )  # fmt: skip
        first = (
            self.network, self.users, *self.locks, self.bodies, self.profile, *self.place, self.storage, self.backups,
        )  # fmt: skip
        for card in (*first, self.silence, self.vat, self.issuing, self.reminders, self.retention):
            card.reload()
