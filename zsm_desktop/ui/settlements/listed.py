"""Verrekeningen: proposed, decided and executed ones, and the steps from one to the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.spans import Span
from zsm_desktop.services.left_behind import LeftBehind
from zsm_desktop.services.settlement_rows import SettlementRow
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.columns import Column
from zsm_desktop.ui.parts.empty import EmptyState
from zsm_desktop.ui.parts.facts import Sides
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.models import ListModel
from zsm_desktop.ui.parts.table import Table
from zsm_desktop.ui.rooms import Tools
from zsm_desktop.ui.settlements.documents import DocumentsPart
from zsm_desktop.ui.settlements.documents_files import DocumentView
from zsm_desktop.ui.settlements.settlement_forms import ApproveForm, ProposeForm
from zsm_desktop.ui.settlements.settlement_panel import TONES, SettlementPanel, steps_of
from zsm_desktop.ui.settlements.state import SettlementsState
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.format import plural
from zsm_desktop.words.names import say
from zsm_desktop.words.settlements import APPROVED, EXECUTED, MADE, STATUSES
from zsm_desktop.words.settling import execute_question, left_behind_text, title_of, withdraw_question
from zsm_desktop.words.spans import span_words

Attempt = Callable[[Callable[[], object]], bool]


def _title(row: SettlementRow) -> str:
    return title_of(row.regime, row.reverses)


COLUMNS = (
    Column("number", "Nummer", "number", width=156, stretch=1, is_strong=True, detail=lambda row: span_words(row.span)),
    Column("regime", "Afspraak", _title, width=120, stretch=1, priority=4),
    Column("status", "Stand", lambda row: STATUSES[row.status], "pill", width=116, tone=lambda row: TONES[row.status]),
    Column("amount", "Bedrag", "moved_cents", "money", width=132, priority=2),
    Column("decision", "Besluit", "decision_number", width=136, priority=3),
)


class LeftBehindLine(Lines):
    """What came late into months that are settled."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, name="Nog nergens verrekend")
        self.hide()

    def show_left(self, left: LeftBehind | None) -> None:
        self.set_lines([Line(left_behind_text(left, None), "", "alert-triangle", "warn")] if left else [])
        self.setVisible(left is not None)


class SettlementsFace(QWidget):
    """`said` is news for a toast, `made` the same with what opens it; `gone` a room, or a face of this, and what."""

    said = Signal(str, str)
    made = Signal(str, str, object)
    gone = Signal(str, str)

    def __init__(self, tools: Tools, state: SettlementsState, attempt: Attempt) -> None:
        super().__init__()
        theme = tools.theme
        self.theme, self.state, self._attempt = theme, state, attempt
        self.new = Button(theme, "Voorstel maken", kind="primary", icon="plus", key="Ctrl+N", on_click=self.propose)
        intro = layout.label(
            say(
                state.desk.nouns,
                "Een voorstel ligt vast. Na een besluit van [de stuurgroep] wordt het precies zo uitgevoerd.",
            ),
            "muted", wrap=True,
        )  # fmt: skip
        top = layout.row(theme, intro, self.new, gap=14)
        top.setStretch(0, 1)
        empty = EmptyState(
            theme, "Nog geen verrekeningen",
            "Bekijk eerst bij Vergelijken wat elke afspraak zou betekenen, en maak dan een voorstel."
            if state.may_keep
            else "Zodra de secretaris of boekhouder een voorstel maakt, staat het hier.",
            icon="receipt-euro", tone="neutral",
        )  # fmt: skip
        self.table = Table(theme, ListModel(COLUMNS), name="Verrekeningen", empty=empty)
        layout.box(theme, self.table, width=240, height=200)
        self.documents = DocumentsPart(tools, state.desk, self._step)
        self.panel = SettlementPanel(theme, self.documents)
        self.left = LeftBehindLine(theme)
        whole = layout.column(theme, top, self.left, Sides(theme, self.table, self.panel, width=540), gap=12)
        whole.setStretch(2, 1)
        self.stack = DocumentView(tools, layout.holder(whole), self.documents.table)
        self.setLayout(layout.column(theme, self.stack))
        self.setFocusProxy(self.table)
        self.table.chosen.connect(lambda id_: self._attempt(lambda: self._show(id_)))
        for asked, act in (
            (self.panel.approve, self.approve), (self.panel.execute, self.execute),
            (self.panel.withdraw, self.withdraw), (self.panel.reverse, self.reverse), (self.panel.renew, self.renew),
        ):  # fmt: skip
            asked.connect(act)
        self._listen(self.documents)

    def _listen(self, documents: DocumentsPart) -> None:
        for said in (documents.said, documents.files.said, documents.statements.said):
            said.connect(self.said)
        for made in (documents.files.made, documents.statements.made):
            made.connect(self.made)
        documents.files.viewed.connect(self.stack.view)
        documents.lacks.gone.connect(self.gone)

    def reload(self) -> None:
        self.new.setVisible(self.state.may_keep)
        rows = self.state.settlements()
        self.left.show_left(self.state.desk.settlements.left_behind())
        self.table.set_rows(rows)
        if rows and not self.table.current_id():
            self.table.select_id(rows[0].id)
        self._show(self.table.current_id())

    def open(self, settlement_id: str) -> None:
        self.stack.close_view()
        self.table.set_rows(self.state.settlements())  # it may have been made this moment
        self.table.select_id(settlement_id)
        self._show(self.table.current_id())
        self.table.setFocus()

    def propose(self, span: Span | None = None) -> None:
        if self.state.may_keep:
            form = ProposeForm(self.theme, self.window(), self.state, span)
            form.accepted.connect(lambda: self._proposed(form.made_id))
            form.open()

    def approve(self) -> None:
        row = self._in_hand("approve")
        if row is not None:
            form = ApproveForm(self.theme, self.window(), self.state, row)
            form.accepted.connect(lambda: self._approved(row.id))
            form.open()

    def execute(self) -> None:
        """Asked first: what is booked can only be taken back as a whole."""
        row, card = self._in_hand("execute"), self.state.card
        if row is None or card is None:
            return

        def act() -> None:
            self.state.desk.settlements.execute(row.id)
            self.open(row.id)
            self.said.emit(EXECUTED.format(number=row.number), "good")

        off = sum(line.written_off_cents for line in card.lines if line.written_off_cents > 0)
        asked = execute_question(row.number, row.reverses, len(card.dues), row.moved_cents, off)
        self.panel.confirm.ask(asked, lambda: self._step(act), yes="Uitvoeren", no="Nog niet", kind="primary")

    def withdraw(self) -> None:
        row = self._in_hand("withdraw")
        if row is not None:
            self.panel.confirm.ask(
                say(self.state.desk.nouns, withdraw_question(row.number, row.decision_number)),
                lambda: self._step(lambda: self.state.desk.settlements.withdraw(row.id)),
                yes="Intrekken", no="Laten staan",
            )  # fmt: skip

    def reverse(self) -> None:
        row = self._in_hand("reverse")
        if row is not None:
            self.panel.confirm.ask(
                f"Voorstellen om {row.number} als geheel terug te draaien? "
                + say(self.state.desk.nouns, "Ook daarover besluit [de stuurgroep]."),
                lambda: self._step(lambda: self._proposed(self.state.desk.settlements.reverse(row.id).made_id)),
                yes="Voorstel maken", no="Nee", kind="primary",
            )  # fmt: skip

    def renew(self) -> None:
        """At once where only the books moved; under another agreement it is asked what to propose."""
        card = self.state.card
        if card is None or not (card.is_overtaken and self.state.may_keep):
            return
        row = card.settlement
        if card.other_agreement is None:
            self._step(lambda: self._proposed(self.state.renew(row)))
            return

        def act() -> None:
            self.state.desk.settlements.withdraw(row.id)
            self.open(row.id)
            self.propose(row.span)

        self._step(act)

    def _in_hand(self, step: str) -> SettlementRow | None:
        """The settlement in hand, where this step can be taken with it now."""
        card = self.state.card
        return card.settlement if card is not None and self.state.may_keep and step in steps_of(card) else None

    def _step(self, act: Callable[[], object]) -> None:
        """What was refused may be because it moved on elsewhere: it is shown as it is by then."""

        def tried() -> None:
            try:
                act()
            except RuleError:
                self.reload()
                raise

        self._attempt(tried)

    def _proposed(self, settlement_id: str) -> None:
        self.open(settlement_id)
        card = self.state.card
        if card is not None:
            count = plural(len(card.dues), "betaling", "betalingen")
            self.said.emit(MADE.format(number=card.settlement.number, count=count), "good")

    def _approved(self, settlement_id: str) -> None:
        self.open(settlement_id)
        if self.state.card is not None:
            row = self.state.card.settlement
            self.said.emit(APPROVED.format(number=row.number, decision=row.decision_number), "good")

    def _show(self, settlement_id: str) -> None:
        card = self.state.choose_settlement(settlement_id)
        if card is None:
            self.panel.show_nothing()
        else:
            self.panel.show_card(card, may_keep=self.state.may_keep)
            self.documents.show_settlement(card.settlement)
