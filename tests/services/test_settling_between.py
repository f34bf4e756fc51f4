"""What comes in between proposal, decision and execution, and what comes after: none of it gets a settlement stuck."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World
from tests.services.invoiced import issue
from tests.services.invoicing import fill_in
from tests.services.settled import NETTING, THIS_YEAR, agree, decision, execute, say_vat, settle, take_back
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.models import Decision
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.network import OrganisationDraft

INVOICING = SettlementRegime.INVOICING


def test_a_fund_that_comes_in_between_changes_nothing(world: World) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300)
    made = world.desk.settlements.propose(INVOICING, THIS_YEAR).made_id
    world.desk.funds.add(FundDraft("Subsidie", 100_00, date(2027, 8, 1), date(2028, 7, 31), percent=40_00))
    assert not world.desk.settlements.card(made).is_overtaken
    execute(world, made)
    assert world.desk.checks.run().findings == ()


def test_a_decision_that_was_taken_back_executes_nothing(world: World) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300)
    settlements = world.desk.settlements
    made = settlements.propose(INVOICING, THIS_YEAR).made_id
    first, second = decision(world), decision(world)
    settlements.approve(made, first)
    with world.writing() as work:
        rows = {one.number: one for one in work.session.query(Decision)}
        rows[first].withdrawn_by_id = rows[second].id
    with pytest.raises(RuleError, match=r"^settlement\.no_decision"):
        settlements.execute(made)
    settlements.withdraw(made)
    settlements.execute(_approved(world, settlements.propose(INVOICING, THIS_YEAR).made_id, second))


def _approved(world: World, settlement_id: str, number: str) -> str:
    world.desk.settlements.approve(settlement_id, number)
    return settlement_id


def test_an_agreement_under_what_was_withdrawn_is_edited_but_stays(world: World) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300)
    agree(world, NETTING, TODAY, None)
    world.desk.settlements.withdraw(world.desk.settlements.propose(NETTING, THIS_YEAR).made_id)
    row = world.desk.agreements.rows()[0]
    with pytest.raises(RuleError, match=r"^agreement\.used"):
        world.desk.agreements.remove(row.id)
    world.desk.agreements.edit(row.id, row.version, AgreementDraft(NETTING, row.valid_from, term_days=14))


def test_of_two_who_execute_at_once_one_is_refused(world: World) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300)
    made = _approved(world, world.desk.settlements.propose(INVOICING, THIS_YEAR).made_id, decision(world))
    other = replace(world, _desks=[])
    desks, start, said = (world.desk, other.desk), threading.Barrier(2), list[str]()

    def work(desk: Desk) -> None:
        start.wait()
        try:
            desk.settlements.execute(made)
            said.append("")
        except RuleError as error:
            said.append(error.code)

    threads = [threading.Thread(target=work, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert sorted(said) == ["", "settlement.not_approved"]
    assert len(world.desk.settlements.card(made).entry_numbers) == 1
    assert world.desk.checks.run().findings == ()


def test_who_joins_later_signs_the_agreement_that_holds(world: World) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300)
    settle(world, NETTING)
    board = world.desk.network.add_organisation(OrganisationDraft("Bestuur", "board")).made_id
    agreements = world.desk.agreements
    row = agreements.rows()[0]
    agreements.sign(row.id, row.version, board, "A. de Bestuurder", date(2026, 11, 1))
    row = agreements.rows()[0]
    assert "A. de Bestuurder" in {one.signed_by for one in row.signatures}
    for again in (
        lambda: agreements.sign(row.id, row.version, board, "Iemand anders", date(2026, 11, 1)),
        lambda: agreements.unsign(row.id, row.version, board),
    ):
        with pytest.raises(RuleError, match=r"^agreement\.used"):
            again()


def test_an_invoice_credited_twice_is_shown_once(world: World) -> None:
    fill_in(world)
    numbers = [world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, day)) for day in (5, 6, 7)]
    issue(world, settle(world, INVOICING))
    for number in numbers[:2]:
        world.desk.ledger.reverse(number, "Vergissing.")
        world.now += timedelta(minutes=1)
        issue(world, settle(world, INVOICING))
    shown = {row.number: (row.corrects, row.corrected_by) for row in world.desk.invoices.rows()}
    first, second, third = (f"DUIN-2026-000{sequence}" for sequence in (1, 2, 3))
    assert shown == {first: ("", third), second: (first, ""), third: (first, "")}
    assert len(world.desk.invoices.rows()) == 3


def test_what_was_credited_as_a_whole_is_not_credited_again(world: World) -> None:
    """The invoice of a settlement that was taken back is gone; what is credited later is on the one before it."""
    fill_in(world)
    numbers = [world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, day)) for day in (5, 6)]
    issue(world, settle(world, INVOICING))
    late = world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 7))
    settlement = settle(world, INVOICING)
    issue(world, settlement)
    issue(world, take_back(world, settlement))
    for number in (*numbers, late):
        world.desk.ledger.reverse(number, "Vergissing.")
    (one,) = world.desk.invoices.concepts(settle(world, INVOICING))
    assert one.facts.corrects is not None
    assert (one.facts.corrects.number, one.cents) == ("DUIN-2026-0001", 2 * 2470)


def test_what_nobody_answered_for_does_not_cancel(world: World) -> None:
    """What was taken back of one school and given by another sum to nothing, and both lack an answer about VAT."""
    number = world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    settle(world, SettlementRegime.CLOSED_PURSES)
    world.desk.ledger.reverse(number, "Vergissing.")
    world.delivered("KREEK", "ZEEUW", 100, date(2026, 10, 6))
    agree(world, NETTING, TODAY, None)
    with pytest.raises(RuleError, match=r"^settlement\.vat_unchecked"):
        world.desk.settlements.propose(NETTING, THIS_YEAR)
