"""The first screen: read without SQLAlchemy, and only what this user may see."""

from __future__ import annotations

from datetime import date, timedelta

from tests.builders import SECRETARY, World, made_id, user_id
from tests.services.test_meetings import running
from zsm_desktop.models import Case, ImportBatch, Pupil


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
        return {row.kind: row.count for row in world.desk_of(name).today.later()}.get("retention_due", 0)

    assert (told(), told("stage zeeuw")) == (1, 0)
    world.desk.retention.set("pupils", 0, 1, "Zo afgesproken.")
    assert told() == 2
    world.desk.retention.set("pupils", 1, 3, "Toch langer.")
    assert told() == 0


def test_what_is_no_pupil_and_over_its_term_counts_too(world: World) -> None:
    batch = ImportBatch(id=made_id(11, 1), kind="cases", file_name="Aanmelding.xlsx", rows=1,
        taken_in_at=world.now - timedelta(days=400), taken_in_by=world.desk.actor.user_id)  # fmt: skip
    with world.writing() as work:
        work.session.add(batch)

    def told() -> int:
        (waiting,) = world.desk.today.later()
        assert (waiting.kind, waiting.count) == ("retention_due", len(world.desk.destroying.due()))
        return waiting.count

    assert told() == 1
    world.desk.users.retire(user_id("lezer"))
    world.now += timedelta(days=365 * 4)
    assert told() == 3  # the user who left, and the oldest lines of the logbook
