"""What is asked of scenarios, agreements and settlements, and what this user may do with them; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.spans import ALL, Span
from zsm_desktop.ui.parts.decisions import decision_choices
from zsm_desktop.ui.parts.span_state import Choices, SpanState
from zsm_desktop.ui.settlements.compared import AS_AGREED, Compared, Tried
from zsm_desktop.words.settlements import REGIMES
from zsm_desktop.words.settling import carried_text
from zsm_desktop.words.tariffs import decision_text

if TYPE_CHECKING:
    from zsm_desktop.services.agreements import AgreementDraft, AgreementRow
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.scenarios import Comparison, TriedOffer
    from zsm_desktop.services.settlement_rows import SettlementCard, SettlementRow

REGIME_CHOICES: Choices = list(REGIMES.items())


class SettlementsState(SpanState):
    """`tried` is what the sliders try; `agreement` and `card` are what is in hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tried = AS_AGREED
        self.agreement: AgreementRow | None = None
        self.card: SettlementCard | None = None

    @property
    def may_keep(self) -> bool:
        return self.desk.actor.may(Permission.KEEP_BOOKS)

    def compare(self, span: Span, tried: Tried) -> Compared:
        """By what was agreed and, beside it, by what is tried; also asked beside the painting."""
        scenarios = self.desk.scenarios
        agreed = scenarios.compare(span)
        found = agreed if tried == AS_AGREED else scenarios.compare(span, tried.band, tariffs=tried.tariffs)
        return Compared(found, agreed, tried)

    def asked(self) -> Callable[[], tuple[Comparison, Comparison]]:
        """What is compared now, to be read later."""
        span, tried = self.span, self.tried

        def compare() -> tuple[Comparison, Comparison]:
            compared = self.compare(span, tried)
            return compared.found, compared.agreed

        return compare

    def offers(self, span: Span) -> tuple[TriedOffer, ...]:
        """Whose tariffs matter in these months; also asked beside the painting."""
        return self.desk.scenarios.offers(span)

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
        """What was agreed for that day, or today while it is to come; else invoicing: it needs no agreement."""
        agreed = self.desk.agreements.on(min(day, self.desk.day))
        return agreed.regime if agreed is not None else SettlementRegime.INVOICING

    def numbered_decisions(self) -> Choices:
        """Of the steering group, by the number a settlement is approved with; each says what it carries already."""
        carried: dict[str, list[str]] = {}
        for row in reversed(self.settlements()):
            if row.decision_number and row.status != "withdrawn":
                carried.setdefault(row.decision_number, []).append(row.number)
        return [
            (one.number, carried_text(decision_text(one.number, one.decided_on, one.text), carried.get(one.number, ())))
            for one in self.desk.tariffs.decisions()
        ]

    def renew(self, row: SettlementRow) -> str:
        """Lets an overtaken proposal go and makes it anew from the books of now; the id of the new one."""
        self.desk.settlements.withdraw(row.id)
        return self.desk.settlements.propose(row.regime, row.span).made_id
