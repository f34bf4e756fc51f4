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
    "pupils/handovers": Chapter("leerlingen.md", "3. Wie heeft de regie"),
    "pupils/list": Chapter("een-ander-netwerk.md", "4. Een lijst waar iedereen op staat"),
    "offers/tariffs": Chapter("uitwisseling-bijhouden.md", "2. Tarieven, btw en subsidies"),
    "exchange/deliveries": Chapter("uitwisseling-bijhouden.md", "4. Leveringen"),
    "exchange/periods": Chapter("uitwisseling-bijhouden.md", "5. Boekperioden"),
    "exchange/funds": Chapter("uitwisseling-bijhouden.md", "2. Tarieven, btw en subsidies"),
    "exchange/accountability": Chapter("uitwisseling-bijhouden.md", "6. Middelen verantwoorden"),
    "settlements/agreements": Chapter("van-saldo-naar-besluit.md", "2. Overeenkomst"),
    "settlements/settlements": Chapter("van-saldo-naar-besluit.md", "3. Verrekeningen"),
    "settlements/open": Chapter("van-saldo-naar-besluit.md", "Wat er openstaat"),
    "settlements/years": Chapter("van-saldo-naar-besluit.md", "6. Het boekjaar afsluiten"),
    "results/follow_ups": Chapter("resultaten-en-nazorg.md", "2. Nazorg in twintig seconden"),
    "results/group": Chapter("een-ander-netwerk.md", "5. De doelgroep in cijfers"),
    "results/aims": Chapter("resultaten-en-nazorg.md", "4. Doelen"),
    "results/together": Chapter("resultaten-en-nazorg.md", "5. Hoe werken we samen?"),
    "network/map": Chapter("netwerk-en-instellingen.md", "3. Sociale kaart"),
    "network/gaps": Chapter("netwerk-en-instellingen.md", "3. Sociale kaart"),
    "network/work": Chapter("werkgevers-en-vacatures.md"),
    "settings/requests": Chapter("privacy.md", "Verzoeken"),
    "settings/register": Chapter("privacy.md", "Register en DPIA"),
    "settings/breaches": Chapter("privacy.md", "Datalekken"),
    "settings/forgetting": Chapter("privacy.md", "Bewaren en vergeten"),
    "settings/logbook": Chapter("privacy.md", "Logboek"),
    "settings/users": Chapter("gebruikers-en-sleutels.md", "1. Wie toegang heeft"),
    "settings/place": Chapter("samen-op-een-server.md"),
    "settings/leave": Chapter("overdracht.md", "2. Verhuizen naar een andere computer"),
    "settings/profile": Chapter("een-ander-netwerk.md", "2. Eigen woorden"),
    "settings/lock": Chapter("netwerk-en-instellingen.md", "4. Vergrendelen"),
    "settings/help": Chapter("hulp-en-toegankelijkheid.md", "2. Tips"),
    "settings/computer": Chapter("hulp-en-toegankelijkheid.md", "4. Groter, donkerder, stiller"),
    "settings/wall": Chapter("een-bespreking-leiden.md", "4. De wand"),
    "settings/silence": Chapter("uitwisseling-bijhouden.md", "4. Leveringen"),
    "settings/vat": Chapter("uitwisseling-bijhouden.md", "2. Tarieven, btw en subsidies"),
    "settings/keys": Chapter("gebruikers-en-sleutels.md", "2. De herstelsleutel"),
    "settings/backups": Chapter("reservekopie-en-herstel.md"),
    "settings/retention": Chapter("privacy.md", "Bewaren en vergeten"),
    "settings/handover": Chapter("overdracht.md"),
}
"""By the key of a room and of a part of it that has a chapter of its own."""
TITLE = "Uitleg"


def chapter_of(room: str, face: str = "") -> Chapter:
    """`face` may name one of several of its kind, as "list:…" does."""
    return FACES.get(f"{room}/{face.partition(':')[0]}") or CHAPTERS.get(room, FIRST)
