"""The room's state alone, without a window."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.builders import World, offer_id
from tests.ui.meeting.people import running, withdrawn
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.meeting.state import MeetingState
from zsm_desktop.ui.parts.typed_time import read_time, written


def opened(world: World, *case_ids: str) -> MeetingState:
    state = MeetingState(world.desk)
    state.open(running(world, *case_ids))
    return state


def test_the_first_open_point_is_on_the_table(world: World) -> None:
    state = opened(world, world.case())
    first, second = state.table.agenda
    assert state.table.item_id == first.id
    state.table.mark()
    state.reload()
    assert state.table.item_id == first.id
    state.open(state.sitting.meeting_id)
    assert state.table.item_id == second.id


def test_a_case_that_may_not_be_discussed_has_no_card(world: World) -> None:
    state = opened(world, withdrawn(world))
    state.table.choose(state.table.neighbour(+1))
    assert state.table.item is not None
    assert state.table.item.case is not None
    assert state.card is None


def test_the_next_card_is_read_ahead_and_forgotten_with_the_news(world: World) -> None:
    state = opened(world, world.case())
    state.read_ahead()
    ahead = state.table.neighbour(+1)
    assert list(state.cards) == [ahead]
    state.reload()
    assert state.cards == {}


def test_a_placement_starts_with_what_is_usual(world: World) -> None:
    state = opened(world, world.case())
    state.table.choose(state.table.neighbour(+1))
    plan = state.place_plan(offer_id("DUIN"))
    assert (plan.starts_on, plan.ends_on) == (date(2026, 11, 23), date(2027, 7, 31))
    assert (plan.planned_hundredths, plan.explained) == (36 * 200, "36 weken × 2 dagdelen")


@pytest.mark.parametrize(("text", "moment"), [("13", time(13)), ("13.30", time(13, 30)), ("9:05 uur", time(9, 5))])
def test_times_are_read_as_people_type_them(text: str, moment: time) -> None:
    assert read_time(text) == moment
    assert read_time(written(moment)) == moment


@pytest.mark.parametrize("text", ["", "25", "13.75", "straks"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match=r"time\.unreadable"):
        read_time(text)
