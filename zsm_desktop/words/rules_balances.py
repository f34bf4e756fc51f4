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
    "balance.no_sector": "Er is geen sector met de code {sector}.",
    "limits.none": "Deze school bestaat niet meer. Ververs de lijst.",
    "limits.negative": "Een grens is een bedrag van nul of meer. Laat het leeg als er geen grens is.",
}
