"""From use to the books: entered by the provider, confirmed by the user, booked in the order of confirmation."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from zsm_desktop.domain.calendar import month_index
from zsm_desktop.domain.deliveries import DeliveryStatus
from zsm_desktop.domain.ids import uuid7
from zsm_desktop.domain.ledger import EntryFacts, EntryKind, delivery_postings, reversal_of
from zsm_desktop.domain.money import amount_cents
from zsm_desktop.models.types import utc_text
from zsm_desktop.services.sample.case_texts import DISPUTES
from zsm_desktop.services.sample.days import DAY, first_from, workday
from zsm_desktop.services.sample.exchange import Exchange, Use
from zsm_desktop.services.sample.fund import NoFund, ProvinceFund
from zsm_desktop.services.sample.parties import UserFacts
from zsm_desktop.services.sample.shape import Frame, Row, at, new_id

_WITHDRAWN_SHARE = 0.004
_DISPUTED_EVERY = 11
"""Of what waits for confirmation, one in eleven is disputed."""
_REVERSED_FROM_DAYS, _REVERSED_UNTIL_DAYS = 100, 30
_REVERSED_AFTER = timedelta(days=12)


@dataclass(frozen=True, slots=True)
class Chunk:
    """What was entered, disputed and booked since the one before and `until` then, and what a fund bore of it."""

    deliveries: list[Row]
    disputes: list[Row]
    entries: list[EntryFacts]
    claims: list[Row]
    until: datetime


@dataclass(order=True, slots=True)
class _Event:
    """Something to book at a moment; `original` is the number of the entry that is taken back."""

    moment: datetime
    order: int
    row: Row = field(compare=False)
    use: Use = field(compare=False)
    original: EntryFacts | None = field(compare=False, default=None)


class Books:
    """Turns use into rows and entries, month by month, in the order in which people would have done it.

    `number` is that of the last entry; who books something of its own between two chunks sets it.
    """

    def __init__(
        self,
        frame: Frame,
        exchange: Exchange,
        periods: Mapping[int, str],
        fund: ProvinceFund | NoFund,
        secretary: UserFacts,
        coordinator: UserFacts,
    ) -> None:
        self._frame, self._exchange, self._periods, self._fund = frame, exchange, periods, fund
        self._secretary, self._coordinator = secretary, coordinator
        self._entered_rows: list[Row] = []
        self._dispute_rows: list[Row] = []
        self._waiting: list[_Event] = []
        self._order = count()
        self.number = 0
        self._unsettled = 0
        self._is_reversal_due = True
        self._end = frame.today

    def chunks(self, stops: Sequence[datetime]) -> Iterator[Chunk]:
        """A chunk ends with each month, and at each of `stops` (in order)."""
        waiting = [stop for stop in stops if stop < at(self._end, 0)]
        for uses in self._exchange.months():
            self._enter(uses)
            # What a later month brings is entered after this day and confirmed later still.
            newest = uses[-1].day if uses else self._frame.first_day
            until = at(min(self._end, _month_after(newest)), 0)
            while waiting and waiting[0] < until:
                yield self._chunk(waiting.pop(0))
            yield self._chunk(until)
        for stop in (*waiting, at(self._end, 0)):
            yield self._chunk(stop)

    def _chunk(self, until: datetime) -> Chunk:
        new, self._entered_rows = _parted(self._entered_rows, "entered_at", until)
        said, self._dispute_rows = _parted(self._dispute_rows, "said_at", until)
        entries = list(self._booked(until))
        return Chunk(new, said, entries, self._fund.taken_claims(), until)

    def _enter(self, uses: list[Use]) -> None:
        if not uses:
            return
        dice = self._frame.dice("entering", month_index(uses[0].day))
        yesterday = self._end - DAY
        rows: list[Row] = []
        for use in uses:
            entered = at(min(workday(use.day + dice.randrange(1, 10) * DAY), yesterday), 8 + dice.randrange(8))
            settled_day = first_from(entered.date() + dice.randrange(3, 17) * DAY)  # confirmed when school is open
            status, settled = DeliveryStatus.CONFIRMED, None
            if settled_day > yesterday:
                self._unsettled += 1
                status = DeliveryStatus.ENTERED
                if self._unsettled % _DISPUTED_EVERY == 4 and entered.date() < yesterday:
                    status = DeliveryStatus.DISPUTED
                    settled = at(min(workday(entered.date() + 2 * DAY), yesterday), 16)
            else:
                settled = at(settled_day, 8 + dice.randrange(8), dice.randrange(60))
                if dice.random() < _WITHDRAWN_SHARE:
                    status = DeliveryStatus.WITHDRAWN
            row = self._row(use, uuid7(entered, dice.getrandbits), entered)
            row["status"] = status.value
            if settled is not None:
                row["settled_at"] = settled
                row["settled_by"] = self._actor(use.user.id)
                row["settled_how"] = "hand" if status is DeliveryStatus.CONFIRMED else None
            if status is DeliveryStatus.DISPUTED:
                row["dispute"] = dice.choice(DISPUTES)
                self._dispute_rows.append(self._first_word(row))
            elif status is DeliveryStatus.CONFIRMED and settled is not None:
                heapq.heappush(self._waiting, _Event(settled, next(self._order), row, use))
            rows.append(row)
        self._entered_rows += sorted(rows, key=lambda row: str(row["id"]))

    def _first_word(self, row: Row) -> Row:
        """The talk about a disputed delivery begins with the objection."""
        return {
            "id": new_id(self._frame.dice("dispute", row["id"]), self._end - DAY),
            "delivery_id": row["id"],
            "said_at": row["settled_at"],
            "said_by": row["settled_by"],
            "kind": "disputed",
            "text": row["dispute"],
            "correction_id": None,
        }

    def _row(self, use: Use, delivery_id: str, entered: datetime) -> Row:
        tariff_id, tariff_cents = use.offer.tariff_on(use.day)
        return {
            "id": delivery_id,
            "offer_id": use.offer.id,
            "placement_id": use.placement.id if use.placement else None,
            "user_id": use.user.id,
            "provider_id": use.offer.school.id,
            "tariff_id": tariff_id,
            "delivered_on": use.day,
            "quantity": use.quantity,
            "tariff_cents": tariff_cents,
            "amount_cents": amount_cents(use.quantity, tariff_cents),
            "entered_at": entered,
            "entered_by": self._actor(use.offer.school.id),
            "settled_at": None,
            "settled_by": None,
            "settled_how": None,
            "dispute": None,
        }

    def _actor(self, school_id: str) -> str:
        """The coordinator for the own school, the secretary for the schools that have no user of their own yet."""
        coordinator = self._coordinator
        is_own = coordinator.school is not None and coordinator.school.id == school_id
        return coordinator.id if is_own else self._secretary.id

    def _booked(self, until: datetime) -> Iterator[EntryFacts]:
        while self._waiting and self._waiting[0].moment < until:
            event = heapq.heappop(self._waiting)
            self.number += 1
            if event.original is not None:
                day = event.moment.date()
                by, moment = self._secretary.id, utc_text(event.moment)
                yield reversal_of(event.original, self.number, self._periods[month_index(day)], day, by, moment)
                continue
            entry = self._entry(event)
            if self._is_reversal_due and self._may_be_reversed(event):
                self._is_reversal_due = False
                later = at(workday(event.moment.date() + _REVERSED_AFTER), 10)
                heapq.heappush(self._waiting, _Event(later, next(self._order), event.row, event.use, entry))
            yield entry

    def _may_be_reversed(self, event: _Event) -> bool:
        """One delivery of some weeks ago that turns out to have been entered twice; no fund had a part in it."""
        age = (self._end - event.moment.date()).days
        is_plain = event.use.placement is None and not self._fund.fits(event.use)
        return is_plain and _REVERSED_UNTIL_DAYS <= age <= _REVERSED_FROM_DAYS

    def _entry(self, event: _Event) -> EntryFacts:
        use, row = event.use, event.row
        cents = row["amount_cents"]
        if not isinstance(cents, int):
            raise TypeError("an amount is an int")
        return EntryFacts(
            number=self.number,
            kind=EntryKind.DELIVERY,
            period_id=self._periods[month_index(use.day)],
            booked_on=use.day,
            delivered_on=use.day,
            delivery_id=str(row["id"]),
            placement_id=use.placement.id if use.placement else None,
            decision_id=use.placement.decision_id if use.placement else None,
            offer_id=use.offer.id,
            quantity_hundredths=use.quantity,
            tariff_cents=use.offer.tariff_on(use.day)[1],
            reverses=None,
            booked_by=str(row["settled_by"]),
            booked_at=utc_text(event.moment),
            postings=delivery_postings(
                use.offer.school.number, use.user.number, cents, self._fund.bear(use, str(row["id"]), cents)
            ),
        )


def _parted(rows: list[Row], moment: str, until: datetime) -> tuple[list[Row], list[Row]]:
    """Those of before `until`, and the others."""
    before: list[Row] = []
    later: list[Row] = []
    for row in rows:
        at_ = row[moment]
        (before if isinstance(at_, datetime) and at_ < until else later).append(row)
    return before, later


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
