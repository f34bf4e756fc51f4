"""An employer, a vacancy and a pupil at work, in one line each."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import TODAY, World, school_id
from zsm_desktop.services.employers import EmployerDraft
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.services.vacancies import VacancyDraft
from zsm_desktop.services.work_placements import WorkDraft


def employer(world: World, name: str = "Garage Wisse", user: str = "secretaris", **more: str) -> str:
    org = OrganisationDraft(name, kind="employer", city="Goes", **more)
    return world.desk_of(user).employers.add(org, EmployerDraft(size="small")).made_id


def draft(employer_id: str, **more: object) -> VacancyDraft:
    return replace(VacancyDraft(employer_id, "job", "Hulp in de werkplaats", 1, TODAY), **more)


def vacancy(world: World, employer_id: str = "", user: str = "secretaris", **more: object) -> str:
    return world.desk_of(user).vacancies.add(draft(employer_id or employer(world), **more)).made_id


def proposed(world: World, employer_id: str, vacancy_id: str | None = None, *, school: str = "ZEEUW") -> str:
    draft = WorkDraft(world.case(school), employer_id, vacancy_id, note="Is graag buiten.", is_told=True)
    return world.desk.work_placements.propose(draft).made_id


DUIN, ZEEUW = school_id("DUIN"), school_id("ZEEUW")
