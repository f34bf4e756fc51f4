"""The card of one settlement: what it does to each school, what it rests on, and the step that comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.settlement.history import SETS_OFF, SettlementRegime
from zsm_desktop.services.settlement_rows import HolderLine, PaymentLine, SettlementCard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.table import HEADER_HEIGHT, Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.settlements import STATUSES
from zsm_desktop.words.settling import (
    band_words,
    decided_text,
    documents_text,
    left_text,
    moved_text,
    overtaken_text,
    title_of,
)
from zsm_desktop.words.spans import span_words

TONES = {"proposed": "info", "approved": "warn", "executed": "good", "reversed": "neutral", "withdrawn": "neutral"}
ROW_HEIGHT = 56
HASH_LETTERS = 16


def steps_of(card: SettlementCard) -> frozenset[str]:
    """What can be done with it now, by who keeps the books."""
    row = card.settlement
    match row.status:
        case "proposed":
            return frozenset({"withdraw"} if card.is_overtaken else {"approve", "withdraw"})
        case "approved":
            return frozenset({"withdraw"} if card.is_overtaken else {"execute", "withdraw"})
        case "executed" if not row.reverses:
            return frozenset({"reverse"})
    return frozenset()


def _row_id(row: HolderLine | DueLine) -> str:
    return row.id if isinstance(row, DueLine) else str(row.holder.account)


def _facts(card: SettlementCard) -> list[tuple[str, str]]:
    row = card.settlement
    executed = f"{dutch.date_medium(home_day(row.executed_at))} door {row.executed_by}" if row.executed_at else ""
    is_taxed = any(line.vat_cents for line in card.lines)
    terms = band_words(card.terms.band) if row.regime is SettlementRegime.THRESHOLD else ""
    return [
        ("Maanden", span_words(row.span)),
        ("Samen", dutch.money(row.moved_cents)),
        ("Documenten", documents_text(row.documents + row.payments, is_taxed=row.regime in SETS_OFF and is_taxed)),
        ("Betalingen", dutch.count(len(card.dues))),
        ("Bandbreedte", terms),
        ("Voorgesteld", f"{dutch.date_medium(home_day(row.proposed_at))} door {row.proposed_by}"),
        ("Besluit", decided_text(row.decision_number, card.decided_beside)),
        ("Uitgevoerd", executed),
        ("Boekingen", ", ".join(dutch.count(one) for one in card.entry_numbers)),
        ("Draait terug", row.reverses),
        ("Teruggedraaid door", row.reversed_by),
    ]


def _net(line: HolderLine) -> int:
    return line.receives_cents - line.pays_cents


def _vat(line: HolderLine) -> str:
    return f"btw {dutch.signed_money(line.vat_cents)}" if line.vat_cents else ""


LINE_COLUMNS = (
    Column("name", "School", "holder.name", width=110, stretch=2, is_strong=True, is_name=True),
    Column("position", "Stond op", "position_cents", "balance", width=118, priority=2),
    Column(
        "net", "Betaalt of ontvangt", _net, "balance", width=128,
        detail=lambda line: " · ".join(part for part in (_vat(line), left_text(line.left_cents)) if part),
    ),
)  # fmt: skip
DUE_COLUMNS = (
    Column("payer", "Betaalt", "payer", width=110, stretch=1, is_name=True),
    Column("payee", "Aan", "payee", width=110, stretch=1, is_name=True),
    Column("cents", "Bedrag", "cents", "money", width=112),
)


class DueLine(NamedTuple):
    id: str
    payer: str
    payee: str
    cents: int

    @classmethod
    def of(cls, one: PaymentLine) -> DueLine:
        return cls(str(one.sequence), one.payer.name, one.payee.name, one.cents)


class OvertakenStrip(QFrame):
    """Why a proposal cannot be executed any more, and whose position moved by how much."""

    def __init__(self, theme: Theme, again: Button) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.words, self.moved = layout.label("", "strong", wrap=True), layout.label(wrap=True)
        self.again = again
        foot = layout.row(theme, again, None)
        self.setLayout(layout.column(theme, self.words, self.moved, foot, gap=6, margins=(14, 10, 14, 10)))
        self.hide()

    def show_card(self, card: SettlementCard, *, may_keep: bool) -> None:
        other = card.other_agreement
        regime, since = (other.regime, other.valid_from) if other is not None else (None, None)
        self.words.setText(overtaken_text(regime, since, has_moved=other is None or bool(card.moved)))
        moved = [(one.holder.name, one.now_cents - one.then_cents) for one in card.moved]
        self.moved.setText(moved_text(moved))
        self.moved.setVisible(bool(moved) or other is None)
        self.again.setVisible(may_keep)
        self.setVisible(card.is_overtaken)


class SettlementPanel(DetailPanel):
    """`approve`, `execute`, `withdraw`, `reverse` and `renew` ask for the step."""

    approve = Signal()
    execute = Signal()
    withdraw = Signal()
    reverse = Signal()
    renew = Signal()

    def __init__(self, theme: Theme, documents: QWidget) -> None:
        super().__init__(
            theme, "Kies een verrekening", "Hier ziet u wat zij doet en wat de volgende stap is.", icon="receipt-euro"
        )
        self._theme, self._shown = theme, ("", "")
        self.steps = {
            "approve": Button(theme, "Besluit vastleggen", kind="primary", key="Ctrl+D", on_click=self.approve.emit),
            "execute": Button(theme, "Uitvoeren", kind="primary", key="Ctrl+Return", on_click=self.execute.emit),
            "reverse": Button(theme, "Terugdraaien", key="Ctrl+R", on_click=self.reverse.emit),
            "withdraw": Button(theme, "Intrekken", key="Ctrl+Del", on_click=self.withdraw.emit),
        }
        self.set_acts(*self.steps.values())
        self.confirm = ConfirmStrip(theme)
        self.overtaken = OvertakenStrip(
            theme, Button(theme, "Nieuw voorstel", key="Ctrl+Shift+N", on_click=self.renew.emit)
        )
        self.facts = FactList(theme)
        self.lines = self._table(LINE_COLUMNS, "Wat het met elke school doet")
        self.dues_title = layout.label("Wat er te betalen is", "strong")
        self.dues = self._table(DUE_COLUMNS, "Wat er te betalen is")
        self.basis = layout.label("", "small", wrap=True, selectable=True)
        for thing in (
            self.confirm, self.overtaken, documents, self.facts, self.lines, self.dues_title, self.dues, self.basis,
        ):  # fmt: skip
            self.body.addWidget(thing)

    def _table(self, columns: tuple[Column, ...], name: str) -> Table:
        empty = EmptyState(self._theme, "Niemand betaalt", icon="scale", tone="neutral")
        return Table(self._theme, ListModel(columns, row_id=_row_id), name=name, empty=empty)

    def show_card(self, card: SettlementCard, *, may_keep: bool) -> None:
        row = card.settlement
        if self._shown != (row.id, row.status):  # reading again leaves a question that was asked
            self.confirm.hide()
        self._shown = (row.id, row.status)
        self.show_thing(row.number, title_of(row.regime, row.reverses), STATUSES[row.status], TONES[row.status])
        steps = steps_of(card) if may_keep else frozenset()
        for key, button in self.steps.items():
            button.setVisible(key in steps)
        self.acts.setVisible(bool(steps))
        self.overtaken.show_card(card, may_keep=may_keep)
        self.facts.set_facts(_facts(card))
        self._fill(self.lines, card.lines, ROW_HEIGHT)
        self._fill(self.dues, [DueLine.of(one) for one in card.dues], 42)
        for thing in (self.dues_title, self.dues):
            thing.setVisible(bool(card.dues))
        self.basis.setText(
            f"Rust op de boeken tot en met boeking {dutch.count(row.entries)} (keten {row.head[:HASH_LETTERS]}). "
            f"Kenmerk van dit voorstel: {row.basis[:HASH_LETTERS]}."
        )
        self.basis.setToolTip(f"Keten: {row.head}\nKenmerk: {row.basis}")

    def _fill(self, table: Table, rows: Sequence[HolderLine | DueLine], height: int) -> None:
        layout.box(self._theme, table, width=200, height=HEADER_HEIGHT + height * max(2, len(rows)) + 12)
        table.set_rows(rows)
