"""Saldi: four ways to look at one year, and from any figure down to the bookings under it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.balances.over_time import TrendFace
from zsm_desktop.ui.balances.pairs import PairsFace
from zsm_desktop.ui.balances.per_offer import OffersFace
from zsm_desktop.ui.balances.reason import ReasonFace
from zsm_desktop.ui.balances.schools import SchoolsFace
from zsm_desktop.ui.balances.state import BalancesState, Reasons
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Face = TypeVar("Face", bound=QWidget)
FACES = (("schools", "Per school"), ("pairs", "Onderling"), ("offers", "Per aanbod"), ("trend", "Verloop"))


class BalancesPage(Page):
    topics = frozenset({"entry", "delivery", "school", "offer"})
    keys = (
        ("Ctrl+Tab", "Per school, onderling, per aanbod, verloop"),
        ("Enter", "Waarom dit bedrag?"),
        ("Esc", "Terug naar het overzicht"),
        ("Alt+PgUp", "Schooljaar eerder, Alt PgDn: later"),
    )

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__(tools.theme)
        self.state = BalancesState(desk)
        self.reasons = Reasons(self.state)
        self._stale: set[str] = set()
        self._build()

    def _build(self) -> None:
        theme = self.theme
        self.year = Choice(theme)
        self.year.setAccessibleName("Schooljaar")
        layout.box(theme, self.year, width=220, max_width=260)
        self.year.activated.connect(lambda _at: self.choose_year(self.year.key))
        self.header = PageHeader(theme, "Saldi", " ", self.year)
        self.holders = {key: QStackedWidget() for key, _ in FACES}
        self.tabs = Tabs(
            theme,
            *((key, words, self.holders[key]) for key, words in FACES),
            name="Manieren om naar de saldi te kijken",
        )
        self.tabs.chosen.connect(lambda _key: self.attempt(self._freshen))
        go = Button(
            theme, "Naar de leveringen", kind="primary", on_click=lambda: self.navigate.emit("exchange", "deliveries")
        )
        may_go = self.state.desk.actor.may(Permission.READ_DELIVERIES)
        self.empty = EmptyState(
            theme, "Nog niets geboekt", "Een saldo ontstaat als een school bevestigt wat zij afnam.", icon="scale",
            action=go if may_go else None,
        )  # fmt: skip
        self.stack = QStackedWidget()
        for face in (self.tabs, self.empty):
            self.stack.addWidget(face)
        self.head = layout.label(" ", "small", wrap=True, selectable=True)
        whole = layout.page(theme, self.header, self.stack, self.head, gap=10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for key, by in (("Alt+PgUp", 1), ("Alt+PgDown", -1)):
            QShortcut(QKeySequence(key), self, lambda by=by: self.step_year(by))

    # The faces are made when they are first shown.

    @cached_property
    def schools(self) -> SchoolsFace:
        face = SchoolsFace(self.theme, self.state)
        face.opened.connect(self.explain)
        face.waiting_opened.connect(lambda: self.navigate.emit("exchange", "deliveries"))
        return self._add(self.holders["schools"], face)

    @cached_property
    def pairs(self) -> PairsFace:
        face = PairsFace(self.theme, self.state)
        face.opened.connect(self.explain)
        return self._add(self.holders["pairs"], face)

    @cached_property
    def offers(self) -> OffersFace:
        face = OffersFace(self.theme, self.state)
        face.opened.connect(lambda school, offer: self.explain(school, "", offer))
        return self._add(self.holders["offers"], face)

    @cached_property
    def trend(self) -> TrendFace:
        return self._add(self.holders["trend"], TrendFace(self.theme, self.state))

    @cached_property
    def reason(self) -> ReasonFace:
        face = ReasonFace(self.theme, self.reasons, self.attempt)
        face.left.connect(self.overview)
        face.delivery.connect(lambda delivery_id: self.navigate.emit("exchange", delivery_id))
        face.said.connect(self.notify)
        return self._add(self.stack, face)

    def reload(self) -> None:
        """The face in sight reads now, the others when they are shown."""
        self.reasons.forget()
        head = self.state.head()
        self.year.set_choices(self.state.years())
        self.year.choose(self.state.year_key)
        self.header.set_words("Saldi", f"{self.state.year_words}: wat scholen aan elkaar gaven en van elkaar afnamen")
        self.header.actions.setVisible(head.entries > 0)
        self.head.setVisible(head.entries > 0)
        self.head.setText(
            f"Kop van het grootboek: boeking {dutch.count(head.entries)}, {head.shown}. "
            "Staat deze regel ook in een gedrukt verslag, dan is er sindsdien niets bijgeboekt of veranderd."
        )
        if not head.entries:
            self.stack.setCurrentWidget(self.empty)
            return
        if self.stack.currentWidget() is self.empty:
            self.stack.setCurrentWidget(self.tabs)
        self._stale = {key for key, _ in FACES} | {"reason"}
        self._freshen()

    def open_item(self, item_id: str) -> None:
        """Explains the balance of a school by its id or code, or shows a face by its name."""
        if item_id in self.tabs.tabs:
            self.overview()
            self.tabs.show_face(item_id)
        else:
            self.explain(item_id)

    def explain(self, school: str, counter_code: str = "", offer_code: str = "") -> None:
        """Down from a figure to what is under it."""
        self._stale.discard("reason")
        if self.attempt(lambda: self.reason.ask(school, counter_code, offer_code)):
            self.stack.setCurrentWidget(self.reason)
            self.reason.table.setFocus()

    def overview(self) -> None:
        self.stack.setCurrentWidget(self.tabs)
        self.attempt(self._freshen)
        face = self.holders[self.tabs.current].currentWidget()
        target = getattr(face, "table", None) or getattr(face, "heat", None)
        if target is not None:
            target.setFocus()

    def choose_year(self, label: str) -> None:
        self.state.choose_year(label)
        self.attempt(self.reload)

    def step_year(self, by: int) -> None:
        at = self.year.currentIndex() + by
        if 0 <= at < self.year.count():
            self.choose_year(self.year.itemData(at))

    def _freshen(self) -> None:
        is_down = self.stack.currentWidget() is self.__dict__.get("reason")
        name = "reason" if is_down else self.tabs.current
        face = getattr(self, name)
        if name in self._stale:
            self._stale.discard(name)
            face.reload()

    @staticmethod
    def _add(stack: QStackedWidget, face: Face) -> Face:
        stack.addWidget(face)
        return face
