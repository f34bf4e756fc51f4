"""A settlement decided in the running meeting of the directors: decision and approval in one, or neither."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World, made_id
from tests.services.test_notes_together import STEERING, meeting
from tests.services.test_settlements import SPAN, agreed, refused
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.services.vat import VatDraft

R = SettlementRegime
TEXT = "Voorstel VR-2026/27-001: Salderen, schooljaar 2026/27, € 74,10 in 1 betaling. Het wordt zo uitgevoerd."


@pytest.fixture
def proposed(world: World) -> str:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    agreed(world, R.NETTING)
    return world.desk.settlements.propose(R.NETTING, SPAN).made_id


def point(world: World, body: str = STEERING, *, runs: bool = True) -> str:
    made = meeting(world, body)
    if runs:
        world.desk.live.start(made)
    return world.desk.meetings.card(made).agenda[0].id


def _case_point(world: World) -> str:
    made = meeting(world, made_id(9, 1))
    world.desk.meetings.add_item(made, "Rondvraag")
    world.desk.live.start(made)
    return world.desk.meetings.card(made).agenda[0].id


def decided(world: World) -> list[tuple[str, str]]:
    return [(row.number, row.text) for row in world.desk.results.decisions(kind="steering")]


def stands(world: World) -> tuple[str, str]:
    (row,) = world.desk.settlements.rows()
    return row.status, row.decision_number


def test_one_act_makes_the_decision_and_the_approval(world: World, proposed: str) -> None:
    item = point(world)
    changes = world.desk.settlements.decide(proposed, item, TEXT)
    ((number, text),) = decided(world)
    assert (text, stands(world)) == (TEXT, ("approved", number))
    assert set(changes.topics) == {"settlement", "decision", "meeting"}
    assert changes.made_id == world.desk.results.decisions(kind="steering")[0].id
    world.desk.settlements.execute(proposed)
    assert stands(world) == ("executed", number)
    assert world.desk.checks.run().findings == ()


def test_what_was_booked_since_is_not_decided_and_leaves_no_decision(world: World, proposed: str) -> None:
    item = point(world)
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 7))
    with refused("settlement.moved"):
        world.desk.settlements.decide(proposed, item, TEXT)
    assert (decided(world), stands(world)) == ([], ("proposed", ""))


def test_it_is_decided_once(world: World, proposed: str) -> None:
    item = point(world)
    world.desk.settlements.decide(proposed, item, TEXT)
    with refused("settlement.not_proposed"):
        world.desk.settlements.decide(proposed, item, TEXT)
    assert len(decided(world)) == 1


def test_only_in_a_running_meeting_of_the_directors(world: World, proposed: str) -> None:
    with refused("settlement.not_steering"):
        world.desk.settlements.decide(proposed, _case_point(world), TEXT)
    with refused("meeting.not_running"):
        world.desk.settlements.decide(proposed, point(world, runs=False), TEXT)
    with refused("meeting.empty_text"):
        world.desk.settlements.decide(proposed, point(world), " ")
    assert (decided(world), stands(world)) == ([], ("proposed", ""))


@pytest.mark.parametrize("who", ["boekhouder", "stage duin", "directeur duin"])
def test_both_rights_are_needed(world: World, proposed: str, who: str) -> None:
    item = point(world)
    with refused("permission.missing"):
        world.desk_of(who).settlements.decide(proposed, item, TEXT)
    assert stands(world) == ("proposed", "")


def test_a_decision_that_is_taken_back_keeps_it_from_being_executed(world: World, proposed: str) -> None:
    item = point(world)
    first = world.desk.settlements.decide(proposed, item, TEXT).made_id
    world.desk.results.withdraw(first, item, "Toch niet.")
    with refused("settlement.decision_withdrawn"):
        world.desk.settlements.execute(proposed)


def test_taking_back_a_settlement_is_decided_the_same_way(world: World, proposed: str) -> None:
    item = point(world)
    world.desk.settlements.decide(proposed, item, TEXT)
    world.desk.settlements.execute(proposed)
    back = world.desk.settlements.reverse(proposed).made_id
    world.desk.settlements.decide(back, item, "VR-2026/27-001 wordt teruggedraaid.")
    world.desk.settlements.execute(back)
    assert {row.status for row in world.desk.settlements.rows()} == {"executed", "reversed"}
