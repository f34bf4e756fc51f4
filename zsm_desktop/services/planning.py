"""What the next meeting of a body starts with: who comes, days in its rhythm, hour and place of last time, points not
reached; and who may plan it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.domain.rhythm import next_dates
from zsm_desktop.models import Attendance, BodyMember, Contact, Meeting, MeetingBody, Network
from zsm_desktop.services.agenda_build import open_points
from zsm_desktop.services.chairs import in_turn, takers
from zsm_desktop.services.profiles import profile_of
from zsm_desktop.services.rights import lead_permission
from zsm_desktop.services.school_days import free_days

PROPOSALS = 3
MOST_WEEKS_AHEAD = 20
"""For a first meeting; a summer holiday is six."""
FIRST_LASTS = timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class NextPlan:
    """A first meeting has nothing to start with; a body that meets by arrangement has no days."""

    days: tuple[date, ...] = ()
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    points: tuple[str, ...] = ()
    chair_organisation_id: str = ""
    chairs: tuple[tuple[str, str], ...] = ()
    """Who takes turns in the chair, by identifier and name, where it goes round."""

    @property
    def held_on(self) -> date | None:
        """The first of the proposed days."""
        return self.days[0] if self.days else None


class Invited(NamedTuple):
    name: str
    organisation_id: str | None
    contact_id: str | None
    is_mandated: bool = False


def meeting_before(session: Session, body_id: str, held_on: date) -> Meeting | None:
    """The last one of this body that is planned or was held by that day."""
    earlier = select(Meeting).where(Meeting.body_id == body_id, Meeting.held_on <= held_on)
    return session.scalars(earlier.order_by(Meeting.held_on.desc()).limit(1)).one_or_none()


def invited(session: Session, body_id: str, previous: Meeting | None) -> tuple[Invited, ...]:
    """The members of the body; where none are named those of last time, and for a first meeting the fixed contacts."""
    query = select(Contact, BodyMember.is_mandated).join(BodyMember, BodyMember.contact_id == Contact.id)
    members = session.execute(query.where(BodyMember.body_id == body_id, Contact.is_active)).all()
    if members:
        people = [Invited(one.name, one.organisation_id, one.id, may) for one, may in members]
    elif previous is not None:
        rows = session.scalars(select(Attendance).where(Attendance.meeting_id == previous.id))
        people = [Invited(row.name, row.organisation_id, row.contact_id, row.is_mandated) for row in rows]
    else:
        contacts = session.scalars(select(Contact).where(Contact.is_fixed, Contact.is_active))
        people = [Invited(contact.name, contact.organisation_id, contact.id) for contact in contacts]
    return tuple({one.name: one for one in people}.values())


def may_plan(session: Session, actor: Actor, body: MeetingBody, held_on: date = date.max) -> bool:
    """Of a maatwerkbespreking also the own school is invited to it: planning it opens other people's cases."""
    if not actor.may(lead_permission(body.kind)):
        return False
    if actor.role is Role.SECRETARY or body.kind != "case":
        return True
    people = invited(session, body.id, meeting_before(session, body.id, held_on))
    return any(one.organisation_id == actor.school_id for one in people)


def _first_plan(session: Session, body: MeetingBody, today: date) -> NextPlan:
    """On the day of the week and at the hour the network's profile says, where it says so."""
    model = profile_of(session).body(body.code)
    if model is None or (model.weekday is None and model.starts_at is None):
        return NextPlan()
    region = session.scalars(select(Network.holiday_region)).first() or ""
    is_free = free_days(region)
    ahead = (today + timedelta(days=number) for number in range(1, 7 * MOST_WEEKS_AHEAD))
    fits = (day for day in ahead if day.weekday() == model.weekday and is_free(day))
    days = tuple(islice(fits, PROPOSALS)) if model.weekday is not None else ()
    starts = model.starts_at
    ends = (datetime.combine(today, starts) + FIRST_LASTS).time() if starts is not None else None
    return NextPlan(days, starts, ends)


def next_plan(session: Session, body: MeetingBody, today: date) -> NextPlan:
    """`days` are in the rhythm after the last meeting that is planned or was held; holidays are left out."""
    plan = _usual_plan(session, body, today)
    chairs = tuple(takers(session, body).items())
    return replace(plan, chair_organisation_id=in_turn(session, body) or "", chairs=chairs) if chairs else plan


def _usual_plan(session: Session, body: MeetingBody, today: date) -> NextPlan:
    latest = session.scalars(
        select(Meeting)
        .where(Meeting.body_id == body.id, Meeting.status != MeetingStatus.CANCELLED)
        .order_by(Meeting.held_on.desc(), Meeting.starts_at.desc())
    ).first()
    if latest is None:
        return _first_plan(session, body, today)
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
