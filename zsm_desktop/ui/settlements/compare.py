"""Vergelijken: the same months under four agreements, per school, as table and picture; nothing here writes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from zsm_desktop.domain.series import Bars
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.bars import BarsChart
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.picking import Picking, Sideways
from zsm_desktop.ui.parts.table import HEADER_HEIGHT, Table
from zsm_desktop.ui.settlements.band import BandTrier
from zsm_desktop.ui.settlements.compare_reader import CompareReader
from zsm_desktop.ui.settlements.compared import VIEWS, Compared, CompareLine, Tried, View
from zsm_desktop.ui.settlements.nothing_done import NothingDone
from zsm_desktop.ui.settlements.regime_cards import RegimeCards
from zsm_desktop.ui.settlements.state import SettlementsState
from zsm_desktop.ui.settlements.tariffs import ALL, TariffTrier
from zsm_desktop.ui.settlements.trying import TryingCard
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.balances import WHY
from zsm_desktop.words.settlements import NOT_AGREED, REGIMES, UNCHECKED
from zsm_desktop.words.settling import NO_AGREEMENT, band_words, left_text

COMPARING = "De afspraken worden doorgerekend …"
ROW_HEIGHT = 56
FIGURES, NOTHING, WAITING = range(3)
"""Faces of the stack."""


def columns(view: View) -> tuple[Column, ...]:
    """One a regime, with what stays on the balance below the amount."""

    def left(regime: SettlementRegime, row: CompareLine) -> str:
        return left_text(row.left_cents(regime)) if view == "net" else ""

    def figure(regime: SettlementRegime, row: CompareLine) -> int:
        return row.figure(regime, view)

    return (
        Column(
            "school", "School", "name", width=160, stretch=2, is_strong=True, is_name=True,
            detail=lambda row: "" if row.is_school else "subsidie",
        ),
        Column("position", "Te verrekenen", "position_cents", "balance", width=132, priority=7),
        *(
            Column(
                one.value, REGIMES[one.value], partial(figure, one), "balance", width=136, priority=6 - at,
                detail=partial(left, one),
            )
            for at, one in enumerate(SettlementRegime)
        ),
    )  # fmt: skip


class FindingStrip(QFrame):
    """Something to know before one decides, and a button that goes where it can be seen to."""

    def __init__(self, theme: Theme, go: Button) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.words, self.go = layout.label("", wrap=True), go
        line = layout.row(theme, self.words, go, gap=10, margins=(14, 6, 8, 6))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def say(self, words: str) -> None:
        self.words.setText(words)
        self.setVisible(bool(words))


class CompareFace(QWidget):
    """`opened` sends the school whose balance is to be explained; `gone` a room, or a face of this one, and a thing.

    `reading` comes when figures of other months than those in sight are being read, and when they are there; `unread`
    is why there are none.
    """

    opened = Signal(str)
    gone = Signal(str, str)
    reading = Signal(bool)
    unread = Signal(object)

    def __init__(self, theme: Theme, state: SettlementsState) -> None:
        super().__init__()
        self.theme, self.state = theme, state
        self.compared: Compared | None = None
        self._is_filling = False
        self._build()
        self.reader = CompareReader(state, lambda: self._tried, self)
        self.reader.offers.connect(self.tariffs.show_offers)
        self.reader.compared.connect(self._on_compared)
        self.reader.ahead.connect(self.nothing_done.show_forecasts)
        self.reader.unread.connect(lambda error: (self.reading.emit(False), self.unread.emit(error)))
        self.table.view.selectionModel().currentChanged.connect(lambda *_: self._on_figure())
        self.table.opened.connect(self._ask)
        self.chart.opened.connect(self._ask)
        for trier in (self.band, self.tariffs):
            trier.moved.connect(self.reader.follow)

    def _build(self) -> None:
        theme = self.theme
        agree = Button(theme, "Overeenkomst", icon="arrow-right", on_click=lambda: self.gone.emit("", "agreements"))
        check = Button(theme, "Btw vastleggen", icon="arrow-right", on_click=lambda: self.gone.emit("settings", "vat"))
        self.not_agreed, self.unchecked = FindingStrip(theme, agree), FindingStrip(theme, check)
        self.cards = RegimeCards(theme)
        self.band, self.tariffs = BandTrier(theme), TariffTrier(theme)
        self.trying = TryingCard(theme, self.band, self.tariffs)
        self.nothing_done = NothingDone(theme)
        self.view = Choice(theme, VIEWS)
        self.view.setAccessibleName("Wat de tabel toont")
        layout.box(theme, self.view, width=320, max_width=360)
        self.view.activated.connect(lambda _at: self.show_view(self.view.key))
        empty = EmptyState(theme, "Niets te verrekenen", "Kies andere maanden.", icon="scale", tone="neutral")
        self.table = Table(theme, ListModel(columns("net")), name="Per school onder elke afspraak", empty=empty)
        self.picking = Picking(self.table, *(one.value for one in SettlementRegime))
        self.sideways = Sideways(theme, self.table, self.picking, "afspraken")
        self.reason = layout.label("", wrap=True, selectable=True)
        self.why = Button(theme, WHY, icon="help", on_click=lambda: self._ask(self.table.current_id()))
        line = layout.row(theme, self.reason, self.why, gap=12)
        line.setStretch(0, 1)
        self.chart = layout.box(theme, BarsChart(theme, Bars("", "cents", (), (), ())), width=220, height=260)
        self.chart_title = layout.label("", "section", wrap=True)
        picture = layout.card(theme, self.chart_title, self.chart, gap=8)
        body = layout.column(
            theme, self.not_agreed, self.unchecked, self.cards.holder, self.trying,
            flow(theme, self.view, self.sideways), self.table, layout.card(theme, line, margins=(14, 10)),
            self.nothing_done, picture, gap=12,
        )  # fmt: skip
        go = Button(
            theme, "Naar de leveringen", kind="primary", on_click=lambda: self.gone.emit("exchange", "deliveries")
        )
        nothing = EmptyState(
            theme, "Niets te verrekenen",
            "In deze maanden is niets uitgewisseld en er staat niets open. Kies andere maanden.", icon="scale",
            action=go,
        )  # fmt: skip
        self.waiting = EmptyState(theme, COMPARING, "", icon="scale", tone="neutral")
        self.waiting.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # holds the keys for the table that comes
        self.waiting.setAccessibleName(COMPARING)
        self.stack = QStackedWidget()
        for face in (layout.scrolled(body), nothing, self.waiting):
            self.stack.addWidget(face)
        self.stack.setCurrentIndex(WAITING)
        self.setLayout(layout.column(theme, self.stack))
        QShortcut(QKeySequence("Alt+B"), self, self.try_a_band)
        QShortcut(QKeySequence("Alt+R"), self, self.try_tariffs)
        QShortcut(QKeySequence("Alt+D"), self, lambda: self.show_view("net" if self.view.key == "change" else "change"))

    def reload(self) -> None:
        if self.stack.currentIndex() == NOTHING:
            self.stack.setCurrentIndex(WAITING)
        self.reading.emit(self.compared is None or self.compared.found.span != self.state.span)
        self.reader.read()

    def show_view(self, view: str) -> None:
        self.view.choose(view)
        if self.compared is not None:
            self._show(self.compared)
            bring_soon(self, self.table, self.view)

    def try_a_band(self) -> None:
        """The keys go to the slider, which begins to try when it did not yet."""
        if self.band.band is None:
            agreed = self.compared.found.terms.band if self.compared is not None else None
            self.band.choose("permille" if agreed is None or agreed.cents is None else "cents")
        self.band.slider.setFocus()

    def try_tariffs(self) -> None:
        """As `try_a_band`, beginning with all of them."""
        if not self.tariffs.is_trying:
            self.tariffs.choose(ALL)
        self.tariffs.slider.setFocus()

    @property
    def _tried(self) -> Tried:
        return Tried(self.band.band, self.tariffs.tariffs)

    def _on_compared(self, compared: Compared) -> None:
        self._show(compared)
        self.reading.emit(False)
        for trier in (self.band, self.tariffs):
            if trier.slider.hasFocus():
                bring_soon(self, self.trying, trier.slider)

    def _show(self, compared: Compared) -> None:
        self.compared = compared
        had_keys = self.window().focusWidget() is self.waiting
        self.stack.setCurrentIndex(FIGURES if compared.has_something else NOTHING)
        if not compared.has_something:
            return
        if had_keys:
            self.table.setFocus()
        holding, terms = compared.agreed.agreement, compared.agreed.terms
        self.not_agreed.say("" if holding is not None else NO_AGREEMENT)
        cents = compared.agreed.unchecked_cents
        self.unchecked.say(UNCHECKED.format(amount=dutch.money(cents)) if cents else "")
        self.unchecked.go.setVisible(self.state.may_keep)
        self.cards.show_compared(compared)
        most = max((abs(line.position_cents) for line in compared.agreed.scenarios[0].lines), default=0)
        is_agreed = holding is not None and holding.band is not None
        self.band.show_terms(terms.band, is_agreed=is_agreed, most_cents=most)
        self.trying.say_without("" if is_agreed else NOT_AGREED.format(band=band_words(terms.band)))
        self._show_lines(compared)
        self.reader.follow()

    def _show_lines(self, compared: Compared) -> None:
        view: View = "change" if self.view.key == "change" else "net"
        lines = compared.lines
        self._is_filling = True
        self.table.set_rows(lines, columns(view))
        layout.box(self.theme, self.table, width=240, height=HEADER_HEIGHT + ROW_HEIGHT * len(lines) + 12)
        if lines and not self.table.current_id():
            self.table.select_id(lines[0].id)
        self._is_filling = False
        series = compared.series(view)
        self.chart_title.setText(series.title)
        self.chart.set_series(series)
        self.chart.setVisible(bool(series.labels))
        self._say_reason()

    def _say_reason(self) -> None:
        line = self.compared.line(self.table.current_id()) if self.compared is not None else None
        if line is None or self.compared is None:
            self.reason.setText("")
            return
        regime = SettlementRegime(self.picking.key) if self.picking.key else self.compared.now
        self.reason.setText(f"{REGIMES[regime.value]}: {self.compared.reason(line, regime)}")

    def _on_figure(self) -> None:
        """The page follows the keys: its rows do not scroll by themselves."""
        self._say_reason()
        view = self.table.view
        if view.hasFocus() and not self._is_filling:
            layout.bring(view.viewport(), view.visualRect(view.currentIndex()))

    def _ask(self, line_id: str) -> None:
        if line_id:
            self.opened.emit(line_id)


def bring_soon(owner: QWidget, *parts: QWidget) -> None:
    """Into sight, once the page has taken the heights it gets with what it shows now."""
    QTimer.singleShot(0, owner, lambda: [layout.bring(part, part.rect()) for part in parts])
