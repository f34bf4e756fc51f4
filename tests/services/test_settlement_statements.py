"""A verrekenoverzicht per school: it comes to what the settlement did to it, and stays what it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import World, school_id
from tests.services.invoicing import appoint, describe, fill_in
from tests.services.settled import ALL_YEARS, NETTING, number_of, settle, take_back
from tests.services.test_set_off_invoices import exchanged, taxed
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement_statements import SettlementStatementFacts
from zsm_desktop.reports.settlement_statement import pdf

CLOSED = SettlementRegime.CLOSED_PURSES


def facts_of(world: World, settlement: str) -> dict[str, SettlementStatementFacts]:
    return {one.holder.code: one.facts for one in world.desk.settlement_statements.of(settlement)}


@pytest.mark.parametrize("regime", SettlementRegime)
def test_each_comes_to_what_the_settlement_did_to_the_school(world: World, regime: SettlementRegime) -> None:
    taxed(world)
    exchanged(world)
    settlement = settle(world, regime)
    lines = {line.holder.code: line for line in world.desk.settlements.card(settlement).lines}
    found = facts_of(world, settlement)
    assert found.keys() == {code for code, line in lines.items() if line.position_cents or line.vat_cents}
    for code, facts in found.items():
        line = lines[code]
        assert facts.number == f"{number_of(world, settlement)}-{code}"
        assert (facts.brought_cents, facts.given_cents + facts.taken_cents) == (0, line.position_cents)
        assert (facts.pays_cents, facts.receives_cents) == (line.pays_cents, line.receives_cents)
        assert facts.left_cents == line.left_cents
    assert sum(facts.left_cents for facts in found.values()) == 0
    duin = found["DUIN"]
    assert [(one.counterpart, one.is_given) for one in duin.lines] == [
        ("De Zeeuwse Vaart", True), ("De Zeeuwse Vaart", False),
    ]  # fmt: skip
    assert {one.line.treatment for one in duin.lines} == {"high"}


def test_what_one_leaves_is_what_the_next_brings(world: World) -> None:
    taxed(world)
    exchanged(world)
    first = facts_of(world, settle(world, SettlementRegime.THRESHOLD))
    world.delivered("DUIN", "KREEK", 100, date(2026, 11, 10))
    second = facts_of(world, settle(world, NETTING))
    assert {code: one.brought_cents for code, one in second.items()} == {
        code: one.left_cents for code, one in first.items()
    }
    assert {one.left_cents for one in second.values()} == {0}


def test_the_bytes_stay_the_same_whatever_happens_after_it(world: World) -> None:
    fill_in(world)
    appoint(world)
    exchanged(world)
    first = settle(world, CLOSED)

    def papers() -> dict[str, bytes]:
        return {one.holder.code: pdf(one.facts, one.logo) for one in world.desk.settlement_statements.of(first)}

    before, day = papers(), facts_of(world, first)["DUIN"].issued_on
    assert day == world.now.date()
    world.now += timedelta(days=3)
    entry = world.delivered("DUIN", "ZEEUW", 700, date(2026, 11, 3))
    second = settle(world, CLOSED, ALL_YEARS)
    of_second = facts_of(world, second)
    world.desk.ledger.reverse(entry, "Vergissing.")
    assert papers() == before
    take_back(world, second)
    take_back(world, first)
    assert papers() == before
    assert facts_of(world, second) == of_second
    assert [one.line.quantity_hundredths for one in of_second["DUIN"].lines] == [700]


def test_taken_back_says_that_it_is_void_and_where_the_school_stands(world: World) -> None:
    fill_in(world)
    exchanged(world)
    first = settle(world, CLOSED)
    was = facts_of(world, first)["DUIN"]
    back = facts_of(world, take_back(world, first))["DUIN"]
    assert (back.takes_back, back.lines) == (number_of(world, first), ())
    assert (back.brought_cents, back.left_cents) == (was.left_cents, was.given_cents + was.taken_cents)


def test_a_school_sees_its_own_and_a_proposal_has_none(world: World) -> None:
    fill_in(world)
    exchanged(world)
    settlement = settle(world, CLOSED)
    duin = world.desk_of("directeur duin").settlement_statements
    (own,) = duin.of(settlement)
    assert own.facts == facts_of(world, settlement)["DUIN"]
    with pytest.raises(RuleError, match=r"permission\.missing"):
        world.desk_of("lezer").settlement_statements.of(settlement)
    world.delivered("DUIN", "ZEEUW", 100)
    proposed = world.desk.settlements.propose(CLOSED, ALL_YEARS).made_id
    with pytest.raises(RuleError, match=r"settlement_statement\.not_executed"):
        duin.of(proposed)


@pytest.mark.file_only("what differs on a server shows with the others")
def test_without_a_penvoerder_or_an_address_the_network_sends_it_all_the_same(world: World) -> None:
    exchanged(world)
    settlement = settle(world, CLOSED)
    (duin, *_) = world.desk.settlement_statements.of(settlement)
    assert duin.facts.issuer.name == duin.facts.network
    assert pdf(duin.facts, duin.logo).startswith(b"%PDF")
    describe(world, "DUIN", reference="Kenmerk")
    assert world.desk.settlement_statements.receiver(school_id("DUIN")).email == ""
