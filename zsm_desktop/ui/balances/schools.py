"""Per school what it gave and took, with the balance as a figure, in words and as a bar from zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.balances.state import BalancesState, Waiting
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.cells import CellDelegate
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.models import COLUMN_ROLE, ROW_ROLE, ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch

if TYPE_CHECKING:
    from zsm_desktop.services.balances import SchoolBalance


def balance_words(cents: int) -> str:
    """What the sign means; colour is never the only one to say it."""
    return "gaf meer" if cents > 0 else "nam meer af" if cents < 0 else "in evenwicht"


def columns() -> tuple[Column, ...]:
    return (
        Column("school", "School", "name", width=226, stretch=2, is_strong=True),
        Column("given", "Gegeven", "given_cents", "money", width=124, priority=3),
        Column("taken", "Afgenomen", "taken_cents", "money", width=124, priority=3),
        Column("balance", "Saldo", "balance_cents", "balance", width=132),
        Column("stand", "Stand", lambda row: balance_words(row.balance_cents), width=116, priority=2),
        Column("bar", "Als balk", lambda _row: "", width=150, stretch=4, priority=4, sort_by=_balance),
    )


def _balance(row: SchoolBalance) -> int:
    return row.balance_cents


class BarCells(CellDelegate):
    """The last column holds a bar on a scale that all rows share."""

    low, high = 0, 0

    def paint(self, painter: QPainter, option, index) -> None:
        column: Column = index.data(COLUMN_ROLE)
        if column.key != "bar":
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        self._ground(painter, rect, index)
        self._bar(painter, rect.adjusted(self._theme.px(20), 0, -self._theme.px(20), 0), index.data(ROW_ROLE))
        painter.restore()

    def _bar(self, painter: QPainter, rect: QRectF, row: SchoolBalance) -> None:
        theme, span = self._theme, (self.high - self.low) or 1
        zero = rect.left() - self.low / span * rect.width()
        painter.setPen(QPen(theme.colour("field_line"), 1))
        painter.drawLine(QPointF(zero, rect.top()), QPointF(zero, rect.bottom()))
        if not row.balance_cents:
            return
        length = max(1.5, abs(row.balance_cents) / span * rect.width())
        thick = theme.px(16)
        left = zero if row.balance_cents > 0 else zero - length
        painter.setPen(theme.colour("given" if row.balance_cents > 0 else "taken"))
        painter.setBrush(theme.colour("given" if row.balance_cents > 0 else "taken"))
        painter.drawRoundedRect(QRectF(left, rect.center().y() - thick / 2, length, thick), 2, 2)


class SchoolsFace(QWidget):
    """`opened` sends the id of a school whose balance is to be explained; `waiting_opened` asks for the deliveries."""

    opened = Signal(str)
    waiting_opened = Signal()

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.state = state
        empty = EmptyState(theme, "Nog geen scholen", "Voeg eerst scholen toe in de kamer Netwerk.", icon="building")
        self.table = Table(
            theme,
            ListModel(columns(), row_id=lambda row: row.school_id or row.code),
            name="Saldo per school",
            empty=empty,
        )
        layout.box(theme, self.table, width=240, height=220)
        self.bars = BarCells(theme, self.table.view)
        self.table.view.cells = self.bars
        self.table.view.setItemDelegate(self.bars)
        self.table.opened.connect(self.opened)
        self.total = layout.label(" ", "strong", wrap=True)
        self.waiting = layout.label(" ", "muted", wrap=True)
        self.go = Button(
            theme, "Naar de leveringen", kind="quiet", icon="arrow-right", on_click=self.waiting_opened.emit
        )
        self.why = Button(theme, "Waarom dit bedrag?", icon="help", on_click=self._ask)
        words = layout.column(theme, self.total, self.waiting, gap=2)
        foot = layout.row(theme, words, flow(theme, self.go, self.why, is_right=True))
        foot.setStretch(0, 1)
        whole = layout.column(theme, self.table, foot, gap=10)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        rows = self.state.schools()
        values = [row.balance_cents for row in rows]
        self.bars.low, self.bars.high = min([*values, 0]), max([*values, 0])
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(self.table.rows.id_at(0))
        self.total.setText(zero_words(sum(values), sum(row.given_cents for row in rows)))
        self._say_waiting(self.state.waiting())

    def _say_waiting(self, waiting: Waiting | None) -> None:
        words = waiting_words(waiting) if waiting else ""
        self.waiting.setText(words)
        self.waiting.setVisible(bool(words))
        self.go.setVisible(bool(words))

    def _ask(self) -> None:
        if self.table.current_id():
            self.opened.emit(self.table.current_id())


def zero_words(sum_cents: int, given_cents: int) -> str:
    """That the books are in balance, or that they are not and what to do."""
    if sum_cents:
        return (
            f"Alle saldi samen zijn {dutch.signed_money(sum_cents)} en dat moet nul zijn. "
            "Laat de boeken controleren bij Instellingen."
        )
    return f"Uitgewisseld {dutch.money(given_cents)}. Alle saldi samen zijn {dutch.money(0)}."


def waiting_words(waiting: Waiting) -> str:
    parts = [
        f"{dutch.plural(totals.count, 'levering', 'leveringen')} {words} ({dutch.money(totals.amount_cents)})"
        for totals, words in ((waiting.entered, "te bevestigen"), (waiting.disputed, "betwist"))
        if totals.count
    ]
    return f"Nog niet in deze saldi: {dutch.joined(parts)}." if parts else ""
