"""Minutes hold what their audience may see, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World, school_id
from tests.services.test_meetings import PLACE, SG, on_agenda, planned, running
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.reports.document import SmallCount, Table
from zsm_desktop.reports.minutes import minutes_document, write
from zsm_desktop.services.cases import CaseDraft, PupilDraft


def held(world: World) -> str:
    """A finished meeting: one case of De Zeeuwse Vaart placed, one of De Duinpan not, with what belongs to it."""
    meeting, item, _ = running(world)
    other = on_agenda(world, meeting, world.case("DUIN"))
    live = world.desk.live
    live.keep_notes(item, "Zeeuwse notitie.")
    live.keep_notes(other, "Duinse notitie.")
    live.record_outcome(item, DiscussionOutcome.PLACED, place=PLACE)
    live.record_outcome(other, DiscussionOutcome.FIND_OUT)
    live.add_decision(other, "Duins besluit.")
    live.add_action(other, "Duinse actie", owner="J. Pol", due_on=date(2026, 12, 1))
    live.add_bottleneck(item, "Te weinig lasplaatsen")
    live.finish(meeting)
    return meeting


def text_of(world: World, meeting: str, audience: str) -> str:
    return repr(minutes_document(world.desk.minutes.facts(meeting, audience)))


def test_the_full_minutes_name_decision_placement_and_chain(world: World) -> None:
    meeting = held(world)
    text = text_of(world, meeting, "full")
    for part in ("MB-2026/27-001", "PL-2026/27-001", "Zeeuwse notitie.", "Duinse notitie.", "Duinse actie"):
        assert part in text
    assert world.desk.ledger.head().hash in text


def test_a_school_gets_only_its_own_pupils(world: World) -> None:
    meeting = held(world)
    text = text_of(world, meeting, "school:ZEEUW")
    assert "Zeeuwse notitie." in text
    assert "Duins" not in text.replace("Te weinig", "")
    assert "De casussen van andere scholen zijn weggelaten." in text


def test_the_stuurgroep_gets_counts_and_no_case(world: World) -> None:
    meeting = held(world)
    facts = world.desk.minutes.facts(meeting, "steering")
    text = repr(minutes_document(facts))
    for hidden in ("notitie", "Duins", "PL-2026", "C-2026", *(row.pseudonym for row in world.desk.cases.rows())):
        assert hidden not in text
    outcomes = next(b for b in minutes_document(facts).blocks if isinstance(b, Table) and b.name == "Uitkomsten")
    assert [row[1] for row in outcomes.rows] == [SmallCount(5), SmallCount(5)]


def test_no_name_of_a_pupil_is_in_any_minutes(world: World) -> None:
    world.desk.cases.enter(
        CaseDraft(school_id=school_id("ZEEUW"), question="Vraag", pupil=PupilDraft("Xanthippe", "Ondergetekende"))
    )
    meeting = held(world)
    for audience in ("full", "steering", "school:ZEEUW"):
        text = text_of(world, meeting, audience)
        assert not [name for name in ("Xanthippe", "Ondergetekende", "Zoë", "van den Berg") if name in text]


def test_the_balances_of_the_stuurgroep_are_those_of_the_books(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 250)
    world.delivered("KREEK", "DUIN", 100)
    facts = world.desk.minutes.facts(planned(world, SG, date(2026, 12, 3)))
    shown = {row.code: row.balance_cents for row in facts.balances}
    assert shown == {"DUIN": 6175 - 2470, "ZEEUW": -6175, "KREEK": 2470}
    assert sum(shown.values()) == 0


def test_both_files_are_written_and_named_after_the_meeting(world: World, tmp_path: object) -> None:
    from pathlib import Path

    out = Path(str(tmp_path)) / "uit"
    out.mkdir()
    files = write(world.desk, held(world), out)
    assert files["pdf"].name == "Verslag maatwerkbespreking 2026-11-24.pdf"
    assert files["pdf"].read_bytes().startswith(b"%PDF")
    assert files["xlsx"].read_bytes().startswith(b"PK")


def test_unknown_audience_and_school_are_refused(world: World) -> None:
    meeting = held(world)
    with pytest.raises(RuleError, match="minutes.audience"):
        world.desk.minutes.facts(meeting, "iedereen")
    with pytest.raises(RuleError, match="minutes.no_school"):
        world.desk.minutes.facts(meeting, "school:NERGENS")


def test_the_last_finished_meeting_is_found_by_its_word(world: World) -> None:
    with pytest.raises(RuleError, match="meeting.none"):
        world.desk.minutes.meeting_id("last-case")
    meeting = held(world)
    planned(world, day=date(2026, 12, 20))
    assert world.desk.minutes.meeting_id("last-case") == meeting
    assert world.desk.minutes.meeting_id("MB 2026/27-01") == meeting


def test_what_was_said_at_a_point_without_a_case_stays_with_those_who_were_there(world: World) -> None:
    meeting, _, _ = running(world)
    point = world.desk.meetings.add_item(meeting, "Rondvraag").made_id
    world.desk.live.keep_notes(point, "Over de broer van iemand.")
    assert "broer" in text_of(world, meeting, "full")
    for audience in ("steering", "school:ZEEUW"):
        assert "broer" not in text_of(world, meeting, audience)
