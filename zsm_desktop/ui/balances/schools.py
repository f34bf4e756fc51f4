"""Per school what it gave and took, with the balance as a figure, in words and as a bar from zero."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.in_kind import total
from zsm_desktop.ui.balances.reasons import Question
from zsm_desktop.ui.balances.state import BalancesState, SchoolLine, Waiting
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.cells import CellDelegate
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.models import COLUMN_ROLE, ROW_ROLE, ListModel
from zsm_desktop.ui.parts.picking import Picking
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.balances import (
    DISPUTED,
    OPEN,
    SETTLED,
    TAKEN_NET,
    WAITING,
    WHY,
    balance_words,
    beyond_text,
    prompt_text,
    talk_text,
)
from zsm_desktop.words.spans import in_kind_words, others_words

Figure = Callable[[SchoolLine], int]
BESIDE = {"waiting": DeliveryStatus.ENTERED.value, "disputed": DeliveryStatus.DISPUTED.value}


def in_euros(*, is_settled: bool = False) -> tuple[Column, ...]:
    after = (
        Column("settled", SETTLED, "settled_cents", "balance", width=118, priority=2),
        Column("open", OPEN, "open_cents", "balance", width=132),
    )
    return (
        Column("school", "School", "name", width=200, stretch=2, is_strong=True, is_name=True),
        Column("given", "Gegeven", "given_cents", "money", width=128, priority=3),
        Column("taken", TAKEN_NET, "taken_cents", "money", width=124, priority=3),
        Column("balance", "Saldo", "balance_cents", "balance", width=138),
        Column(
            "stand", "Stand", lambda row: _stand(row, row.balance_cents), width=108, priority=4 if is_settled else 2
        ),
        *(after if is_settled else ()),
        Column("bar", "Als balk", lambda _row: "", width=110, stretch=3, priority=7, sort_by=_balance),
        Column("waiting", WAITING, "waiting_cents", "balance", width=112, priority=5),
        Column("disputed", DISPUTED, "disputed_cents", "balance", width=112, priority=6),
    )


def in_dagdelen() -> tuple[Column, ...]:
    return (
        Column("school", "School", "name", width=196, stretch=2, is_strong=True, is_name=True),
        Column("given", "Gegeven", lambda row: row.given.hundredths, "quantity", width=104, priority=3),
        Column("taken", "Afgenomen", lambda row: row.taken.hundredths, "quantity", width=104, priority=3),
        Column("balance", "Verschil", _dagdelen, "quantity", width=104),
        Column("stand", "Stand", lambda row: _stand(row, row.use.parts), width=108, priority=2),
        Column("bar", "Als balk", lambda _row: "", width=130, stretch=3, priority=4, sort_by=_dagdelen),
        Column("others", "Niet in dagdelen", _others, width=180, stretch=2, priority=5),
    )


def _others(row: SchoolLine) -> str:
    return others_words(row.given.others, row.taken.others)


def _stand(row: SchoolLine, figure: int) -> str:
    return balance_words(figure) if row.school_id else "subsidie"


def _balance(row: SchoolLine) -> int:
    return row.balance_cents


def _dagdelen(row: SchoolLine) -> int:
    return row.use.hundredths


class BarCells(CellDelegate):
    """One column holds a bar on a scale that all rows share."""

    low, high = 0, 0
    figure: Figure = staticmethod(_balance)

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

    def _bar(self, painter: QPainter, rect: QRectF, row: SchoolLine) -> None:
        theme, span, figure = self._theme, (self.high - self.low) or 1, self.figure(row)
        zero = rect.left() - self.low / span * rect.width()
        painter.setPen(QPen(theme.colour("field_line"), 1))
        painter.drawLine(QPointF(zero, rect.top()), QPointF(zero, rect.bottom()))
        if not figure:
            return
        length = max(1.5, abs(figure) / span * rect.width())
        thick = theme.px(16)
        left = zero if figure > 0 else zero - length
        painter.setPen(theme.colour("given" if figure > 0 else "taken"))
        painter.setBrush(theme.colour("given" if figure > 0 else "taken"))
        painter.drawRoundedRect(QRectF(left, rect.center().y() - thick / 2, length, thick), 2, 2)


class SchoolsFace(QWidget):
    """`opened` sends what is to be explained; the others ask to go elsewhere."""

    opened = Signal(object)
    waiting_opened = Signal()
    limits_opened = Signal()

    def __init__(self, theme: Theme, state: BalancesState) -> None:
        super().__init__()
        self.theme, self.state = theme, state
        self.bars: dict[str, BarCells] = {}
        self.tables = QStackedWidget()
        self._by_measure = {
            "cents": self._table(in_euros(), "cents", _balance),
            "dagdelen": self._table(in_dagdelen(), "dagdelen", _dagdelen),
        }
        self.prompt = layout.label("", wrap=True)
        self.talk = Button(theme, "Grenzen", kind="quiet", icon="arrow-right", on_click=self.limits_opened.emit)
        line = layout.row(theme, self.prompt, self.talk, gap=12)
        line.setStretch(0, 1)
        self.prompts = layout.card(theme, line, margins=(14, 8))
        self.total = layout.label(" ", "strong", wrap=True)
        self.waiting = layout.label(" ", "muted", wrap=True)
        self.go = Button(
            theme, "Naar de leveringen", kind="quiet", icon="arrow-right", on_click=self.waiting_opened.emit
        )
        self.why = Button(theme, WHY, icon="help", on_click=lambda: self._ask(self.table.current_id()))
        words = layout.box(theme, layout.holder(layout.column(theme, self.total, self.waiting, gap=2)), width=420)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        foot = flow(theme, words, self.go, self.why)
        whole = layout.column(theme, self.tables, self.prompts, foot, gap=10)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.tables)

    @property
    def table(self) -> Table:
        return self._by_measure[self.state.measure]

    def _table(self, columns: tuple[Column, ...], measure: str, figure: Figure) -> Table:
        empty = EmptyState(
            self.theme, "Nog geen scholen", "Voeg eerst scholen toe in de kamer Netwerk.", icon="building"
        )
        model = ListModel(columns, row_id=lambda row: row.school_id or row.code)
        table = Table(self.theme, model, name="Saldo per school", empty=empty)
        layout.box(self.theme, table, width=240, height=130)
        bars = BarCells(self.theme, table.view)
        bars.figure = figure
        table.view.cells = bars
        table.view.setItemDelegate(bars)
        Picking(table, "given", "taken", "balance", "settled", "open", *BESIDE)
        table.opened.connect(self._ask)
        self.bars[measure] = bars
        self.tables.addWidget(table)
        return table

    def reload(self) -> None:
        rows = self.state.schools()
        self.tables.setCurrentWidget(self.table)
        bars = self.bars[self.state.measure]
        values = [bars.figure(row) for row in rows]
        bars.low, bars.high = min([*values, 0]), max([*values, 0])
        is_euros = self.state.measure == "cents"
        self.table.set_rows(rows, in_euros(is_settled=self.state.is_settled) if is_euros else None)
        if rows and not self.table.current_id():
            self.table.select_id(self.table.rows.id_at(0))
        if self.state.measure == "cents":
            self.total.setText(zero_words(sum(values), sum(row.given_cents for row in rows)))
        else:
            self.total.setText(f"Uitgewisseld {in_kind_words(total(row.given for row in rows))}.")
        self._say_waiting(self.state.waiting())
        prompts = self.state.desk.limits.prompts()
        self.prompt.setText(beyond_text(prompts))
        self.prompt.setToolTip("\n".join(f"{prompt_text(one)} {talk_text(one)}" for one in prompts))
        self.prompts.setVisible(bool(prompts))

    def _say_waiting(self, waiting: Waiting) -> None:
        words = waiting_words(waiting, is_in_kind=self.state.is_in_kind)
        self.waiting.setText(words)
        self.waiting.setVisible(bool(words))
        self.go.setVisible(bool(words) and waiting.may_open)

    def _ask(self, school: str) -> None:
        if school:
            key = self.table.view.picking.key
            self.opened.emit(
                Question(
                    school,
                    side=key if key in {"given", "taken", "settled"} else "",
                    status=BESIDE.get(key, ""),
                    is_standing=key == "open",
                )
            )


def zero_words(sum_cents: int, given_cents: int) -> str:
    """That the books are in balance, or that they are not and what to do."""
    if sum_cents:
        return (
            f"Alle saldi samen zijn {dutch.signed_money(sum_cents)} en dat moet nul zijn. "
            "Laat de boeken controleren bij Instellingen."
        )
    return f"Uitgewisseld {dutch.money(given_cents)}. Alle saldi samen zijn {dutch.money(0)}."


def waiting_words(waiting: Waiting, *, is_in_kind: bool) -> str:
    parts = [
        f"{dutch.plural(count, 'levering', 'leveringen')} {words}{'' if is_in_kind else f' ({dutch.money(cents)})'}"
        for (count, cents), words in ((waiting.entered, "te bevestigen"), (waiting.disputed, "betwist"))
        if count
    ]
    if not parts:
        return ""
    own = ""
    if waiting.own is not None:
        number = dutch.count(waiting.own) if waiting.own else "geen"
        own = f" Daarvan {'zijn' if waiting.own > 1 else 'is'} er {number} van uw school."
    return f"Nog niet in deze saldi: {dutch.joined(parts)}.{own}"
