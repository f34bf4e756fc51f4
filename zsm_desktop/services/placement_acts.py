"""What the acts on a placement share: the history that stays, changed terms, and who moves up when a seat is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Select, delete, func, select, text
from sqlalchemy.orm import Session

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor
from zsm_desktop.domain.placements import PlacementStatus, fits_months, require_move, require_terms
from zsm_desktop.domain.seats import require_seat
from zsm_desktop.models import Case, Delivery, Offer, Placement, PlacementChange, PlacementMonth
from zsm_desktop.services.consents import Sharing, sharing_with
from zsm_desktop.services.open_texts import masked_text
from zsm_desktop.services.placing import require_within_offer
from zsm_desktop.services.rights import is_other_school
from zsm_desktop.services.seats import held_spans
from zsm_desktop.services.standing import stands
from zsm_desktop.services.turns import turns
from zsm_desktop.store.seal import Sealer
from zsm_desktop.store.work import Work

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

MOST_REASON = 400


@dataclass(frozen=True, slots=True)
class Terms:
    starts_on: date
    ends_on: date
    planned_hundredths: int


def clean_reason(desk: Desk, work: Work, reason: str) -> str:
    """Masked as it is written: the other school reads it, and it stays."""
    typed = reason.strip()
    if not typed:
        raise RuleError("placement.no_reason")
    if len(typed) > MOST_REASON:
        raise RuleError("placement.long_reason")
    return masked_text(desk, work, typed)[:MOST_REASON]


def noted(work: Work, placement: Placement, field: str, old: object, new: object, reason: str = "") -> None:
    """A line in the history of the placement; nothing changed is no line."""
    if old == new:
        return
    work.session.add(
        PlacementChange(
            id=work.new_id(),
            placement_id=placement.id,
            changed_at=work.at,
            changed_by=work.actor.user_id,
            field=field,
            old=str(old),
            new=str(new),
            reason=reason,
        )
    )


def set_status(work: Work, placement: Placement, status: PlacementStatus, reason: str = "") -> None:
    """Whether it may go there was asked before (`require_move`)."""
    noted(work, placement, "status", placement.status, status.value, reason)
    placement.status = status.value
    work.touch("placement", placement.id)
    work.touch("offer", placement.offer_id)
    if placement.case_id is not None:
        work.touch("case", placement.case_id)


def sharing_heard(session: Session, seal: Sealer, actor: Actor, case: Case, receiver_id: str, day: date) -> Sharing:
    """On what basis the pupil may go to that school, as far as the actor hears it."""
    found = sharing_with(session, seal, case.id, receiver_id, day)
    return found.elsewhere() if is_other_school(actor, case.school_id) else found


def require_acceptable(session: Session, seal: Sealer, actor: Actor, placement: Placement, day: date) -> None:
    """Raise RuleError unless it awaits an answer, its case is open and the legal basis still holds on `day`."""
    require_move(placement.status, PlacementStatus.RUNNING, placement.number)
    if placement.case_id is None:
        return
    case = session.get_one(Case, placement.case_id)
    if case.status == "closed":
        raise RuleError("placement.case_closed", case=case.number)
    missing = sharing_heard(session, seal, actor, case, placement.provider_id, day).missing
    if missing:
        raise RuleError(missing)


def accept(work: Work, placement: Placement, day: date) -> None:
    """The receiving school takes the pupil: said so, or shown by entering what was used."""
    require_acceptable(work.session, work.seal, work.actor, placement, day)
    placement.answered_on, placement.answered_by = day, work.actor.user_id
    set_status(work, placement, PlacementStatus.RUNNING)


def last_use(work: Work, placement_id: str) -> date | None:
    return work.session.scalar(_use(func.max(Delivery.delivered_on), placement_id))


def change_terms(work: Work, placement: Placement, terms: Terms, reason: str) -> None:
    """Other days or another total: within the offer, with a seat, and around all that was used."""
    require_terms(terms.starts_on, terms.ends_on, terms.planned_hundredths)
    if (terms.starts_on, terms.ends_on, terms.planned_hundredths) == (
        placement.starts_on,
        placement.ends_on,
        placement.planned,
    ):
        raise RuleError("placement.nothing_changed")
    offer = work.session.get_one(Offer, placement.offer_id)
    if (terms.starts_on, terms.ends_on) != (placement.starts_on, placement.ends_on):
        require_within_offer(offer, terms.starts_on, terms.ends_on)
        _require_around_use(work, placement.id, terms)
        if placement.status != PlacementStatus.WAITING:
            others = held_spans(work.session, offer.id, terms.starts_on, terms.ends_on, without=placement.id)
            require_seat(offer.seats, [span for _, span in others], terms.starts_on, terms.ends_on)
            if any(pupil_id == placement.pupil_id for pupil_id, _ in others):
                raise RuleError("placement.twice", offer=offer.name)
    for field, old, new in (
        ("starts_on", placement.starts_on, terms.starts_on),
        ("ends_on", placement.ends_on, terms.ends_on),
        ("planned", placement.planned, terms.planned_hundredths),
    ):
        noted(work, placement, field, old, new, reason)
    placement.starts_on, placement.ends_on = terms.starts_on, terms.ends_on
    placement.planned = terms.planned_hundredths
    _drop_stale_plan(work, placement, reason)
    work.session.flush()


def move_up(work: Work, offer_id: str, day: date, free_from: date | None = None) -> None:
    """Ask for those in the waiting list whose days now have a seat (`turns`)."""
    work.session.flush()
    for turn in turns(work.rows, day, offer_id, free_from):
        waiting = work.session.get_one(Placement, turn.placement_id)
        noted(work, waiting, "starts_on", waiting.starts_on, turn.first_day)
        waiting.starts_on = turn.first_day
        set_status(work, waiting, PlacementStatus.PROPOSED)
        _drop_stale_plan(work, waiting, "")
    work.session.flush()


def _require_around_use(work: Work, placement_id: str, terms: Terms) -> None:
    first = work.session.scalar(_use(func.min(Delivery.delivered_on), placement_id))
    if first is not None and first < terms.starts_on:
        raise RuleError("placement.delivered_earlier", day=first)
    last = last_use(work, placement_id)
    if last is not None and last > terms.ends_on:
        raise RuleError("placement.delivered_later", day=last)


def _use(what: ColumnElement[date], placement_id: str) -> Select[date | None]:
    return select(what).where(Delivery.placement_id == placement_id, text(stands("delivery")))


def _drop_stale_plan(work: Work, placement: Placement, reason: str) -> None:
    """A plan per month that is not of these days and this total would lie: it is spread evenly again."""
    query = select(PlacementMonth).where(PlacementMonth.placement_id == placement.id)
    plan = {row.month: row.planned for row in work.session.scalars(query)}
    if not plan or fits_months(plan, placement.starts_on, placement.ends_on, placement.planned):
        return
    work.session.execute(delete(PlacementMonth).where(PlacementMonth.placement_id == placement.id))
    noted(work, placement, "plan", "months", "even", reason)
