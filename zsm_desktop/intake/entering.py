"""From what a file says to what a service takes: codes become identifiers, known pupils are recognised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zsm_desktop.domain.consent import ConsentFacts
from zsm_desktop.domain.errors import Finding
from zsm_desktop.intake.case_columns import FormLists
from zsm_desktop.intake.case_facts import CaseConsent, CaseFile, CaseRow
from zsm_desktop.intake.duo import DuoSchool
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.imports import Double, SchoolRecord

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class CasesToEnter:
    """`drafts` in the order of `rows`; `doubles` are shown side by side before anything is written.

    A row whose pupil has an open case is an error; one whose pupil is known without is entered for that pupil.
    """

    rows: tuple[CaseRow, ...]
    drafts: tuple[CaseDraft, ...]
    doubles: tuple[Double, ...]
    findings: tuple[Finding, ...]
    read_count: int

    @property
    def has_errors(self) -> bool:
        return any(not finding.is_warning for finding in self.findings)


def form_lists(desk: Desk, return_to: str = "") -> FormLists:
    """The network's own schools and sectors, for the form and for reading it back."""
    network = desk.network.facts()
    return FormLists(
        network_id=network.id,
        network_name=network.name,
        schools=tuple((school.code, school.name) for school in desk.network.schools()),
        sectors=tuple((sector.code, sector.name) for sector in desk.offers.sectors()),
        return_to=return_to,
    )


def cases_to_enter(desk: Desk, file: CaseFile) -> CasesToEnter:
    """What `desk.imports.take_in_cases` is to be given, with the file's findings and those of the store."""
    schools = {school.code: school.id for school in desk.network.schools()}
    sectors = {sector.code: sector.id for sector in desk.offers.sectors()}
    drafts = [_draft(row, schools, sectors) for row in file.rows]
    doubles = desk.imports.doubles(drafts)
    findings = list(file.findings)
    for double in doubles:
        row = file.rows[double.index]
        facts: dict[str, object] = {"pseudonym": double.pseudonym}
        if double.case is not None:
            facts["number"] = double.case.number
            findings.append(Finding("import.case_open", row=row.row, facts=facts))
        else:
            findings.append(Finding("import.pupil_known", row=row.row, facts=facts, is_warning=True))
            drafts[double.index] = replace(drafts[double.index], pupil=None, pupil_id=double.pupil_id)
    return CasesToEnter(file.rows, tuple(drafts), doubles, tuple(findings), file.read_count)


def _draft(row: CaseRow, schools: dict[str, str], sectors: dict[str, str]) -> CaseDraft:
    return CaseDraft(
        school_id=schools[row.school_code],
        question=row.question,
        pupil=PupilDraft(
            given_name=row.given_name,
            family_name=row.family_name,
            birth_date=row.birth_date,
            school_reference=row.pupil_reference,
        ),
        tried=row.tried,
        wishes=row.wishes,
        remarks=row.remarks,
        sector_ids=tuple(sectors[code] for code in row.sector_codes),
        half_days_hundredths=row.half_days_hundredths,
        weekdays=row.weekdays,
        travel_km=row.travel_km,
        pupil_spoken_on=row.pupil_spoken_on,
        guardians_spoken_on=row.guardians_spoken_on,
        is_urgent=row.is_urgent,
        consents=(_consent(row.consent, schools),) if row.consent else (),
    )


def _consent(consent: CaseConsent, schools: dict[str, str]) -> ConsentFacts:
    return ConsentFacts(
        legal_basis=consent.legal_basis,
        given_by=consent.given_by,
        receiver_id=schools[consent.receiver_code] if consent.receiver_code else None,
        valid_from=consent.valid_from,
        valid_until=consent.valid_until,
    )


def school_records(schools: Iterable[DuoSchool]) -> tuple[SchoolRecord, ...]:
    """The chosen sites of a DUO list; a site that teaches praktijkonderwijs is taken in as pro, another as vso."""
    return tuple(
        SchoolRecord(
            brin=school.code,
            name=school.name,
            kind="pro" if school.offers_pro else "vso",
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
    )
