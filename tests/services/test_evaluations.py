"""Measuring the collaboration: who answers, what stays of an answer, what may be shown, and points for an agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import TODAY, World, school_id
from tests.services.evaluating import all_of, answered, closed, draft, opened
from tests.services.test_meetings import SG, planned, refused
from zsm_desktop.domain.profiles import EvaluationList
from zsm_desktop.reports import evaluation as paper
from zsm_desktop.reports.document import Table
from zsm_desktop.reports.texts import shown
from zsm_desktop.services.evaluation_counting import Answers

FOUR = Answers(all_of(4))


def counted(world: World, evaluation: str) -> list[tuple[object, ...]]:
    """What is kept of the scores and remarks, in the order of the store."""
    return [
        *world.store.rows(
            "SELECT position, organisation_id, score, counted FROM evaluation_score"
            " WHERE evaluation_id = ? ORDER BY id",
            (evaluation,),
        ),
        *world.store.rows(
            "SELECT position, organisation_id, text FROM evaluation_remark WHERE evaluation_id = ? ORDER BY id",
            (evaluation,),
        ),
    ]


def test_a_user_answers_once_for_the_own_school(world: World) -> None:
    made = opened(world)
    director = world.desk_of("directeur duin").evaluations
    (row,) = director.rows()
    assert (row.waits, row.asked, row.joined) == (True, 3, 0)
    director.answer(made, FOUR)
    (row,) = director.rows()
    assert (row.waits, row.joined, row.answers) == (False, 1, 1)
    with refused("evaluation.answered"):
        director.answer(made, FOUR)
    world.desk_of("stage duin").evaluations.answer(made, FOUR)
    assert [(one.code, one.answers) for one in world.desk.evaluations.card(made).asked] == [
        ("DUIN", 2), ("ZEEUW", 0), ("KREEK", 0),
    ]  # fmt: skip


@pytest.mark.file_only("the same rules for rows anywhere")
def test_who_may_not_answer(world: World) -> None:
    made = opened(world)
    with refused("permission.missing"):
        world.desk_of("lezer").evaluations.answer(made, FOUR)
    with refused("permission.other_school"):
        world.desk_of("directeur duin").evaluations.answer(made, FOUR, organisation_id=school_id("ZEEUW"))
    with refused("evaluation.no_organisation"):
        world.desk_of("boekhouder").evaluations.answer(made, FOUR)
    with refused("evaluation.no_organisation"):
        world.desk.evaluations.answer(made, FOUR)
    only = replace(draft("Alleen Duin"), organisation_ids=[school_id("DUIN")])
    other = world.desk.evaluations.open(only).made_id
    with refused("evaluation.not_asked"):
        world.desk_of("directeur zeeuw").evaluations.answer(other, FOUR)
    assert counted(world, made) == counted(world, other) == []


NO_ANSWER = (
    (Answers({}, {1: "Geen mening"}), "evaluation.nothing_said"),
    (Answers({1: 6}), "evaluation.score"),
    (Answers({1: 0}), "evaluation.score"),
    (Answers({14: 3}), "evaluation.element"),
    (Answers({1: 3}, {14: "Nee"}), "evaluation.element"),
    (Answers({1: 3}, {0: "x" * 401}), "evaluation.remark_long"),
)


@pytest.mark.file_only("the same rules for rows anywhere")
def test_what_is_no_answer_is_not_counted(world: World) -> None:
    made = opened(world)
    for answers, code in NO_ANSWER:
        with refused(code):
            world.desk_of("directeur duin").evaluations.answer(made, answers)
    assert world.desk_of("directeur duin").evaluations.card(made).waits


def test_the_logbook_says_that_somebody_answered_and_never_what(world: World) -> None:
    made = opened(world)
    world.desk_of("directeur duin").evaluations.answer(made, Answers({1: 2, 2: 5}, {1: "Wij missen een school."}))
    rows = world.store.rows("SELECT user_id, subject_id, facts FROM audit_event WHERE act = 'evaluation.answer'")
    assert [(subject, facts) for _, subject, facts in rows] == [(made, None)]


def test_what_is_kept_does_not_tell_which_scores_came_together(world: World) -> None:
    """Two groups who said the same things in another combination and order leave the same rows."""
    first, second = opened(world, "Eerste"), opened(world, "Tweede")
    one: list[tuple[Mapping[int, int], str]] = [
        ({1: 1, 2: 5, 3: 3}, "Zuinig"), ({1: 5, 2: 1}, "Beter"), ({1: 3, 2: 3, 3: 1}, ""),
    ]  # fmt: skip
    other: list[tuple[Mapping[int, int], str]] = [
        ({1: 3, 2: 1, 3: 1}, "Beter"), ({1: 1, 2: 3, 3: 3}, ""), ({1: 5, 2: 5}, "Zuinig"),
    ]  # fmt: skip
    for evaluation, given in ((first, one), (second, other)):
        for scores, remark in given:
            answered(world, evaluation, [scores], remark=remark)
    assert counted(world, first) == counted(world, second) != []
    ids = [row_id for (row_id,) in world.store.rows("SELECT id FROM evaluation_score")]
    moments = {row_id[:13] for row_id in ids}
    assert len(moments) == 1, "an identifier that knows the moment ties a score to who answered then"


@pytest.mark.file_only("the same rules for rows anywhere")
def test_rows_of_an_anonymous_one_name_no_organisation(world: World) -> None:
    made = opened(world)
    answered(world, made, [all_of(3)] * 2, school="DUIN", remark="Zo doorgaan")
    answered(world, made, [all_of(3)], school="ZEEUW")
    assert {row[1] for row in counted(world, made)} == {None}


@pytest.mark.file_only("the same rules for rows anywhere")
def test_nothing_shows_while_it_runs_nor_under_five(world: World) -> None:
    made = opened(world)
    answered(world, made, [all_of(4)] * 4, remark="Prima")
    with refused("evaluation.open"):
        world.desk.evaluations.outcome(made)
    assert world.desk.evaluations.latest() is None
    world.desk.evaluations.close(made)
    found = world.desk.evaluations.outcome(made)
    assert (found.is_shown, found.answers, found.mean, found.remarks) == (False, 4, None, ())
    assert {(one.mean, one.spread, one.answers) for one in found.elements} == {(None, None, None)}
    with refused("evaluation.closed"):
        answered(world, made, [all_of(4)])


@pytest.mark.file_only("the same rules for rows anywhere")
def test_an_element_that_fewer_than_five_scored_stays_hidden(world: World) -> None:
    made = closed(world, [{**all_of(4), 2: 2}] * 4 + [{1: 1, 3: 5}])
    found = world.desk_of("lezer").evaluations.outcome(made)
    assert [(one.answers, one.mean, one.spread) for one in found.elements[:3]] == [
        (5, 340, 120), (None, None, None), (5, 420, 40),
    ]  # fmt: skip
    assert [one.position for one in found.lowest(2)] == [1, 3]
    assert found.organisations == ()


def test_one_that_is_not_anonymous_tells_each_organisation(world: World) -> None:
    made = opened(world, is_anonymous=False)
    answered(world, made, [{1: 2, 2: 5}, {1: 4}], school="DUIN", remark="Wij doen veel")
    answered(world, made, [{1: 5, 2: 4}], school="ZEEUW")
    world.desk.evaluations.close(made)
    found = world.desk.evaluations.latest()
    assert found is not None
    assert [(one.name, one.answers, one.means[:2]) for one in found.organisations] == [
        ("De Duinpan", 2, (300, 500)), ("De Zeeuwse Vaart", 1, (500, 400)),
    ]  # fmt: skip
    assert (found.elements[0].mean, found.elements[0].answers) == (367, 3)
    assert {one.organisation for one in found.remarks} == {"De Duinpan"}
    assert (found.asked, found.joined) == (3, 2)
    (table,) = [one for one in paper.document(world.desk, (found,)).blocks if isinstance(one, Table)]
    assert [[shown(value) for value in row[2:4]] for row in table.rows] == [["3,0", "5,0"], ["5,0", "4,0"]]


@pytest.mark.file_only("the same rules for rows anywhere")
def test_years_stand_beside_each_other(world: World) -> None:
    first = closed(world, [all_of(3)] * 5, name="Vorig jaar", day=date(2025, 11, 20))
    second = closed(world, [all_of(4)] * 6, name="Dit jaar")
    assert [(one.name, one.mean) for one in world.desk.evaluations.trend(second)] == [
        ("Vorig jaar", 300), ("Dit jaar", 400),
    ]  # fmt: skip
    assert [one.id for one in world.desk.evaluations.trend(first)] == [first]
    latest = world.desk.evaluations.latest()
    assert latest is not None
    assert latest.id == second


CANNOT_OPEN: tuple[tuple[dict[str, Any], str], ...] = (
    ({"list_code": "geluk"}, "evaluation.list"),
    ({"name": " "}, "evaluation.without_name"),
    ({"name": "samenwerking  2026"}, "evaluation.name_twice"),
    ({"answer_until": TODAY - timedelta(days=1)}, "evaluation.until"),
    ({"top": 2}, "evaluation.top"),
    ({"organisation_ids": []}, "evaluation.nobody"),
)


@pytest.mark.file_only("the same rules for rows anywhere")
def test_what_cannot_be_opened(world: World) -> None:
    opened(world)
    for change, code in CANNOT_OPEN:
        with refused(code):
            world.desk.evaluations.open(replace(draft("Andere"), **change))
    assert len(world.desk.evaluations.rows()) == 1


@pytest.mark.file_only("the same rules for rows anywhere")
def test_one_opened_by_mistake_goes_away_until_somebody_answered(world: World) -> None:
    made = opened(world)
    world.desk.evaluations.withdraw(made)
    assert world.desk.evaluations.rows() == ()
    made = opened(world)
    answered(world, made, [all_of(4)])
    with refused("evaluation.has_answers"):
        world.desk.evaluations.withdraw(made)


def test_an_own_list_is_in_the_profile_and_what_was_asked_stays(world: World) -> None:
    desk = world.desk
    made = opened(world)
    own = EvaluationList("", "Onze eigen lijst", ("Wij bellen elkaar", " ", "Wij  leren"))
    desk.evaluations.keep_list(desk.profiles.facts().version, own)
    kept = desk.profiles.own().evaluations[-1]
    assert (kept.code, kept.elements) == ("eigen_1", ("Wij bellen elkaar", "Wij leren"))
    shipped = next(one for one in desk.profiles.own().evaluations if one.code == "samenwerking")
    desk.evaluations.keep_list(desk.profiles.facts().version, replace(shipped, elements=("Een", "Twee")))
    assert desk.profiles.own().evaluations[0].elements == ("Een", "Twee")
    assert len(desk.evaluations.card(made).elements) == 13
    other = desk.evaluations.open(replace(draft("Eigen"), list_code="eigen_1")).made_id
    assert desk.evaluations.card(other).elements == ("Wij bellen elkaar", "Wij leren")


NO_LIST = (
    (EvaluationList("", " ", ("A", "B")), "evaluation.list_without_name"),
    (EvaluationList("", "Lijst", ("A",)), "evaluation.elements"),
    (EvaluationList("", "Lijst", ("A", "a")), "evaluation.element_twice"),
    (EvaluationList("geluk", "Lijst", ("A", "B")), "evaluation.list"),
)


@pytest.mark.file_only("the same rules for rows anywhere")
def test_a_list_that_cannot_be_asked_is_not_kept(world: World) -> None:
    before = world.desk.profiles.facts()
    for wanted, code in NO_LIST:
        with refused(code):
            world.desk.evaluations.keep_list(before.version, wanted)
    assert world.desk.profiles.facts() == before


def test_the_lowest_become_points_of_an_agenda_once(world: World) -> None:
    made = closed(world, [{**all_of(4), 2: 1, 5: 2, 7: 3}] * 5)
    meeting = planned(world, SG)
    world.desk.evaluations.to_agenda(made, meeting)
    own = [item.title for item in world.desk.meetings.card(meeting).agenda if item.origin == "evaluation"]
    elements = world.desk.evaluations.card(made).elements
    assert own == [f"{elements[at - 1]} (uit: Samenwerking 2026)" for at in (2, 5, 7)]
    with refused("evaluation.on_agenda"):
        world.desk.evaluations.to_agenda(made, meeting)
    world.desk.evaluations.to_agenda(made, meeting, 4)
    items = [item for item in world.desk.meetings.card(meeting).agenda if item.origin == "evaluation"]
    assert len(items) == 4
    world.desk.undo.back()
    assert len([item for item in world.desk.meetings.card(meeting).agenda if item.origin == "evaluation"]) == 3


@pytest.mark.file_only("the same rules for rows anywhere")
def test_no_points_are_made_of_what_may_not_be_shown(world: World) -> None:
    made, meeting = closed(world, [all_of(2)] * 4), planned(world, SG)
    with refused("evaluation.too_few"):
        world.desk.evaluations.to_agenda(made, meeting)
    with refused("meeting.none"):
        world.desk.evaluations.to_agenda(closed(world, [all_of(2)] * 5, name="Meer"), "weg")


def test_the_day_says_who_is_waited_for(world: World) -> None:
    def waiting(user: str) -> dict[str, int]:
        facts = world.desk_of(user).today.facts()
        return {one.kind: one.count for one in facts.waiting if one.kind.startswith("evaluation")}

    made = opened(world)
    assert waiting("directeur duin") == {"evaluations_to_answer": 1}
    assert waiting("secretaris") == {"evaluations_silent": 3}
    assert waiting("lezer") == waiting("boekhouder") == {}
    world.desk_of("directeur duin").evaluations.answer(made, FOUR)
    assert waiting("directeur duin") == {}
    assert waiting("stage duin") == {"evaluations_to_answer": 1}
    assert waiting("secretaris") == {"evaluations_silent": 2}
    world.desk.evaluations.close(made)
    assert waiting("stage duin") == waiting("secretaris") == {}
