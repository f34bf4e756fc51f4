"""An invoice or credit note as NLCIUS (SI-UBL 2.0): UBL 2.1, held against its schema before it leaves the program.

The order of the elements is that of the schema; which of them NLCIUS asks for is checked before issue by
`domain.invoice_checks`, and by the official rules in the tests.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from lxml import etree

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.identifiers import as_iban
from zsm_desktop.domain.invoices import CATEGORIES, DocumentKind, InvoiceFacts, InvoiceLine, InvoiceOrganisation
from zsm_desktop.domain.vat import NEED_GROUND
from zsm_desktop.settings import resources_dir
from zsm_desktop.words import invoices as words

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC, CBC = f"{_UBL}CommonAggregateComponents-2", f"{_UBL}CommonBasicComponents-2"
ROOTS = {DocumentKind.INVOICE: "Invoice", DocumentKind.CREDIT_NOTE: "CreditNote"}
TYPES = {DocumentKind.INVOICE: "380", DocumentKind.CREDIT_NOTE: "381"}
SEPA_TRANSFER = "58"
NOT_VAT = "TAX"
"""Marks the number at the tax office of who has no VAT number (BT-32)."""


class _Node:
    """An element that grows child by child; what is empty is left out."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    def group(self, name: str) -> _Node:
        return _Node(etree.SubElement(self.element, f"{{{CAC}}}{name}"))

    def add(self, name: str, text: str, **attributes: str) -> _Node:
        if text:
            etree.SubElement(self.element, f"{{{CBC}}}{name}", attributes).text = text
        return self

    def cents(self, name: str, cents: int) -> _Node:
        return self.add(name, _amount(cents), currencyID="EUR")


def ubl_bytes(facts: InvoiceFacts) -> bytes:
    """The whole file; the same facts give the same bytes.

    Raises RuleError("invoice.concept") for one without a number, ("invoice.internal") for one that never leaves its
    board, ("einvoice.schema") for one that UBL refuses.
    """
    if facts.is_internal:
        raise RuleError("invoice.internal", number=facts.number)
    if facts.is_concept:
        raise RuleError("invoice.concept")
    data = written(facts)
    found = faults(data)
    if found:
        raise RuleError("einvoice.schema", what=found[0])
    return data


def written(facts: InvoiceFacts) -> bytes:
    """The file as it is, held against nothing."""
    root_name = ROOTS[facts.kind]
    spaces: Any = {None: f"{_UBL}{root_name}-2", "cac": CAC, "cbc": CBC}
    root = _Node(etree.Element(f"{{{_UBL}{root_name}-2}}{root_name}", nsmap=spaces))
    _head(root, facts)
    has_vat = all(line.treatment != "outside" for line in facts.lines)
    _side(root.group("AccountingSupplierParty"), facts.issuer, has_vat=has_vat, is_seller=True)
    _side(root.group("AccountingCustomerParty"), facts.buyer, has_vat=has_vat, is_seller=False)
    _payee(root, facts)
    if facts.asks_payment:
        _payment(root, facts)
    _sums(root, facts)
    for number, line in enumerate(facts.lines, start=1):
        _line(root, facts, line, number)
    etree.indent(root.element)
    return bytes(etree.tostring(root.element, xml_declaration=True, encoding="UTF-8")) + b"\n"


def faults(data: bytes) -> tuple[str, ...]:
    """What the schema of UBL 2.1 says of a file: empty when it is valid."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return (str(error),)
    name = etree.QName(root).localname
    if name not in ROOTS.values():
        return (name,)
    schema: Any = _schema(name)
    return () if schema.validate(root) else tuple(str(one.message) for one in schema.error_log)


@cache
def _schema(root_name: str) -> etree.XMLSchema:
    """Read once, and only by who writes an e-invoice: it is a tenth of a second."""
    path = resources_dir() / "einvoice" / "maindoc" / f"UBL-{root_name}-2.1.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def _head(root: _Node, facts: InvoiceFacts) -> None:
    root.add("CustomizationID", CUSTOMIZATION).add("ProfileID", PROFILE)
    root.add("ID", facts.number).add("IssueDate", facts.issued_on.isoformat())
    if facts.due_on is not None and not facts.is_credit:
        root.add("DueDate", facts.due_on.isoformat())
    root.add(f"{ROOTS[facts.kind]}TypeCode", TYPES[facts.kind])
    root.add("Note", words.einvoice_note(facts)).add("DocumentCurrencyCode", "EUR")
    root.add("BuyerReference", facts.buyer.reference)
    _period(root, facts.first_day, facts.last_day)
    if facts.buyer.order_number:
        root.group("OrderReference").add("ID", facts.buyer.order_number)
    if facts.corrects is not None:
        root.group("BillingReference").group("InvoiceDocumentReference").add("ID", facts.corrects.number)


def _period(node: _Node, first: date | None, last: date | None) -> None:
    if first is not None and last is not None:
        node.group("InvoicePeriod").add("StartDate", first.isoformat()).add("EndDate", last.isoformat())


def _side(node: _Node, one: InvoiceOrganisation, *, has_vat: bool, is_seller: bool) -> None:
    """Outside the scope of VAT neither side may show a VAT number (BR-O-02)."""
    number, scheme = one.legal_number
    about = node.group("Party")
    about.add("EndpointID", number, schemeID=scheme)
    if one.name:
        about.group("PartyName").add("Name", one.name)
    address = about.group("PostalAddress").add("StreetName", one.address)
    address.add("CityName", one.city).add("PostalZone", one.postcode)
    address.group("Country").add("IdentificationCode", one.country)
    if has_vat and one.vat_number:
        about.group("PartyTaxScheme").add("CompanyID", one.vat_number).group("TaxScheme").add("ID", "VAT")
    elif has_vat and is_seller and one.rsin:
        about.group("PartyTaxScheme").add("CompanyID", one.rsin).group("TaxScheme").add("ID", NOT_VAT)
    about.group("PartyLegalEntity").add("RegistrationName", one.name).add("CompanyID", number, schemeID=scheme)
    if one.email or one.attention:
        about.group("Contact").add("Name", one.attention).add("ElectronicMail", one.email)


def _payee(root: _Node, facts: InvoiceFacts) -> None:
    """Only where that is another than the seller (BR-17); the account says whose it is in any case."""
    if facts.payee is not None and facts.payee.legal_number != facts.issuer.legal_number:
        number, scheme = facts.payee.legal_number
        about = root.group("PayeeParty")
        about.group("PartyName").add("Name", facts.payee.name)
        about.group("PartyLegalEntity").add("CompanyID", number, schemeID=scheme)


def _payment(root: _Node, facts: InvoiceFacts) -> None:
    """Without BIC, which a SEPA transfer does not need (BR-NL-31)."""
    iban = facts.paid_to.iban
    if iban:
        means = root.group("PaymentMeans").add("PaymentMeansCode", SEPA_TRANSFER)
        means.add("PaymentID", facts.payment_reference)
        means.group("PayeeFinancialAccount").add("ID", as_iban(iban) or iban)
    if facts.term_days > 0:
        root.group("PaymentTerms").add("Note", words.term(facts))


def _sums(root: _Node, facts: InvoiceFacts) -> None:
    tax = root.group("TaxTotal").cents("TaxAmount", facts.totals.vat_cents)
    for part in facts.vat:
        one = tax.group("TaxSubtotal").cents("TaxableAmount", part.base_cents).cents("TaxAmount", part.vat_cents)
        category = one.group("TaxCategory").add("ID", CATEGORIES.get(part.treatment, part.treatment))
        if part.treatment != "outside":
            category.add("Percent", _percent(part.permille))
        if part.treatment in NEED_GROUND and part.ground:  # a zero percentage may not have one (BR-Z-10)
            category.add("TaxExemptionReason", words.why_no_vat(part.treatment, part.ground))
        category.group("TaxScheme").add("ID", "VAT")
    totals = facts.totals
    sums = root.group("LegalMonetaryTotal").cents("LineExtensionAmount", sum(one.amount_cents for one in facts.lines))
    sums.cents("TaxExclusiveAmount", totals.excluding_cents).cents("TaxInclusiveAmount", totals.including_cents)
    if facts.is_set_off:
        sums.cents("PrepaidAmount", totals.including_cents)
    sums.cents("PayableAmount", 0 if facts.is_set_off else totals.including_cents)


def _line(root: _Node, facts: InvoiceFacts, line: InvoiceLine, number: int) -> None:
    node = root.group(f"{ROOTS[facts.kind]}Line").add("ID", str(number))
    quantity = "CreditedQuantity" if facts.is_credit else "InvoicedQuantity"
    node.add(quantity, _hundredths(line.quantity_hundredths), unitCode=line.unit_code)
    node.cents("LineExtensionAmount", line.amount_cents)
    _period(node, line.first_day, line.last_day)
    if line.deducted_cents:
        allowance = node.group("AllowanceCharge").add("ChargeIndicator", "false")
        allowance.add("AllowanceChargeReason", words.deducted(line.deducted_by)).cents("Amount", line.deducted_cents)
    item = node.group("Item").add("Description", words.line_about(line)).add("Name", line.description)
    if line.offer_code:
        item.group("SellersItemIdentification").add("ID", line.offer_code)
    category = item.group("ClassifiedTaxCategory").add("ID", CATEGORIES.get(line.treatment, line.treatment))
    if line.treatment != "outside":
        category.add("Percent", _percent(line.permille))
    category.group("TaxScheme").add("ID", "VAT")
    node.group("Price").cents("PriceAmount", line.price_cents)


def _amount(cents: int) -> str:
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{part:02d}"


def _hundredths(number: int) -> str:
    text = _amount(number)
    return text.rstrip("0").rstrip(".")


def _percent(permille: int) -> str:
    return _hundredths(permille * 10)
