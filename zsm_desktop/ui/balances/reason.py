"""Waarom dit bedrag? What it is made of, and every line under it in order of booking, down to the delivery."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.balances.reasons import Question, Reasons
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
from zsm_desktop.words.balances import about, balance_words, parts_of, years_text
from zsm_desktop.words.labels import ENTRY_KIND, label

if TYPE_CHECKING:
    from zsm_desktop.services.explaining import ExplainLine, Explanation

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
        Column("sum", "Berekening", _sum, width=176, stretch=1, priority=5, detail=years_text),
        Column("cents", "Bedrag", "cents", "balance", width=132, detail=_borne),
    )  # fmt: skip


class ReasonFace(QWidget):
    """`left` asks to go back, `delivery` for the delivery under a line, `paper` for the page as PDF, `said` is news."""

    left = Signal()
    delivery = Signal(str)
    paper = Signal(object)
    said = Signal(str, str)

    def __init__(self, theme: Theme, reasons: Reasons, attempt: Attempt) -> None:
        super().__init__()
        self.reasons, self._attempt = reasons, attempt
        self.asked = Question("")
        self._lines: dict[str, ExplainLine] = {}
        self._shown: Explanation | None = None
        self.back = Button(theme, "Terug", icon="arrow-left", key="Esc", on_click=self.left.emit)
        self.pdf = Button(theme, "Als pdf", icon="file-type-pdf", key="Ctrl+S", on_click=self._ask_paper)
        self.counter, self.offer, self.sector = Choice(theme), Choice(theme), Choice(theme)
        names = ("Met welke school", "Welk aanbod", "Welke sector")
        for choice, name in zip((self.counter, self.offer, self.sector), names, strict=True):
            choice.setAccessibleName(name)
            layout.box(theme, choice, width=190, max_width=260)
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
        top = flow(theme, self.back, self.counter, self.offer, self.sector, self.pdf)
        card = layout.card(theme, self.title, self.figure, self.words, gap=2, margins=(20, 14))
        foot = layout.row(theme, self.check, self.hint)
        foot.setStretch(0, 1)
        whole = layout.column(theme, top, card, self.table, foot, gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def ask(self, asked: Question) -> None:
        self.asked = asked
        self._fill_choices()
        self.counter.choose(asked.counter)
        self.offer.choose(asked.offer)
        self.sector.choose(asked.sector)
        self._read()
        self.table.setFocus()

    def reload(self) -> None:
        """Other months, or something was booked; the choices stay where they still exist."""
        if self.asked.school:
            self._fill_choices()
            self._read()

    def forget_span(self) -> None:
        """The page looks at other months now: so does this face."""
        self.asked = self.asked._replace(span=None)

    def _fill_choices(self) -> None:
        found = self.reasons.narrowing(self.asked)
        self.counter.set_choices([("", "Met alle scholen"), *found.counters])
        self.offer.set_choices([("", "Door al het aanbod"), *found.offers])
        self.sector.set_choices([("", "In alle sectoren"), *found.sectors])

    def _read(self) -> None:
        self.asked = self.asked._replace(counter=self.counter.key, offer=self.offer.key, sector=self.sector.key)
        found = self._shown = self.reasons.answer(self.asked)
        self._lines = {str(line.number): line for line in found.lines}
        self.title.setText(about(found))
        self.figure.set_cents(found.balance_cents)
        self.words.setText(made_of(found))
        self.table.set_rows(found.lines)
        if found.lines and not self.table.current_id():
            self.table.select_id(str(found.lines[0].number))
        total = sum(line.cents for line in found.lines)
        what = dutch.plural(len(found.lines), "boeking is samen", "boekingen zijn samen")
        self.check.setText(
            f"{what} precies {dutch.signed_money(total)}."
            if total == found.balance_cents
            else f"De boekingen zijn samen {dutch.signed_money(total)}; dat klopt niet. Laat de boeken controleren."
        )

    def _open(self, number: str) -> None:
        line = self._lines[number]
        if self._shown is not None and self.reasons.may_open(self._shown.code, line):
            self.delivery.emit(line.delivery_id)
        else:
            self.said.emit(NOT_YOURS, "info")

    def _ask_paper(self) -> None:
        if self._shown is not None:
            self.paper.emit(self._shown)


def made_of(found: Explanation) -> str:
    """Such as "Gegeven € 24,70, afgenomen € 12,35, correcties € +5,00: samen € +17,35, de school gaf meer"."""
    (_, given), (_, taken), *more = parts_of(found.parts)
    parts = [f"Gegeven {dutch.money(given)}", f"afgenomen {dutch.money(-taken)}"]
    parts += [f"{words.lower()} {dutch.signed_money(cents)}" for words, cents in more]
    return f"{', '.join(parts)}: samen {dutch.signed_money(found.balance_cents)}, {_stand(found)}."


def _stand(found: Explanation) -> str:
    words = balance_words(found.balance_cents)
    if words.startswith("in "):
        return words
    return f"de school {words}" if found.school_id else f"dit {'draagt' if found.balance_cents < 0 else 'gaf'} zij"


def _kind(row: ExplainLine) -> str:
    return f"tegen {dutch.count(row.reverses)}" if row.reverses else label(ENTRY_KIND, row.kind)


def _booked(row: ExplainLine) -> str:
    return "" if row.booked_on == row.delivered_on else f"geboekt {dutch.date_short(row.booked_on)}"


def _side(row: ExplainLine) -> str:
    return "nam af" if row.side == "given" else "gaf"


def _numbers(row: ExplainLine) -> str:
    return " · ".join(one for one in (row.placement_number, row.decision_number) if one) or "zonder leerling"


def _sum(row: ExplainLine) -> str:
    if row.kind == "fund":
        return f"verschuiving van {row.fund}"
    unit = row.unit if abs(row.quantity_hundredths) == 100 else row.unit_plural
    return f"{dutch.quantity(row.quantity_hundredths)} {unit} × {dutch.money(row.tariff_cents)}"


def _borne(row: ExplainLine) -> str:
    """What a fund bears of it, whoever's line it is."""
    return f"subsidie {dutch.money(abs(row.borne_cents))}" if row.borne_cents else ""
