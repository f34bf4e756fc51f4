"""Sentences for a meeting that is taken along to where there is no line."""

from __future__ import annotations

SENTENCES = {
    "taken.read_only": "Dit is een momentopname: u kunt lezen, en uw notities worden op deze computer bewaard. Al het "
    "andere kan weer zodra u verbinding hebt.",
    "taken.none": "Er staat geen meegenomen [bespreking] meer op deze computer. Open het netwerk met verbinding.",
    "taken.open": "De momentopname is nog open in een ander venster. Sluit dat eerst; daarna kan zij weg.",
    "taken.older": "De momentopname is van een oudere versie van het programma. Neem [de bespreking] met verbinding opnieuw "
    "mee.",
    "taken.in_file": "Dit netwerk staat op deze computer zelf; er hoeft niets te worden meegenomen.",
    "taken.other": "Alleen bij het overleg dat u hebt meegenomen kunt u nu iets opschrijven.",
    "taken.steering": "Alleen [een maatwerkbespreking] kan worden meegenomen.",
}
