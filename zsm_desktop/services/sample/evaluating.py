"""How the invented organisations think they work together: measured a year apart, and a measurement that runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from zsm_desktop.domain.evaluations import TOP
from zsm_desktop.domain.ids import uuid7
from zsm_desktop.domain.permissions import Role
from zsm_desktop.domain.profiles import EvaluationList, Profile
from zsm_desktop.services.sample.parties import Network
from zsm_desktop.services.sample.portraits.portrait import Portrait
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id

_OPEN_DAYS, _RUNS_SINCE = 28, 12
_BETTER = 0.35
"""What the second measurement is higher on the whole."""
_REMARKS = (
    (1, "De kleinere gemeenten missen wij nog aan tafel."),
    (7, "Wie niet komt, hoort achteraf wat er besloten is. Dat mag steviger."),
    (8, "Afspraken staan op papier, maar wij vragen elkaar er te weinig naar."),
    (12, "Na dit jaar is het geld op; dat moet eerder op de agenda."),
    (0, "Fijn dat dit elk jaar gevraagd wordt."),
    (6, "Het vertrouwen is gegroeid sinds de saldi voor iedereen te zien zijn."),
)


@dataclass(frozen=True, slots=True)
class _Plan:
    name: str
    made_of: EvaluationList
    opened_on: date
    closed_on: date | None
    shift: float
    share: float
    """Of the organisations: how many answered."""


def evaluation_rows(frame: Frame, profile: Profile, _portrait: Portrait, network: Network) -> Rows:
    """Nothing where the profile has no list."""
    rows: Rows = {f"evaluation{end}": [] for end in ("", "_element", "_member", "_score", "_remark", "_answer")}
    for plan in _plans(frame, profile.evaluations):
        _write(rows, frame, network, plan)
    return rows


def _plans(frame: Frame, lists: Sequence[EvaluationList]) -> list[_Plan]:
    if not lists:
        return []
    first, other, year = lists[0], lists[-1], frame.running.start_year
    closed = [date(year - 1, 10, 30), date(year, 10, 30)]
    done = [
        _Plan(f"{first.name} {day.year}", first, day - timedelta(_OPEN_DAYS), day, shift, 0.8)
        for day, shift in zip(closed, (0.0, _BETTER), strict=True)
        if day < frame.today
    ]
    since = frame.today - timedelta(_RUNS_SINCE)
    runs = _Plan(f"{other.name}, najaar {since.year}", other, since, None, 0.1, 0.4)
    return [*done, runs]


def _write(rows: Rows, frame: Frame, network: Network, plan: _Plan) -> None:
    dice = frame.dice("evaluation", plan.name)
    evaluation_id = new_id(dice, plan.opened_on)
    rows["evaluation"].append(
        {
            "id": evaluation_id,
            "list_code": plan.made_of.code,
            "name": plan.name,
            "opened_on": plan.opened_on,
            "answer_until": plan.opened_on + timedelta(_OPEN_DAYS - 7),
            "closed_on": plan.closed_on,
            "top": TOP,
            "is_anonymous": True,
            "version": 1,
        }
    )
    rows["evaluation_element"] += [
        {"evaluation_id": evaluation_id, "position": at, "text": text}
        for at, text in enumerate(plan.made_of.elements, 1)
    ]
    answers = _members(rows, network, evaluation_id, plan, dice)
    _scores(rows, frame, evaluation_id, plan, answers)


def _members(rows: Rows, network: Network, evaluation_id: str, plan: _Plan, dice: Random) -> int:
    """Who was asked; how many answered. Of who opens the program the coordinator did so, in the one that runs."""
    user = network.user(Role.COORDINATOR)
    own = user.school.id if user.school is not None else ""
    asked = dict.fromkeys([*(one.id for one in network.schools), *(one.organisation_id for one in network.colleagues)])
    total = 0
    for one in asked:
        number = int(dice.random() < plan.share) + int(dice.random() < plan.share / 4)
        if one == own:
            number = max(number, 1)
        rows["evaluation_member"].append({"evaluation_id": evaluation_id, "organisation_id": one, "answers": number})
        total += number
    if own:
        rows["evaluation_answer"].append({"evaluation_id": evaluation_id, "user_id": user.id})
    return total


def _scores(rows: Rows, frame: Frame, evaluation_id: str, plan: _Plan, answers: int) -> None:
    """Counted over rows in order, as `evaluation_counting` does; what an element is like stays over the years."""
    counted: Counter[tuple[int, int]] = Counter()
    for at in range(1, len(plan.made_of.elements) + 1):
        usual = frame.dice("element", plan.made_of.code, at).uniform(2.3, 4.3)
        dice = frame.dice("score", plan.name, at)
        for _answer in range(answers):
            if dice.random() < 0.93:  # the others have no opinion
                counted[at, min(TOP, max(1, round(dice.gauss(usual + plan.shift, 0.8))))] += 1
    dice = frame.dice("evaluation rows", plan.name)
    opened = datetime.combine(plan.opened_on, time(), UTC)
    ids = sorted(uuid7(opened, dice.getrandbits) for _ in counted)
    rows["evaluation_score"] += [
        {
            "id": row_id,
            "evaluation_id": evaluation_id,
            "position": at,
            "organisation_id": None,
            "score": score,
            "counted": times,
        }
        for row_id, ((at, score), times) in zip(ids, sorted(counted.items()), strict=True)
    ]
    rows["evaluation_remark"] += _remarks(plan, evaluation_id, dice, opened)


def _remarks(plan: _Plan, evaluation_id: str, dice: Random, opened: datetime) -> list[Row]:
    """They are about the list on collaboration itself."""
    if plan.closed_on is None or plan.made_of.code != "samenwerking":
        return []
    said = sorted(dice.sample(_REMARKS, 4))
    ids = sorted(uuid7(opened, dice.getrandbits) for _ in said)
    return [
        {"id": row_id, "evaluation_id": evaluation_id, "position": at, "organisation_id": None, "text": text}
        for row_id, (at, text) in zip(ids, said, strict=True)
    ]
