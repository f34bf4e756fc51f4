"""The card of one document: who pays whom, what is still open, and what was paid on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import DetailPanel, FactList
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.strip import ConfirmStrip
from zsm_desktop.ui.parts.table import HEADER_HEIGHT, Table
from zsm_desktop.ui.settlements.open_state import OpenLine
from zsm_desktop.ui.settlements.open_words import about, kind_words, stand
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import format as dutch
from zsm_desktop.words import reminders

if TYPE_CHECKING:
    from datetime import date

    from zsm_desktop.services.open_items import OpenRow
    from zsm_desktop.services.payments import PaymentRow
    from zsm_desktop.services.reminders import ReminderRow

ROW_HEIGHT = 56


def is_payable(row: OpenRow) -> bool:
    return bool(row.invoice_id) and row.open_cents > 0


def can_go_back(payment: PaymentRow) -> bool:
    return not (payment.reverses or payment.reversed_by)


def _state(payment: PaymentRow) -> str:
    if payment.reverses:
        return "draait terug"
    return "teruggedraaid" if payment.reversed_by else "van de bank" if payment.is_from_bank else "met de hand"


def _by(payment: PaymentRow) -> str:
    return f"{payment.note} · {payment.entered_by}" if payment.note else payment.entered_by


PAYMENTS = (
    Column("paid_on", "Dag", "paid_on", "date", width=114, stretch=2, detail=_by),
    Column("cents", "Bedrag", "cents", "balance", width=104),
    Column("state", "Hoe", _state, "pill", width=118, priority=2,
           tone=lambda row: "info" if can_go_back(row) else "neutral"),
)  # fmt: skip


class OpenPanel(DetailPanel):
    """`pay` and `take_back` ask for the act."""

    pay = Signal()
    take_back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "Kies een regel", "Hier ziet u wat er openstaat en wat er is betaald.", icon="receipt-euro"
        )
        self._theme, self._shown, self._may_keep = theme, "", False
        self.pay_button = Button(
            theme, "Betaling invullen", kind="primary", icon="plus", key="Ctrl+N", on_click=self.pay.emit
        )
        self.back_button = Button(theme, "Betaling terugdraaien", key="Ctrl+R", on_click=self.take_back.emit)
        self.set_acts(self.pay_button, self.back_button)
        self.confirm = ConfirmStrip(theme)
        self.stand = Lines(theme, name="Hoe het staat")
        self.facts = FactList(theme)
        self.title_paid = layout.label("Wat is betaald", "strong")
        empty = EmptyState(theme, "Nog niets betaald", icon="receipt-euro", tone="neutral")
        self.payments = Table(theme, ListModel(PAYMENTS), name="Wat is betaald", empty=empty)
        self.payments.chosen.connect(lambda _id: self._dress_back())
        self.title_sent = layout.label("Herinneringen", "strong")
        self.sent = Lines(theme, name="Herinneringen die uitgingen")
        things = (self.confirm, self.stand, self.facts, self.title_paid, self.payments, self.title_sent, self.sent)
        for thing in things:
            self.body.addWidget(thing)

    def show_line(
        self,
        line: OpenLine,
        payments: Sequence[PaymentRow],
        sent: Sequence[ReminderRow],
        today: date,
        *,
        may_keep: bool,
    ) -> None:
        row, self._may_keep = line.row, may_keep
        if self._shown != line.id:  # reading again leaves a question that was asked
            self.confirm.hide()
        self._shown = line.id
        self.show_thing(
            row.number or row.settlement_number, f"{row.payer.name} betaalt aan {row.payee.name}", *stand(row, today)
        )
        words, quiet, icon, tone = about(row)
        self.stand.set_lines([Line(words, quiet, icon, tone)])
        self.facts.set_facts(_facts(row))
        layout.box(
            self._theme, self.payments, width=200, height=HEADER_HEIGHT + ROW_HEIGHT * max(2, len(payments)) + 12
        )
        self.payments.set_rows(payments)
        last = next((one for one in reversed(payments) if can_go_back(one)), None)
        if last is not None and not self.payments.current_id():
            self.payments.select_id(last.id)
        self.sent.set_lines([_letter(one) for one in sent])
        for thing in (self.title_sent, self.sent):
            thing.setVisible(bool(sent))
        self.pay_button.setVisible(may_keep and is_payable(row))
        self._dress_back()

    @property
    def payment(self) -> PaymentRow | None:
        """The one in hand that can be taken back."""
        rows = self.payments.rows
        at = rows.find(self.payments.current_id())
        found = rows.row(at) if at >= 0 else None
        return found if found is not None and can_go_back(found) else None

    def _dress_back(self) -> None:
        self.back_button.setVisible(self._may_keep and self.payment is not None)
        self.acts.setVisible(self.pay_button.isVisibleTo(self.acts) or self.back_button.isVisibleTo(self.acts))


def _facts(row: OpenRow) -> list[tuple[str, str]]:
    return [
        ("Nog open", dutch.money(row.open_cents)),
        ("Bedrag", dutch.money(row.total_cents)),
        ("Betaald", dutch.money(row.paid_cents)),
        ("Uitgegaan", dutch.date_medium(row.issued_on) if row.issued_on else ""),
        ("Vervalt", dutch.date_medium(row.due_on) if row.due_on else ""),
        ("Soort", kind_words(row)),
    ]


def _letter(one: ReminderRow) -> Line:
    return Line(
        f"{reminders.TITLES[one.level]} van {dutch.date_medium(one.sent_on)}, door {one.sent_by}",
        f"{dutch.money(one.open_cents)}, te betalen t/m {dutch.date_medium(one.pay_by)}.\n{one.text}",
        "mail",
    )
