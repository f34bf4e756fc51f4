"""What a document still lacks: all that would make it invalid as an invoice or as an e-invoice, said before issue.

The rules are those of the law (article 35a, Wet op de omzetbelasting 1968), of EN 16931 and of NLCIUS; what nobody
could fill in, such as the order of the elements, is a matter of the writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date

from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.identifiers import (
    require_iban,
    require_kvk,
    require_oin,
    require_postcode,
    require_rsin,
    require_vat_number,
)
from zsm_desktop.domain.invoices import CATEGORIES, TAXED, InvoiceFacts, InvoiceOrganisation, totals_of, vat_breakdown
from zsm_desktop.domain.masking_words import UNFIT
from zsm_desktop.domain.vat import NEED_GROUND, TO_CHECK

MOST_NAME = 140
"""Longer names do not fit a payment (ISO 20022)."""
MOST_TEXT = 400
DUTCH = "NL"
RULES: dict[str, Callable[[str], str]] = {
    "postcode": require_postcode,
    "kvk": require_kvk,
    "oin": require_oin,
    "vat_number": require_vat_number,
    "rsin": require_rsin,
    "iban": require_iban,
}
ORGANISATION, VAT, OFFER, AGREEMENT, DOCUMENT = "organisation", "vat", "offer", "agreement", "document"
SETTINGS = "settings"
"""Where a fact is filled in: `Finding.facts["place"]`."""


def missing(facts: InvoiceFacts) -> tuple[Finding, ...]:
    """Each with the field in `column` ("issuer.iban") and the number of the line in `row`; empty: it can be issued.

    A number and a payment reference are not asked for: a document gets them when it is issued.
    """
    return (
        *_organisation(facts.issuer, "issuer"),
        *_issuer(facts),
        *_organisation(facts.buyer, "buyer"),
        *_buyer(facts),
        *_document(facts),
        *_lines(facts),
        *_sums(facts),
    )


def _organisation(one: InvoiceOrganisation, side: str) -> Iterator[Finding]:
    """What the law and NLCIUS ask of either side (BR-NL-1, 3, 4, 10)."""
    if not one.name.strip():
        yield _at("name", one, side)
    elif len(one.name) > MOST_NAME:
        yield _at("long_name", one, side, "name", most=MOST_NAME)
    for field in ("street", "house_number", "postcode", "city"):
        if not getattr(one, field).strip():
            yield _at(field, one, side)
    if one.country != DUTCH:
        yield _at("country", one, side)
    yield from _numbers(one, side)
    for name in (field.name for field in fields(one)):
        if UNFIT.search(getattr(one, name)):
            yield _at("unfit", one, side, name)


def _numbers(one: InvoiceOrganisation, side: str) -> Iterator[Finding]:
    """A number with a fault in it has the code of its own rule ("iban.check")."""
    if not one.kvk and not one.oin:
        yield _at("kvk", one, side)
    for field, require in RULES.items():
        try:
            require(getattr(one, field))
        except RuleError as error:
            facts = {**error.facts, "name": _called(one, side), "place": ORGANISATION}
            yield Finding(error.code, column=f"{side}.{field}", facts=facts)


def _issuer(facts: InvoiceFacts) -> Iterator[Finding]:
    issuer, treatments = facts.issuer, {line.treatment for line in facts.lines}
    if facts.payee is not None:
        yield from _organisation(facts.payee, "payee")
    if not facts.paid_to.iban and facts.asks_payment:
        yield _at("iban", facts.paid_to, "payee" if facts.payee else "issuer")
    if treatments & TAXED and not issuer.vat_number:
        yield _at("vat_number", issuer, "issuer")
    elif "exempt" in treatments and not issuer.vat_number and not issuer.rsin:
        yield _at("rsin", issuer, "issuer")


def _buyer(facts: InvoiceFacts) -> Iterator[Finding]:
    """Large buyers send back what does not name their order, and NLCIUS refuses it (BR-NL-2)."""
    if facts.is_internal:
        return
    if not facts.buyer.order_number.strip() and not facts.buyer.reference.strip():
        yield _at("buyer_reference", facts.buyer, "buyer", "reference")


def _document(facts: InvoiceFacts) -> Iterator[Finding]:
    if facts.first_day > facts.last_day:
        yield Finding("invoice.period", column="first_day", facts={"place": DOCUMENT})
    # A note says what was settled without an invoice.
    if facts.is_credit and facts.corrects is None and not facts.note.strip():
        yield Finding("invoice.corrects", column="corrects", facts={"place": DOCUMENT})
    if facts.asks_payment and (facts.due_on is None or facts.term_days < 1):
        yield Finding("invoice.term", column="due_on", facts={"place": AGREEMENT})
    elif facts.due_on is not None and facts.due_on < facts.issued_on:
        yield Finding("invoice.due", column="due_on", facts={"place": AGREEMENT, "due_on": facts.due_on})
    for field in ("note", "on_behalf_of", "issued_by", "settlement_number"):
        if UNFIT.search(getattr(facts, field).replace("\n", "")):
            yield Finding("invoice.unfit_text", column=field, facts={"place": DOCUMENT})


def _lines(facts: InvoiceFacts) -> Iterator[Finding]:
    if not facts.lines:
        yield Finding("invoice.no_lines", column="lines", facts={"place": DOCUMENT})
    for number, line in enumerate(facts.lines, start=1):
        said = {"line": number, "description": line.description, "offer": line.offer_code}
        for code, field, place in (
            ("invoice.description", "description", OFFER if not line.description.strip() else ""),
            ("invoice.long_description", "description", OFFER if len(line.description) > MOST_TEXT else ""),
            ("invoice.unit", "unit_code", OFFER if not line.unit_code.strip() else ""),
            ("invoice.quantity", "quantity_hundredths", DOCUMENT if not line.quantity_hundredths else ""),
            ("invoice.negative_price", "price_cents", OFFER if line.price_cents < 0 else ""),
            ("invoice.to_check", "treatment", VAT if line.treatment not in CATEGORIES else ""),
            ("invoice.no_ground", "ground", VAT if _lacks_ground(line.treatment, line.ground) else ""),
            ("invoice.permille", "permille", VAT if _is_odd(line.treatment, line.permille) else ""),
            ("invoice.line_period", "first_day", DOCUMENT if _is_turned(line.first_day, line.last_day) else ""),
            ("invoice.unfit_line", "description", OFFER if UNFIT.search(line.description + line.ground) else ""),
        ):
            if place:
                yield Finding(code, row=number, column=field, facts={**said, "place": place})


def _sums(facts: InvoiceFacts) -> Iterator[Finding]:
    treatments = {line.treatment for line in facts.lines}
    if "outside" in treatments and treatments - {"outside", TO_CHECK}:
        yield Finding("invoice.outside_mixed", column="lines", facts={"place": VAT})
    if facts.vat != vat_breakdown(facts.lines) or facts.totals != totals_of(facts.vat):
        yield Finding("invoice.sums", column="totals", facts={"place": DOCUMENT})
    cents = facts.totals.including_cents
    if cents < 0:
        yield Finding("invoice.negative", column="totals", facts={"place": DOCUMENT, "cents": -cents})
    elif cents == 0 and facts.lines:
        yield Finding("invoice.nothing_due", column="totals", facts={"place": DOCUMENT})


def _lacks_ground(treatment: str, ground: str) -> bool:
    return treatment in NEED_GROUND and not ground.strip()


def _is_odd(treatment: str, permille: int) -> bool:
    """Only the high and the low percentage are more than nought."""
    return (permille > 0) != (treatment in {"high", "low"}) and treatment in CATEGORIES


def _is_turned(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and first > last


def _called(one: InvoiceOrganisation, side: str) -> str:
    return UNFIT.sub("", one.name).strip()[:MOST_NAME] or ("De afzender" if side == "issuer" else "De ontvanger")


def _at(rule: str, one: InvoiceOrganisation, side: str, field: str = "", **more: object) -> Finding:
    facts = {"name": _called(one, side), "place": ORGANISATION, **more}
    return Finding(f"invoice.{rule}", column=f"{side}.{field or rule}", facts=facts)
