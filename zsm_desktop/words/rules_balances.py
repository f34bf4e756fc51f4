"""Sentences for the rules of balances: over which months, of whom, and the soft limits."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "span.order": "De eerste maand ligt na de laatste. Draai ze om.",
    "span.months": "Saldi gaan over hele maanden: van een eerste dag tot een laatste dag van een maand.",
    "span.twice": "Kies een schooljaar of een eerste en laatste maand, niet beide.",
    "balance.no_school": "Er is geen school met de code {school}.",
    "balance.no_offer": "Er is geen aanbod met de code {offer}.",
    "balance.kinds_alone": (
        "Wat soorten scholen gaven is er alleen in zijn geheel. Laat --counter, --offer, --sector, --side en --beside weg."
    ),
    "balance.school_or_kinds": (
        "Vraag naar één school of naar soorten scholen, niet naar beide: --counter-kind hoort bij --kind."
    ),
    "balance.whose": "Noem een school of een soort scholen.",
    "balance.itself": "Een school wisselt niets uit met zichzelf. Noem bij {school} een andere school.",
    "balance.side": "“{side}” is geen kant van een saldo. Kies wat gegeven (given) of afgenomen (taken) is.",
    "balance.status": "“{status}” staat niet naast een saldo. Kies te bevestigen (entered) of betwist (disputed).",
    "balance.settled_alone": "Verrekend wordt met alle scholen samen. Vraag ernaar zonder school, aanbod of sector.",
    "balance.beside_alone": "Wat naast een saldo staat heeft geen begin- en eindsaldo. Vraag naar de maanden alleen.",
    "balance.no_sector": "Er is geen sector met de code {sector}.",
    "limits.none": "Deze school bestaat niet meer. Ververs de lijst.",
    "limits.negative": "Een grens is een bedrag van nul of meer. Laat het leeg als er geen grens is.",
}
