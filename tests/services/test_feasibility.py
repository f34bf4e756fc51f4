"""The list of what must be in order: computed where it can be, ticked where it is asked, made actions where open."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import TODAY, World, offer_id, school_id
from tests.services.test_meetings import on_agenda, planned, refused, running
from zsm_desktop.domain.feasibility import State
from zsm_desktop.models import Offer
from zsm_desktop.services.feasibility import PointRow
from zsm_desktop.services.offers import OfferDraft

DUIN = offer_id("DUIN")
TASKS = {
    code: f"{code} regelen" for code in ("seat", "dates", "transport", "stage_agreement", "insurance", "escort", "exam")
}
DUE = date(2026, 12, 15)


def states(world: World, item: str, offer: str = DUIN) -> dict[str, str]:
    return {row.code: row.state for row in world.desk.feasibility.points(item, offer)}


def point(world: World, item: str, code: str) -> PointRow:
    return next(row for row in world.desk.feasibility.points(item, DUIN) if row.code == code)


def test_seat_and_days_follow_from_the_facts_and_the_rest_is_asked(world: World) -> None:
    _, item, _ = running(world)
    assert states(world, item) == {
        "seat": "met",
        "dates": "met",
        "transport": "open",
        "stage_agreement": "open",
        "insurance": "open",
        "escort": "open",
    }
    for _ in range(4):
        world.placement()
    assert states(world, item)["seat"] == "open"
    with refused("feasibility.seat"):
        world.desk.feasibility.tick(item, DUIN, "seat", State.MET)


def test_days_that_do_not_suit_are_open_and_can_be_agreed_on(world: World) -> None:
    _, item, case = running(world)
    with world.writing() as work:
        from zsm_desktop.models import Case, Offer

        work.session.get_one(Case, case).weekdays = "ma,di"
        work.session.get_one(Offer, DUIN).weekdays = "vr"
    assert states(world, item)["dates"] == "open"
    world.desk.feasibility.tick(item, DUIN, "dates", State.MET)
    assert states(world, item)["dates"] == "met"


def test_a_tick_stands_at_its_own_offer_and_is_taken_back(world: World) -> None:
    _, item, _ = running(world)
    world.desk.feasibility.tick(item, DUIN, "transport", State.NOT_NEEDED)
    assert states(world, item)["transport"] == "not_needed"
    assert states(world, item, offer_id("KREEK"))["transport"] == "open"
    world.desk.undo.back()
    assert states(world, item)["transport"] == "open"
    world.desk.undo.again()
    assert states(world, item)["transport"] == "not_needed"


def test_what_is_open_becomes_actions_in_one_act_each_with_who_must_do_it(world: World) -> None:
    _, item, _ = running(world)
    world.desk.feasibility.tick(item, DUIN, "insurance", State.MET)
    changes = world.desk.feasibility.make_actions(item, DUIN, TASKS, due_on=DUE)
    assert {"action", "meeting", "case"} <= changes.topics.keys()
    actions = world.desk.live.card(item).actions
    assert {action.text for action in actions} == {
        "transport regelen",
        "stage_agreement regelen",
        "escort regelen",
    }
    assert {action.owner for action in actions} == {"Contact De Zeeuwse Vaart"}
    assert {action.due_on for action in actions} == {DUE}
    assert point(world, item, "transport").action_id
    with refused("feasibility.nothing_open"):
        world.desk.feasibility.make_actions(item, DUIN, TASKS, due_on=DUE)
    world.desk.undo.back()
    assert world.desk.live.card(item).actions == ()
    assert point(world, item, "transport").action_id == ""


def test_a_point_is_met_when_its_action_is_done_and_open_again_when_it_is_dropped(world: World) -> None:
    _, item, _ = running(world)
    world.desk.feasibility.make_actions(item, DUIN, {"transport": "Bus nagaan"}, due_on=None)
    action = point(world, item, "transport").action_id
    assert states(world, item)["transport"] == "open"
    world.desk.results.settle_action(action, status="done", on=TODAY)
    assert states(world, item)["transport"] == "met"
    world.desk.results.settle_action(action, status="open", on=TODAY)
    assert states(world, item)["transport"] == "open"


def test_what_was_found_counts_in_the_next_meeting_too(world: World) -> None:
    meeting, item, case = running(world)
    world.desk.feasibility.tick(item, DUIN, "insurance", State.MET)
    world.desk.feasibility.make_actions(item, DUIN, {"transport": "Bus nagaan"}, due_on=None)
    action = point(world, item, "transport").action_id
    world.desk.live.finish(meeting)
    second = planned(world, day=date(2026, 12, 15))
    on_it = [row.id for row in world.desk.meetings.card(second).agenda if row.case and row.case.id == case]
    other = on_it[0] if on_it else on_agenda(world, second, case)
    world.desk.live.start(second)
    world.desk.results.settle_action(action, status="done", on=TODAY)
    assert (states(world, other)["insurance"], states(world, other)["transport"]) == ("met", "met")
    world.desk.feasibility.tick(other, DUIN, "insurance", State.OPEN)
    assert states(world, other)["insurance"] == "open"


def test_a_test_asks_for_a_day_and_an_examiner_of_the_school_that_offers(world: World) -> None:
    _, item, _ = running(world)
    first = world.desk.offers.card(DUIN).offer
    draft = OfferDraft(
        school_id=school_id("DUIN"), sector_id=first.sector_id, unit_id=first.unit_id, name="Praktijktoets", kind="test"
    )
    made = world.desk.offers.add(draft).made_id
    assert "stage_agreement" not in states(world, item, made)
    world.desk.feasibility.make_actions(item, made, {"exam": "Dag en examinator"}, due_on=None)
    (action,) = world.desk.live.card(item).actions
    assert (action.text, action.owner) == ("Dag en examinator", "Contact De Duinpan")
    with refused("feasibility.unknown"):
        world.desk.feasibility.tick(item, DUIN, "exam", State.MET)


def test_a_case_that_may_not_be_discussed_is_not_checked(world: World) -> None:
    _, item, case = running(world)
    (consent,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(consent.id, on=TODAY)
    with refused("consent.withdrawn"):
        world.desk.feasibility.tick(item, DUIN, "transport", State.MET)
    with refused("consent.withdrawn"):
        world.desk_of("stage duin").feasibility.points(item, DUIN)


@pytest.mark.parametrize("name", ["directeur duin", "lezer"])
def test_who_reads_no_meetings_sees_no_list(world: World, name: str) -> None:
    _, item, _ = running(world)
    with refused("permission.missing"):
        world.desk_of(name).feasibility.points(item, DUIN)


def test_a_course_can_end_in_an_exam_with_a_day_and_an_examiner_that_are_kept(world: World) -> None:
    _, item, case = running(world)
    with world.writing() as work:
        work.session.get_one(Offer, DUIN).kind = "course"
    assert (point(world, item, "exam").state, point(world, item, "stage_agreement").state) == ("open", "open")
    world.desk.feasibility.set_exam(item, DUIN, exam_on=date(2027, 5, 12), examiner="")
    row = point(world, item, "exam")
    assert (row.state, row.exam_on, row.examiner) == ("open", date(2027, 5, 12), "")
    world.desk.feasibility.set_exam(item, DUIN, exam_on=date(2027, 5, 12), examiner=" J.  Pol ")
    row = point(world, item, "exam")
    assert (row.state, row.exam_on, row.examiner) == ("met", date(2027, 5, 12), "J. Pol")
    world.desk.undo.back()
    assert point(world, item, "exam").examiner == ""
    world.desk.undo.again()
    ((meeting,),) = world.store.rows("SELECT meeting_id FROM agenda_item WHERE id = ?", (item,))
    world.desk.live.finish(meeting)
    following = world.desk.meetings.card(planned(world, day=date(2026, 12, 15))).agenda
    (later,) = [row.id for row in following if row.case and row.case.id == case]
    row = point(world, later, "exam")
    assert (row.state, row.exam_on, row.examiner) == ("met", date(2027, 5, 12), "J. Pol")
