"""How offers are found and listed: one row each, with the seats free, the tariff of today and the way to travel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, false, func, null, or_, select
from sqlalchemy.orm import Session, aliased

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.seats import Span, seats_free, usual_span, usual_start
from zsm_desktop.models import Need, Offer, Organisation, School, Sector, Tariff, Unit
from zsm_desktop.services.distances import kilometres_from
from zsm_desktop.services.seats import spans_by_offer

WEEKDAYS = ("ma", "di", "wo", "do", "vr")


@dataclass(frozen=True, slots=True)
class OfferRow:
    """`seats_free` over the period asked for, or for who is placed today over the usual one; None: no limit.

    `placements` counts those that hold a seat now or later.
    `tariff_cents` is per unit and valid today, None while no tariff has started. `weekdays` empty: by arrangement.
    `is_expired`: its last day is over. `km` from the school one travels from, None when none was named or is unknown.
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
    level: str
    place: str
    weekdays: tuple[str, ...]
    seats: int | None
    seats_free: int | None
    has_waiting_list: bool
    placements: int
    tariff_cents: int | None
    starts_on: date | None
    ends_on: date | None
    km: int | None
    is_expired: bool
    is_active: bool
    version: int


@dataclass(frozen=True, slots=True)
class OfferFilter:
    """Every word of `text` must stand in name, code, place, level, description, sector or school.

    `target_group` "pro" leaves what a pupil of such a school can follow. `weekday`: offers by arrangement fit any.
    `first_day` and `last_day` ask for seats free all that time and for offers open in it; one of them alone means
    that one day. From school `from_id` one travels; `within_km` leaves what is known to lie that near to it.
    `need_id` leaves what might answer that need, travelling from the school that asks, whatever `from_id` says.
    """

    text: str = ""
    sector_id: str | None = None
    school_id: str | None = None
    kind: str | None = None
    target_group: str | None = None
    weekday: str | None = None
    level: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    from_id: str | None = None
    within_km: int | None = None
    need_id: str | None = None
    only_free: bool = False
    with_inactive: bool = False

    @property
    def period(self) -> Span | None:
        days = [day for day in (self.first_day, self.last_day) if day is not None]
        return (min(days), max(days)) if days else None


ALL_OFFERS = OfferFilter()


@dataclass(frozen=True, slots=True)
class AskedNeed:
    """A need as far as offers look at it."""

    sector_id: str | None
    school_id: str
    school_kind: str

    @classmethod
    def read(cls, session: Session, need_id: str) -> AskedNeed:
        """Raises RuleError("need.none")."""
        query = select(Need.sector_id, Need.school_id, School.kind).join(School, School.id == Need.school_id)
        row = session.execute(query.where(Need.id == need_id)).first()
        if row is None:
            raise RuleError("need.none")
        return cls(*row)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of all offers at once, besides their rows: who holds seats, how far away their schools are from
    `from_id`, and the need they are to answer.
    """

    day: date
    free: Mapping[str, int | None]
    placements: Mapping[str, int]
    from_id: str | None = None
    km: Mapping[str, int] = field(default_factory=dict)
    asked: AskedNeed | None = None

    @classmethod
    def read(cls, session: Session, day: date, wanted: OfferFilter = ALL_OFFERS) -> Around:
        period = wanted.period
        spans, start = spans_by_offer(session, min(day, period[0]) if period else day), usual_start(day)
        offers = select(Offer.id, Offer.seats, Offer.starts_on, Offer.ends_on).where(Offer.id.in_(spans))
        free = {
            offer_id: seats_free(seats, spans[offer_id], *(period or usual_span(start, opens, closes)))
            for offer_id, seats, opens, closes in session.execute(offers)
        }
        held = {offer_id: sum(end >= day for _, end in found) for offer_id, found in spans.items()}
        asked = AskedNeed.read(session, wanted.need_id) if wanted.need_id else None
        from_id = asked.school_id if asked else wanted.from_id
        return cls(day, free, held, from_id, _kilometres(session, from_id), asked)


def may_answer(sector_id: Any, school_id: Any, kind: Any, day: date) -> ColumnElement[bool]:
    """Whether an offer might answer a need; each of the three is a value or a column. Without a sector none does."""
    return and_(
        Offer.is_active,
        Offer.sector_id == sector_id,
        Offer.school_id != school_id,
        or_(Offer.target_group == "all", Offer.target_group == kind),
        or_(Offer.ends_on.is_(None), Offer.ends_on >= day),
    )


def _kilometres(session: Session, from_id: str | None) -> dict[str, int]:
    if from_id is None:
        return {}
    schools = select(Offer.school_id).distinct()
    return kilometres_from(session, from_id, session.scalars(schools).all())


def listed(wanted: OfferFilter, around: Around) -> Select[Any]:
    """The rows the filter leaves, in no order."""
    query = _chosen(offers_query(around.day), wanted)
    for word in wanted.text.split():
        columns = (
            Offer.name, Offer.code, Offer.place, Offer.level, Offer.description, Organisation.name, Sector.name,
        )  # fmt: skip
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    if wanted.period is not None:
        first, last = wanted.period
        query = query.where(
            or_(Offer.starts_on.is_(None), Offer.starts_on <= last),
            or_(Offer.ends_on.is_(None), Offer.ends_on >= first),
        )
    if wanted.only_free:
        full = [offer_id for offer_id, free in around.free.items() if free == 0]
        query = query.where(or_(Offer.seats.is_(None), and_(Offer.seats > 0, Offer.id.not_in(full))))
        query = query.where(or_(Offer.ends_on.is_(None), Offer.ends_on >= around.day))
    if around.asked is not None:
        asked = around.asked
        query = query.where(may_answer(asked.sector_id, asked.school_id, asked.school_kind, around.day))
    if wanted.within_km is not None and around.from_id is not None:
        near = [school_id for school_id, km in around.km.items() if km <= wanted.within_km]
        query = query.where(Offer.school_id.in_(near) if near else false())
    return query


def _chosen(query: Select[Any], wanted: OfferFilter) -> Select[Any]:
    if not wanted.with_inactive:
        query = query.where(Offer.is_active)
    for column, value in (
        (Offer.sector_id, wanted.sector_id),
        (Offer.school_id, wanted.school_id),
        (Offer.kind, wanted.kind),
        (Offer.level, wanted.level),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.target_group is not None:
        query = query.where(Offer.target_group.in_(("all", wanted.target_group)))
    if wanted.weekday is not None:
        query = query.where(or_(Offer.weekdays == "", Offer.weekdays.contains(wanted.weekday, autoescape=True)))
    return query


def best_first(query: Select[Any], around: Around) -> tuple[ColumnElement[Any], ...]:
    """For who asks: what has room before what is full, then the nearest."""
    free = order_by(query, "free", around)
    return case((free == 0, 1), else_=0), order_by(query, "km", around).nulls_last()


def order_by(query: Select[Any], sort: str, around: Around) -> ColumnElement[Any]:
    """By what one column shows."""
    fewer = {offer_id: free for offer_id, free in around.free.items() if free is not None}
    free = case(fewer, value=Offer.id, else_=Offer.seats) if fewer else Offer.seats.expression
    km = case(dict(around.km), value=Offer.school_id, else_=null()) if around.km else cast(null(), Integer)
    days = case({day: at for at, day in enumerate(WEEKDAYS)}, value=func.substr(Offer.weekdays, 1, 2), else_=null())
    orders: dict[str, ColumnElement[Any]] = {
        "name": func.lower(Offer.name), "school": Organisation.name.expression, "sector": Sector.name.expression,
        "level": func.nullif(func.lower(Offer.level), ""), "days": days, "free": free, "km": km,
        "tariff": query.selected_columns["tariff"],
    }  # fmt: skip
    return orders[sort]


def offers_query(day: date) -> Select[Any]:
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


def days_of(offer: Offer) -> tuple[str, ...]:
    return tuple(offer.weekdays.split(",")) if offer.weekdays else ()


def row_of(around: Around, offer: Offer, *joined: Any) -> OfferRow:
    school_code, school, sector, unit, unit_plural, tariff_cents = joined
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
        level=offer.level,
        place=offer.place,
        weekdays=days_of(offer),
        seats=offer.seats,
        seats_free=around.free.get(offer.id, offer.seats),
        has_waiting_list=offer.has_waiting_list,
        placements=around.placements.get(offer.id, 0),
        tariff_cents=tariff_cents,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        km=around.km.get(offer.school_id),
        is_expired=offer.ends_on is not None and offer.ends_on < around.day,
        is_active=offer.is_active,
        version=offer.version,
    )
