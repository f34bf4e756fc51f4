"""Deliveries: the provider enters what was used, the using school confirms it, and confirming is booking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from zsm_desktop.domain.calendar import month_index, month_start
from zsm_desktop.domain.deliveries import DeliveryStatus, require_move
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import amount_cents
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.tariffs import TariffFacts, tariff_on
from zsm_desktop.models import Base, Placement
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

IDS_AT_ONCE = 500


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


# Tables, not classes, and everything of one source in one query: entering is measured against bare SQLite.
_delivery = Base.metadata.tables["delivery"]
_offer = Base.metadata.tables["offer"]
_placement = Base.metadata.tables["placement"]
_school = Base.metadata.tables["school"]
_tariff = Base.metadata.tables["tariff"]
_TARIFF = (_tariff.c.id, _tariff.c.cents, _tariff.c.valid_from)
_OF_PLACEMENT = (
    select(
        _placement.c.offer_id,
        _placement.c.provider_id,
        _placement.c.user_id,
        _placement.c.id,
        _placement.c.starts_on,
        _placement.c.ends_on,
        _placement.c.status,
        *_TARIFF,
    )
    .select_from(_placement.outerjoin(_tariff, _tariff.c.offer_id == _placement.c.offer_id))
    .where(_placement.c.id == bindparam("placement_id"))
)
_OF_OFFER = (
    select(_offer.c.id, _offer.c.school_id, _school.c.id, *_TARIFF)
    .select_from(
        _offer.outerjoin(_school, _school.c.id == bindparam("user_id")).outerjoin(
            _tariff, _tariff.c.offer_id == _offer.c.id
        )
    )
    .where(_offer.c.id == bindparam("offer_id"))
)
_ADD = insert(_delivery)
_SETTLE = (
    update(_delivery)
    .where(_delivery.c.id == bindparam("delivery_id"))
    .values(
        status=bindparam("new_status"),
        settled_at=bindparam("at"),
        settled_by=bindparam("by"),
        dispute=bindparam("reason"),
    )
)


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
        decisions = self._decisions(work, {row.placement_id for row in rows if row.placement_id})
        numbers = book_deliveries(
            work,
            [
                Booked(
                    delivery_id=row.id,
                    placement_id=row.placement_id,
                    decision_id=decisions.get(row.placement_id),
                    offer_id=row.offer_id,
                    provider_id=row.provider_id,
                    user_id=row.user_id,
                    delivered_on=row.delivered_on,
                    quantity_hundredths=row.quantity,
                    tariff_cents=row.tariff_cents,
                    amount_cents=row.amount_cents,
                )
                for row in rows
            ],
        )
        if numbers:
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
        connection = work.session.connection()
        rows = []
        for draft in drafts:
            key = (draft.placement_id, draft.offer_id, draft.user_id)
            source = sources.get(key)
            if source is None:
                source = sources[key] = self._source(connection, draft)
            rows.append(self._new_row(work, draft, source))
        connection.execute(_ADD, rows)
        ids = [str(row["id"]) for row in rows]
        work.touch("delivery", *ids)
        work.touch("placement", *(source.placement_id for source in sources.values() if source.placement_id))
        return ids

    def _source(self, connection: Connection, draft: DeliveryDraft) -> _Source:
        rows: list[Any]
        if draft.placement_id is not None:
            rows = [*connection.execute(_OF_PLACEMENT, {"placement_id": draft.placement_id})]
            if not rows:
                raise RuleError("placement.none")
            offer_id, provider_id, user_id, placement_id, first_day, last_day, status = rows[0][:7]
            if status == "cancelled":
                raise RuleError("delivery.placement_cancelled")
            source = _Source(offer_id, provider_id, user_id, placement_id, first_day, last_day, _tariffs(rows))
        else:
            rows = [*connection.execute(_OF_OFFER, {"offer_id": draft.offer_id, "user_id": draft.user_id})]
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

    def _new_row(self, work: Work, draft: DeliveryDraft, source: _Source) -> dict[str, object]:
        if draft.quantity_hundredths <= 0:
            raise RuleError("delivery.quantity")
        if draft.delivered_on > self.desk.day:
            raise RuleError("delivery.future", day=draft.delivered_on)
        if source.first_day and source.last_day and not source.first_day <= draft.delivered_on <= source.last_day:
            raise RuleError("delivery.outside_placement", first_day=source.first_day, last_day=source.last_day)
        tariff = tariff_on(source.tariffs, draft.delivered_on)
        return {
            "id": work.new_id(),
            "offer_id": source.offer_id,
            "placement_id": source.placement_id,
            "user_id": source.user_id,
            "provider_id": source.provider_id,
            "tariff_id": tariff.id,
            "delivered_on": draft.delivered_on,
            "quantity": draft.quantity_hundredths,
            "tariff_cents": tariff.cents,
            "amount_cents": amount_cents(draft.quantity_hundredths, tariff.cents),
            "status": DeliveryStatus.ENTERED.value,
            "entered_at": work.at,
            "entered_by": work.actor.user_id,
        }

    def _moved(
        self, work: Work, delivery_ids: Sequence[str], new: DeliveryStatus, reason: str | None = None
    ) -> list[Row[Any]]:
        """Bring deliveries to a new state as the school that may; returns their rows as they were."""
        wanted = list(dict.fromkeys(delivery_ids))
        if not wanted:
            raise RuleError("delivery.nothing")
        connection = work.session.connection()
        rows: list[Row[Any]] = []
        for start in range(0, len(wanted), IDS_AT_ONCE):
            query = select(_delivery).where(_delivery.c.id.in_(wanted[start : start + IDS_AT_ONCE]))
            rows.extend(connection.execute(query))
        if len(rows) != len(wanted):
            raise RuleError("delivery.none")
        for row in rows:
            self.actor.require_school(row.provider_id if new is DeliveryStatus.WITHDRAWN else row.user_id)
            require_move(DeliveryStatus(row.status), new)
        # The earlier reason of a dispute stays readable when it ends.
        changes = [
            {
                "delivery_id": row.id,
                "new_status": new.value,
                "at": work.at,
                "by": work.actor.user_id,
                "reason": reason if reason is not None else row.dispute,
            }
            for row in rows
        ]
        connection.execute(_SETTLE, changes)
        if len(rows) == 1:
            work.subject_id = rows[0].id
        work.touch("delivery", *wanted)
        work.touch("placement", *(row.placement_id for row in rows if row.placement_id))
        return rows

    @staticmethod
    def _decisions(work: Work, placement_ids: set[str]) -> dict[str | None, str | None]:
        wanted, found = sorted(placement_ids), dict[str | None, str | None]()
        for start in range(0, len(wanted), IDS_AT_ONCE):
            query = select(Placement.id, Placement.decision_id)
            part = query.where(Placement.id.in_(wanted[start : start + IDS_AT_ONCE]))
            found.update((id_, decision) for id_, decision in work.session.execute(part))
        return found


def _tariffs(rows: list[Any]) -> tuple[TariffFacts, ...]:
    return tuple(TariffFacts(row[-3], row[-2], row[-1]) for row in rows if row[-3] is not None)
