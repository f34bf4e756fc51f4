"""Sentences for files of a bank: what is wrong and what to do; the line stands beside the sentence."""

from __future__ import annotations

SENTENCES = {
    "bank.not_found": "Het bestand {file} bestaat niet. Kies een ander bestand.",
    "bank.not_readable": "{file} kan niet worden gelezen. Sluit het in andere programma’s en probeer het opnieuw.",
    "bank.empty": "{file} is leeg. Haal het afschrift opnieuw op bij de bank.",
    "bank.too_large": "{file} is groter dan {most_mb} MB; zo groot is een afschrift niet. Haal een kortere periode op bij de bank.",
    "bank.too_many": "{file} bevat meer dan {most} bij- en afschrijvingen. Haal een kortere periode op bij de bank.",
    "bank.other_kind": "{file} is geen afschrift dat dit programma kan lezen. Haal het bij de bank op als MT940 of CAMT.053.",
    "bank.not_text": "{file} is geen tekstbestand van een bank. Haal het afschrift bij de bank op als MT940 of CAMT.053 en wijzig "
    "het niet in een ander programma.",
    "bank.other_xml": "{file} is een XML-bestand, maar geen afschrift (CAMT.053). Kies bij de bank voor CAMT.053.",
    "bank.other_message": "{file} is een {message}-bestand: dat zijn berichten van tussendoor en geen afschriften. Kies bij de bank "
    "voor CAMT.053.",
    "bank.version": "{file} is CAMT.053 in versie {version}; dit programma leest {known}. Kies bij de bank een andere versie.",
    "bank.hostile": "{file} is anders gebouwd dan een afschrift van een bank en wordt niet geopend. Haal het zelf op bij de bank.",
    "bank.cut": "{file} is niet volledig: het houdt ergens op, of er ontbreekt een stuk. Haal het opnieuw op bij de bank. "
    "Er is niets overgenomen.",
    "bank.order": "In {file}, regel {row}, staan de onderdelen van het afschrift niet op volgorde. Haal het opnieuw op bij de bank. "
    "Er is niets overgenomen.",
    "bank.balance": "In {file}, regel {row}, is het saldo niet te lezen (‘{text}’). Haal het afschrift opnieuw op bij de bank.",
    "bank.no_balance": "In {file}, regel {row}, ontbreekt het begin- of eindsaldo. Haal een volledig afschrift op bij de bank.",
    "bank.no_statement": "In {file} staat geen enkel afschrift. Haal een andere periode op bij de bank.",
    "bank.entry": "Deze bij- of afschrijving is niet te lezen (‘{text}’).",
    "bank.day": "Bij deze bij- of afschrijving ontbreekt de dag van boeking.",
    "bank.currency": "Dit bedrag is in {currency}. Alleen rekeningen in euro’s kunnen worden ingelezen.",
    "bank.sum": "Het afschrift tot {day} klopt niet: beginsaldo {opening:money} en alle bij- en afschrijvingen samen geven een "
    "verschil van {difference:money} met het eindsaldo {closing:money}. Er ontbreekt iets of er is iets gewijzigd.",
    "bank.summary": "De bank noemt zelf {count} bij- en afschrijvingen, maar dat aantal of het totaalbedrag wijkt af van wat er "
    "staat ({counted}). Er ontbreekt iets of er is iets gewijzigd.",
    "bank.twice": "Dit afschrift staat ook op regel {first}; het telt één keer.",
    "bank.gap": "Dit afschrift begint met {after:money}, maar het vorige van rekening {account} eindigde met {before:money}. "
    "Kijk of er een afschrift tussen ontbreekt.",
    "bank.account": "Bij dit afschrift staat geen IBAN, maar {account}. Kijk of dit de goede rekening is.",
    "bank.not_booked": "Dit bedrag is nog niet geboekt ({status}) en telt niet mee.",
}
