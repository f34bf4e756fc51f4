"""Sentences for a network on a server, and for carrying one there and back."""

from __future__ import annotations

SENTENCES = {
    "server.address": "Dit is geen adres van een server. Het ziet eruit als postgresql://naam@server/netwerk.",
    "server.address_part": "Het deel {part} van het adres ontbreekt of hoort er niet in. Een adres ziet eruit als "
    "postgresql://naam@server/netwerk.",
    "server.password_in_address": "Zet geen wachtwoord in het adres: het blijft in geschiedenis en bestanden staan. "
    "Het programma vraagt ernaar.",
    "server.not_verified": "Een verbinding met sslmode={mode} bewijst niet dat dit de goede server is. "
    "Laat sslmode weg, dan wordt het bewijs gevraagd.",
    "server.no_right": "Uw aanmelding op de server mag dit niet. Vraag het aan wie de server beheert.",
    "server.full": "De server heeft nu te veel verbindingen. Probeer het over een minuut opnieuw.",
    "server.lost": "De server antwoordt niet. Kijk of er verbinding met het netwerk is en probeer het opnieuw.",
    "move.not_empty": "Op de bestemming staan al gegevens (tabel {table}). Kies een lege database of een lege map.",
    "move.differs": "Na het overzetten is de inhoud niet gelijk. Er is niets overgezet; probeer het opnieuw en vraag "
    "hulp als het weer gebeurt.",
}
