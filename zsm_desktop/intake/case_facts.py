"""What a filled case form tells, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.consent import GivenBy, LegalBasis
from zsm_desktop.domain.errors import Finding


@dataclass(frozen=True, slots=True)
class CaseConsent:
    """A basis for sharing as written on the form; `receiver_code` None means every school of the network."""

    legal_basis: LegalBasis
    given_by: GivenBy
    receiver_code: str | None
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One pupil and question as a school wrote it; names and birth date are empty on the pseudonymous form."""

    row: int
    school_code: str
    pupil_reference: str
    given_name: str
    family_name: str
    birth_date: date | None
    asks_own_consent: bool | None
    """Whether the pupil is 16 or older on the day of reading; None when the form does not tell."""
    question: str
    tried: str
    wishes: str
    is_pupil_heard: bool | None
    pupil_spoken_on: date | None
    are_guardians_heard: bool | None
    guardians_spoken_on: date | None
    sector_codes: tuple[str, ...]
    half_days_hundredths: int | None
    """Per week."""
    weekdays: tuple[str, ...]
    """Codes "ma" … "vr"; empty means any day."""
    travel_km: int | None
    consent: CaseConsent | None
    is_urgent: bool
    remarks: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a form holds: rows without an error, every finding, and how many rows were filled in."""

    rows: tuple[CaseRow, ...]
    findings: tuple[Finding, ...]
    read_count: int

    @property
    def has_errors(self) -> bool:
        return any(not finding.is_warning for finding in self.findings)
