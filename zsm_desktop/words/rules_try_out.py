"""What the program says while it goes through itself, and where that stopped."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "try_out.stuck": "Het programma liep vast bij: {step}. Geef dit door aan wie het programma voor u beheert.",
}
STEPS = {
    "sample": "voorbeeldnetwerk maken",
    "window": "venster openen",
    "guide": "handleiding tonen",
    "meeting": "bespreking houden",
    "papers": "verslag maken",
    "copy": "reservekopie maken",
    "leave": "venster sluiten",
    "look": "reservekopie inkijken",
    "restore": "reservekopie terugzetten",
}
"""Step → what the person sees who waits; a room goes by its own name."""
