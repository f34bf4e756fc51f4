"""With whom something of a pupil was shared, and who looked at it: from meetings, placements and the logbook."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.papers import MAKE, Paper, is_of, paper_in
from zsm_desktop.domain.sealed import SealedBytes
from zsm_desktop.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    AuditEvent,
    Case,
    CaseGuide,
    Contact,
    Handover,
    Meeting,
    MinutesVersion,
    Organisation,
    Placement,
    Pupil,
    User,
    WorkPlacement,
)
from zsm_desktop.services.outside_copies import ever_held
from zsm_desktop.services.pupil_record_people import AtWork, Colleagues

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

Ids = Mapping[str, Sequence[str]]
OF_MEETING = frozenset(
    {"meeting.open_dossiers", "meeting.take_along", "meeting.invite", "minutes.with_names", "minutes.prepare",
     "minutes.finalise", "minutes.correct", MAKE}
)  # fmt: skip
"""Acts on a meeting that opened, or put on paper, what it has on its agenda."""
ON_PAPER = frozenset({"minutes.with_names", MAKE})
"""Those of a meeting on whose papers an action of an earlier one may still stand."""


@dataclass(frozen=True, slots=True)
class SharedLine:
    """`kind`: meeting, minutes, placement, handover, guide, employer, dossier or copy; `number` is what it is called.

    `receiver_id` is the organisation, "" for a paper of a meeting and for who got a copy with names.
    """

    on: date
    kind: str
    number: str
    receiver: str
    receiver_id: str
    people: tuple[AtWork, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """A line of the logbook; `about` is the number of the case, placement or meeting, "" for the pupil itself."""

    at: datetime
    who: AtWork
    act: str
    about: str
    reason: str
    paper: Paper | None = None


def shared_with(session: Session, people: Colleagues, ids: Ids) -> tuple[SharedLine, ...]:
    """In the order of days. The own school is no receiver."""
    pupil = session.get_one(Pupil, ids["pupil"][0])
    lines = [
        *_at_meetings(session, people, ids["case_file"]),
        *_placed(session, ids["placement"]),
        *_handed_over(session, people, ids["case_file"]),
        *_working(session, ids["work_placement"]),
        *_looked_into(session, people, ids["case_file"]),
    ]
    return tuple(sorted((one for one in lines if one.receiver_id != pupil.school_id), key=lambda one: one.on))


def _at_meetings(session: Session, people: Colleagues, case_ids: Sequence[str]) -> Iterable[SharedLine]:
    """Everyone present, and what was laid down of it."""
    query = (
        select(Meeting)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(
            AgendaItem.case_id.in_(case_ids),
            AgendaItem.removed_at.is_(None),
            AgendaItem.status.in_(("discussed", "carried_over")),
            Meeting.status.in_(("running", "finished")),
        )
        .distinct()
    )
    for meeting in session.scalars(query):
        present = select(Attendance.organisation_id, Organisation.name, Attendance.name, Attendance.contact_id)
        present = present.outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        where = (Attendance.meeting_id == meeting.id, Attendance.is_present)
        there: dict[tuple[str, str], list[AtWork]] = defaultdict(list)
        for organisation_id, organisation, name, contact_id in session.execute(present.where(*where)):
            person = people.of(contact_id) if contact_id else people.named(name)
            there[organisation_id or "", organisation or ""].append(person or AtWork("", "", organisation or ""))
        for (organisation_id, organisation), who in there.items():
            yield SharedLine(meeting.held_on, "meeting", meeting.number, organisation, organisation_id, tuple(who))
        for version in session.scalars(select(MinutesVersion).where(MinutesVersion.meeting_id == meeting.id)):
            yield SharedLine(home_day(version.made_at), "minutes", meeting.number, "", "")


def _placed(session: Session, placement_ids: Sequence[str]) -> Iterable[SharedLine]:
    query = select(Placement, Organisation.name).join(Organisation, Organisation.id == Placement.provider_id)
    for placement, provider in session.execute(query.where(Placement.id.in_(placement_ids))):
        on = placement.answered_on or placement.starts_on
        yield SharedLine(on, "placement", placement.number, provider, placement.provider_id)


def _handed_over(session: Session, people: Colleagues, case_ids: Sequence[str]) -> Iterable[SharedLine]:
    directed = (
        ("handover", Handover.case_id, Handover.offered_on, Handover.to_id),
        ("guide", CaseGuide.case_id, CaseGuide.began_on, CaseGuide.contact_id),
    )
    for kind, of, on, who in directed:
        query = (
            select(on, Case.number, Contact.id, Organisation.id, Organisation.name)
            .join(Case, Case.id == of)
            .join(Contact, Contact.id == who)
            .join(Organisation, Organisation.id == Contact.organisation_id)
            .where(of.in_(case_ids))
        )
        for day, number, contact_id, organisation_id, organisation in session.execute(query):
            yield SharedLine(day, kind, number, organisation, organisation_id, (people.of(contact_id),))


def _working(session: Session, work_ids: Sequence[str]) -> Iterable[SharedLine]:
    query = select(WorkPlacement, Organisation.name).join(Organisation, Organisation.id == WorkPlacement.employer_id)
    for row, employer in session.execute(query.where(WorkPlacement.id.in_(work_ids))):
        yield SharedLine(row.proposed_on, "employer", row.number, employer, row.employer_id)


def _looked_into(session: Session, people: Colleagues, case_ids: Sequence[str]) -> Iterable[SharedLine]:
    """Dossiers opened by another school."""
    query = (
        select(AuditEvent, Case.number, Organisation.id, Organisation.name)
        .join(Case, Case.id == AuditEvent.subject_id)
        .join(User, User.id == AuditEvent.user_id)
        .join(Organisation, Organisation.id == User.school_id)
        .where(AuditEvent.act == "case.open_dossier", AuditEvent.subject_id.in_(case_ids))
    )
    for line, number, school_id, school in session.execute(query):
        yield SharedLine(home_day(line.at), "dossier", number, school, school_id, (people.of(line.user_id),))


def openings(
    desk: Desk, session: Session, people: Colleagues, ids: Ids, mask: Callable[[str], str]
) -> tuple[Opening, ...]:
    """All that the logbook has on these rows, and on the meetings they were on the agenda of; oldest first.

    With the papers of meetings on which an action of theirs may have stood, and the copies with names they were in.
    """
    about = _numbers(session, ids)
    meetings = select(Meeting.id, Meeting.number).join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
    held = session.execute(meetings.where(AgendaItem.case_id.in_(ids["case_file"])))
    of_meetings: dict[str, str] = {meeting_id: number for meeting_id, number in held}  # noqa: C416
    carried = _carried_to(session, ids["case_file"])
    own = [row_id for found in ids.values() for row_id in found]
    own += ever_held(desk.store.rows, ids["pupil"][0])
    query = select(AuditEvent).where(
        or_(
            AuditEvent.subject_id.in_(own),
            (AuditEvent.subject_id.in_(of_meetings)) & (AuditEvent.act.in_(OF_MEETING)),
            (AuditEvent.subject_id.in_(carried)) & (AuditEvent.act.in_(ON_PAPER)),
        )
    )
    numbers = carried | of_meetings | about
    of_school = select(Organisation.code).join(Pupil, Pupil.school_id == Organisation.id)
    school = session.scalar(of_school.where(Pupil.id == ids["pupil"][0])) or ""
    lines = [(line, paper_in(line.act, line.facts)) for line in session.scalars(query.order_by(AuditEvent.number))]
    return tuple(
        Opening(
            line.at,
            people.of(line.user_id),
            line.act,
            numbers.get(line.subject_id or "", ""),
            mask(_reason(desk, line)),
            paper,
        )
        for line, paper in lines
        if line.act != MAKE or (paper is not None and is_of(paper, school))
    )


def _carried_to(session: Session, case_ids: Sequence[str]) -> dict[str, str]:
    """By number the meetings that have an action on their papers: its own, and every later one of that body."""
    said = aliased(Meeting)
    query = (
        select(Meeting.id, Meeting.number)
        .join(said, said.body_id == Meeting.body_id)
        .join(ActionItem, ActionItem.meeting_id == said.id)
        .where(
            ActionItem.case_id.in_(case_ids),
            or_(Meeting.held_on > said.held_on, Meeting.id == said.id),
        )
    )
    return {meeting_id: number for meeting_id, number in session.execute(query)}  # noqa: C416 - a Result has keys()


def _numbers(session: Session, ids: Ids) -> dict[str, str]:
    found: dict[str, str] = {}
    called = (
        (Case.id, Case.number, "case_file"),
        (Placement.id, Placement.number, "placement"),
        (WorkPlacement.id, WorkPlacement.number, "work_placement"),
    )
    for row, number_of, name in called:
        numbers = select(row, number_of).where(row.in_(ids[name]))
        found |= {row_id: number for row_id, number in session.execute(numbers)}  # noqa: C416
    return found


def _reason(desk: Desk, line: AuditEvent) -> str:
    """What was typed as the reason; it may be sealed with a key of before."""
    return sealed_reason(desk, line.subject_id or "", line.facts)


def sealed_reason(desk: Desk, subject_id: str, facts: str | None) -> str:
    """Of a line of the logbook, "" where it has none or this user may not open it."""
    said = json.loads(facts).get("reason", "") if facts else ""
    if not isinstance(said, str) or not said or not desk.store.seal.may_open:
        return ""
    try:
        return desk.store.seal.open("audit_event", subject_id, "reason", SealedBytes.fromhex(said))
    except (ValueError, RuleError):
        return ""
