"""The words of a verrekenoverzicht: the paper instead of an invoice where nobody has to pay, and beside one else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.words.format import joined, money, plural
from zsm_desktop.words.invoices import days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zsm_desktop.domain.settlement_statements import ExchangedLine, SettlementStatementFacts

TITLE = "Verrekenoverzicht"
NUMBER, DATE, SETTLEMENT, DECISION = "Nummer", "Datum", "Verrekening", "Besluit"
GIVEN, TAKEN = "Uw school gaf", "Uw school nam af"
NOTHING = "Niets in deze periode."
BROUGHT, WRITTEN_OFF, LEFT = "Meegenomen uit eerdere verrekening", "Weggeboekt", "Uw stand na deze verrekening"
VAT, RECEIVED, PAID = "Btw over wat u gaf en afnam", "Aan u te betalen", "Door u te betalen"
TOTAL = "Totaal"
NO_INVOICE = "Geen factuur"
SIGN = (
    "Bedragen per regel zijn zonder btw; een plus betekent dat uw school meer gaf dan zij afnam. Bewaar dit overzicht "
    "zeven jaar."
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
SEPARATE = {
    "invoicing": "Daarvoor gaan facturen en creditnota's tussen u en de andere scholen.",
    "threshold": "Wie betaalt, krijgt daarvoor een eigen stuk. Dit overzicht zegt hoe het bedrag is ontstaan.",
    "netting": "Wie betaalt, krijgt daarvoor een eigen stuk. Dit overzicht zegt hoe het bedrag is ontstaan.",
}
TAXED = "Over leveringen met btw krijgt de afnemer een factuur waarop niets te betalen is."


def why(facts: SettlementStatementFacts) -> str:
    """What this means for the school, in a few sentences."""
    if facts.takes_back:
        return (
            f"Verrekening {facts.takes_back} is teruggedraaid. Het overzicht daarvan vervalt: wat was verrekend, staat "
            "weer open."
        )
    if not facts.moves_money:
        return WHY[facts.regime]
    sums = ((facts.pays_cents, "betaalt"), (facts.receives_cents, "ontvangt"))
    start = f"Uw school {joined([f'{verb} {money(cents)}' for cents, verb in sums if cents])}."
    taxed = TAXED if facts.regime != "invoicing" and any(one.line.permille for one in facts.lines) else ""
    return " ".join(part for part in (start, SEPARATE[facts.regime], taxed) if part)


def about(facts: SettlementStatementFacts) -> str:
    start = "" if facts.first_day == facts.last_day else "van "
    return f"Uitwisseling {start}{days(facts)}"


def details(one: ExchangedLine) -> tuple[str, ...]:
    """In small print under the name of the offer."""
    side = "aan" if one.is_given else "van"
    return (" · ".join(part for part in (f"{side} {one.counterpart}", one.line.offer_code, days(one.line)) if part),)


def subject(facts: SettlementStatementFacts) -> str:
    return f"{TITLE} {facts.number}"


def message(facts: SettlementStatementFacts, receiver: str, sender: str) -> str:
    """The text of the mail; what is attached stands in it, because some programs hide attachments."""
    hello = f"Beste {receiver}," if receiver else "Beste collega,"
    what = f"Hierbij het verrekenoverzicht {facts.number} over {days(facts)}. {why(facts)}"
    signed = "\n".join(part for part in ("Met vriendelijke groet,", sender, facts.issuer.name) if part)
    return f"{hello}\n\n{what}\n\nBijgevoegd is de pdf.\n\n{signed}"


def saved(statements: int, folder: Path) -> str:
    return f"{plural(statements, 'overzicht', 'overzichten')} opgeslagen in {folder}."


def drafted(mails: int, folder: Path, nobody: Sequence[str]) -> str:
    said = f"{plural(mails, 'e-mail met een overzicht staat', 'e-mails met een overzicht staan')} klaar in {folder}."
    return f"{said} Zonder adres: {joined(nobody)}; vul dat zelf in." if nobody else said


def file_stem(facts: SettlementStatementFacts) -> str:
    return f"{TITLE} {facts.number}".strip().replace("/", "-")
