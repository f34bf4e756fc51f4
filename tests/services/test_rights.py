"""Who sees into a case, who leads a meeting, who fixes its minutes; and that each opening leaves its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import PEOPLE, TODAY, World, made_id, offer_id, user_id
from tests.services.test_meetings import MB, SG, on_agenda, planned, refused
from tests.versions import last_minutes, version_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Role
from zsm_desktop.models import User
from zsm_desktop.services.action_filter import ActionFilter
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.bottlenecks import BottleneckDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.minutes_correction import Correction

DUIN_ONLY = frozenset({made_id(4, 1)})
EVERYBODY = tuple(PEOPLE)


def invited(world: World, members: frozenset[str] = frozenset({made_id(4, 1), made_id(4, 2)}), **when: date) -> str:
    """A maatwerkbespreking to which only these contacts are invited; the members are those of Duin and Zeeuw."""
    world.desk.bodies.edit(
        MB, version_of(world, "meeting_body", MB), BodyDraft("Maatwerkbespreking", "operational", 6, None, members)
    )
    return planned(world, **when)


def code_of(attempt: Callable[[], object]) -> str:
    """The rule that refuses it, "" when it goes through."""
    try:
        attempt()
    except RuleError as error:
        return error.code
    return ""


def test_who_sees_a_case_of_zeeuw_before_it_is_on_an_agenda(world: World) -> None:
    case = world.case("ZEEUW")
    found = {name: code_of(lambda name=name: world.desk_of(name).cases.card(case)) for name in EVERYBODY}
    assert found == {
        "secretaris": "",
        "stage zeeuw": "",
        "boekhouder": "permission.missing",
        "stage duin": "case.none",
        "directeur duin": "permission.missing",
        "directeur zeeuw": "permission.missing",
        "lezer": "permission.missing",
    }


def test_another_school_sees_it_while_it_is_on_the_agenda_of_a_meeting_it_is_invited_to(world: World) -> None:
    case, desk = world.case("ZEEUW"), world.desk_of("stage duin")
    assert desk.cases.rows() == ()
    meeting = invited(world)
    item = on_agenda(world, meeting, case)
    assert [row.id for row in desk.cases.rows()] == [case]
    world.desk.live.start(meeting)
    assert desk.live.card(item).case.row.id == case
    world.desk.live.finish(meeting)
    assert desk.cases.rows() == ()
    for look in (
        lambda: desk.cases.card(case),
        lambda: desk.cases.open_dossier(case, "Nog eens lezen."),
        lambda: desk.live.card(item),
    ):
        assert code_of(look) == "case.none"


def test_a_school_that_is_not_invited_sees_nothing_of_it(world: World) -> None:
    case, desk = world.case("DUIN"), world.desk_of("stage zeeuw")
    meeting = invited(world, DUIN_ONLY)
    item = on_agenda(world, meeting, case)
    world.desk.live.start(meeting)
    assert desk.cases.rows() == ()
    assert {hit.kind for hit in desk.search.find("C-2026")} == set()
    for look in (lambda: desk.cases.card(case), lambda: desk.live.card(item)):
        assert code_of(look) in {"case.none", "meeting.no_item"}  # a server does not even show the point
    for read in (
        lambda: desk.meetings.card(meeting),
        lambda: desk.minutes.facts(meeting),
        lambda: desk.versions.card(meeting),
        lambda: desk.wall.sight(meeting),
    ):
        assert code_of(read) == "meeting.not_invited"


def test_a_meeting_that_was_cancelled_or_a_point_taken_off_gives_no_right(world: World) -> None:
    case, desk = world.case("ZEEUW"), world.desk_of("stage duin")
    meeting = invited(world)
    item = on_agenda(world, meeting, case)
    world.desk.meetings.remove_item(item)
    assert desk.cases.rows() == ()
    on_agenda(world, meeting, case)
    assert len(desk.cases.rows()) == 1
    world.desk.meetings.cancel(meeting)
    assert desk.cases.rows() == ()


def test_the_school_of_the_placement_sees_it_as_long_as_it_runs(world: World) -> None:
    case, desk = world.case("ZEEUW"), world.desk_of("stage duin")
    span = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 6, 30), "planned_hundredths": 4000}
    placement = world.desk.placements.place(case, offer_id("DUIN"), **span).made_id
    assert [row.id for row in desk.cases.rows()] == [case]
    assert desk.cases.open_dossier(case, "Start van het traject.").row.id == case
    world.desk.placements.cancel(placement)
    assert desk.cases.rows() == ()
    assert code_of(lambda: desk.cases.card(case)) == "case.none"


def test_another_schools_dossier_opens_with_a_reason_that_is_kept(world: World) -> None:
    case, desk = world.case("ZEEUW"), world.desk_of("stage duin")
    on_agenda(world, invited(world), case)
    with refused("case.dossier_closed"):
        desk.cases.card(case)
    with refused("case.reason_needed"):
        desk.cases.open_dossier(case, " ")
    assert desk.cases.open_dossier(case, "Voorbereiden van dinsdag.").row.id == case
    assert desk.cases.card(case).row.id == case
    assert world.reasons("case.open_dossier") == ["Voorbereiden van dinsdag."]
    ((who, facts),) = world.store.rows("SELECT user_id, facts FROM audit_event WHERE act = 'case.open_dossier'")
    assert who == desk.actor.user_id
    assert "dinsdag" not in facts
    for own in (world.desk_of("stage zeeuw"), world.desk):
        assert own.cases.card(case).row.id == case
    assert len(world.reasons("case.open_dossier")) == 1


def test_in_a_meeting_the_dossiers_are_opened_with_one_line(world: World) -> None:
    desk, meeting = world.desk_of("stage duin"), invited(world)
    items = [on_agenda(world, meeting, world.case("ZEEUW")) for _ in range(3)]
    own = on_agenda(world, meeting, world.case("DUIN"))
    desk.live.start(meeting)
    logged = "SELECT subject_id, user_id FROM audit_event WHERE act = 'meeting.open_dossiers'"
    assert world.store.rows(logged) == []
    for item in (own, *items):
        desk.live.card(item)
        world.desk.live.card(item)
    assert world.store.rows(logged) == [(meeting, desk.actor.user_id), (meeting, world.desk.actor.user_id)]


def test_reading_a_dossier_of_the_own_school_leaves_one_line_per_desk(world: World) -> None:
    case, other = world.case("ZEEUW"), world.case("ZEEUW")
    desk = world.desk_of("stage zeeuw")
    for one in (case, other, case, case):
        desk.cases.card(one)
    world.desk.cases.card(case)
    logged = "SELECT subject_id, user_id, facts FROM audit_event WHERE act = 'case.read_dossier' ORDER BY number"
    room = '{"room":"pupils"}'
    zeeuw, secretary = desk.actor.user_id, world.desk.actor.user_id
    found = [(subject, user, facts.replace(" ", "")) for subject, user, facts in world.store.rows(logged)]
    assert found == [(case, zeeuw, room), (other, zeeuw, room), (case, secretary, room)]


def test_draft_minutes_do_not_say_what_the_dossier_says_since_the_meeting(world: World) -> None:
    case, desk = world.case("ZEEUW"), world.desk_of("stage duin")
    meeting = invited(world)
    item = on_agenda(world, meeting, case)
    world.desk.live.start(meeting)
    world.desk.live.keep_notes(item, "Hij wil graag leren.")
    assert desk.minutes.on_screen(meeting).card.agenda[-1].case.question
    world.desk.live.finish(meeting)
    world.desk.cases.edit(case, world.desk.cases.card(case).version, {"question": "Nieuwe vraag"})

    def read(desk: Desk) -> list[tuple[str, str]]:
        found = [desk.minutes.on_screen(meeting)]
        if found[0].stamp.version:
            found.append(desk.versions.content(meeting, 1))
        rows = [next(row for row in facts.card.agenda if row.id == item) for facts in found]
        return [(row.case.question, row.notes) for row in rows if row.case]

    assert read(desk) == [("", "Hij wil graag leren.")]
    assert read(world.desk_of("stage zeeuw")) == [("Nieuwe vraag", "Hij wil graag leren.")]
    assert "names" not in {row.what for row in desk.papers.left_out(meeting, "school:DUIN")}
    world.desk.versions.prepare(meeting)
    assert read(desk) == [("", "Hij wil graag leren.")] * 2
    assert read(world.desk) == [("Nieuwe vraag", "Hij wil graag leren.")] * 2


def test_afterwards_another_school_reads_what_was_said_and_not_the_question(world: World) -> None:
    desk, meeting = world.desk_of("stage duin"), invited(world)
    item = on_agenda(world, meeting, world.case("ZEEUW"))
    world.desk.live.start(meeting)
    world.desk.live.keep_notes(item, "Lassen gaat goed.")
    assert desk.meetings.card(meeting).agenda[-1].case.question
    world.desk.live.finish(meeting)
    there = desk.meetings.card(meeting).agenda[-1]
    assert (there.case.question, there.case.initials, there.notes) == ("", "", "Lassen gaat goed.")
    assert world.desk_of("stage zeeuw").meetings.card(meeting).agenda[-1].case.question


@pytest.mark.parametrize(
    ("user", "code"),
    [
        ("secretaris", ""),
        ("stage duin", ""),
        ("stage zeeuw", "meeting.not_invited"),
        ("directeur duin", "permission.missing"),
        ("lezer", "permission.missing"),
    ],
)
def test_who_leads_is_invited(world: World, user: str, code: str) -> None:
    meeting = invited(world, DUIN_ONLY)
    desk = world.desk_of(user)
    item = world.desk.meetings.add_item(meeting, "Rondvraag").made_id
    assert code_of(lambda: desk.live.start(meeting)) == code
    world.desk.live.start(meeting) if code else None
    for act in (
        lambda: desk.live.add_decision(item, "Drie dagen per week."),
        lambda: desk.live.add_action(item, "Bellen", owner="B. Bos", due_on=None),
        lambda: desk.live.keep_notes(item, "Rondje."),
        lambda: desk.meetings.add_item(meeting, "Nog iets"),
        lambda: desk.meetings.set_roles(meeting, chair="A", note_taker="B"),
    ):
        assert code_of(act) in {code, code and "meeting.no_item"}  # a server does not even show the point


def test_who_is_named_chair_or_note_taker_leads_too(world: World) -> None:
    meeting, desk = invited(world, DUIN_ONLY), world.desk_of("stage zeeuw")
    assert code_of(lambda: desk.live.start(meeting)) == "meeting.not_invited"
    world.desk.meetings.set_roles(meeting, chair="", note_taker="stage zeeuw")
    assert code_of(lambda: desk.live.start(meeting)) == ""


def test_planning_is_for_a_body_one_belongs_to(world: World) -> None:
    """Else who plans a meeting of another group would be let in to its cases."""
    invited(world, DUIN_ONLY)
    with refused("meeting.body_not_invited"):
        _plan(world.desk_of("stage zeeuw"))
    assert _plan(world.desk_of("stage duin"))


@pytest.mark.parametrize("members", [frozenset(), DUIN_ONLY], ids=["fixed contacts", "members"])
def test_what_the_screen_is_told_of_planning_is_what_the_act_says(world: World, members: frozenset[str]) -> None:
    world.desk.bodies.edit(
        MB, version_of(world, "meeting_body", MB), BodyDraft("Maatwerkbespreking", "operational", 6, None, members)
    )
    for name in EVERYBODY:
        desk = world.desk_of(name)
        told = {}
        if code_of(desk.meetings.bodies) == "":
            told = {body.id: body.may_plan for body in desk.meetings.bodies()}
        for body in (MB, SG):
            may = code_of(lambda desk=desk, body=body: _plan(desk, body)) == ""
            assert told.get(body, False) == may, (name, body)


def test_what_the_screen_is_told_of_a_bottleneck_is_what_the_act_says(world: World) -> None:
    meeting = invited(world, DUIN_ONLY)
    item = on_agenda(world, meeting, world.case("DUIN"))
    world.desk.live.start(meeting)
    made = world.desk.live.add_bottleneck(item, "Geen bus").made_id
    found = {}
    for name in EVERYBODY:
        bottlenecks = world.desk_of(name).bottlenecks
        act = (
            code_of(
                lambda bottlenecks=bottlenecks: bottlenecks.describe(
                    made, version_of(world, "bottleneck", made), BottleneckDraft("Geen bus")
                )
            )
            == ""
        )
        refused_to_look = code_of(lambda bottlenecks=bottlenecks: bottlenecks.may_describe(made))
        assert refused_to_look or bottlenecks.may_describe(made) == act, name
        found[name] = act
    assert {name for name, act in found.items() if act} == {"secretaris", "stage duin"}


def _plan(desk: Desk, body: str = MB) -> object:
    from datetime import time

    return desk.meetings.plan(body, held_on=TODAY + timedelta(days=40), starts_at=time(13), ends_at=time(15), place="")


@pytest.mark.parametrize(("chair", "code"), [("stage duin", ""), ("stage zeeuw", "minutes.not_chair")])
def test_the_chair_or_the_secretary_fixes_the_minutes(world: World, chair: str, code: str) -> None:
    desk, meeting = world.desk_of("stage duin"), invited(world)
    world.desk.meetings.set_roles(meeting, chair=chair, note_taker="stage duin")
    desk.live.start(meeting)
    desk.live.finish(meeting)
    desk.versions.prepare(meeting)
    assert code_of(lambda: desk.versions.finalise(meeting)) == code
    if code:
        world.desk.versions.finalise(meeting)
    wanted = Correction({row.id: "Anders gezegd." for row in desk.meetings.card(meeting).agenda[:1]})
    assert (
        code_of(lambda: desk.versions.correct(meeting, last_minutes(world, meeting), "Verkeerd opgeschreven.", wanted))
        == code
    )


def test_a_walk_in_with_the_name_of_a_user_opens_nothing_for_him(world: World) -> None:
    """Two people can be called the same; who may see in is known by user and by school, not by name."""
    case, desk = world.case("DUIN"), world.desk_of("stage zeeuw")
    meeting = invited(world, DUIN_ONLY)
    on_agenda(world, meeting, case)
    world.desk.meetings.add_person(meeting, "stage zeeuw")
    assert desk.cases.rows() == ()
    assert code_of(lambda: desk.meetings.card(meeting)) == "meeting.not_invited"


def test_the_chair_stays_the_chair_under_another_name(world: World) -> None:
    desk, meeting = world.desk_of("stage duin"), invited(world)
    world.desk.meetings.set_roles(meeting, chair="stage duin", note_taker="stage duin")
    desk.live.start(meeting)
    desk.live.finish(meeting)
    desk.versions.prepare(meeting)
    with world.writing() as work:
        work.session.get_one(User, desk.actor.user_id).name = "stage duin-noord"
        work.session.flush()
        work.session.get_one(User, user_id("stage zeeuw")).name = "stage duin"
    later = world.desk_of("stage zeeuw")
    assert not later.meetings.rights(meeting).may_fix_minutes
    assert code_of(lambda: desk.versions.finalise(meeting)) == ""


@pytest.mark.parametrize("user", ["stage duin", "stage zeeuw"])
def test_only_who_keeps_the_meeting_makes_papers_about_other_schools(world: World, user: str) -> None:
    meeting, code = invited(world), user.removeprefix("stage ").upper()
    item = on_agenda(world, meeting, world.case("ZEEUW"))
    world.desk.live.start(meeting)
    world.desk.live.keep_notes(item, "Woont sinds kort bij oma.")
    world.desk.live.add_action(item, "Oma bellen", owner="B. Bos", due_on=None)
    world.desk.live.finish(meeting)
    desk = world.desk_of(user)
    assert [row.code for row in desk.papers.audiences(meeting)] == [f"school:{code}", "steering"]
    for audience in {"full", "school:DUIN", "school:ZEEUW"} - {f"school:{code}"}:
        assert code_of(lambda audience=audience: desk.minutes.facts(meeting, audience)) == "minutes.for_keeper"
    told = repr(desk.minutes.facts(meeting, f"school:{code}")) + repr(desk.papers.people(meeting))
    assert ("oma" in told) == ("Oma" in told) == (code == "ZEEUW")
    assert "oma" in repr(desk.minutes.on_screen(meeting))


@pytest.mark.parametrize("role", ["chair", "note_taker"])
def test_chair_and_note_taker_make_the_full_minutes(world: World, role: str) -> None:
    meeting = invited(world)
    world.desk.meetings.set_roles(meeting, **{"chair": "", "note_taker": "", role: "stage duin"})
    desk = world.desk_of("stage duin")
    assert "full" in [row.code for row in desk.papers.audiences(meeting)]
    assert desk.minutes.facts(meeting).audience == "full"


def test_an_action_in_ones_own_name_is_the_same_to_the_list_and_to_who_settles_it(world: World) -> None:
    """SQLite folds the letters of English only; É and é are one name to a person."""
    meeting = invited(world, DUIN_ONLY)
    point = on_agenda(world, meeting, world.case("DUIN"))
    world.desk.live.start(meeting)
    action = world.desk.live.add_action(point, "Bellen", owner="STAGE ZÉÉUW", due_on=None).made_id
    desk = world.desk_of("stage zeeuw")
    with world.writing() as work:
        work.session.get_one(User, desk.actor.user_id).name = "stage zééuw"
    desk.actor = replace(desk.actor, name="stage zééuw")
    assert [row.id for row in desk.results.actions(ActionFilter(is_mine=True))] == [action]
    assert code_of(lambda: desk.results.settle_action(action, status="done", on=TODAY)) == ""


def test_only_roles_with_cases_are_tried_here() -> None:
    """A new role must be given its place in these tests."""
    assert {role for role, _ in PEOPLE.values()} == set(Role)
