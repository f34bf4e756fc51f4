"""Placements as lists show them: the filter, the orders, and one row; who may see which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, text
from sqlalchemy.orm import aliased

from zsm_desktop.domain.permissions import Actor, Permission
from zsm_desktop.models import Case, Decision, Delivery, Offer, Organisation, Placement, Pupil, Unit
from zsm_desktop.services.seats import holds_seat
from zsm_desktop.services.standing import is_use
from zsm_desktop.services.unshared import WITHOUT, is_unshared


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """`user` is the pupil's school, `provider` the school whose offer it is; quantities in hundredths of `unit`.

    Who may not see into cases knows the pupil by code alone: no pseudonym, case or pupil id, and no reason in words.
    `status` as of today: one past its last day is "ended". `used_hundredths` is what `standing.is_use` counts.
    `queue_place` is the place in the waiting list of the offer, from 1; 0 for what does not wait.
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
    queue_place: int
    answered_on: date | None
    answer_reason: str
    agreement_on: date | None
    end_reason: str
    version: int

    @property
    def called(self) -> str:
        """What the pupil is called for this reader."""
        return self.pseudonym or self.pupil_code


@dataclass(frozen=True, slots=True)
class PlacementFilter:
    """`school_id` on either side, `side` "given" or "taken" narrows it to one; `first_day`–`last_day` is an overlap.

    `holds_seat` leaves those that hold a seat today or later, as offers count them. `status` may be `WITHOUT` too:
    of the own pupils, for who sees into cases.
    """

    text: str = ""
    school_id: str | None = None
    side: str | None = None
    offer_id: str | None = None
    case_id: str | None = None
    pupil_id: str | None = None
    status: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    holds_seat: bool = False


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
    "queue": Placement.queued_at.expression,
}


def narrowed(query: Select[Any], wanted: PlacementFilter, actor: Actor, day: date) -> Select[Any]:
    """Who does not see all schools finds those to which the own school is a party."""
    if not actor.sees_all_schools:
        query = query.where(_party(actor.school_id, None))
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
    if wanted.holds_seat:
        query = query.where(holds_seat(day))
    if wanted.status is not None:
        query = query.where(_status_is(wanted.status, day))
        if wanted.status == WITHOUT and not actor.may(Permission.EDIT_CASES):
            query = query.where(false())
        elif wanted.status == WITHOUT and not actor.sees_all_schools:
            query = query.where(Placement.user_id == actor.school_id)
    for word in wanted.text.split():
        pupil = (Pupil.pseudonym, Pupil.code) if actor.sees_pseudonyms else (Pupil.code,)
        columns = (Placement.number, *pupil, Offer.name, _user.name, _provider.name)
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return query


def standing(rows: Iterable[PlacementRow]) -> tuple[PlacementRow, ...]:
    """Those that wait or run."""
    return tuple(one for one in rows if one.status in ("proposed", "waiting", "running"))


def order_of(sort: str, actor: Actor) -> ColumnElement[Any]:
    """By what the column shows this reader."""
    return Pupil.code.expression if sort == "pupil" and not actor.sees_pseudonyms else ORDERS[sort]


def _party(school_id: str | None, side: str | None) -> Any:
    as_user, as_provider = Placement.user_id == school_id, Placement.provider_id == school_id
    if side is None:
        return or_(as_user, as_provider)
    return as_provider if side == "given" else as_user


def _status_is(status: str, day: date) -> Any:
    if status == WITHOUT:
        return text(is_unshared()).bindparams(day=day)
    if status == "running":
        return and_(Placement.status == "running", Placement.ends_on >= day)
    if status == "ended":
        return or_(Placement.status == "ended", and_(Placement.status == "running", Placement.ends_on < day))
    return Placement.status == status


def placement_rows() -> Select[Any]:
    used = (
        select(func.coalesce(func.sum(Delivery.quantity), 0))
        .where(Delivery.placement_id == Placement.id, text(is_use("delivery")))
        .scalar_subquery()
    )
    ahead = aliased(Placement)
    queue_place = (
        select(func.count())
        .where(
            Placement.status == "waiting",
            ahead.offer_id == Placement.offer_id,
            ahead.status == "waiting",
            or_(
                ahead.queued_at < Placement.queued_at,
                and_(ahead.queued_at == Placement.queued_at, ahead.id <= Placement.id),
            ),
        )
        .correlate(Placement)
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
        queue_place.label("queue_place"),
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


def row_of(
    actor: Actor, day: date, placement: Placement, case_number: str | None, decision: str | None, *rest: Any
) -> PlacementRow:
    (pupil_code, pseudonym, offer_code, offer, unit, unit_plural) = rest[:6]
    (user_code, user, provider_code, provider, used, queue_place) = rest[6:]
    sees = actor.sees_pseudonyms
    is_over = placement.status == "running" and placement.ends_on < day
    return PlacementRow(
        id=placement.id,
        number=placement.number,
        case_id=placement.case_id if sees else None,
        case_number=(case_number or "") if sees else "",
        decision_number=decision or "",
        pupil_id=placement.pupil_id if sees else "",
        pupil_code=pupil_code,
        pseudonym=pseudonym if sees else "",
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
        queue_place=queue_place,
        answered_on=placement.answered_on,
        answer_reason=placement.answer_reason if sees else "",
        agreement_on=placement.agreement_on,
        end_reason=placement.end_reason or "",
        version=placement.version,
    )
