"""The facts of one issued document: enough to draw it up again in any form, to the same bytes, and no pupil in them.

VAT is reckoned once per treatment and percentage over what the lines come to together (EN 16931, BR-CO-17), so the
lines themselves carry none. A credit note carries the credited amounts as they were on the invoice: more than zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from zsm_desktop.domain.identifiers import make_reference
from zsm_desktop.domain.money import round_share
from zsm_desktop.domain.vat import TREATMENTS

UNIT_CODES = {"uur": "HUR", "dag": "DAY", "week": "WEE", "maand": "MON"}
EXCHANGE, PAYMENT, SET_OFF = "exchange", "payment", "set_off"
"""What a document claims, as `models.invoices.Invoice` says."""
ONE = "C62"
"""Any other unit is a piece (UN/ECE recommendation 20 has no dagdeel); its name stands in the description."""
CATEGORIES = {"exempt": "E", "high": "S", "low": "S", "zero": "Z", "outside": "O"}
"""The VAT category of an e-invoice; a treatment that is still to be checked has none."""
TAXED = frozenset({"high", "low", "zero"})


class DocumentKind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


@dataclass(frozen=True, slots=True)
class InvoiceOrganisation:
    """One side of a document; `vat_number` is empty where there is none, `rsin` is then its number at the tax office.

    `order_number` and `reference` are what a buyer wants to see on it; `logo` is the SHA-256 of the picture's bytes.
    """

    name: str
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "NL"
    kvk: str = ""
    oin: str = ""
    vat_number: str = ""
    rsin: str = ""
    iban: str = ""
    bic: str = ""
    email: str = ""
    attention: str = ""
    order_number: str = ""
    reference: str = ""
    colour: str = ""
    logo: str = ""

    @property
    def address(self) -> str:
        return f"{self.street} {self.house_number}".strip()

    @property
    def legal_number(self) -> tuple[str, str]:
        """Number and scheme of ISO 6523: 0106 is the Chamber of Commerce, 0190 the government's OIN; or nothing."""
        if self.kvk:
            return self.kvk, "0106"
        return (self.oin, "0190") if self.oin else ("", "")


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One offer over one stretch of days; `deducted_cents` is what a fund bore of it (`deducted_by`).

    `amount_cents` is the sum over its deliveries, each rounded by itself, so it may be a few cents from what quantity
    and tariff come to together.
    """

    description: str
    quantity_hundredths: int
    unit: str
    unit_code: str
    price_cents: int
    amount_cents: int
    treatment: str
    permille: int = 0
    ground: str = ""
    offer_code: str = ""
    first_day: date | None = None
    last_day: date | None = None
    deducted_cents: int = 0
    deducted_by: str = ""


@dataclass(frozen=True, slots=True)
class VatPart:
    """What the lines of one treatment and percentage come to, and the VAT over that."""

    treatment: str
    permille: int
    base_cents: int
    vat_cents: int
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    excluding_cents: int
    vat_cents: int
    including_cents: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """The invoice that a credit note takes back."""

    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """`number` and `payment_reference` are empty as long as it is a concept; `due_on` is so where it asks no payment.

    `head` is the state of the ledger after `entries` entries. `on_behalf_of`: whose deliveries these are, where the
    network issues it for them. `payee` is who is to be paid where that is another than the issuer. `is_set_off`: it was
    settled by netting or a threshold, as `decision` says, so nothing is to be paid on it. `issued_by` is who issues it
    in the issuer's name. `is_internal`: both sides are one in law, as two schools of one board are, so it is no
    invoice.
    """

    kind: DocumentKind
    number: str
    issued_on: date
    due_on: date | None
    first_day: date
    last_day: date
    issuer: InvoiceOrganisation
    buyer: InvoiceOrganisation
    lines: tuple[InvoiceLine, ...]
    vat: tuple[VatPart, ...]
    totals: Totals
    term_days: int
    network: str
    on_behalf_of: str = ""
    payment_reference: str = ""
    corrects: Corrected | None = None
    settlement_number: str = ""
    entries: int = 0
    head: str = ""
    note: str = ""
    payee: InvoiceOrganisation | None = None
    is_set_off: bool = False
    decision: str = ""
    issued_by: str = ""
    is_internal: bool = False

    @property
    def paid_to(self) -> InvoiceOrganisation:
        return self.payee or self.issuer

    @property
    def is_concept(self) -> bool:
        return not self.number

    @property
    def is_credit(self) -> bool:
        return self.kind is DocumentKind.CREDIT_NOTE

    @property
    def asks_payment(self) -> bool:
        return not self.is_credit and not self.is_set_off

    @property
    def is_on_one_account(self) -> bool:
        """Who pays and who is paid have the same bank account, so there is nothing to transfer."""
        return self.is_internal and self.buyer.iban == self.paid_to.iban


def unit_code(unit: str) -> str:
    """The code of UN/ECE recommendation 20 for a unit of the network."""
    return UNIT_CODES.get(unit.strip().casefold(), ONE)


def vat_breakdown(lines: Iterable[InvoiceLine]) -> tuple[VatPart, ...]:
    """One part per treatment and percentage, rounded half up per part; grounds that differ stand behind each other."""
    sums: dict[tuple[str, int], int] = {}
    grounds: dict[tuple[str, int], dict[str, None]] = {}
    for line in lines:
        key = (line.treatment, line.permille)
        sums[key] = sums.get(key, 0) + line.amount_cents
        if line.ground.strip():
            grounds.setdefault(key, {})[line.ground.strip()] = None
    order = {treatment: place for place, treatment in enumerate(TREATMENTS)}
    return tuple(
        VatPart(*key, sums[key], round_share(sums[key], key[1], 1000), "; ".join(grounds.get(key, ())))
        for key in sorted(sums, key=lambda one: (order.get(one[0], len(order)), -one[1]))
    )


def totals_of(parts: Sequence[VatPart]) -> Totals:
    excluding, vat = sum(part.base_cents for part in parts), sum(part.vat_cents for part in parts)
    return Totals(excluding, vat, excluding + vat)


def summed(facts: InvoiceFacts) -> InvoiceFacts:
    """The same document with the VAT and the totals of its lines."""
    parts = vat_breakdown(facts.lines)
    return replace(facts, vat=parts, totals=totals_of(parts))


def issued(facts: InvoiceFacts, number: str) -> InvoiceFacts:
    """The same document with its number, and the payment reference that follows from it where it asks payment.

    Raises RuleError("reference.length") for a number that no reference can carry.
    """
    return replace(facts, number=number, payment_reference=make_reference(number) if facts.asks_payment else "")
