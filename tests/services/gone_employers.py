"""Acts on employers, vacancies and who works there with something that is not there; see test_unknown_ids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.builders import TODAY, made_id
from zsm_desktop.services.employer_contributions import ContributionDraft, SpendingDraft
from zsm_desktop.services.employers import ContactDraft, EmployerDraft
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.services.vacancies import VacancyDraft
from zsm_desktop.services.work_placements import WorkDraft, WorkTerms

GONE = made_id(15, 999)
ORG = OrganisationDraft("Garage Wisse", kind="employer")
CALL = ContactDraft(TODAY, "call")
JOB = VacancyDraft(GONE, "job", "Hulp", 1, TODAY)
GIVEN = ContributionDraft(6_000_00, "both", TODAY)


NO_EMPLOYER: dict[str, Any] = {
    "employer.add": [
        ("employer.size", lambda m: m.desk.employers.add(ORG, EmployerDraft(size="reus"))),
        ("network.no_contact", lambda m: m.desk.employers.add(ORG, EmployerDraft(holder_id=GONE))),
        ("sector.none", lambda m: m.desk.employers.add(ORG, EmployerDraft(sector_ids=(GONE,)))),
    ],
    "employer.edit": [("employer.none", lambda m: m.desk.employers.edit(GONE, 1, EmployerDraft()))],
    "employer_contact.add": [
        ("employer.none", lambda m: m.desk.employers.note_contact(GONE, CALL)),
        ("employer_contact.kind", lambda m: m.desk.employers.note_contact(m.employer, replace(CALL, kind="droom"))),
        (
            "network.no_organisation",
            lambda m: m.desk.employers.note_contact(m.employer, replace(CALL, by_organisation_id=GONE)),
        ),
    ],
    "employer_contact.edit": [("employer_contact.none", lambda m: m.desk.employers.edit_contact(GONE, 1, CALL))],
    "employer_contact.remove": [("employer_contact.none", lambda m: m.desk.employers.remove_contact(GONE))],
    "vacancy.add": [
        ("employer.none", lambda m: m.desk.vacancies.add(JOB)),
        ("sector.none", lambda m: m.desk.vacancies.add(replace(JOB, employer_id=m.employer, sector_id=GONE))),
        (
            "network.no_contact",
            lambda m: m.desk.vacancies.add(replace(JOB, employer_id=m.employer, brought_by_id=GONE)),
        ),
    ],
    "vacancy.edit": [("vacancy.none", lambda m: m.desk.vacancies.edit(GONE, 1, JOB))],
    "vacancy.close": [("vacancy.none", lambda m: m.desk.vacancies.close(GONE, "filled"))],
    "vacancy.reopen": [("vacancy.none", lambda m: m.desk.vacancies.reopen(GONE))],
    "work_placement.propose": [
        ("case.none", lambda m: m.desk.work_placements.propose(WorkDraft(GONE, m.employer, is_told=True))),
        ("employer.none", lambda m: m.desk.work_placements.propose(WorkDraft(m.other, GONE, is_told=True))),
        ("vacancy.none", lambda m: m.desk.work_placements.propose(WorkDraft(m.other, vacancy_id=GONE, is_told=True))),
    ],
    "work_placement.trial": [("work.none", lambda m: m.desk.work_placements.start_trial(GONE, TODAY, None))],
    "work_placement.contract": [("work.none", lambda m: m.desk.work_placements.sign_contract(GONE, TODAY, None))],
    "work_placement.end": [("work.none", lambda m: m.desk.work_placements.end(GONE, TODAY, "moved"))],
    "work_placement.change": [("work.none", lambda m: m.desk.work_placements.change(GONE, 1, WorkTerms()))],
    "contribution.add": [
        ("work.none", lambda m: m.desk.employer_contributions.add(GONE, GIVEN)),
        ("fund.none", lambda m: m.desk.employer_contributions.add(m.work, replace(GIVEN, fund_id=GONE))),
        ("contribution.purpose", lambda m: m.desk.employer_contributions.add(m.work, replace(GIVEN, purpose="loon"))),
    ],
    "contribution.edit": [("contribution.none", lambda m: m.desk.employer_contributions.edit(GONE, 1, None, ""))],
    "contribution.withdraw": [("contribution.none", lambda m: m.desk.employer_contributions.withdraw(GONE))],
    "contribution.account": [
        (
            "contribution.none",
            lambda m: m.desk.employer_contributions.account(GONE, 1, SpendingDraft(TODAY, "training", "Les", 1)),
        )
    ],
    "contribution.take_out": [("contribution.no_spending", lambda m: m.desk.employer_contributions.take_out(GONE))],
    "contribution.settle": [("contribution.none", lambda m: m.desk.employer_contributions.settle(GONE, 1))],
}
