"""The first screen: read without SQLAlchemy, and only what this user may see."""

from __future__ import annotations

from datetime import date

from tests.builders import SECRETARY, World
from tests.services.test_meetings import running


def test_the_day_shows_meeting_actions_and_what_waits(world: World) -> None:
    meeting, item, _ = running(world)
    world.desk.live.add_action(item, "Bellen", owner=SECRETARY, due_on=date(2026, 11, 20))
    world.desk.live.add_action(item, "Schrijven", owner="iemand anders", due_on=None)
    world.case()
    world.entered()
    facts = world.desk.today.facts()
    assert [(row.id, row.cases, row.status) for row in facts.next_meetings] == [(meeting, 1, "running")]
    assert [(row.text, row.is_mine, row.is_overdue) for row in facts.actions] == [
        ("Bellen", True, True),
        ("Schrijven", False, False),
    ]
    assert (facts.open_actions, facts.overdue_actions) == (2, 1)
    assert {row.kind: row.count for row in facts.waiting} == {"cases_without_agenda": 1, "deliveries_to_confirm": 1}


def test_a_director_sees_nothing_of_cases_on_the_first_screen(world: World) -> None:
    _, item, _ = running(world)
    world.desk.live.add_action(item, "Bellen", owner="directeur zeeuw", due_on=None)
    facts = world.desk_of("directeur zeeuw").today.facts()
    assert (facts.next_meetings, facts.actions, facts.open_actions) == ((), (), 0)
