"""Waarom dit bedrag? Every line under a balance, in order of booking, down to the delivery."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.balances.schools import balance_words
from zsm_desktop.ui.balances.state import Reason, Reasons
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.money import MoneyLabel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import ENTRY_KIND, label

if TYPE_CHECKING:
    from zsm_desktop.services.balances import ExplainLine

Attempt = Callable[[Callable[[], object]], bool]
NOT_YOURS = "De levering onder deze boeking ziet u alleen als uw school erbij betrokken is."


def columns() -> tuple[Column, ...]:
    return (
        Column(
            "number", "Boeking", lambda row: dutch.count(row.number), width=108, is_strong=True, detail=_kind,
            sort_by=lambda row: row.number,
        ),
        Column("day", "Geleverd", "delivered_on", "date", width=124, priority=4, detail=_booked),
        Column("counter", "School", "counter", width=160, stretch=2, priority=3, detail=_side),
        Column("offer", "Aanbod", "offer", width=180, stretch=3, priority=2, detail=_numbers),
        Column("sum", "Berekening", _sum, width=176, stretch=1, priority=5),
        Column("cents", "Bedrag", "cents", "balance", width=132),
    )  # fmt: skip


class ReasonFace(QWidget):
    """`left` asks to go back, `delivery` for the delivery under a line, `said` is news for a toast."""

    left = Signal()
    delivery = Signal(str)
    said = Signal(str, str)

    def __init__(self, theme: Theme, reasons: Reasons, attempt: Attempt) -> None:
        super().__init__()
        self.reasons, self._attempt = reasons, attempt
        self.school = ""
        self._lines: dict[str, ExplainLine] = {}
        self._shown: Reason | None = None
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.left.emit)
        self.counter, self.offer = Choice(theme), Choice(theme)
        for choice, name in ((self.counter, "Met welke school"), (self.offer, "Welk aanbod")):
            choice.setAccessibleName(name)
            layout.box(theme, choice, width=210, max_width=280)
            choice.activated.connect(lambda _at: self._attempt(self._read))
        self.title = layout.label("", "section", wrap=True)
        self.figure = MoneyLabel(theme, 0, is_balance=True, size=26, weight=600)
        self.figure.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.words = layout.label("", wrap=True)
        empty = EmptyState(
            theme, "Hier is niets geboekt", "In deze periode is er met deze keuze geen boeking.", icon="scale",
            tone="neutral",
        )  # fmt: skip
        model = ListModel(columns(), row_id=lambda row: str(row.number))
        self.table = Table(theme, model, name="Boekingen onder dit saldo", empty=empty)
        layout.box(theme, self.table, width=240, height=200)
        self.table.opened.connect(self._open)
        self.check = layout.label("", "muted", wrap=True)
        self.hint = layout.label("Enter: naar de levering", "muted")
        top = flow(theme, self.back, self.counter, self.offer)
        card = layout.card(theme, self.title, self.figure, self.words, gap=2, margins=(20, 14))
        foot = layout.row(theme, self.check, self.hint)
        foot.setStretch(0, 1)
        whole = layout.column(theme, top, card, self.table, foot, gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def ask(self, school: str, counter_code: str = "", offer_code: str = "") -> None:
        """`school` is an id or a code."""
        self.school = school
        self._fill_choices()
        self.counter.choose(counter_code)
        self.offer.choose(offer_code)
        self._read()
        self.table.setFocus()

    def reload(self) -> None:
        """Another year, or something was booked; the choices stay where they still exist."""
        if self.school:
            self._fill_choices()
            self._read()

    def _fill_choices(self) -> None:
        counters, offers = self.reasons.parties(self.school)
        self.counter.set_choices([("", "Met alle scholen"), *counters])
        self.offer.set_choices([("", "Door al het aanbod"), *offers])

    def _read(self) -> None:
        found = self._shown = self.reasons.reason(self.school, self.counter.key, self.offer.key)
        self._lines = {str(line.number): line for line in found.lines}
        self.title.setText(f"{found.name} · {self.reasons.state.year_words.lower()}")
        self.figure.set_cents(found.cents)
        self.words.setText(
            f"{dutch.money(found.given_cents)} gegeven min {dutch.money(found.taken_cents)} afgenomen"
            f" is {dutch.signed_money(found.cents)}: {_stand(found)}."
        )
        self.table.set_rows(found.lines)
        if found.lines and not self.table.current_id():
            self.table.select_id(str(found.lines[0].number))
        total = sum(line.cents for line in found.lines)
        what = dutch.plural(len(found.lines), "boeking is samen", "boekingen zijn samen")
        self.check.setText(
            f"{what} precies {dutch.signed_money(total)}."
            if total == found.cents
            else f"De boekingen zijn samen {dutch.signed_money(total)}; dat klopt niet. Laat de boeken controleren."
        )

    def _open(self, number: str) -> None:
        line = self._lines[number]
        if self._shown is not None and self.reasons.may_open(self._shown.code, line):
            self.delivery.emit(line.delivery_id)
        else:
            self.said.emit(NOT_YOURS, "info")


def _stand(found: Reason) -> str:
    words = balance_words(found.cents)
    return words if words.startswith("in ") else f"de school {words}"


def _kind(row: ExplainLine) -> str:
    return f"tegen {dutch.count(row.reverses)}" if row.reverses else label(ENTRY_KIND, row.kind)


def _booked(row: ExplainLine) -> str:
    return "" if row.booked_on == row.delivered_on else f"geboekt {dutch.date_short(row.booked_on)}"


def _side(row: ExplainLine) -> str:
    return "nam af" if row.side == "given" else "gaf"


def _numbers(row: ExplainLine) -> str:
    return " · ".join(one for one in (row.placement_number, row.decision_number) if one) or "zonder leerling"


def _sum(row: ExplainLine) -> str:
    unit = row.unit if abs(row.quantity_hundredths) == 100 else row.unit_plural
    return f"{dutch.quantity(row.quantity_hundredths)} {unit} × {dutch.money(row.tariff_cents)}"
