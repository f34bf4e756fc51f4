"""What the next meeting of a body starts with: days in its rhythm, hour and place of last time, points not reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.domain.rhythm import next_dates
from zsm_desktop.models import Meeting, MeetingBody, Network
from zsm_desktop.services.agenda_build import open_points
from zsm_desktop.services.school_days import free_days

PROPOSALS = 3


@dataclass(frozen=True, slots=True)
class NextPlan:
    """A first meeting has nothing to start with; a body that meets by arrangement has no days."""

    days: tuple[date, ...] = ()
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    points: tuple[str, ...] = ()

    @property
    def held_on(self) -> date | None:
        """The first of the proposed days."""
        return self.days[0] if self.days else None


def next_plan(session: Session, body: MeetingBody, today: date) -> NextPlan:
    """`days` are in the rhythm after the last meeting that is planned or was held; holidays are left out."""
    latest = session.scalars(
        select(Meeting)
        .where(Meeting.body_id == body.id, Meeting.status != MeetingStatus.CANCELLED)
        .order_by(Meeting.held_on.desc(), Meeting.starts_at.desc())
    ).first()
    if latest is None:
        return NextPlan()
    days: tuple[date, ...] = ()
    if body.rhythm_weeks:
        region = session.scalars(select(Network.holiday_region)).first() or ""
        days = next_dates(
            latest.held_on,
            rhythm_weeks=body.rhythm_weeks,
            count=PROPOSALS,
            after=today,
            is_free=free_days(region),
        )
    return NextPlan(
        days=days,
        starts_at=latest.starts_at,
        ends_at=latest.ends_at,
        place=latest.place,
        points=tuple(dict.fromkeys(item.title for item in open_points(session, body.id, date.max))),
    )
