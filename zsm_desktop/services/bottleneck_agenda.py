"""The way of a bottleneck through the layers: up to the body above, and its answer back to the body that noted it."""

from __future__ import annotations

from functools import cache

from sqlalchemy import ColumnElement, Select, String, bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from zsm_desktop.domain.agenda import Origin
from zsm_desktop.domain.progress import MeetingStatus
from zsm_desktop.models import AgendaItem, Bottleneck, Meeting, MeetingBody
from zsm_desktop.store.work import Work

ANSWERED = Origin.ANSWERED
_TO_COME = (MeetingStatus.PLANNED, MeetingStatus.RUNNING)


def body_above(session: Session, body_id: str | None) -> MeetingBody | None:
    """Where this body's bottlenecks go: the one set above it; where none is set, the only steering body there is."""
    body = session.get(MeetingBody, body_id) if body_id else None
    if body is not None and body.above_id is not None:
        return session.get_one(MeetingBody, body.above_id)
    steering = session.scalars(select(MeetingBody).where(MeetingBody.kind == "steering")).all()
    if len(steering) != 1:
        return None
    (top,) = steering
    return None if body is not None and body.id in _chain(session, top) else top


def noting_body(session: Session, bottleneck: Bottleneck) -> MeetingBody | None:
    """The body in whose meeting it was written down; its answer goes there."""
    if bottleneck.meeting_id is None:
        return None
    return session.get_one(MeetingBody, session.get_one(Meeting, bottleneck.meeting_id).body_id)


def waiting_for(session: Session, body: MeetingBody) -> list[tuple[Bottleneck, str]]:
    """What belongs on this body's next agenda and is on none yet: sent up to it (origin ""), or answered for it.

    An answer that was there before a meeting that is over, and was not on its agenda, was told some other way.
    """
    up, back = _sent_up(is_steering=body.kind == "steering"), _answered()
    return [
        *((row, "") for row in session.scalars(up, {"body": body.id})),
        *((row, ANSWERED) for row in session.scalars(back, {"body": body.id})),
    ]


_THIS = bindparam("body", type_=String)


def _waits() -> tuple[ColumnElement[bool], ...]:
    """Conditions on Bottleneck: it is on no agenda of this body that is to come."""
    here = (
        select(AgendaItem.bottleneck_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            Meeting.body_id == _THIS,
            Meeting.status.in_(_TO_COME),
            AgendaItem.bottleneck_id.is_not(None),
            AgendaItem.removed_at.is_(None),
        )
    )
    return (Bottleneck.removed_at.is_(None), Bottleneck.id.not_in(here))


@cache
def _sent_up(*, is_steering: bool) -> Select[Bottleneck]:
    """Built once: that takes longer than the question itself, which every agenda asks."""
    to_this = Bottleneck.body_id == _THIS
    if is_steering:
        to_this = or_(to_this, Bottleneck.body_id.is_(None))
    return select(Bottleneck).where(Bottleneck.status == "escalated", to_this, *_waits()).order_by(Bottleneck.number)


@cache
def _answered() -> Select[Bottleneck]:
    """As `_sent_up`."""
    since, told = aliased(Meeting), aliased(Meeting)
    was_over = (
        select(since.id)
        .where(since.body_id == _THIS, since.status == MeetingStatus.FINISHED, since.id != Bottleneck.meeting_id)
        .where(since.held_on > Bottleneck.answered_on)
        .correlate(Bottleneck)
        .exists()
    )
    came_back = select(AgendaItem.bottleneck_id).join(told, told.id == AgendaItem.meeting_id)
    came_back = came_back.where(told.body_id == _THIS, AgendaItem.origin == ANSWERED)
    return (
        select(Bottleneck)
        .join(Meeting, Meeting.id == Bottleneck.meeting_id)
        .where(Bottleneck.status == "answered", Meeting.body_id == _THIS, *_waits())
        .where(or_(Bottleneck.body_id.is_(None), Bottleneck.body_id != _THIS))
        .where(or_(~was_over, Bottleneck.id.in_(came_back)))
        .order_by(Bottleneck.number)
    )


def take_from(work: Work, body_id: str, bottleneck: Bottleneck) -> None:
    """It went further up: off the agendas this body has planned, and dealt with on the one that is running."""
    items = (
        select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.bottleneck_id == bottleneck.id, Meeting.body_id == body_id, Meeting.status.in_(_TO_COME))
    )
    for item, meeting in work.session.execute(items).all():
        if meeting.status == MeetingStatus.PLANNED:
            work.session.delete(item)
        else:
            item.status = "discussed"
        work.touch("meeting", meeting.id)


def settle_answer(work: Work, item: AgendaItem, *, is_discussed: bool) -> None:
    """An answer that came back is closed when its point is done, and waits again when the point is reopened."""
    if item.origin != ANSWERED or item.bottleneck_id is None:
        return
    bottleneck = work.session.get_one(Bottleneck, item.bottleneck_id)
    before, after = ("answered", "closed") if is_discussed else ("closed", "answered")
    if bottleneck.status == before:
        bottleneck.status = after
        work.touch("bottleneck", bottleneck.id)


def _chain(session: Session, body: MeetingBody) -> set[str]:
    """The body with all that stand above it."""
    seen: set[str] = set()
    at: MeetingBody | None = body
    while at is not None and at.id not in seen:
        seen.add(at.id)
        at = session.get(MeetingBody, at.above_id) if at.above_id else None
    return seen


def is_above(session: Session, body_id: str, other_id: str) -> bool:
    """Whether this body is the other one, or stands above it through any number of layers."""
    at, seen = session.get(MeetingBody, other_id), set[str]()
    while at is not None and at.id not in seen:
        if at.id == body_id:
            return True
        seen.add(at.id)
        at = body_above(session, at.id)
    return False
