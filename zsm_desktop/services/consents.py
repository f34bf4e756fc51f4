"""Reads legal bases and birth dates from the store and asks `domain.consent`; shared by cases, meetings, placements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from zsm_desktop.domain.consent import (
    ConsentFacts,
    GivenBy,
    LegalBasis,
    asks_own_consent,
    missing_for_discussion,
    require_sharing,
)
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.models import Case, Consent, Organisation, Pupil
from zsm_desktop.services.service import opened
from zsm_desktop.store.seal import Sealer
from zsm_desktop.store.together import together


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """`is_valid` is about its days; `is_enough` also about who gave it: from 16 years the pupil's own is asked."""

    id: str
    facts: ConsentFacts
    receiver: str
    is_valid: bool
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Sharing:
    """Whether a case may be shared with one school today: `missing` is the rule code that forbids it, "" when it may.

    `asks_own`: the pupil's own consent is needed, else the parents'; None for who does not hear whose. `rows` are the
    bases that allow it.
    """

    missing: str
    asks_own: bool | None
    rows: tuple[ConsentRow, ...]

    def elsewhere(self) -> Sharing:
        """As another school than the pupil's own hears it: whether, not whose consent nor what became of it."""
        return Sharing("consent.elsewhere" if self.missing else "", None, ())


def consents_of(session: Session, case_ids: Iterable[str]) -> dict[str, list[ConsentFacts]]:
    """The legal bases of each case; a case without any is absent."""
    found: dict[str, list[ConsentFacts]] = defaultdict(list)
    wanted = list(case_ids)
    for start in range(0, len(wanted), 500):
        rows = session.scalars(select(Consent).where(Consent.case_id.in_(wanted[start : start + 500])))
        for row in rows:
            found[row.case_id].append(consent_facts(row))
    return dict(found)


def consent_facts(row: Consent) -> ConsentFacts:
    return ConsentFacts(
        legal_basis=LegalBasis(row.legal_basis),
        given_by=GivenBy(row.given_by),
        receiver_id=row.receiver_id,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        withdrawn_on=row.withdrawn_on,
    )


def consents_given(session: Session, case_id: str) -> Sequence[Row[Consent, str]]:
    """For one case, each with the school that may receive it."""
    query = (
        select(Consent, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Consent.receiver_id)
        .where(Consent.case_id == case_id)
        .order_by(Consent.valid_from.desc(), Consent.id)
    )
    return session.execute(query).all()


def consent_rows(given: Iterable[Row[Consent, str]], day: date, *, asks_own: bool) -> tuple[ConsentRow, ...]:
    rows = []
    for row, receiver in given:
        facts = consent_facts(row)
        is_valid = facts.is_valid_on(day)
        is_enough = is_valid and facts.is_by_the_right_person(asks_own=asks_own)
        rows.append(ConsentRow(row.id, facts, receiver or "", is_valid, is_enough))
    return tuple(rows)


def birth_date_of(seal: Sealer, pupil: Pupil) -> date | None:
    text = opened(seal, "pupil", pupil.id, "birth_date", pupil.birth_date)
    return date.fromisoformat(text) if text else None


def missing_codes(session: Session, seal: Sealer, cases: Iterable[Case], day: date) -> dict[str, str]:
    """Case id → the rule code that keeps it from being discussed on `day`; cases that may be discussed are absent."""
    known = list(cases)
    ask = together(session)
    consents = ask(lambda: consents_of(session, (case.id for case in known)))
    pupils = ask(lambda: pupils_of(session, known))
    return missing_by(seal, known, consents(), pupils(), day)


def pupils_of(session: Session, cases: Iterable[Case]) -> dict[str, Pupil]:
    wanted = sorted({case.pupil_id for case in cases})
    return {pupil.id: pupil for pupil in session.scalars(select(Pupil).where(Pupil.id.in_(wanted)))}


def missing_by(
    seal: Sealer,
    cases: Iterable[Case],
    consents: Mapping[str, Sequence[ConsentFacts]],
    pupils: Mapping[str, Pupil],
    day: date,
) -> dict[str, str]:
    """As `missing_codes`, of what was read."""
    missing: dict[str, str] = {}
    for case in cases:
        if case.question is None:
            missing[case.id] = "case.no_question"
            continue
        birth_date = birth_date_of(seal, pupils[case.pupil_id])
        code = missing_for_discussion(consents.get(case.id, []), birth_date, day, is_sixteen=case.is_sixteen)
        if code is not None:
            missing[case.id] = code
    return missing


def require_case_sharing(session: Session, seal: Sealer, case_id: str, receiver_id: str, day: date) -> None:
    """Raise RuleError when this case may not be shared with the school `receiver_id` on `day`."""
    missing = sharing_with(session, seal, case_id, receiver_id, day).missing
    if missing:
        raise RuleError(missing)


def sharing_with(session: Session, seal: Sealer, case_id: str, receiver_id: str, day: date) -> Sharing:
    """On what basis this case may be shared with that school, or why not."""
    case = session.get_one(Case, case_id)
    birth_date = birth_date_of(seal, session.get_one(Pupil, case.pupil_id))
    asks_own = asks_own_consent(birth_date, day, is_sixteen=case.is_sixteen)
    rows = consent_rows(consents_given(session, case_id), day, asks_own=asks_own)
    missing = ""
    try:
        require_sharing([row.facts for row in rows], birth_date, receiver_id, day, is_sixteen=case.is_sixteen)
    except RuleError as error:
        missing = error.code
    return Sharing(missing, asks_own, tuple(row for row in rows if row.is_enough and row.facts.covers(receiver_id)))
