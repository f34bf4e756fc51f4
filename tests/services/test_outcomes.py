"""A leaver gets an outcome, is asked after four times, and what was heard is kept and put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, school_id
from tests.services.test_meetings import refused
from zsm_desktop.domain.follow_ups import Status
from zsm_desktop.domain.outcomes import Destination, LeavingProfile
from zsm_desktop.services.follow_ups import FollowUpRow, Heard
from zsm_desktop.services.outcomes import OutcomeDraft, PupilOutcome

D = Destination
SAME = pytest.mark.file_only("asked by the same code on both")
SUMMER = date(2026, 7, 31)
TO_WORK = OutcomeDraft(D.WORK, SUMMER, LeavingProfile.WORK)


def pupil_of(world: World, school: str = "DUIN") -> str:
    case = world.case(school)
    ((pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (case,))
    return str(pupil)


def gone(world: World, draft: OutcomeDraft = TO_WORK, school: str = "DUIN") -> str:
    """A leaver of this school."""
    pupil = pupil_of(world, school)
    world.desk.outcomes.record(pupil, 0, draft)
    return pupil


def outcome_of(world: World, pupil: str) -> PupilOutcome:
    return world.desk.outcomes.of_pupil(pupil)


def due(world: World, who: str = "secretaris") -> tuple[FollowUpRow, ...]:
    return world.desk_of(who).follow_ups.due()


def test_with_where_a_leaver_went_the_days_to_ask_are_planned(world: World) -> None:
    pupil = gone(world)
    found = outcome_of(world, pupil)
    assert (found.draft, found.version) == (TO_WORK, 1)
    assert [(one.months, one.due_on) for one in found.follow_ups] == [
        (3, date(2026, 10, 31)),
        (6, date(2027, 1, 31)),
        (12, date(2027, 7, 31)),
        (24, date(2028, 7, 31)),
    ]
    assert {one.status for one in found.follow_ups} == {Status.OPEN}
    assert world.desk.pupils.row(pupil).left_on == SUMMER
    assert outcome_of(world, pupil_of(world)).draft is None


@SAME
def test_another_day_moves_what_is_still_to_be_asked(world: World) -> None:
    pupil = gone(world)
    first = due(world)[0]
    world.desk.follow_ups.answer(first.id, first.version, Heard(D.WORK, is_lasting=True))
    world.desk.outcomes.record(pupil, 1, replace(TO_WORK, left_on=date(2026, 6, 15)))
    days = [one.due_on for one in outcome_of(world, pupil).follow_ups]
    assert days == [date(2026, 10, 31), date(2026, 12, 15), date(2027, 6, 15), date(2028, 6, 15)]
    world.desk.outcomes.record(pupil, 2, replace(TO_WORK, destination=D.MOVED))
    assert [one.status for one in outcome_of(world, pupil).follow_ups] == [Status.REACHED]
    world.desk.outcomes.record(pupil, 3, TO_WORK)
    assert [one.months for one in outcome_of(world, pupil).follow_ups] == [3, 6, 12, 24]


def test_who_is_not_noted_yet_can_be_chosen(world: World) -> None:
    gone(world)
    duin, zeeuw = pupil_of(world), pupil_of(world, "ZEEUW")
    assert {one.pupil_id for one in world.desk.outcomes.unnoted()} == {duin, zeeuw}
    assert [one.pupil_id for one in world.desk_of("stage zeeuw").outcomes.unnoted()] == [zeeuw]


@SAME
def test_what_cannot_be_is_refused(world: World) -> None:
    pupil = pupil_of(world)
    record = world.desk.outcomes.record
    with refused("outcome.too_early"):
        record(pupil, 0, replace(TO_WORK, left_on=TODAY + timedelta(days=1)))
    with refused("outcome.before_school"):
        record(pupil, 0, replace(TO_WORK, left_on=date(2022, 7, 31)))
    with refused("outcome.advice"):
        record(pupil, 0, replace(TO_WORK, is_against_advice=True))
    record(pupil, 0, replace(TO_WORK, destination=D.MBO, is_against_advice=True))
    with refused("edit.conflict"):
        record(pupil, 0, TO_WORK)


def test_who_comes_back_to_school_has_not_left(world: World) -> None:
    pupil = gone(world)
    world.desk.outcomes.withdraw(pupil, 1)
    assert outcome_of(world, pupil).draft is None
    assert world.desk.pupils.row(pupil).left_on is None
    assert due(world) == ()
    world.desk.undo.back()
    assert outcome_of(world, pupil).draft == TO_WORK
    (first,) = due(world)
    world.desk.follow_ups.answer(first.id, first.version, Heard(None))
    with refused("outcome.answered"):
        world.desk.outcomes.withdraw(pupil, outcome_of(world, pupil).version)


@SAME
def test_a_follow_up_is_due_from_its_day_and_late_after_four_weeks(world: World) -> None:
    gone(world)
    assert [(one.months, one.is_overdue) for one in due(world)] == [(3, False)]
    world.now += timedelta(days=10)
    assert [(one.months, one.is_overdue) for one in due(world)] == [(3, True)]
    world.now += timedelta(days=70)
    assert [one.months for one in due(world)] == [3, 6]


def test_what_was_heard_is_kept_sealed_and_can_be_put_right(world: World) -> None:
    gone(world)
    (first,) = due(world)
    answer = world.desk.follow_ups.answer
    answer(first.id, first.version, Heard(D.WORK, is_lasting=True, note="Werkt drie dagen bij de bakker."))
    assert due(world) == ()
    (heard,) = world.desk.follow_ups.answered()
    assert (heard.status, heard.destination, heard.is_lasting) == (Status.REACHED, D.WORK, True)
    assert heard.note == "Werkt drie dagen bij de bakker."
    with refused("edit.conflict"):
        answer(first.id, first.version, Heard(None))
    answer(first.id, heard.version, Heard(D.NONE))
    (now,) = world.desk.follow_ups.answered()
    assert (now.destination, now.is_lasting, now.note) == (D.NONE, False, "")
    answer(first.id, now.version, Heard(None))
    (now,) = world.desk.follow_ups.answered()
    assert (now.status, now.destination, now.is_lasting) == (Status.NOT_REACHED, None, None)


@SAME
def test_an_answer_has_to_make_sense(world: World) -> None:
    pupil = gone(world)
    (first,) = due(world)
    later = outcome_of(world, pupil).follow_ups[1]
    answer = world.desk.follow_ups.answer
    with refused("follow_up.early"):
        answer(later.id, later.version, Heard(D.WORK, is_lasting=True))
    with refused("follow_up.place"):
        answer(first.id, first.version, Heard(D.UNKNOWN))
    for heard in (Heard(D.NONE, is_lasting=True), Heard(None, is_lasting=True)):
        with refused("follow_up.nothing_lasts"):
            answer(first.id, first.version, heard)
    nowhere = gone(world, replace(TO_WORK, destination=D.NONE))
    asked = outcome_of(world, nowhere).follow_ups[0]
    with refused("follow_up.nothing_lasts"):
        answer(asked.id, asked.version, Heard(D.WORK, is_lasting=True))


def test_a_school_asks_after_its_own_leavers_and_the_secretary_after_all(world: World) -> None:
    gone(world)
    other = gone(world, school="ZEEUW")
    assert [one.pupil_id == other for one in due(world, "stage zeeuw")] == [True]
    assert [one.pupil_id == other for one in due(world, "stage duin")] == [False]
    assert len(due(world)) == 2
    assert len(world.desk.follow_ups.due(school_id=school_id("ZEEUW"))) == 1
    (first,) = due(world, "stage duin")
    zeeuw = world.desk_of("stage zeeuw")
    with refused("permission.other_school"):
        zeeuw.follow_ups.answer(first.id, first.version, Heard(None))
    with refused("permission.other_school"):
        zeeuw.outcomes.of_pupil(first.pupil_id)
    with refused("permission.other_school"):
        zeeuw.outcomes.withdraw(first.pupil_id, 1)
    world.desk_of("stage duin").follow_ups.answer(first.id, first.version, Heard(D.WORK, is_lasting=True))
    assert due(world, "stage duin") == ()


def test_today_tells_whose_turn_it_is(world: World) -> None:
    gone(world)
    gone(world, school="ZEEUW")

    def waiting(who: str) -> list[int]:
        return [one.count for one in world.desk_of(who).today.facts().waiting if one.kind == "follow_ups_due"]

    assert [waiting(who) for who in ("secretaris", "stage duin", "directeur duin")] == [[2], [1], []]
