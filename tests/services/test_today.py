"""The first screen: read without SQLAlchemy, and only what this user may see."""

from __future__ import annotations

from datetime import date

from tests.builders import SECRETARY, World
from tests.services.test_meetings import running
from zsm_desktop.models import Case, Pupil


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


def test_the_secretary_is_told_of_whom_the_term_is_over(world: World) -> None:
    for day in (date(2024, 11, 22), date(2024, 11, 23)):
        case = world.case()
        with world.writing() as work:
            work.session.get_one(Pupil, work.session.get_one(Case, case).pupil_id).left_on = day

    def told(name: str = SECRETARY) -> int:
        return {row.kind: row.count for row in world.desk_of(name).today.facts().waiting}.get("retention_due", 0)

    assert (told(), told("stage zeeuw")) == (1, 0)
    world.desk.retention.set("pupils", 0, 1, "Zo afgesproken.")
    assert told() == 2
    world.desk.retention.set("pupils", 1, 3, "Toch langer.")
    assert told() == 0
