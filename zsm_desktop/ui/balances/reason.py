"""Waarom dit bedrag? What it is made of, and every line under it in order of booking, down to the delivery."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.in_kind import total
from zsm_desktop.ui.balances.in_kind import use_column
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
from zsm_desktop.words.balances import (
    DISPUTED,
    GIVEN,
    OPEN,
    RESULT,
    SETTLED,
    TAKEN,
    TAKEN_NET,
    TOGETHER,
    WAITING,
    about,
    balance_words,
    counter_text,
    made_up_of,
    nothing_words,
    years_text,
)
from zsm_desktop.words.exchange import quantity_with_unit
from zsm_desktop.words.labels import ENTRY_KIND, first_upper, label
from zsm_desktop.words.spans import in_kind_words
from zsm_desktop.words.statement import CLOSING

if TYPE_CHECKING:
    from zsm_desktop.services.explaining_rows import ExplainLine, Explanation

Attempt = Callable[[Callable[[], object]], bool]
BESIDE = {"entered": WAITING.lower(), "disputed": DISPUTED.lower()}
NOT_YOURS = "De levering onder deze boeking ziet u alleen als uw school erbij betrokken is."


WAYS = [("", RESULT), ("given", GIVEN), ("taken", TAKEN_NET), ("entered", WAITING), ("disputed", DISPUTED)]
AFTER_SETTLING = [("settled", SETTLED), ("open", OPEN)]


def columns(*, is_in_kind: bool, is_of_all: bool = False) -> tuple[Column, ...]:
    """Of all schools together each line says who gave to whom."""
    amount = Column("cents", "Bedrag", "cents", "balance", width=190, detail=_borne)
    if is_in_kind:
        amount = use_column("cents", "Dagdelen", "use", width=140)
    return (
        Column(
            "number", "Boeking", lambda row: dutch.count(row.number) if row.number else "nog geen", width=104,
            is_strong=True, detail=_kind, sort_by=lambda row: (row.number, row.delivered_on),
        ),
        Column("day", "Geleverd", "delivered_on", "date", width=124, priority=4, detail=_booked),
        Column(
            "counter", "School", "account" if is_of_all else counter_text, width=136, stretch=2, priority=3,
            detail=_receiver if is_of_all else _side, is_name=True,
        ),
        Column("offer", "Aanbod", _offer, width=148, stretch=3, priority=2, detail=_numbers),
        Column("sum", "Berekening", _sum, width=274, stretch=1, priority=5, detail=years_text),
        amount,
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
        self.way = Choice(theme, WAYS)
        self.counter, self.offer, self.sector = Choice(theme), Choice(theme), Choice(theme)
        names = ("Welk bedrag", "Met welke school", "Welk aanbod", "Welke sector")
        for choice, name in zip((self.way, self.counter, self.offer, self.sector), names, strict=True):
            choice.setAccessibleName(name)
            layout.box(theme, choice, width=190, max_width=260)
            read = self._choose_way if choice is self.way else self._read
            choice.activated.connect(lambda _at, read=read: self._attempt(read))
        self.title = layout.label("", "section", wrap=True)
        self.figure = MoneyLabel(theme, 0, is_balance=True, size=26, weight=600)
        self.figure.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.in_kind = layout.label("", "title", wrap=True)
        self.words = layout.label("", wrap=True)
        self.empty = EmptyState(theme, " ", " ", icon="scale", tone="neutral")
        model = ListModel(columns(is_in_kind=False))
        self.table = Table(theme, model, name="Boekingen onder dit saldo", empty=self.empty)
        layout.box(theme, self.table, width=240, height=130)
        self.table.opened.connect(self._open)
        self.check = layout.label("", "muted", wrap=True)
        self.hint = layout.label("Enter: naar de levering", "muted")
        top = flow(theme, self.back, self.way, self.counter, self.offer, self.sector, self.pdf, gap=8)
        card = layout.card(theme, self.title, self.figure, self.in_kind, self.words, gap=2, margins=(16, 8))
        foot = layout.row(theme, self.check, self.hint)
        foot.setStretch(0, 1)
        whole = layout.column(theme, top, card, self.table, foot, gap=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def ask(self, asked: Question) -> None:
        self.asked = asked
        self._fill_choices()
        self.way.choose(asked.what if self.way.findData(asked.what) >= 0 else "")
        found = self.reasons.answer(asked)
        for choice, key, words in (
            (self.counter, asked.counter, found.counter),
            (self.offer, asked.offer, found.offer),
            (self.sector, asked.sector, found.sector),
        ):
            if choice.findData(key) < 0:
                choice.addItem(words, key)
            choice.choose(key)
        self._show(found)
        self.table.setFocus()

    def _choose_way(self) -> None:
        self.asked = self.asked.of(self.way.key)
        self._fill_choices()
        if self.asked.is_settled:
            for choice in (self.counter, self.offer, self.sector):
                choice.choose("")
        self._read()

    def reload(self) -> None:
        """Other months, or something was booked; the choices stay where they still exist."""
        if self.asked.school or self.asked.kinds is not None:
            self._fill_choices()
            self._read()

    def forget_span(self) -> None:
        """The page looks at other months now: so does this face."""
        self.asked = self.asked._replace(span=None)

    def _fill_choices(self) -> None:
        is_one = self.asked.kinds is None
        self.way.setVisible(is_one)
        for choice in (self.counter, self.offer, self.sector):
            choice.setVisible(is_one and not self.asked.is_settled)
        self.way.set_choices([*WAYS, *(AFTER_SETTLING if self.reasons.state.is_settled else ())])
        found = self.reasons.narrowing(self.asked)
        self.counter.set_choices([("", "Met alle scholen"), *found.counters])
        self.offer.set_choices([("", "Door al het aanbod"), *found.offers])
        self.sector.set_choices([("", "In alle sectoren"), *found.sectors])

    def _read(self) -> None:
        if self.asked.kinds is None and not self.asked.is_settled:
            self.asked = self.asked._replace(counter=self.counter.key, offer=self.offer.key, sector=self.sector.key)
        self._show(self.reasons.answer(self.asked))

    def _show(self, found: Explanation) -> None:
        self._shown = found
        self._lines = {line.id: line for line in found.lines}
        is_in_kind = self.reasons.state.is_in_kind
        self.title.setText(about(found))
        self.figure.set_cents(found.result_cents)
        self.in_kind.setText(in_kind_words(found.use))
        for widget, is_it in ((self.figure, not is_in_kind), (self.in_kind, is_in_kind)):
            widget.setVisible(is_it)
        self.words.setText(f"{used(found) if is_in_kind else made_of(found)} {self.asked.note}".rstrip())
        self.empty.say(*nothing_words(found))
        self.table.set_rows(found.lines, columns(is_in_kind=is_in_kind, is_of_all=found.kinds is not None))
        if found.lines and not self.table.current_id():
            self.table.select_id(found.lines[0].id)
        self.check.setText(checked_use(found) if is_in_kind else checked(found))

    def _open(self, line_id: str) -> None:
        line = self._lines[line_id]
        if self.reasons.may_open(line):
            self.delivery.emit(line.delivery_id)
        elif line.settlement_number:
            self.said.emit(f"Deze boeking hoort bij verrekening {line.settlement_number}.", "info")
        else:
            self.said.emit(NOT_YOURS, "info")

    def _ask_paper(self) -> None:
        if self._shown is not None:
            self.paper.emit(self._shown)


def made_of(found: Explanation) -> str:
    """Such as "Gegeven € 24,70, afgenomen € 12,35, correcties € +5,00: samen € +17,35, de school gaf meer"."""
    plain = {GIVEN: 1, TAKEN: -1}
    parts = [
        f"{words.lower()} {dutch.money(plain[words] * cents) if words in plain else dutch.signed_money(cents)}"
        for words, cents in made_up_of(found)
    ]
    result = TOGETHER.lower() if found.opening_cents is None else CLOSING.lower()
    stand = "" if found.kinds is not None or found.side or found.status else f", {_stand(found)}"
    return first_upper(f"{', '.join(parts)}: {result} {dutch.signed_money(found.result_cents)}{stand}.")


def used(found: Explanation) -> str:
    """The same of use; a closing balance has none, so that is about these months."""
    given, taken = found.used("given"), -found.used("taken")
    if found.kinds is not None or found.side == "given":
        return f"Gegeven {in_kind_words(given)}."
    if found.side == "settled":
        return "Verrekend wordt in euro’s."
    if found.side == "taken":
        return f"Afgenomen {in_kind_words(taken)}; een subsidie draagt geld en neemt zelf niets af."
    return f"Gegeven {in_kind_words(given)}, afgenomen {in_kind_words(taken)}: samen {in_kind_words(found.use)}."


def checked(found: Explanation) -> str:
    """That the lines are together what is explained, or that they are not."""
    cents = sum(line.cents for line in found.lines)
    if cents != found.booked_cents:
        return f"De boekingen zijn samen {dutch.signed_money(cents)}; dat klopt niet. Laat de boeken controleren."
    what = _count(found)
    words = f"{what} precies {dutch.signed_money(cents)}"
    if found.opening_cents is not None:
        words += f", met het beginsaldo {dutch.signed_money(found.result_cents)}"
    return f"{words}."


def checked_use(found: Explanation) -> str:
    whole = total(line.use for line in found.lines)
    if whole != found.use:
        return f"De boekingen zijn samen {in_kind_words(whole)}; dat klopt niet. Laat de boeken controleren."
    return f"{_count(found)} precies {in_kind_words(whole)}."


def _count(found: Explanation) -> str:
    one, more = ("levering", "leveringen") if found.status else ("boeking", "boekingen")
    return dutch.plural(len(found.lines), f"{one} is samen", f"{more} zijn samen")


def _stand(found: Explanation) -> str:
    words = balance_words(found.result_cents)
    if words.startswith("in "):
        return words
    return f"de school {words}" if found.school_id else f"dit {'draagt' if found.result_cents < 0 else 'gaf'} zij"


def _kind(row: ExplainLine) -> str:
    if not row.number:
        return BESIDE[row.kind]
    if row.kind == "fund":
        return "subsidie"
    return f"tegen {dutch.count(row.reverses)}" if row.reverses else label(ENTRY_KIND, row.kind)


def _booked(row: ExplainLine) -> str:
    return "" if row.booked_on == row.delivered_on else f"geboekt {dutch.date_short(row.booked_on)}"


def _side(row: ExplainLine) -> str:
    if row.settlement_number:
        return ""
    return "nam af" if row.side == "given" else "gaf"


def _receiver(row: ExplainLine) -> str:
    return f"aan {row.counter}"


def _offer(row: ExplainLine) -> str:
    return row.offer or row.settlement_number


def _numbers(row: ExplainLine) -> str:
    if row.undoes:
        return f"draait {row.undoes} terug"
    return " · ".join(one for one in (row.placement_number, row.decision_number) if one) or "zonder leerling"


def _sum(row: ExplainLine) -> str:
    """Down to the whole amount where the amount is after what a fund bears, which stands with that."""
    if row.kind == "fund":
        return f"verschuiving van {row.fund}"
    if row.settlement_number:
        return f"tot en met {dutch.date_medium(row.delivered_on)}"
    amount = quantity_with_unit(row.quantity_hundredths, row.unit, row.unit_plural)
    words = f"{amount} × {dutch.money(row.tariff_cents)}"
    is_told = row.fund_cents and row.gross_cents and abs(row.quantity_hundredths) != 100
    return f"{words} = {dutch.money(abs(row.gross_cents))}" if is_told else words


def _borne(row: ExplainLine) -> str:
    """What a fund bears of it: taken off the amount, or a part of it; or all there is, with the fund itself."""
    if not row.borne_cents:
        return ""
    borne = dutch.money(abs(row.borne_cents))
    if not row.gross_cents:
        return "deel van de subsidie"
    return f"na {borne} subsidie" if row.fund_cents else f"waarvan {borne} subsidie"
