"""What is asked of the funds, and what this user may do with them; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.funds import SCHOOL_KINDS, FundDraft
from zsm_desktop.services.offers import KINDS
from zsm_desktop.ui.parts.decisions import decision_choices
from zsm_desktop.words.labels import OFFER_KIND, SCHOOL_KIND, first_upper, label

if TYPE_CHECKING:
    from zsm_desktop.services.changes import Changes
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.fund_cards import FundPreview
    from zsm_desktop.services.funds import FundCard, FundRow

Choices = list[tuple[str, str]]


class FundsState:
    """`card` is the fund in hand."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.card: FundCard | None = None

    @property
    def may_keep(self) -> bool:
        return self.desk.actor.may(Permission.KEEP_BOOKS)

    def rows(self) -> tuple[FundRow, ...]:
        return self.desk.funds.rows()

    def choose(self, fund_id: str) -> FundCard | None:
        """Takes a fund in hand; "" puts it away."""
        self.card = self.desk.funds.card(fund_id) if fund_id else None
        return self.card

    def is_used(self, fund_id: str) -> bool:
        return self.desk.funds.card(fund_id, limit=1).is_used

    def sectors(self) -> Choices:
        return [("", "Alle sectoren"), *((sector.id, sector.name) for sector in self.desk.offers.sectors())]

    def offer_kinds(self) -> Choices:
        return [("", "Alle soorten"), *((kind, first_upper(label(OFFER_KIND, kind))) for kind in KINDS)]

    def school_kinds(self) -> Choices:
        return [("", "Alle scholen"), *((kind, first_upper(label(SCHOOL_KIND, kind))) for kind in SCHOOL_KINDS)]

    def decisions(self, before: FundRow | None) -> Choices:
        if before is None:
            return decision_choices(self.desk)
        return decision_choices(self.desk, before.decision_id, before.decision_number)

    def preview(self, draft: FundDraft, before: FundRow | None) -> FundPreview:
        return self.desk.funds.preview(draft, before.id if before else None)

    def save(self, draft: FundDraft, fund_id: str, version: int) -> Changes:
        """A new fund with "", else that one as it was read."""
        if not fund_id:
            return self.desk.funds.add(draft)
        return self.desk.funds.edit(fund_id, version, draft)

    def switch(self, row: FundRow) -> Changes:
        """Ends one that runs, resumes another."""
        return self.desk.funds.end(row.id) if row.is_active else self.desk.funds.resume(row.id)
