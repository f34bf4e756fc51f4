"""Who sees into a case, who leads a meeting, who fixes its minutes. Why: docs/decisions/0011-who-sees-a-case.md.

The conditions are plain SQL with the values of `reader`, so that the reads without SQLAlchemy ask the very same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor, Permission, Role

FULL = "full"
STEERING = "steering"
SCHOOL = "school:"
"""Readers of minutes: who sat there, the stuurgroep, or a school with its code behind it."""

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from zsm_desktop.models import Case, Meeting

ATTENDED = """
SELECT m.id FROM meeting m WHERE m.chair_id = :user OR m.note_taker_id = :user OR EXISTS (
 SELECT 1 FROM attendance t WHERE t.meeting_id = m.id AND t.organisation_id = :school)"""
"""Meetings the reader's school was invited to, or the reader is chair or note taker of; a name opens nothing."""
SHARED_CASES = f"""
SELECT i.case_id FROM agenda_item i JOIN meeting h ON h.id = i.meeting_id
WHERE i.case_id IS NOT NULL AND i.removed_at IS NULL AND h.kind = 'case' AND h.status IN ('planned', 'running')
 AND h.id IN ({ATTENDED})
UNION SELECT case_id FROM placement WHERE case_id IS NOT NULL AND status = 'running' AND provider_id = :school
UNION SELECT g.case_id FROM case_guide g JOIN contact w ON w.id = g.contact_id JOIN case_file d ON d.id = g.case_id
 WHERE g.ended_on IS NULL AND d.status <> 'closed' AND w.organisation_id = :school
UNION SELECT v.case_id FROM handover v JOIN contact w ON w.id = v.to_id
 WHERE v.status = 'offered' AND w.organisation_id = :school"""  # noqa: S608
"""Cases of other schools: on the agenda of a meeting to come or going on, placed at the reader's school, directed by
somebody of it, or handed over to somebody of it and not answered yet."""


@dataclass(frozen=True, slots=True)
class MeetingRights:
    """What somebody may do with one meeting, by the same conditions the acts ask: a screen offers no more than this.

    How far the meeting and its minutes are is left out: that is known where they are shown.
    """

    may_lead: bool = False
    may_fix_minutes: bool = False
    may_amend: bool = False
    may_name: bool = False
    may_take: bool = False
    """Along to where there is no line, while it is not over."""


def reader(actor: Actor) -> dict[str, Any]:
    """The values of the conditions; `:whole` is true for who acts for the whole network."""
    return {"whole": actor.role is Role.SECRETARY, "user": actor.user_id, "school": actor.school_id}


def sees_cases(actor: Actor) -> ColumnElement[bool]:
    """A condition on Case: the reader may see into it."""
    from sqlalchemy import or_, text, true

    from zsm_desktop.models import Case

    if actor.role is Role.SECRETARY:
        return true()
    shared = text(SHARED_CASES).bindparams(user=actor.user_id, school=actor.school_id).columns(Case.id)
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


def require_attends(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Raise RuleError("permission.missing", "meeting.not_invited") for who may not read this meeting."""
    actor.require(Permission.READ_MEETINGS if meeting.kind == "case" else Permission.READ_STEERING)
    if not attends(session, actor, meeting):
        raise RuleError("meeting.not_invited", number=meeting.number)


def readable(session: Session, actor: Actor, meeting_id: str) -> Meeting:
    """A meeting this reader may read. Raises RuleError("meeting.none"), and as `require_attends`."""
    from zsm_desktop.models import Meeting

    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise RuleError("meeting.none")
    require_attends(session, actor, meeting)
    return meeting


def own_paper(session: Session, actor: Actor, meeting: Meeting) -> str:
    """For which audience this reader makes papers of the minutes: the whole only for who keeps the meeting."""
    from zsm_desktop.models import Organisation

    if meeting.kind != "case" or keeps(actor, meeting):
        return FULL
    school = session.get(Organisation, actor.school_id) if actor.school_id else None
    return SCHOOL + school.code if school is not None else STEERING


def require_paper(session: Session, actor: Actor, meeting: Meeting, audience: str) -> None:
    """Raise RuleError("minutes.for_keeper") for a paper about pupils of another school, to who does not keep it."""
    own = own_paper(session, actor, meeting)
    if own != FULL and audience != STEERING and audience.casefold() != own.casefold():
        raise RuleError("minutes.for_keeper")


def lead_permission(kind: str) -> Permission:
    return Permission.LEAD_MEETINGS if kind == "case" else Permission.LEAD_STEERING


def require_leads(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Raise RuleError("permission.missing", "meeting.not_invited") for who may not lead or document this meeting."""
    actor.require(lead_permission(meeting.kind))
    if not attends(session, actor, meeting):
        raise RuleError("meeting.not_invited", number=meeting.number)


def may_lead(session: Session, actor: Actor, meeting: Meeting) -> bool:
    return actor.may(lead_permission(meeting.kind)) and attends(session, actor, meeting)


def keeps(actor: Actor, meeting: Meeting) -> bool:
    """The secretary, the chair and the note taker: they have the whole of it on their table."""
    return actor.role is Role.SECRETARY or actor.user_id in (meeting.chair_id, meeting.note_taker_id)


def may_fix_minutes(actor: Actor, meeting: Meeting) -> bool:
    """The secretary, and who was in the chair."""
    return actor.role is Role.SECRETARY or meeting.chair_id == actor.user_id


def require_fixes_minutes(actor: Actor, meeting: Meeting) -> None:
    if not may_fix_minutes(actor, meeting):
        raise RuleError("minutes.not_chair", chair=meeting.chair or "—")


def may_amend(session: Session, actor: Actor, meeting: Meeting) -> bool:
    """Who keeps the meeting writes down what anybody says who was there; another only when the own school was there."""
    if keeps(actor, meeting):
        return True
    present = "SELECT 1 FROM attendance WHERE meeting_id = :meeting AND is_present AND organisation_id = :school"
    return bool(_rows(session, present, actor, meeting=meeting.id))


def require_amends(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Raise RuleError("minutes.not_present") for who was not there and does not keep the meeting."""
    if not may_amend(session, actor, meeting):
        raise RuleError("minutes.not_present", name=actor.name)


def rights_in(session: Session, actor: Actor, meeting: Meeting) -> MeetingRights:
    if not may_lead(session, actor, meeting):
        return MeetingRights(may_name=_may_name(session, actor, meeting))
    return MeetingRights(
        may_lead=True,
        may_fix_minutes=may_fix_minutes(actor, meeting),
        may_amend=may_amend(session, actor, meeting),
        may_name=_may_name(session, actor, meeting),
    )


def _may_name(session: Session, actor: Actor, meeting: Meeting) -> bool:
    """Minutes with names: of a maatwerkbespreking with a pupil on it whose name this reader may open."""
    if meeting.kind != "case" or not actor.may(Permission.OPEN_NAMES):
        return False
    theirs = (
        "SELECT 1 FROM agenda_item i JOIN case_file c ON c.id = i.case_id WHERE i.meeting_id = :meeting"
        " AND i.removed_at IS NULL AND (:whole OR c.school_id = :school) LIMIT 1"
    )
    return bool(_rows(session, theirs, actor, meeting=meeting.id))


def _rows(session: Session, sql: str, actor: Actor, **more: Any) -> list[Any]:
    from sqlalchemy import text

    values = {**reader(actor), **more}
    return list(session.execute(text(sql), {name: value for name, value in values.items() if f":{name}" in sql}))
