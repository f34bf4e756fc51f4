"""Lists over all meetings: meetings, decisions, actions, bottlenecks."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Bottleneck,
    Case,
    Decision,
    Meeting,
    MeetingBody,
    Organisation,
    Pupil,
)
from zsm_desktop.services.meeting_facts import ActionRow, BottleneckRow, DecisionRow, MeetingRow
from zsm_desktop.services.service import opened
from zsm_desktop.store.seal import Sealer

Condition = ColumnElement[bool]


def meeting_rows(
    session: Session, *conditions: Condition, oldest_first: bool = False, limit: int | None = None
) -> tuple[MeetingRow, ...]:
    """Meetings that meet all `conditions`, newest first unless asked otherwise."""
    items = select(func.count()).where(AgendaItem.meeting_id == Meeting.id).scalar_subquery()
    cases = select(func.count()).where(AgendaItem.meeting_id == Meeting.id, AgendaItem.kind == "case").scalar_subquery()
    decisions = select(func.count()).where(Decision.meeting_id == Meeting.id).scalar_subquery()
    query = (
        select(Meeting, MeetingBody.name, items, cases, decisions)
        .join(MeetingBody, MeetingBody.id == Meeting.body_id)
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
        )
        for m, body, item_count, case_count, decision_count in session.execute(query.limit(limit))
    )


def decision_rows(
    session: Session, seal: Sealer, *conditions: Condition, limit: int | None = None
) -> tuple[DecisionRow, ...]:
    """Decisions in order of number within their meeting, newest meeting first."""
    query = (
        select(Decision, MeetingBody.name, Meeting.number, Pupil.pseudonym)
        .join(MeetingBody, MeetingBody.id == Decision.body_id)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .outerjoin(Case, Case.id == Decision.case_id)
        .outerjoin(Pupil, Pupil.id == Case.pupil_id)
        .where(*conditions)
        .order_by(Decision.decided_on.desc(), Decision.body_id, Decision.sequence)
        .limit(limit)
    )
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
        )
        for d, body, meeting, pseudonym in session.execute(query)
    )


def action_rows(
    session: Session, seal: Sealer, day: date, *conditions: Condition, limit: int | None = None
) -> tuple[ActionRow, ...]:
    """Actions, the earliest due first, those without a date last."""
    query = (
        select(ActionItem, Organisation.name, Meeting.number, Pupil.pseudonym)
        .join(Meeting, Meeting.id == ActionItem.meeting_id)
        .outerjoin(Organisation, Organisation.id == ActionItem.owner_organisation_id)
        .outerjoin(Case, Case.id == ActionItem.case_id)
        .outerjoin(Pupil, Pupil.id == Case.pupil_id)
        .where(*conditions)
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
            meeting_number=meeting,
            agenda_item_id=a.agenda_item_id or "",
            case_id=a.case_id or "",
            pseudonym=pseudonym or "",
            is_overdue=a.status == "open" and a.due_on is not None and a.due_on < day,
        )
        for a, organisation, meeting, pseudonym in session.execute(query)
    )


def bottleneck_rows(session: Session, *conditions: Condition) -> tuple[BottleneckRow, ...]:
    """Bottlenecks, newest first."""
    query = (
        select(Bottleneck, Meeting.number)
        .outerjoin(Meeting, Meeting.id == Bottleneck.meeting_id)
        .where(*conditions)
        .order_by(Bottleneck.number.desc())
    )
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
        )
        for b, meeting in session.execute(query)
    )
