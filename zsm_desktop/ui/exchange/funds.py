"""Subsidies: granted, charged and left, of whom and for what, and down to the deliveries they bear."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from zsm_desktop.services.fund_cards import ClaimRow
from zsm_desktop.services.funds import FundCard, FundRow
from zsm_desktop.ui.exchange.accountability import AccountabilityFace
from zsm_desktop.ui.exchange.accountability_state import REPORTS
from zsm_desktop.ui.exchange.fund_form import FundForm
from zsm_desktop.ui.exchange.funds_state import FundsState
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.facts import DetailPanel, FactList, Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.accountability import left_text
from zsm_desktop.words.funds import WHAT_IT_IS, days_text, for_text, part_text

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Attempt = Callable[[Callable[[], object]], bool]
FULL, NEARLY = 1000, 900


def spent_permille(row: FundRow) -> int:
    """Thousandths of the grant that are spent; nothing granted is nothing left."""
    return row.money.spent_permille


def spent_tone(row: FundRow) -> str:
    spent = spent_permille(row)
    return "neutral" if not row.is_active else "bad" if spent >= FULL else "warn" if spent >= NEARLY else "info"


def state_of(row: FundRow) -> tuple[str, str]:
    """A word and its tone."""
    if not row.is_active:
        return "beëindigd", "neutral"
    return ("op", "bad") if row.left_cents <= 0 else ("loopt", "good")


def columns() -> tuple[Column, ...]:
    return (
        Column("name", "Subsidie", "name", width=160, stretch=4, is_strong=True, detail=_whose),
        Column("spent", "Gebruikt", spent_permille, "share", width=122, tone=spent_tone, priority=3),
        Column("granted", "Toegekend", "granted_cents", "money", width=126, priority=4),
        Column("charged", "Gedragen", "charged_cents", "money", width=126, priority=2),
        Column("left", "Over", "left_cents", "money", width=126, detail=lambda row: state_of(row)[0]),
    )


def claim_columns() -> tuple[Column, ...]:
    return (
        Column("day", "Geleverd", "delivered_on", "date", width=120),
        Column("user", "Nam af", "user", width=170, stretch=3, is_strong=True, is_name=True, detail=_provider),
        Column(
            "offer", "Aanbod", "offer", width=170, stretch=3, priority=3,
            detail=lambda row: row.placement_number or "zonder leerling",
        ),
        Column("claimed", "Gevraagd", "claimed_cents", "money", width=120, priority=2),
        Column("charged", "Gedragen", "charged_cents", "money", width=120),
        Column(
            "waiting", "Wacht op geld", "waiting_cents", "money", width=136, priority=2,
            tone=lambda row: "warn" if row.waiting_cents else "muted",
        ),
    )  # fmt: skip


class FundPanel(DetailPanel):
    """`edit`, `switch` ask for the act; `claims` for the deliveries under the figures, `account` what was agreed."""

    edit = Signal()
    switch = Signal()
    claims = Signal()
    account = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Kies een subsidie", "Hier ziet u wat zij draagt en voor wie.", icon="receipt-euro")
        self.edit_button = Button(theme, "Wijzigen", key="Ctrl+E", on_click=self.edit.emit)
        self.switch_button = Button(theme, "Beëindigen", key="Ctrl+Del", on_click=self.switch.emit)
        self.claims_button = Button(
            theme, "Leveringen eronder", kind="quiet", icon="arrow-right", on_click=self.claims.emit
        )
        self.account_button = Button(
            theme, "Verantwoording", icon="clipboard-list", key="Ctrl+I", on_click=self.account.emit
        )
        self.set_acts(self.edit_button, self.switch_button)
        self.confirm = ConfirmStrip(theme)
        self.spent_words = layout.label("", wrap=True)
        self.spent = QProgressBar()
        self.spent.setTextVisible(False)
        self.facts = FactList(theme)
        self.schools = Lines(theme, name="Wat de scholen minder betalen", empty="Er is nog niets van gebruikt.")
        self.terms = layout.label("", wrap=True, selectable=True)
        things = (
            self.confirm, self.spent_words, self.spent, flow(theme, self.account_button), self.facts,
            layout.label("Wat de scholen minder betalen", "strong"), self.schools, self.claims_button, self.terms,
        )  # fmt: skip
        for thing in things:
            self.body.addWidget(thing)

    def show_card(self, card: FundCard, *, may_keep: bool) -> None:
        row = card.fund
        self.confirm.hide()
        self.show_thing(row.name, " · ".join(part for part in (row.code, row.owner) if part), *state_of(row))
        self.acts.setVisible(may_keep)
        self.switch_button.set_words("Beëindigen" if row.is_active else "Weer laten lopen")
        beside = row.money.beside_cents
        words = (
            f"{dutch.money(row.charged_cents)} gedragen"
            + (f" en {dutch.money(beside)} daarnaast uitgegeven" if beside else "")
            + f" van {dutch.money(row.granted_cents)}, {left_text(row.left_cents)}"
        )
        self.spent_words.setText(words)
        self.spent.setRange(0, FULL)
        self.spent.setValue(min(FULL, spent_permille(row)))
        self.spent.setAccessibleName(words)
        waiting = row.claimed_cents - row.charged_cents
        self.facts.set_facts(
            [
                ("Draagt", part_text(row.percent, row.fixed_cents)),
                ("Voor", for_text(row.sector, row.offer_kind, row.school_kind)),
                ("Geleverd", days_text(row.first_day, row.last_day)),
                ("Beëindigd op", dutch.date_medium(row.ended_on) if row.ended_on else ""),
                ("Volgorde", str(row.rank)),
                ("Besluit", row.decision_number),
                ("Wacht op geld", dutch.money(waiting) if waiting else ""),
                ("Daarnaast", dutch.money(beside) if beside else ""),
            ]
        )
        self.schools.set_lines(
            [
                Line(
                    f"{one.school}: {dutch.money(one.charged_cents)}",
                    dutch.plural(one.deliveries, "levering", "leveringen")
                    + (f", {dutch.money(one.waiting_cents)} wacht op geld" if one.waiting_cents else ""),
                    "school",
                )
                for one in card.schools
            ]
        )
        self.claims_button.setVisible(card.claim_count > 0)
        self.terms.setText(row.terms)
        self.terms.setVisible(bool(row.terms))


class FundsFace(QWidget):
    """`delivery` sends the id of one under a fund, `said` is news for a toast, `made` the same with what opens it.

    `failed` brings what went wrong beside the painting.
    """

    delivery = Signal(str)
    said = Signal(str, str)
    made = Signal(str, str, object)
    failed = Signal(object)

    def __init__(self, tools: Tools, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self.theme, self.state, self._attempt = tools.theme, FundsState(desk), attempt
        self._build()
        self.account = AccountabilityFace(tools, desk, attempt)
        self.stack.addWidget(self.account)
        self.account.left.connect(self.close_claims)
        for news in ("said", "made", "failed"):
            getattr(self.account, news).connect(getattr(self, news))
        self.panel.account.connect(self.open_account)
        self.table.chosen.connect(lambda fund_id: self._attempt(lambda: self._show(fund_id)))
        self.table.opened.connect(lambda _id: self.open_claims())
        self.claims.opened.connect(self.delivery)
        self.panel.edit.connect(self.edit)
        self.panel.switch.connect(self.switch)
        self.panel.claims.connect(self.open_claims)

    def _build(self) -> None:
        theme = self.theme
        self.new = Button(theme, "Nieuwe subsidie", icon="plus", key="Ctrl+N", on_click=self.add)
        if not self.state.may_keep:
            self.new.hide()
        intro = layout.label(WHAT_IT_IS, "muted", wrap=True)
        top = layout.row(theme, intro, self.new, gap=14)
        top.setStretch(0, 1)
        empty = EmptyState(
            theme, "Nog geen subsidies",
            "Zet hier geld dat een deel van de uitwisseling betaalt; elke school ziet dan wat voor haar overblijft."
            if self.state.may_keep
            else "De secretaris of boekhouder zet hier geld dat een deel van de uitwisseling betaalt.",
            icon="receipt-euro", tone="neutral",
        )  # fmt: skip
        self.table = Table(theme, ListModel(columns()), name="Subsidies", empty=empty)
        layout.box(theme, self.table, width=240, height=200)
        self.panel = FundPanel(theme)
        listed = layout.column(theme, top, Sides(theme, self.table, self.panel), gap=12)
        listed.setStretch(1, 1)
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.close_claims)
        self.claims_title = layout.label("", "section", wrap=True)
        head = layout.row(theme, self.back, self.claims_title, gap=14)
        head.setStretch(1, 1)
        none = EmptyState(
            theme, "Nog niets gedragen", "Er is nog geen levering waar deze subsidie voor is.", icon="scale"
        )
        model = ListModel(claim_columns(), row_id=lambda row: row.delivery_id)
        self.claims = Table(theme, model, name="Leveringen onder deze subsidie", empty=none)
        layout.box(theme, self.claims, width=240, height=200)
        self.claims_words = layout.label("", "muted", wrap=True)
        below = layout.column(theme, head, self.claims, self.claims_words, gap=12)
        below.setStretch(1, 1)
        self.stack = Faces()
        for face in (listed, below):
            self.stack.addWidget(layout.holder(face))
        whole = layout.column(theme, self.stack, gap=0)
        self.setLayout(whole)

    def reload(self) -> None:
        rows = self.state.rows()
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        self._show(self.table.current_id())
        if self.stack.currentWidget() is self.account:
            self.account.reload()

    def open(self, fund_id: str) -> None:
        self.close_claims()
        self.table.select_id(fund_id)
        self._show(fund_id)

    def add(self) -> None:
        if self.state.may_keep:
            form = FundForm(self.theme, self.window(), self.state)
            form.accepted.connect(lambda: self._saved(form, "De subsidie staat in de lijst en draagt mee."))
            form.open()

    def edit(self) -> None:
        if self.state.may_keep and self.state.card is not None:
            form = FundForm(self.theme, self.window(), self.state, self.state.card.fund)
            form.accepted.connect(lambda: self._saved(form, "De subsidie is gewijzigd."))
            form.told.connect(lambda words: self.said.emit(words, "info"))
            form.open()

    def switch(self) -> None:
        """Ending is asked, as deliveries of later days cost schools the whole amount."""
        if not self.state.may_keep or self.state.card is None:
            return
        row = self.state.card.fund
        if not row.is_active:
            self._attempt(lambda: self.state.switch(row))
            return
        self.panel.confirm.ask(
            f"{row.name} beëindigen? Zij draagt wat tot en met vandaag geleverd is; wat daarna geleverd wordt, betaalt "
            "de school zelf.",
            lambda: self._attempt(lambda: self.state.switch(row)),
            yes="Beëindigen", no="Laten lopen",
        )  # fmt: skip

    def open_account(self, part: str = "") -> None:
        card = self.state.card
        if card is not None:
            self.stack.setCurrentWidget(self.account)
            self.account.open(card.fund.id, card.fund.name, part)
            self.account.table.setFocus()

    def open_due(self) -> None:
        """What has been waited for longest."""
        fund_id, report_id = self.account.state.first_due()
        if fund_id:
            self.open(fund_id)
            self.open_account(REPORTS)
            self.account.want(report_id)

    def drain(self) -> None:
        self.account.counting.drain()

    def open_claims(self) -> None:
        if self.state.card is not None:
            self.stack.setCurrentIndex(1)
            self.claims.setFocus()

    def close_claims(self) -> None:
        self.stack.setCurrentIndex(0)
        self.table.setFocus()

    def _saved(self, form: FundForm, words: str) -> None:
        self.open(form.made_id)
        self.said.emit(words, "good")

    def _show(self, fund_id: str) -> None:
        card = self.state.choose(fund_id)
        if card is None:
            self.panel.show_nothing()
            self.stack.setCurrentIndex(0)
            return
        self.panel.show_card(card, may_keep=self.state.may_keep)
        self._show_claims(card)

    def _show_claims(self, card: FundCard) -> None:
        self.claims_title.setText(f"Leveringen onder {card.fund.name}")
        self.claims.set_rows(card.claims)
        if card.claims and not self.claims.current_id():
            self.claims.select_id(card.claims[0].delivery_id)
        self.claims_words.setText(_count_words(card.claims, card.claim_count))


def _count_words(claims: tuple[ClaimRow, ...], count: int) -> str:
    what = dutch.plural(count, "levering", "leveringen")
    if len(claims) < count:
        return f"De laatste {dutch.count(len(claims))} van {what}; alle boekingen staan in het grootboek."
    return f"{what}. Enter: naar de levering."


def _provider(row: ClaimRow) -> str:
    return f"van {row.provider}"


def _whose(row: FundRow) -> str:
    return " · ".join(part for part in (row.code, row.owner) if part)
