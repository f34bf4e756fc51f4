"""Lists over all meetings: meetings, decisions, actions, bottlenecks."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Bottleneck,
    BottleneckCase,
    BottleneckSchool,
    Case,
    Decision,
    Meeting,
    MeetingBody,
    Organisation,
    Pupil,
    Vote,
)
from zsm_desktop.services.meeting_facts import ActionRow, BottleneckRow, DecisionRow, MeetingRow, VoteRow
from zsm_desktop.services.service import opened
from zsm_desktop.store.seal import Sealer
from zsm_desktop.store.together import together

Condition = ColumnElement[bool]


def meeting_rows(
    session: Session, *conditions: Condition, oldest_first: bool = False, limit: int | None = None
) -> tuple[MeetingRow, ...]:
    """Meetings that meet all `conditions`, newest first unless asked otherwise."""
    here = and_(AgendaItem.meeting_id == Meeting.id, AgendaItem.removed_at.is_(None))
    items = select(func.count()).where(here).scalar_subquery()
    cases = select(func.count()).where(here, AgendaItem.kind == "case").scalar_subquery()
    decisions = select(func.count()).where(Decision.meeting_id == Meeting.id).scalar_subquery()
    query = (
        select(Meeting, MeetingBody.name, items, cases, decisions, Organisation.name)
        .join(MeetingBody, MeetingBody.id == Meeting.body_id)
        .outerjoin(Organisation, Organisation.id == Meeting.chair_organisation_id)
        .where(*conditions)
    )
    query = query.order_by(*((Meeting.held_on, Meeting.number) if oldest_first else (Meeting.held_on.desc(),)))
    return tuple(
        MeetingRow(
            id=m.id,
            number=m.number,
            kind=m.kind,
            body=body,
            held_on=m.held_on,
            starts_at=m.starts_at,
            ends_at=m.ends_at,
            place=m.place,
            status=m.status,
            items=item_count,
            cases=case_count,
            decisions=decision_count,
            version=m.version,
            chair_organisation=chair or "",
        )
        for m, body, item_count, case_count, decision_count, chair in session.execute(query.limit(limit))
    )


def decision_rows(
    session: Session, seal: Sealer, *conditions: Condition, limit: int | None = None
) -> tuple[DecisionRow, ...]:
    """Decisions in order of number within their meeting, newest meeting first."""
    later, earlier = aliased(Decision), aliased(Decision)
    query = (
        select(Decision, MeetingBody.name, Meeting.number, Pupil.pseudonym, later.number, earlier.number)
        .join(MeetingBody, MeetingBody.id == Decision.body_id)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .outerjoin(Case, Case.id == Decision.case_id)
        .outerjoin(Pupil, Pupil.id == Case.pupil_id)
        .outerjoin(later, later.id == Decision.withdrawn_by_id)
        .outerjoin(earlier, earlier.withdrawn_by_id == Decision.id)
        .where(*conditions)
        .order_by(Decision.decided_on.desc(), Decision.body_id, Decision.sequence)
        .limit(limit)
    )
    found = session.execute(query).all()
    votes = _votes(session, [d.id for d, *_ in found if d.manner == "vote"])
    return tuple(
        DecisionRow(
            id=d.id,
            number=d.number,
            text=d.open_text or opened(seal, "decision", d.id, "sealed_text", d.sealed_text),
            decided_on=d.decided_on,
            body=body,
            meeting_id=d.meeting_id,
            meeting_number=meeting,
            agenda_item_id=d.agenda_item_id or "",
            case_id=d.case_id or "",
            pseudonym=pseudonym or "",
            withdrawn_by=withdrawn_by or "",
            withdraws=withdraws or "",
            manner=d.manner,
            votes=votes.get(d.id, ()),
        )
        for d, body, meeting, pseudonym, withdrawn_by, withdraws in found
    )


def _votes(session: Session, decision_ids: list[str]) -> dict[str, tuple[VoteRow, ...]]:
    """By organisation."""
    if not decision_ids:
        return {}
    query = (
        select(Vote, Organisation.name)
        .join(Organisation, Organisation.id == Vote.organisation_id)
        .where(Vote.decision_id.in_(decision_ids))
        .order_by(Organisation.name)
    )
    rows: dict[str, list[VoteRow]] = defaultdict(list)
    for vote, organisation in session.execute(query):
        rows[vote.decision_id].append(VoteRow(organisation, vote.voice))
    return {decision_id: tuple(votes) for decision_id, votes in rows.items()}


def action_rows(
    session: Session, seal: Sealer, day: date, *conditions: Condition, limit: int | None = None
) -> tuple[ActionRow, ...]:
    """Actions that are not in the bin, the earliest due first, those without a date last.

    The organisation is the one named, or else the one its owner came from to the meeting.
    """
    query = (
        select(ActionItem, Organisation.name, Meeting, MeetingBody.name, Pupil.pseudonym)
        .join(Meeting, Meeting.id == ActionItem.meeting_id)
        .join(MeetingBody, MeetingBody.id == Meeting.body_id)
        .outerjoin(
            Attendance, and_(Attendance.meeting_id == ActionItem.meeting_id, Attendance.name == ActionItem.owner_name)
        )
        .outerjoin(
            Organisation,
            Organisation.id == func.coalesce(ActionItem.owner_organisation_id, Attendance.organisation_id),
        )
        .outerjoin(Case, Case.id == ActionItem.case_id)
        .outerjoin(Pupil, Pupil.id == Case.pupil_id)
        .where(ActionItem.removed_at.is_(None), *conditions)
        .order_by(ActionItem.due_on.is_(None), ActionItem.due_on, ActionItem.id)
        .limit(limit)
    )
    return tuple(
        ActionRow(
            id=a.id,
            text=a.open_text or opened(seal, "action_item", a.id, "sealed_text", a.sealed_text),
            owner=a.owner_name,
            organisation=organisation or "",
            due_on=a.due_on,
            status=a.status,
            done_on=a.done_on,
            meeting_id=a.meeting_id,
            meeting_number=meeting.number,
            agenda_item_id=a.agenda_item_id or "",
            case_id=a.case_id or "",
            pseudonym=pseudonym or "",
            is_overdue=a.status == "open" and a.due_on is not None and a.due_on < day,
            reason=a.open_reason or opened(seal, "action_item", a.id, "sealed_reason", a.sealed_reason),
            body=body,
            kind=meeting.kind,
        )
        for a, organisation, meeting, body, pseudonym in session.execute(query)
    )


def bottleneck_rows(session: Session, *conditions: Condition) -> tuple[BottleneckRow, ...]:
    """Bottlenecks that are not in the bin, newest first."""
    found = session.execute(_bottlenecks().where(*conditions)).all()
    cases, schools = _hit(session, [b.id for b, *_ in found])
    return tuple(
        BottleneckRow(
            id=b.id,
            number=b.number,
            title=b.title,
            description=b.description,
            noted_on=b.noted_on,
            status=b.status,
            escalated_on=b.escalated_on,
            answer=b.answer or "",
            answered_on=b.answered_on,
            meeting_number=meeting or "",
            kind=b.kind,
            asked=b.asked,
            cases=cases[b.id],
            schools=tuple(sorted(schools[b.id])),
            body=body or "",
            home=noted or "",
            version=b.version,
        )
        for b, meeting, body, noted in found
    )


@cache
def _bottlenecks() -> Select[Bottleneck, str, str, str]:
    """Built once: search asks it at every key, and building it takes longer than the answer."""
    lies, home = aliased(MeetingBody), aliased(MeetingBody)
    return (
        select(Bottleneck, Meeting.number, lies.name, home.name)
        .outerjoin(Meeting, Meeting.id == Bottleneck.meeting_id)
        .outerjoin(home, home.id == Meeting.body_id)
        .outerjoin(lies, lies.id == Bottleneck.body_id)
        .where(Bottleneck.removed_at.is_(None))
        .order_by(Bottleneck.number.desc())
    )


def _hit(session: Session, bottleneck_ids: list[str]) -> tuple[Counter[str], dict[str, set[str]]]:
    """Per bottleneck how many cases it touches, and the names of the schools of these and of those named by hand."""
    cases: Counter[str] = Counter()
    schools: dict[str, set[str]] = defaultdict(set)
    if not bottleneck_ids:
        return cases, schools
    touched = (
        select(BottleneckCase.bottleneck_id, Organisation.name)
        .join(Case, Case.id == BottleneckCase.case_id)
        .join(Organisation, Organisation.id == Case.school_id)
        .where(BottleneckCase.bottleneck_id.in_(bottleneck_ids))
    )
    by_hand = (
        select(BottleneckSchool.bottleneck_id, Organisation.name)
        .join(Organisation, Organisation.id == BottleneckSchool.school_id)
        .where(BottleneckSchool.bottleneck_id.in_(bottleneck_ids))
    )
    ask = together(session)
    of_cases, named = ask(lambda: session.execute(touched).all()), ask(lambda: session.execute(by_hand).all())
    for bottleneck_id, school in of_cases():
        cases[bottleneck_id] += 1
        schools[bottleneck_id].add(school)
    for bottleneck_id, school in named():
        schools[bottleneck_id].add(school)
    return cases, schools
