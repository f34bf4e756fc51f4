"""How long what is kept, in words: what it is, from when it counts, and on which ground."""

from __future__ import annotations

from zsm_desktop.domain.retention import BOOKS, CASES, CONTACTS, FORMER, IMPORTS, LOGBOOK, PUPILS
from zsm_desktop.words.format import plural

TITLE = "Bewaartermijnen"
MEANS = (
    "Zo lang bewaart het netwerk zijn gegevens. Langer kan, als daar een reden voor is. Er gaat niets weg voordat u "
    "dat bevestigt."
)
NAMES = {
    BOOKS: "De boeken",
    PUPILS: "Gegevens van leerlingen",
    CASES: "Casussen die nooit zijn besproken",
    CONTACTS: "Contactpersonen van werkgevers",
    FORMER: "Namen van wie het netwerk verliet",
    IMPORTS: "Namen van ingelezen bestanden",
    LOGBOOK: "Het logboek",
}
SINCE = {
    BOOKS: "na het einde van het boekjaar",
    PUPILS: "na het verlaten van de school",
    CASES: "na het sluiten van de casus",
    CONTACTS: "na het laatste contact, of het invoeren",
    FORMER: "na vertrek",
    IMPORTS: "na het inlezen",
    LOGBOOK: "na de dag waarop iets gebeurde",
}
GROUNDS = {
    BOOKS: "Artikel 52, lid 4, Algemene wet inzake rijksbelastingen. Korter mag niet.",
    PUPILS: "Niet langer dan nodig (artikel 5, lid 1, AVG): tot en met de nazorg na 24 maanden.",
    CASES: "Niet langer dan nodig (artikel 5, lid 1, AVG): er is niets mee gedaan.",
    CONTACTS: "Niet langer dan nodig (artikel 5, lid 1, AVG): zonder contact, vacature of plek sindsdien.",
    FORMER: "Niet langer dan nodig (artikel 5, lid 1, AVG): daarna zegt een nummer wie iets boekte of vastlegde.",
    IMPORTS: "Niet langer dan nodig (artikel 5, lid 1, AVG): een bestand kan naar een leerling heten.",
    LOGBOOK: "Verantwoording (artikel 5, lid 2, AVG) zolang schade kan worden gevorderd (artikel 3:310 BW).",
}


def term(category: str, years: int) -> str:
    return f"{plural(years, 'jaar', 'jaar')} {SINCE[category]}"
