"""Which placements hold a seat, read from the store; what is free then is for `domain.seats` to say."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.placements import HOLDS_SEAT
from zsm_desktop.domain.seats import Span
from zsm_desktop.models import Placement


def holds_seat(first_day: date, last_day: date = date.max) -> ColumnElement[bool]:
    """Asked, agreed or begun, not ended nor cancelled, and with a day in this period."""
    return and_(Placement.status.in_(HOLDS_SEAT), Placement.starts_on <= last_day, Placement.ends_on >= first_day)


def spans_by_offer(session: Session, first_day: date) -> dict[str, list[Span]]:
    """The days every seat is held from `first_day` on, per offer."""
    found: dict[str, list[Span]] = defaultdict(list)
    query = select(Placement.offer_id, Placement.starts_on, Placement.ends_on).where(holds_seat(first_day))
    for offer_id, starts_on, ends_on in session.execute(query):
        found[offer_id].append((starts_on, ends_on))
    return found


def held_spans(
    session: Session, offer_id: str, first_day: date, last_day: date, *, without: str = ""
) -> list[tuple[str, Span]]:
    """Pupil and days of every seat held in this period, but that of the placement `without`."""
    query = select(Placement.pupil_id, Placement.starts_on, Placement.ends_on).where(
        Placement.offer_id == offer_id, Placement.id != without, holds_seat(first_day, last_day)
    )
    return [(pupil_id, (start, end)) for pupil_id, start, end in session.execute(query)]
