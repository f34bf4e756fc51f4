"""Sentences for making the invented network, and what it says while it is at work."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "sample.size": "Een voorbeeldnetwerk kan niet met {name} = {value}: kies een getal van {least} tot en met {most}.",
    "sample.day": "Een voorbeeldnetwerk op {day} kan niet: kies een dag van {least} tot en met {most}.",
}
STAGES = {
    "keys": "Sleutels maken",
    "network": "Scholen en aanbod",
    "pupils": "Leerlingen",
    "meetings": "Besprekingen en stuurgroep",
    "exchange": "Leveringen en grootboek",
    "closing": "Oude schooljaren afsluiten",
}
"""Stage code → what the person sees who waits."""
