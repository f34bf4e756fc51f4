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

    def is_by_the_right_person(self, *, asks_own: bool) -> bool:
        if self.legal_basis is not LegalBasis.CONSENT:
            return True
        if self.given_by is GivenBy.SCHOOL:
            return False
        return self.given_by in (GivenBy.PUPIL, GivenBy.BOTH) if asks_own else self.given_by is not GivenBy.PUPIL


def asks_own_consent(birth_date: date | None, day: date, *, is_sixteen: bool | None = None) -> bool:
    """Whether the pupil's own consent is needed on `day`.

    `is_sixteen` is what a school tells of a pupil entered by pseudonym; a birth date goes before it. Of who was not yet
    sixteen, or of whom nothing is told, the parents are asked.
    """
    if birth_date is None:
        return bool(is_sixteen)
    return age_on(birth_date, day) >= OWN_CONSENT_AGE


def missing_for_discussion(
    consents: Iterable[ConsentFacts], birth_date: date | None, day: date, *, is_sixteen: bool | None = None
) -> str | None:
    """The rule code that keeps the case from being discussed on `day`, or None when it may be."""
    return _missing(list(consents), day, asks_own=asks_own_consent(birth_date, day, is_sixteen=is_sixteen))


def require_sharing(
    consents: Iterable[ConsentFacts],
    birth_date: date | None,
    receiver_id: str,
    day: date,
    *,
    is_sixteen: bool | None = None,
) -> None:
    """Raise RuleError when the case may not be shared with the school `receiver_id` on `day`."""
    known = list(consents)
    asks_own = asks_own_consent(birth_date, day, is_sixteen=is_sixteen)
    code = _missing(known, day, asks_own=asks_own) or _missing(
        [consent for consent in known if consent.covers(receiver_id)], day, asks_own=asks_own
    )
    if code is not None:
        raise RuleError(code if code != "consent.none" else "consent.not_for_receiver" if known else code)


def _missing(consents: list[ConsentFacts], day: date, *, asks_own: bool) -> str | None:
    if not consents:
        return "consent.none"
    valid = [consent for consent in consents if consent.is_valid_on(day)]
    if not valid:
        withdrawn = any(c.withdrawn_on is not None and c.withdrawn_on <= day for c in consents)
        return "consent.withdrawn" if withdrawn else "consent.expired"
    if not any(consent.is_by_the_right_person(asks_own=asks_own) for consent in valid):
        return "consent.own_needed" if asks_own else "consent.guardians_needed"
    return None
