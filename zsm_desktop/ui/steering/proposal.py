"""A proposal to settle, at the point about the balances: what it does, and the key that decides it here."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from zsm_desktop.services.settlement_rows import SettlementCard
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words.settling import OVERTAKEN_HERE, proposal_text

COMPARE_KEY, DECIDE_KEY = "Alt+V", "Ctrl+D"


def said(card: SettlementCard) -> str:
    row = card.settlement
    off = sum(line.written_off_cents for line in card.lines if line.written_off_cents > 0)
    return proposal_text(row.number, row.regime, row.span, len(card.dues), row.moved_cents, off, row.reverses)


class ProposalStrip(QFrame):
    """`decide` is there only for a proposal that can still be decided, and for who may."""

    def __init__(self, theme: Theme, decide: Button, vote: Button) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.decide, self.vote = decide, vote
        self.words = layout.label("", "strong", wrap=True)
        self.note = layout.label("", "muted", wrap=True)
        foot = layout.row(theme, decide, vote, None, gap=8)
        self.setLayout(layout.column(theme, self.words, self.note, foot, gap=6, margins=(14, 10, 14, 10)))

    def show_proposal(self, card: SettlementCard | None, *, may_decide: bool) -> None:
        self.setVisible(card is not None)
        if card is not None:
            self.words.setText(said(card))
            self.note.setText(OVERTAKEN_HERE)
            self.note.setVisible(card.is_overtaken)
        for button in (self.decide, self.vote):
            button.setVisible(may_decide)
