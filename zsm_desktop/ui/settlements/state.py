"""What is asked of scenarios, agreements and settlements, and what this user may do with them; no Qt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.ui.parts.decisions import decision_choices
from zsm_desktop.ui.parts.span_state import Choices, SpanState
from zsm_desktop.ui.settlements.compared import Compared
from zsm_desktop.words.settlements import REGIMES
from zsm_desktop.words.tariffs import decision_text

if TYPE_CHECKING:
    from zsm_desktop.domain.settlement.threshold import Band
    from zsm_desktop.services.agreements import AgreementDraft, AgreementRow
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.scenarios import Comparison
    from zsm_desktop.services.settlement_rows import SettlementCard, SettlementRow

REGIME_CHOICES: Choices = list(REGIMES.items())


class SettlementsState(SpanState):
    """`band` is what is tried, None for what was agreed; `agreement` and `card` are what is in hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.band: Band | None = None
        self.agreement: AgreementRow | None = None
        self.card: SettlementCard | None = None

    @property
    def may_keep(self) -> bool:
        return self.desk.actor.may(Permission.KEEP_BOOKS)

    def compare(self, span: Span, band: Band | None) -> Compared:
        """By what was agreed and, beside it, by the band that is tried; also asked beside the painting."""
        scenarios = self.desk.scenarios
        agreed = scenarios.compare(span)
        return Compared(agreed if band is None else scenarios.compare(span, band), agreed, band is not None)

    # -- agreements -------------------------------------------------------------------------------------------------

    def agreements(self) -> tuple[AgreementRow, ...]:
        return self.desk.agreements.rows()

    def choose_agreement(self, agreement_id: str) -> AgreementRow | None:
        self.agreement = next((row for row in self.agreements() if row.id == agreement_id), None)
        return self.agreement

    def decisions(self, before: AgreementRow | None) -> Choices:
        if before is None:
            return decision_choices(self.desk)
        return decision_choices(self.desk, before.decision_id, before.decision_number)

    def save(self, draft: AgreementDraft, agreement_id: str, version: int) -> Changes:
        """A new agreement with "", else that one as it was read."""
        if not agreement_id:
            return self.desk.agreements.add(draft)
        return self.desk.agreements.edit(agreement_id, version, draft)

    # -- settlements ------------------------------------------------------------------------------------------------

    def settlements(self) -> tuple[SettlementRow, ...]:
        return self.desk.settlements.rows()

    def choose_settlement(self, settlement_id: str) -> SettlementCard | None:
        self.card = self.desk.settlements.card(settlement_id) if settlement_id else None
        return self.card

    def first_span(self) -> Span:
        """What a proposal begins with: the months looked at, of all time the school year that runs."""
        return SpanState(self.desk).span if self.span == ALL else self.span

    def first_regime(self, day: date) -> SettlementRegime:
        """What was agreed for that day, else invoicing: it needs no agreement."""
        agreed = self.desk.agreements.on(day)
        return agreed.regime if agreed is not None else SettlementRegime.INVOICING

    def foretell(self, span: Span) -> Comparison:
        return self.desk.scenarios.compare(span)

    def numbered_decisions(self) -> Choices:
        """Of the steering group, by the number a settlement is approved with."""
        found = self.desk.tariffs.decisions()
        return [(one.number, decision_text(one.number, one.decided_on, one.text)) for one in found]

    def renew(self, row: SettlementRow) -> str:
        """Lets an overtaken proposal go and makes it anew from the books of now; the id of the new one."""
        self.desk.settlements.withdraw(row.id)
        return self.desk.settlements.propose(row.regime, row.span).made_id
