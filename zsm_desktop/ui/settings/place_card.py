"""Where the network is kept, on this computer or on a server, and for a secretary the way to the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFrame

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.departure import Departure
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.addresses import Addresses
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.facts import FactList
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.share_form import ShareForm
from zsm_desktop.ui.parts.strip import ConfirmStrip, ErrorStrip
from zsm_desktop.ui.settings.actions import PlaceActs
from zsm_desktop.ui.settings.leave_form import LeaveForm
from zsm_desktop.ui.theme import Theme
from zsm_desktop.ui.work import Workshop
from zsm_desktop.words import leaving
from zsm_desktop.words.moving import also_here

IN_FILE = "In een bestand op deze computer. Eén persoon tegelijk werkt ermee."
ON_SERVER = "Op een server. Ieder werkt er met de eigen aanmelding in; namen blijven ook daar verzegeld."
FETCH = (
    "Het netwerk terughalen naar deze computer? {also_here} De server neemt daarna niets meer aan, en ieder opent het "
    "netwerk op deze computer met het eigen wachtwoord."
)
REMEMBERED = "Onthouden in de sleutelbos van deze computer"
FORGET = "Wachtwoord niet meer onthouden"
SHOW, HIDE = "Adressen van collega's", "Adressen verbergen"


class PlaceCard(QFrame):
    def __init__(
        self,
        theme: Theme,
        places: PlaceActs,
        workshop: Workshop,
        depart: Callable[[Departure], object],
        *,
        may_move: bool,
    ) -> None:
        super().__init__()
        self._may_move = may_move
        self.setProperty("role", "card")
        self._theme, self._places, self._workshop, self._depart = theme, places, workshop, depart
        self.what = layout.label("", wrap=True)
        self.facts = FactList(theme)
        self.share = Button(theme, "Naar een server overzetten", icon="users", on_click=self.ask_share)
        self.leave = Button(theme, leaving.TITLE, icon="door-exit", key="Ctrl+Shift+V", on_click=self.ask_leave)
        self.fetch = Button(theme, "Terughalen naar deze computer", icon="home", on_click=self.ask_fetch)
        self.show_addresses = Button(theme, SHOW, icon="link", on_click=self._turn_addresses)
        self.forget = Button(theme, FORGET, icon="trash", on_click=self._forget)
        self.error, self.confirm = ErrorStrip(theme), ConfirmStrip(theme)
        self.addresses = Addresses(theme)
        acts = flow(theme, self.share, self.leave, self.show_addresses, self.fetch, self.forget, gap=10)
        title = layout.label("Waar het netwerk staat", "section")
        things = (title, self.what, self.facts, acts, self.confirm, self.error, self.addresses, None)
        self.setLayout(layout.column(theme, *things, gap=16, margins=20))
        self.addresses.hide()

    def reload(self) -> None:
        facts = self._places.facts()
        is_there = bool(facts.server)
        self.what.setText(f"{ON_SERVER} {leaving.ON_SERVER}" if is_there else IN_FILE)
        there = [("Server", facts.server), ("Uw aanmelding", facts.login)]
        there += [("Uw wachtwoord", REMEMBERED)] if facts.remembers else []
        self.facts.set_facts(there if is_there else [("Map", str(facts.folder))])
        for button in (self.share, self.leave):
            button.setVisible(self._may_move and not is_there)
        for button in (self.fetch, self.show_addresses):
            button.setVisible(self._may_move and is_there)
        self.forget.setVisible(facts.remembers)
        if not self.addresses.isHidden():
            self._attempt(lambda: self.addresses.show_entries(self._places.addresses()))

    def ask_share(self) -> ShareForm:
        form = ShareForm(self._theme, self.window(), self._places, self._workshop, self._depart)
        form.open()
        return form

    def ask_leave(self) -> LeaveForm | None:
        if self.leave.isHidden():
            return None
        form = LeaveForm(self._theme, self.window(), self._go_with)
        form.ask()
        return form

    def _go_with(self, place: Path) -> None:
        self._attempt(lambda: self._depart(self._places.leave(place)))

    def ask_fetch(self) -> None:
        def ask() -> None:
            text = FETCH.format(also_here=also_here(self._places.also_here()))
            self.confirm.ask(text, self._fetch, yes="Terughalen", no="Laten staan", kind="primary")

        self._attempt(ask)

    def _fetch(self) -> None:
        self._attempt(lambda: self._depart(self._places.fetch()))

    def _forget(self) -> None:
        self.error.hide()
        self.forget.setEnabled(False)
        work = self._workshop.run(FORGET, lambda _progress: self._places.forget_password())
        work.failed.connect(self.error.show_error)
        work.ended.connect(lambda: self.forget.setEnabled(True))
        work.ended.connect(self.reload)

    def _turn_addresses(self) -> None:
        is_on = self.addresses.isHidden()
        if is_on and not self._attempt(lambda: self.addresses.show_entries(self._places.addresses())):
            return
        self.addresses.setVisible(is_on)
        self.show_addresses.set_words(HIDE if is_on else SHOW)
        if is_on:
            layout.reveal(self.addresses)

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except RuleError as error:
            self.error.show_error(error)
            return False
        self.error.hide()
        return True
