"""Taxed deliveries that are netted: each provider invoices each user for them, and nothing is to be paid on that."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.builders import World, school_id
from tests.services.invoicing import GROUND, appoint, describe, fill_in
from tests.services.settled import NETTING, THIS_YEAR, agree, number_of, settle, take_back
from tests.services.test_checks import tamper
from tests.services.test_payments import require_same
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.invoices import SET_OFF, DocumentKind
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.invoice_concepts import Concept
from zsm_desktop.services.vat import VatDraft

THRESHOLD = SettlementRegime.THRESHOLD
VAT_NUMBER = "NL004495445B01"


def taxed(world: World, treatment: str = "high") -> None:
    """Every school can issue what has VAT on it, and KREEK is penvoerder."""
    fill_in(world, treatment)
    for code in ("DUIN", "ZEEUW", "KREEK"):
        describe(world, code, vat_number=VAT_NUMBER)
    appoint(world)


def exchanged(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 350)
    world.delivered("DUIN", "ZEEUW", 125, date(2026, 11, 3))
    world.delivered("ZEEUW", "DUIN", 100)
    world.delivered("KREEK", "ZEEUW", 33)


def concepts(world: World, settlement: str) -> list[Concept]:
    return [one for one in world.desk.invoices.concepts(settlement) if one.claim == SET_OFF]


def claimed(found: list[Concept]) -> dict[int, int]:
    """The VAT that each account is to be paid by these, less what it is to pay."""
    vat: Counter[int] = Counter()
    for one in found:
        vat[one.payee] += one.facts.totals.vat_cents
        vat[one.payer] -= one.facts.totals.vat_cents
    return {account: cents for account, cents in vat.items() if cents}


@pytest.mark.parametrize("regime", [NETTING, THRESHOLD])
def test_each_provider_invoices_each_user_and_nothing_is_to_be_paid_on_it(
    world: World, regime: SettlementRegime
) -> None:
    taxed(world)
    exchanged(world)
    agree(world, regime, world.now.date(), Band(cents=20_00))
    promised = world.desk.scenarios.compare(THIS_YEAR).of(regime)
    settlement = settle(world, regime)
    assert len(world.desk.invoices.concepts(settlement)) == promised.documents
    card, found = world.desk.settlements.card(settlement), concepts(world, settlement)
    assert [one.missing for one in found] == [(), (), ()]
    assert claimed(found) == {line.holder.account: line.vat_cents for line in card.lines if line.vat_cents}
    world.desk.invoices.issue(settlement)
    rows = {row.payee_code: row for row in world.desk.invoices.rows(settlement) if row.claim == SET_OFF}
    assert {code: row.number.partition("-")[0] for code, row in rows.items()} == {code: code for code in rows}
    assert rows["DUIN"].number == "DUIN-2026-0001"
    facts = world.desk.invoices.of(rows["DUIN"].id).facts
    assert (facts.is_set_off, facts.due_on, facts.payment_reference) == (True, None, "")
    assert (facts.settlement_number, facts.decision) == (card.settlement.number, card.settlement.decision_number)
    assert [line.quantity_hundredths for line in facts.lines] == [475]
    open_numbers = {row.number for row in world.desk.payments.open_items().rows}
    assert open_numbers.isdisjoint(row.number for row in rows.values())
    assert len(open_numbers) == len(card.payments)
    require_same(world)
    with pytest.raises(RuleError, match=r"payment\.set_off"):
        world.desk.payments.enter(rows["DUIN"].id, world.desk.day, 1)


def test_what_is_exempt_stands_beside_what_is_taxed_and_what_is_outside_does_not(world: World) -> None:
    taxed(world)
    for day, treatment in ((date(2026, 11, 1), "exempt"), (date(2026, 11, 10), "outside")):
        world.desk.vat.set(VatDraft("facility", day, treatment, GROUND))
    exchanged(world)
    world.delivered("DUIN", "ZEEUW", 200, date(2026, 11, 12))
    found = concepts(world, settle(world))
    duin = next(one.facts for one in found if one.issuer.code == "DUIN")
    assert [(one.treatment, one.quantity_hundredths) for one in duin.lines] == [("high", 350), ("exempt", 125)]
    assert duin.totals.including_cents == 350 * 2470 // 100 + round(350 * 24.70 * 0.21) + 30_88


@pytest.mark.file_only("what differs on a server shows with the others")
@pytest.mark.parametrize("treatment", ["exempt", "zero", "outside"])
def test_without_vat_there_is_nothing_to_invoice(world: World, treatment: str) -> None:
    taxed(world, treatment)
    exchanged(world)
    settlement = settle(world)
    assert concepts(world, settlement) == []
    assert world.desk.invoices.concepts(settlement) != ()


def test_taken_back_each_is_credited_and_still_nothing_is_open(world: World) -> None:
    taxed(world)
    exchanged(world)
    settlement = settle(world)
    world.desk.invoices.issue(settlement)
    were = {row.number: row for row in world.desk.invoices.rows(settlement) if row.claim == SET_OFF}
    undoing = take_back(world, settlement)
    world.desk.invoices.issue(undoing)
    notes = [row for row in world.desk.invoices.rows(undoing) if row.claim == SET_OFF]
    assert {row.corrects for row in notes} == were.keys()
    for note in notes:
        was, facts = were[note.corrects], world.desk.invoices.of(note.id).facts
        assert (note.kind, note.payer_code, note.payee_code) == (
            DocumentKind.CREDIT_NOTE, was.payee_code, was.payer_code,
        )  # fmt: skip
        assert (facts.is_set_off, facts.totals.including_cents) == (True, was.total_cents)
        assert facts.settlement_number == number_of(world, undoing)
    require_same(world)


def test_what_is_taken_back_later_is_credited_on_the_invoice_that_was_set_off(world: World) -> None:
    taxed(world)
    entry = world.delivered("DUIN", "ZEEUW", 350)
    world.desk.invoices.issue(settle(world))
    world.desk.ledger.reverse(entry, "Dubbel ingevoerd.")
    second = settle(world)
    (concept,) = concepts(world, second)
    assert (concept.facts.is_credit, concept.facts.is_set_off, concept.missing) == (True, True, ())
    assert concept.facts.corrects is not None
    assert concept.facts.corrects.number == "DUIN-2026-0001"
    world.desk.invoices.issue(second)
    require_same(world)


@pytest.mark.file_only("what a file holds can be altered by who has its key")
def test_vat_that_was_said_otherwise_since_is_told_and_issues_nothing(world: World) -> None:
    taxed(world)
    exchanged(world)
    settlement = settle(world)
    tamper(world, "UPDATE vat_rule SET treatment = 'exempt'")
    (found, *_) = world.desk.invoices.concepts(settlement)
    assert {one.code for one in found.missing} == {"invoice.other_vat"}
    with pytest.raises(RuleError, match=r"invoice\.incomplete"):
        world.desk.invoices.issue(settlement)


@pytest.mark.file_only("what differs on a server shows with the others")
def test_the_penvoerder_draws_them_up_in_the_name_of_the_provider_where_that_was_agreed(world: World) -> None:
    taxed(world)
    exchanged(world)
    draft = AgreementDraft(NETTING, date(2026, 10, 1), issues_for_all=True)
    made = world.desk.agreements.add(draft).made_id
    for code in ("DUIN", "ZEEUW", "KREEK"):
        version = next(row.version for row in world.desk.agreements.rows() if row.id == made)
        world.desk.agreements.sign(made, version, school_id(code), "De directie", date(2026, 10, 1))
    facts = {one.issuer.code: one.facts for one in concepts(world, settle(world))}
    assert {code: one.issued_by for code, one in facts.items()} == {
        "DUIN": "Het Kreekrif", "ZEEUW": "Het Kreekrif", "KREEK": "",
    }  # fmt: skip
    assert facts["DUIN"].issuer.name == "De Duinpan"
