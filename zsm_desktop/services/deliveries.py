"""Deliveries: the provider enters what was used, the using school confirms it, and confirming is booking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from zsm_desktop.domain.calendar import month_index, month_start
from zsm_desktop.domain.deliveries import DeliveryStatus, require_move
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import amount_cents
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.tariffs import TariffFacts, tariff_on
from zsm_desktop.models.types import utc_text
from zsm_desktop.services.delivery_lists import (
    ALL_DELIVERIES,
    LATEST_FIRST,
    DeliveryFilter,
    DeliveryOrder,
    DeliveryRow,
    DeliveryTotals,
    MonthRow,
    delivery_rows,
    month_rows,
    totals_of,
)
from zsm_desktop.services.entries import Booked, book_deliveries
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

MOST_HUNDREDTHS = 10_000_00
"""More units than that in one delivery is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """One use to enter: of an offer by the school `user_id`, or by a placement, which then says both."""

    delivered_on: date
    quantity_hundredths: int
    placement_id: str | None = None
    offer_id: str | None = None
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """What entering needs to know of the offer and, where there is one, of the placement."""

    offer_id: str
    provider_id: str
    user_id: str
    placement_id: str | None
    first_day: date | None
    last_day: date | None
    tariffs: tuple[TariffFacts, ...]


# Plain SQL, and all that is to be known in one query: entering and confirming are measured against bare SQLite.
_OF_PLACEMENT = """
SELECT p.offer_id, p.provider_id, p.user_id, p.id, p.starts_on, p.ends_on, p.status, t.id, t.cents, t.valid_from
FROM placement p LEFT JOIN tariff t ON t.offer_id = p.offer_id WHERE p.id = :placement_id
"""
_OF_OFFER = """
SELECT o.id, o.school_id, s.id, t.id, t.cents, t.valid_from
FROM offer o LEFT JOIN school s ON s.id = :user_id LEFT JOIN tariff t ON t.offer_id = o.id WHERE o.id = :offer_id
"""


class _New(NamedTuple):
    """A row of the table to be, by its columns; a tuple, as SQLite takes it quicker than names."""

    id: str
    offer_id: str
    placement_id: str | None
    user_id: str
    provider_id: str
    tariff_id: str
    delivered_on: str
    quantity: int
    tariff_cents: int
    amount_cents: int
    status: str
    entered_at: str
    entered_by: str


_ADD = f"""INSERT INTO delivery ({", ".join(_New._fields)})
 VALUES ({", ".join("?" * len(_New._fields))})"""  # noqa: S608 - made of fixed parts
_TO_MOVE = """
SELECT d.id, d.status, d.provider_id, d.user_id, d.placement_id, d.delivered_on, d.dispute, d.offer_id, d.quantity,
 d.tariff_cents, d.amount_cents, p.decision_id
FROM delivery d LEFT JOIN placement p ON p.id = d.placement_id WHERE d.id = :id
"""
_MOVE = """
UPDATE delivery SET status = :status, settled_at = :at, settled_by = :by, dispute = :dispute WHERE id = :id
"""


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

    @read(Permission.ENTER_DELIVERIES)
    def preview(self, provider_id: str, month: date) -> tuple[MonthRow, ...]:
        """The sheet to fill in for one month (any day of it): a row per placement that runs in it."""
        self.actor.require_school(provider_id)
        first_day = month_start(month_index(month))
        last_day = month_start(month_index(month) + 1) - timedelta(days=1)
        return month_rows(self.store, provider_id, first_day, last_day, self.desk.day)

    @act("delivery.enter", Permission.ENTER_DELIVERIES)
    def enter(self, work: Work, draft: DeliveryDraft) -> None:
        """Enter one use; the tariff valid on its day is fixed with it. Raises RuleError with a delivery.* code."""
        (work.made,) = self._enter(work, [draft])

    @act("delivery.enter_many", Permission.ENTER_DELIVERIES)
    def enter_many(self, work: Work, drafts: Sequence[DeliveryDraft]) -> None:
        """Enter a whole sheet in one act: all or nothing."""
        work.facts = {"count": len(self._enter(work, drafts))}

    @act("delivery.confirm", Permission.CONFIRM_DELIVERIES)
    def confirm(self, work: Work, delivery_ids: Sequence[str]) -> None:
        """Confirm and book, in one transaction; oldest delivery first, whatever the order of the ids."""
        rows = self._moved(work, delivery_ids, DeliveryStatus.CONFIRMED)
        rows.sort(key=lambda row: (row.delivered_on, row.id))
        numbers = book_deliveries(
            work,
            [
                Booked(
                    delivery_id=row.id,
                    placement_id=row.placement_id,
                    decision_id=row.decision_id,
                    offer_id=row.offer_id,
                    provider_id=row.provider_id,
                    user_id=row.user_id,
                    delivered_on=date.fromisoformat(row.delivered_on),
                    quantity_hundredths=row.quantity,
                    tariff_cents=row.tariff_cents,
                    amount_cents=row.amount_cents,
                )
                for row in rows
            ],
        )
        work.facts = {"entries": f"{numbers[0]}-{numbers[-1]}", "count": len(numbers)}

    @act("delivery.dispute", Permission.CONFIRM_DELIVERIES)
    def dispute(self, work: Work, delivery_id: str, reason: str) -> None:
        """The using school does not agree; the reason is for the provider to read, without a pupil's name."""
        if not reason.strip():
            raise RuleError("delivery.no_reason")
        if len(reason.strip()) > 400:
            raise RuleError("delivery.long_reason")
        self._moved(work, [delivery_id], DeliveryStatus.DISPUTED, reason.strip())

    @act("delivery.withdraw", Permission.ENTER_DELIVERIES)
    def withdraw(self, work: Work, delivery_id: str) -> None:
        """The provider takes back what is not confirmed; the row stays, without effect."""
        self._moved(work, [delivery_id], DeliveryStatus.WITHDRAWN)

    def _enter(self, work: Work, drafts: Sequence[DeliveryDraft]) -> list[str]:
        if not drafts:
            raise RuleError("delivery.nothing")
        sources: dict[tuple[str | None, ...], _Source] = {}
        rows = []
        for draft in drafts:
            key = (draft.placement_id, draft.offer_id, draft.user_id)
            source = sources.get(key)
            if source is None:
                source = sources[key] = self._source(work, draft)
            rows.append(self._new_row(work, draft, source))
        work.run(_ADD, rows)
        ids = [row.id for row in rows]
        _touch(work, ids, (source.placement_id for source in sources.values()))
        return ids

    def _source(self, work: Work, draft: DeliveryDraft) -> _Source:
        if draft.placement_id is not None:
            rows = work.rows(_OF_PLACEMENT, {"placement_id": draft.placement_id})
            if not rows:
                raise RuleError("placement.none")
            offer_id, provider_id, user_id, placement_id, starts_on, ends_on, status = rows[0][:7]
            if status == "cancelled":
                raise RuleError("delivery.placement_cancelled")
            span = (date.fromisoformat(starts_on), date.fromisoformat(ends_on))
            source = _Source(offer_id, provider_id, user_id, placement_id, *span, _tariffs(rows))
        else:
            rows = work.rows(_OF_OFFER, {"offer_id": draft.offer_id, "user_id": draft.user_id})
            if not rows:
                raise RuleError("offer.none")
            offer_id, provider_id, user_id = rows[0][:3]
            if user_id is None:
                raise RuleError("delivery.no_user")
            source = _Source(offer_id, provider_id, user_id, None, None, None, _tariffs(rows))
        self.actor.require_school(source.provider_id)
        if source.provider_id == source.user_id:
            raise RuleError("ledger.own_offer")
        return source

    def _new_row(self, work: Work, draft: DeliveryDraft, source: _Source) -> _New:
        if draft.quantity_hundredths <= 0:
            raise RuleError("delivery.quantity")
        if draft.quantity_hundredths > MOST_HUNDREDTHS:
            raise RuleError("delivery.too_much")
        if draft.delivered_on > self.desk.day:
            raise RuleError("delivery.future", day=draft.delivered_on)
        if source.first_day and source.last_day and not source.first_day <= draft.delivered_on <= source.last_day:
            raise RuleError("delivery.outside_placement", first_day=source.first_day, last_day=source.last_day)
        tariff = tariff_on(source.tariffs, draft.delivered_on)
        return _New(
            id=work.new_id(),
            offer_id=source.offer_id,
            placement_id=source.placement_id,
            user_id=source.user_id,
            provider_id=source.provider_id,
            tariff_id=tariff.id,
            delivered_on=draft.delivered_on.isoformat(),
            quantity=draft.quantity_hundredths,
            tariff_cents=tariff.cents,
            amount_cents=amount_cents(draft.quantity_hundredths, tariff.cents),
            status=DeliveryStatus.ENTERED.value,
            entered_at=utc_text(work.at),
            entered_by=work.actor.user_id,
        )

    def _moved(
        self, work: Work, delivery_ids: Sequence[str], new: DeliveryStatus, reason: str | None = None
    ) -> list[_Moved]:
        """Bring deliveries to a new state as the school that may; returns their rows as they were."""
        wanted = list(dict.fromkeys(delivery_ids))
        if not wanted:
            raise RuleError("delivery.nothing")
        rows = [_Moved(*found) for id_ in wanted for found in work.rows(_TO_MOVE, {"id": id_})]
        if len(rows) != len(wanted):
            raise RuleError("delivery.none")
        at = utc_text(work.at)
        changes = []
        for row in rows:
            self.actor.require_school(row.provider_id if new is DeliveryStatus.WITHDRAWN else row.user_id)
            require_move(DeliveryStatus(row.status), new)
            # The reason of a dispute stays readable when the dispute ends.
            dispute = reason if reason is not None else row.dispute
            changes.append({"id": row.id, "status": new.value, "at": at, "by": work.actor.user_id, "dispute": dispute})
        work.run(_MOVE, changes)
        if len(rows) == 1:
            work.subject_id = rows[0].id
        _touch(work, wanted, (row.placement_id for row in rows))
        return rows


class _Moved(NamedTuple):
    """A delivery as it was before it moved on."""

    id: str
    status: str
    provider_id: str
    user_id: str
    placement_id: str | None
    delivered_on: str
    dispute: str | None
    offer_id: str
    quantity: int
    tariff_cents: int
    amount_cents: int
    decision_id: str | None


def _touch(work: Work, delivery_ids: Iterable[str], placement_ids: Iterable[str | None]) -> None:
    work.touch("delivery", *delivery_ids)
    placements = {id_ for id_ in placement_ids if id_ is not None}
    if placements:
        work.touch("placement", *placements)


def _tariffs(rows: list[Any]) -> tuple[TariffFacts, ...]:
    """The last three columns of each row, where there is a tariff at all."""
    return tuple(TariffFacts(row[-3], row[-2], date.fromisoformat(row[-1])) for row in rows if row[-3] is not None)
