"""How long what is kept, in words: what it is, from when it counts, and on which ground."""

from __future__ import annotations

from zsm_desktop.domain.retention import BOOKS, PUPILS
from zsm_desktop.words.format import plural

TITLE = "Bewaartermijnen"
MEANS = (
    "Zo lang bewaart het netwerk zijn gegevens. Langer kan, als daar een reden voor is. Het programma gooit zelf niets "
    "weg."
)
NAMES = {BOOKS: "De boeken", PUPILS: "Gegevens van leerlingen"}
SINCE = {BOOKS: "na het einde van het boekjaar", PUPILS: "na het verlaten van de school"}
GROUNDS = {
    BOOKS: "Artikel 52, lid 4, Algemene wet inzake rijksbelastingen. Korter mag niet.",
    PUPILS: "Gebruikelijke termijn: niet langer dan nodig.",
}


def term(category: str, years: int) -> str:
    return f"{plural(years, 'jaar', 'jaar')} {SINCE[category]}"
