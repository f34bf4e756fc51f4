"""Actions and decisions over all meetings: found, settled, withdrawn; each for who may see them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import TODAY, World, made_id, school_id
from tests.services.test_meetings import MB, SG, on_agenda, planned, refused, running
from tests.versions import last_minutes, version_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.reports.minutes import minutes_document
from zsm_desktop.services.action_filter import ActionFilter
from zsm_desktop.services.minutes_correction import Correction
from zsm_desktop.words.results import marked


def held(world: World) -> tuple[str, str]:
    """A running maatwerkbespreking and a point without a case on it."""
    meeting, *_ = running(world)
    return meeting, world.desk.meetings.add_item(meeting, "Rondvraag").made_id


def texts(world: World, wanted: ActionFilter, *, user: str = "secretaris", text: str = "") -> list[str]:
    return [row.text for row in world.desk_of(user).results.actions(wanted, text=text)]


def test_actions_are_mine_of_a_school_of_a_body_or_overdue(world: World) -> None:
    meeting, item = held(world)
    desk = world.desk
    steering = planned(world, SG, date(2026, 12, 3))
    point = desk.meetings.add_item(steering, "Begroting").made_id
    desk.live.start(steering)
    desk.meetings.add_person(meeting, "B. Bos", school_id("DUIN"))
    add = desk.live.add_action
    add(item, "Bellen", owner="B. Bos", due_on=date(2026, 11, 20))
    add(item, "Mailen", owner="stage zeeuw", due_on=date(2026, 12, 1), organisation_id=school_id("ZEEUW"))
    add(point, "Rekenen", owner="Secretaris", due_on=None)
    assert texts(world, ActionFilter()) == ["Bellen", "Mailen", "Rekenen"]
    assert texts(world, ActionFilter(is_mine=True)) == ["Rekenen"]
    assert texts(world, ActionFilter(is_mine=True), user="stage duin") == ["Bellen"]
    assert texts(world, ActionFilter(is_mine=True), user="stage zeeuw") == ["Mailen"]
    assert texts(world, ActionFilter(school_id=school_id("DUIN"))) == ["Bellen"]
    assert texts(world, ActionFilter(body_id=SG)) == ["Rekenen"]
    assert texts(world, ActionFilter(is_overdue=True)) == ["Bellen"]
    assert texts(world, ActionFilter(owner="B. Bos")) == ["Bellen"]
    assert texts(world, ActionFilter(), text="duinpan bel") == ["Bellen"]
    assert texts(world, ActionFilter(), user="directeur duin") == ["Rekenen"]


def test_the_start_screen_calls_the_same_actions_mine(world: World) -> None:
    meeting, item = held(world)
    world.desk.meetings.add_person(meeting, "B. Bos", school_id("DUIN"))
    for text, owner in (("Bellen", "B. Bos"), ("Mailen", "stage zeeuw"), ("Rekenen", "Secretaris")):
        world.desk.live.add_action(item, text, owner=owner, due_on=None)
    for user in ("secretaris", "stage duin", "stage zeeuw"):
        today = [row.text for row in world.desk_of(user).today.facts().actions if row.is_mine]
        assert today == texts(world, ActionFilter(is_mine=True), user=user) != []


def test_an_action_is_dropped_with_a_reason_and_taken_up_again(world: World) -> None:
    _, item = held(world)
    action = world.desk.live.add_action(item, "Werkplaats bellen", owner="B. Bos", due_on=TODAY).made_id
    settle = world.desk.results.settle_action
    with refused("action.reason_needed"):
        settle(action, status="dropped", on=TODAY, reason=" ")
    settle(action, status="dropped", on=TODAY, reason="De werkplaats is gesloten.")
    (row,) = world.desk.results.actions(ActionFilter(status="dropped"))
    assert (row.reason, row.done_on) == ("De werkplaats is gesloten.", TODAY)
    ((kept,),) = world.store.rows("SELECT sealed_reason FROM action_item")
    assert b"gesloten" not in kept
    world.desk.undo.back()
    assert [one.status for one in world.desk.results.actions()] == ["open"]
    settle(action, status="dropped", on=TODAY, reason="De werkplaats is gesloten.")
    settle(action, status="open", on=TODAY)
    (row,) = world.desk.results.actions()
    assert (row.reason, row.done_on) == ("", None)


def test_a_reason_of_the_stuurgroep_is_in_the_open(world: World) -> None:
    steering = planned(world, SG)
    point = world.desk.meetings.add_item(steering, "Begroting").made_id
    world.desk.live.start(steering)
    action = world.desk.live.add_action(point, "Rekenen", owner="directeur duin", due_on=None).made_id
    world.desk_of("directeur duin").results.settle_action(
        action, status="dropped", on=TODAY, reason="Er komt een nieuwe begroting."
    )
    (row,) = world.desk_of("directeur zeeuw").results.actions(ActionFilter(status="dropped"))
    assert row.reason == "Er komt een nieuwe begroting."


def test_only_who_leads_or_owns_an_action_settles_it(world: World) -> None:
    steering = planned(world, SG)
    point = world.desk.meetings.add_item(steering, "Begroting").made_id
    world.desk.live.start(steering)
    action = world.desk.live.add_action(point, "Rekenen", owner="directeur duin", due_on=None).made_id
    for other in ("directeur zeeuw", "lezer"):
        with refused("permission.missing"):
            world.desk_of(other).results.settle_action(action, status="done", on=TODAY)
    world.desk_of("directeur duin").results.settle_action(action, status="done", on=TODAY)
    assert world.desk.results.actions() == ()


def test_decisions_are_found_by_number_word_year_and_body(world: World) -> None:
    _, item = held(world)
    next_year = planned(world, day=date(2027, 8, 24))
    later = world.desk.meetings.add_item(next_year, "Rondvraag").made_id
    world.desk.live.start(next_year)
    steering = planned(world, SG)
    point = world.desk.meetings.add_item(steering, "Begroting").made_id
    world.desk.live.start(steering)
    decide = world.desk.live.add_decision
    decide(item, "Drie dagen per week.")
    decide(later, "Vier dagen per week.")
    decide(point, "Gesloten beurzen blijft.")
    found = world.desk.results.decisions

    def numbers(**asked: object) -> list[str]:
        return sorted(row.number for row in found(**asked))

    assert numbers(text="2026/27-001 drie") == ["MB-2026/27-001"]
    assert numbers(text="PER week") == ["MB-2026/27-001", "MB-2027/28-001"]
    assert numbers(year=2027) == ["MB-2027/28-001"]
    assert numbers(body_id=SG) == ["SG-2026/27-001"]
    assert numbers(body_id=MB, year=2026) == ["MB-2026/27-001"]


def test_a_later_decision_withdraws_one_and_both_say_so(world: World) -> None:
    meeting, item = held(world)
    first = world.desk.live.add_decision(item, "Drie dagen per week.").made_id
    second = world.desk.results.withdraw(first, item, "Voortaan vier dagen.").made_id
    rows = {row.id: row for row in world.desk.results.decisions()}
    assert (rows[first].withdrawn_by, rows[second].withdraws) == ("MB-2026/27-002", "MB-2026/27-001")
    assert marked(rows[first].text, rows[first].withdrawn_by, "") == (
        "Drie dagen per week. (ingetrokken met MB-2026/27-002)"
    )
    world.desk.live.finish(meeting)
    told = world.desk.minutes.facts(meeting).card.decisions
    assert [(row.withdrawn_by, row.withdraws) for row in told] == [("MB-2026/27-002", ""), ("", "MB-2026/27-001")]
    with refused("decision.withdrawn"):
        world.desk.results.withdraw(first, item, "Nog eens.")


def test_minutes_that_were_final_mark_what_was_withdrawn_afterwards_and_say_nothing_else_anew(world: World) -> None:
    meeting, item = held(world)
    first = world.desk.live.add_decision(item, "Drie dagen per week.").made_id
    world.desk.live.finish(meeting)
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    before = world.desk.minutes.facts(meeting)
    later = planned(world, day=date(2026, 12, 8))
    point = world.desk.meetings.add_item(later, "Rondvraag").made_id
    world.desk.live.start(later)
    world.desk.results.withdraw(first, point, "Voortaan vier dagen.")
    after = world.desk.minutes.facts(meeting)
    assert [row.withdrawn_by for row in after.card.decisions] == ["MB-2026/27-002"]
    assert (after.stamp, after.card.agenda) == (before.stamp, before.card.agenda)
    assert "Drie dagen per week. (ingetrokken met MB-2026/27-002)" in repr(minutes_document(after))
    kept = world.desk.versions.content(meeting, after.stamp.version)
    assert [row.withdrawn_by for row in kept.card.decisions] == [""]
    world.desk.versions.correct(meeting, last_minutes(world, meeting), "Tikfout", Correction({item: "Anders gezegd."}))
    newest = world.desk.versions.card(meeting).versions[0]
    assert [change.code for change in newest.changes] == ["notes_added"]
    assert [row.withdrawn_by for row in world.desk.minutes.facts(meeting).card.decisions] == ["MB-2026/27-002"]


def test_withdrawing_is_taken_back_whole(world: World) -> None:
    _, item = held(world)
    first = world.desk.live.add_decision(item, "Drie dagen per week.").made_id
    world.desk.results.withdraw(first, item, "Voortaan vier dagen.")
    world.desk.undo.back()
    assert [(row.id, row.withdrawn_by) for row in world.desk.results.decisions()] == [(first, "")]


def test_a_body_above_may_withdraw_and_another_may_not(world: World) -> None:
    _, item = held(world)
    decision = world.desk.live.add_decision(item, "Drie dagen per week.").made_id
    steering = planned(world, SG)
    point = world.desk.meetings.add_item(steering, "Begroting").made_id
    with refused("meeting.not_running"):
        world.desk.results.withdraw(decision, point, "Voortaan vier dagen.")
    world.desk.live.start(steering)
    of_the_board = world.desk.live.add_decision(point, "Gesloten beurzen blijft.").made_id
    with refused("decision.other_body"):
        world.desk.results.withdraw(of_the_board, item, "Toch niet.")
    with refused("meeting.empty_text"):
        world.desk.results.withdraw(decision, point, " ")
    world.desk.results.withdraw(decision, point, "Voortaan vier dagen.")
    (row,) = world.desk_of("directeur duin").results.decisions(text="voortaan")
    assert (row.number, row.withdraws) == ("SG-2026/27-002", "MB-2026/27-001")
    with pytest.raises(RuleError, match=r"permission.missing"):
        world.desk_of("directeur duin").results.withdraw(of_the_board, point, "Toch niet.")


def test_what_was_agreed_is_for_those_invited(world: World) -> None:
    """A school that is not invited neither finds the action nor the decision, also not by searching everywhere."""
    world.desk.bodies.edit(MB, version_of(world, "meeting_body", MB), _only_duin(world))
    meeting = planned(world)
    item = on_agenda(world, meeting, world.case("DUIN"))
    world.desk.live.start(meeting)
    world.desk.live.add_action(item, "Werkplaats bellen", owner="B. Bos", due_on=None)
    world.desk.live.add_decision(item, "Drie dagen per week.")
    outsider, invited = world.desk_of("stage zeeuw"), world.desk_of("stage duin")
    assert (outsider.results.actions(), outsider.results.decisions(), outsider.today.facts().actions) == ((), (), ())
    assert {hit.kind for hit in outsider.search.find("werkplaats bellen")} == set()
    assert {hit.kind for hit in outsider.search.find("drie dagen")} == set()
    assert len(invited.results.actions()) == len(invited.results.decisions()) == 1
    assert {hit.kind for hit in invited.search.find("werkplaats bellen")} == {"action"}


def _only_duin(world: World):
    from dataclasses import replace

    from zsm_desktop.services.bodies import BodyDraft

    (body,) = [row for row in world.desk.bodies.rows() if row.id == MB]
    draft = BodyDraft(body.name, body.level, body.rhythm_weeks, body.cluster_id, frozenset({made_id(4, 1)}))
    return replace(draft, kind=body.kind, code=body.code)
