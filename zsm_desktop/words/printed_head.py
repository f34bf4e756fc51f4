"""What the line about the books on an old paper turned out to be, held against the books of now."""

from __future__ import annotations

from zsm_desktop.words.format import count, plural

ASK = (
    "Onder elk verslag en rekeningoverzicht staat een regel over het grootboek. Neem die hier over: alles tot en met "
    "die boeking wordt opnieuw uitgerekend."
)
EXAMPLE = "Grootboek t/m boeking 12 · 3f9a01c2 …"
_VERDICTS = {
    "same": "Dit is het grootboek van dat papier, en er is sindsdien niets bijgekomen.",
    "grown": "Dit is het grootboek van dat papier.",
    "changed": "Onder dit papier is iets veranderd: het grootboek is niet meer zoals het toen was.",
    "other": "Dit papier hoort niet bij dit grootboek: geen enkele boeking had ooit dit controlegetal.",
}


def is_good(found: str) -> bool:
    return found in {"same", "grown"}


def verdict(found: str) -> str:
    """`found` as in `services.checks.HeadFound`."""
    return _VERDICTS[found]


def explained(found: str, entry: int, entries: int) -> str:
    """What that means for whoever holds the paper."""
    if found == "same":
        return (
            f"Alle {plural(entries, 'boeking', 'boekingen')} zijn nagerekend en kloppen."
            if entries != 1
            else ("De ene boeking is nagerekend en klopt.")
        )
    if found == "grown":
        since = plural(entries - entry, "boeking", "boekingen")
        came = "kwam" if entries - entry == 1 else "kwamen"
        return f"Alles tot en met boeking {count(entry)} klopt nog; daarna {came} er {since} bij."
    if found == "changed":
        return (
            "Bewaar dit papier en de reservekopieën, en laat uitzoeken wie het bestand buiten het programma om heeft "
            "veranderd."
        )
    return (
        "Het is van een ander netwerk, of dit netwerk is uit een oudere kopie teruggezet en daarna anders verder "
        "geboekt, of er is een teken verkeerd overgenomen. Kijk de regel nog eens na."
    )
