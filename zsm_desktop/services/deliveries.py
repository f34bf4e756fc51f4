"""Deliveries: the provider enters what was used, the using school confirms it, and confirming is booking."""

from __future__ import annotations

from collections.abc import Sequence

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services import settling
from zsm_desktop.services.delivery_lists import (
    ALL_DELIVERIES,
    LATEST_FIRST,
    DeliveryFilter,
    DeliveryOrder,
    DeliveryRow,
    DeliveryTotals,
    delivery_rows,
    totals_of,
)
from zsm_desktop.services.entering import DeliveryDraft, enter
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work


class Deliveries(Service):
    @read(Permission.READ_DELIVERIES)
    def page(
        self,
        wanted: DeliveryFilter = ALL_DELIVERIES,
        *,
        offset: int = 0,
        limit: int = 200,
        order: DeliveryOrder = LATEST_FIRST,
    ) -> tuple[DeliveryRow, ...]:
        """Latest first. All but the secretary see those to which their own school is a party."""
        return delivery_rows(self.store, self.actor, wanted, offset, limit, order)

    @read(Permission.READ_DELIVERIES)
    def totals(self, wanted: DeliveryFilter = ALL_DELIVERIES) -> DeliveryTotals:
        """How many and how much of everything the filter finds."""
        return totals_of(self.store, self.actor, wanted)

    @act("delivery.enter", Permission.ENTER_DELIVERIES)
    def enter(self, work: Work, draft: DeliveryDraft) -> None:
        """Enter one use; the tariff valid on its day is fixed with it. Raises RuleError with a delivery.* code."""
        (work.made,) = enter(self.desk, work, [draft])

    @act("delivery.enter_many", Permission.ENTER_DELIVERIES)
    def enter_many(self, work: Work, drafts: Sequence[DeliveryDraft]) -> None:
        """Enter a whole sheet in one act: all or nothing."""
        work.facts = {"count": len(enter(self.desk, work, drafts))}

    @act("delivery.confirm", Permission.CONFIRM_DELIVERIES)
    def confirm(self, work: Work, delivery_ids: Sequence[str]) -> None:
        """Confirm and book, in one transaction; oldest delivery first, whatever the order of the ids."""
        rows = self._moving(work, delivery_ids)
        numbers = settling.confirm(work, rows, "hand")
        work.facts = {"entries": f"{numbers[0]}-{numbers[-1]}", "count": len(numbers)}

    @act("delivery.dispute", Permission.CONFIRM_DELIVERIES)
    def dispute(self, work: Work, delivery_id: str, reason: str) -> None:
        """The using school does not agree; the reason is for the provider to read, without a pupil's name.

        Raises RuleError("delivery.no_reason", "delivery.long_reason").
        """
        rows = self._moving(work, [delivery_id])
        settling.dispute(work, rows, {delivery_id: settling.kept_reason(self.desk, work, reason)})

    @act("delivery.withdraw", Permission.ENTER_DELIVERIES)
    def withdraw(self, work: Work, delivery_id: str) -> None:
        """The provider takes back what is not confirmed; the row stays, without effect."""
        settling.withdraw(work, self._moving(work, [delivery_id], is_provider=True))

    def _moving(self, work: Work, delivery_ids: Sequence[str], *, is_provider: bool = False) -> list[settling.Moving]:
        """Deliveries that the actor's school may move on: as the one that used it, or the one that gave it."""
        rows = settling.to_move(work, delivery_ids)
        for row in rows:
            self.actor.require_school(row.provider_id if is_provider else row.user_id)
        if len(rows) == 1:
            work.subject_id = rows[0].id
        return rows
