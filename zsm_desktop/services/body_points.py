"""What every agenda of a body starts with; kept per body, so that each network can have its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.agenda import Origin
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.profiles import CASE_POINTS, POINT_KINDS
from zsm_desktop.models import AgendaItem, BodyPoint
from zsm_desktop.store.work import Work

MOST_POINTS = 20
MOST_MINUTES = 240


@dataclass(frozen=True, slots=True)
class PointDraft:
    """`minutes` None: as long as a case gets. In a case meeting only `CASE_POINTS` can stand."""

    title: str
    kind: str = "fixed"
    minutes: int | None = None


OPENING = PointDraft("Opening en verslag vorige keer", minutes=10)
USUAL = {
    "case": (OPENING,),
    "steering": (
        OPENING,
        PointDraft("Resultaten", "results", 20),
        PointDraft("Uitwisseling en saldi", "balances", 20),
        PointDraft("Middelen", "funds", 15),
        PointDraft("Agenda van de samenwerking", "collaboration", 15),
    ),
}
"""What a new body starts with, by its kind."""


def points_of(session: Session, body_id: str) -> list[BodyPoint]:
    """In order."""
    query = select(BodyPoint).where(BodyPoint.body_id == body_id)
    return list(session.scalars(query.order_by(BodyPoint.position, BodyPoint.id)))


def drafts_by_body(session: Session) -> dict[str, tuple[PointDraft, ...]]:
    found: dict[str, list[PointDraft]] = defaultdict(list)
    for point in session.scalars(select(BodyPoint).order_by(BodyPoint.position, BodyPoint.id)):
        found[point.body_id].append(PointDraft(point.title, point.kind, point.minutes))
    return {body_id: tuple(points) for body_id, points in found.items()}


def add_points(work: Work, body_id: str, points: Sequence[PointDraft]) -> None:
    for position, point in enumerate(points, start=1):
        work.session.add(
            BodyPoint(
                id=work.new_id(),
                body_id=body_id,
                position=position,
                kind=point.kind,
                title=point.title,
                minutes=point.minutes,
            )
        )


def remove_points(work: Work, body_id: str) -> None:
    for point in points_of(work.session, body_id):
        work.session.delete(point)
    work.session.flush()


def checked(points: Sequence[PointDraft], kind: str) -> tuple[PointDraft, ...]:
    """With tidy titles; raises RuleError for a point that cannot stand on an agenda of this kind."""
    tidy = tuple(PointDraft(" ".join(point.title.split()), point.kind, point.minutes) for point in points)
    titles = [point.title.casefold() for point in tidy]
    if not all(titles):
        raise RuleError("meeting.item_without_title")
    for point in tidy:
        if titles.count(point.title.casefold()) > 1:
            raise RuleError("body.point_twice", title=point.title)
        if point.kind not in POINT_KINDS or (kind != "steering" and point.kind not in CASE_POINTS):
            raise RuleError("body.point_kind")
        require_minutes(point.minutes)
    if len(tidy) > MOST_POINTS:
        raise RuleError("body.points", most=MOST_POINTS)
    return tidy


def require_minutes(minutes: int | None) -> None:
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise RuleError("meeting.minutes", most=MOST_MINUTES)


def comes_back(body_id: str) -> ColumnElement[bool]:
    """Which points of a meeting of this body stand on its next agenda when they were not reached.

    Not what every agenda starts with anyway; items from before that was kept per body are known by their title.
    """
    own = select(BodyPoint.title).where(BodyPoint.body_id == body_id)
    return and_(
        AgendaItem.kind.in_(("fixed", "case", "bottleneck")),
        AgendaItem.origin != Origin.FIXED,
        AgendaItem.title.not_in(own),
    )
