"""Placing a pupil at another school's offer: shared by the meeting's outcome and by the placements room."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.placements import STANDING, PlacementStatus, require_terms
from zsm_desktop.domain.seats import require_seat, seats_free
from zsm_desktop.models import Case, Offer, Placement, Pupil
from zsm_desktop.services.consents import require_case_sharing
from zsm_desktop.services.numbers import next_in
from zsm_desktop.services.seats import held_spans
from zsm_desktop.store.work import Work


def create_placement(
    work: Work,
    *,
    case_id: str,
    offer_id: str,
    starts_on: date,
    ends_on: date,
    planned_hundredths: int,
    day: date,
    decision_id: str | None = None,
    agenda_item_id: str | None = None,
    status: PlacementStatus = PlacementStatus.RUNNING,
) -> Placement:
    """Make a placement in the open act, touching its topics; permission and own school are the caller's to check.

    `day` is today: consent must be valid on it. PROPOSED becomes WAITING where every seat is taken and the offer keeps
    a waiting list. Raises RuleError with a placement.* or consent.* code.
    """
    require_terms(starts_on, ends_on, planned_hundredths)
    case, offer = _found(work, case_id, offer_id)
    pupil = work.session.get_one(Pupil, case.pupil_id)
    _require_fitting(case, pupil, offer, starts_on, ends_on)
    require_case_sharing(work.session, work.seal, case_id, offer.school_id, day)
    status = _require_room(work, pupil, offer, starts_on, ends_on, status)
    placement = Placement(
        id=work.new_id(),
        number=_next_number(work, starts_on),
        case_id=case_id,
        pupil_id=pupil.id,
        offer_id=offer_id,
        user_id=pupil.school_id,
        provider_id=offer.school_id,
        decision_id=decision_id,
        agenda_item_id=agenda_item_id,
        starts_on=starts_on,
        ends_on=ends_on,
        planned=planned_hundredths,
        status=status.value,
        queued_at=work.at if status is PlacementStatus.WAITING else None,
    )
    work.session.add(placement)
    work.session.flush()
    work.touch("placement", placement.id)
    work.touch("offer", offer_id)
    work.touch("case", case_id)
    return placement


def require_not_placed(work: Work, case: Case, day: date) -> None:
    """Raise RuleError while a placement of this case runs or is still to begin, or is asked and not answered."""
    stands = select(Placement).where(
        Placement.case_id == case.id, Placement.status.in_(STANDING), Placement.ends_on >= day
    )
    runs_first = (Placement.status != PlacementStatus.RUNNING, Placement.number)
    placement = work.session.scalars(stands.order_by(*runs_first).limit(1)).one_or_none()
    if placement is not None and placement.status != PlacementStatus.RUNNING:
        raise RuleError("case.placement_asked", number=case.number, placement=placement.number)
    if placement is not None:
        raise RuleError(
            "case.placement_runs", number=case.number, placement=placement.number, last_day=placement.ends_on
        )


def _found(work: Work, case_id: str, offer_id: str) -> tuple[Case, Offer]:
    case, offer = work.session.get(Case, case_id), work.session.get(Offer, offer_id)
    if case is None:
        raise RuleError("case.none")
    if offer is None:
        raise RuleError("offer.none")
    return case, offer


def _require_fitting(case: Case, pupil: Pupil, offer: Offer, starts_on: date, ends_on: date) -> None:
    if case.status == "closed":
        raise RuleError("placement.case_closed", case=case.number)
    if pupil.left_on is not None and pupil.left_on < starts_on:
        raise RuleError("placement.pupil_left", day=pupil.left_on)
    if pupil.school_id == offer.school_id:
        raise RuleError("placement.own_offer")
    if not offer.is_active:
        raise RuleError("placement.offer_inactive", offer=offer.name)
    require_within_offer(offer, starts_on, ends_on)


def require_within_offer(offer: Offer, starts_on: date, ends_on: date) -> None:
    if (offer.starts_on and starts_on < offer.starts_on) or (offer.ends_on and ends_on > offer.ends_on):
        raise RuleError("placement.outside_offer", offer=offer.name)


def _require_room(
    work: Work, pupil: Pupil, offer: Offer, starts_on: date, ends_on: date, status: PlacementStatus
) -> PlacementStatus:
    """How it begins: as wanted, or in the waiting list."""
    others = held_spans(work.session, offer.id, starts_on, ends_on)
    if any(pupil_id == pupil.id for pupil_id, _ in others):
        raise RuleError("placement.twice", offer=offer.name)
    spans = [span for _, span in others]
    if status is not PlacementStatus.PROPOSED:
        require_seat(offer.seats, spans, starts_on, ends_on)
        return status
    waits = select(Placement.id).where(
        Placement.offer_id == offer.id,
        Placement.pupil_id == pupil.id,
        Placement.status == PlacementStatus.WAITING,
        Placement.starts_on <= ends_on,
        Placement.ends_on >= starts_on,
    )
    if work.session.scalar(waits.limit(1)) is not None:
        raise RuleError("placement.asked_already", offer=offer.name)
    if seats_free(offer.seats, spans, starts_on, ends_on) != 0:
        return status
    if not offer.has_waiting_list:
        require_seat(offer.seats, spans, starts_on, ends_on)
    return PlacementStatus.WAITING


def placement_number(year: SchoolYear, sequence: int) -> str:
    """Such as "PL-2026/27-014": placements are numbered per school year in which they start."""
    return f"PL-{year.label}-{sequence:03d}"


def _next_number(work: Work, starts_on: date) -> str:
    year = SchoolYear.of(starts_on)
    return placement_number(year, next_in(work, "placement", placement_number(year, 0).removesuffix("000")))
