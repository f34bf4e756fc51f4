"""Measurements of the collaboration for tests: opened, answered by so many, closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tests.builders import TODAY, World, school_id
from zsm_desktop.services.evaluation_counting import Answers
from zsm_desktop.services.evaluations import EvaluationDraft

LIST = "samenwerking"
ELEMENTS = 13
SCHOOLS = ("DUIN", "ZEEUW", "KREEK")


def draft(name: str = "Samenwerking 2026", *, is_anonymous: bool = True, top: int = 5) -> EvaluationDraft:
    asked = [school_id(code) for code in SCHOOLS]
    return EvaluationDraft(LIST, name, TODAY + timedelta(days=21), asked, top=top, is_anonymous=is_anonymous)


def opened(world: World, name: str = "Samenwerking 2026", *, is_anonymous: bool = True) -> str:
    return world.desk.evaluations.open(draft(name, is_anonymous=is_anonymous)).made_id


def all_of(score: int) -> dict[int, int]:
    return dict.fromkeys(range(1, ELEMENTS + 1), score)


def answered(
    world: World, evaluation: str, given: Iterable[Mapping[int, int]], *, school: str = "DUIN", remark: str = ""
) -> None:
    """Forms of one school, typed over by the secretary."""
    for scores in given:
        remarks = {0: remark} if remark else {}
        world.desk.evaluations.answer(evaluation, Answers(scores, remarks), organisation_id=school_id(school))


def closed(
    world: World,
    given: Iterable[Mapping[int, int]],
    *,
    name: str = "Samenwerking 2026",
    is_anonymous: bool = True,
    day: date = TODAY,
) -> str:
    before = world.now
    world.now = before.replace(year=day.year, month=day.month, day=day.day)
    made = opened_on(world, name, day, is_anonymous=is_anonymous)
    answered(world, made, given)
    world.desk.evaluations.close(made)
    world.now = before
    return made


def opened_on(world: World, name: str, day: date, *, is_anonymous: bool = True) -> str:
    wanted = EvaluationDraft(
        LIST, name, day + timedelta(days=21), [school_id(code) for code in SCHOOLS], is_anonymous=is_anonymous
    )
    return world.desk.evaluations.open(wanted).made_id
