"""What the platform of the invented Rivierenland talks about; the bottlenecks are those of chapter 9, §9.5 and §9.9."""

from __future__ import annotations

from zsm_desktop.services.sample.steering_texts import Issue, Talk

_ISSUES = (
    Issue(
        "Werkgevers nemen deze jongeren niet aan",
        "Bedrijven willen wel een stage geven, maar geen contract.",
        "Het Werkgevers Adviespunt gaat met de sectornetwerken langs bij twaalf bedrijven.",
        "Elke speerpuntsector noemt drie bedrijven die het proberen.",
        "capacity",
        "Werkgevers die hun deel willen dragen.",
    ),
    Issue(
        "Jongeren vallen buiten de entree",
        "Wie slecht leerbaar of hanteerbaar is, kan niet naar de entree en ook nergens anders heen.",
        "Het roc en het SW-bedrijf nemen hen samen op in Toegerust uit de startblokken.",
        "Het project is er ook voor jongeren zonder uitkering.",
        "rules",
        "Een plek voor wie nu nergens terechtkan.",
    ),
    Issue(
        "Tien gemeenten, tien manieren van aanmelden",
        "Elke gemeente vraagt een eigen formulier. Een overdracht duurt daardoor weken.",
        "Alle gemeenten gebruiken dezelfde overdracht, met een antwoord binnen een week.",
        "Een jongere wordt overgedragen en niet doorverwezen.",
        "rules",
        "Eén manier van overdragen.",
    ),
    Issue(
        "De arbeidsmarktregio valt niet samen met onze gemeenten",
        "Twee gemeenten horen bij een andere arbeidsmarktregio en hebben andere afspraken.",
        "",
        "",
        "other",
    ),
    Issue(
        "Geen bus naar het distributiecentrum",
        "De ochtenddienst begint voor de eerste bus.",
        "",
        "",
        "transport",
    ),
    Issue(
        "Jobcoaches raken op",
        "Wie aan het werk gaat, krijgt na drie maanden geen begeleiding meer.",
        "Het SW-bedrijf houdt per sector één jobcoach vrij.",
        "",
        "capacity",
    ),
)
_POINTS = (
    ("Mededelingen", "Negen van de tien gemeenten zijn aangesloten; de tiende denkt erover."),
    ("Toegerust uit de startblokken", "Dertig jongeren zijn begonnen, in vier sectoren."),
    ("Regelgeving", "UWV licht toe wat er verandert voor jongeren met een beperking."),
    ("Eigen bijdragen", "Iedere partner zegt wat die naast de middelen inbrengt."),
    ("Overdracht van het scholennetwerk", "Besproken wanneer een gemeente het voorzitterschap van UWV overneemt."),
)
_DECISIONS = (
    "De vier speerpunten blijven zorg, groen, transport en logistiek, en techniek.",
    "Elk project vult de middelen aan met een eigen bijdrage.",
    "Het Jongerenloket is het ene punt waar jongeren binnenkomen.",
    "De evaluatie van het project gaat naar de programmaraad.",
)
_ACTIONS = (
    "Bedrijven per speerpuntsector benaderen",
    "Uren van partners in het project verzamelen",
    "Gemeenten vragen naar jongeren zonder uitkering",
    "Afspraken over overdragen rondsturen",
    "Voortgang van het regiocontract opschrijven",
)

TALK = Talk(
    issues=_ISSUES,
    points=_POINTS,
    decisions=_DECISIONS,
    actions=_ACTIONS,
    notes=("Verslag vastgesteld.",),
    ahead="Nieuwe projecten onder het regiocontract",
    settles=False,
)
