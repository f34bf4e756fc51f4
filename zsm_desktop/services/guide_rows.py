"""What is read of who directs cases and of handovers; the acts are in `guiding.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from zsm_desktop.domain.guiding import Guided, HandoverStatus, Load, load
from zsm_desktop.domain.permissions import Actor, Permission, Role, allowed
from zsm_desktop.domain.profiles import NetworkRole
from zsm_desktop.models import Case, CaseGuide, Contact, Handover, Organisation, Pupil, User
from zsm_desktop.services.service import opened
from zsm_desktop.store.seal import Sealer


@dataclass(frozen=True, slots=True)
class GuideRow:
    """`role` is a code of the profile; `is_active` False: no longer on the list of the organisation."""

    contact_id: str
    name: str
    organisation_id: str
    organisation: str
    role: str
    began_on: date
    ended_on: date | None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """`from_` directs the case until `to` accepts. `note` and `answer` are "" for who may not see into the case.

    `is_recorded`: who answered did so for a receiver who does not open the program; `is_for_another` says that this
    reader would do so too.
    """

    id: str
    case_id: str
    case_number: str
    pseudonym: str
    school: str
    school_id: str
    from_name: str
    from_organisation: str
    to_name: str
    to_organisation: str
    role: str
    status: str
    offered_on: date
    offered_by: str
    answered_on: date | None
    answered_by: str
    note: str
    answer: str
    is_recorded: bool
    is_for_another: bool
    may_answer: bool
    may_withdraw: bool
    version: int


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """How many running cases one person directs, None for few; `least` and `most` are the profile's for that role."""

    contact_id: str
    name: str
    organisation_id: str
    organisation: str
    role: str
    cases: int | None
    least: int | None
    most: int | None

    @property
    def load(self) -> Load:
        return Load.NONE if self.cases is None else load(self.cases, self.least, self.most)


def current_guide(session: Session, case_id: str) -> CaseGuide | None:
    return session.scalars(
        select(CaseGuide).where(CaseGuide.case_id == case_id, CaseGuide.ended_on.is_(None))
    ).one_or_none()


def waiting_handover(session: Session, case_id: str) -> Handover | None:
    offered = select(Handover).where(Handover.case_id == case_id, Handover.status == HandoverStatus.OFFERED.value)
    return session.scalars(offered).one_or_none()


def guide_rows(session: Session, case_id: str) -> tuple[GuideRow, ...]:
    """Who directed it, the first first."""
    query = (
        select(CaseGuide, Contact, Organisation.name)
        .join(Contact, Contact.id == CaseGuide.contact_id)
        .join(Organisation, Organisation.id == Contact.organisation_id)
        .where(CaseGuide.case_id == case_id)
        .order_by(CaseGuide.began_on, CaseGuide.id)
    )
    return tuple(
        GuideRow(
            one.contact_id, who.name, who.organisation_id, organisation, one.role, one.began_on, one.ended_on,
            who.is_active,
        )
        for one, who, organisation in session.execute(query)
    )  # fmt: skip


def history(rows: Iterable[GuideRow]) -> tuple[Guided, ...]:
    return tuple(Guided(row.contact_id, row.began_on, row.ended_on) for row in rows)


def users_of(session: Session) -> Sequence[User]:
    return session.scalars(select(User).where(User.is_active)).all()


def answers_for(user_name: str, school_id: str | None, contact: Contact) -> bool:
    """Whether this user is the contact, or of the same school."""
    if school_id is not None:
        return school_id == contact.organisation_id
    return user_name.strip().casefold() == contact.name.strip().casefold()


def has_login(users: Iterable[User], contact: Contact) -> bool:
    """Whether somebody who may answer for this contact opens the program."""
    return any(
        Permission.EDIT_CASES in allowed(Role(user.role)) and answers_for(user.name, user.school_id, contact)
        for user in users
    )


def may_answer(actor: Actor, users: Iterable[User], to: Contact, *schools: str | None) -> bool:
    """The receiver's side; for a receiver nobody opens the program for, also who has the case now: `schools`."""
    if not actor.may(Permission.EDIT_CASES):
        return False
    if answers_for(actor.name, actor.school_id, to):
        return True
    return not has_login(users, to) and (actor.role is Role.SECRETARY or actor.school_id in schools)


def may_give(actor: Actor, *schools: str | None) -> bool:
    """The school of the case, and of who directs it."""
    return actor.may(Permission.EDIT_CASES) and (actor.role is Role.SECRETARY or actor.school_id in schools)


def handover_rows(
    session: Session, seal: Sealer, actor: Actor, *conditions: ColumnElement[bool]
) -> tuple[HandoverRow, ...]:
    """Those waiting first, then the latest."""
    to, giver = aliased(Contact), aliased(Contact)
    to_org, giver_org, school = aliased(Organisation), aliased(Organisation), aliased(Organisation)
    query = (
        select(Handover, Case, Pupil.pseudonym, school.name, to, to_org.name, giver, giver_org.name)
        .join(Case, Case.id == Handover.case_id)
        .join(Pupil, Pupil.id == Case.pupil_id)
        .join(school, school.id == Case.school_id)
        .join(to, to.id == Handover.to_id)
        .join(to_org, to_org.id == to.organisation_id)
        .outerjoin(giver, giver.id == Handover.from_id)
        .outerjoin(giver_org, giver_org.id == giver.organisation_id)
        .where(*conditions)
        .order_by(Handover.offered_on.desc(), Handover.id.desc())
    )
    users = session.scalars(select(User)).all()
    rows = [_handover(seal, actor, users, *found) for found in session.execute(query)]
    return tuple(sorted(rows, key=lambda row: row.status != HandoverStatus.OFFERED))


def _handover(seal: Sealer, actor: Actor, users: Sequence[User], one: Handover, case: Case, *found: Any) -> HandoverRow:
    pseudonym, school, to, to_org, giver, giver_org = found
    by_id = {user.id: user for user in users}
    active = [user for user in users if user.is_active]
    offered, answered = by_id[one.offered_by], by_id.get(one.answered_by or "")
    schools = (case.school_id, giver.organisation_id if giver is not None else None)
    waits = one.status == HandoverStatus.OFFERED and case.status != "closed"
    is_said = one.status in (HandoverStatus.ACCEPTED, HandoverStatus.REFUSED)
    return HandoverRow(
        id=one.id,
        case_id=case.id,
        case_number=case.number,
        pseudonym=pseudonym,
        school=school,
        school_id=case.school_id,
        from_name=giver.name if giver is not None else "",
        from_organisation=giver_org or "",
        to_name=to.name,
        to_organisation=to_org,
        role=one.role,
        status=one.status,
        offered_on=one.offered_on,
        offered_by=offered.name,
        answered_on=one.answered_on,
        answered_by=answered.name if answered is not None else "",
        note=opened(seal, "handover", one.id, "note", one.note),
        answer=opened(seal, "handover", one.id, "answer", one.answer),
        is_recorded=is_said and answered is not None and not answers_for(answered.name, answered.school_id, to),
        is_for_another=not answers_for(actor.name, actor.school_id, to),
        may_answer=waits and may_answer(actor, active, to, *schools),
        may_withdraw=one.status == HandoverStatus.OFFERED and may_give(actor, *schools),
        version=one.version,
    )


def caseload_rows(session: Session, roles: Iterable[NetworkRole], actor: Actor) -> tuple[CaseloadRow, ...]:
    """Of everybody who directs a case that runs, the most first; the place of a row tells no count that is hidden."""
    query = (
        select(Contact.id, Contact.name, Organisation.id, Organisation.name, CaseGuide.role, func.count())
        .select_from(CaseGuide)
        .join(Case, Case.id == CaseGuide.case_id)
        .join(Contact, Contact.id == CaseGuide.contact_id)
        .join(Organisation, Organisation.id == Contact.organisation_id)
        .where(CaseGuide.ended_on.is_(None), Case.status != "closed")
        .group_by(Contact.id, Contact.name, Organisation.id, Organisation.name, CaseGuide.role)
    )
    by_code = {role.code: role for role in roles}
    rows = []
    for contact_id, name, organisation_id, organisation, role, count in session.execute(query):
        agreed = by_code.get(role)
        limits = (agreed.least_caseload, agreed.most_caseload) if agreed is not None else (None, None)
        rows.append(CaseloadRow(contact_id, name, organisation_id, organisation, role, actor.told(count), *limits))
    return tuple(sorted(rows, key=lambda row: (-(row.cases or 0), row.name.casefold(), row.role)))


def unguided(session: Session) -> tuple[int, int]:
    """How many running cases nobody directs, and how many somebody who left."""
    now = (CaseGuide.case_id == Case.id) & CaseGuide.ended_on.is_(None)
    running = select(func.count()).select_from(Case).where(Case.status != "closed")
    nobody = session.scalar(running.where(~select(CaseGuide.id).where(now).exists()))
    gone = select(CaseGuide.id).join(Contact, Contact.id == CaseGuide.contact_id).where(now, ~Contact.is_active)
    return nobody or 0, session.scalar(running.where(gone.exists())) or 0
