"""A meeting that has moved on: what was said in it before cannot be taken back any more, that it moved on can."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.builders import World
from tests.services.test_meetings import MB, PLACE, SG, on_agenda, planned, refused, running
from tests.services.test_undo import picture
from tests.versions import version_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.minutes_stage import MinutesStatus
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.words.rules import sentence

LATER = date(2026, 12, 15)


def status(world: World, meeting: str) -> str:
    ((found,),) = world.store.rows("SELECT status FROM meeting WHERE id = ?", (meeting,))
    return str(found)


def said(world: World) -> tuple[str, str]:
    """A running meeting in which a case was placed, with a decision and an action; meeting and point."""
    meeting, item, _ = running(world)
    live = world.desk.live
    live.add_decision(item, "Eerst kennismaken.")
    live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    live.add_action(item, "Werkplaats bellen", owner="J. Pol", due_on=date(2026, 12, 1))
    return meeting, item


def back_until_nothing(world: World) -> list[str]:
    """What Ctrl+Z, pressed until there is nothing left, was refused for."""
    codes = []
    for _ in range(30):
        try:
            world.desk.undo.back()
        except RuleError as error:
            codes.append(error.code)
            if error.code == "undo.nothing":
                break
        else:
            codes.append("")
    return codes


def test_nothing_of_a_final_meeting_is_taken_back(world: World) -> None:
    meeting, _ = said(world)
    world.desk.live.finish(meeting)
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    before = picture(world)
    assert back_until_nothing(world) == ["undo.meeting_moved", "undo.nothing"]
    assert picture(world) == before


def test_what_another_desk_finished_is_not_reached_either(world: World) -> None:
    meeting, _ = said(world)
    other = world.desk_of("stage duin")
    other.live.finish(meeting)
    before = picture(world)
    with refused(r"undo\.meeting_moved") as refusal:
        world.desk.undo.back()
    assert sentence(refusal.value).startswith("Blijft zoals het nu is: een actie.")
    assert picture(world) == before
    assert world.desk.undo.next_back() == ""


def test_what_was_taken_back_is_not_done_again_in_a_finished_meeting(world: World) -> None:
    meeting, _ = said(world)
    world.desk.undo.back()
    world.desk_of("stage duin").live.finish(meeting)
    before = picture(world)
    with refused(r"undo\.meeting_moved"):
        world.desk.undo.again()
    assert (picture(world), world.desk.undo.next_again()) == (before, "")


def test_acts_on_something_else_stay_within_reach(world: World) -> None:
    case = world.case()
    world.desk.cases.set_return(case, version_of(world, "case_file", case), date(2027, 1, 11))
    meeting, _ = said(world)
    world.desk_of("stage duin").live.finish(meeting)
    with refused(r"undo\.meeting_moved"):
        world.desk.undo.back()
    assert world.desk.undo.next_back() == "case.return"
    world.desk.undo.back()
    assert world.store.rows("SELECT return_on FROM case_file WHERE id = ?", (case,)) == [(None,)]


def test_follow_through_is_taken_back_whatever_became_of_the_minutes(world: World) -> None:
    meeting, _ = said(world)
    world.desk.live.finish(meeting)
    ((action,),) = world.store.rows("SELECT id FROM action_item")
    world.desk.results.settle_action(action, status="done", on=date(2026, 12, 1))
    stage = world.desk_of("stage duin")
    stage.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    world.desk.undo.back()
    assert world.store.rows("SELECT status FROM action_item") == [("open",)]
    world.desk.undo.again()
    assert world.store.rows("SELECT status FROM action_item") == [("done",)]


def test_a_later_meeting_withdraws_a_decision_of_final_minutes_and_takes_that_back(world: World) -> None:
    meeting, _ = said(world)
    world.desk.live.finish(meeting)
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    later = planned(world, day=LATER)
    point = world.desk.meetings.add_item(later, "Besluiten").made_id
    world.desk.live.start(later)
    first = world.store.rows("SELECT id FROM decision ORDER BY sequence LIMIT 1")[0][0]
    world.desk.results.withdraw(first, point, "Toch niet.")
    taken = "SELECT withdrawn_by_id IS NOT NULL FROM decision WHERE id = ?"
    assert world.store.rows(taken, (first,)) == [(1,)]
    world.desk.undo.back()
    assert world.store.rows(taken, (first,)) == [(0,)]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM placement; DELETE FROM decision",
        "UPDATE decision SET decided_on = '2026-01-01'",
        "UPDATE decision SET sealed_text = NULL",
        "DELETE FROM action_item",
        "UPDATE action_item SET due_on = NULL",
        "UPDATE action_item SET owner_name = 'Iemand anders'",
        "UPDATE action_item SET removed_at = '2026-12-01T08:00:00Z'",
        "UPDATE case_discussion SET outcome = 'find_out'",
        "DELETE FROM case_discussion",
        "UPDATE agenda_item SET status = 'open'",
        "UPDATE agenda_item SET title = 'Iets anders'",
        "INSERT INTO agenda_item (id, meeting_id, position, kind, title, status, origin) "
        "SELECT 'x', id, 9, 'fixed', 'Nog iets', 'open', '' FROM meeting",
    ],
)
def test_the_store_itself_keeps_what_final_minutes_state(world: World, sql: str) -> None:
    meeting, _ = said(world)
    world.desk.live.finish(meeting)
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    before = picture(world)
    with refused(r"guard\.minutes\.fixed"), world.writing() as work:
        for one in sql.split("; "):
            work.run(one, [()])
    assert picture(world) == before


def test_every_column_is_said_in_the_meeting_or_follows_after_it() -> None:
    from zsm_desktop.models import Base
    from zsm_desktop.store.guards import SAID
    from zsm_desktop.store.images import FOLLOWED

    for table, columns in SAID.items():
        there = {column.name for column in Base.metadata.tables[table].columns}
        assert set(columns.split(", ")) ^ FOLLOWED[table] == there


def test_a_start_by_mistake_is_taken_back(world: World) -> None:
    meeting = planned(world)
    on_agenda(world, meeting, world.case())
    before = picture(world)
    world.desk.live.start(meeting)
    assert world.desk.undo.next_back() == "meeting.start"
    world.desk.undo.back()
    assert (status(world, meeting), picture(world)) == ("planned", before)
    world.desk.undo.again()
    assert status(world, meeting) == "running"


def test_a_meeting_in_which_something_was_said_has_begun(world: World) -> None:
    stage = world.desk_of("stage duin")

    def begun() -> tuple[str, str]:
        meeting = planned(world, SG)
        point = world.desk.meetings.add_item(meeting, "Rondvraag").made_id
        world.desk.live.start(meeting)
        return meeting, point

    live = world.desk.live
    for say in (
        lambda point: live.keep_notes(point, "Volgende keer in Goes."),
        lambda point: world.desk.drafts.keep(point, "decision", {"text": "Half ges"}),
    ):
        meeting, point = begun()
        say(point)
        with refused(r"undo\.said"):
            world.desk.undo.back()
        assert status(world, meeting) == "running"
    meeting = planned(world)
    item = on_agenda(world, meeting, world.case())
    live.start(meeting)
    stage.live.mark_discussed(item)
    with refused(r"undo\.said"):
        world.desk.undo.back()
    stage.undo.back()
    assert status(world, meeting) == "running"


def test_a_finish_by_mistake_is_taken_back_whole_while_the_minutes_are_a_draft(world: World) -> None:
    planned(world, day=LATER)
    meeting, item, _ = running(world)
    world.desk.live.add_decision(item, "Eerst kennismaken.")
    before = picture(world)
    world.desk.live.finish(meeting)
    after = picture(world)
    assert after != before
    world.desk.undo.back()
    assert (status(world, meeting), picture(world)) == ("running", before)
    world.desk.undo.again()
    assert picture(world) == after
    world.desk.undo.back()
    world.desk.undo.back()
    assert world.store.rows("SELECT count(*) FROM decision") == [(0,)]


def test_a_meeting_with_minutes_sent_round_is_not_opened_again(world: World) -> None:
    meeting, _ = said(world)
    world.desk.live.finish(meeting)
    world.desk_of("stage duin").versions.prepare(meeting)
    assert back_until_nothing(world) == ["undo.meeting_moved", "undo.nothing"]
    assert status(world, meeting) == "finished"
    assert world.desk.versions.card(meeting).stage is MinutesStatus.PREPARED


def test_a_meeting_whose_cases_went_on_is_not_opened_again(world: World) -> None:
    meeting, _, case = running(world)
    world.desk.live.finish(meeting)
    stage = world.desk_of("stage duin")
    later = stage.meetings.plan(MB, held_on=LATER, starts_at=time(13), ends_at=time(15), place="").made_id
    assert any(row.case and row.case.id == case for row in world.desk.meetings.card(later).agenda)
    with refused(r"undo\.in_use"):
        world.desk.undo.back()
    assert status(world, meeting) == "finished"


def test_a_meeting_planned_by_mistake_is_gone_and_comes_back(world: World) -> None:
    before = picture(world)
    meeting = planned(world)
    after = picture(world)
    world.desk.undo.back()
    assert picture(world) == before
    world.desk.undo.again()
    assert picture(world) == after
    stage = world.desk_of("stage duin")
    stage.meetings.plan(MB, held_on=LATER, starts_at=time(13), ends_at=time(15), place="")
    with refused(r"undo\.later_meeting"):
        world.desk.undo.back()
    assert status(world, meeting) == "planned"
