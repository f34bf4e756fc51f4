"""On what basis the invented cases are shared: mostly in order, and on the agenda to come a few that are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from zsm_desktop.domain.calendar import age_on
from zsm_desktop.domain.consent import OWN_CONSENT_AGE, GivenBy, LegalBasis
from zsm_desktop.domain.progress import CaseStatus
from zsm_desktop.services.sample.casework import CasePlan
from zsm_desktop.services.sample.days import DAY
from zsm_desktop.services.sample.shape import Frame, Row, new_id

MISSING, EXPIRED, WITHDRAWN, RECEIVER_ONLY, OWN_NEEDED = (
    "missing",
    "expired",
    "withdrawn",
    "receiver_only",
    "own_needed",
)
_YEAR = timedelta(days=365)


def mark_flaws(frame: Frame, new: Sequence[CasePlan], running: Sequence[CasePlan]) -> None:
    """Choose on the agenda to come one case for each thing that can be wrong with a basis."""
    grown = [plan for plan in new if age_on(plan.pupil.birth_date, frame.today) >= OWN_CONSENT_AGE]
    for plans, flaw in (
        (new, MISSING),
        (grown, OWN_NEEDED),
        (new, RECEIVER_ONLY),
        (running, EXPIRED),
        (running, WITHDRAWN),
    ):
        free = [plan for plan in plans if not plan.flaw]
        if len(free) > 1:  # a small agenda keeps something to discuss
            free[-1].flaw = flaw


def consent_rows(frame: Frame, plans: Sequence[CasePlan], calendar_day: date, school_ids: Sequence[str]) -> list[Row]:
    """Every discussion that was held had a valid basis on its day; `calendar_day` is the meeting to come."""
    dice = frame.dice("consents")
    rows: list[Row] = []
    for plan in plans:
        if plan.flaw != MISSING:
            rows += _of_case(frame, dice, plan, calendar_day, school_ids)
    return rows


def _of_case(frame: Frame, dice: Random, plan: CasePlan, ahead: date, school_ids: Sequence[str]) -> list[Row]:
    needed = plan.discussed_on[-1] if plan.discussed_on else plan.entered_on
    if plan.status is not CaseStatus.CLOSED and not plan.flaw:
        needed = ahead
    first = plan.entered_on - dice.randrange(1, 15) * DAY
    row = _row(dice, plan, first, first + _YEAR, _giver(dice, plan, needed))
    if not plan.flaw and dice.random() < 0.07:
        row |= {"legal_basis": LegalBasis.PUBLIC_TASK.value, "given_by": GivenBy.SCHOOL.value}
    rows = [row]
    while isinstance(until := rows[-1]["valid_until"], date) and until < needed + 14 * DAY and not plan.flaw:
        rows.append(
            _row(dice, plan, until - 20 * DAY, until + _YEAR, str(row["given_by"]))
            | {"legal_basis": row["legal_basis"]}
        )
    _spoil(frame, plan, rows[0], school_ids)
    if plan.providers and not plan.flaw and dice.random() < 0.2:
        provider_id, day = plan.providers[0]
        rows.append(_row(dice, plan, day, day + _YEAR, GivenBy.BOTH.value) | {"receiver_id": provider_id})
    return rows


def _giver(dice: Random, plan: CasePlan, needed: date) -> str:
    """Whoever is asked at that age; who turns sixteen while the case runs signed together with the parents."""
    if age_on(plan.pupil.birth_date, plan.entered_on - 15 * DAY) >= OWN_CONSENT_AGE:
        return dice.choice((GivenBy.PUPIL, GivenBy.BOTH, GivenBy.BOTH)).value
    if age_on(plan.pupil.birth_date, needed + 30 * DAY) >= OWN_CONSENT_AGE:
        return GivenBy.BOTH.value
    return dice.choice((GivenBy.GUARDIANS, GivenBy.BOTH)).value


def _spoil(frame: Frame, plan: CasePlan, row: Row, school_ids: Sequence[str]) -> None:
    after = (plan.discussed_on[-1] if plan.discussed_on else plan.entered_on) + DAY
    if plan.flaw == EXPIRED:
        row["valid_until"] = min(after, frame.today - DAY)
    elif plan.flaw == WITHDRAWN:
        row["withdrawn_on"] = min(after + DAY, frame.today)
        row["valid_until"] = frame.today + _YEAR
    elif plan.flaw == RECEIVER_ONLY:
        row["receiver_id"] = next(school_id for school_id in school_ids if school_id != plan.school.id)
    elif plan.flaw == OWN_NEEDED:
        row["given_by"] = GivenBy.GUARDIANS.value


def _row(dice: Random, plan: CasePlan, first: date, until: date, given_by: str) -> Row:
    return {
        "id": new_id(dice, first),
        "case_id": plan.id,
        "legal_basis": LegalBasis.CONSENT.value,
        "given_by": given_by,
        "receiver_id": None,
        "valid_from": first,
        "valid_until": until,
        "withdrawn_on": None,
    }
