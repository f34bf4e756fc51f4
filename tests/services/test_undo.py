"""Any act that says it can be undone can, exactly, and done again; what would lose someone else's work is refused."""

from __future__ import annotations

import contextlib
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import World, made_id, offer_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.models import Base
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.live import Place
from zsm_desktop.words.rules import sentence

PLACE = Place(offer_id("DUIN"), date(2026, 11, 2), date(2027, 6, 30), 2000)
TABLES = "agenda_item attendance case_discussion case_file decision action_item bottleneck placement meeting".split()

SHORT_WAIT = {"file": "PRAGMA busy_timeout = 1", "server": "SET lock_timeout = '1ms'"}


def picture(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables a meeting writes, without the counters that only go up."""
    pictures = {}
    for table in TABLES:
        columns = [column.name for column in Base.metadata.tables[table].columns if column.name != "version"]
        pictures[table] = sorted(world.store.rows(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)
    return pictures


@pytest.fixture
def item(world: World) -> str:
    """A case on the agenda of a meeting that runs."""
    plan = world.desk.meetings.plan
    meeting = plan(
        made_id(9, 1), held_on=date(2026, 11, 24), starts_at=time(13, 30), ends_at=time(16), place="De Duinpan"
    ).made_id
    item = world.desk.meetings.add_case(meeting, world.case("ZEEUW")).made_id
    world.desk.live.start(meeting)
    world.desk.steps.done.clear()
    return item


def test_a_placement_is_taken_back_whole_and_made_again(world: World, item: str) -> None:
    before = picture(world)
    world.desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    after = picture(world)
    assert world.desk.undo.next_back() == "meeting.outcome"
    assert world.desk.undo.back().topics.keys() >= {"case", "meeting", "decision"}
    assert picture(world) == before
    world.desk.undo.again()
    assert picture(world) == after


def test_what_hangs_on_it_keeps_it(world: World, item: str) -> None:
    world.desk.live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    ((placement,),) = world.store.rows("SELECT id FROM placement")
    world.desk.deliveries.enter(DeliveryDraft(date(2026, 11, 9), 100, placement_id=placement))
    with pytest.raises(RuleError, match=r"undo\.in_use"):
        world.desk.undo.back()
    assert world.store.rows("SELECT status FROM placement") == [("running",)]


def test_a_last_act_that_stays_is_told_apart_from_nothing(world: World, item: str) -> None:
    desk = world.desk_of("stage duin")
    with pytest.raises(RuleError, match=r"^undo\.nothing\b"):
        desk.undo.back()
    world.entered("DUIN", "ZEEUW")
    assert world.desk.undo.next_back() == ""
    with pytest.raises(RuleError, match=r"^undo\.nothing_final\b"):
        world.desk.undo.back()
    world.desk.live.mark_discussed(item)
    world.desk.undo.back()
    with pytest.raises(RuleError, match=r"^undo\.nothing\b"):
        world.desk.undo.back()


def test_a_decision_with_a_later_one_stays(world: World, item: str) -> None:
    world.desk.live.add_decision(item, "Eerst kennismaken.")
    world.desk_of("stage duin").live.add_decision(item, "Daarna plaatsen.")
    with pytest.raises(RuleError, match=r"undo\.later_number"):
        world.desk.undo.back()
    assert world.store.rows("SELECT count(*) FROM decision") == [(2,)]


def test_what_was_changed_since_is_not_overwritten(world: World, item: str) -> None:
    world.desk.live.mark_discussed(item)
    world.desk_of("stage duin").live.mark_discussed(item, is_discussed=False)
    with pytest.raises(RuleError, match=r"undo\.changed"):
        world.desk.undo.back()
    assert world.store.rows("SELECT status FROM agenda_item WHERE id = ?", (item,)) == [("open",)]


def test_a_desk_takes_back_what_was_done_there_and_no_other_desk_does(world: World, item: str) -> None:
    world.desk.live.add_decision(item, "Eerst kennismaken.")
    other = world.desk_of("stage duin")
    assert other.undo.next_back() == ""
    with pytest.raises(RuleError, match=r"undo\.nothing"):
        other.undo.back()
    other.live.add_action(item, "Bellen", owner="J. Pol", due_on=None)
    assert world.desk.undo.next_back() == "meeting.decide"
    world.desk.undo.back()
    assert world.store.rows("SELECT (SELECT count(*) FROM decision), (SELECT count(*) FROM action_item)") == [(0, 1)]


def test_what_cannot_be_taken_back_any_more_is_named_and_let_go(world: World, item: str) -> None:
    world.desk.live.add_action(item, "Bellen", owner="J. Pol", due_on=None)
    world.desk.live.mark_discussed(item)
    world.desk_of("stage duin").live.mark_discussed(item, is_discussed=False)
    with pytest.raises(RuleError, match=r"undo\.changed") as refusal:
        world.desk.undo.back()
    assert refusal.value.facts["act"] == "meeting.mark"
    assert sentence(refusal.value).startswith("Blijft zoals het nu is: een punt besproken.")
    assert world.desk.undo.next_back() == "meeting.add_action"


@pytest.mark.parametrize("way", ["back", "again"])
def test_a_store_that_is_busy_costs_no_step(world: World, kept: str, item: str, way: str) -> None:
    world.desk.live.add_decision(item, "Eerst kennismaken.")
    if way == "again":
        world.desk.undo.back()
    ((before,),) = world.store.rows("SELECT count(*) FROM decision")
    steps = world.desk.steps
    whole = [*steps.done, *steps.undone]
    turn = getattr(world.desk.undo, way)
    with world.writing() as work:
        work.rows(SHORT_WAIT[kept], ())
    other = world.desk_of("stage duin")
    with other.store.writing(other.actor, "test.busy", world.now):
        with pytest.raises(RuleError, match=r"store\.busy"):
            turn()
        assert [*steps.done, *steps.undone] == whole
    turn()
    assert world.store.rows("SELECT count(*) FROM decision") == [(1 - before,)]


def test_whoever_read_a_case_before_an_undo_must_read_it_again(world: World) -> None:
    case, cases = world.case(), world.desk.cases
    cases.set_wall_question(case, "Waar kan ik leren lassen?")
    cases.edit(case, cases.card(case).version, {"tried": "Stage in de kantine."})
    read = cases.card(case).version
    world.desk.undo.back()
    assert cases.card(case).version > read
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        world.desk_of("stage zeeuw").cases.edit(case, read, {"tried": "Niets."})
    assert cases.card(case).tried == "Stage in de kantine."


def test_nothing_to_take_back_is_said(world: World) -> None:
    world.desk.steps.done.clear()
    with pytest.raises(RuleError, match=r"undo\.nothing"):
        world.desk.undo.back()
    with pytest.raises(RuleError, match=r"undo\.nothing_again"):
        world.desk.undo.again()


ACTS = st.lists(st.integers(0, 8), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_sequence_taken_back_leaves_nothing_and_done_again_all(world: World, item: str, acts: list[int]) -> None:
    live, meetings, undo = world.desk.live, world.desk.meetings, world.desk.undo
    ((meeting, chair),) = world.store.rows("SELECT id, chair FROM meeting")
    ((person,),) = world.store.rows("SELECT id FROM attendance ORDER BY id LIMIT 1")
    ways = (
        lambda: live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE),
        lambda: live.record_outcome(item, DiscussionOutcome.FIND_OUT),
        lambda: live.add_decision(item, "Besluit"),
        lambda: live.add_action(item, "Bellen", owner="stage duin", due_on=date(2026, 12, 1)),
        lambda: live.add_bottleneck(item, "Geen lasplek"),
        lambda: live.mark_discussed(item),
        lambda: meetings.move_item(item, -1),
        lambda: meetings.set_attendance(person, is_present=True),
        lambda: meetings.set_roles(meeting, chair=chair + "x", note_taker="Noor"),
    )
    world.desk.steps.done.clear()
    before = picture(world)
    for number in acts:
        with contextlib.suppress(RuleError):  # a case that is placed cannot be placed again; that too leaves nothing
            ways[number]()
    after, count = picture(world), len(world.desk.steps.done)
    for _ in range(count):
        undo.back()
    assert picture(world) == before
    for _ in range(count):
        undo.again()
    assert picture(world) == after
    for _ in range(count):
        undo.back()


def test_notes_written_since_stay_when_an_outcome_is_taken_back(world: World, item: str) -> None:
    world.desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    world.desk.live.keep_notes(item, "Moeder belt nog.")
    world.desk.undo.back()
    card = world.desk.live.card(item)
    assert (card.outcome, card.notes) == ("", "Moeder belt nog.")
    world.desk.undo.again()
    card = world.desk.live.card(item)
    assert (card.outcome, card.notes) == ("find_out", "Moeder belt nog.")


def test_an_outcome_beside_older_notes_is_taken_back(world: World, item: str) -> None:
    world.desk.live.keep_notes(item, "Eerst.")
    world.desk.live.record_outcome(item, DiscussionOutcome.OTHER_HELP)
    world.desk.live.keep_notes(item, "Eerst. Daarna.")
    world.desk.undo.back()
    assert world.desk.live.card(item).outcome == ""
    assert world.desk.live.card(item).notes == "Eerst. Daarna."
