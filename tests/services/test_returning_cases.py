"""A case that comes back: on a day, reopened with a reason, placed a second time; and the words for the wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, offer_id, school_id
from tests.services.test_cases import draft
from tests.services.test_meetings import PLACE, on_agenda, planned, refused, running
from tests.versions import version_of
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.domain.talk import WALL_LETTERS
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.doubles import Double
from zsm_desktop.services.live import Place

LATER = TODAY + timedelta(days=60)


def test_a_reopened_case_keeps_what_it_had_and_says_why_it_came_back(world: World) -> None:
    case = world.desk.cases.enter(draft()).made_id
    world.desk.cases.close(case)
    with refused("case.reopen_reason"):
        world.desk.cases.reopen(case, "  ")
    world.desk.cases.reopen(case, "Noor stopte bij haar werkgever.")
    card = world.desk.cases.card(case)
    assert (card.row.status, card.reopened_on) == ("entered", TODAY)
    assert card.reopen_reason == "Noor stopte bij haar werkgever."
    assert card.row.question == draft().question
    ((kept,),) = world.store.rows("SELECT reopen_reason FROM case_file")
    assert b"werkgever" not in kept
    world.desk.undo.back()
    assert world.desk.cases.card(case).row.status == "closed"


def test_a_case_wants_to_be_back_on_a_day_that_is_to_come(world: World) -> None:
    case = world.desk.cases.enter(draft()).made_id
    for day in (TODAY, TODAY - timedelta(days=1)):
        with refused("case.return_past"):
            world.desk.cases.set_return(case, version_of(world, "case_file", case), day)
    world.desk.cases.set_return(case, version_of(world, "case_file", case), LATER)
    assert world.desk.cases.card(case).return_on == LATER
    world.desk.cases.set_return(case, version_of(world, "case_file", case), None)
    assert world.desk.cases.card(case).return_on is None
    world.desk.cases.close(case)
    with refused("case.closed"):
        world.desk.cases.set_return(case, version_of(world, "case_file", case), LATER)


def test_an_outcome_says_when_to_return_and_the_next_one_forgets_it(world: World) -> None:
    _, item, case = running(world)
    with refused("case.return_past"):
        world.desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT, return_on=TODAY)
    world.desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT, return_on=LATER)
    assert world.desk.cases.card(case).return_on == LATER
    with refused("case.closed"):
        world.desk.live.record_outcome(item, DiscussionOutcome.OFF_LIST, return_on=LATER)
    world.desk.live.record_outcome(item, DiscussionOutcome.OFF_LIST)
    assert world.desk.cases.card(case).return_on is None


def test_a_second_placement_beside_the_first(world: World) -> None:
    meeting, item, case = running(world)
    world.desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    world.desk.live.finish(meeting)
    second = planned(world, day=date(2026, 12, 15))
    known = [row.id for row in world.desk.meetings.card(second).agenda if row.case and row.case.id == case]
    other = known[0] if known else on_agenda(world, second, case)
    world.desk.live.start(second)
    there = Place(offer_id("KREEK"), PLACE.starts_on, PLACE.ends_on, PLACE.planned_hundredths)
    world.desk.live.record_outcome(other, DiscussionOutcome.PLACED, place=there)
    placed = world.desk.cases.card(case).placements
    assert {one.provider for one in placed if one.status == "running"} == {"De Duinpan", "Het Kreekrif"}


def test_another_case_of_the_same_pupil_is_told_with_its_end_and_no_word_of_its_content(world: World) -> None:
    first = world.desk.cases.enter(draft()).made_id
    (pupil,) = world.desk.pupils.page()
    world.desk.cases.close(first)
    again = CaseDraft(school_id=school_id("ZEEUW"), question="Nu toch een werkplaats.", pupil_id=pupil.id)
    second = world.desk.cases.enter(again).made_id
    (other,) = world.desk.cases.card(second).others
    assert (other.number, other.status, other.closed_on) == ("C-2026-001", "closed", TODAY)
    assert "eetcafé" not in repr(other)
    assert [one.number for one in world.desk.cases.card(first).others] == ["C-2026-002"]


def test_a_double_is_hinted_when_a_case_is_entered(world: World) -> None:
    assert world.desk.cases.doubles(draft()) == ()
    case = world.desk.cases.enter(draft()).made_id
    coordinator = world.desk_of("stage zeeuw")
    (double,) = coordinator.cases.doubles(draft(" NOOR", "wisse"))
    assert double.case is not None
    assert double.case.id == case
    chosen = CaseDraft(school_id=school_id("ZEEUW"), question="Nog iets.", pupil_id=double.pupil_id)
    assert [one.pupil_id for one in coordinator.cases.doubles(chosen)] == [double.pupil_id]
    world.desk.cases.close(case)
    assert coordinator.cases.doubles(chosen) == ()
    (closed,) = coordinator.cases.doubles(draft())
    assert closed.case is None
    with refused("permission.other_school"):
        world.desk_of("stage duin").cases.doubles(draft())


@pytest.mark.parametrize(("born", "now"), [(None, date(2010, 5, 1)), (date(2010, 5, 1), None), (None, None)])
def test_a_birth_date_that_one_side_does_not_tell_keeps_nobody_apart(
    world: World, born: date | None, now: date | None
) -> None:
    def entry(day: date | None) -> CaseDraft:
        return replace(draft(), pupil=PupilDraft("Noor", "Wisse", day))

    case = world.desk.cases.enter(entry(born)).made_id
    (double,) = world.desk_of("stage zeeuw").cases.doubles(entry(now))
    assert double.case is not None
    assert double.case.id == case
    if born:
        assert world.desk.cases.doubles(entry(born + timedelta(days=1))) == ()


def test_that_another_school_knows_a_pupil_is_all_that_is_said_of_it(world: World) -> None:
    world.desk.cases.enter(draft())
    here = replace(draft(), school_id=school_id("DUIN"))
    assert world.desk_of("stage duin").cases.doubles(here) == (Double(0, "", "", None, is_elsewhere=True),)
    (told,) = world.desk.cases.doubles(here)
    (pupil,) = world.desk.pupils.page()
    assert (told.is_elsewhere, told.pseudonym, told.case) == (True, pupil.pseudonym, None)
    world.desk.cases.enter(here)
    (own,) = world.desk_of("stage duin").cases.doubles(here)
    assert own.case is not None
    assert own.case.school_code == "DUIN"


def test_who_spoke_with_pupil_and_parents_is_kept_and_sealed(world: World) -> None:
    wanted = replace(draft(), pupil_spoken_by="J. Pol", guardians_spoken_by="A. de Wit", pupil_spoken_on=TODAY)
    case = world.desk.cases.enter(wanted).made_id
    card = world.desk.cases.card(case)
    assert (card.pupil_spoken_by, card.guardians_spoken_by) == ("J. Pol", "A. de Wit")
    ((kept,),) = world.store.rows("SELECT pupil_spoken_by FROM case_file")
    assert b"Pol" not in kept


def test_the_words_for_the_wall_are_short_sealed_and_their_own(world: World) -> None:
    case = world.desk.cases.enter(draft()).made_id
    card = world.desk.cases.card(case)
    assert card.wall_question == ""
    with refused("case.wall_long"):
        world.desk.cases.edit(case, card.version, {"wall_question": "x" * (WALL_LETTERS + 1)})
    world.desk.cases.edit(case, card.version, {"wall_question": "Waar kan deze leerling leren koken?"})
    card = world.desk.cases.card(case)
    assert card.wall_question == "Waar kan deze leerling leren koken?"
    assert card.row.question == draft().question
    ((kept,),) = world.store.rows("SELECT wall_question FROM case_file")
    assert b"koken" not in kept


def test_who_leads_the_meeting_writes_the_words_of_any_case_on_the_table(world: World) -> None:
    leader = world.desk_of("stage duin")
    meeting, case = planned(world), world.case()
    on_agenda(world, meeting, case)
    with refused("permission.other_school"):
        leader.cases.set_wall_question(case, "Waar leert deze leerling lassen?")
    world.desk.live.start(meeting)
    leader.cases.set_wall_question(case, " Waar leert deze leerling lassen? ")
    assert world.desk.cases.card(case).wall_question == "Waar leert deze leerling lassen?"
    world.desk.live.finish(meeting)
    with refused("permission.other_school"):
        leader.cases.set_wall_question(case, "Nog eens.")


@pytest.mark.parametrize("born", [date(2010, 11, 22), date(2010, 11, 23)])
def test_from_the_sixteenth_birthday_the_pupil_is_asked(world: World, born: date) -> None:
    from dataclasses import replace

    asked = draft()
    assert asked.pupil is not None
    case = world.desk.cases.enter(replace(asked, pupil=replace(asked.pupil, birth_date=born))).made_id
    assert world.desk.cases.card(case).asks_own is (born <= date(2010, 11, 22))
