"""Placements: who follows which offer of which school, by pseudonym and code, never by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.models import Case, Decision, Delivery, Network, Offer, Organisation, Placement, Pupil, Unit
from zsm_desktop.services.placing import create_placement
from zsm_desktop.services.school_days import first_day_there, free_days
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

STATUSES = ("running", "ended", "cancelled")


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """`user` is the pupil's school, `provider` the school whose offer it is; quantities in hundredths of `unit`.

    `status` as of today: one past its last day is "ended". `used_hundredths` counts entered and confirmed deliveries.
    """

    id: str
    number: str
    case_id: str | None
    case_number: str
    decision_number: str
    pupil_id: str
    pupil_code: str
    pseudonym: str
    offer_id: str
    offer_code: str
    offer: str
    unit: str
    unit_plural: str
    user_id: str
    user_code: str
    user: str
    provider_id: str
    provider_code: str
    provider: str
    starts_on: date
    ends_on: date
    planned_hundredths: int
    used_hundredths: int
    status: str


@dataclass(frozen=True, slots=True)
class PlacementFilter:
    """`school_id` on either side, `side` "given" or "taken" narrows it to one; `first_day`–`last_day` is an overlap."""

    text: str = ""
    school_id: str | None = None
    side: str | None = None
    offer_id: str | None = None
    case_id: str | None = None
    pupil_id: str | None = None
    status: str | None = None
    first_day: date | None = None
    last_day: date | None = None


ALL_PLACEMENTS = PlacementFilter()

_user = aliased(Organisation)
_provider = aliased(Organisation)
ORDERS: dict[str, ColumnElement[Any]] = {
    "pupil": Pupil.pseudonym.expression,
    "offer": func.lower(Offer.name),
    "user": _user.name.expression,
    "provider": _provider.name.expression,
    "starts": Placement.starts_on.expression,
    "ends": Placement.ends_on.expression,
    "status": Placement.status.expression,
}


class Placements(Service):
    @read(Permission.READ_PLACEMENTS)
    def page(
        self,
        wanted: PlacementFilter = ALL_PLACEMENTS,
        *,
        offset: int = 0,
        limit: int = 200,
        sort: str = "",
        is_descending: bool = False,
    ) -> tuple[PlacementRow, ...]:
        """Latest start first, or first by `sort`: "used" or a key of ORDERS.

        A stagebegeleider sees those to which the own school is a party.
        """
        query = self._filtered(_rows(), wanted)
        if sort:
            first = query.selected_columns["used"] if sort == "used" else ORDERS[sort]
            query = query.order_by(first.desc() if is_descending else first)
        query = query.order_by(Placement.starts_on.desc(), Placement.number.desc()).offset(offset).limit(limit)
        with self.store.reading() as session:
            return tuple(_row(self.desk.day, *row) for row in session.execute(query))

    @read(Permission.READ_PLACEMENTS)
    def count(self, wanted: PlacementFilter = ALL_PLACEMENTS) -> int:
        query = self._filtered(_rows(), wanted).with_only_columns(Placement.id)
        with self.store.reading() as session:
            return session.scalar(select(func.count()).select_from(query.subquery())) or 0

    @read(Permission.READ_PLACEMENTS)
    def row(self, placement_id: str) -> PlacementRow:
        """Raises RuleError("placement.none"), also for a placement between two other schools."""
        query = self._filtered(_rows(), ALL_PLACEMENTS).where(Placement.id == placement_id)
        with self.store.reading() as session:
            found = session.execute(query).first()
        if found is None:
            raise RuleError("placement.none")
        return _row(self.desk.day, *found)

    @read(Permission.READ_PLACEMENTS)
    def first_day(self, day: date, last_day: date, weekdays: Sequence[str]) -> date:
        """The first school day from `day` on one of `weekdays` ("ma", "di" …; empty: any), to propose as the start."""
        with self.store.reading() as session:
            region = session.scalars(select(Network.holiday_region)).first() or ""
        return first_day_there(day, last_day, weekdays, free_days(region))

    @act("placement.place", Permission.EDIT_PLACEMENTS)
    def place(
        self, work: Work, case_id: str, offer_id: str, *, starts_on: date, ends_on: date, planned_hundredths: int
    ) -> None:
        """Place outside a meeting, by the pupil's own school; in a meeting `live` records the outcome instead."""
        placement = create_placement(
            work,
            case_id=case_id,
            offer_id=offer_id,
            starts_on=starts_on,
            ends_on=ends_on,
            planned_hundredths=planned_hundredths,
            day=self.desk.day,
        )
        self.actor.require_school(placement.user_id)
        work.made = placement.id

    @act("placement.end", Permission.EDIT_PLACEMENTS)
    def end(self, work: Work, placement_id: str, last_day: date) -> None:
        """End before the planned last day; a `last_day` still to come keeps it running until then.

        Raises RuleError("placement.delivered_later") when use after that day was already entered.
        """
        placement = self._running(work, placement_id)
        if not placement.starts_on <= last_day <= placement.ends_on:
            raise RuleError("placement.end_outside", first_day=placement.starts_on, last_day=placement.ends_on)
        later = self._delivered(work, placement_id, after=last_day)
        if later is not None:
            raise RuleError("placement.delivered_later", day=later)
        placement.ends_on = last_day
        if last_day < self.desk.day:
            placement.status = "ended"
        work.facts = {"last_day": last_day}

    @act("placement.cancel", Permission.EDIT_PLACEMENTS)
    def cancel(self, work: Work, placement_id: str) -> None:
        """Take back a placement of which nothing was used."""
        placement = self._running(work, placement_id)
        used_on = self._delivered(work, placement_id, after=None)
        if used_on is not None:
            raise RuleError("placement.used", day=used_on)
        placement.status = "cancelled"

    def _running(self, work: Work, placement_id: str) -> Placement:
        placement = work.session.get(Placement, placement_id)
        if placement is None:
            raise RuleError("placement.none")
        self.actor.require_school(placement.user_id, placement.provider_id)
        if placement.status != "running":
            raise RuleError("placement.not_running", number=placement.number)
        work.subject_id = placement.id
        work.touch("placement", placement.id)
        work.touch("offer", placement.offer_id)
        return placement

    @staticmethod
    def _delivered(work: Work, placement_id: str, *, after: date | None) -> date | None:
        query = select(func.max(Delivery.delivered_on)).where(
            Delivery.placement_id == placement_id, Delivery.status != "withdrawn"
        )
        if after is not None:
            query = query.where(Delivery.delivered_on > after)
        return work.session.scalar(query)

    def _filtered(self, query: Select[Any], wanted: PlacementFilter) -> Select[Any]:
        if self.actor.role is not Role.SECRETARY:
            query = query.where(_party(self.actor.school_id, None))
        if wanted.school_id is not None:
            query = query.where(_party(wanted.school_id, wanted.side))
        for column, value in (
            (Placement.offer_id, wanted.offer_id),
            (Placement.case_id, wanted.case_id),
            (Placement.pupil_id, wanted.pupil_id),
        ):
            if value is not None:
                query = query.where(column == value)
        if wanted.first_day is not None:
            query = query.where(Placement.ends_on >= wanted.first_day)
        if wanted.last_day is not None:
            query = query.where(Placement.starts_on <= wanted.last_day)
        if wanted.status is not None:
            query = query.where(_status_is(wanted.status, self.desk.day))
        for word in wanted.text.split():
            columns = (Placement.number, Pupil.pseudonym, Pupil.code, Offer.name, _user.name, _provider.name)
            query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
        return query


def _party(school_id: str | None, side: str | None) -> Any:
    as_user, as_provider = Placement.user_id == school_id, Placement.provider_id == school_id
    if side is None:
        return or_(as_user, as_provider)
    return as_provider if side == "given" else as_user


def _status_is(status: str, day: date) -> Any:
    if status == "running":
        return and_(Placement.status == "running", Placement.ends_on >= day)
    if status == "ended":
        return or_(Placement.status == "ended", and_(Placement.status == "running", Placement.ends_on < day))
    return Placement.status == status


def _rows() -> Select[Any]:
    used = (
        select(func.coalesce(func.sum(Delivery.quantity), 0))
        .where(Delivery.placement_id == Placement.id, Delivery.status.in_(("entered", "confirmed")))
        .scalar_subquery()
    )
    columns: tuple[Any, ...] = (
        Placement,
        Case.number,
        Decision.number,
        Pupil.code,
        Pupil.pseudonym,
        Offer.code,
        Offer.name,
        Unit.name,
        Unit.plural,
        _user.code,
        _user.name,
        _provider.code,
        _provider.name,
        used.label("used"),
    )
    return (
        select(*columns)
        .join(Pupil, Pupil.id == Placement.pupil_id)
        .join(Offer, Offer.id == Placement.offer_id)
        .join(Unit, Unit.id == Offer.unit_id)
        .join(_user, _user.id == Placement.user_id)
        .join(_provider, _provider.id == Placement.provider_id)
        .outerjoin(Case, Case.id == Placement.case_id)
        .outerjoin(Decision, Decision.id == Placement.decision_id)
    )


def _row(day: date, placement: Placement, case_number: str | None, decision: str | None, *rest: Any) -> PlacementRow:
    (pupil_code, pseudonym, offer_code, offer, unit, unit_plural) = rest[:6]
    (user_code, user, provider_code, provider, used) = rest[6:]
    is_over = placement.status == "running" and placement.ends_on < day
    return PlacementRow(
        id=placement.id,
        number=placement.number,
        case_id=placement.case_id,
        case_number=case_number or "",
        decision_number=decision or "",
        pupil_id=placement.pupil_id,
        pupil_code=pupil_code,
        pseudonym=pseudonym,
        offer_id=placement.offer_id,
        offer_code=offer_code,
        offer=offer,
        unit=unit,
        unit_plural=unit_plural,
        user_id=placement.user_id,
        user_code=user_code,
        user=user,
        provider_id=placement.provider_id,
        provider_code=provider_code,
        provider=provider,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        planned_hundredths=placement.planned,
        used_hundredths=used,
        status="ended" if is_over else placement.status,
    )
