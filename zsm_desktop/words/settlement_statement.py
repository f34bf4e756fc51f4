"""The words of a verrekenoverzicht: the paper instead of an invoice where nobody has to pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.words.invoices import days

if TYPE_CHECKING:
    from zsm_desktop.domain.settlement_statements import ExchangedLine, SettlementStatementFacts

TITLE = "Verrekenoverzicht"
NUMBER, DATE, SETTLEMENT, DECISION = "Nummer", "Datum", "Verrekening", "Besluit"
GIVEN, TAKEN = "Uw school gaf", "Uw school nam af"
NOTHING = "Niets in deze periode."
BROUGHT, WRITTEN_OFF, LEFT = "Meegenomen uit eerdere verrekening", "Weggeboekt", "Uw stand na deze verrekening"
TOTAL = "Totaal"
NO_INVOICE = "Geen factuur"
SIGN = (
    "Bedragen zijn zonder btw; een plus betekent dat uw school meer gaf dan zij afnam. Bewaar dit overzicht zeven jaar."
)
WHY = {
    "closed_purses": "De scholen betalen elkaar niets: het netwerk werkt met gesloten beurzen. U hoeft niets te "
    "betalen en krijgt niets uitbetaald.",
    "threshold": "Uw saldo ligt binnen de afgesproken bandbreedte. U hoeft niets te betalen en krijgt niets "
    "uitbetaald; de stand gaat mee naar de volgende verrekening.",
    "invoicing": "Over deze periode valt er tussen u en de andere scholen niets te betalen.",
    "netting": "Wat uw school gaf en afnam, valt tegen elkaar weg. U hoeft niets te betalen en krijgt niets "
    "uitbetaald.",
}


def about(facts: SettlementStatementFacts) -> str:
    start = "" if facts.first_day == facts.last_day else "van "
    return f"Uitwisseling {start}{days(facts)}"


def details(one: ExchangedLine) -> tuple[str, ...]:
    """In small print under the name of the offer."""
    side = "aan" if one.is_given else "van"
    return (" · ".join(part for part in (f"{side} {one.counterpart}", one.line.offer_code, days(one.line)) if part),)


def file_stem(facts: SettlementStatementFacts) -> str:
    return f"{TITLE} {facts.number}".strip().replace("/", "-")
