"""Bottlenecks go up through any number of layers, and their answer comes back to where they were noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import TODAY, World, school_id
from tests.services.test_meetings import MB, SG, on_agenda, planned, refused, running
from tests.versions import version_of
from zsm_desktop.domain.profiles import USUAL_NOUNS
from zsm_desktop.models import Bottleneck
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.bottlenecks import BottleneckDraft
from zsm_desktop.services.meeting_facts import BottleneckRow
from zsm_desktop.words.names import saying
from zsm_desktop.words.results import bottleneck_status, cases_touched, waiting

PROBLEM = BottleneckDraft("Te weinig lasplaatsen", "Drie scholen wachten.", "capacity", "Een tweede groep")


def layered(world: World) -> list[str]:
    """Core team, guidance committee, administrators, each above the one before it."""
    bodies = world.desk.bodies
    top = bodies.add(BodyDraft("Bestuurders", "strategic", kind="steering", code="BO")).made_id
    middle = bodies.add(BodyDraft("Begeleiding", "tactical", kind="steering", code="BC", above_id=top)).made_id
    low = bodies.add(BodyDraft("Kernteam", "operational", code="KT", above_id=middle)).made_id
    return [low, middle, top]


def noted_in(world: World, body: str, case: str | None = None) -> tuple[str, str]:
    """A running meeting of this body, and a bottleneck noted in it."""
    meeting = planned(world, body)
    desk = world.desk
    item = on_agenda(world, meeting, case) if case else desk.meetings.add_item(meeting, "Rondvraag").made_id
    desk.live.start(meeting)
    return meeting, desk.live.add_bottleneck(item, "Te weinig lasplaatsen").made_id


def row_of(world: World, bottleneck: str) -> BottleneckRow:
    return next(row for row in world.desk.bottlenecks.rows() if row.id == bottleneck)


def on_agenda_of(world: World, meeting: str) -> list[tuple[str, str]]:
    """Bottlenecks on an agenda, with the status of their point."""
    rows = world.desk.meetings.card(meeting).agenda
    return [(row.bottleneck.id, row.status) for row in rows if row.bottleneck]


def test_it_climbs_three_layers_and_the_answer_comes_back_to_the_first(world: World) -> None:
    low, middle, top = layered(world)
    first, bottleneck = noted_in(world, low)
    guidance = planned(world, middle, date(2026, 12, 1))
    desk = world.desk.bottlenecks
    assert desk.above(bottleneck) == "Begeleiding"
    desk.escalate(bottleneck)
    assert (row_of(world, bottleneck).status, row_of(world, bottleneck).body) == ("escalated", "Begeleiding")
    assert on_agenda_of(world, guidance) == [(bottleneck, "open")]

    world.desk.live.start(guidance)
    desk.escalate(bottleneck)
    assert on_agenda_of(world, guidance) == [(bottleneck, "discussed")]
    administrators = planned(world, top, date(2026, 12, 8))
    assert on_agenda_of(world, administrators) == [(bottleneck, "open")]
    assert desk.above(bottleneck) == ""
    with refused("bottleneck.at_top"):
        desk.escalate(bottleneck)

    world.desk.live.finish(first)
    desk.answer(bottleneck, version_of(world, "bottleneck", bottleneck), "Er komt een tweede groep.")
    assert row_of(world, bottleneck).body == "Bestuurders"
    following = planned(world, low, date(2026, 12, 15))
    assert on_agenda_of(world, following) == [(bottleneck, "open")]
    assert bottleneck not in dict(on_agenda_of(world, planned(world, middle, date(2026, 12, 16))))

    (item,) = [row for row in world.desk.meetings.card(following).agenda if row.bottleneck]
    world.desk.live.start(following)
    world.desk.live.mark_discussed(item.id)
    assert row_of(world, bottleneck).status == "closed"
    world.desk.live.mark_discussed(item.id, is_discussed=False)
    assert row_of(world, bottleneck).status == "answered"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layers=st.integers(1, 6), planned_ahead=st.booleans(), answered_at=st.integers(1, 6))
def test_any_number_of_layers_and_each_agenda_has_it_once(
    world: World, layers: int, planned_ahead: bool, answered_at: int
) -> None:
    """However high it climbs before somebody answers, it stands once on each agenda and ends where it began."""
    desk, mark = world.desk, f"{layers}{answered_at}{len(world.desk.bodies.rows())}"
    bodies: list[str] = []
    above: str | None = None
    for at in reversed(range(layers + 1)):
        kind = "case" if at == 0 else "steering"
        draft = BodyDraft(f"Laag {mark} {at}", "tactical", kind=kind, code=f"L{mark}{at}"[:8], above_id=above)
        above = desk.bodies.add(draft).made_id
        bodies.insert(0, above)
    _, bottleneck = noted_in(world, bodies[0])
    climbs = min(layers, answered_at)
    for at in range(1, climbs + 1):
        day = TODAY + timedelta(days=7 * at)
        meeting = planned(world, bodies[at], day) if planned_ahead else ""
        desk.bottlenecks.escalate(bottleneck)
        meeting = meeting or planned(world, bodies[at], day)
        assert [found for found, _ in on_agenda_of(world, meeting)].count(bottleneck) == 1
    ahead = planned(world, bodies[0], TODAY + timedelta(days=90)) if planned_ahead else ""
    desk.bottlenecks.answer(bottleneck, version_of(world, "bottleneck", bottleneck), "Ja.")
    ahead = ahead or planned(world, bodies[0], TODAY + timedelta(days=90))
    assert on_agenda_of(world, ahead) == [(bottleneck, "open")]
    (row,) = [one for one in desk.meetings.card(ahead).agenda if one.bottleneck]
    desk.live.start(ahead)
    desk.live.mark_discussed(row.id)
    assert row_of(world, bottleneck).status == "closed"


def test_without_a_body_above_it_goes_to_the_only_stuurgroep(world: World) -> None:
    _, bottleneck = noted_in(world, MB)
    assert world.desk.bottlenecks.above(bottleneck) == "Stuurgroep"
    layered(world)  # now there are three
    assert world.desk.bottlenecks.above(bottleneck) == ""
    with refused("bottleneck.at_top"):
        world.desk.bottlenecks.escalate(bottleneck)


def test_an_answer_not_reached_comes_back_again(world: World) -> None:
    meeting, bottleneck = noted_in(world, MB)
    world.desk.bottlenecks.escalate(bottleneck)
    world.desk.live.finish(meeting)
    world.desk.bottlenecks.answer(bottleneck, version_of(world, "bottleneck", bottleneck), "Er komt een tweede groep.")
    second = planned(world, day=date(2026, 12, 15))
    world.desk.live.start(second)
    world.desk.live.finish(second)
    third = planned(world, day=date(2027, 1, 12))
    assert on_agenda_of(world, third) == [(bottleneck, "open")]


def test_it_counts_cases_and_names_the_schools_it_hits(world: World) -> None:
    _, bottleneck = noted_in(world, MB, world.case("ZEEUW"))
    for _ in range(4):
        world.desk.bottlenecks.touch_case(bottleneck, world.case("ZEEUW"))
    mistaken = world.case("DUIN")
    world.desk.bottlenecks.touch_case(bottleneck, mistaken)
    world.desk.bottlenecks.touch_case(bottleneck, mistaken, is_touched=False)
    world.desk.bottlenecks.describe(
        bottleneck,
        version_of(world, "bottleneck", bottleneck),
        replace(PROBLEM, school_ids=frozenset({school_id("KREEK")})),
    )
    row = row_of(world, bottleneck)
    assert (row.cases, row.schools, row.kind, row.asked) == (
        5,
        ("De Zeeuwse Vaart", "Het Kreekrif"),
        "capacity",
        "Een tweede groep",
    )
    assert row.weeks_waiting(TODAY + timedelta(days=20)) == 2
    assert world.desk.bottlenecks.draft(bottleneck).school_ids == frozenset({school_id("KREEK")})


@pytest.mark.parametrize(
    ("cases", "inside", "outside"),
    [(0, "", ""), (1, "1 casus", "<5 casussen"), (4, "4 casussen", "<5 casussen"), (5, "5 casussen", "5 casussen")],
)
def test_few_cases_are_not_counted_out_loud(cases: int, inside: str, outside: str) -> None:
    assert (cases_touched(cases, is_outside=False), cases_touched(cases, is_outside=True)) == (inside, outside)


def test_it_says_where_it_lies_and_how_long_it_waits() -> None:
    say = saying(USUAL_NOUNS)
    assert bottleneck_status("escalated", "Stuurgroep", say) == "bij de stuurgroep"
    assert bottleneck_status("escalated", "Begeleiding", say) == "bij Begeleiding"
    assert [waiting(weeks) for weeks in (0, 1, 6)] == ["minder dan een week", "1 week", "6 weken"]


def test_a_name_typed_into_it_does_not_go_up(world: World) -> None:
    """It stands in the open, so the name is masked when it is written; going up, the pseudonym goes too."""
    case = world.case("ZEEUW")
    _, bottleneck = noted_in(world, MB, case)
    world.desk.bottlenecks.describe(
        bottleneck,
        version_of(world, "bottleneck", bottleneck),
        replace(PROBLEM, title="Zoë van den Berg kan nergens lassen", asked="Een plek voor Zoë van den Berg"),
    )
    pseudonym = world.desk.cases.card(case).row.pseudonym
    assert row_of(world, bottleneck).title == f"{pseudonym} kan nergens lassen"
    world.desk.bottlenecks.escalate(bottleneck)
    (seen,) = world.desk_of("directeur duin").bottlenecks.rows()
    assert (seen.title, seen.asked) == ("een leerling kan nergens lassen", "Een plek voor een leerling")
    ((stored,),) = world.store.rows("SELECT title || description || asked FROM bottleneck")
    assert "Zoë" not in stored
    assert pseudonym not in stored


def test_who_leads_where_it_lies_sends_it_on(world: World) -> None:
    low, middle, _ = layered(world)
    meeting, bottleneck = noted_in(world, low)
    coordinator = world.desk_of("stage duin").bottlenecks
    coordinator.escalate(bottleneck)
    world.desk.live.finish(meeting)
    for attempt in (
        lambda: coordinator.escalate(bottleneck),
        lambda: coordinator.answer(bottleneck, version_of(world, "bottleneck", bottleneck), "Ja."),
        lambda: coordinator.describe(bottleneck, version_of(world, "bottleneck", bottleneck), PROBLEM),
        lambda: world.desk_of("directeur duin").bottlenecks.answer(
            bottleneck, version_of(world, "bottleneck", bottleneck), "Ja."
        ),
    ):
        with refused("permission.missing"):
            attempt()
    assert planned(world, middle)


def test_sending_up_and_answering_can_be_taken_back(world: World) -> None:
    meeting, bottleneck = noted_in(world, MB)
    steering = planned(world, SG, date(2026, 12, 3))
    world.desk.live.finish(meeting)
    following = planned(world, day=date(2026, 12, 15))
    world.desk.bottlenecks.escalate(bottleneck)
    world.desk.bottlenecks.answer(bottleneck, version_of(world, "bottleneck", bottleneck), "Er komt een tweede groep.")
    assert on_agenda_of(world, following) == [(bottleneck, "open")]
    world.desk.undo.back()
    assert (on_agenda_of(world, following), row_of(world, bottleneck).status) == ([], "escalated")
    world.desk.undo.back()
    assert (on_agenda_of(world, steering), row_of(world, bottleneck).status) == ([], "open")


def test_a_case_body_may_stand_above_another(world: World) -> None:
    """Then its meeting answers, and a director still sees nothing of it."""
    higher = world.desk.bodies.add(BodyDraft("Regioteam", "tactical", code="RT")).made_id
    lower = world.desk.bodies.add(BodyDraft("Kernteam", "operational", code="KT", above_id=higher)).made_id
    _, bottleneck = noted_in(world, lower)
    world.desk_of("stage duin").bottlenecks.escalate(bottleneck)
    assert world.desk_of("directeur duin").bottlenecks.rows() == ()
    world.desk_of("stage duin").bottlenecks.answer(
        bottleneck, version_of(world, "bottleneck", bottleneck), "Dat doen wij."
    )
    assert row_of(world, bottleneck).body == "Regioteam"


def test_a_removed_one_is_nowhere(world: World) -> None:
    meeting, _, _ = running(world)
    item = world.desk.meetings.card(meeting).agenda[-1].id
    bottleneck = world.desk.live.add_bottleneck(item, "Te weinig lasplaatsen").made_id
    with world.writing() as work:
        work.session.get_one(Bottleneck, bottleneck).removed_at = work.at
    assert world.desk.bottlenecks.rows() == ()
    with refused("bottleneck.none"):
        world.desk.bottlenecks.escalate(bottleneck)


def test_several_go_up_in_one_act_that_is_taken_back_as_one(world: World) -> None:
    _, item, _ = running(world)
    live, desk = world.desk.live, world.desk.bottlenecks
    ids = [live.add_bottleneck(item, title).made_id for title in ("Geen bus", "Geen lasplaats")]
    desk.escalate(*ids)
    assert {row_of(world, one).status for one in ids} == {"escalated"}
    world.desk.undo.back()
    assert {row_of(world, one).status for one in ids} == {"open"}


def test_one_of_several_that_cannot_go_up_keeps_the_others_here(world: World) -> None:
    _, item, _ = running(world)
    live, desk = world.desk.live, world.desk.bottlenecks
    first, second = (live.add_bottleneck(item, title).made_id for title in ("Geen bus", "Geen lasplaats"))
    desk.escalate(second)
    desk.answer(second, version_of(world, "bottleneck", second), "Er komt een bus.")
    with refused("bottleneck.not_open"):
        desk.escalate(first, second)
    assert row_of(world, first).status == "open"


def test_who_noted_it_describes_it_while_the_meeting_runs_also_when_it_went_up(world: World) -> None:
    meeting, item, _ = running(world)
    leader = world.desk_of("stage duin")
    bottleneck = leader.live.add_bottleneck(item, "Te weinig lasplaatsen").made_id
    leader.bottlenecks.escalate(bottleneck)
    leader.bottlenecks.describe(bottleneck, version_of(world, "bottleneck", bottleneck), PROBLEM)
    assert (row_of(world, bottleneck).kind, row_of(world, bottleneck).asked) == ("capacity", "Een tweede groep")
    world.desk.live.finish(meeting)
    with refused("permission.missing"):
        leader.bottlenecks.describe(bottleneck, version_of(world, "bottleneck", bottleneck), PROBLEM)
