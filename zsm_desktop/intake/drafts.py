"""From what a file tells to what the services take in: one conversion for the window and the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zsm_desktop.domain.consent import ConsentFacts
from zsm_desktop.intake.case_columns import FormLists

if TYPE_CHECKING:
    from zsm_desktop.intake.case_facts import CaseConsent, CaseRow
    from zsm_desktop.intake.duo import DuoSchool
    from zsm_desktop.services.cases import CaseDraft
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.services.imports import SchoolRecord

KIND_OF_STRUCTURE = {"PRO": "pro", "VSO": "vso", "SO": "vso", "SPEC": "vso", "MBO": "mbo"}


def form_lists(desk: Desk) -> FormLists:
    """What a form of this network offers to choose from."""
    facts = desk.network.facts()
    return FormLists(
        network_id=facts.id,
        network_name=facts.name,
        schools=tuple((school.code, school.name) for school in desk.network.schools()),
        sectors=tuple((sector.code, sector.name) for sector in desk.offers.sectors()),
        return_to=desk.actor.name,
    )


def case_drafts(rows: Iterable[CaseRow], desk: Desk) -> list[CaseDraft]:
    """One draft a row, in their order; every code in `rows` was checked against `form_lists` of the same desk."""
    from zsm_desktop.services.cases import CaseDraft, PupilDraft

    schools = {school.code: school.id for school in desk.network.schools()}
    sectors = {sector.code: sector.id for sector in desk.offers.sectors()}
    return [
        CaseDraft(
            school_id=schools[row.school_code],
            question=row.question,
            pupil=PupilDraft(row.given_name, row.family_name, row.birth_date, school_reference=row.pupil_reference),
            tried=row.tried,
            wishes=row.wishes,
            remarks=row.remarks,
            sector_ids=tuple(sectors[code] for code in row.sector_codes),
            half_days_hundredths=row.half_days_hundredths,
            weekdays=row.weekdays,
            travel_km=row.travel_km,
            pupil_spoken_on=row.pupil_spoken_on,
            guardians_spoken_on=row.guardians_spoken_on,
            is_sixteen=row.asks_own_consent if row.birth_date is None else None,
            is_urgent=row.is_urgent,
            consents=() if row.consent is None else (_consent(row.consent, schools),),
        )
        for row in rows
    ]


def school_records(schools: Iterable[DuoSchool], kind: str = "") -> list[SchoolRecord]:
    """What the services take in of each site; without `kind` it is read from what the site teaches, else vso."""
    from zsm_desktop.services.imports import SchoolRecord

    return [
        SchoolRecord(
            brin=school.code,
            name=school.name,
            kind=kind or kind_of(school),
            board_number=school.board_number,
            street=school.street,
            house_number=school.house_number,
            postcode=school.postcode,
            city=school.city,
            phone=school.phone,
            website=school.website,
            structures="/".join(school.structures),
        )
        for school in schools
    ]


def kind_of(school: DuoSchool) -> str:
    """pro, vso or mbo; a site of the list of special education has a structure of its own, or none."""
    return next((KIND_OF_STRUCTURE[one] for one in school.structures if one in KIND_OF_STRUCTURE), "vso")


def _consent(consent: CaseConsent, schools: dict[str, str]) -> ConsentFacts:
    return ConsentFacts(
        legal_basis=consent.legal_basis,
        given_by=consent.given_by,
        receiver_id=schools[consent.receiver_code] if consent.receiver_code else None,
        valid_from=consent.valid_from,
        valid_until=consent.valid_until,
    )
