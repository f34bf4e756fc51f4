"""What goes out after a meeting and to whom: readers of the minutes, who has what to do, and names behind an act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from zsm_desktop.domain.addresses import as_address
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.masking import Hidden
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.models import ActionItem, AgendaItem, Case, Contact, Meeting, Organisation, Pupil
from zsm_desktop.services.masks import HiddenTexts
from zsm_desktop.services.meeting_facts import ActionRow
from zsm_desktop.services.meeting_lists import action_rows
from zsm_desktop.services.meetings import READ
from zsm_desktop.services.minutes import heard_facts, seen_by
from zsm_desktop.services.minutes_audience import LeftOut, left_out
from zsm_desktop.services.minutes_mask import masked_minutes
from zsm_desktop.services.rights import FULL, SCHOOL, STEERING, own_paper, readable
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
    """What one person still has to do; `email` is "" when no contact of that name and organisation has one.

    `hidden` is what the mask took out of it.
    """

    name: str
    organisation: str
    email: str
    actions: tuple[ActionRow, ...]
    hidden: tuple[Hidden, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedPupil:
    """Who is behind a pseudonym of these minutes."""

    pseudonym: str
    case_number: str
    school: str
    name: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class NamedPaper:
    facts: MinutesFacts
    pupils: tuple[NamedPupil, ...]


class Papers(Service):
    @read(*READ)
    def audiences(self, meeting_id: str) -> tuple[Audience, ...]:
        """For whom this reader makes papers of them: all who sat there, and for cases each school and the stuurgroep.

        Who does not keep the meeting makes those without another school's pupils only.
        """
        with self.store.reading() as session:
            meeting = readable(session, self.actor, meeting_id)
            own, whole = own_paper(session, self.actor, meeting), heard_facts(self.desk, session, meeting)
            school = session.get(Organisation, self.actor.school_id) if self.actor.school_id else None
        if whole.card.row.kind == "steering":
            return (Audience(FULL),)
        if own != FULL:
            theirs = (Audience(own, school.name),) if school is not None else ()
            return (*theirs, Audience(STEERING))
        schools = {item.case.school_code: item.case.school for item in whole.card.agenda if item.case}
        by_name = sorted(schools.items(), key=lambda pair: pair[1])
        return (Audience(FULL), *(Audience(SCHOOL + code, name) for code, name in by_name), Audience(STEERING))

    @read(*READ)
    def own_audience(self, meeting_id: str) -> str:
        """Whose pupils this reader's papers of it are about; the code of an `Audience`."""
        with self.store.reading() as session:
            return own_paper(session, self.actor, readable(session, self.actor, meeting_id))

    @read(*READ)
    def left_out(self, meeting_id: str, audience: str) -> tuple[LeftOut, ...]:
        """What this audience will not get and why. Raises RuleError as `Minutes.facts`."""
        with self.store.reading() as session:
            whole = heard_facts(self.desk, session, readable(session, self.actor, meeting_id))
        return left_out(whole, self.desk.minutes.facts(meeting_id, audience))

    @read(*READ)
    def people(self, meeting_id: str) -> tuple[PersonActions, ...]:
        """Everyone with an action of this body open now, the earliest due first; no pupil's name in any text.

        Actions about other schools' pupils only for who keeps the meeting.
        """
        with self.store.reading() as session:
            meeting = readable(session, self.actor, meeting_id)
            is_whole = own_paper(session, self.actor, meeting) == FULL
            rows = action_rows(
                session,
                self.store.seal,
                self.desk.day,
                ActionItem.status == "open",
                or_(
                    ActionItem.meeting_id == meeting_id,
                    and_(Meeting.body_id == meeting.body_id, Meeting.held_on < meeting.held_on),
                ),
                *(() if is_whole else (or_(ActionItem.case_id.is_(None), Case.school_id == self.actor.school_id),)),
            )
            addresses = addresses_of(session)
            cases = select(Case.id, Case.pupil_id).where(Case.id.in_([row.case_id for row in rows if row.case_id]))
            pupils: dict[str, str] = {case_id: pupil_id for case_id, pupil_id in session.execute(cases)}  # noqa: C416
        grouped: dict[tuple[str, str], list[ActionRow]] = {}
        texts: dict[tuple[str, str], HiddenTexts] = {}
        for row in rows:
            about = [pupils[row.case_id]] if row.case_id in pupils else []
            key = (row.owner, row.organisation)
            text = texts.setdefault(key, HiddenTexts(self.desk.masks))
            shown = replace(row, text=text.show(row.text, about), owner=text.person(row.owner, about))
            grouped.setdefault(key, []).append(shown)
        return tuple(
            PersonActions(actions[0].owner, key[1], address_of(addresses, *key), tuple(actions), texts[key].hidden)
            for key, actions in sorted(grouped.items(), key=lambda pair: pair[0][0].casefold())
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
            if readable(session, self.actor, meeting_id).kind != "case":
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

    @read(Permission.OPEN_NAMES)
    def named(self, meeting_id: str, reason: str) -> NamedPaper:
        """What goes in the locked file: who keeps the meeting gets all of it as it was typed, another the own school's.

        Logged and refused as `names`.
        """
        pupils = self.names(meeting_id, reason)
        with self.store.reading() as session:
            meeting = readable(session, self.actor, meeting_id)
            own, whole = own_paper(session, self.actor, meeting), heard_facts(self.desk, session, meeting)
            if own == FULL:
                return NamedPaper(whole, pupils)
            return NamedPaper(masked_minutes(seen_by(session, whole, own), self.desk.masks), pupils)

    @act("minutes.with_names", Permission.OPEN_NAMES)
    def _log_names(self, work: Work, meeting_id: str, reason: str, count: int) -> None:
        if not work.seal.may_open:
            raise RuleError("seal.no_key")
        work.subject_id = meeting_id
        work.facts = {"pupils": count, "reason": sealed_fact(work, meeting_id, "reason", reason)}


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
        address = as_address(email or "")  # it may be older than the check, or come from a file
        found[name.strip().casefold(), organisation] = address
        alone.setdefault(name.strip().casefold(), []).append(address)
    return {**{(name, ""): emails[0] for name, emails in alone.items() if len(emails) == 1}, **found}


def address_of(addresses: dict[tuple[str, str], str], name: str, organisation: str) -> str:
    return addresses.get((name.strip().casefold(), organisation), "")
