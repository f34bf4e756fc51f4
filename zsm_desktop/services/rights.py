"""Who sees into a case, who leads a meeting, who fixes its minutes. Why: docs/decisions/0011-who-sees-a-case.md.

The conditions are plain SQL with the values of `reader`, so that the reads without SQLAlchemy ask the very same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor, Permission, Role

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from zsm_desktop.models import Case, Meeting

ATTENDED = """
SELECT m.id FROM meeting m WHERE m.chair = :me OR m.note_taker = :me OR EXISTS (
 SELECT 1 FROM attendance t WHERE t.meeting_id = m.id AND (t.organisation_id = :school OR t.name = :me))"""
"""Meetings the reader's school was invited to, or the reader in person."""
SHARED_CASES = f"""
SELECT i.case_id FROM agenda_item i JOIN meeting h ON h.id = i.meeting_id
WHERE i.case_id IS NOT NULL AND i.removed_at IS NULL AND h.kind = 'case' AND h.status IN ('planned', 'running')
 AND h.id IN ({ATTENDED})
UNION SELECT case_id FROM placement WHERE case_id IS NOT NULL AND status = 'running' AND provider_id = :school"""  # noqa: S608
"""Cases of other schools: on the agenda of a meeting to come or going on, or placed at the reader's school."""


def reader(actor: Actor) -> dict[str, Any]:
    """The values of the conditions; `:whole` is 1 for who acts for the whole network."""
    return {"whole": int(actor.role is Role.SECRETARY), "me": actor.name, "school": actor.school_id}


def sees_cases(actor: Actor) -> ColumnElement[bool]:
    """A condition on Case: the reader may see into it."""
    from sqlalchemy import or_, text, true

    from zsm_desktop.models import Case

    if actor.role is Role.SECRETARY:
        return true()
    shared = text(SHARED_CASES).bindparams(me=actor.name, school=actor.school_id).columns(Case.id)
    return or_(Case.school_id == actor.school_id, Case.id.in_(shared))


def is_other_school(actor: Actor, school_id: str) -> bool:
    return actor.role is not Role.SECRETARY and actor.school_id != school_id


def sees_case(session: Session, actor: Actor, case: Case) -> bool:
    if not is_other_school(actor, case.school_id):
        return True
    return bool(_rows(session, f"SELECT 1 WHERE :case IN ({SHARED_CASES})", actor, case=case.id))


def attends(session: Session, actor: Actor, meeting: Meeting) -> bool:
    """Of the stuurgroep the role alone says who reads and leads; of a maatwerkbespreking also who was invited."""
    if actor.role is Role.SECRETARY or meeting.kind != "case":
        return True
    return bool(_rows(session, f"SELECT 1 WHERE :meeting IN ({ATTENDED})", actor, meeting=meeting.id))


def is_invited(session: Session, actor: Actor, meeting: Meeting) -> bool:
    """As `attends`, by the list of those invited alone: the planner of a meeting is no reason by itself."""
    if actor.role is Role.SECRETARY or meeting.kind != "case":
        return True
    invited = "SELECT 1 FROM attendance WHERE meeting_id = :meeting AND (organisation_id = :school OR name = :me)"
    return bool(_rows(session, invited, actor, meeting=meeting.id))


def require_attends(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Raise RuleError("permission.missing", "meeting.not_invited") for who may not read this meeting."""
    actor.require(Permission.READ_MEETINGS if meeting.kind == "case" else Permission.READ_STEERING)
    if not attends(session, actor, meeting):
        raise RuleError("meeting.not_invited", number=meeting.number)


def require_leads(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Raise RuleError("permission.missing", "meeting.not_invited") for who may not lead or document this meeting."""
    actor.require(Permission.LEAD_MEETINGS if meeting.kind == "case" else Permission.LEAD_STEERING)
    if not attends(session, actor, meeting):
        raise RuleError("meeting.not_invited", number=meeting.number)


def may_fix_minutes(actor: Actor, chair: str) -> bool:
    """The secretary, and who was in the chair."""
    return actor.role is Role.SECRETARY or (bool(chair) and actor.name == chair)


def require_fixes_minutes(actor: Actor, meeting: Meeting) -> None:
    if not may_fix_minutes(actor, meeting.chair):
        raise RuleError("minutes.not_chair", chair=meeting.chair or "—")


def _rows(session: Session, sql: str, actor: Actor, **more: Any) -> list[Any]:
    from sqlalchemy import text

    values = {**reader(actor), **more}
    return list(session.execute(text(sql), {name: value for name, value in values.items() if f":{name}" in sql}))
