"""The facts of a verrekenoverzicht: what a school gave and took in a settlement, and where it stands after it.

It is no invoice. Exchange without money still has a consideration, so every supply stands on paper with its VAT
treatment; and an amount that was netted says nothing of what it comes from. It holds no pupil.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.invoices import InvoiceLine, InvoiceOrganisation


@dataclass(frozen=True, slots=True)
class ExchangedLine:
    """What one school gave another; `is_given` is seen from the school whose statement it is."""

    counterpart: str
    is_given: bool
    line: InvoiceLine

    @property
    def signed_cents(self) -> int:
        return self.line.amount_cents if self.is_given else -self.line.amount_cents


@dataclass(frozen=True, slots=True)
class SettlementStatementFacts:
    """`brought_cents` is what earlier settlements left standing, `written_off_cents` what this one takes off it.

    More than zero: the network owes the school. `vat_cents` is in what it pays and receives. `issuer` is the network's
    penvoerder. `takes_back` is the number of the settlement that this one takes back as a whole.
    """

    number: str
    issued_on: date
    first_day: date
    last_day: date
    issuer: InvoiceOrganisation
    school: InvoiceOrganisation
    network: str
    regime: str
    settlement_number: str
    lines: tuple[ExchangedLine, ...]
    decision: str = ""
    brought_cents: int = 0
    written_off_cents: int = 0
    entries: int = 0
    head: str = ""
    pays_cents: int = 0
    receives_cents: int = 0
    vat_cents: int = 0
    takes_back: str = ""

    @property
    def given_cents(self) -> int:
        return sum(one.signed_cents for one in self.lines if one.is_given)

    @property
    def taken_cents(self) -> int:
        """Zero or less, as it counts in the balance."""
        return sum(one.signed_cents for one in self.lines if not one.is_given)

    @property
    def left_cents(self) -> int:
        """Where the school stands after it, which the next settlement brings along."""
        settled = self.receives_cents - self.pays_cents - self.vat_cents
        return self.brought_cents + self.given_cents + self.taken_cents - settled - self.written_off_cents

    @property
    def moves_money(self) -> bool:
        return bool(self.pays_cents or self.receives_cents)
