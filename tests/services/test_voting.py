"""Deciding by vote, mandate, and a chair that goes round, through the real store."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World
from tests.services.test_body_points import change
from tests.services.test_meetings import MB, SG, planned, refused
from tests.services.test_settlements import SPAN, agreed
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.votes import Voice
from zsm_desktop.reports.minutes import minutes_document
from zsm_desktop.services.minutes import MinutesFacts
from zsm_desktop.services.minutes_content import decoded, encoded
from zsm_desktop.services.vat import VatDraft

FOR, AGAINST, BLANK = Voice


def with_members(world: World, **more: object) -> dict[str, str]:
    """The steering body has every fixed contact as a mandated member; name of the organisation → contact."""
    people = {one.organisation: one.id for one in world.desk.bodies.people()}
    ids = frozenset(people.values())
    change(world, SG, member_ids=ids, mandated_ids=ids, **more)
    return people


def sitting(world: World) -> tuple[str, str]:
    """A running meeting of directors with everybody there; its identifier and that of its first point."""
    meeting_id = planned(world, SG)
    for row in world.desk.meetings.card(meeting_id).attendance:
        world.desk.meetings.set_attendance(row.id, is_present=True)
    world.desk.live.start(meeting_id)
    return meeting_id, world.desk.meetings.card(meeting_id).agenda[0].id


def voters(world: World, meeting_id: str) -> list[str]:
    return [row.organisation_id for row in world.desk.voting.voters(meeting_id) if not row.why_not]


def test_a_decision_by_vote_keeps_every_voice(world: World) -> None:
    with_members(world)
    meeting_id, item_id = sitting(world)
    first, *others = voters(world, meeting_id)
    assert len(others) >= 2
    world.desk.voting.decide(item_id, "De tarieven gaan omhoog.", {first: AGAINST, **dict.fromkeys(others, FOR)})
    (row,) = world.desk.meetings.card(meeting_id).decisions
    assert (row.manner, [vote.voice for vote in row.votes].count("for"), len(row.votes)) == (
        "vote",
        len(others),
        len(others) + 1,
    )
    said = f"(aangenomen met {len(others)} voor, 1 tegen)"
    facts = world.desk.minutes.facts(meeting_id)
    assert said in str(minutes_document(facts))
    assert decoded(encoded(facts), MinutesFacts).card.decisions == facts.card.decisions
    refusal = pytest.raises(RuleError, match=r"guard\.vote\.fixed|server\.no_right")
    with refusal, world.desk.store.writing(world.desk.actor, "test", world.desk.clock()) as work:
        work.connection.exec_driver_sql("UPDATE vote SET voice = 'for'")


def test_a_vote_that_fails_is_no_decision(world: World) -> None:
    with_members(world)
    meeting_id, item_id = sitting(world)
    with refused("vote.rejected"):
        world.desk.voting.decide(item_id, "Alles anders.", dict.fromkeys(voters(world, meeting_id), BLANK))
    with refused("vote.incomplete"):
        world.desk.voting.decide(item_id, "Alles anders.", {})
    assert world.desk.meetings.card(meeting_id).decisions == ()


def test_who_has_no_mandate_or_left_does_not_vote(world: World) -> None:
    with_members(world)
    meeting_id, item_id = sitting(world)
    rows = world.desk.voting.voters(meeting_id)
    world.desk.live.set_presence(rows[0].attendance_id, is_mandated=False)
    world.desk.meetings.set_attendance(rows[1].attendance_id, is_present=False)
    world.desk.meetings.add_person(meeting_id, "Gast zonder organisatie")
    now = {row.name: row.why_not for row in world.desk.voting.voters(meeting_id)}
    assert now[rows[0].name] == "no_mandate"
    assert rows[1].name not in now
    assert now["Gast zonder organisatie"] == "no_organisation"
    with refused("vote.may_not"):
        world.desk.voting.decide(item_id, "Mag niet.", {row.organisation_id: FOR for row in rows})


def test_an_organisation_has_one_vote(world: World) -> None:
    with_members(world)
    meeting_id, _ = sitting(world)
    first = world.desk.voting.voters(meeting_id)[0]
    world.desk.meetings.add_person(meeting_id, "Zoë Zijlstra", first.organisation_id)
    added = next(row for row in world.desk.meetings.card(meeting_id).attendance if row.name == "Zoë Zijlstra")
    world.desk.live.set_presence(added.id, is_mandated=True)
    row = next(one for one in world.desk.voting.voters(meeting_id) if one.name == "Zoë Zijlstra")
    assert (row.why_not, row.other) == ("other", first.name)


def test_a_settlement_is_decided_by_vote(world: World) -> None:
    world.desk.vat.set(VatDraft("facility", date(2024, 8, 1), "exempt", "onderwijs"))
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 10, 5))
    agreed(world, SettlementRegime.NETTING)
    world.desk.settlements.propose(SettlementRegime.NETTING, SPAN)
    with_members(world)
    meeting_id, item_id = sitting(world)
    (proposal,) = world.desk.settlements.rows()
    against = dict.fromkeys(voters(world, meeting_id), AGAINST)
    with refused("vote.rejected"):
        world.desk.settlements.decide(proposal.id, item_id, "Salderen.", voices=against)
    assert world.desk.settlements.rows()[0].status == "proposed"
    world.desk.settlements.decide(proposal.id, item_id, "Salderen.", voices=dict.fromkeys(against, FOR))
    (row,) = world.desk.settlements.rows()
    (decision,) = world.desk.meetings.card(meeting_id).decisions
    assert (row.status, row.decision_number, decision.manner) == ("approved", decision.number, "vote")


def test_voting_is_for_directors(world: World) -> None:
    meeting_id = planned(world, MB)
    world.desk.live.start(meeting_id)
    with refused("vote.not_steering"):
        world.desk.voting.decide(world.desk.meetings.card(meeting_id).agenda[0].id, "Nee.", {})


def test_mandate_goes_from_the_body_to_each_meeting(world: World) -> None:
    people = with_members(world)
    one = next(iter(people.values()))
    change(world, SG, member_ids=frozenset(people.values()), mandated_ids=frozenset({one}))
    rows = world.desk.meetings.card(planned(world, SG)).attendance
    assert sum(row.is_mandated for row in rows) == 1


def test_the_chair_goes_round_and_can_be_given_to_another(world: World) -> None:
    with_members(world, is_chair_in_turn=True)
    meetings, days = world.desk.meetings, (date(2026, 12, 1), date(2027, 1, 12), date(2027, 2, 9))
    plan = meetings.next_plan(SG)
    turns = [name for _, name in plan.chairs]
    assert turns == sorted(turns, key=str.casefold)
    sat = [meetings.card(planned(world, SG, day)) for day in days]
    assert [card.row.chair_organisation for card in sat] == (turns * 3)[: len(days)]
    assert all(card.chair for card in sat)
    last = sat[-1]
    meetings.set_roles(last.row.id, chair_organisation_id=plan.chairs[0][0])
    assert meetings.card(last.row.id).row.chair_organisation == turns[0]
    assert world.desk.invitations.facts(last.row.id).chair_organisation == turns[0]


def test_where_the_chair_does_not_go_round_nobody_gets_a_turn(world: World) -> None:
    people = with_members(world)
    meeting_id = planned(world, SG)
    assert world.desk.meetings.card(meeting_id).row.chair_organisation == ""
    assert world.desk.meetings.next_plan(SG).chairs == ()
    organisation = world.desk.network.schools()[0].id
    with pytest.raises(RuleError, match=r"meeting\.no_turns"):
        world.desk.meetings.set_roles(meeting_id, chair_organisation_id=organisation)
    assert people
