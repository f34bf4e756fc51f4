"""Two schools of one board are one in law: no VAT between them, and a document within the board and no invoice."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import World, school_id
from tests.services.invoiced import later
from tests.services.invoicing import appoint, describe
from tests.services.settled import NETTING, THIS_YEAR, decision, execute, settle, take_back
from tests.services.test_invoices import agree_term
from tests.services.test_payments import require_same
from tests.services.test_set_off_invoices import claimed, concepts, exchanged, taxed
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.invoices import PAYMENT, InvoiceFacts
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.models import Organisation
from zsm_desktop.reports import invoice as paper
from zsm_desktop.reports.document import Callout, PayBox
from zsm_desktop.reports.ubl import ubl_bytes
from zsm_desktop.services.reminders import ReminderDue, ReminderLetter

INVOICING = SettlementRegime.INVOICING


def one_board(world: World, *codes: str) -> str:
    """Its id; DUIN and ZEEUW are of it where nothing else is said."""
    with world.writing() as work:
        board = Organisation(
            id=work.new_id(),
            code="BST",
            name="Stichting Samen",
            kind="board",
            kvk_number="87654321",
            vat_number="NL004495445B01",
            street="Laan",
            house_number="1",
            postcode="4461 AA",
            city="Goes",
        )
        work.session.add(board)
        work.session.flush()
        for code in codes or ("DUIN", "ZEEUW"):
            work.session.get_one(Organisation, school_id(code)).board_id = board.id
    return board.id


@pytest.mark.file_only("what differs on a server shows with the others")
def test_the_penvoerder_sends_no_invoice_to_itself_and_is_paid_as_any_other(world: World) -> None:
    taxed(world)
    one_board(world, "KREEK", "DUIN")
    appoint(world, "KREEK")
    world.delivered("ZEEUW", "DUIN", 100)
    (concept,) = (one for one in world.desk.invoices.concepts(settle(world)) if one.claim == PAYMENT)
    facts = concept.facts
    assert facts.payee is not None
    assert (facts.issuer.name, facts.buyer.name, facts.payee.name, facts.is_internal) == (
        "Stichting Samen", "De Duinpan", "De Zeeuwse Vaart", True,
    )  # fmt: skip
    world.delivered("DUIN", "ZEEUW", 300, date(2026, 11, 3))
    second = settle(world)
    world.desk.invoices.issue(second)
    (row,) = (row for row in world.desk.invoices.rows(second) if row.claim == PAYMENT)
    data = ubl_bytes(world.desk.invoices.of(row.id).facts)
    assert not row.is_internal
    assert b"PayeeParty>" not in data
    assert b"NL91ABNA0417164300" in data


@pytest.mark.parametrize("regime", [INVOICING, NETTING])
def test_between_them_there_is_no_vat_and_with_others_there_is(world: World, regime: SettlementRegime) -> None:
    taxed(world)
    one_board(world)
    exchanged(world)
    compared = world.desk.scenarios.compare(THIS_YEAR)
    assert compared.unchecked_cents == 0
    promised = compared.of(regime)
    settlement = settle(world, regime)
    lines = {line.holder.code: line for line in world.desk.settlements.card(settlement).lines}
    vat = round(33 * 2470 / 100 * 0.21)  # KREEK is another board
    assert {code: line.vat_cents for code, line in lines.items()} == {"DUIN": 0, "ZEEUW": -vat, "KREEK": vat}
    found = world.desk.invoices.concepts(settlement)
    assert [one.missing for one in found] == [()] * promised.documents
    if regime is NETTING:
        assert claimed(concepts(world, settlement)) == {
            lines[code].holder.account: lines[code].vat_cents for code in ("ZEEUW", "KREEK")
        }
    for one in found:
        assert one.facts.issuer.name != one.facts.buyer.name


def test_the_document_between_them_says_which_schools_and_is_no_invoice(world: World) -> None:
    taxed(world)
    describe(world, "ZEEUW", vat_number="NL004495445B01", reference="")
    one_board(world)
    agree_term(world)
    world.delivered("DUIN", "ZEEUW", 350)
    settlement = settle(world, INVOICING)
    world.desk.invoices.issue(settlement)
    (row,) = world.desk.invoices.rows(settlement)
    facts = world.desk.invoices.of(row.id).facts
    assert (row.number, row.is_internal, facts.is_internal) == ("DUIN-2026-0001", True, True)
    assert (facts.issuer.name, facts.buyer.name) == ("De Duinpan", "De Zeeuwse Vaart")
    assert {facts.issuer.kvk, facts.buyer.kvk} == {"87654321"}
    (line,) = facts.lines
    assert (line.treatment, facts.totals.vat_cents) == ("outside", 0)
    assert "één bestuur" in line.ground
    assert paper.document(facts).title == "Interne doorbelasting DUIN-2026-0001"
    with pytest.raises(RuleError, match=r"invoice\.internal"):
        ubl_bytes(facts)
    require_same(world)
    undoing = take_back(world, settlement)
    world.desk.invoices.issue(undoing)
    (note,) = world.desk.invoices.rows(undoing)
    back = world.desk.invoices.of(note.id).facts
    assert (note.number, note.corrects, note.is_internal) == ("DUIN-2026-0002", row.number, True)
    assert (back.issuer.name, paper.document(back).title) == ("De Duinpan", "Interne creditnota DUIN-2026-0002")
    require_same(world)


@pytest.mark.file_only("what differs on a server shows with the others")
def test_on_one_account_there_is_nothing_to_transfer(world: World) -> None:
    taxed(world)
    one_board(world)
    with world.writing() as work:
        for code in ("DUIN", "ZEEUW"):
            work.session.get_one(Organisation, school_id(code)).iban = "NL91ABNA0417164300"
    agree_term(world)
    exchanged(world)
    settlement = settle(world, INVOICING)
    world.desk.invoices.issue(settlement)
    said = {
        row.payee_code: blocks(world.desk.invoices.of(row.id).facts) for row in world.desk.invoices.rows(settlement)
    }
    assert {code: (PayBox in found, Callout in found) for code, found in said.items()} == {
        "DUIN": (False, True), "ZEEUW": (False, True), "KREEK": (True, False),
    }  # fmt: skip
    (payer,) = world.desk.ordering.orders(settlement)
    assert (payer.holder.code, len(payer.orders)) == ("ZEEUW", 1)
    number = world.desk.ordering.number(settlement)
    assert world.desk.ordering.payable() == {settlement: (number, payer.cents)}
    require_same(world)


@pytest.mark.file_only("what differs on a server shows with the others")
def test_nobody_is_reminded_of_what_is_on_one_account(world: World) -> None:
    taxed(world)
    one_board(world)
    with world.writing() as work:
        for code in ("DUIN", "ZEEUW"):
            work.session.get_one(Organisation, school_id(code)).iban = "NL91ABNA0417164300"
    agree_term(world)
    world.delivered("DUIN", "ZEEUW", 350)
    settlement = settle(world, INVOICING)
    world.desk.invoices.issue(settlement)
    later(world, 60)
    today = world.desk.reminders.today()
    assert today.letters == ()
    (wait,) = today.waiting
    assert (wait.row.number, wait.why, wait.from_day) == ("DUIN-2026-0001", "reminder.one_account", None)
    with pytest.raises(RuleError, match=r"reminder\.one_account"):
        world.desk.reminders.send([(ReminderLetter((ReminderDue(wait.row, 1, world.desk.day),)), "Betaal.")])
    assert world.desk.ordering.payable() == {}


def blocks(facts: InvoiceFacts) -> set[type]:
    return {type(one) for one in paper.document(facts).blocks}


@pytest.mark.file_only("what differs on a server shows with the others")
def test_a_payment_between_them_names_both_schools_too(world: World) -> None:
    taxed(world)
    one_board(world)
    world.delivered("DUIN", "ZEEUW", 350)
    (concept,) = world.desk.invoices.concepts(settle(world))
    facts = concept.facts
    assert facts.payee is not None
    assert (facts.issuer.name, facts.buyer.name, facts.payee.name) == (
        "Het Kreekrif", "De Zeeuwse Vaart", "De Duinpan",
    )  # fmt: skip
    assert facts.is_internal


def test_a_proposal_from_before_they_were_one_asks_for_a_new_one(world: World) -> None:
    taxed(world)
    exchanged(world)
    settlements = world.desk.settlements
    made = settlements.propose(INVOICING, THIS_YEAR).made_id
    assert not settlements.card(made).is_overtaken
    one_board(world)
    assert settlements.card(made).is_overtaken
    settlements.approve(made, decision(world))
    with pytest.raises(RuleError, match=r"settlement\.moved"):
        settlements.execute(made)


def test_what_was_executed_before_they_were_one_stays_as_it_was_decided(world: World) -> None:
    taxed(world)
    agree_term(world)
    exchanged(world)
    settlement = execute(world, world.desk.settlements.propose(INVOICING, THIS_YEAR).made_id)
    desk = world.desk
    desk.invoices.issue(settlement)
    facts = {row.number: desk.invoices.of(row.id).facts for row in desk.invoices.rows(settlement)}
    one_board(world)
    assert desk.checks.run().findings == ()
    assert {row.number: desk.invoices.of(row.id).facts for row in desk.invoices.rows(settlement)} == facts
    assert [(one.is_internal, one.totals.vat_cents > 0) for one in facts.values()] == [(False, True)] * 3


@pytest.mark.file_only("what differs on a server shows with the others")
@pytest.mark.parametrize("regime", [INVOICING, NETTING])
def test_boards_that_become_one_after_it_was_executed_leave_its_vat_as_it_was(
    world: World, regime: SettlementRegime
) -> None:
    taxed(world)
    exchanged(world)
    settlement = settle(world, regime)
    decided = {(one.claim, one.payer, one.payee): one.cents for one in world.desk.invoices.concepts(settlement)}
    one_board(world)
    world.desk.invoices.issue(settlement)
    found = [world.desk.invoices.of(row.id) for row in world.desk.invoices.rows(settlement)]
    assert sum(one.facts.totals.vat_cents for one in found) > 0
    assert sorted(one.facts.totals.including_cents for one in found) == sorted(decided.values())
