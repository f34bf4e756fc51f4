"""Vacancies as lists, the meeting and papers show them; nothing of a pupil is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.employers import VacancyState, vacancy_state
from zsm_desktop.domain.ids import made_at
from zsm_desktop.domain.work_placements import RUNNING
from zsm_desktop.models import Contact, Organisation, Sector, Vacancy, WorkPlacement

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """`places_left` are those no pupil works on now; `brought_by` brought it into the network, of `brought_from`.

    `is_new`: it came since the day the reader asked about. `half_days_hundredths` a week.
    """

    id: str
    number: str
    employer_id: str
    employer: str
    city: str
    kind: str
    title: str
    sector_id: str | None
    sector: str
    places: int
    places_left: int
    requirements: str
    weekdays: tuple[str, ...]
    half_days_hundredths: int | None
    open_from: date
    open_until: date | None
    brought_by_id: str | None
    brought_by: str
    brought_from: str
    state: VacancyState
    close_reason: str
    closed_on: date | None
    is_new: bool
    version: int

    @property
    def is_open(self) -> bool:
        return self.state is VacancyState.OPEN


_bringer = aliased(Organisation)


def vacancy_rows(session: Session, day: date, *conditions: Any, since: date | None = None) -> tuple[VacancyRow, ...]:
    """New ones first, then by number, the latest first."""
    query = (
        select(Vacancy, Organisation.name, Organisation.city, Sector.name, Contact.name, _bringer.name)
        .join(Organisation, Organisation.id == Vacancy.employer_id)
        .outerjoin(Sector, Sector.id == Vacancy.sector_id)
        .outerjoin(Contact, Contact.id == Vacancy.brought_by_id)
        .outerjoin(_bringer, _bringer.id == Contact.organisation_id)
        .where(*conditions)
        .order_by(Vacancy.number.desc())
    )
    taken = places_taken(session)
    rows = [_row(row, names, row.places - taken.get(row.id, 0), day, since) for row, *names in session.execute(query)]
    return tuple(sorted(rows, key=lambda row: not row.is_new))


def places_taken(session: Session) -> dict[str, int]:
    """How many work at each vacancy now."""
    query = (
        select(WorkPlacement.vacancy_id, func.count())
        .where(WorkPlacement.vacancy_id.is_not(None), WorkPlacement.status.in_([one.value for one in RUNNING]))
        .group_by(WorkPlacement.vacancy_id)
    )
    return {vacancy_id: count for vacancy_id, count in session.execute(query) if vacancy_id is not None}


def _row(row: Vacancy, names: list[Any], left: int, day: date, since: date | None) -> VacancyRow:
    employer, city, sector, brought_by, brought_from = names
    return VacancyRow(
        id=row.id,
        number=row.number,
        employer_id=row.employer_id,
        employer=employer,
        city=city or "",
        kind=row.kind,
        title=row.title,
        sector_id=row.sector_id,
        sector=sector or "",
        places=row.places,
        places_left=max(0, left),
        requirements=row.requirements,
        weekdays=tuple(row.weekdays.split(",")) if row.weekdays else (),
        half_days_hundredths=row.half_days,
        open_from=row.open_from,
        open_until=row.open_until,
        brought_by_id=row.brought_by_id,
        brought_by=brought_by or "",
        brought_from=brought_from or "",
        state=vacancy_state(row.open_from, row.open_until, row.closed_on, left, day),
        close_reason=row.close_reason or "",
        closed_on=row.closed_on,
        is_new=since is not None and home_day(made_at(row.id)) >= since,
        version=row.version,
    )
