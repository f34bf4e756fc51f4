"""What schools make available to each other: offers, the seats still free in them, and their tariffs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.seats import seats_free, usual_span, usual_start
from zsm_desktop.models import Delivery, Offer, Organisation, School, Sector, Tariff, Unit
from zsm_desktop.services.known import known
from zsm_desktop.services.seats import spans_by_offer
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

KINDS = ("course", "facility", "test", "guidance", "evening_school")
TARGET_GROUPS = ("all", "pro", "vso")
WEEKDAYS = ("ma", "di", "wo", "do", "vr")


@dataclass(frozen=True, slots=True)
class SectorRow:
    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    id: str
    code: str
    name: str
    plural: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """`seats_free` for who is placed today for the usual period; with `seats` None where there is no limit.

    `placements` counts those that hold a seat now or later.
    `tariff_cents` is per unit and valid today, None while no tariff has started. `weekdays` empty: by arrangement.
    """

    id: str
    code: str
    name: str
    kind: str
    school_id: str
    school_code: str
    school: str
    sector_id: str
    sector: str
    unit_id: str
    unit: str
    unit_plural: str
    target_group: str
    place: str
    weekdays: tuple[str, ...]
    seats: int | None
    seats_free: int | None
    placements: int
    tariff_cents: int | None
    starts_on: date | None
    ends_on: date | None
    is_active: bool
    version: int


@dataclass(frozen=True, slots=True)
class TariffRow:
    """`is_used`: deliveries were entered at it, so it never changes any more."""

    id: str
    cents: int
    valid_from: date
    is_used: bool


@dataclass(frozen=True, slots=True)
class OfferCard:
    """Tariffs latest first."""

    offer: OfferRow
    description: str
    tariffs: tuple[TariffRow, ...]


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """What the form of an offer holds; `code` empty: the program makes one."""

    school_id: str
    sector_id: str
    unit_id: str
    name: str
    kind: str
    target_group: str = "all"
    description: str = ""
    place: str = ""
    weekdays: tuple[str, ...] = ()
    seats: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class OfferFilter:
    """Every word of `text` must stand in name, code, place, sector or school."""

    text: str = ""
    sector_id: str | None = None
    school_id: str | None = None
    kind: str | None = None
    only_free: bool = False
    with_inactive: bool = False


ALL_OFFERS = OfferFilter()
_Held = dict[str, tuple[int | None, int]]


class Offers(Service):
    @read(Permission.READ_OFFERS)
    def page(
        self,
        wanted: OfferFilter = ALL_OFFERS,
        *,
        offset: int = 0,
        limit: int = 200,
        sort: str = "",
        is_descending: bool = False,
    ) -> tuple[OfferRow, ...]:
        """By school and name, or first by `sort`: name, school, sector, days, free or tariff."""
        with self.store.reading() as session:
            held = _held(session, self.desk.day)
            query = _filtered(_rows(self.desk.day), wanted, held)
            if sort:
                first = _order(query, sort, held)
                query = query.order_by(first.desc().nulls_last() if is_descending else first.nulls_last())
            query = query.order_by(Organisation.name, Offer.name, Offer.id).offset(offset).limit(limit)
            return tuple(_row(held, *row) for row in session.execute(query))

    @read(Permission.READ_OFFERS)
    def count(self, wanted: OfferFilter = ALL_OFFERS) -> int:
        with self.store.reading() as session:
            query = _filtered(_rows(self.desk.day), wanted, _held(session, self.desk.day))
            return session.scalar(select(func.count()).select_from(query.with_only_columns(Offer.id).subquery())) or 0

    @read(Permission.READ_OFFERS)
    def card(self, offer_id: str) -> OfferCard:
        """Raises RuleError("offer.none")."""
        used = select(Delivery.id).where(Delivery.tariff_id == Tariff.id).exists()
        with self.store.reading() as session:
            row = session.execute(_rows(self.desk.day).where(Offer.id == offer_id)).first()
            if row is None:
                raise RuleError("offer.none")
            tariffs = session.execute(
                select(Tariff.id, Tariff.cents, Tariff.valid_from, used)
                .where(Tariff.offer_id == offer_id)
                .order_by(Tariff.valid_from.desc())
            )
            shown = _row(_held(session, self.desk.day), *row)
            return OfferCard(shown, row[0].description, tuple(TariffRow(*found) for found in tariffs))

    @read(Permission.READ_OFFERS)
    def sectors(self) -> tuple[SectorRow, ...]:
        with self.store.reading() as session:
            query = select(Sector.id, Sector.code, Sector.name).order_by(Sector.position)
            return tuple(SectorRow(*row) for row in session.execute(query))

    @read(Permission.READ_OFFERS)
    def units(self) -> tuple[UnitRow, ...]:
        with self.store.reading() as session:
            query = select(Unit.id, Unit.code, Unit.name, Unit.plural).order_by(Unit.name)
            return tuple(UnitRow(*row) for row in session.execute(query))

    @act("offer.add", Permission.EDIT_OFFERS)
    def add(self, work: Work, draft: OfferDraft) -> None:
        """Make an offer of the actor's own school (the secretary: of any)."""
        self.actor.require_school(draft.school_id)
        school = known(work, School, draft.school_id, "offer.no_school")
        offer = Offer(id=work.new_id(), school_id=school.id, code=_code(work, draft), version=1)
        _fill(work, offer, draft)
        work.session.add(offer)
        work.made = offer.id
        work.touch("offer", offer.id, draft.school_id)

    @act("offer.edit", Permission.EDIT_OFFERS)
    def edit(self, work: Work, offer_id: str, version: int, draft: OfferDraft) -> None:
        """Raises RuleError("edit.conflict") when someone changed the offer since `version` was read.

        School and unit stay as they are: deliveries count in that unit.
        """
        offer = self._own(work, offer_id)
        if offer.version != version:
            raise RuleError("edit.conflict")
        if (draft.school_id, draft.unit_id) != (offer.school_id, offer.unit_id):
            raise RuleError("offer.fixed")
        _fill(work, offer, draft)
        offer.version += 1
        work.subject_id = offer.id
        work.touch("offer", offer.id)

    @act("offer.set_tariff", Permission.EDIT_OFFERS)
    def set_tariff(self, work: Work, offer_id: str, cents: int, valid_from: date) -> None:
        """A new tariff from a day on. One of that very day is replaced unless it was used: RuleError("tariff.used").

        A tariff may not start on or before the day of a delivery already entered: RuleError("tariff.too_late").
        """
        offer = self._own(work, offer_id)
        if cents < 0:
            raise RuleError("tariff.negative")
        same = work.session.scalars(
            select(Tariff).where(Tariff.offer_id == offer_id, Tariff.valid_from == valid_from)
        ).first()
        if same is not None and work.session.scalar(select(Delivery.id).where(Delivery.tariff_id == same.id).limit(1)):
            raise RuleError("tariff.used", day=valid_from)
        later = select(func.max(Delivery.delivered_on)).where(
            Delivery.offer_id == offer_id, Delivery.status != "withdrawn", Delivery.delivered_on >= valid_from
        )
        latest = work.session.scalar(later)
        if latest is not None:
            raise RuleError("tariff.too_late", day=latest)
        if same is None:
            same = Tariff(id=work.new_id(), offer_id=offer_id, cents=cents, valid_from=valid_from)
            work.session.add(same)
        same.cents = cents
        work.made = same.id
        work.subject_id = offer.id
        work.facts = {"cents": cents, "from": valid_from}
        work.touch("tariff", same.id)
        work.touch("offer", offer.id)

    @act("offer.deactivate", Permission.EDIT_OFFERS)
    def deactivate(self, work: Work, offer_id: str) -> None:
        """Take an offer off the list; running placements go on to their end."""
        self._switch(work, offer_id, is_active=False)

    @act("offer.activate", Permission.EDIT_OFFERS)
    def activate(self, work: Work, offer_id: str) -> None:
        self._switch(work, offer_id, is_active=True)

    def _switch(self, work: Work, offer_id: str, *, is_active: bool) -> None:
        offer = self._own(work, offer_id)
        offer.is_active = is_active
        offer.version += 1
        work.subject_id = offer.id
        work.touch("offer", offer.id)

    def _own(self, work: Work, offer_id: str) -> Offer:
        offer = work.session.get(Offer, offer_id)
        if offer is None:
            raise RuleError("offer.none")
        self.actor.require_school(offer.school_id)
        return offer


def _held(session: Session, day: date) -> _Held:
    """Of every offer with placements to come or going on: the seats that are free, and how many placements."""
    spans, start = spans_by_offer(session, day), usual_start(day)
    offers = select(Offer.id, Offer.seats, Offer.starts_on, Offer.ends_on).where(Offer.id.in_(spans))
    return {
        offer_id: (
            seats_free(seats, spans[offer_id], *usual_span(start, opens, closes)),
            len(spans[offer_id]),
        )
        for offer_id, seats, opens, closes in session.execute(offers)
    }


def _filtered(query: Select[Any], wanted: OfferFilter, held: _Held) -> Select[Any]:
    if not wanted.with_inactive:
        query = query.where(Offer.is_active)
    for column, value in (
        (Offer.sector_id, wanted.sector_id),
        (Offer.school_id, wanted.school_id),
        (Offer.kind, wanted.kind),
    ):
        if value is not None:
            query = query.where(column == value)
    for word in wanted.text.split():
        columns = (Offer.name, Offer.code, Offer.place, Organisation.name, Sector.name)
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    if wanted.only_free:
        full = [offer_id for offer_id, (free, _) in held.items() if free == 0]
        query = query.where(or_(Offer.seats.is_(None), and_(Offer.seats > 0, Offer.id.not_in(full))))
    return query


def _order(query: Select[Any], sort: str, held: _Held) -> ColumnElement[Any]:
    fewer = {offer_id: free for offer_id, (free, _) in held.items() if free is not None}
    free = case(fewer, value=Offer.id, else_=Offer.seats) if fewer else Offer.seats.expression
    orders: dict[str, ColumnElement[Any]] = {
        "name": func.lower(Offer.name), "school": Organisation.name.expression, "sector": Sector.name.expression,
        "days": Offer.weekdays.expression, "free": free,
        "tariff": query.selected_columns["tariff"],
    }  # fmt: skip
    return orders[sort]


def _rows(day: date) -> Select[Any]:
    later = aliased(Tariff)
    tariff = (
        select(later.cents)
        .where(later.offer_id == Offer.id, later.valid_from <= day)
        .order_by(later.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            Offer,
            Organisation.code,
            Organisation.name,
            Sector.name,
            Unit.name,
            Unit.plural,
            tariff.label("tariff"),
        )
        .join(Organisation, Organisation.id == Offer.school_id)
        .join(Sector, Sector.id == Offer.sector_id)
        .join(Unit, Unit.id == Offer.unit_id)
    )


def _row(held: _Held, offer: Offer, *joined: Any) -> OfferRow:
    school_code, school, sector, unit, unit_plural, tariff_cents = joined
    free, placements = held.get(offer.id, (offer.seats, 0))
    weekdays = tuple(offer.weekdays.split(",")) if offer.weekdays else ()
    return OfferRow(
        id=offer.id,
        code=offer.code,
        name=offer.name,
        kind=offer.kind,
        school_id=offer.school_id,
        school_code=school_code,
        school=school,
        sector_id=offer.sector_id,
        sector=sector,
        unit_id=offer.unit_id,
        unit=unit,
        unit_plural=unit_plural,
        target_group=offer.target_group,
        place=offer.place,
        weekdays=weekdays,
        seats=offer.seats,
        seats_free=free,
        placements=placements,
        tariff_cents=tariff_cents,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        is_active=offer.is_active,
        version=offer.version,
    )


def _fill(work: Work, offer: Offer, draft: OfferDraft) -> None:
    if not draft.name.strip():
        raise RuleError("offer.no_name")
    if draft.kind not in KINDS or draft.target_group not in TARGET_GROUPS:
        raise RuleError("offer.unknown_kind", kind=draft.kind, target_group=draft.target_group)
    if draft.seats is not None and draft.seats < 0:
        raise RuleError("offer.negative_seats")
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        raise RuleError("offer.span")
    if not set(draft.weekdays) <= set(WEEKDAYS):
        raise RuleError("offer.unknown_weekday")
    offer.sector_id = known(work, Sector, draft.sector_id, "sector.none").id
    offer.unit_id = known(work, Unit, draft.unit_id, "unit.none").id
    offer.name, offer.kind, offer.target_group = draft.name.strip(), draft.kind, draft.target_group
    offer.description, offer.place = draft.description.strip(), draft.place.strip()
    offer.weekdays = ",".join(day for day in WEEKDAYS if day in draft.weekdays)
    offer.seats, offer.starts_on, offer.ends_on = draft.seats, draft.starts_on, draft.ends_on


def _code(work: Work, draft: OfferDraft) -> str:
    """The code asked for, or the school's code with the next free number."""
    code = draft.code.strip()
    if code:
        if work.session.scalar(select(Offer.id).where(Offer.code == code)):
            raise RuleError("offer.code_taken", code=code)
        return code
    school = work.session.get_one(Organisation, draft.school_id)
    taken = set(work.session.scalars(select(Offer.code).where(Offer.school_id == draft.school_id)))
    return next(made for n in range(1, len(taken) + 2) if (made := f"{school.code}-{n:02d}") not in taken)
