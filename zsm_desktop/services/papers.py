"""What goes out after a meeting and to whom: readers of the minutes, who has what to do, and names behind an act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.models import ActionItem, AgendaItem, Case, Contact, Meeting, Organisation, Pupil
from zsm_desktop.services.meeting_facts import ActionRow
from zsm_desktop.services.meeting_lists import action_rows
from zsm_desktop.services.meetings import READ
from zsm_desktop.services.minutes import whole_facts
from zsm_desktop.services.minutes_audience import FULL, SCHOOL, STEERING, LeftOut, left_out
from zsm_desktop.services.rights import require_attends
from zsm_desktop.services.service import Service, act, read, sealed_fact

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.services.minutes import MinutesFacts
    from zsm_desktop.store.work import Work


@dataclass(frozen=True, slots=True)
class Audience:
    """`code` is full, steering or school:CODE; `name` is the school's, "" for the others."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class PersonActions:
    """What one person still has to do; `email` is "" when no contact of that name and organisation has one."""

    name: str
    organisation: str
    email: str
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class NamedPupil:
    """Who is behind a pseudonym of these minutes."""

    pseudonym: str
    case_number: str
    school: str
    name: str
    birth_date: date | None


class Papers(Service):
    @read(*READ)
    def audiences(self, meeting_id: str) -> tuple[Audience, ...]:
        """For whom these minutes are made: all who sat there, and for cases each school and the stuurgroep."""
        whole = self._whole(meeting_id)
        if whole.card.row.kind == "steering":
            return (Audience(FULL),)
        schools = {item.case.school_code: item.case.school for item in whole.card.agenda if item.case}
        by_name = sorted(schools.items(), key=lambda pair: pair[1])
        return (Audience(FULL), *(Audience(SCHOOL + code, name) for code, name in by_name), Audience(STEERING))

    @read(*READ)
    def left_out(self, meeting_id: str, audience: str) -> tuple[LeftOut, ...]:
        """What this audience will not get and why. Raises RuleError as `Minutes.facts`."""
        return left_out(self._whole(meeting_id), self.desk.minutes.facts(meeting_id, audience))

    @read(*READ)
    def people(self, meeting_id: str) -> tuple[PersonActions, ...]:
        """Everyone with an action of this body open now, the earliest due first; no pupil's name in any text."""
        with self.store.reading() as session:
            meeting = self._readable(session, meeting_id)
            rows = action_rows(
                session,
                self.store.seal,
                self.desk.day,
                ActionItem.status == "open",
                or_(
                    ActionItem.meeting_id == meeting_id,
                    and_(Meeting.body_id == meeting.body_id, Meeting.held_on < meeting.held_on),
                ),
            )
            addresses = addresses_of(session)
            cases = select(Case.id, Case.pupil_id).where(Case.id.in_([row.case_id for row in rows if row.case_id]))
            pupils: dict[str, str] = {case_id: pupil_id for case_id, pupil_id in session.execute(cases)}  # noqa: C416
        grouped: dict[tuple[str, str], list[ActionRow]] = {}
        masks = self.desk.masks
        for row in rows:
            about = [pupils[row.case_id]] if row.case_id in pupils else []
            shown = replace(row, text=masks.hide(row.text, about).text, owner=masks.person(row.owner, about).text)
            grouped.setdefault((row.owner, row.organisation), []).append(shown)
        return tuple(
            PersonActions(actions[0].owner, organisation, address_of(addresses, name, organisation), tuple(actions))
            for (name, organisation), actions in sorted(grouped.items(), key=lambda pair: pair[0][0].casefold())
        )

    @read(Permission.OPEN_NAMES)
    def names(self, meeting_id: str, reason: str) -> tuple[NamedPupil, ...]:
        """Names for a paper that is locked with a password: each opening is logged, and the paper itself too.

        A stagebegeleider gets the own school's only. Raises RuleError("minutes.names_reason", "minutes.names_audience",
        "permission.other_school", "seal.no_key").
        """
        if not reason.strip():
            raise RuleError("minutes.names_reason")
        with self.store.reading() as session:
            if self._readable(session, meeting_id).kind != "case":
                raise RuleError("minutes.names_audience")
            query = (
                select(Pupil.id, Pupil.pseudonym, Pupil.school_id, Case.number, Organisation.name)
                .join(Case, Case.pupil_id == Pupil.id)
                .join(AgendaItem, AgendaItem.case_id == Case.id)
                .join(Organisation, Organisation.id == Pupil.school_id)
                .where(AgendaItem.meeting_id == meeting_id, AgendaItem.removed_at.is_(None))
                .order_by(AgendaItem.position, AgendaItem.id)
            )
            is_all = self.actor.role is Role.SECRETARY
            rows = [row for row in session.execute(query) if is_all or row.school_id == self.actor.school_id]
        if not rows:
            raise RuleError("permission.other_school")
        self._log_names(meeting_id, reason, len(rows))
        found = []
        for pupil_id, pseudonym, _, number, school in rows:
            person = self.desk.pupils.open_name(pupil_id, reason)
            found.append(NamedPupil(pseudonym, number, school, person.full_name, person.birth_date))
        return tuple(found)

    @act("minutes.with_names", Permission.OPEN_NAMES)
    def _log_names(self, work: Work, meeting_id: str, reason: str, count: int) -> None:
        if not work.seal.may_open:
            raise RuleError("seal.no_key")
        work.subject_id = meeting_id
        work.facts = {"pupils": count, "reason": sealed_fact(work, meeting_id, "reason", reason)}

    def _whole(self, meeting_id: str) -> MinutesFacts:
        with self.store.reading() as session:
            return whole_facts(self.desk, session, self._readable(session, meeting_id))

    def _readable(self, session: Session, meeting_id: str) -> Meeting:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None:
            raise RuleError("meeting.none")
        require_attends(session, self.actor, meeting)
        return meeting


def addresses_of(session: Session) -> dict[tuple[str, str], str]:
    """Address by name and organisation; by name alone too where only one contact bears it."""
    query = (
        select(Contact.name, Organisation.name, Contact.email)
        .join(Organisation, Organisation.id == Contact.organisation_id)
        .where(Contact.is_active)
    )
    found: dict[tuple[str, str], str] = {}
    alone: dict[str, list[str]] = {}
    for name, organisation, email in session.execute(query):
        found[name.strip().casefold(), organisation] = email or ""
        alone.setdefault(name.strip().casefold(), []).append(email or "")
    return {**{(name, ""): emails[0] for name, emails in alone.items() if len(emails) == 1}, **found}


def address_of(addresses: dict[tuple[str, str], str], name: str, organisation: str) -> str:
    return addresses.get((name.strip().casefold(), organisation), "")
