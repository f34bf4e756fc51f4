"""The questions of the invented cases as the room sees them, in the order of `case_texts.QUESTIONS`; no initials."""

from __future__ import annotations

WALL_QUESTIONS = {
    "techniek": (
        "Waar kan deze leerling leren lassen, met certificaat?",
        "Welke werkplaats biedt metaal met begeleiding en duidelijke regels?",
        "Waar is plek om machinale houtbewerking te oefenen?",
        "Wie geeft de cursus basis VCA?",
        "Is er een dag per week plek in een fietswerkplaats?",
    ),
    "zorg": (
        "Welk praktijklokaal is open om tillen, wassen en bed opmaken te oefenen?",
        "Welk branchecertificaat past tussen nu en helpende op het mbo?",
        "Wie leert de basis van schoonmaken en hygiëne?",
        "Wie heeft een rustige plek in de zorg met veel structuur?",
    ),
    "groen": (
        "Is er twee dagdelen per week plek in een kas of kweektuin?",
        "Waar leert deze leerling met machines voor de hovenier werken?",
        "Waar is plek in de dierverzorging met een vaste begeleider?",
        "Wie heeft een rustige groene plek met een kleine groep?",
    ),
    "transport": (
        "Welke school heeft plek voor het heftruckcertificaat?",
        "Waar kan deze leerling orders verzamelen en scannen oefenen?",
        "Eerst leren reizen, dan oefenen in een magazijn: waar kan dat?",
        "Welke cursus intern transport past bij een lager leestempo?",
    ),
    "horeca": (
        "Is er plek in een open restaurant om kok te worden?",
        "Waar kan deze leerling Sociale hygiëne en HACCP halen?",
        "Wie heeft een rustige lunchroom om bedienen te oefenen?",
        "Waar sluit deze leerling aan voor keukenassistent?",
    ),
    "detailhandel": (
        "Is er plek in een oefenwinkel om met klanten te leren omgaan?",
        "Waar kan deze leerling kassa en geld rekenen oefenen?",
        "Wie leidt op tot winkelassistent? De baan wacht.",
        "Waar is een veilige eerste werkplek met vaste taken?",
    ),
}
