"""Making an agenda: what belongs on it and why, in which order, with what time, and what may not stand on it yet."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.builders import OPENING, World, made_id, school_id
from tests.services.test_meetings import MB, SG, planned, refused
from tests.versions import version_of
from zsm_desktop.domain.agenda import Order
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.models import Case, Consent, MeetingBody, School
from zsm_desktop.services.meeting_facts import AgendaRow

LATER, LAST = date(2026, 12, 15), date(2027, 1, 12)


def agenda(world: World, meeting: str) -> tuple[AgendaRow, ...]:
    return world.desk.meetings.card(meeting).agenda


def origins(world: World, meeting: str) -> dict[str, str]:
    """Case or title → why it is there."""
    return {row.case.id if row.case else row.title: row.origin for row in agenda(world, meeting)}


def held(world: World, meeting: str, *discussed: str) -> None:
    """The meeting from start to end; of its cases only these were reached, and go on."""
    world.desk.live.start(meeting)
    for row in agenda(world, meeting):
        if row.case is not None and row.case.id in discussed:
            world.desk.live.record_outcome(row.id, DiscussionOutcome.FIND_OUT)
    world.desk.live.finish(meeting)


def wait_until(world: World, case: str, day: date) -> None:
    with world.writing() as work:
        work.session.get_one(Case, case).return_on = day


def without_basis(world: World) -> str:
    case = world.case()
    (consent,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(consent.id, on=date(2026, 11, 20))
    return case


def test_one_act_puts_on_all_that_belongs_there_and_says_why(world: World) -> None:
    left, talked, returning, later = (world.case() for _ in range(4))
    first = planned(world)
    for case in (left, talked, returning, later):
        world.desk.meetings.add_case(first, case)
    held(world, first, talked, returning, later)
    wait_until(world, returning, LATER)
    wait_until(world, later, LAST)
    new = world.case("DUIN")
    second = planned(world, day=LATER)
    world.desk.agenda.build(second)
    assert origins(world, second) == {
        OPENING: "fixed",
        left: "carried_over",
        returning: "returning",
        talked: "running",
        new: "new",
    }
    assert world.desk.cases.card(new).row.status == "on_agenda"
    with refused("meeting.agenda_complete"):
        world.desk.agenda.build(second)
    world.desk.undo.back()
    assert new not in origins(world, second)
    assert world.desk.cases.card(new).row.status == "entered"


def test_what_comes_by_itself_is_on_a_new_agenda_and_new_cases_wait_for_a_hand(world: World) -> None:
    left, first = world.case(), planned(world)
    world.desk.meetings.add_case(first, left)
    held(world, first)
    new = world.case()
    second = planned(world, day=LATER)
    assert origins(world, second) == {OPENING: "fixed", left: "carried_over"}
    assert world.desk.agenda.preparation(second).ready == (("new", 1),)
    assert [row.id for row in world.desk.agenda.waiting(second)] == [new]


def test_half_written_notes_of_a_case_come_along_and_say_where_they_are_from(world: World) -> None:
    case, first = world.case(), planned(world)
    item = world.desk.meetings.add_case(first, case).made_id
    world.desk.live.start(first)
    world.desk.live.keep_notes(item, "Wil graag naar buiten.")
    world.desk.live.finish(first)
    second = planned(world, day=LATER)
    (row,) = [row for row in agenda(world, second) if row.case]
    assert row.notes == "Meegenomen van 24-11-2026:\nWil graag naar buiten.\n\nNu:\n"
    world.desk.live.start(second)
    assert world.desk.live.card(row.id).notes == row.notes
    assert world.desk.undo.back()  # nothing was said in it yet
    world.desk.live.start(second)
    world.desk.live.finish(second)
    third = planned(world, day=LAST)
    (again,) = [row for row in agenda(world, third) if row.case]
    assert again.notes == row.notes
    world.desk.live.start(third)
    world.desk.live.keep_notes(again.id, f"{again.notes}Moeder is akkoord.")
    world.desk.live.finish(third)
    (last,) = [row for row in agenda(world, planned(world, day=date(2027, 2, 9))) if row.case]
    assert last.notes.startswith("Meegenomen van 24-11-2026:\nWil graag naar buiten.\n\nOp 12-1-2027:\nMoeder is ")
    assert last.notes.endswith("\n\nNu:\n")


def test_an_agenda_with_notes_that_came_along_can_be_taken_back(world: World) -> None:
    case, first = world.case(), planned(world)
    item = world.desk.meetings.add_case(first, case).made_id
    world.desk.live.start(first)
    world.desk.live.keep_notes(item, "Wil graag naar buiten.")
    world.desk.live.finish(first)
    planned(world, day=LATER)
    world.desk.undo.back()
    assert [row.number for row in world.desk.meetings.rows()] == [world.desk.meetings.card(first).row.number]
    world.desk.undo.again()
    assert len(world.desk.meetings.rows()) == 2


def test_the_card_says_what_is_still_open_about_a_case_from_all_meetings(world: World) -> None:
    case, first = world.case(), planned(world)
    item = world.desk.meetings.add_case(first, case).made_id
    world.desk.live.start(first)
    action = world.desk.live.add_action(item, "Rooster maken", owner="B. Bos", due_on=None).made_id
    done = world.desk.live.add_action(item, "Bellen", owner="B. Bos", due_on=None).made_id
    world.desk.live.add_bottleneck(item, "Geen vervoer na vier uur")
    world.desk.results.settle_action(done, status="done", on=date(2026, 11, 22))
    world.desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    world.desk.live.finish(first)
    second = planned(world, day=LATER)
    world.desk.agenda.build(second) if case not in origins(world, second) else None
    (row,) = [row for row in agenda(world, second) if row.case]
    world.desk.live.start(second)
    for card in (world.desk.cases.card(case), world.desk.live.card(row.id).case):
        assert [one.id for one in card.actions] == [action]
        assert [one.title for one in card.bottlenecks] == ["Geen vervoer na vier uur"]


def test_a_case_returns_on_its_day_and_after_that_it_simply_runs(world: World) -> None:
    case, first = world.case(), planned(world)
    world.desk.meetings.add_case(first, case)
    held(world, first, case)
    wait_until(world, case, LATER)
    second = planned(world, day=LATER)
    assert origins(world, second)[case] == "returning"
    held(world, second)
    wait_until(world, case, LATER)
    third = planned(world, day=LAST)
    assert origins(world, third)[case] == "carried_over"


def test_a_point_not_reached_brings_its_notes_and_its_time(world: World) -> None:
    first = planned(world)
    item = world.desk.meetings.add_item(first, "Rondje vervoer").made_id
    world.desk.agenda.set_minutes(item, 25)
    world.desk.live.start(first)
    world.desk.live.keep_notes(item, "De bus rijdt niet meer op dinsdag.")
    world.desk.live.finish(first)
    (row,) = [row for row in agenda(world, planned(world, day=LATER)) if row.title == "Rondje vervoer"]
    assert (row.origin, row.minutes, row.notes) == ("carried_over", 25, "De bus rijdt niet meer op dinsdag.")


def test_an_answer_stands_before_the_cases_of_the_body_that_asked(world: World) -> None:
    case, first = world.case(), planned(world)
    item = world.desk.meetings.add_case(first, case).made_id
    world.desk.live.start(first)
    bottleneck = world.desk.live.add_bottleneck(item, "Te weinig lasplaatsen").made_id
    world.desk.live.finish(first)
    world.desk.bottlenecks.escalate(bottleneck)
    steering = planned(world, SG)
    assert origins(world, steering)["Te weinig lasplaatsen"] == "new"
    world.desk.bottlenecks.answer(bottleneck, version_of(world, "bottleneck", bottleneck), "Er komt een tweede groep.")
    second = planned(world, day=LATER)
    assert [(row.title if row.case is None else row.case.id, row.origin) for row in agenda(world, second)] == [
        (OPENING, "fixed"),
        ("Te weinig lasplaatsen", "answered"),
        (case, "carried_over"),
    ]


def test_a_case_without_a_basis_is_listed_apart_and_cannot_be_put_on(world: World) -> None:
    case, meeting = without_basis(world), planned(world)
    with refused("consent.withdrawn"):
        world.desk.meetings.add_case(meeting, case)
    with refused("meeting.agenda_complete"):
        world.desk.agenda.build(meeting)
    (apart,) = world.desk.agenda.preparation(meeting).apart
    assert (apart.id, apart.missing, apart.question, apart.initials) == (case, "consent.withdrawn", "", "")
    assert case not in origins(world, meeting)


def test_a_case_without_its_question_is_listed_apart(world: World) -> None:
    case, meeting = world.case(), planned(world)
    with world.writing() as work:
        work.session.get_one(Case, case).question = None
    with refused("case.no_question"):
        world.desk.meetings.add_case(meeting, case)
    assert [(row.id, row.missing) for row in world.desk.agenda.preparation(meeting).apart] == [
        (case, "case.no_question")
    ]


def test_a_basis_that_ends_before_the_meeting_is_none(world: World) -> None:
    case, meeting = world.case(), planned(world)
    with world.writing() as work:
        for consent in work.session.scalars(select(Consent)):
            consent.valid_until = date(2026, 11, 23)
    (row,) = world.desk.agenda.waiting(meeting)
    assert world.desk.cases.card(case).row.missing == "", "it is valid today"
    assert (row.id, row.missing) == (case, "consent.expired")
    with refused("consent.expired"):
        world.desk.meetings.add_case(meeting, case)


def test_a_case_whose_basis_lapses_takes_no_time_and_is_named_apart(world: World) -> None:
    case, other, meeting = world.case(), world.case(), planned(world)
    items = [world.desk.meetings.add_case(meeting, each).made_id for each in (case, other)]
    (consent,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(consent.id, on=date(2026, 11, 20))
    found = world.desk.agenda.preparation(meeting)
    assert [row.id for row in found.apart] == [case]
    assert items[0] not in {slot.item_id for slot in found.timetable.slots}
    assert items[1] in {slot.item_id for slot in found.timetable.slots}


def test_a_meeting_called_off_asks_for_nothing_more(world: World) -> None:
    meeting = planned(world)
    case = world.case()
    world.desk.meetings.add_case(meeting, case)
    without_basis(world)
    (consent,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(consent.id, on=date(2026, 11, 20))
    assert len(world.desk.agenda.preparation(meeting).apart) == 2
    world.desk.meetings.cancel(meeting)
    found = world.desk.agenda.preparation(meeting)
    assert ([row.id for row in found.apart], found.ready) == ([case], ())


def test_a_stagebegeleider_builds_with_new_cases_of_the_own_school_only(world: World) -> None:
    own, _other, meeting = world.case("DUIN"), world.case("ZEEUW"), planned(world)
    desk = world.desk_of("stage duin")
    assert desk.agenda.preparation(meeting).ready == (("new", 1),)
    desk.agenda.build(meeting)
    assert [row.case.id for row in agenda(world, meeting) if row.case] == [own]


def test_a_body_of_a_cluster_gets_the_cases_of_its_schools(world: World) -> None:
    with world.writing() as work:
        work.session.get_one(MeetingBody, MB).cluster_id = made_id(3, 1)
        work.session.get_one(School, school_id("DUIN")).cluster_id = made_id(3, 1)
    inside, _outside, meeting = world.case("DUIN"), world.case("ZEEUW"), planned(world)
    world.desk.agenda.build(meeting)
    assert [row.case.id for row in agenda(world, meeting) if row.case] == [inside]


def test_cases_are_put_in_order_and_every_other_point_keeps_its_place(world: World) -> None:
    meeting = planned(world)
    zeeuw, zeeuw_too, duin = world.case("ZEEUW"), world.case("ZEEUW"), world.case("DUIN")
    with world.writing() as work:
        work.session.get_one(Case, zeeuw_too).is_urgent = True
    world.desk.agenda.build(meeting)
    last = world.desk.meetings.add_item(meeting, "Rondvraag").made_id
    world.desk.meetings.move_item(last, -1)

    def now() -> list[str]:
        return [row.case.id if row.case else row.title for row in agenda(world, meeting)]

    world.desk.agenda.arrange(meeting, Order.URGENCY)
    assert now() == [OPENING, zeeuw_too, zeeuw, "Rondvraag", duin]
    world.desk.agenda.arrange(meeting, Order.FAIR_TURNS)
    assert now() == [OPENING, zeeuw_too, duin, "Rondvraag", zeeuw]
    world.desk.agenda.arrange(meeting, Order.SCHOOL)
    assert now() == [OPENING, duin, zeeuw, "Rondvraag", zeeuw_too]
    world.desk.undo.back()
    assert now() == [OPENING, zeeuw_too, duin, "Rondvraag", zeeuw]


def test_the_timetable_follows_the_plan_and_while_it_runs_the_clock(world: World) -> None:
    meeting = planned(world)
    items = [world.desk.meetings.add_case(meeting, world.case()).made_id for _ in range(2)]
    world.desk.agenda.set_minutes(agenda(world, meeting)[0].id, 10)
    slots = world.desk.agenda.timetable(meeting).slots
    assert [slot.starts_at for slot in slots] == [time(13, 30), time(13, 40), time(14, 50)]
    assert [slot.minutes for slot in slots] == [10, 70, 70]
    world.desk.agenda.set_minutes(items[0], 200)
    found = world.desk.agenda.timetable(meeting)
    assert (found.expected_end, found.over_minutes, found.is_too_full) == (time(17, 2), 62, True)
    with refused("meeting.minutes"):
        world.desk.agenda.set_minutes(items[0], 0)
    world.desk.undo.back()
    world.desk.live.start(meeting)
    world.desk.live.mark_discussed(agenda(world, meeting)[0].id)
    late = world.desk.agenda.timetable(meeting, datetime(2026, 11, 24, 14, 0, tzinfo=UTC))
    assert [(slot.starts_at, slot.minutes) for slot in late.slots] == [(time(15, 0), 30), (time(15, 30), 30)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(-6, 6) | st.sampled_from([*Order])), max_size=6))
def test_however_it_is_shuffled_every_case_stands_on_it_once_without_gaps(world: World, moves: list[object]) -> None:
    meeting = planned(world, day=LATER)
    for row in agenda(world, meeting):
        if row.case is not None:
            world.desk.meetings.remove_item(row.id)
    wanted = [world.case(code) for code in ("DUIN", "ZEEUW", "DUIN")]
    world.desk.agenda.build(meeting)
    there = sorted(row.case.id for row in agenda(world, meeting) if row.case)
    assert set(wanted) <= set(there)
    for at, how in moves:
        rows = agenda(world, meeting)
        if isinstance(how, Order):
            world.desk.agenda.arrange(meeting, how)
        elif how == 0:
            item = rows[at % len(rows)]
            world.desk.meetings.remove_item(item.id)
            if item.case is not None:
                world.desk.meetings.add_case(meeting, item.case.id)
        else:
            world.desk.meetings.move_item(rows[at % len(rows)].id, how)
        rows = agenda(world, meeting)
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        assert sorted(row.case.id for row in rows if row.case) == there
    world.desk.meetings.cancel(meeting)


@pytest.mark.parametrize("name", ["directeur duin", "lezer"])
def test_who_may_not_read_cases_makes_no_agenda_of_them(world: World, name: str) -> None:
    meeting = planned(world)
    for look in (world.desk_of(name).agenda.preparation, world.desk_of(name).agenda.waiting):
        with refused("permission.missing"):
            look(meeting)
