"""Where the guided work: on trial, under contract for a year, and what the employer was given towards it, once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.work_placements import WorkEnd, WorkStatus
from zsm_desktop.services.sample.casework import CasePlan
from zsm_desktop.services.sample.days import DAY, workday
from zsm_desktop.services.sample.play import Scene
from zsm_desktop.services.sample.shape import Row, Rows, new_id
from zsm_desktop.services.sample.trajectories import GuidedCase

_CONTRACT = timedelta(days=364)
_ENDS = {
    "dismissed": WorkEnd.DISMISSED,
    "motivation": WorkEnd.MOTIVATION,
    "worse": WorkEnd.PROBLEMS,
    "education": WorkEnd.EDUCATION,
    "moved": WorkEnd.MOVED,
    "benefit": WorkEnd.OTHER,
}
_PURPOSES = ("training", "guidance", "both")
_NAMES = {"training": "Branchecursus met examen", "guidance": "Uren van een vaste begeleider op de werkvloer"}
_SPENT_AFTER_DAYS = 60
_HOURS = (24_00, 28_00, 32_00, 36_00)
_AGREED = "Eerst een proefweek, dan een contract van een jaar."
_SAID = (
    "Tevreden over de jongere van vorig jaar; er is weer een plek.",
    "Gesproken over de bijdrage: die is voor opleiding en begeleiding.",
    "Wil eerst kennismaken. De begeleider gaat mee.",
)
_TERMS = "Voor opleiding of begeleiding van de jongere; niet voor loon."


def work_rows(scene: Scene, plans: Sequence[CasePlan]) -> Rows:
    """Each at one of the employers of the network; the case says at which, and on what the contribution went."""
    rows: Rows = {"work_placement": [], "employer_contribution": [], "contribution_spending": []}
    employers = [str(row["id"]) for row in scene.network.rows["organisation"] if row["kind"] == "employer"]
    guides = cycle(guide.contact_id for school in scene.network.schools for guide in school.guides)
    rows["employer"] = [
        {"id": one, "size": "small", "holder_id": next(guides), "agreements": _AGREED, "version": 1}
        for one in employers
    ]
    sectors = cycle(scene.offering.sector_ids.values())
    rows["employer_sector"] = [{"employer_id": one, "sector_id": next(sectors)} for one in employers]
    rows["employer_contact"] = [_visit(scene, place, row) for place, row in enumerate(rows["employer"])]
    numbers: Counter[str] = Counter()
    for plan, one in zip(plans, scene.trajectories, strict=True):
        if one.trial_on is None or (one.closed_on is not None and one.closed_on <= one.trial_on):
            continue
        dice = scene.frame.dice("work of", plan.id)
        employer_id = dice.choice(employers)
        label = SchoolYear.of(one.trial_on).label
        numbers[label] += 1
        row = _placement(scene, plan, one, employer_id, f"WP-{label}-{numbers[label]:03d}")
        rows["work_placement"].append(row)
        plan.values["employer"] = employer_id
        if one.work_on is not None:
            _contribute(scene, rows, plan, row, one.work_on)
    return rows


def _visit(scene: Scene, place: int, employer: Row) -> Row:
    """Each was seen in the last weeks by the guide who holds the contact."""
    day = workday(scene.frame.today - (4 + 3 * place) * DAY)
    guide = next(
        one for school in scene.network.schools for one in school.guides if one.contact_id == employer["holder_id"]
    )
    return {
        "id": new_id(scene.frame.dice("visit", place), day),
        "employer_id": employer["id"],
        "contacted_on": min(day, scene.frame.today - DAY),
        "kind": "visit" if place % 2 else "call",
        "by_name": guide.name,
        "by_organisation_id": guide.organisation_id,
        "text": _SAID[place % len(_SAID)],
        "next_on": workday(scene.frame.today + (6 + 5 * place) * DAY) if place % 3 else None,
        "version": 1,
    }


def _placement(scene: Scene, plan: CasePlan, one: GuidedCase, employer_id: str, number: str) -> Row:
    trial_on, work_on = one.trial_on, one.work_on
    if trial_on is None:
        raise LookupError("no trial")
    dice = scene.frame.dice("placement", plan.id)
    status, ended = (WorkStatus.CONTRACT if work_on else WorkStatus.TRIAL), None
    if one.ending in _ENDS:
        status, ended = WorkStatus.ENDED, one.closed_on
    elif work_on is not None and work_on + _CONTRACT < scene.frame.today:
        status, ended = WorkStatus.ENDED, work_on + _CONTRACT
    reason = _ENDS.get(one.ending, WorkEnd.CONTRACT_OVER) if ended else None
    return {
        "id": new_id(dice, trial_on),
        "number": number,
        "pupil_id": one.young.id,
        "school_id": one.team.id,
        "case_id": plan.id,
        "employer_id": employer_id,
        "vacancy_id": None,
        "sector_id": scene.offering.sector_ids[plan.sectors[0]],
        "status": status.value,
        "proposed_on": max(one.entered_on, trial_on - 9 * DAY),
        "trial_from": trial_on,
        "trial_until": (work_on or trial_on + 42 * DAY) - DAY,
        "contract_from": work_on,
        "contract_until": work_on + _CONTRACT if work_on else None,
        "weekly_hours": dice.choice(_HOURS),
        "ended_on": ended,
        "end_reason": reason.value if reason else None,
        "note": None,
        "version": 1,
    }


def _contribute(scene: Scene, rows: Rows, plan: CasePlan, placement: Row, granted_on: date) -> None:
    """Of who began long enough ago the employer told on what it went."""
    guiding = scene.portrait.guiding
    if guiding is None:
        return
    dice, cents = scene.frame.dice("contribution", plan.id), guiding.contribution_cents
    purpose = dice.choice(_PURPOSES)
    spent = [name for name in _NAMES if purpose in {name, "both"}]
    due_on = granted_on + _CONTRACT
    is_settled = due_on < scene.frame.today
    row: Row = {
        "id": new_id(dice, granted_on),
        "work_placement_id": placement["id"],
        "fund_id": scene.fund_ids["WERKGEVERS"],
        "granted_on": granted_on,
        "cents": cents,
        "purpose": purpose,
        "terms": _TERMS,
        "due_on": due_on,
        "settled_on": due_on if is_settled else None,
        "version": 1,
    }
    rows["employer_contribution"].append(row)
    plan.values["contribution"] = spent[0]
    day = granted_on + _SPENT_AFTER_DAYS * DAY
    if day >= scene.frame.today:
        return
    part = cents // len(spent) if is_settled else cents // len(spent) // 2
    rows["contribution_spending"] += [
        {
            "id": new_id(dice, day),
            "contribution_id": row["id"],
            "spent_on": day,
            "purpose": name,
            "name": _NAMES[name],
            "cents": part,
            "removed_at": None,
            "version": 1,
        }
        for name in spent
    ]
