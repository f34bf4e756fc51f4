"""What the invented network could not offer: a reason per refusal, and the need that stays of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.progress import UNANSWERED, CaseStatus, NotPlaceable
from zsm_desktop.services.sample.casework import CasePlan, Refusal
from zsm_desktop.services.sample.shape import Frame, Row, new_id

_R = NotPlaceable
WHY: tuple[tuple[int, NotPlaceable, str], ...] = (
    (5, _R.NO_SEAT, "De groepen die passen zijn vol tot de volgende periode."),
    (4, _R.TOO_FAR, "Geen vrije plaats binnen de reisafstand."),
    (3, _R.NO_OFFER, "Dit biedt nu geen enkele school."),
    (2, _R.NO_TRANSPORT, "Er rijdt geen bus op tijd en de taxi is niet geregeld."),
    (1, _R.LEVEL, "De cursus vraagt meer lezen dan nu lukt."),
    (1, _R.BEHAVIOUR, "Een groep van twaalf is nu te groot."),
)


def why_not(dice: Random) -> tuple[NotPlaceable, str]:
    ((_, code, text),) = dice.choices(WHY, [weight for weight, _, _ in WHY])
    return code, text


def need_rows(frame: Frame, plans: Sequence[CasePlan], sector_ids: Mapping[str, str]) -> list[Row]:
    """One for each case that was ever refused for want of an offer: the first time, with the reason told last."""
    dice = frame.dice("needs")
    rows: list[Row] = []
    for plan in plans:
        told = [refusal for refusal in plan.refused if refusal.code in UNANSWERED]
        if told:
            rows.append(_need(dice, plan, told[0], told[-1]) | {"sector_id": sector_ids[plan.sectors[0]]})
    return rows


def _need(dice: Random, plan: CasePlan, first: Refusal, last: Refusal) -> Row:
    is_placed = any(day >= last.day for _, day in plan.providers)
    return {
        "id": new_id(dice, first.day),
        "case_id": plan.id,
        "agenda_item_id": first.item_id,
        "school_id": plan.school.id,
        "reason_code": last.code.value,
        "noted_on": first.day,
        "expires_on": SchoolYear.of(last.day).last_day,
        "status": "answered" if is_placed else "dropped" if plan.status is CaseStatus.CLOSED else "open",
    }
