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
from zsm_desktop.domain.spans import Span
from zsm_desktop.models import Decision
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.left_behind import LeftBehind
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.words.rules import sentence

INVOICING = SettlementRegime.INVOICING
AUGUST = Span.of_month(date(2026, 8, 1))
SEPTEMBER = Span.of_month(date(2026, 9, 1))


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
    with pytest.raises(RuleError, match=r"^settlement\.decision_withdrawn") as met:
        settlements.execute(made)
    assert sentence(met.value).startswith(f"Besluit {first}, waar VR-2026/27-001 op rust, is ingetrokken.")
    settlements.withdraw(made)
    settlements.execute(_approved(world, settlements.propose(INVOICING, THIS_YEAR).made_id, second))


def test_a_decision_that_carries_several_executes_none_of_them_any_more(world: World) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300)
    settlements, number, second = world.desk.settlements, decision(world), decision(world)
    first = _approved(world, settlements.propose(INVOICING, THIS_YEAR).made_id, number)
    settlements.execute(first)
    back = _approved(world, settlements.reverse(first).made_id, number)
    with world.writing() as work:
        rows = {one.number: one for one in work.session.query(Decision)}
        rows[number].withdrawn_by_id = rows[second].id
    with pytest.raises(RuleError, match=r"^settlement\.decision_withdrawn"):
        settlements.execute(back)
    settlements.withdraw(back)
    again = settlements.reverse(first).made_id
    with pytest.raises(RuleError, match=r"^settlement\.no_decision"):
        settlements.approve(again, number)
    assert {row.number: row.status for row in settlements.rows()} == {
        "VR-2026/27-001": "executed",
        "VR-2026/27-002": "withdrawn",
        "VR-2026/27-003": "proposed",
    }


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


def test_another_agreement_since_the_proposal_asks_for_a_new_one(world: World) -> None:
    """Of the last day of what is settled, as the proposal chose it; what begins after that day is nobody's matter."""
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 9, 7))
    agree(world, NETTING, date(2026, 9, 30), None)
    settlements, agreements = world.desk.settlements, world.desk.agreements
    made = settlements.propose(NETTING, SEPTEMBER).made_id
    agreements.add(AgreementDraft(INVOICING, date(2026, 10, 1)))
    assert settlements.card(made).other_agreement is None
    settlements.approve(made, number := decision(world))
    later = agreements.add(AgreementDraft(INVOICING, date(2026, 9, 15))).made_id
    with pytest.raises(RuleError, match=r"^settlement\.other_agreement") as met:
        settlements.execute(made)
    words = sentence(met.value)
    assert "VR-2026/27-001" in words
    assert "Factureren, die geldt vanaf 15 september 2026" in words
    card = settlements.card(made)
    assert card.is_overtaken
    assert card.other_agreement is not None
    assert (card.other_agreement.id, card.moved) == (later, ())
    settlements.withdraw(made)
    again = settlements.propose(INVOICING, SEPTEMBER).made_id
    agreements.add(AgreementDraft(INVOICING, date(2026, 9, 20), term_days=14))
    with pytest.raises(RuleError, match=r"^settlement\.other_agreement"):
        settlements.approve(again, number)
    settlements.withdraw(again)
    execute(world, settlements.propose(INVOICING, SEPTEMBER).made_id)
    assert world.desk.checks.run().findings == ()


def test_an_agreement_where_there_was_none_asks_for_a_new_proposal_and_a_reversal_needs_none(world: World) -> None:
    say_vat(world, "exempt")
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 9, 7))
    settlements = world.desk.settlements
    made = settlements.propose(INVOICING, SEPTEMBER).made_id
    world.desk.agreements.add(AgreementDraft(NETTING, date(2026, 9, 1)))
    assert settlements.card(made).other_agreement is None, "it rested on none, and would now too"
    execute(world, made)
    back = settlements.reverse(made).made_id
    world.desk.agreements.add(AgreementDraft(INVOICING, date(2026, 9, 2)))
    assert not settlements.card(back).is_overtaken
    execute(world, back)
    made = settlements.propose(INVOICING, SEPTEMBER).made_id
    row = world.desk.agreements.rows()[0]
    assert settlements.card(made).other_agreement is None
    world.desk.agreements.add(AgreementDraft(INVOICING, date(2026, 9, 3), band=None, term_days=row.term_days))
    assert settlements.card(made).is_overtaken


def test_what_was_booked_late_is_said_and_an_earlier_span_takes_just_that_along(world: World) -> None:
    say_vat(world, "exempt")
    settlements = world.desk.settlements
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 8, 10))
    assert (settlements.left_behind(), settlements.left_behind(AUGUST)) == (None, None)
    waiting = LeftBehind(1, 7410, date(2026, 8, 10), date(2026, 8, 10))
    assert settlements.left_behind(SEPTEMBER) == waiting, "nothing was settled at all yet"
    settle(world, INVOICING, AUGUST)
    assert settlements.left_behind(SEPTEMBER) is None
    world.now += timedelta(minutes=1)
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 8, 20))
    world.delivered("KREEK", "ZEEUW", 200, date(2026, 8, 24))
    world.desk.ledger.reverse(world.delivered("KREEK", "DUIN", 100, date(2026, 8, 24)), "Vergissing.")
    world.delivered("DUIN", "KREEK", 100, date(2026, 9, 2))
    late = LeftBehind(2, 7410, date(2026, 8, 20), date(2026, 8, 24))
    july = Span.of_month(date(2026, 7, 1))
    assert [settlements.left_behind(span) for span in (None, SEPTEMBER, july, AUGUST)] == [late, late, late, None]
    settle(world, INVOICING, SEPTEMBER)
    assert settlements.left_behind() == late
    both = Span(AUGUST.first_month, SEPTEMBER.last_month)
    assert settlements.left_behind(both) is None
    documents = settlements.card(settle(world, INVOICING, both)).documents
    assert [(one.provider.code, one.user.code, one.cents) for one in documents] == [
        ("DUIN", "ZEEUW", 2470),
        ("KREEK", "ZEEUW", 4940),
    ]
    assert settlements.left_behind() is None
    assert settlements.left_behind(Span.of_month(date(2026, 11, 1))) is None
    assert world.desk.checks.run().findings == ()


def test_what_was_taken_back_of_what_is_settled_waits_too(world: World) -> None:
    say_vat(world, "exempt")
    number = world.delivered("DUIN", "ZEEUW", 300, date(2026, 8, 10))
    settled = settle(world, INVOICING, AUGUST)
    world.desk.ledger.reverse(number, "Vergissing.")
    ((booked_on,),) = world.store.rows(
        "SELECT booked_on FROM journal_entry WHERE reverses = :number", {"number": number}
    )
    late = world.desk.settlements.left_behind(Span.of_month(date(2027, 3, 1)))
    assert late == LeftBehind(1, -7410, date.fromisoformat(booked_on), date.fromisoformat(booked_on))
    take_back(world, settled)
    assert world.desk.settlements.left_behind() is None, "nothing is settled any more"
    assert world.desk.settlements.left_behind(Span.of_month(date(2027, 3, 1))) is None, "given and taken back"
