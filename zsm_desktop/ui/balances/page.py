"""Saldi: many ways to look at the same months, and from any figure down to the bookings under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.ui.balances.faces import FACES, ONLY_EUROS, TIMELESS, BalanceFaces
from zsm_desktop.ui.balances.low_window import LowWindow
from zsm_desktop.ui.balances.reasons import Question
from zsm_desktop.ui.balances.state import MEASURES, BalancesState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.header import PageHeader
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.page import Page
from zsm_desktop.ui.parts.span_chooser import SpanChooser
from zsm_desktop.ui.parts.span_state import key_of, span_of_key
from zsm_desktop.ui.parts.tabs import Tabs
from zsm_desktop.ui.rooms import Tools, spot
from zsm_desktop.words.balances import WHY
from zsm_desktop.words.names import say
from zsm_desktop.words.papers import ledger_head
from zsm_desktop.words.spans import span_words

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


class BalancesPage(Page):
    topics = frozenset({"entry", "delivery", "school", "offer", "fund", "need", "placement", "statement"})
    keys = (
        ("Ctrl+Tab", "Volgende manier om naar de saldi te kijken"),
        ("Enter", WHY),
        ("← →", "Ander bedrag in de rij, om uit te leggen"),
        ("Esc", "Terug naar het overzicht"),
        ("Alt+PgUp", "Periode eerder"),
        ("Alt+PgDown", "Periode later"),
        ("Alt+D", "Euro’s of dagdelen, in alle overzichten"),
        ("Alt+V", "Vergelijken: wat elke afspraak over betalen zou betekenen"),
        ("Ctrl+S", "Waarom dit bedrag als pdf; bij Overzichten: bestanden opnieuw maken"),
        ("Ctrl+E", "Grens van een saldo instellen"),
        ("Space", "Bij Overzichten: school aan- of uitvinken"),
        ("Ctrl+A", "Bij Overzichten: alle scholen aanvinken"),
        ("Ctrl+Shift+A", "Bij Overzichten: niets aanvinken"),
        ("Ctrl+Return", "Overzichten maken van de aangevinkte scholen"),
    )

    def __init__(self, tools: Tools, desk: Desk) -> None:
        super().__init__(tools.theme)
        self.tools = tools
        self.state = BalancesState(desk)
        self._stale: set[str] = set()
        self._build()

    def _build(self) -> None:
        theme = self.theme
        self.chooser = SpanChooser(theme, self.state, self.attempt)
        self.chooser.chosen.connect(self._on_span)
        self.year = self.chooser.which
        self.measure = Choice(theme, MEASURES)
        self.measure.setAccessibleName("Euro’s of dagdelen")
        layout.box(theme, self.measure, width=136, max_width=140)
        self.measure.activated.connect(lambda _at: self.choose_measure(self.measure.key))
        self.compare = _compare(self)
        self.header = PageHeader(theme, "Saldi", " ", self.compare, self.chooser, self.measure)
        self.holders = {key: QStackedWidget() for key, _ in FACES}
        self.faces = BalanceFaces(self, self.holders)
        self.tabs = Tabs(
            theme,
            *((key, say(self.state.desk.nouns, words), self.holders[key]) for key, words in FACES),
            name="Manieren om naar de saldi te kijken",
        )
        self.tabs.chosen.connect(lambda _key: self._on_tab())
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
        self.only_euros = layout.label("", "muted", wrap=True)
        self.head = layout.label(" ", "small", wrap=True, selectable=True)
        self.head.setToolTip(
            "Staat deze regel ook in een gedrukt verslag, dan is er sindsdien niets bijgeboekt of veranderd."
        )
        whole = layout.page(theme, self.header, self.only_euros, self.stack, self.head, gap=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.low_window = LowWindow(self)
        for key, by in (("Alt+PgUp", 1), ("Alt+PgDown", -1)):
            QShortcut(QKeySequence(key), self, lambda by=by: self.chooser.step(by))
        other = {"cents": "dagdelen", "dagdelen": "cents"}
        QShortcut(QKeySequence("Alt+D"), self, lambda: self.choose_measure(other[self.state.measure]))

    def reload(self) -> None:
        """The face in sight reads now, the others when they are shown."""
        head = self.state.head()
        self.chooser.show_state()
        self.header.actions.setVisible(head.entries > 0)
        self.head.setText(ledger_head(head.entries, head.hash) if head.entries else "")
        self.low_window.fit()
        if not head.entries:
            self.stack.setCurrentWidget(self.empty)
            return
        if self.stack.currentWidget() is self.empty:
            self.stack.setCurrentWidget(self.tabs)
        self._stale = {key for key, _ in FACES} | {"reason"}
        self._on_face()

    def open_item(self, item_id: str) -> None:
        """Explains the balance of a school by its id or code, over other months with their key, or shows a face."""
        school, _, span = item_id.partition("/")
        if item_id in self.tabs.tabs:
            self.tabs.show_face(item_id)
            self.overview()
        else:
            self.explain(school, span=span_of_key(span) if span else None)

    def explain(
        self, school: str, counter: str = "", offer: str = "", sector: str = "", span: Span | None = None
    ) -> None:
        """Down from a figure to what is under it."""
        self.ask(Question(school, counter, offer, sector, span))

    def ask(self, question: Question) -> None:
        self._stale.discard("reason")
        if self.attempt(lambda: self.faces.reason.ask(question)):
            self.stack.setCurrentWidget(self.faces.reason)
            self._on_face()
            self.faces.reason.table.setFocus()

    def overview(self) -> None:
        self.stack.setCurrentWidget(self.tabs)
        self._on_face()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """The rows have the keys, also where Qt left them on a chooser of the page."""
        face = self.faces.reason if self.is_down else self.holders[self.tabs.current].currentWidget()
        rows = getattr(face, "table", None) or getattr(face, "heat", None)
        if rows is not None and rows.isVisibleTo(self):
            rows.setFocus()
        else:
            super().take_keyboard()

    def choose_year(self, key: str) -> None:
        self.chooser.choose(key)

    def choose_measure(self, key: str) -> None:
        self.state.measure = "dagdelen" if key == "dagdelen" else "cents"
        self.measure.choose(key)
        self._stale |= {key for key, _ in FACES} | {"reason"}
        self._on_face()

    def _on_span(self) -> None:
        if "reason" in self.faces.made:
            self.faces.reason.forget_span()
        self.attempt(self.reload)

    def _on_tab(self) -> None:
        """The keys go along from rows to rows; on a name of the bar they stay."""
        self._on_face()
        focus = self.window().focusWidget()
        if focus is not None and self.stack.isAncestorOf(focus) and not self.tabs.bar.isAncestorOf(focus):
            self.take_keyboard()

    def _on_face(self) -> None:
        is_timeless = self.tabs.current in TIMELESS and not self.is_down
        only_euros = ONLY_EUROS.get(self.tabs.current, "") if self.state.is_in_kind and not self.is_down else ""
        self.only_euros.setText(only_euros)
        self.only_euros.setVisible(bool(only_euros))
        self.chooser.setVisible(not is_timeless)
        self.attempt(self._freshen)
        span = (self.faces.reason.asked.span if self.is_down else None) or self.state.span
        words = span_words(ALL if is_timeless else span)
        self.header.set_words("Saldi", f"{words}: wat scholen gaven en afnamen")
        self.low_window.fit()

    @property
    def is_down(self) -> bool:
        """Whether one amount is being explained."""
        return "reason" in self.faces.made and self.stack.currentWidget() is self.faces.reason

    def _freshen(self) -> None:
        name = "reason" if self.is_down else self.tabs.current
        face = getattr(self.faces, name)
        if name in self._stale:
            self._stale.discard(name)
            face.reload()


def _compare(page: BalancesPage) -> Button:
    """To what each agreement would mean over the months looked at."""

    def go() -> None:
        page.navigate.emit("settlements", spot("compare", key_of(page.state.span)))

    title = "Vergelijken wat elke afspraak zou betekenen"
    button = Button(page.theme, title, kind="icon", icon="scale", key="Alt+V", on_click=go)
    button.setShortcut("")
    QShortcut(QKeySequence(button.key), page, go)  # also on a low window, where the button gives way
    return button
