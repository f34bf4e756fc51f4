"""What the next meeting of a body starts with: a day in its rhythm, hour and place of last time, points not reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.calendar import next_by_rhythm
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import AgendaItem, Meeting, MeetingBody

FIXED_ITEMS = {
    "case": ("Opening en verslag vorige keer",),
    "steering": ("Opening en verslag vorige keer", "Saldi en uitwisseling"),
}
"""What every agenda of a kind starts with."""


def comes_back(kind: str) -> ColumnElement[bool]:
    """Which points of a meeting of this kind stand on the next agenda when they were not reached."""
    return and_(AgendaItem.kind != "balances", AgendaItem.title.not_in(FIXED_ITEMS[kind]))


@dataclass(frozen=True, slots=True)
class NextPlan:
    """A first meeting has nothing to start with; a body that meets by arrangement has no day."""

    held_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    points: tuple[str, ...] = ()


def next_plan(session: Session, body: MeetingBody, today: date) -> NextPlan:
    latest = session.scalars(
        select(Meeting).where(Meeting.body_id == body.id).order_by(Meeting.held_on.desc(), Meeting.starts_at.desc())
    ).first()
    if latest is None:
        return NextPlan()
    return NextPlan(
        held_on=next_by_rhythm(latest.held_on, body.rhythm_weeks, today) if body.rhythm_weeks else None,
        starts_at=latest.starts_at,
        ends_at=latest.ends_at,
        place=latest.place,
        points=open_points(session, body, date.max),
    )


def open_points(session: Session, body: MeetingBody, held_on: date) -> tuple[str, ...]:
    """Titles of points added by hand that the last meeting before `held_on` did not get to, in their order.

    Only those of a meeting that is over, and that are on no agenda to come yet.
    """
    last = session.scalars(
        select(Meeting.id)
        .where(Meeting.body_id == body.id, Meeting.status == MeetingStatus.FINISHED, Meeting.held_on <= held_on)
        .order_by(Meeting.held_on.desc(), Meeting.starts_at.desc())
    ).first()
    coming = (
        select(AgendaItem.title)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.body_id == body.id, Meeting.status != MeetingStatus.FINISHED)
    )
    left = (
        select(AgendaItem.title)
        .where(
            AgendaItem.meeting_id == last,
            AgendaItem.kind == "fixed",
            AgendaItem.status != "discussed",
            comes_back(body.kind),
            AgendaItem.title.not_in(coming),
        )
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return tuple(dict.fromkeys(session.scalars(left)))
