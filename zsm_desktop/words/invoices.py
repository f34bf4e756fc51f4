"""The words on an invoice, a credit note and the e-mail around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.words.format import date_medium, joined, money, percent, plural, quantity
from zsm_desktop.words.rules import sentence

if TYPE_CHECKING:
    from zsm_desktop.domain.errors import Finding
    from zsm_desktop.domain.invoices import InvoiceFacts, InvoiceLine, InvoiceOrganisation, VatPart
    from zsm_desktop.domain.settlement_statements import SettlementStatementFacts

INVOICE, CREDIT_NOTE = "Factuur", "Creditnota"
CHARGE, CHARGE_BACK = "Interne doorbelasting", "Interne creditnota"
CONCEPT, COPY = "Concept", "Kopie"
NUMBER = "Nummer"
NUMBER_OF = {False: "Factuurnummer", True: "Creditnotanummer"}
NO_NUMBER = "bij uitgifte"
DATE, DUE = "Datum", "Uiterlijk betalen"
ORDER, REFERENCE, CORRECTS, SETTLEMENT = "Uw inkoopnummer", "Uw kenmerk", "Bij factuur", "Verrekening"
WHAT, HOW_MANY, UNIT, UNIT_PRICE, VAT, AMOUNT = "Omschrijving", "Aantal", "Eenheid", "Tarief", "Btw", "Bedrag"
EXCLUDING, TO_PAY, CREDITED = "Totaal zonder btw", "Te betalen", "U krijgt terug"
NO_VAT = "geen"
WITHOUT_VAT = {"exempt": "Vrijgesteld van btw", "outside": "Buiten de btw", "zero": "Btw-nultarief"}
ACCOUNT, IN_NAME_OF, PAYMENT_REFERENCE = "IBAN", "Op naam van", "Betalingskenmerk"
YOUR_VAT_NUMBER = "Uw btw-nummer"
RETURN = "Retour: {sender}"
INCLUDING, SET_OFF = "Totaal met btw", "Verrekend via {settlement}"
NOTHING_TO_PAY = "U hoeft niets te betalen: dit bedrag wordt met u verrekend of naar u overgemaakt."
ONE_ACCOUNT = (
    "Er hoeft niets te worden overgemaakt: beide scholen gebruiken dezelfde rekening. Verwerk dit in de administratie "
    "van het bestuur."
)
SCAN = "Scan met uw bankapp"
CONCEPT_NOTICE = "Dit is een concept: het heeft geen nummer en er kan niet op betaald worden."
COPY_NOTICE = "Dit is een kopie voor de administratie: het origineel is voor {name}. Op een kopie wordt niet betaald."
KVK, OIN, VAT_NUMBER, RSIN = "KvK", "OIN", "Btw", "RSIN"
ATTENTION = "t.a.v. {name}"


def kind(*, is_credit: bool, is_internal: bool) -> str:
    if is_internal:
        return CHARGE_BACK if is_credit else CHARGE
    return CREDIT_NOTE if is_credit else INVOICE


def title(facts: InvoiceFacts, *, is_copy: bool = False) -> str:
    word = _kind(facts)
    if is_copy:
        return f"{COPY} {word.lower()}"
    return concept_of(word) if facts.is_concept else word


def concept_of(word: str) -> str:
    """As one word, unless it is two already: "Conceptfactuur", but "Concept interne doorbelasting"."""
    return f"{CONCEPT} {word.lower()}" if " " in word else f"{CONCEPT}{word.lower()}"


def number_of(facts: InvoiceFacts) -> str:
    """What its number is called."""
    return NUMBER if facts.is_internal else NUMBER_OF[facts.is_credit]


def _kind(facts: InvoiceFacts) -> str:
    return kind(is_credit=facts.is_credit, is_internal=facts.is_internal)


def days(facts: InvoiceFacts | InvoiceLine | SettlementStatementFacts) -> str:
    """The stretch as short as it can be read: "1 tot en met 30 september 2026"."""
    first, last = facts.first_day, facts.last_day
    if first is None or last is None:
        return ""
    if first == last:
        return date_medium(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} tot en met {date_medium(last)}"
    start = date_medium(first).rpartition(" ")[0] if first.year == last.year else date_medium(first)
    return f"{start} tot en met {date_medium(last)}"


def vat_of(line: InvoiceLine) -> str:
    """In the column of a line: the percentage, or that there is none."""
    return percent(line.permille) if line.treatment in {"high", "low", "zero"} else NO_VAT


def vat_part(part: VatPart) -> str:
    """Before the amount in the sums: "Btw 21% over € 400,00"."""
    if part.treatment in WITHOUT_VAT:
        return f"{WITHOUT_VAT[part.treatment]}, over {money(part.base_cents)}"
    return f"{VAT} {percent(part.permille)} over {money(part.base_cents)}"


def why_no_vat(treatment: str, ground: str) -> str:
    start = WITHOUT_VAT.get(treatment, "")
    return f"{start}: {ground}" if start else ground


def deducted(fund: str) -> str:
    return f"Betaald uit {fund}" if fund else "Betaald uit een subsidie"


def about(facts: InvoiceFacts) -> str:
    """Under the title."""
    start = "" if facts.first_day == facts.last_day else "van "
    return f"Uitwisseling {start}{days(facts)}"


def pay_by(facts: InvoiceFacts) -> str:
    """Over the box to pay with."""
    until = f", uiterlijk {date_medium(facts.due_on)}" if facts.due_on else ""
    return f"Betalen binnen {plural(facts.term_days, 'dag', 'dagen')}{until}"


def line_details(line: InvoiceLine) -> tuple[str, ...]:
    """In small print under the name of the offer: when it was delivered, and what a fund took of it."""
    when = " · ".join(part for part in (line.offer_code, days(line)) if part)
    fund = f"{deducted(line.deducted_by)}: {money(line.deducted_cents)}" if line.deducted_cents else ""
    return tuple(part for part in (when, fund) if part)


def line_about(line: InvoiceLine) -> str:
    """The same in one line, for an e-invoice."""
    parts = [f"Geleverd {days(line)}"] if days(line) else []
    parts.append(f"{quantity(line.quantity_hundredths)} {line.unit}")
    if line.deducted_cents:
        parts.append(f"{deducted(line.deducted_by)}: {money(line.deducted_cents)}")
    return "; ".join(parts)


def term(facts: InvoiceFacts) -> str:
    return f"{pay_by(facts)}."


def set_off(facts: InvoiceFacts) -> str:
    """Instead of a term, where it was settled without paying on this."""
    start = "Niets terug te krijgen" if facts.is_credit else "Niets te betalen"
    return f"{start}: verrekend via {facts.settlement_number} volgens besluit {facts.decision}."


def behalf(facts: InvoiceFacts) -> str:
    said = [f"Uitgereikt namens {facts.on_behalf_of}."] if facts.on_behalf_of else []
    if facts.issued_by:
        said.append(f"Opgemaakt door {facts.issued_by}, in naam en voor rekening van {facts.issuer.name}.")
    return " ".join(said)


def corrected(facts: InvoiceFacts) -> str:
    """Which invoice a credit note takes back, in a sentence."""
    if facts.corrects is None:
        return ""
    was = kind(is_credit=False, is_internal=facts.is_internal).lower()
    return f"Verbetert {was} {facts.corrects.number} van {date_medium(facts.corrects.issued_on)}."


def under_settlement(facts: InvoiceFacts) -> str:
    number = f", volgens verrekening {facts.settlement_number}" if facts.settlement_number else ""
    return f"Uitwisseling in het netwerk {facts.network}{number}."


def whence(facts: InvoiceFacts) -> str:
    """In small print: for whom, and by which settlement."""
    return " ".join(part for part in (behalf(facts), under_settlement(facts)) if part)


def einvoice_note(facts: InvoiceFacts) -> str:
    """One note, as an e-invoice may hold no more of them."""
    settled = set_off(facts) if facts.is_set_off else ""
    return " ".join(part for part in (corrected(facts), whence(facts), settled, facts.note) if part)


def numbers(one: InvoiceOrganisation) -> tuple[tuple[str, str], ...]:
    """The numbers by which an organisation is known, each with its name."""
    pairs = ((KVK, one.kvk), (OIN, "" if one.kvk else one.oin), (VAT_NUMBER, one.vat_number))
    return tuple((name, number) for name, number in (*pairs, (RSIN, "" if one.vat_number else one.rsin)) if number)


def lacking(finding: Finding) -> str:
    """What is missing in one sentence; that a number is wrong says no name by itself, so it comes first."""
    name = finding.facts.get("name", "")
    return sentence(finding) if finding.code.startswith("invoice.") else f"{name}: {sentence(finding)}"


def file_stem(facts: InvoiceFacts, *, is_copy: bool = False) -> str:
    return f"{title(facts, is_copy=is_copy)} {facts.number or date_medium(facts.issued_on)}".replace("/", "-")


def subject(facts: InvoiceFacts) -> str:
    return f"{_kind(facts)} {facts.number} van {facts.issuer.name}"


def message(facts: InvoiceFacts, receiver: str, sender: str) -> str:
    """The text of the mail; what is attached stands in it, because some programs hide attachments."""
    hello = f"Beste {receiver}," if receiver else "Beste collega,"
    cents, stretch = money(facts.totals.including_cents), days(facts)
    what = f"Hierbij {_kind(facts).lower()} {facts.number} van {cents} over {stretch}. {corrected(facts)}".rstrip()
    if facts.is_set_off:
        how = set_off(facts)
    elif facts.asks_payment and facts.is_on_one_account:
        how = ONE_ACCOUNT
    elif facts.is_credit:
        how = "Het bedrag wordt met u verrekend of naar u overgemaakt; u hoeft niets te betalen."
    else:
        until = f" uiterlijk {date_medium(facts.due_on)}" if facts.due_on else ""
        how = (
            f"Wilt u{until} betalen op {facts.paid_to.iban}, op naam van {facts.paid_to.name}, met betalingskenmerk "
            f"{facts.payment_reference}?"
        )
    e_invoice = () if facts.is_internal else ("het xml-bestand (e-factuur, NLCIUS) voor uw administratie",)
    files = joined(("de pdf om te lezen", *e_invoice))
    signed = "\n".join(part for part in ("Met vriendelijke groet,", sender, facts.issuer.name) if part)
    return f"{hello}\n\n{what}\n\n{how}\n\nBijgevoegd {'is' if facts.is_internal else 'zijn'} {files}.\n\n{signed}"
