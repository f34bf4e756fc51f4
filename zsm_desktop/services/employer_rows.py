"""Employers and the contacts with them as lists show them; nothing of a pupil is in it, only counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from zsm_desktop.domain.permissions import Actor
from zsm_desktop.domain.work_placements import RUNNING
from zsm_desktop.models import (
    Contact,
    Employer,
    EmployerContact,
    EmployerSector,
    Organisation,
    Sector,
    Vacancy,
    WorkPlacement,
)
from zsm_desktop.store.together import together

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class ContactMoment:
    """`by_organisation` is the school that called, "" for nobody's; `next_on` when they would speak again."""

    id: str
    employer_id: str
    employer: str
    contacted_on: date
    kind: str
    by_name: str
    by_organisation_id: str | None
    by_organisation: str
    text: str
    next_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """`holder` is who of the network holds the contact, at `holder_organisation`; counts are of today.

    `version` 0: an organisation of which nothing was said yet but that it is an employer. `next_on` is the first day
    somebody would call again and has not; `is_overdue` when that is over.
    """

    id: str
    name: str
    city: str
    phone: str
    website: str
    address: str
    size: str
    sector_ids: tuple[str, ...]
    sectors: tuple[str, ...]
    holder_id: str | None
    holder: str
    holder_organisation_id: str | None
    holder_organisation: str
    agreements: str
    open_vacancies: int
    placements: int | None
    """None for few, to who knows no young people."""
    last_on: date | None
    last_by: str
    next_on: date | None
    is_overdue: bool
    version: int


_holder_at = aliased(Organisation)
_caller = aliased(Organisation)


def employer_rows(session: Session, day: date, actor: Actor, employer_id: str | None = None) -> tuple[EmployerRow, ...]:
    """Every active one by name, or that one."""
    query = (
        select(Organisation, Employer, Contact.name, _holder_at.id, _holder_at.name)
        .outerjoin(Employer, Employer.id == Organisation.id)
        .outerjoin(Contact, Contact.id == Employer.holder_id)
        .outerjoin(_holder_at, _holder_at.id == Contact.organisation_id)
        .where(Organisation.kind == "employer", Organisation.is_active)
        .order_by(func.lower(Organisation.name), Organisation.id)
    )
    only = () if employer_id is None else (Organisation.id == employer_id,)
    spoken_with = () if employer_id is None else (EmployerContact.employer_id == employer_id,)
    ask = together(session)
    listed = ask(lambda: session.execute(query.where(*only)).all())
    sectors_of, spoken_of = ask(lambda: _sectors(session)), ask(lambda: contact_moments(session, *spoken_with))
    open_at = ask(lambda: session.execute(_open_vacancies(day)).all())
    placed_at = ask(lambda: session.execute(_placements()).all())
    sectors, vacancies = sectors_of(), dict(open_at())
    placements = {one: actor.told(count) for one, count in placed_at()}
    moments: dict[str, list[ContactMoment]] = {}
    for one in spoken_of():
        moments.setdefault(one.employer_id, []).append(one)
    return tuple(
        _row(found, sectors.get(found[0].id, []), moments.get(found[0].id, []), vacancies, placements, day)
        for found in listed()
    )


def _row(
    found: Any,
    sectors: Sequence[tuple[str, str]],
    spoken: Sequence[ContactMoment],
    vacancies: Mapping[str, int],
    placements: Mapping[str, int | None],
    day: date,
) -> EmployerRow:
    org, own, holder, holder_at_id, holder_at = found
    said: Employer | None = own
    last, next_on = next((one for one in spoken if one.contacted_on <= day), None), next_day(spoken)
    return EmployerRow(
        id=org.id,
        name=org.name,
        city=org.city or "",
        phone=org.phone or "",
        website=org.website or "",
        address=f"{org.street or ''} {org.house_number or ''}".strip(),
        size=(said.size or "") if said is not None else "",
        sector_ids=tuple(sector_id for sector_id, _ in sectors),
        sectors=tuple(name for _, name in sectors),
        holder_id=said.holder_id if said is not None else None,
        holder=holder or "",
        holder_organisation_id=holder_at_id,
        holder_organisation=holder_at or "",
        agreements=said.agreements if said is not None else "",
        open_vacancies=vacancies.get(org.id, 0),
        placements=placements.get(org.id, 0),
        last_on=last.contacted_on if last is not None else None,
        last_by=(last.by_organisation or last.by_name) if last is not None else "",
        next_on=next_on,
        is_overdue=next_on is not None and next_on < day,
        version=said.version if said is not None else 0,
    )


def next_day(moments: Iterable[ContactMoment]) -> date | None:
    """When somebody would call again; whoever spoke with them since then, or planned anew, has settled it."""
    known = list(moments)
    last = max((one.contacted_on for one in known), default=None)
    return min(
        (one.next_on for one in known if one.next_on is not None and last is not None and is_still_due(one, last)),
        default=None,
    )


def is_still_due(moment: ContactMoment, last_on: date) -> bool:
    """Nobody spoke with them since, unless this was that."""
    return moment.contacted_on >= last_on and moment.next_on is not None and moment.next_on >= moment.contacted_on


def contact_moments(session: Session, *conditions: Any) -> tuple[ContactMoment, ...]:
    """What is not in the bin, the latest first."""
    query = (
        select(EmployerContact, Organisation.name, _caller.name)
        .join(Organisation, Organisation.id == EmployerContact.employer_id)
        .outerjoin(_caller, _caller.id == EmployerContact.by_organisation_id)
        .where(EmployerContact.removed_at.is_(None), *conditions)
        .order_by(EmployerContact.contacted_on.desc(), EmployerContact.id.desc())
    )
    return tuple(_moment(row, employer, caller) for row, employer, caller in session.execute(query))


def week_of(day: date) -> tuple[date, date]:
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6)


def _moment(row: EmployerContact, employer: str, caller: str | None) -> ContactMoment:
    return ContactMoment(
        id=row.id,
        employer_id=row.employer_id,
        employer=employer,
        contacted_on=row.contacted_on,
        kind=row.kind,
        by_name=row.by_name,
        by_organisation_id=row.by_organisation_id,
        by_organisation=caller or "",
        text=row.text,
        next_on=row.next_on,
        version=row.version,
    )


def _sectors(session: Session) -> dict[str, list[tuple[str, str]]]:
    query = (
        select(EmployerSector.employer_id, Sector.id, Sector.name)
        .join(Sector, Sector.id == EmployerSector.sector_id)
        .order_by(Sector.position, Sector.name)
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for employer_id, sector_id, name in session.execute(query):
        found.setdefault(employer_id, []).append((sector_id, name))
    return found


def _open_vacancies(day: date) -> Select[str, int]:
    return (
        select(Vacancy.employer_id, func.count())
        .where(
            Vacancy.closed_on.is_(None),
            Vacancy.open_from <= day,
            Vacancy.open_until.is_(None) | (Vacancy.open_until >= day),
        )
        .group_by(Vacancy.employer_id)
    )


def _placements() -> Select[str, int]:
    """Columns and no whole row: who has no second key reads no sealed note either."""
    return (
        select(WorkPlacement.employer_id, func.count())
        .where(WorkPlacement.status.in_([one.value for one in RUNNING]))
        .group_by(WorkPlacement.employer_id)
    )
