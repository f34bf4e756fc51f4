"""Verrekening: compare what each agreement would mean, keep what was agreed, and settle as the directors decided."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.annex import AnnexButton
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.span_chooser import SpanChooser
from zsm_desktop.ui.parts.span_state import key_of
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.rooms import Tools, spot
from zsm_desktop.ui.settlements.agreements import AgreementsFace
from zsm_desktop.ui.settlements.book_years import BookYearsFace
from zsm_desktop.ui.settlements.compare import COMPARING, CompareFace
from zsm_desktop.ui.settlements.listed import SettlementsFace
from zsm_desktop.ui.settlements.open_items import OpenFace
from zsm_desktop.ui.settlements.open_state import OpenState
from zsm_desktop.ui.settlements.page_keys import KEYS
from zsm_desktop.ui.settlements.state import SettlementsState

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

SUBTITLES = {
    "compare": "Wat elke afspraak zou betekenen; hier wordt niets geboekt",
    "agreements": "Wat de scholen afspraken, vanaf wanneer, en wie er tekende",
    "settlements": "Van voorstel naar besluit, en precies zo uitgevoerd",
    "open": "Wat er nog te betalen is, en wat er is betaald",
    "years": "Een jaar van de boeken voorgoed afsluiten, en het dossier dat u bewaart",
}


class SettlementsPage(Page):
    topics = frozenset({"entry", "settlement", "school", "network", "vat", "fund", "decision", "period"})
    keys = KEYS["compare"]

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__(tools.theme)
        theme = self.theme
        self.state = SettlementsState(desk)
        self._stale: set[str] = set()
        self._is_reading = False
        self.chooser = SpanChooser(theme, self.state, self.attempt)
        self.chooser.chosen.connect(self._on_span)
        self.annex = AnnexButton(tools, desk, self.state.asked)
        self.header = PageHeader(theme, "Verrekening", SUBTITLES["compare"], self.annex, self.chooser)
        self.compare = CompareFace(theme, self.state)
        self.agreements = AgreementsFace(theme, self.state, self.attempt)
        self.settlements = SettlementsFace(tools, self.state, self.attempt)
        self.open = OpenFace(tools, OpenState(desk), self.attempt)
        self.years = BookYearsFace(tools, desk, self.attempt)
        self.faces: dict[str, QWidget] = {
            "compare": self.compare, "agreements": self.agreements, "settlements": self.settlements, "open": self.open,
            "years": self.years,
        }  # fmt: skip
        self.tabs = Tabs(
            theme,
            ("compare", "Vergelijken", self.compare),
            ("agreements", "Overeenkomst", self.agreements),
            ("settlements", "Verrekeningen", self.settlements),
            ("open", "Openstaand", self.open),
            ("years", "Boekjaren", self.years),
            name="Vergelijken, overeenkomst, verrekeningen, openstaand of boekjaren",
        )
        self.tabs.chosen.connect(lambda _key: self._on_tab())
        self.compare.opened.connect(self._explain)
        self.compare.gone.connect(self._go)
        self.compare.reading.connect(self._on_reading)
        self.compare.unread.connect(self._on_unread)
        self.settlements.gone.connect(self._go)
        self.years.gone.connect(self._go)
        for made in (self.annex.made, self.settlements.made, self.open.made, self.years.made):
            made.connect(self.offer)
        for face in (self.annex, self.agreements, self.settlements, self.open, self.years):
            face.said.connect(self.notify)
        whole = layout.page(theme, self.header, self.tabs, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for key, by in (("Alt+PgUp", 1), ("Alt+PgDown", -1)):
            QShortcut(QKeySequence(key), self.chooser, lambda by=by: self.chooser.step(by))  # where it is in sight

    def reload(self) -> None:
        """The face in sight reads now, the others when they are shown."""
        self.chooser.show_state()
        self._stale = set(self.faces)
        self._freshen()

    def open_item(self, item_id: str) -> None:
        """A face by its name, over other months with their key, or a settlement by its id."""
        face, _, months = item_id.partition("/")
        if face in self.faces:
            if months:
                self.chooser.choose(months)
            self.tabs.open_face(face)
        else:
            self.tabs.show_face("settlements")
            self.attempt(lambda: self.settlements.open(item_id))
        self.take_keyboard()

    def settle(self) -> bool:
        """What is read or written beside the painting comes to its end before the store closes."""
        self.compare.reader.drain()
        self.years.writer.drain()
        return True

    def take_keyboard(self) -> None:
        """Before there is a table, the keys go to what stands in its place."""
        focus, waiting = self.window().focusWidget(), self.compare.waiting
        if waiting.isVisible() and (focus is None or not self.isAncestorOf(focus)):
            waiting.setFocus()
        else:
            super().take_keyboard()

    def _explain(self, school: str) -> None:
        """In Saldi, over the months compared here."""
        self.navigate.emit("balances", spot(school, key_of(self.state.span)))

    def _go(self, room: str, item_id: str) -> None:
        if room:
            self.navigate.emit(room, item_id)
        else:
            self.open_item(item_id)

    def _on_span(self) -> None:
        self.attempt(self.reload)

    def _on_tab(self) -> None:
        current = self.tabs.current
        for thing in (self.annex, self.chooser):
            thing.setVisible(current == "compare")
        self.keys = KEYS[current]
        self._say_subtitle()
        self.attempt(self._freshen)

    def _on_reading(self, is_reading: bool) -> None:
        self._is_reading = is_reading
        self._say_subtitle()

    def _say_subtitle(self) -> None:
        current = self.tabs.current
        is_reading = self._is_reading and current == "compare"
        self.header.set_words("Verrekening", COMPARING if is_reading else SUBTITLES[current])

    def _on_unread(self, error: Exception) -> None:
        """A server that is not there is said once for the whole window, as for what is read at once."""
        if isinstance(error, RuleError) and error.code == "server.lost":
            self.mark_stale()
            self.unreached.emit(error)
        else:
            self.attempt(partial(_raise, error))

    def _freshen(self) -> None:
        name = self.tabs.current
        if name in self._stale:
            self._stale.discard(name)
            self.faces[name].reload()


def _raise(error: Exception) -> None:
    raise error
