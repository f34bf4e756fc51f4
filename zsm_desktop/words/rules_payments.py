"""Sentences for payments, reminders, payment files and the auditor's file."""

from __future__ import annotations

SENTENCES = {
    "payment.no_invoice": "Deze factuur is er niet (meer). Kies er een uit de lijst.",
    "payment.none": "Deze betaling is er niet (meer). Kies er een uit de lijst.",
    "payment.no_amount": "Vul een bedrag in dat meer is dan nul.",
    "payment.too_much": "Op {number} staat nog {left:money} open; {cents:money} is meer. Vul hoogstens in wat openstaat en maak de "
    "rest over aan wie te veel betaalde.",
    "payment.set_off": "Op {number} hoeft niets te worden betaald: dit stuk is verrekend.",
    "payment.ahead": "{day} ligt nog voor u. Vul de dag in waarop er is betaald.",
    "payment.long_note": "De notitie is te lang: hoogstens {most} tekens.",
    "payment.nothing": "Er is niets gekozen om te boeken.",
    "payment.known": "Een van deze bedragen is al eerder uit een bankbestand geboekt. Er is niets geboekt; lees het bestand opnieuw.",
    "payment.is_taken_back": "Deze betaling is al teruggedraaid, of draait er zelf een terug.",
    "payment.proposal": "{what} Hiervan is niets geboekt.",
    "payment.file_known": "Van dit bestand is al eerder geboekt: {known} van {count} bij- en afschrijvingen. Die tellen niet nog een "
    "keer.",
    "payment.strange_account": "Rekening {account} staat bij geen organisatie in het netwerk. Is dit het goede afschrift? Vul het IBAN "
    "anders in bij Netwerk, met Bewerken.",
    "check.payment": "Boeking {number} en de betalingen op de facturen komen niet overeen.",
    "reminder.not_due": "Op {number} hoeft nu geen herinnering uit: er staat niets open, of de termijn loopt nog.",
    "reminder.order": "De volgende herinnering voor {number} is nummer {level}.",
    "reminder.last": "Voor {number} ging de laatste herinnering al uit. Bespreek het in [de stuurgroep].",
    "reminder.disputed": "Over leveringen bij {number} wordt nog gesproken, of de verrekening wordt teruggedraaid. Wacht met een "
    "herinnering tot dat klaar is.",
    "reminder.one_account": "Bij {number} gebruiken beide scholen dezelfde rekening. Er hoeft niets te worden overgemaakt, dus er "
    "gaat geen herinnering uit.",
    "reminder.changed": "Bij {number} is intussen veranderd wat er openstaat, of wanneer het betaald moet zijn.",
    "reminder.no_out": "Geef met --out ook een map: er wordt alleen vastgelegd wat is gemaakt.",
    "reminder.level": "Deze herinnering bestaat niet. Kies er een uit de lijst.",
    "reminder.mark": "{mark} kan het programma niet invullen. Alleen {day} wordt ingevuld: de dag waarop er betaald moet zijn.",
    "reminder.one_day": "Zet {day} precies één keer in de tekst: daar komt de dag waarop er betaald moet zijn.",
    "reminder.no_text": "Een herinnering heeft een tekst nodig.",
    "reminder.long_text": "De tekst is te lang: hoogstens {most} tekens.",
    "sepa.missing": "Geen betaalbestand zonder rekeningnummer. Vul het IBAN in bij Netwerk, met Bewerken, van: {names}.",
    "sepa.nothing": "In verrekening {number} valt niets meer te betalen.",
    "sepa.wrong_iban": "Het IBAN van {name} klopt niet ({iban}). Kijk het na bij Netwerk, met Bewerken.",
    "sepa.schema": "Het betaalbestand van {name} voldoet niet aan het schema van de banken. Er is niets geschreven.",
    "audit_file.year": "Een boekjaar is een kalenderjaar, zoals 2026.",
    "audit_file.schema": "Het auditfile voldoet niet aan het schema van de Belastingdienst (regel {row}: {what}). Er is niets geschreven.",
    "audit_file.sums": "Het auditfile telt niet op: {what}. Er is niets geschreven. Laat het grootboek nalopen.",
}
