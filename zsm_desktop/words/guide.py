"""Where the guide for users tells about a room: F1 opens it there."""

from __future__ import annotations

import re
from typing import NamedTuple


class Chapter(NamedTuple):
    """A file of the guide, and a heading in it, "" for its beginning."""

    file: str
    section: str = ""


def section_at(text: str, fragment: str) -> str:
    """The heading in a chapter that a link's #fragment means, "" for none."""
    headings = (line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#"))
    return next((heading for heading in headings if fragment and fragment_of(heading) == fragment), "")


def fragment_of(heading: str) -> str:
    """As sites that show Markdown make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


FIRST = Chapter("eerste-stappen.md")
CHAPTERS = {
    "today": Chapter("vandaag.md"),
    "meetings": Chapter("een-bespreking-leiden.md"),
    "wall": Chapter("een-bespreking-leiden.md", "4. De wand"),
    "pupils": Chapter("leerlingen.md"),
    "offers": Chapter("uitwisseling-bijhouden.md", "1. Aanbod"),
    "exchange": Chapter("uitwisseling-bijhouden.md", "3. Trajecten"),
    "balances": Chapter("saldi-lezen.md"),
    "settlements": Chapter("van-saldo-naar-besluit.md"),
    "steering": Chapter("stuurgroep.md"),
    "results": Chapter("resultaten-en-nazorg.md"),
    "network": Chapter("netwerk-en-instellingen.md", "1. Scholen en organisaties"),
    "settings": Chapter("netwerk-en-instellingen.md", "2. Instellingen"),
}
"""By the key of the room."""
FACES = {
    "settings/requests": Chapter("privacy.md", "Verzoeken"),
    "settings/register": Chapter("privacy.md", "Register en DPIA"),
    "settings/breaches": Chapter("privacy.md", "Datalekken"),
    "settings/forgetting": Chapter("privacy.md", "Bewaren en vergeten"),
    "settings/logbook": Chapter("privacy.md", "Logboek"),
    "settings/keys": Chapter("gebruikers-en-sleutels.md", "2. De herstelsleutel"),
    "settings/backups": Chapter("reservekopie-en-herstel.md"),
    "settings/retention": Chapter("privacy.md", "Bewaren en vergeten"),
    "settings/handover": Chapter("overdracht.md"),
}
"""By the key of a room and of a part of it that has a chapter of its own."""
TITLE = "Uitleg"


def chapter_of(room: str, face: str = "") -> Chapter:
    return FACES.get(f"{room}/{face}") or CHAPTERS.get(room, FIRST)
