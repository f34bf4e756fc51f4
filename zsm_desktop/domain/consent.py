"""No valid legal basis, no sharing: when a case may be discussed by name, and with whom it may be shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zsm_desktop.domain.calendar import age_on
from zsm_desktop.domain.errors import RuleError

OWN_CONSENT_AGE = 16
"""From this birthday the pupil's own consent is asked (domain rule 6; practice of the school care teams)."""


class LegalBasis(StrEnum):
    CONSENT = "consent"
    PUBLIC_TASK = "public_task"
    VITAL_INTEREST = "vital_interest"


class GivenBy(StrEnum):
    PUPIL = "pupil"
    GUARDIANS = "guardians"
    BOTH = "both"
    SCHOOL = "school"
    """The school itself states the basis; possible only where the basis is not consent."""


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """One consent as given; `receiver_id` None: every school of the network. `valid_until` is the last valid day."""

    legal_basis: LegalBasis
    given_by: GivenBy
    receiver_id: str | None
    valid_from: date
    valid_until: date | None = None
    withdrawn_on: date | None = None

    def is_valid_on(self, day: date) -> bool:
        if self.withdrawn_on is not None and day >= self.withdrawn_on:
            return False
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def covers(self, receiver_id: str | None) -> bool:
        return self.receiver_id is None or self.receiver_id == receiver_id

    def is_by_the_right_person(self, birth_date: date | None, day: date) -> bool:
        if self.legal_basis is not LegalBasis.CONSENT:
            return True
        if self.given_by is GivenBy.SCHOOL:
            return False
        is_own_asked = birth_date is not None and age_on(birth_date, day) >= OWN_CONSENT_AGE
        return self.given_by in (GivenBy.PUPIL, GivenBy.BOTH) if is_own_asked else self.given_by is not GivenBy.PUPIL


def missing_for_discussion(consents: Iterable[ConsentFacts], birth_date: date | None, day: date) -> str | None:
    """The rule code that keeps the case from being discussed on `day`, or None when it may be."""
    return _missing(list(consents), birth_date, day)


def require_sharing(consents: Iterable[ConsentFacts], birth_date: date | None, receiver_id: str, day: date) -> None:
    """Raise RuleError when the case may not be shared with the school `receiver_id` on `day`."""
    known = list(consents)
    code = _missing(known, birth_date, day) or _missing(
        [consent for consent in known if consent.covers(receiver_id)], birth_date, day
    )
    if code is not None:
        raise RuleError(code if code != "consent.none" else "consent.not_for_receiver" if known else code)


def _missing(consents: list[ConsentFacts], birth_date: date | None, day: date) -> str | None:
    if not consents:
        return "consent.none"
    valid = [consent for consent in consents if consent.is_valid_on(day)]
    if not valid:
        withdrawn = any(c.withdrawn_on is not None and c.withdrawn_on <= day for c in consents)
        return "consent.withdrawn" if withdrawn else "consent.expired"
    if not any(consent.is_by_the_right_person(birth_date, day) for consent in valid):
        return "consent.own_needed"
    return None
