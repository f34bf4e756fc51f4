"""Sentences for the rules of statements."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "statement.none": "Dit overzicht bestaat niet, of het is van een andere school. Ververs de lijst.",
    "statement.ahead": "Deze maanden moeten nog beginnen. Kies een eerdere periode.",
    "statement.already_out": "Overzicht {number}, versie {version}, geldt nog: er is sindsdien niets bijgeboekt. Maak "
    "de bestanden daarvan opnieuw.",
    "statement.which": "Noem één school met --school, of alle met --all.",
    "statement.no_format": "Kies ten minste één soort bestand.",
}
