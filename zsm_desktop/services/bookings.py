"""Hours reserved in a workplace or for an exam: by whom, and where more come at once than there is room for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.bookings import Slot, clashing, in_the_way
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.seats import Span
from zsm_desktop.models import Booking, Offer, Organisation, School
from zsm_desktop.services.known import known
from zsm_desktop.services.offer_rows import WEEKDAYS, days_of
from zsm_desktop.services.open_texts import open_text
from zsm_desktop.services.seats import held_spans
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

BOOKABLE = ("facility", "test", "exam")
"""Kinds of offers that take place at an hour of their own; to the others one comes as placed."""
MOST_PURPOSE = 80
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class BookingDraft:
    """`school_id` is the school that comes; times are local, `purpose` says what for and never for whom."""

    offer_id: str
    school_id: str
    day: date
    starts_at: time
    ends_at: time
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class BookingRow:
    """`is_clash`: at some moment of it more are there than there is room for. `may_cancel` for who looks now."""

    id: str
    school_id: str
    school_code: str
    school: str
    day: date
    starts_at: time
    ends_at: time
    purpose: str
    is_clash: bool
    may_cancel: bool


@dataclass(frozen=True, slots=True)
class DayRoom:
    """`capacity` is how many can come at once besides the `placed`, who have their seat there that day."""

    day: date
    placed: int
    capacity: int
    is_offered: bool


@dataclass(frozen=True, slots=True)
class BookingWeek:
    """Monday to Sunday; `rows` by day and hour."""

    offer_id: str
    days: tuple[DayRoom, ...]
    rows: tuple[BookingRow, ...]

    @property
    def clashes(self) -> int:
        return sum(row.is_clash for row in self.rows)


@dataclass(frozen=True, slots=True)
class BookingPreview:
    """What stands in the way: other bookings, or every seat held by who is placed there (`is_full`)."""

    others: tuple[BookingRow, ...]
    room: DayRoom
    is_full: bool

    @property
    def is_clash(self) -> bool:
        return bool(self.others) or self.is_full


class Bookings(Service):
    @read(Permission.READ_OFFERS)
    def week(self, offer_id: str, day: date) -> BookingWeek:
        """The week that holds `day`. Raises RuleError("offer.none", "booking.far")."""
        monday = day - timedelta(days=day.weekday())
        if monday > date.max - timedelta(days=6):
            raise RuleError("booking.far")
        with self.store.reading() as session:
            offer = session.get(Offer, offer_id)
            if offer is None:
                raise RuleError("offer.none")
            days = _rooms(session, offer, [monday + timedelta(days=at) for at in range(7)])
            rows = self._rows(session, offer, days)
        return BookingWeek(offer_id, days, rows)

    @read(Permission.READ_OFFERS)
    def clashes(self, offer_id: str) -> tuple[date, ...]:
        """The days from today on when more come at once than there is room for. Raises RuleError("offer.none")."""
        with self.store.reading() as session:
            offer = session.get(Offer, offer_id)
            if offer is None:
                raise RuleError("offer.none")
            several = (
                select(Booking.day)
                .where(Booking.offer_id == offer_id, Booking.status == "booked", Booking.day >= self.desk.day)
                .group_by(Booking.day)
                .order_by(Booking.day)
            )
            rooms = _rooms(session, offer, list(session.scalars(several)))
            return tuple(sorted({row.day for row in self._rows(session, offer, rooms) if row.is_clash}))

    @read(Permission.EDIT_PLACEMENTS)
    def preview(self, draft: BookingDraft) -> BookingPreview:
        """What would be in its way; it may be booked all the same. Raises RuleError as `book`."""
        with self.store.reading() as session:
            offer = self._sound(session.get(Offer, draft.offer_id), draft)
            (room,) = _rooms(session, offer, [draft.day])
            there = {row.id: row for row in self._rows(session, offer, [room])}
            slots = [Slot(row.id, row.starts_at, row.ends_at) for row in there.values()]
            others = in_the_way(Slot("", draft.starts_at, draft.ends_at), slots, room.capacity)
            return BookingPreview(tuple(there[slot.id] for slot in others), room, room.capacity == 0)

    @act("booking.book", Permission.EDIT_PLACEMENTS)
    def book(self, work: Work, draft: BookingDraft) -> None:
        """By people of the school that comes or of the one it comes to; a clash is no reason to refuse."""
        self._sound(work.session.get(Offer, draft.offer_id), draft)
        known(work, School, draft.school_id, "booking.no_school")
        booking = Booking(
            id=work.new_id(),
            offer_id=draft.offer_id,
            school_id=draft.school_id,
            day=draft.day,
            starts_at=draft.starts_at,
            ends_at=draft.ends_at,
            purpose=open_text(self.desk, work, draft.purpose.strip())[:MOST_PURPOSE],
            status="booked",
            made_by=work.actor.user_id,
            made_at=work.at,
        )
        work.session.add(booking)
        work.made = booking.id
        work.facts = {"day": draft.day, "offer": draft.offer_id}
        work.touch("booking", booking.id)
        work.touch("offer", draft.offer_id)

    @act("booking.cancel", Permission.EDIT_PLACEMENTS)
    def cancel(self, work: Work, booking_id: str) -> None:
        """By either of the two schools, until the day is over."""
        booking = known(work, Booking, booking_id, "booking.none")
        offer = work.session.get_one(Offer, booking.offer_id)
        self.actor.require_school(booking.school_id, offer.school_id)
        if booking.status != "booked":
            raise RuleError("booking.cancelled")
        if booking.day < self.desk.day:
            raise RuleError("booking.past")
        booking.status = "cancelled"
        work.subject_id = booking.id
        work.touch("booking", booking.id)
        work.touch("offer", offer.id)

    def _sound(self, offer: Offer | None, draft: BookingDraft) -> Offer:
        """The offer, where these hours can be booked there by this user."""
        if offer is None:
            raise RuleError("offer.none")
        self.actor.require_school(draft.school_id, offer.school_id)
        if offer.kind not in BOOKABLE:
            raise RuleError("booking.kind", offer=offer.name)
        if not offer.is_active:
            raise RuleError("placement.offer_inactive", offer=offer.name)
        if draft.starts_at >= draft.ends_at:
            raise RuleError("booking.hours")
        if draft.day < self.desk.day:
            raise RuleError("booking.past")
        if draft.day < (offer.starts_on or date.min) or draft.day > (offer.ends_on or date.max):
            raise RuleError("booking.outside", offer=offer.name)
        if len(draft.purpose.strip()) > MOST_PURPOSE:
            raise RuleError("booking.long", most=MOST_PURPOSE)
        return offer

    def _rows(self, session: Session, offer: Offer, rooms: Iterable[DayRoom]) -> tuple[BookingRow, ...]:
        capacity = {room.day: room.capacity for room in rooms}
        query = (
            select(Booking, Organisation.code, Organisation.name)
            .join(Organisation, Organisation.id == Booking.school_id)
            .where(Booking.offer_id == offer.id, Booking.status == "booked", Booking.day.in_(capacity))
            .order_by(Booking.day, Booking.starts_at, Booking.ends_at, Booking.id)
        )
        found = session.execute(query).all()
        by_day: dict[date, list[Slot]] = defaultdict(list)
        for booking, _, _ in found:
            by_day[booking.day].append(Slot(booking.id, booking.starts_at, booking.ends_at))
        clashes = frozenset[str]().union(*(clashing(slots, capacity[day]) for day, slots in by_day.items()))
        return tuple(
            BookingRow(
                id=booking.id,
                school_id=booking.school_id,
                school_code=code,
                school=school,
                day=booking.day,
                starts_at=booking.starts_at,
                ends_at=booking.ends_at,
                purpose=booking.purpose,
                is_clash=booking.id in clashes,
                may_cancel=self._may_cancel(booking, offer),
            )
            for booking, code, school in found
        )

    def _may_cancel(self, booking: Booking, offer: Offer) -> bool:
        actor = self.actor
        is_own = actor.school_id is None or actor.school_id in (booking.school_id, offer.school_id)
        return is_own and actor.may(Permission.EDIT_PLACEMENTS) and booking.day >= self.desk.day


def _rooms(session: Session, offer: Offer, days: Sequence[date]) -> tuple[DayRoom, ...]:
    """Without seats one comes at a time; with seats, those placed there have theirs on every day it is given."""
    held: list[tuple[str, Span]] = []
    if offer.seats is not None and days:
        held = held_spans(session, offer.id, min(days), max(days))
    return tuple(_room(offer, day, sum(first <= day <= last for _, (first, last) in held)) for day in days)


def _room(offer: Offer, day: date, placed: int) -> DayRoom:
    weekday = WEEKDAYS[day.weekday()] if day.weekday() < len(WEEKDAYS) else ""
    is_given = (not offer.weekdays and bool(weekday)) or weekday in days_of(offer)
    is_open = (offer.starts_on or date.min) <= day <= (offer.ends_on or date.max)
    if offer.seats is None:
        return DayRoom(day, 0, 1, is_given and is_open)
    there = placed if is_given else 0
    return DayRoom(day, there, max(offer.seats - there, 0), is_given and is_open)
