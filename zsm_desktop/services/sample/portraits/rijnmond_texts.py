"""What the projectgroep of the invented Rijnmond talks about; the bottlenecks are those of chapter 5, §5.1 and §5.9."""

from __future__ import annotations

from zsm_desktop.services.sample.steering_texts import Issue, Talk

_ISSUES = (
    Issue(
        "Werkgevers vragen een diploma dat niet nodig is",
        "Drie grote werkgevers nemen niemand aan zonder startkwalificatie, ook voor werk waar dat niet voor nodig is.",
        "De accountmanager bespreekt met elke grote werkgever welke functies zonder diploma kunnen.",
        "Er komt één lijst van functies waarvoor een branchecertificaat genoeg is.",
        "rules",
        "Eén benadering van grotere werkgevers.",
    ),
    Issue(
        "Niemand kent alle voorzieningen",
        "Jobcoach, werkplekaanpassing en loondispensatie worden te laat aangevraagd, omdat scholen ze niet kennen.",
        "UWV maakt een overzicht van één bladzijde en legt het uit in elk WERKoverleg.",
        "De arbeidsdeskundige neemt in elk WERKoverleg de voorzieningen door.",
        "rules",
        "Een kort overzicht dat klopt.",
    ),
    Issue(
        "Het roc haalt dezelfde jongeren naar een eigen project",
        "Werkgevers krijgen twee netwerken aan de telefoon voor dezelfde groep en raken in de war.",
        "De gemeente roept beide projecten bij elkaar; werkgevers krijgen één nummer.",
        "Het Werkgeversservicepunt is het ene aanspreekpunt voor werkgevers.",
        "other",
        "Eén aanspreekpunt, ook voor jongeren van het roc.",
    ),
    Issue(
        "Uitval op het werk in het eerste half jaar",
        "Jongeren vinden werk en raken het weer kwijt, omdat niemand meer meekijkt als de school klaar is.",
        "MEE en de zorgaanbieder delen de eerste zes maanden; de school draagt over voor de zomer.",
        "Elke jongere die aan het werk gaat heeft een half jaar lang een vast aanspreekpunt.",
        "capacity",
        "Begeleiding op het werk, zes maanden lang.",
    ),
    Issue(
        "Te weinig leerwerkplekken in de zorg",
        "Er zijn meer jongeren voor de zorg dan plekken bij erkende leerbedrijven.",
        "",
        "",
        "capacity",
    ),
    Issue(
        "Stagecoördinatoren missen het WERKoverleg",
        "Wie er niet is, kan niets toezeggen. In cluster 2 ontbraken twee keer drie scholen.",
        "Wie zelf niet kan, stuurt iemand die mag beslissen.",
        "Mandaat is voorwaarde om mee te doen aan het WERKoverleg.",
        "rules",
    ),
    Issue(
        "Ouders kiezen voor het mbo",
        "Ook met een negatief advies kiezen ouders voor het mbo: dat klinkt beter dan werk.",
        "Oud-leerlingen met werk komen vertellen op de ouderavond van elke school.",
        "Elke school houdt voor de kerst een ouderavond over werk.",
        "other",
    ),
    Issue(
        "Geen vervoer naar de haven voor vroege diensten",
        "De eerste bus komt na het begin van de ochtenddienst aan.",
        "",
        "",
        "transport",
    ),
)
_POINTS = (
    ("Mededelingen", "De wethouder opent het volgende werkgeversontbijt. Twee scholen hebben een nieuwe coördinator."),
    ("Subsidie Aanval op de uitval", "De tussenstand is gemeld. Het resultaat is nodig om de subsidie te houden."),
    ("Resultaten per school", "Elke school vertelt wat het eigen doel is en wat daarvan terechtkwam."),
    ("Grotere werkgevers", "De accountmanager sprak er zes. Twee willen in het voorjaar een proefgroep."),
    ("Participatiewet", "De gemeente legt uit wat er verandert voor jongeren die nu van school komen."),
)
_DECISIONS = (
    "De doelen per school voor het nieuwe schooljaar zijn vastgesteld.",
    "De netwerkregisseur volgt elk kwartaal hoeveel jongeren in de eindfase zitten.",
    "De drie cijfers voor de gemeente worden na elk schooljaar uit het programma gehaald.",
    "Het werkgeversontbijt is twee keer per jaar, elke keer in een ander cluster.",
)
_ACTIONS = (
    "Lijst van functies zonder diploma bespreken met drie werkgevers",
    "Doel en resultaat van elke school naast elkaar zetten",
    "Uitnodiging voor het werkgeversontbijt versturen",
    "Brief aan het roc over één aanspreekpunt opstellen",
    "Afspraken uit de clusters nalopen en partijen aanspreken",
)

TALK = Talk(
    issues=_ISSUES,
    points=_POINTS,
    decisions=_DECISIONS,
    actions=_ACTIONS,
    notes=("Verslag vastgesteld.",),
    ahead="Doelen per school",
    settles=False,
)
