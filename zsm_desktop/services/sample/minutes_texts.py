"""What is amended and corrected in the minutes of the invented network."""

from __future__ import annotations

CASE_AMENDMENTS = (
    "De ouders waren vooraf gebeld en staan achter de vraag.",
    "De stagebegeleider gaf aan dat de proefweek al was begonnen.",
    "De mentor sluit de volgende keer aan.",
    "Het vervoer is voor de eerste vier weken geregeld.",
)
STEERING_AMENDMENTS = (
    "Gevraagd is om de cijfers ook per eiland naast elkaar te zetten.",
    "Afgesproken is dat kleine scholen het concept van het voorstel vooraf krijgen.",
    "De provincie wil de tussenstand voor de kerst ontvangen.",
    "Het samenwerkingsverband is voor de volgende keer uitgenodigd.",
)
REFUSED = {
    "case": "De bespreking begon tien minuten later dan in het verslag staat.",
    "steering": "De stuurgroep eindigde een kwartier eerder dan in het verslag staat.",
}
CORRECTION = " De proefdag is op donderdag."
REASON = "De proefdag ontbrak en de datum van een actie klopte niet."
