"""Minutes for others: every free text has passed the mask, and what was hidden is counted in the facts."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from typing import get_type_hints

import pytest

from tests.builders import World
from tests.services.test_meetings import SG, on_agenda, planned, running
from zsm_desktop.reports.minutes import minutes_document
from zsm_desktop.services import meeting_facts
from zsm_desktop.services.case_facts import CaseRow
from zsm_desktop.services.minutes_mask import FREE_TEXTS, PERSONS

FIXED = {
    meeting_facts.MeetingCard: {"body_id", "chair_organisation_id"},
    meeting_facts.MeetingRow: {"id", "number", "kind", "body", "body_id", "status", "stage", "chair_organisation"},
    meeting_facts.AttendanceRow: {"id", "organisation", "organisation_code", "organisation_id"},
    meeting_facts.AgendaRow: {"id", "kind", "status", "outcome", "placement", "origin", "reason_code"},
    meeting_facts.DecisionRow: {
        "id", "number", "body", "body_id", "meeting_id", "meeting_number", "agenda_item_id", "case_id", "pseudonym",
        "withdrawn_by", "withdrawn_by_id", "withdraws", "manner",
    },
    meeting_facts.ActionRow: {
        "id", "organisation", "organisation_id", "status", "meeting_id", "meeting_number", "agenda_item_id", "case_id",
        "pseudonym", "body", "body_id", "kind",
    },
    meeting_facts.BottleneckRow: {
        "id", "status", "meeting_number", "meeting_id", "kind", "body", "body_id", "case_id", "answered_by",
        "pseudonym", "agenda_item_id", "home",
    },
    CaseRow: {
        "id", "number", "pupil_id", "pupil_code", "pseudonym", "initials", "school_id", "school_code", "school",
        "status", "missing",
    },
}  # fmt: skip
"""Texts nobody types in freely: numbers, codes, names of schools and bodies, pseudonyms."""


@pytest.mark.parametrize("row", list(FIXED), ids=lambda row: row.__name__)
def test_every_text_of_the_minutes_is_masked_or_known_to_be_fixed(row: type) -> None:
    hints = get_type_hints(row)
    texts = {field.name for field in dataclasses.fields(row) if hints[field.name] in (str, str | None)}
    assert texts - FREE_TEXTS[row] - PERSONS.get(row, frozenset()) - FIXED[row] == set()


def held(world: World) -> tuple[str, str]:
    """A finished meeting full of names, and the pseudonym they belong to."""
    meeting, item, case_id = running(world)
    live = world.desk.live
    live.keep_notes(item, "Zoë van den Berg en Z.v.d.B. zijn dezelfde.")
    live.add_decision(item, "Zoë mag meelopen.")
    live.add_action(item, "Zoë bellen", owner="Zoë", due_on=date(2026, 12, 1))
    point = world.desk.meetings.add_item(meeting, "Jarig: Zoë, 14-3-2010").made_id
    live.add_decision(point, "Taart voor Zoë, 14-3-2010.")
    live.add_bottleneck(item, "Geen bus voor Zoë van den Berg")
    world.desk.meetings.add_person(meeting, "Zoë van den Berg")
    live.finish(meeting)
    return meeting, world.desk.cases.card(case_id).row.pseudonym


@pytest.mark.parametrize("audience", ["steering", "school:ZEEUW", "school:DUIN"])
def test_nobody_outside_reads_a_name_that_was_typed(world: World, audience: str) -> None:
    meeting, who = held(world)
    facts = world.desk.minutes.facts(meeting, audience)
    text = repr(facts) + repr(minutes_document(facts))
    assert not [name for name in ("Zoë", "Berg", "Z.v.d.B.", "14-3-2010") if name in text]
    assert (who in text) is (audience == "school:ZEEUW")
    assert "een leerling" in text
    assert facts.knows_names
    assert sum(one.times for one in facts.hidden) >= 2
    own = {who} if audience == "school:ZEEUW" else set()
    assert {one.shown for one in facts.hidden} == {"een leerling", "(geboortedatum)", *own}


def test_a_school_reads_the_pseudonyms_of_its_own_cases_and_no_other(world: World) -> None:
    meeting, item, case_id = running(world)
    other = world.desk.cases.card(world.case("DUIN")).row.pseudonym
    who = world.desk.cases.card(case_id).row.pseudonym
    live = world.desk.live
    live.keep_notes(item, f"{who} gaat met {other} mee.")
    live.add_action(item, f"{other} bellen", owner=other, due_on=None)
    point = world.desk.meetings.add_item(meeting, f"Bus van {who} en {other}").made_id
    live.add_decision(point, f"Taart voor {who} en {other}.")
    live.add_bottleneck(item, f"Geen bus voor {who} en {other}")
    live.finish(meeting)
    facts = world.desk.minutes.facts(meeting, "school:ZEEUW")
    text = repr(facts) + repr(minutes_document(facts))
    assert other not in text
    assert f"{who} gaat met een leerling mee." in text
    for said in ("Bus van", "Taart voor", "Geen bus voor"):
        assert f"{said} een leerling en een leerling" in text
    assert {who, other} <= set(re.findall(r"[A-Z]\w+ \d+", repr(world.desk.minutes.facts(meeting))))


def test_the_full_minutes_are_as_they_were_said_only_when_asked_for(world: World) -> None:
    meeting, _ = held(world)
    assert "Zoë" not in repr(world.desk.minutes.facts(meeting))
    facts = world.desk.minutes.on_screen(meeting)
    assert "Zoë mag meelopen." in repr(facts)
    assert facts.hidden == ()


@pytest.mark.parametrize("audience", ["full", "steering"])
def test_minutes_of_the_stuurgroep_are_masked_for_everyone(world: World, audience: str) -> None:
    case_id = world.case()
    meeting = planned(world, SG)
    point = world.desk.meetings.add_item(meeting, "Vervoer van Zoë").made_id
    world.desk.live.start(meeting)
    world.desk.live.keep_notes(point, "Zoë van den Berg reist te ver.")
    world.desk.live.add_decision(point, "Zoë krijgt een taxi.")
    world.desk.live.finish(meeting)
    who = world.desk.cases.card(case_id).row.pseudonym
    text = repr(minutes_document(world.desk.minutes.facts(meeting, audience)))
    assert "Zoë" not in text
    assert who not in text
    assert "een leerling krijgt een taxi." in text
    seen = world.desk_of("directeur duin").minutes.facts(meeting, audience)
    assert not seen.knows_names


def test_actions_of_earlier_meetings_are_masked_too(world: World) -> None:
    meeting, _ = held(world)
    later = planned(world, day=date(2026, 12, 20))
    on_agenda(world, later, world.case("ZEEUW"))
    carried = world.desk.minutes.facts(later).carried_actions
    assert [row.meeting_id for row in carried] == [meeting]
    assert "Zoë" not in repr(carried)
