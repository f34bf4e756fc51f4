"""A maatwerkbespreking from agenda to what it leaves behind, on the real store."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.builders import World, made_id, offer_id, school_id
from tests.versions import version_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.live import Place
from zsm_desktop.words.rules import sentence

MB, SG = made_id(9, 1), made_id(9, 2)
PLACE = Place(offer_id("DUIN"), date(2026, 12, 1), date(2027, 6, 30), 4000)


def planned(world: World, body: str = MB, day: date = date(2026, 11, 24)) -> str:
    plan = world.desk.meetings.plan
    return plan(body, held_on=day, starts_at=time(13, 30), ends_at=time(16), place="De Duinpan").made_id


def on_agenda(world: World, meeting: str, case: str) -> str:
    return world.desk.meetings.add_case(meeting, case).made_id


def running(world: World) -> tuple[str, str, str]:
    """A running meeting with one case: meeting, agenda item, case."""
    meeting, case = planned(world), world.case()
    item = on_agenda(world, meeting, case)
    world.desk.live.start(meeting)
    return meeting, item, case


def refused(code: str) -> pytest.RaisesExc[RuleError]:
    return pytest.raises(RuleError, match=code)


def test_meetings_are_numbered_per_body_and_school_year(world: World) -> None:
    first, second = planned(world), planned(world, day=date(2026, 12, 15))
    next_year = planned(world, day=date(2027, 8, 24))
    numbers = {row.id: row.number for row in world.desk.meetings.rows("case")}
    assert [numbers[each] for each in (first, second, next_year)] == [
        "MB 2026/27-01",
        "MB 2026/27-02",
        "MB 2027/28-01",
    ]


def test_what_is_typed_is_in_the_store_and_sealed(world: World) -> None:
    _, item, _ = running(world)
    world.desk.live.keep_notes(item, "Vader belt morgen met de werkplaats.")
    assert world.desk.live.card(item).notes == "Vader belt morgen met de werkplaats."
    ((kept,),) = world.store.rows("SELECT notes FROM case_discussion")
    assert b"Vader" not in kept


def test_placing_makes_decision_placement_and_status_in_one_act(world: World) -> None:
    meeting, item, case = running(world)
    changes = world.desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    assert {"case", "decision", "meeting", "placement"} <= changes.topics.keys()
    card = world.desk.live.card(item)
    (decision,) = card.decisions
    placement = world.desk.placements.row(card.placement_id)
    assert decision.number == "MB-2026/27-001"
    assert (placement.decision_number, placement.case_id) == (decision.number, case)
    assert (placement.user_id, placement.provider_id) == (school_id("ZEEUW"), school_id("DUIN"))
    assert world.desk.cases.card(case).row.status == "running"
    assert world.desk.meetings.card(meeting).agenda[-1].status == "discussed"


def test_a_refused_placing_leaves_nothing_behind(world: World) -> None:
    meeting, case = planned(world), world.case(receiver="KREEK")
    item = on_agenda(world, meeting, case)
    world.desk.live.start(meeting)
    with refused("consent.not_for_receiver"):
        world.desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    for table in ("placement", "decision", "case_discussion"):
        assert world.store.rows(f"SELECT count(*) FROM {table}") == [(0,)]
    assert world.desk.cases.card(case).row.status == "on_agenda"


def test_a_case_without_valid_consent_is_not_discussed(world: World) -> None:
    meeting, case = planned(world), world.case()
    item = on_agenda(world, meeting, case)
    (consent,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(consent.id, on=date(2026, 11, 20))
    world.desk.live.start(meeting)
    assert world.desk.live.card(item).case.row.missing == "consent.withdrawn"
    with refused("consent.withdrawn"):
        world.desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    with refused("consent.withdrawn"):
        world.desk.live.keep_notes(item, "Toch even over deze leerling.")
    (row,) = [row for row in world.desk.meetings.card(meeting).agenda if row.case]
    assert (row.case.question, row.case.initials) == ("", "")


def test_decisions_run_on_without_gaps_over_meetings(world: World) -> None:
    _, item, _ = running(world)
    for text in ("Eerst bellen.", "Dan plaatsen."):
        world.desk.live.add_decision(item, text)
    with refused("meeting.empty_text"):
        world.desk.live.add_decision(item, "   ")
    second = planned(world, day=date(2026, 12, 15))
    other = on_agenda(world, second, world.case())
    world.desk.live.start(second)
    world.desk.live.add_decision(other, "Verder zoeken.")
    numbers = sorted(row.number for row in world.desk.results.decisions())
    assert numbers == [f"MB-2026/27-00{number}" for number in (1, 2, 3)]


def test_nothing_is_recorded_before_the_start_or_after_the_end(world: World) -> None:
    meeting, case = planned(world), world.case()
    item = on_agenda(world, meeting, case)
    with refused("meeting.not_running"):
        world.desk.live.keep_notes(item, "te vroeg")
    world.desk.live.start(meeting)
    world.desk.live.finish(meeting)
    with refused("meeting.finished"):
        world.desk.live.keep_notes(item, "te laat")


def test_a_case_not_reached_comes_back_on_the_next_agenda(world: World) -> None:
    meeting, item, case = running(world)
    world.desk.live.finish(meeting)
    assert world.desk.meetings.card(meeting).agenda[-1].status == "carried_over"
    following = planned(world, day=date(2026, 12, 15))
    assert [row.case.id for row in world.desk.meetings.card(following).agenda if row.case] == [case]
    assert item not in {row.id for row in world.desk.meetings.card(following).agenda}


def test_a_bottleneck_goes_up_and_its_answer_comes_back(world: World) -> None:
    _, item, _ = running(world)
    bottleneck = world.desk.live.add_bottleneck(item, "Te weinig lasplaatsen").made_id
    steering = planned(world, SG, date(2026, 12, 3))
    world.desk.bottlenecks.escalate(bottleneck)
    titles = [row.title for row in world.desk.meetings.card(steering).agenda if row.bottleneck]
    assert titles == ["Te weinig lasplaatsen"]
    with refused("bottleneck.at_top"):
        world.desk.bottlenecks.escalate(bottleneck)
    world.desk.bottlenecks.answer(bottleneck, version_of(world, "bottleneck", bottleneck), "Er komt een tweede groep.")
    (row,) = world.desk.bottlenecks.rows()
    assert (row.status, row.answer) == ("answered", "Er komt een tweede groep.")


def test_actions_are_followed_until_done(world: World) -> None:
    _, item, _ = running(world)
    add = world.desk.live.add_action
    action = add(item, "Werkplaats bellen", owner="A. de Wit", due_on=date(2026, 11, 20)).made_id
    (row,) = world.desk.results.actions()
    assert (row.id, row.is_overdue, row.text) == (action, True, "Werkplaats bellen")
    world.desk.results.settle_action(action, status="done", on=date(2026, 11, 22))
    assert world.desk.results.actions() == ()
    with refused("meeting.action_incomplete"):
        add(item, "Iets", owner=" ", due_on=None)


def test_agenda_points_can_be_moved_and_removed_before_the_start(world: World) -> None:
    meeting = planned(world)
    items = [on_agenda(world, meeting, world.case()) for _ in range(3)]
    world.desk.meetings.move_item(items[2], -2)
    assert [row.id for row in world.desk.meetings.card(meeting).agenda if row.case] == [items[2], *items[:2]]
    world.desk.meetings.remove_item(items[0])
    assert items[0] not in {row.id for row in world.desk.meetings.card(meeting).agenda}
    world.desk.live.start(meeting)
    with refused("meeting.has_begun"):
        world.desk.meetings.remove_item(items[1])


@pytest.mark.parametrize("name", ["directeur duin", "lezer"])
def test_who_may_not_see_cases_is_refused_in_the_service(world: World, name: str) -> None:
    meeting, item, case = running(world)
    desk = world.desk_of(name)
    for attempt in (
        desk.cases.rows,
        lambda: desk.cases.card(case),
        lambda: desk.live.card(item),
        lambda: desk.live.keep_notes(item, "x"),
        lambda: desk.meetings.card(meeting),
        desk.pupils.page,
        lambda: desk.minutes.facts(meeting),
    ):
        with refused("permission.missing"):
            attempt()
    assert desk.meetings.rows() == ()


def test_a_stagebegeleider_does_not_lead_the_stuurgroep(world: World) -> None:
    desk = world.desk_of("stage duin")
    with refused("permission.missing"):
        desk.meetings.plan(SG, held_on=date(2026, 12, 3), starts_at=time(9), ends_at=time(11), place="")


def test_a_meeting_that_was_planned_ahead_gets_what_is_not_off_the_list(world: World) -> None:
    meeting, _, case = running(world)
    following = planned(world, day=date(2026, 12, 15))
    late = on_agenda(world, planned(world, day=date(2027, 1, 12)), world.case())
    new = world.desk.meetings.add_case(meeting, other := world.case()).made_id
    world.desk.live.record_outcome(new, DiscussionOutcome.FIND_OUT)
    changes = world.desk.live.finish(meeting)
    cases = [row.case.id for row in world.desk.meetings.card(following).agenda if row.case]
    assert cases == [case, other]
    assert following in changes.topics["meeting"]
    assert late not in {row.id for row in world.desk.meetings.card(following).agenda}


def test_a_stagebegeleider_brings_only_cases_of_the_own_school(world: World) -> None:
    meeting, own, other = planned(world), world.case("DUIN"), world.case("ZEEUW")
    desk = world.desk_of("stage duin")
    assert [row.id for row in desk.agenda.waiting(meeting)] == [own]
    with refused("permission.other_school"):
        desk.meetings.add_case(meeting, other)


def test_a_director_sees_the_bottlenecks_that_were_sent_up_only(world: World) -> None:
    _, item, _ = running(world)
    bottleneck = world.desk.live.add_bottleneck(item, "Te weinig lasplaatsen").made_id
    director = world.desk_of("directeur duin")
    assert director.bottlenecks.rows() == ()
    world.desk.bottlenecks.escalate(bottleneck)
    assert [row.id for row in director.bottlenecks.rows()] == [bottleneck]


def test_another_schools_case_is_seen_on_an_agenda_and_only_with_a_legal_basis(world: World) -> None:
    meeting, case = planned(world), world.case("ZEEUW")
    item = on_agenda(world, meeting, case)
    desk = world.desk_of("stage duin")
    assert [row.id for row in desk.cases.rows()] == [case]
    (consent,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(consent.id, on=date(2026, 11, 20))
    assert desk.cases.rows() == ()
    for look in (lambda: desk.cases.card(case), lambda: desk.live.card(item)):
        with refused("consent.withdrawn"):
            look()
    assert world.desk_of("stage zeeuw").cases.card(case).row.missing == "consent.withdrawn"


def test_after_a_cancelled_placement_another_outcome_can_be_recorded(world: World) -> None:
    _, item, case = running(world)
    record = world.desk.live.record_outcome
    record(item, DiscussionOutcome.PLACED, place=PLACE)
    with refused("meeting.placed_already"):
        record(item, DiscussionOutcome.FIND_OUT)
    world.desk.placements.cancel(world.desk.live.card(item).placement_id)
    record(item, DiscussionOutcome.KEEP_AT_SCHOOL)
    assert world.desk.cases.card(case).row.status == "closed"


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2036, 11, 24), date(9999, 12, 31)])
def test_a_meeting_in_a_mistyped_year_is_refused(world: World, day: date) -> None:
    with refused("meeting.day_far"):
        planned(world, day=day)


def cases_on(world: World, meeting: str) -> list[str]:
    return [row.case.id for row in world.desk.meetings.card(meeting).agenda if row.case]


def status_of(world: World, case: str) -> str:
    return world.desk.cases.card(case).row.status


def test_a_case_stands_on_one_agenda_to_come(world: World) -> None:
    first, second, case = planned(world), planned(world, day=date(2026, 12, 15)), world.case()
    item = on_agenda(world, first, case)
    with refused("meeting.case_elsewhere") as found:
        on_agenda(world, second, case)
    assert found.value.facts["meeting"] == "MB 2026/27-01"
    assert "MB 2026/27-01 op 24 november 2026" in sentence(found.value)
    assert [row.id for row in world.desk.agenda.waiting(second)] == []
    world.desk.meetings.remove_item(item)
    assert status_of(world, case) == "entered"
    assert [row.id for row in world.desk.agenda.waiting(second)] == [case]
    on_agenda(world, second, case)
    assert (cases_on(world, first), cases_on(world, second)) == ([], [case])
    assert status_of(world, case) == "on_agenda"


def test_a_case_of_a_meeting_still_to_come_is_not_carried_along(world: World) -> None:
    first, case = planned(world), world.case()
    on_agenda(world, first, case)
    second = planned(world, day=date(2026, 12, 15))
    assert cases_on(world, second) == []
    world.desk.live.start(first)
    with refused("meeting.case_elsewhere"):
        on_agenda(world, second, case)
    world.desk.live.finish(first)
    assert (cases_on(world, second), status_of(world, case)) == ([case], "on_agenda")


def test_a_case_off_the_list_is_reopened_before_it_goes_on_an_agenda(world: World) -> None:
    meeting, case, kept = planned(world), world.case(), world.case()
    on_agenda(world, meeting, kept)
    for each in (case, kept):
        world.desk.cases.close(each)
    with refused("meeting.case_closed"):
        on_agenda(world, meeting, case)
    for each in (case, kept):
        world.desk.cases.reopen(each, "Toch niet klaar.")
    assert (status_of(world, case), status_of(world, kept)) == ("entered", "on_agenda")


def test_a_case_whose_placement_runs_stays_on_the_list(world: World) -> None:
    meeting, item, case = running(world)
    world.desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    world.desk.live.finish(meeting)
    following = planned(world, day=date(2026, 12, 15))
    (again,) = [row.id for row in world.desk.meetings.card(following).agenda if row.case]
    world.desk.live.start(following)
    with refused("case.placement_runs") as found:
        world.desk.live.record_outcome(again, DiscussionOutcome.OFF_LIST)
    assert found.value.facts["placement"] == "PL-2026/27-001"
    world.desk.live.record_outcome(again, DiscussionOutcome.FIND_OUT)
    world.desk.placements.cancel(world.desk.live.card(item).placement_id)
    world.desk.live.record_outcome(again, DiscussionOutcome.OFF_LIST)
    assert status_of(world, case) == "closed"


def noted(world: World) -> str:
    _, item, _ = running(world)
    return world.desk.live.add_bottleneck(item, "Te weinig lasplaatsen").made_id


def test_a_bottleneck_is_closed_with_an_answer(world: World) -> None:
    bottleneck, bottlenecks = noted(world), world.desk.bottlenecks
    with refused("bottleneck.no_answer"):
        bottlenecks.close(bottleneck)
    bottlenecks.close(bottleneck, " Er zijn er nu genoeg. ")
    (row,) = bottlenecks.rows(statuses=("closed",))
    assert (row.answer, row.answered_on) == ("Er zijn er nu genoeg.", date(2026, 11, 22))
    for again in (
        lambda: bottlenecks.close(bottleneck, "Nog eens."),
        lambda: bottlenecks.answer(bottleneck, version_of(world, "bottleneck", bottleneck), "Toch niet."),
        lambda: bottlenecks.escalate(bottleneck),
    ):
        with refused("bottleneck.closed"):
            again()


def test_closing_keeps_what_the_stuurgroep_answered(world: World) -> None:
    bottleneck, bottlenecks = noted(world), world.desk.bottlenecks
    with refused("bottleneck.not_sent_up"):
        bottlenecks.answer(bottleneck, version_of(world, "bottleneck", bottleneck), "Er komt een tweede groep.")
    bottlenecks.escalate(bottleneck)
    bottlenecks.answer(bottleneck, version_of(world, "bottleneck", bottleneck), "Er komt een tweede groep.")
    with refused("permission.missing"):
        world.desk_of("stage duin").bottlenecks.close(bottleneck)
    bottlenecks.close(bottleneck, "Die is begonnen.")
    (row,) = bottlenecks.rows()
    assert (row.status, row.answer) == ("closed", "Er komt een tweede groep.\nDie is begonnen.")


def test_a_number_that_was_given_is_given_to_no_other_meeting(world: World) -> None:
    hours = {"starts_at": time(13), "ends_at": time(15), "place": ""}
    first, second = planned(world), planned(world, day=date(2026, 12, 8))
    before = world.desk.meetings.card(second).row.number
    world.desk.meetings.reschedule(second, version_of(world, "meeting", second), held_on=date(2027, 9, 14), **hours)
    third = planned(world, day=date(2026, 12, 15))
    moved, later = (world.desk.meetings.card(one).row.number for one in (second, third))
    assert len({world.desk.meetings.card(first).row.number, before, moved, later}) == 4
    world.desk.undo.back()
    fourth = planned(world, day=date(2026, 12, 15))
    assert world.desk.meetings.card(fourth).row.number not in {before, moved, later}
    world.desk.meetings.reschedule(second, version_of(world, "meeting", second), held_on=date(2026, 12, 22), **hours)
    assert world.desk.meetings.card(second).row.number != before


def test_a_character_that_cannot_be_kept_is_refused_in_a_sentence(world: World) -> None:
    meeting, item, _ = running(world)
    for act in (
        lambda: world.desk.live.keep_notes(item, "Half \ud83d teken"),
        lambda: world.desk.meetings.add_item(meeting, "Half \ud83d teken"),
    ):
        with refused("text.broken"):
            act()
    world.desk.live.keep_notes(item, "Heel \U0001f600 teken")


def test_a_nul_is_dropped_where_text_enters_in_a_file_as_on_a_server(world: World) -> None:
    """No server keeps it; it comes along with what is pasted and shows nothing."""
    meeting, item, _ = running(world)
    made = world.desk.meetings.add_item(meeting, "Een\0 teken").made_id
    world.desk.live.add_action(item, "Bel\0len", owner="\0A. Baas", due_on=None)
    assert {row.title for row in world.desk.meetings.card(meeting).agenda if row.id == made} == {"Een teken"}
    (action,) = world.desk.live.card(item).actions
    assert (action.text, action.owner) == ("Bellen", "A. Baas")
    draft = BodyDraft("Kern\0team", "tactical", kind="steering", code="KT")
    made = world.desk.bodies.add(draft).made_id
    assert [row.name for row in world.desk.bodies.rows() if row.id == made] == ["Kernteam"]
    assert world.desk.search.find("teken\0") == world.desk.search.find("teken")
