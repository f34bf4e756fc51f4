"""What is half typed: kept sealed, for its writer alone, gone with the act that lays it down or with the meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.builders import World
from tests.services.test_meetings import SG, planned, refused, running
from tests.versions import version_of
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.services.bottlenecks import BottleneckDraft
from zsm_desktop.services.drafts import OF_LINE, Drafts

HALF = {"text": "Zoë belt met", "owner": "", "due": "1-12-2026"}


def kept(world: World, user: str = "secretaris") -> dict[tuple[str, str], str]:
    """The first words of what one user was typing, by kind and what it is about, over all meetings."""
    found = [row for meeting in world.desk.meetings.rows() for row in world.desk_of(user).drafts.rows(meeting.id)]
    return {(row.kind, row.about_id): row.words["text"] for row in found}


def test_it_is_kept_sealed_and_read_back_the_latest_first(world: World) -> None:
    meeting, item, _ = running(world)
    world.desk.drafts.keep(item, "action", {"text": "Zoë"})
    world.now += timedelta(minutes=1)
    world.desk.drafts.keep(item, "decision", {"text": "Drie dagen"})
    world.now += timedelta(minutes=1)
    world.desk.drafts.keep(item, "action", HALF)
    action, decision = world.desk.drafts.rows(meeting)
    assert (action.item_id, action.kind, action.words, action.updated_at) == (item, "action", HALF, world.now)
    assert (decision.kind, decision.words) == ("decision", {"text": "Drie dagen"})
    raw = b"".join(bytes(words) for (words,) in world.store.rows("SELECT words FROM draft"))
    assert b"Zo" not in raw
    assert b"dagen" not in raw


def test_no_words_take_it_away(world: World) -> None:
    meeting, item, _ = running(world)
    world.desk.drafts.keep(item, "action", HALF)
    world.desk.drafts.keep(item, "action", {})
    assert world.desk.drafts.rows(meeting) == ()


def test_no_words_take_away_only_what_they_were_typed_on(world: World) -> None:
    meeting, item, _ = running(world)
    world.desk.drafts.keep(item, "action", HALF)
    for had in ((), ({},), ({"text": "Zoë"},)):
        world.desk.drafts.keep(item, "action", {}, instead_of=had)
        assert [row.words for row in world.desk.drafts.rows(meeting)] == [HALF]
    world.desk.drafts.keep(item, "action", {}, instead_of=({"text": "Zoë"}, HALF))
    assert world.desk.drafts.rows(meeting) == ()
    world.desk.drafts.keep(item, "action", {}, instead_of=(HALF,))
    assert world.desk.drafts.rows(meeting) == ()


Finish = Callable[[World, str], object]
LAID_DOWN: dict[str, Finish] = {
    "action": lambda w, item: w.desk.live.add_action(item, "Bellen", owner="A", due_on=None),
    "decision": lambda w, item: w.desk.live.add_decision(item, "Doen."),
    "bottleneck": lambda w, item: w.desk.live.add_bottleneck(item, "Geen bus"),
    "wall": lambda w, item: w.desk.cases.set_wall_question(w.desk.live.card(item).case.row.id, "Waar kan dat?"),
    "reason": lambda w, item: w.desk.live.record_outcome(item, DiscussionOutcome.FIND_OUT),
}


@pytest.mark.parametrize("kind", LAID_DOWN)
def test_laying_it_down_takes_the_draft_of_that_kind_at_that_point(world: World, kind: str) -> None:
    meeting, item, _ = running(world)
    world.desk.meetings.add_case(meeting, world.case())
    other = world.desk.meetings.card(meeting).agenda[-1].id
    for each in LAID_DOWN:
        world.desk.drafts.keep(item, each, {"text": each})
        world.desk.drafts.keep(other, each, {"text": f"{each} elders"})
    LAID_DOWN[kind](world, item)
    left = {(row.item_id, row.kind) for row in world.desk.drafts.rows(meeting)}
    assert left == {(at, each) for at in (item, other) for each in LAID_DOWN} - {(item, kind)}


def test_a_refused_act_keeps_the_draft(world: World) -> None:
    _, item, _ = running(world)
    world.desk.drafts.keep(item, "action", HALF)
    with refused("network.no_organisation"):
        world.desk.live.add_action(item, "Bellen", owner="A", due_on=None, organisation_id="niets")
    assert kept(world) == {("action", ""): "Zoë belt met"}


@pytest.mark.parametrize("kind", LAID_DOWN)
def test_taking_an_act_back_leaves_what_is_typed_since_alone(world: World, kind: str) -> None:
    _, item, _ = running(world)
    world.desk.drafts.keep(item, kind, HALF)
    LAID_DOWN[kind](world, item)
    world.desk.drafts.keep(item, kind, {"text": "De volgende"})
    world.desk.undo.back()
    card = world.desk.live.card(item)
    assert (card.actions, card.decisions, card.bottlenecks) == ((), (), ())
    assert (card.case.wall_question, card.outcome) == ("", "")
    assert kept(world) == {(kind, ""): "De volgende"}


def test_a_refused_text_for_the_wall_or_outcome_keeps_the_draft(world: World) -> None:
    _, item, case = running(world)
    for kind in ("wall", "reason"):
        world.desk.drafts.keep(item, kind, HALF)
    with refused("case.wall_long"):
        world.desk.cases.set_wall_question(case, "x" * 141)
    with refused("meeting.reason_needed"):
        world.desk.live.record_outcome(item, DiscussionOutcome.NOT_PLACEABLE)
    assert set(kept(world)) == {("wall", ""), ("reason", "")}


def test_the_text_for_the_wall_is_laid_down_by_its_writer_alone(world: World) -> None:
    _, item, case = running(world)
    for user in ("secretaris", "stage duin"):
        world.desk_of(user).drafts.keep(item, "wall", {"text": user})
    world.desk_of("stage duin").cases.set_wall_question(case, "Waar kan dat?")
    assert kept(world) == {("wall", ""): "secretaris"}
    assert kept(world, "stage duin") == {}


def test_a_line_of_the_notes_that_becomes_a_decision_leaves_the_half_written_one(world: World) -> None:
    _, item, _ = running(world)
    for kind in ("action", "decision"):
        world.desk.drafts.keep(item, kind, {"text": kind})
    world.desk.talk_lines.line_out(item, "decision", "Drie dagen.", "")
    assert kept(world) == {("action", ""): "action", ("decision", ""): "decision"}
    world.desk.drafts.keep(item, "action", {"text": "Bellen", "line": "Bellen"}, OF_LINE)
    world.desk.talk_lines.line_out(item, "action", "Bellen", "", owner="A")
    assert kept(world) == {("action", ""): "action", ("decision", ""): "decision"}


def test_the_form_of_a_bottleneck_has_a_place_of_its_own(world: World) -> None:
    _, item, _ = running(world)
    first, second = (world.desk.live.add_bottleneck(item, title).made_id for title in ("Geen bus", "Geen les"))
    for about in (first, second):
        world.desk.drafts.keep(item, "describe", {"text": about}, about)
    world.desk.bottlenecks.describe(
        first, version_of(world, "bottleneck", first), BottleneckDraft("Geen bus na vier uur", kind="transport")
    )
    assert kept(world) == {("describe", second): second}


def test_answer_and_closing_at_the_stuurgroep(world: World) -> None:
    meeting, item, _ = running(world)
    bottleneck = world.desk.live.add_bottleneck(item, "Geen bus").made_id
    world.desk.live.finish(meeting)
    above = planned(world, SG, date(2026, 12, 8))
    world.desk.bottlenecks.escalate(bottleneck)
    world.desk.live.start(above)
    point = next(row.id for row in world.desk.meetings.card(above).agenda if row.bottleneck is not None)
    for kind in ("answer", "close"):
        world.desk.drafts.keep(point, kind, {"text": kind})
    world.desk.bottlenecks.answer(
        bottleneck, version_of(world, "bottleneck", bottleneck), "De gemeente legt een buurtbus in."
    )
    assert kept(world) == {("close", ""): "close"}
    world.desk.bottlenecks.close(bottleneck, "Hij rijdt.")
    assert kept(world) == {}


def test_closing_the_meeting_ends_the_drafts_of_everybody_in_it(world: World) -> None:
    meeting, item, _ = running(world)
    world.desk.drafts.keep(item, "action", HALF)
    world.desk_of("stage duin").drafts.keep(item, "decision", {"text": "Drie dagen"})
    assert world.desk.drafts.by_others(meeting) == 1
    elsewhere, other, _ = running(world)
    world.desk.drafts.keep(other, "action", {"text": "Blijft"})
    world.desk.live.finish(meeting)
    assert world.store.rows("SELECT count(*) FROM draft") == [(1,)]
    assert [row.words["text"] for row in world.desk.drafts.rows(elsewhere)] == ["Blijft"]
    with refused("meeting.finished"):
        world.desk.drafts.keep(item, "action", HALF)


def test_nobody_else_reads_it_and_it_is_on_no_paper_and_no_wall(world: World) -> None:
    meeting, item, _ = running(world)
    for kind in ("action", "wall", "reason"):
        world.desk.drafts.keep(item, kind, {"text": "Geheim123", "owner": "Geheim123"})
    assert world.desk_of("stage zeeuw").drafts.rows(meeting) == ()
    assert world.desk_of("stage zeeuw").drafts.by_others(meeting) == 3
    papers = [world.desk.minutes.facts(meeting, audience) for audience in ("full", "steering")]
    shown = [
        world.desk.meetings.card(meeting),
        world.desk.live.card(item),
        world.desk.wall.sight(meeting, item),
        papers,
    ]
    assert "Geheim123" not in repr(shown)
    logged = world.store.rows("SELECT facts FROM audit_event WHERE act = 'meeting.draft'")
    assert "Geheim123" not in repr(logged)


def test_who_may_not_lead_keeps_and_reads_nothing(world: World) -> None:
    meeting, item, _ = running(world)
    for method in (Drafts.rows, Drafts.by_others, Drafts.keep):
        assert method.permission == (Permission.LEAD_MEETINGS, Permission.LEAD_STEERING)
    for user in ("directeur duin", "lezer"):
        desk = world.desk_of(user)
        for attempt in (
            lambda desk=desk: desk.drafts.keep(item, "action", HALF),
            lambda desk=desk: desk.drafts.rows(meeting),
            lambda desk=desk: desk.drafts.by_others(meeting),
        ):
            with refused("permission.missing"):
                attempt()


def test_who_was_not_invited_keeps_and_reads_nothing(world: World) -> None:
    meeting, item, _ = running(world)
    with world.writing() as work:
        work.run(
            "DELETE FROM attendance WHERE organisation_id IN (SELECT id FROM organisation WHERE code = ?)", [("DUIN",)]
        )
    desk = world.desk_of("stage duin")
    with refused(r"meeting\.not_invited|meeting\.no_item"):  # a server does not even show it
        desk.drafts.keep(item, "action", HALF)
    with refused("meeting.not_invited"):
        desk.drafts.rows(meeting)


def test_a_case_that_may_not_be_discussed_takes_no_draft(world: World) -> None:
    _, item, case = running(world)
    world.desk.drafts.keep(item, "action", HALF)
    (consent,) = world.desk.cases.card(case).consents
    world.desk.cases.withdraw_consent(consent.id, date(2026, 11, 1))
    with refused("consent.withdrawn"):
        world.desk.drafts.keep(item, "action", {"text": "Toch"})
    world.desk.drafts.keep(item, "action", {})
    assert kept(world) == {}
