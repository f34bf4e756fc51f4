"""Pupils at employers as the panels show them, to who sees into their cases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.domain.work_placements import STANDING, WorkStatus
from zsm_desktop.models import Case, Organisation, Outcome, Pupil, Sector, Vacancy, WorkPlacement
from zsm_desktop.services.case_facts import shared_cases
from zsm_desktop.services.rights import is_other_school, sees_cases
from zsm_desktop.services.service import opened
from zsm_desktop.store.seal import Sealer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class WorkRow:
    """`misses_outcome`: under contract and left school, and nobody noted where to. `weekly_hours` in hundredths."""

    id: str
    number: str
    case_id: str | None
    case_number: str
    pupil_id: str
    pseudonym: str
    school_id: str
    school: str
    employer_id: str
    employer: str
    vacancy_id: str | None
    vacancy_number: str
    vacancy: str
    sector: str
    status: WorkStatus
    proposed_on: date
    trial_from: date | None
    trial_until: date | None
    contract_from: date | None
    contract_until: date | None
    weekly_hours: int | None
    ended_on: date | None
    end_reason: str
    note: str
    misses_outcome: bool
    version: int

    @property
    def is_standing(self) -> bool:
        return self.status in STANDING


_school = aliased(Organisation)


def work_rows(
    session: Session, seal: Sealer, actor: Actor, day: date, dossiers: Collection[str], *conditions: Any
) -> tuple[WorkRow, ...]:
    """The latest first, of the own school and of cases this reader sees into and that may be shared.

    The note of another school's pupil is "" until the dossier of the case is open: `dossiers` are those.
    """
    query = (
        select(
            WorkPlacement, Pupil, Organisation.name, _school.name, Vacancy, Case.number, Sector.name, Outcome.pupil_id
        )
        .join(Pupil, Pupil.id == WorkPlacement.pupil_id)
        .join(Organisation, Organisation.id == WorkPlacement.employer_id)
        .join(_school, _school.id == WorkPlacement.school_id)
        .outerjoin(Vacancy, Vacancy.id == WorkPlacement.vacancy_id)
        .outerjoin(Case, Case.id == WorkPlacement.case_id)
        .outerjoin(Sector, Sector.id == WorkPlacement.sector_id)
        .outerjoin(Outcome, Outcome.pupil_id == WorkPlacement.pupil_id)
        .where(*conditions)
        .order_by(WorkPlacement.proposed_on.desc(), WorkPlacement.number.desc())
    )
    if actor.role is not Role.SECRETARY:
        seen = select(Case.id).where(sees_cases(actor))
        query = query.where(or_(WorkPlacement.school_id == actor.school_id, WorkPlacement.case_id.in_(seen)))
    rows = tuple(_row(seal, found) for found in session.execute(query))
    others = {row.case_id: row for row in rows if is_other_school(actor, row.school_id) and row.case_id}
    if not others:
        return rows
    shared = shared_cases(session, seal, actor, others, day)
    shown = (row for row in rows if row.case_id in shared or row.case_id not in others)
    return tuple(
        replace(row, note="") if row.case_id in others and row.case_id not in dossiers else row for row in shown
    )


def _row(seal: Sealer, found: Any) -> WorkRow:
    row, pupil, employer, school, vacancy, case_number, sector, outcome = found
    status = WorkStatus(row.status)
    return WorkRow(
        id=row.id,
        number=row.number,
        case_id=row.case_id,
        case_number=case_number or "",
        pupil_id=row.pupil_id,
        pseudonym=pupil.pseudonym,
        school_id=row.school_id,
        school=school,
        employer_id=row.employer_id,
        employer=employer,
        vacancy_id=row.vacancy_id,
        vacancy_number=vacancy.number if vacancy else "",
        vacancy=vacancy.title if vacancy else "",
        sector=sector or "",
        status=status,
        proposed_on=row.proposed_on,
        trial_from=row.trial_from,
        trial_until=row.trial_until,
        contract_from=row.contract_from,
        contract_until=row.contract_until,
        weekly_hours=row.weekly_hours,
        ended_on=row.ended_on,
        end_reason=row.end_reason or "",
        note=opened(seal, "work_placement", row.id, "note", row.note),
        misses_outcome=status is WorkStatus.CONTRACT and outcome is None,
        version=row.version,
    )
