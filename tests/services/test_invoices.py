"""Documents of a settlement: they come to what was decided, get numbers without gaps, and stay as they were."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import World, school_id
from tests.services.invoicing import appoint, describe, fill_in
from tests.services.settled import NETTING, THIS_YEAR, execute, settle, take_back
from tests.services.test_checks import tamper
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.invoices import DocumentKind
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.domain.settlement.threshold import Band
from zsm_desktop.models import Organisation
from zsm_desktop.reports import invoice as paper
from zsm_desktop.reports.ubl import ubl_bytes
from zsm_desktop.services.agreements import AgreementDraft

INVOICING = SettlementRegime.INVOICING


def exchanged(world: World) -> None:
    world.delivered("DUIN", "ZEEUW", 350)
    world.delivered("DUIN", "ZEEUW", 125, date(2026, 11, 3))
    world.delivered("ZEEUW", "DUIN", 100)
    world.delivered("KREEK", "ZEEUW", 33)


def agree_term(world: World, days: int = 30) -> None:
    world.desk.agreements.add(AgreementDraft(INVOICING, date(2026, 8, 1), term_days=days))


def invoiced(world: World, treatment: str = "exempt") -> str:
    """Executed and issued; the settlement's id."""
    fill_in(world, treatment)
    agree_term(world)
    exchanged(world)
    settlement = settle(world, INVOICING)
    world.desk.invoices.issue(settlement)
    return settlement


@pytest.mark.parametrize(
    "treatment",
    [
        "high",
        *(
            pytest.param(one, marks=pytest.mark.file_only("the other treatments are the same rows"))
            for one in ("exempt", "low", "zero", "outside")
        ),
    ],
)
def test_each_provider_charges_each_user_exactly_what_was_decided(world: World, treatment: str) -> None:
    fill_in(world, treatment)
    for code in ("DUIN", "ZEEUW", "KREEK"):
        describe(world, code, vat_number="NL004495445B01")
    agree_term(world)
    exchanged(world)
    settlement = settle(world, INVOICING)
    concepts = world.desk.invoices.concepts(settlement)
    assert [one.missing for one in concepts] == [(), (), ()]
    card = world.desk.settlements.card(settlement)
    dues = {(one.payer.account, one.payee.account): one.cents for one in card.dues}
    assert {(one.payer, one.payee): one.cents for one in concepts} == dues
    vat = {(one.user.account, one.provider.account): one.vat_cents for one in card.documents}
    assert {(one.payer, one.payee): one.facts.totals.vat_cents for one in concepts} == vat
    (line,) = next(one.facts.lines for one in concepts if one.facts.on_behalf_of == "" and len(one.facts.lines) == 1)
    assert (line.unit, line.price_cents) in {("dagdelen", 2470), ("dagdeel", 2470)}
    duin = next(one.facts for one in concepts if one.issuer.id == school_id("DUIN"))
    assert [(one.quantity_hundredths, one.first_day, one.last_day) for one in duin.lines] == [
        (475, date(2026, 10, 5), date(2026, 11, 3))
    ]


def test_numbers_run_on_without_gaps_per_issuer_and_year(world: World) -> None:
    first = invoiced(world)
    numbers = [row.number for row in world.desk.invoices.rows(first)]
    assert sorted(numbers) == ["DUIN-2026-0001", "KREEK-2026-0001", "ZEEUW-2026-0001"]
    world.delivered("DUIN", "KREEK", 200, date(2026, 11, 10))
    second = settle(world, INVOICING)
    world.desk.invoices.issue(second)
    assert [row.number for row in world.desk.invoices.rows(second)] == ["DUIN-2026-0002"]
    world.now += timedelta(days=60)
    world.delivered("DUIN", "KREEK", 100, date(2027, 1, 11))
    third = settle(world, INVOICING)
    world.desk.invoices.issue(third)
    assert [row.number for row in world.desk.invoices.rows(third)] == ["DUIN-2027-0001"]


def test_what_was_issued_is_written_again_to_the_same_bytes(world: World) -> None:
    settlement = invoiced(world)
    desk = world.desk
    ids = [row.id for row in desk.invoices.rows(settlement)]

    def files() -> list[tuple[bytes, bytes]]:
        found = [desk.invoices.of(one) for one in ids]
        return [(paper.pdf(one.facts, one.logo), ubl_bytes(one.facts)) for one in found]

    before = files()
    describe(world, "DUIN", name="De Nieuwe Duinpan", street="Elders", iban="NL69INGB0123456789")
    assert files() == before


def test_nothing_goes_out_while_one_of_them_lacks_something(world: World) -> None:
    fill_in(world)
    agree_term(world)
    describe(world, "KREEK", iban="", kvk_number="")
    exchanged(world)
    settlement = settle(world, INVOICING)
    lacking = {one.column for concept in world.desk.invoices.concepts(settlement) for one in concept.missing}
    assert lacking == {"issuer.iban", "issuer.kvk"}
    with pytest.raises(RuleError, match=r"invoice\.incomplete"):
        world.desk.invoices.issue(settlement)
    assert world.desk.invoices.rows() == ()
    describe(world, "KREEK")
    world.desk.invoices.issue(settlement)
    assert len(world.desk.invoices.rows()) == 3
    with pytest.raises(RuleError, match=r"invoice\.issued"):
        world.desk.invoices.issue(settlement)
    assert world.desk.invoices.concepts(settlement) == ()


@pytest.mark.file_only("what differs on a server shows with the others")
def test_without_an_agreement_there_is_no_term_until_there_is_one(world: World) -> None:
    fill_in(world)
    world.delivered("DUIN", "ZEEUW")
    settlement = execute(world, world.desk.settlements.propose(INVOICING, THIS_YEAR).made_id)
    (concept,) = world.desk.invoices.concepts(settlement)
    assert [one.code for one in concept.missing] == ["invoice.term"]
    agree_term(world, 14)
    (concept,) = world.desk.invoices.concepts(settlement)
    assert (concept.missing, concept.facts.term_days) == ((), 14)


@pytest.mark.file_only("what differs on a server shows with the others")
def test_a_due_day_is_a_working_day(world: World) -> None:
    fill_in(world)
    agree_term(world, 33)  # 2026-11-22 and 33 days is Christmas Day, a Friday; Monday comes after Boxing Day
    exchanged(world)
    settlement = settle(world, INVOICING)
    assert {one.facts.due_on for one in world.desk.invoices.concepts(settlement)} == {date(2026, 12, 28)}


@pytest.mark.file_only("what differs on a server shows with the others")
def test_a_board_issues_and_is_charged_for_its_schools(world: World) -> None:
    fill_in(world)
    agree_term(world)
    board = _board(world)
    world.delivered("DUIN", "ZEEUW")
    settlement = settle(world, INVOICING)
    world.desk.invoices.issue(settlement)
    (row,) = world.desk.invoices.rows(settlement)
    facts = world.desk.invoices.of(row.id).facts
    assert row.number == "BST-2026-0001"
    assert (facts.issuer.name, facts.issuer.kvk, facts.on_behalf_of) == ("Stichting Samen", "87654321", "De Duinpan")
    assert facts.issuer.iban == "NL91ABNA0417164300"
    assert (facts.buyer.name, facts.buyer.attention) == ("De Zeeuwse Vaart", "")
    ((issuer,),) = world.store.rows("SELECT issuer_id FROM invoice")
    assert issuer == board


def _board(world: World) -> str:
    with world.writing() as work:
        board = Organisation(
            id=work.new_id(),
            code="BST",
            name="Stichting Samen",
            kind="board",
            kvk_number="87654321",
            rsin="123456782",
            street="Laan",
            house_number="1",
            postcode="4461 AA",
            city="Goes",
        )
        work.session.add(board)
        work.session.flush()
        work.session.get_one(Organisation, school_id("DUIN")).board_id = board.id
    return board.id


def test_payments_come_from_the_penvoerder_and_go_to_who_is_owed(world: World) -> None:
    fill_in(world)
    exchanged(world)
    settlement = settle(world, NETTING)
    concepts = world.desk.invoices.concepts(settlement)
    assert {one.code for concept in concepts for one in concept.missing} == {"invoice.no_penvoerder"}
    appoint(world)
    world.desk.invoices.issue(settlement)
    card = world.desk.settlements.card(settlement)
    rows = world.desk.invoices.rows(settlement)
    assert {(row.payer_account, row.payee_account): row.total_cents for row in rows} == {
        (one.payer.account, one.payee.account): one.cents for one in card.payments
    }
    facts = [world.desk.invoices.of(row.id).facts for row in rows]
    assert {one.issuer.name for one in facts} == {"Het Kreekrif"}
    duin = next(one for one in facts if one.paid_to.name == "De Duinpan")
    assert (duin.paid_to.iban, duin.on_behalf_of) == ("NL91ABNA0417164300", "De Duinpan")
    (line,) = duin.lines
    assert line.treatment == "outside"
    assert card.settlement.number in line.description
    assert card.settlement.decision_number in line.description
    assert duin.totals.vat_cents == 0


@pytest.mark.parametrize("regime", [INVOICING, NETTING])
def test_taking_back_a_settlement_credits_each_document(world: World, regime: SettlementRegime) -> None:
    fill_in(world)
    agree_term(world) if regime is INVOICING else appoint(world)
    exchanged(world)
    settlement = settle(world, regime)
    world.desk.invoices.issue(settlement)
    issued = {row.number: row for row in world.desk.invoices.rows(settlement)}
    undoing = take_back(world, settlement)
    with pytest.raises(RuleError, match=r"invoice\.settlement"):
        world.desk.invoices.issue(settlement)
    world.desk.invoices.issue(undoing)
    notes = world.desk.invoices.rows(undoing)
    assert {row.corrects for row in notes} == issued.keys()
    for note in notes:
        was = issued[note.corrects]
        assert note.kind is DocumentKind.CREDIT_NOTE
        assert (note.payer_account, note.payee_account) == (was.payee_account, was.payer_account)
        assert note.total_cents == was.total_cents
        facts = world.desk.invoices.of(note.id).facts
        assert facts.corrects is not None
        assert facts.corrects.number == was.number
    assert {row.corrected_by for row in world.desk.invoices.rows(settlement)} == {row.number for row in notes}
    owed = {(one.payer.account, one.payee.account): one.cents for one in world.desk.settlements.card(undoing).dues}
    assert {(row.payer_account, row.payee_account): row.total_cents for row in notes} == owed


@pytest.mark.file_only("what differs on a server shows with the others")
def test_what_was_never_issued_needs_no_credit_note(world: World) -> None:
    fill_in(world)
    agree_term(world)
    exchanged(world)
    undoing = take_back(world, settle(world, INVOICING))
    assert world.desk.invoices.concepts(undoing) == ()
    with pytest.raises(RuleError, match=r"invoice\.nothing"):
        world.desk.invoices.issue(undoing)


def test_what_is_taken_back_later_is_credited_on_the_invoice_before_it(world: World) -> None:
    fill_in(world)
    agree_term(world)
    entry = world.delivered("DUIN", "ZEEUW", 350)
    first = settle(world, INVOICING)
    world.desk.invoices.issue(first)
    world.desk.ledger.reverse(entry, "Dubbel ingevoerd.")
    second = settle(world, INVOICING)
    world.desk.invoices.issue(second)
    (note,) = world.desk.invoices.rows(second)
    assert (note.kind, note.corrects, note.payer, note.payee) == (
        DocumentKind.CREDIT_NOTE,
        "DUIN-2026-0001",
        "De Duinpan",
        "De Zeeuwse Vaart",
    )
    assert [one.quantity_hundredths for one in world.desk.invoices.of(note.id).facts.lines] == [350]


@pytest.mark.file_only("what differs on a server shows with the others")
def test_what_was_netted_and_is_taken_back_says_so_instead(world: World) -> None:
    fill_in(world)
    appoint(world)
    entry = world.delivered("DUIN", "ZEEUW", 350)
    settle(world, NETTING)
    world.desk.ledger.reverse(entry, "Dubbel ingevoerd.")
    (concept,) = world.desk.invoices.concepts(settle(world, INVOICING))
    assert (concept.missing, concept.facts.corrects) == ((), None)
    assert "zonder factuur" in concept.facts.note


def test_a_school_has_its_own_documents_only(world: World) -> None:
    settlement = invoiced(world)
    everything = world.desk.invoices.rows(settlement)
    duin, reader = world.desk_of("directeur duin"), world.desk_of("lezer")
    assert {row.number for row in duin.invoices.rows()} == {"DUIN-2026-0001", "ZEEUW-2026-0001"}
    other = next(row for row in everything if row.number.startswith("KREEK"))
    with pytest.raises(RuleError, match=r"invoice\.none"):
        duin.invoices.of(other.id)
    with pytest.raises(RuleError, match=r"permission\.missing"):
        reader.invoices.rows()
    with pytest.raises(RuleError, match=r"permission\.missing"):
        duin.invoices.concepts(settlement)


ALTERED = {
    "check.invoice_claim": "UPDATE settlement_document SET cents = cents + 1",
    "check.number": "DELETE FROM invoice WHERE number = 'DUIN-2026-0001'",
}


@pytest.mark.file_only("what a file holds can be altered by who has its key")
def test_a_check_finds_what_was_altered(world: World) -> None:
    invoiced(world)
    world.delivered("DUIN", "ZEEUW", 100)
    world.desk.invoices.issue(settle(world, INVOICING))
    assert world.desk.checks.run().findings == ()
    tamper(world, "UPDATE invoice SET facts = '{}' WHERE number = 'KREEK-2026-0001'")
    found = world.desk.checks.run().findings
    assert [(one.code, one.facts) for one in found] == [("check.invoice", {"number": "KREEK-2026-0001"})]
    with pytest.raises(RuleError, match=r"invoice\.unreadable"):
        world.desk.invoices.of(next(row.id for row in world.desk.invoices.rows() if row.payee_code == "KREEK"))
    for code, statement in ALTERED.items():
        tamper(world, statement)
        assert code in {one.code for one in world.desk.checks.run().findings}


def test_what_was_brought_along_has_a_document_of_its_own_beside_what_was_given(world: World) -> None:
    fill_in(world)
    appoint(world)
    world.delivered("DUIN", "ZEEUW", 100)
    settle(world, SettlementRegime.THRESHOLD, band=Band(cents=10_00))
    world.delivered("DUIN", "ZEEUW", 200)
    settlement = settle(world, INVOICING)
    world.desk.invoices.issue(settlement)
    shown = {(row.number.partition("-")[0], row.total_cents) for row in world.desk.invoices.rows(settlement)}
    assert shown == {("KREEK", 10_00), ("DUIN", 2 * 2470)}
    back = take_back(world, settlement)
    world.desk.invoices.issue(back)
    assert {(row.corrects, row.total_cents) for row in world.desk.invoices.rows(back)} == {
        ("KREEK-2026-0001", 10_00),
        ("DUIN-2026-0001", 2 * 2470),
    }
    assert world.desk.checks.run().findings == ()
