"""Employers: who they are, who holds the contact, and who spoke with them when, so that they hear one network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.employers import ContactKind, EmployerSize, is_soon_after
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission, Role
from zsm_desktop.models import Contact, Employer, EmployerContact, EmployerSector, Organisation, Sector
from zsm_desktop.services.employer_rows import ContactMoment, EmployerRow, contact_moments, employer_rows, week_of
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.network import OrganisationDraft, new_organisation
from zsm_desktop.services.open_texts import open_person, open_text
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

MOST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class EmployerDraft:
    """`size` "" for not known; `holder_id` is a contact of an organisation in the network."""

    size: str = ""
    holder_id: str | None = None
    sector_ids: tuple[str, ...] = ()
    agreements: str = ""


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """`by_name` and `by_organisation_id` count only for who acts for the whole network; a school is itself."""

    contacted_on: date
    kind: str
    text: str = ""
    next_on: date | None = None
    by_name: str = ""
    by_organisation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Whom one asks for there."""

    id: str
    name: str
    function: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class EmployerCard:
    """`moments` the latest first."""

    row: EmployerRow
    people: tuple[Person, ...]
    moments: tuple[ContactMoment, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody of the network who can hold the contact with an employer."""

    id: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class ContactAhead:
    """Before a contact: `earlier` is that of another school within a fortnight, None when nobody was there."""

    earlier: ContactMoment | None
    holder: str
    holder_organisation: str


@dataclass(frozen=True, slots=True)
class WeekLine:
    """Somebody speaks with an employer on a day of the week; `is_planned` when that was only said before."""

    day: date
    employer_id: str
    employer: str
    who: str
    organisation: str
    kind: str
    is_planned: bool


class Employers(Service):
    @read(Permission.READ_NETWORK)
    def rows(self) -> tuple[EmployerRow, ...]:
        """By name; whoever is not active any more is left out."""
        with self.store.reading() as session:
            return employer_rows(session, self.desk.day, self.actor)

    @read(Permission.READ_NETWORK)
    def card(self, employer_id: str) -> EmployerCard:
        """Raises RuleError("employer.none")."""
        with self.store.reading() as session:
            row = self._row(session, employer_id)
            people = session.scalars(
                select(Contact)
                .where(Contact.organisation_id == employer_id, Contact.is_active)
                .order_by(Contact.is_fixed.desc(), Contact.name)
            )
            named = tuple(Person(one.id, one.name, one.function, one.email or "", one.phone or "") for one in people)
            return EmployerCard(row, named, contact_moments(session, EmployerContact.employer_id == employer_id))

    @read(Permission.READ_NETWORK)
    def holders(self) -> tuple[Holder, ...]:
        """Everybody of the network but of the employers themselves, by organisation and name."""
        query = (
            select(Contact.id, Contact.name, Organisation.name)
            .join(Organisation, Organisation.id == Contact.organisation_id)
            .where(Contact.is_active, Organisation.is_active, Organisation.kind != "employer")
            .order_by(Organisation.name, Contact.name)
        )
        with self.store.reading() as session:
            return tuple(Holder(*row) for row in session.execute(query))

    @read(Permission.READ_NETWORK)
    def before_contact(self, employer_id: str, day: date, organisation_id: str | None = None) -> ContactAhead:
        """What one wants to know before speaking with them on `day`; `organisation_id` None: the own school."""
        with self.store.reading() as session:
            row = self._row(session, employer_id)
            own = organisation_id or self.actor.school_id
            moments = contact_moments(session, EmployerContact.employer_id == employer_id)
        others = (one for one in moments if one.by_organisation_id != own and is_soon_after(one.contacted_on, day))
        return ContactAhead(next(others, None), row.holder, row.holder_organisation)

    @read(Permission.READ_NETWORK)
    def week(self, day: date | None = None) -> tuple[WeekLine, ...]:
        """Who speaks with whom in the week of `day`, today's without one: what was done and what is planned."""
        first, last = week_of(day or self.desk.day)
        with self.store.reading() as session:
            moments = contact_moments(session)
        done = {(one.employer_id, one.contacted_on) for one in moments}
        found = [_line(one, one.contacted_on, is_planned=one.contacted_on > self.desk.day) for one in moments]
        found += [
            _line(one, one.next_on, is_planned=True)
            for one in moments
            if one.next_on is not None and (one.employer_id, one.next_on) not in done
        ]
        inside = (line for line in found if first <= line.day <= last)
        return tuple(sorted(inside, key=lambda line: (line.day, line.employer.casefold(), line.is_planned)))

    @act("employer.add", Permission.EDIT_NETWORK, Permission.EDIT_CASES)
    def add(self, work: Work, organisation: OrganisationDraft, draft: EmployerDraft, person: str = "") -> None:
        """A new organisation that is an employer, with whom one asks for there if that is known.

        Raises as `network.add_organisation`, and ("employer.size", "network.no_contact", "sector.none").
        """
        org = new_organisation(work, organisation, "employer")
        work.session.flush()
        row = Employer(id=org.id)
        self._fill(work, row, draft)
        work.session.add(row)
        work.session.flush()
        _set_sectors(work, org.id, draft.sector_ids)
        if person.strip():
            name = " ".join(person.split())
            work.session.add(Contact(id=work.new_id(), organisation_id=org.id, name=name, is_fixed=True))
        work.made = org.id
        _touched(work, org.id)
        work.touch("network", org.id)

    @act("employer.edit", Permission.EDIT_NETWORK, Permission.EDIT_CASES, can_undo=True)
    def edit(self, work: Work, employer_id: str, version: int, draft: EmployerDraft) -> None:
        """What the network says of it; name and address are the organisation's. `version` 0: nothing was said yet.

        Raises RuleError("employer.none", "edit.conflict", "employer.size", "network.no_contact", "sector.none").
        """
        row = _known(work, employer_id)
        require_version(row, version)
        row = row or Employer(id=employer_id)
        self._fill(work, row, draft)
        work.session.add(row)
        work.session.flush()
        _set_sectors(work, employer_id, draft.sector_ids)
        work.subject_id = employer_id
        _touched(work, employer_id)

    @act("employer_contact.add", Permission.EDIT_NETWORK, Permission.EDIT_CASES, can_undo=True)
    def note_contact(self, work: Work, employer_id: str, draft: ContactDraft) -> None:
        """Somebody spoke with them, or will; see `before_contact` for what is known before.

        Raises RuleError("employer.none", "employer_contact.kind", "employer_contact.next", "employer.long_text",
        "network.no_organisation").
        """
        require_employer(work, employer_id)
        row = EmployerContact(id=work.new_id(), employer_id=employer_id)
        self._fill_contact(work, row, draft)
        work.session.add(row)
        work.made = row.id
        _touched(work, employer_id)

    @act("employer_contact.edit", Permission.EDIT_NETWORK, Permission.EDIT_CASES, can_undo=True)
    def edit_contact(self, work: Work, contact_id: str, version: int, draft: ContactDraft) -> None:
        """One of the own school. Raises RuleError("employer_contact.none", "permission.other_school",
        "edit.conflict"), and as `note_contact`.
        """
        row = _own_contact(work, contact_id)
        require_version(row, version)
        self._fill_contact(work, row, draft)
        work.subject_id = row.id
        _touched(work, row.employer_id)

    @act("employer_contact.remove", Permission.EDIT_NETWORK, Permission.EDIT_CASES, can_undo=True)
    def remove_contact(self, work: Work, contact_id: str) -> None:
        """One of the own school, away. Raises RuleError("employer_contact.none", "permission.other_school")."""
        row = _own_contact(work, contact_id)
        row.removed_at = work.at
        work.subject_id = row.id
        _touched(work, row.employer_id)

    def _row(self, session: Session, employer_id: str) -> EmployerRow:
        found = employer_rows(session, self.desk.day, self.actor, employer_id)
        if not found:
            raise RuleError("employer.none")
        return found[0]

    def _fill(self, work: Work, row: Employer, draft: EmployerDraft) -> None:
        if draft.size and draft.size not in set(EmployerSize):
            raise RuleError("employer.size")
        if len(draft.agreements) > MOST_TEXT:
            raise RuleError("employer.long_text", most=MOST_TEXT)
        all_known(work, Contact, [draft.holder_id], "network.no_contact")
        all_known(work, Sector, draft.sector_ids, "sector.none")
        row.size, row.holder_id = draft.size or None, draft.holder_id
        if draft.agreements.strip() != (row.agreements or ""):
            row.agreements = open_text(self.desk, work, draft.agreements.strip())

    def _fill_contact(self, work: Work, row: EmployerContact, draft: ContactDraft) -> None:
        if draft.kind not in set(ContactKind):
            raise RuleError("employer_contact.kind")
        if draft.next_on is not None and draft.next_on < draft.contacted_on:
            raise RuleError("employer_contact.next")
        if len(draft.text) > MOST_TEXT:
            raise RuleError("employer.long_text", most=MOST_TEXT)
        is_whole = self.actor.role is Role.SECRETARY
        all_known(work, Organisation, [draft.by_organisation_id if is_whole else None], "network.no_organisation")
        row.contacted_on, row.kind, row.next_on = draft.contacted_on, draft.kind, draft.next_on
        said = open_person(self.desk, work, draft.by_name.strip()) if is_whole else ""
        row.by_name = said or row.by_name or self.actor.name
        row.by_organisation_id = draft.by_organisation_id if is_whole else self.actor.school_id
        if draft.text.strip() != (row.text or ""):
            row.text = open_text(self.desk, work, draft.text.strip())


def require_employer(work: Work, employer_id: str) -> Employer:
    """The employer, made from an organisation of which nothing was said yet but that it is one.

    Raises RuleError("employer.none").
    """
    row = _known(work, employer_id)
    if row is None:
        row = Employer(id=employer_id)
        work.session.add(row)
        work.session.flush()
    return row


def _known(work: Work, employer_id: str) -> Employer | None:
    org = known(work, Organisation, employer_id, "employer.none")
    if org.kind != "employer":
        raise RuleError("employer.none")
    return work.session.get(Employer, employer_id)


def _own_contact(work: Work, contact_id: str) -> EmployerContact:
    row = known(work, EmployerContact, contact_id, "employer_contact.none")
    if row.removed_at is not None:
        raise RuleError("employer_contact.none")
    work.actor.require_school(row.by_organisation_id or "")
    return row


def _set_sectors(work: Work, employer_id: str, sector_ids: tuple[str, ...]) -> None:
    there = set(work.session.scalars(select(EmployerSector.sector_id).where(EmployerSector.employer_id == employer_id)))
    for gone in work.session.scalars(select(EmployerSector).where(EmployerSector.employer_id == employer_id)).all():
        if gone.sector_id not in sector_ids:
            work.session.delete(gone)
    for sector_id in dict.fromkeys(sector_ids):
        if sector_id not in there:
            work.session.add(EmployerSector(employer_id=employer_id, sector_id=sector_id))


def _touched(work: Work, employer_id: str) -> None:
    work.touch("employer", employer_id)


def _line(moment: ContactMoment, day: date, *, is_planned: bool) -> WeekLine:
    return WeekLine(
        day=day,
        employer_id=moment.employer_id,
        employer=moment.employer,
        who=moment.by_name,
        organisation=moment.by_organisation,
        kind=moment.kind,
        is_planned=is_planned,
    )
