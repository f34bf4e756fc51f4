"""Reads cases and vacancies beside each other and lets `domain.vacancy_matching` rank them, either way round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain.consent import ConsentFacts, asks_own_consent
from zsm_desktop.domain.matching import Match, Offered, Wanted
from zsm_desktop.domain.vacancy_matching import OF_ANYBODY, CaseWish, cases_for, vacancies_for
from zsm_desktop.models import Case, CaseSector, Organisation, Pupil, School
from zsm_desktop.services.consents import birth_date_of, consents_of, pupils_of
from zsm_desktop.services.distances import kilometres_from
from zsm_desktop.services.rights import is_other_school, sees_cases
from zsm_desktop.services.vacancy_rows import VacancyRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from zsm_desktop.domain.permissions import Actor
    from zsm_desktop.store.seal import Sealer

SHOWN = 12


@dataclass(frozen=True, slots=True)
class VacancyFit:
    """A vacancy for a case; `km` from its school as the crow flies, None where a postcode is not known."""

    match: Match
    row: VacancyRow
    km: int | None


@dataclass(frozen=True, slots=True)
class CaseFit:
    """A case for a vacancy; the pupil by pseudonym."""

    match: Match
    case_id: str
    number: str
    pupil_id: str
    pseudonym: str
    school_id: str
    school: str
    weekdays: tuple[str, ...]
    km: int | None

    @property
    def id(self) -> str:
        return self.case_id


def vacancies_that_fit(
    session: Session, seal: Sealer, case: Case, rows: Sequence[VacancyRow], day: date
) -> tuple[VacancyFit, ...]:
    """The best of these for one case, best first."""
    km = kilometres_from(session, case.school_id, {one.employer_id for one in rows})
    wanted, may_share = _wanted(session, [case], day)[case.id], bool(_shareable(session, seal, [case], day))
    offered = {one.id: _offered(one, km=km.get(one.employer_id), has_consent=may_share) for one in rows}
    by_id = {one.id: one for one in rows}
    best = vacancies_for(wanted, offered.values())[:SHOWN]
    return tuple(VacancyFit(one, by_id[one.offer_id], offered[one.offer_id].km) for one in best)


def cases_that_fit(session: Session, seal: Sealer, actor: Actor, vacancy: VacancyRow, day: date) -> tuple[CaseFit, ...]:
    """Cases not off the list that `actor` sees into, of other schools those with a basis, best first."""
    cases = list(session.scalars(select(Case).where(Case.status != "closed", sees_cases(actor)).order_by(Case.number)))
    km = kilometres_from(session, vacancy.employer_id, {one.school_id for one in cases})
    shareable = _shareable(session, seal, cases, day)
    cases = [one for one in cases if one.id in shareable or not is_other_school(actor, one.school_id)]
    wanted = _wanted(session, cases, day)
    wishes = [CaseWish(one.id, wanted[one.id], km.get(one.school_id), one.id in shareable) for one in cases]
    pupils, by_id = pupils_of(session, cases), {one.id: one for one in cases}
    schools = dict(session.execute(select(Organisation.id, Organisation.name)).all())
    found = []
    for one in cases_for(_offered(vacancy, km=None, has_consent=False), wishes)[:SHOWN]:
        case = by_id[one.case_id]
        found.append(
            CaseFit(
                match=one.match,
                case_id=case.id,
                number=case.number,
                pupil_id=case.pupil_id,
                pseudonym=pupils[case.pupil_id].pseudonym,
                school_id=case.school_id,
                school=schools[case.school_id],
                weekdays=_days(case),
                km=km.get(case.school_id),
            )
        )
    return tuple(found)


def _may_share(consents: Iterable[ConsentFacts], pupil: Pupil, case: Case, seal: Sealer, day: date) -> bool:
    """Beyond one school: a basis that names a school is for that one alone."""
    asks_own = asks_own_consent(birth_date_of(seal, pupil), day, is_sixteen=case.is_sixteen)
    return any(
        one.covers(None) and one.is_valid_on(day) and one.is_by_the_right_person(asks_own=asks_own) for one in consents
    )


def _shareable(session: Session, seal: Sealer, cases: Sequence[Case], day: date) -> set[str]:
    """The cases of which an employer may hear."""
    given, pupils = consents_of(session, (one.id for one in cases)), pupils_of(session, cases)
    return {one.id for one in cases if _may_share(given.get(one.id, []), pupils[one.pupil_id], one, seal, day)}


def _wanted(session: Session, cases: Sequence[Case], day: date) -> dict[str, Wanted]:
    kinds = dict(session.execute(select(School.id, School.kind)).all())
    sectors: dict[str, tuple[str, ...]] = {}
    listed = select(CaseSector.case_id, CaseSector.sector_id).order_by(CaseSector.case_id, CaseSector.position)
    for case_id, sector_id in session.execute(listed):
        sectors[case_id] = (*sectors.get(case_id, ()), sector_id)
    return {
        one.id: Wanted(
            school_id=one.school_id,
            school_kind=kinds[one.school_id],
            sector_ids=sectors.get(one.id, ()),
            weekdays=frozenset(_days(one)),
            day=max(day, one.wanted_from or day),
            travel_km=one.travel_km,
        )
        for one in cases
    }


def _days(case: Case) -> tuple[str, ...]:
    return tuple(case.weekdays.split(",")) if case.weekdays else ()


def _offered(row: VacancyRow, *, km: int | None, has_consent: bool) -> Offered:
    return Offered(
        offer_id=row.id,
        school_id=row.employer_id,
        sector_id=row.sector_id or "",
        target_group=OF_ANYBODY,
        weekdays=frozenset(row.weekdays),
        seats_free=row.places_left,
        starts_on=row.open_from,
        ends_on=row.open_until,
        has_consent=has_consent,
        km=km,
    )
