"""Openstaand: what the schools still have to pay each other, and what was paid on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.flow import flow
from zsm_desktop.ui.parts.inputs import Choice
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.settlements.open_forms import PaymentForm
from zsm_desktop.ui.settlements.open_orders import OrdersButton
from zsm_desktop.ui.settlements.open_panel import OpenPanel, is_payable
from zsm_desktop.ui.settlements.open_state import ALL_SCHOOLS, WHICH, OpenLine, OpenState
from zsm_desktop.ui.settlements.open_views import OpenViews
from zsm_desktop.ui.settlements.open_words import counted, kind_words, stand
from zsm_desktop.words import format as dutch

Attempt = Callable[[Callable[[], object]], bool]
SUMS = (
    Column("name", "School", "name", width=150, stretch=1, is_strong=True, is_name=True),
    Column("cents", "Krijgt nog, of moet nog betalen", "cents", "balance", width=210),
)
NOTHING = {
    "open": ("Er staat niets open", "Wat na een verrekening te betalen is, staat hier tot het is betaald."),
    "late": ("Er is niets te laat", "Wat na de vervaldag nog openstaat, staat hier."),
    "paid": ("Er is nog niets helemaal betaald", "Een document dat helemaal is betaald, staat hier."),
}
"""Title and text of an empty list, by what was asked."""
PAID = "{cents} geboekt op {number}."
TAKEN_BACK = "De betaling van {cents} op {number} is teruggedraaid."


class OpenFace(QWidget):
    """`said` is news for a toast, `made` the same with what opens it."""

    said = Signal(str, str)
    made = Signal(str, str, object)

    def __init__(self, tools: Tools, state: OpenState, attempt: Attempt) -> None:
        super().__init__()
        theme = self.theme = tools.theme
        self._tools, self.state, self._attempt = tools, state, attempt
        self.which, self.school = Choice(theme, WHICH), Choice(theme, [ALL_SCHOOLS])
        self.which.setAccessibleName("Wat de lijst toont")
        self.school.setAccessibleName("Van welke school")
        for choice in (self.which, self.school):
            layout.box(theme, choice, width=230, max_width=260)
            choice.activated.connect(lambda _at: self._attempt(self._filter))
        self.count = layout.label(" ", "muted", wrap=True)
        self.empty = EmptyState(theme, *NOTHING["open"], icon="circle-check", tone="good")
        self.table = Table(theme, ListModel(self._columns()), name="Wat openstaat", empty=self.empty)
        layout.box(theme, self.table, width=240, height=200)
        even = EmptyState(theme, "Geen school staat open", icon="scale", tone="neutral")
        self.sums = Table(theme, ListModel(SUMS), name="Som per school", empty=even)
        layout.box(theme, self.sums, width=240, height=200)
        self.panel = OpenPanel(theme)
        self.stack = Faces(Sides(theme, self.table, self.panel, width=384), self.sums)
        self.read = Button(theme, "Afschrift inlezen", icon="file-import", key="Ctrl+O", on_click=self.open_bank)
        self.remind = Button(theme, "Herinneringen", icon="mail", key="Ctrl+M", on_click=self.open_reminders)
        self.order = OrdersButton(tools, state)
        if not state.may_keep:
            for button in (self.read, self.remind, self.order):
                button.hide()
        top = flow(theme, self.which, self.school, self.read, self.remind, self.order)
        listed = layout.column(theme, top, self.count, self.stack, gap=12)
        listed.setStretch(2, 1)
        self.views = OpenViews(tools, state.desk, layout.holder(listed))
        self.setLayout(layout.column(theme, self.views))
        self.views.back.connect(self.show_list)
        for thing in (self.views, self.order):
            thing.said.connect(self.said)
            thing.made.connect(self.made)
        self.setFocusProxy(self.table)
        self.table.chosen.connect(lambda id_: self._attempt(lambda: self._show(id_)))
        self.table.opened.connect(lambda _id: self.pay())
        self.sums.opened.connect(self.show_school)
        self.panel.pay.connect(self.pay)
        self.panel.take_back.connect(self.take_back)

    def open_bank(self) -> None:
        if self.state.may_keep:
            self.views.open_bank()

    def open_reminders(self) -> None:
        if self.state.may_keep:
            self._attempt(self.views.open_reminders)

    def show_list(self) -> None:
        self._attempt(self.reload)
        self.table.setFocus()

    def reload(self) -> None:
        state = self.state
        state.read()
        schools = state.schools()
        if state.school not in dict(schools):
            state.school = ""
        self.school.set_choices(schools)
        self.school.choose(state.school)
        self.school.setVisible(state.sees_all and state.which != "sums")
        is_sums = state.which == "sums"
        self.which.choose(state.which)
        self.stack.setCurrentIndex(1 if is_sums else 0)
        self.setFocusProxy(self.sums if is_sums else self.table)
        self.count.setText(counted(state.rows))
        self.sums.set_rows(state.sums)
        lines = state.lines
        self.table.set_rows(lines)
        if lines and not self.table.current_id():
            self.table.select_id(lines[0].id)
        self._show(self.table.current_id())
        self.views.reload()

    def show_which(self, which: str) -> None:
        self.which.choose(which)
        self._attempt(self._filter)

    def show_school(self, account: str) -> None:
        """What one school has open."""
        self.state.which, self.state.school = "open", account
        self._attempt(self.reload)
        self.table.setFocus()

    def pay(self) -> None:
        line = self.state.line
        if line is None or not self.state.may_keep or not is_payable(line.row):
            return
        form = PaymentForm(self.theme, self.window(), self.state, line.row)
        form.accepted.connect(lambda: self._paid(form.paid_cents, line))
        form.open()

    def take_back(self) -> None:
        """Asked first: it stays in the books that it was booked and taken back."""
        payment, line = self.panel.payment, self.state.line
        if payment is None or line is None or not self.state.may_keep:
            return
        cents = dutch.money(payment.cents)
        day = dutch.date_medium(payment.paid_on)
        self.panel.confirm.ask(
            f"De betaling van {cents} op {day} terugdraaien? Dat bedrag staat dan weer open.",
            lambda: self._attempt(partial(self._take_back, payment.id, cents, line)),
            yes="Terugdraaien", no="Laten staan",
        )  # fmt: skip

    def _take_back(self, payment_id: str, cents: str, line: OpenLine) -> None:
        try:
            self.state.desk.payments.take_back(payment_id)
        except RuleError:  # it may have been taken back elsewhere: it is shown as it is by then
            self.reload()
            raise
        self.reload()
        self.said.emit(TAKEN_BACK.format(cents=cents, number=line.row.number), "good")

    def _paid(self, cents: int, line: OpenLine) -> None:
        self._attempt(self.reload)
        self.said.emit(PAID.format(cents=dutch.money(cents), number=line.row.number), "good")

    def _filter(self) -> None:
        self.state.which, self.state.school = self.which.key, self.school.key
        self.empty.say(*NOTHING.get(self.state.which, NOTHING["open"]))
        self.reload()

    def _show(self, line_id: str) -> None:
        line = self.state.choose(line_id)
        if line is None:
            self.panel.show_nothing()
        else:
            paid, sent = self.state.payments(line.row.invoice_id), self.state.reminders(line.row)
            self.panel.show_line(line, paid, sent, self.state.desk.day, may_keep=self.state.may_keep)

    def _columns(self) -> tuple[Column, ...]:
        def standing(line: OpenLine) -> tuple[str, str]:
            return stand(line.row, self.state.desk.day)

        return (
            Column("number", "Nummer", lambda line: line.row.number or "–", width=150, stretch=1, is_strong=True,
                   is_name=True, detail=lambda line: kind_words(line.row)),
            Column("sides", "Van, en aan wie", "row.payer.name", width=156, stretch=2, is_name=True, priority=2,
                   detail=lambda line: f"aan {line.row.payee.name}"),
            Column("due", "Vervalt", "row.due_on", "date", width=114, priority=4),
            Column("stand", "Stand", lambda line: standing(line)[0], "pill", width=142,
                   tone=lambda line: standing(line)[1], sort_by=lambda line: -line.row.overdue_days),
            Column("open", "Open", "row.open_cents", "money", width=118),
        )  # fmt: skip
