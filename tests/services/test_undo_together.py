"""Undo at one of two desks that work at once: it takes back what was done there, and nothing that others did since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import World, made_id
from tests.services.test_undo import PLACE, picture
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.undo import FOR_GOOD

ONE, OTHER = "secretaris", "stage zeeuw"


@pytest.fixture
def item(world: World) -> str:
    """A case on the agenda of a meeting that runs."""
    plan = world.desk.meetings.plan
    meeting = plan(
        made_id(9, 1), held_on=date(2026, 11, 24), starts_at=time(13), ends_at=time(16), place="Goes"
    ).made_id
    item = world.desk.meetings.add_case(meeting, world.case("ZEEUW")).made_id
    world.desk.live.start(meeting)
    world.desk.steps.done.clear()
    return item


def test_a_line_out_of_the_notes_goes_back_only_while_nobody_wrote_on(world: World, item: str) -> None:
    one, other = world.desk_of(ONE), world.desk_of(OTHER)
    one.live.keep_notes(item, "Elke maand bellen")
    one.talk_lines.line_out(item, "decision", "Elke maand bellen", "", base="Elke maand bellen")
    other.live.keep_notes(item, "Vader mailt.", "")
    with pytest.raises(RuleError, match=r"undo\.changed"):
        one.undo.back()
    assert one.live.notes(item) == "Vader mailt."
    assert len(one.live.card(item).decisions) == 1


def test_an_outcome_is_taken_back_and_the_notes_of_the_other_stay(world: World, item: str) -> None:
    one, other = world.desk_of(ONE), world.desk_of(OTHER)
    one.live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    other.live.keep_notes(item, "Vader mailt.", "")
    one.undo.back()
    card = one.live.card(item)
    assert (card.outcome, card.notes) == ("", "Vader mailt.")


def test_an_outcome_that_the_other_changed_stays(world: World, item: str) -> None:
    one, other = world.desk_of(ONE), world.desk_of(OTHER)
    one.live.record_outcome(item, DiscussionOutcome.FIND_OUT)
    other.live.record_outcome(item, DiscussionOutcome.OTHER_HELP)
    with pytest.raises(RuleError, match=r"undo\.changed"):
        one.undo.back()
    assert one.live.card(item).outcome == "other_help"


def test_a_meeting_the_other_closed_keeps_what_was_said(world: World, item: str) -> None:
    one, other = world.desk_of(ONE), world.desk_of(OTHER)
    one.live.add_decision(item, "Proefles.")
    other.live.finish(one.live.card(item).meeting_id)
    with pytest.raises(RuleError, match=r"undo\.meeting_moved"):
        one.undo.back()
    assert len(one.live.card(item).decisions) == 1


def ways(desk: Desk, item: str) -> tuple[Callable[[], object], ...]:
    live = desk.live
    return (
        lambda: live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE),
        lambda: live.record_outcome(item, DiscussionOutcome.FIND_OUT),
        lambda: live.add_decision(item, f"Besluit van {desk.actor.name}"),
        lambda: live.add_action(item, "Bellen", owner=desk.actor.name, due_on=None),
        lambda: live.add_bottleneck(item, f"Geen plek volgens {desk.actor.name}"),
        lambda: live.mark_discussed(item),
        lambda: live.mark_discussed(item, is_discussed=False),
        lambda: live.keep_notes(item, f"Noot van {desk.actor.name}"),
    )


def refusal_of(act: Callable[[], object]) -> str:
    try:
        act()
    except RuleError as error:
        return error.code
    return ""


def rows_of(world: World) -> set[tuple[str, tuple[object, ...]]]:
    return {(table, row) for table, rows in picture(world).items() for row in rows}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=12))
def test_an_undo_takes_back_what_its_own_desk_did_last_or_nothing(
    world: World, item: str, steps: list[tuple[bool, int]]
) -> None:
    """What the other did since stands as it was, whatever was done in between; a refusal changes nothing."""
    desks = (world.desk_of(ONE), world.desk_of(OTHER))
    for desk in desks:
        desk.steps.done.clear()
        desk.steps.undone.clear()
    for is_other, number in steps:
        desk = desks[is_other]
        all_ways = ways(desk, item)
        if number < len(all_ways):
            refusal_of(all_ways[number])
            continue
        before, step = rows_of(world), desk.steps.done[-1] if desk.steps.done else None
        refused = refusal_of(desk.undo.back)
        if step is None or refused:
            assert rows_of(world) == before
            assert refused in FOR_GOOD | {"undo.nothing", "undo.nothing_final"}
            continue
        own = {image.table for image in step.images}
        assert {table for table, _ in rows_of(world) ^ before} <= own
        made = {(i.table, i.after.get("id")) for i in step.images if i.before is None and i.after is not None}
        gone = {(table, row[0]) for table, row in before} - {(table, row[0]) for table, row in rows_of(world)}
        assert gone <= made
