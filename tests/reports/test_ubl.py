"""Every e-invoice passes the schema and the official rules; what would not is refused before it is issued."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from tests.einvoice.rules import judged
from tests.reports.invoice_examples import (
    BUYER,
    ISSUED,
    ISSUER,
    KITCHEN,
    SHARED,
    TRUCK,
    WELDING,
    concept,
    credit_note,
    invoice,
    line,
)
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.invoice_checks import missing
from zsm_desktop.domain.invoices import InvoiceFacts
from zsm_desktop.reports.ubl import CAC, CBC, faults, ubl_bytes, written
from zsm_desktop.words.invoices import lacking

BROKEN: dict[str, tuple[InvoiceFacts, str, str, str]] = {
    # what is broken, the code, its field, and the rule or the word of the schema that refuses it
    "no kvk of the seller": (invoice(issuer=replace(ISSUER, kvk="")), "invoice.kvk", "issuer.kvk", "BR-NL-1"),
    "no kvk of the buyer": (invoice(buyer=replace(BUYER, kvk="")), "invoice.kvk", "buyer.kvk", "BR-NL-10"),
    "no street": (
        invoice(issuer=replace(ISSUER, street="", house_number="")), "invoice.street", "issuer.street", "BR-NL-3",
    ),
    "no postcode": (invoice(buyer=replace(BUYER, postcode="")), "invoice.postcode", "buyer.postcode", "BR-NL-4"),
    "no reference": (
        invoice(buyer=replace(BUYER, reference="")), "invoice.buyer_reference", "buyer.reference", "BR-NL-2",
    ),
    "no iban": (invoice(issuer=replace(ISSUER, iban="")), "invoice.iban", "issuer.iban", "BR-NL-11"),
    "no vat number": (
        invoice(TRUCK, issuer=replace(ISSUER, vat_number="")), "invoice.vat_number", "issuer.vat_number", "BR-S-02",
    ),
    "exempt without any number": (
        invoice(issuer=replace(ISSUER, vat_number="")), "invoice.rsin", "issuer.rsin", "BR-E-02",
    ),
    "exempt without a ground": (invoice(replace(WELDING, ground="")), "invoice.no_ground", "ground", "BR-E-10"),
    "outside beside the rest": (invoice(KITCHEN, SHARED), "invoice.outside_mixed", "lines", "BR-O-11"),
    "treatment not checked": (
        invoice(replace(WELDING, treatment="to_check")), "invoice.to_check", "treatment", "BR-CL-17",
    ),
    "sums that are off": (
        replace(invoice(), totals=replace(invoice().totals, including_cents=1)), "invoice.sums", "totals", "BR-CO-15",
    ),
    "no lines": (invoice(lines=()), "invoice.no_lines", "lines", "schema"),
    "negative tariff": (
        invoice(replace(WELDING, price_cents=-2470, quantity_hundredths=-1250)),
        "invoice.negative_price", "price_cents", "BR-27",
    ),
    "turned period": (
        invoice(first_day=date(2026, 11, 1)), "invoice.period", "first_day", "BR-29",
    ),
    "a sign that XML cannot hold": (
        invoice(buyer=replace(BUYER, city="Ter\x00neuzen")), "invoice.unfit", "buyer.city", "unwritable",
    ),
    "no name": (invoice(buyer=replace(BUYER, name="")), "invoice.name", "buyer.name", "BR-07"),
}  # fmt: skip
ONLY_HERE: dict[str, tuple[InvoiceFacts, str]] = {
    # what law, bank or reader asks, and the rules of the e-invoice do not
    "a credit note for nothing": (credit_note(corrects=None), "invoice.corrects"),
    "negative total": (invoice(replace(WELDING, quantity_hundredths=-100, amount_cents=-2470)), "invoice.negative"),
    "nothing to pay": (
        invoice(WELDING, replace(WELDING, quantity_hundredths=-1250, amount_cents=-WELDING.amount_cents)),
        "invoice.nothing_due",
    ),
    "a wrong iban": (invoice(issuer=replace(ISSUER, iban="NL91ABNA0417164301")), "iban.check"),
    "a wrong vat number": (invoice(issuer=replace(ISSUER, vat_number="NL004495446B01")), "vat_number.check"),
    "a short kvk": (invoice(issuer=replace(ISSUER, kvk="1234567")), "kvk.length"),
    "a wrong rsin": (invoice(issuer=replace(ISSUER, rsin="123456789")), "rsin.check"),
    "a postcode of another form": (invoice(buyer=replace(BUYER, postcode="4535")), "postcode.shape"),
    "no house number": (invoice(buyer=replace(BUYER, house_number="")), "invoice.house_number"),
    "too long a name": (invoice(buyer=replace(BUYER, name="Stichting " * 20)), "invoice.long_name"),
    "too long a line": (invoice(replace(WELDING, description="las" * 200)), "invoice.long_description"),
    "abroad": (invoice(buyer=replace(BUYER, country="BE")), "invoice.country"),
    "no term": (invoice(due_on=None), "invoice.term"),
    "due before it is issued": (invoice(due_on=date(2026, 11, 1)), "invoice.due"),
    "a percentage where there is none": (invoice(replace(WELDING, permille=210)), "invoice.permille"),
    "no quantity": (invoice(WELDING, replace(KITCHEN, quantity_hundredths=0)), "invoice.quantity"),
    "no unit": (invoice(replace(WELDING, unit_code="")), "invoice.unit"),
    "no description": (invoice(replace(WELDING, description=" ")), "invoice.description"),
    "a line that ends before it begins": (
        invoice(replace(WELDING, last_day=date(2026, 8, 1))), "invoice.line_period",
    ),
    "a hidden sign in a line": (invoice(replace(WELDING, description="Las\u200bplaats")), "invoice.unfit_line"),
    "a hidden sign in the note": (invoice(note="Let\u202eop"), "invoice.unfit_text"),
}  # fmt: skip


def texts(data: bytes, path: str) -> list[str]:
    found = etree.fromstring(data).xpath(path, namespaces={"cac": CAC, "cbc": CBC})
    return [str(one.text) for one in found]


@pytest.mark.parametrize("name", ISSUED)
def test_what_can_be_issued_passes_the_schema_and_the_official_rules(name: str) -> None:
    facts = ISSUED[name]
    assert missing(facts) == ()
    said = judged(ubl_bytes(facts))
    # NLCIUS has no other field for who is known at the tax office by an RSIN alone, and warns of it.
    assert (said.fatal, said.warnings) == ((), ("BR-NL-25",) if name == "only an rsin" else ())


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refused_before_issue_and_by_the_rules(name: str) -> None:
    facts, code, field, rule = BROKEN[name]
    found = missing(facts)
    assert (code, field) in [(one.code, one.column) for one in found]
    assert all(one.facts["place"] for one in found)
    if rule == "unwritable":
        with pytest.raises(ValueError, match="XML compatible"):
            written(facts)
        return
    data = written(facts)
    assert (["schema"] if faults(data) else []) + [one for one in judged(data).fatal if one == rule] == [rule]


@pytest.mark.parametrize("name", ONLY_HERE)
def test_what_only_we_ask_is_refused_alone(name: str) -> None:
    facts, code = ONLY_HERE[name]
    assert [one.code for one in missing(facts)] == [code]


FIELDS = ("name", "street", "house_number", "city", "email", "attention", "reference", "order_number")
AMOUNTS = some.integers(1, 200_000)
TYPED = some.text("aé-ŁŒ<&'\"\n ß€", min_size=1, max_size=6)
LINES = some.builds(
    lambda treatment, quantity, price, ground: line("Las", quantity, "uren", price, *treatment, ground),
    some.sampled_from([("exempt", 0), ("high", 210), ("low", 90), ("zero", 0)]),
    AMOUNTS | some.integers(-2_000, -1),
    AMOUNTS,
    some.sampled_from(["?", "grond", "één & <ander>"]),
)


@settings(max_examples=60, deadline=None)
@given(some.data())
def test_whatever_lacks_nothing_passes_the_schema_and_the_rules(data: some.DataObject) -> None:
    sides = {}
    for side, one in (("issuer", ISSUER), ("buyer", BUYER)):
        field = data.draw(some.sampled_from(FIELDS))
        text = data.draw(some.one_of(some.just(getattr(one, field)), TYPED))
        sides[side] = replace(one, **{field: text})
    make = data.draw(some.sampled_from([invoice, credit_note]))
    facts = make(*data.draw(some.lists(LINES, min_size=1, max_size=4)), note=data.draw(TYPED), **sides)
    if not missing(facts):
        assert judged(ubl_bytes(facts)).fatal == ()


def test_every_finding_says_what_and_where_in_dutch() -> None:
    broken = [facts for facts, *_ in (*BROKEN.values(), *ONLY_HERE.values())]
    said = {one.code: lacking(one) for facts in broken for one in missing(facts)}
    assert [code for code, words in said.items() if f"({code})" in words or "…" in words] == []
    assert said["iban.check"].startswith("Stichting Praktijkonderwijs De Kreek: Het controlegetal van NL91 ABNA")
    assert said["invoice.kvk"].startswith("Van Stichting")


def test_a_concept_lacks_nothing_and_is_no_e_invoice_yet() -> None:
    assert missing(concept()) == ()
    with pytest.raises(RuleError) as refused:
        ubl_bytes(concept())
    assert refused.value.code == "invoice.concept"


def test_what_the_schema_refuses_is_not_handed_out() -> None:
    with pytest.raises(RuleError) as refused:
        ubl_bytes(invoice(lines=()))
    assert refused.value.code == "einvoice.schema"


@pytest.mark.parametrize("data", [b"<Invoice", b"<Order/>", b""])
def test_what_is_no_invoice_at_all_is_a_fault_and_no_crash(data: bytes) -> None:
    assert len(faults(data)) == 1


def test_an_error_inside_the_rules_counts_as_invalid() -> None:
    amount = b'<cbc:PayableAmount currencyID="EUR">1.00</cbc:PayableAmount>'
    data = written(invoice()).replace(b"<cbc:PayableAmount", amount + b"<cbc:PayableAmount")
    (said,) = judged(data).fatal
    assert said.startswith("transform: ")


def test_the_same_facts_give_the_same_bytes() -> None:
    assert ubl_bytes(ISSUED["mixed"]) == ubl_bytes(replace(ISSUED["mixed"], head="another"))


def test_it_says_what_was_meant() -> None:
    data = ubl_bytes(ISSUED["mixed"])
    assert texts(data, "//cac:TaxSubtotal/cbc:TaxAmount") == ["0.00", "60.06", "12.57", "0.00"]
    assert texts(data, "//cac:TaxCategory/cbc:Percent") == ["0", "21", "9", "0"]
    assert texts(data, "//cac:PaymentMeans/cbc:PaymentID") == ["RF3120260001"]
    assert texts(data, "//cbc:InvoicedQuantity")[0] == "12.5"
    assert texts(data, "//cac:InvoiceLine[1]//cbc:StartDate") == ["2026-09-01"]


def test_a_credit_note_names_what_it_corrects_and_asks_for_no_money() -> None:
    data = ubl_bytes(ISSUED["credit mixed"])
    assert texts(data, "//cac:BillingReference//cbc:ID") == ["2026-0001"]
    assert texts(data, "//cac:PaymentMeans") == []


@pytest.mark.parametrize("name", ["set off", "credit set off"])
def test_what_was_set_off_is_prepaid_and_leaves_nothing_to_pay(name: str) -> None:
    data, facts = ubl_bytes(ISSUED[name]), ISSUED[name]
    total = f"{facts.totals.including_cents / 100:.2f}"
    assert texts(data, "//cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount") == [total]
    assert texts(data, "//cac:LegalMonetaryTotal/cbc:PrepaidAmount") == [total]
    assert texts(data, "//cac:LegalMonetaryTotal/cbc:PayableAmount") == ["0.00"]
    assert texts(data, "//cac:PaymentMeans | //cac:PaymentTerms | //cbc:DueDate") == []
    (note,) = texts(data, "/*/cbc:Note")
    assert "verrekend via VR-2026-003 volgens besluit SG-2026/27-004" in note


def test_outside_the_scope_no_vat_number_is_shown() -> None:
    assert texts(ubl_bytes(ISSUED["outside"]), "//cac:PartyTaxScheme") == []
