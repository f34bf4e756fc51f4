"""What is asked, said and met in the invented IJssel-Vecht; the bottlenecks are those of §10.5 and §10.9."""

from __future__ import annotations

from zsm_desktop.services.sample.steering_texts import Issue, Talk

TALK = Talk(
    issues=(
        Issue(
            "Wachttijd bij de schuldhulpverlening",
            "Wie schulden heeft wacht maanden op een eerste gesprek. Zolang er beslag ligt, loont werken niet.",
            "",
            "",
            "capacity",
            "Een eerste gesprek binnen twee weken.",
        ),
        Issue(
            "Alles is gericht op terug naar school",
            "Voorzieningen betalen alleen wie weer naar school gaat. Sommige jongeren leren beter op het werk.",
            "",
            "",
            "money",
            "Ook een plek voor wie via werk wil leren.",
        ),
        Issue(
            "Geen woonruimte voor wie werk heeft",
            "Jongeren met een contract slapen bij vrienden. Na een paar weken verliezen zij het werk weer.",
            "",
            "",
            "other",
        ),
        Issue(
            "Werkgever weet niet waarvoor de bijdrage is",
            "Twee werkgevers wilden er loon van betalen. De bijdrage is voor opleiding of begeleiding.",
            "",
            "",
            "rules",
            "Eén brief waarin dat staat.",
        ),
        Issue(
            "Jongeren zijn uit beeld",
            "Wie thuis woont en geen uitkering heeft, staat bij niemand in het systeem.",
            "",
            "",
            "other",
        ),
    ),
    points=(),
    decisions=(),
    actions=(),
    notes=("Verslag vastgesteld.",),
    ahead="",
    settles=False,
)

QUESTIONS = (
    (
        "{naam} wil werken maar komt de deur niet uit. Waar kan {naam} klein beginnen?",
        "Waar kan iemand klein beginnen?",
    ),
    ("{naam} is twee keer ontslagen om te laat komen. Welke werkgever wil het nog een keer proberen?", ""),
    ("Schulden staan alles in de weg. Wat kan eerst: werk of de schulden?", "Wat kan eerst: werk of schulden?"),
    ("{naam} wil een vak leren, het liefst met de handen. Wie heeft een leerwerkplek?", "Wie heeft een leerwerkplek?"),
    (
        "{naam} stopte met school en wil geld verdienen. Is leren op het werk mogelijk?",
        "Is leren op het werk mogelijk?",
    ),
    ("Slaapt bij vrienden en zoekt een kamer. Zonder adres geen contract.", "Wie weet een kamer?"),
)
TRIED = (
    "Het werkloket bood drie vacatures aan; op geen ervan is gereageerd.",
    "Kennismaking thuis. Moeder was erbij en helpt mee.",
    "Een week meegelopen bij een kennis van de familie. Dat ging goed.",
    "Samen naar de huisarts geweest; er is een verwijzing.",
    "Inschrijving bij het Jongerenloket is rond, zodat een cursus betaald kan worden.",
)
WISHES = (
    "Ik wil mijn eigen geld verdienen.",
    "Ik wil niet meer naar school, ik wil iets maken.",
    "Ik wil eerst rust thuis en dan werk.",
    "Ik wil later mijn diploma halen, maar niet nu.",
    "Ik wil een baas die zegt waar het op staat.",
)
NOTES = (
    "Het gaat vooruit: op tijd opstaan lukt nu drie dagen per week. Volgende stap is een proefweek.",
    "De werkgever belde zelf: tevreden, maar het tempo moet omhoog. De begeleider gaat een ochtend mee.",
    "Schuldhulp is gestart. Tot dat loopt houden wij het bij twee dagen werk.",
    "Een collega herkent dit en deelt hoe zij het aanpakte. Eerst weer bij de jongere thuis langs.",
    "Drie bedrijven gebeld uit de contacten van het werkgeversservicepunt; één wil kennismaken.",
)
ACTIONS = (
    "Meegaan naar het eerste gesprek bij de werkgever",
    "Afspraak maken bij de schuldhulpverlening en meegaan",
    "Thuis langsgaan en het plan bijstellen",
    "Navragen wat de opleiding op het werk kost",
    "Werkgever bellen hoe de proefweek ging",
)
OPENING = "Verslag vastgesteld. Twee begeleiders vertellen wat werkte bij een werkgever die twijfelde."
