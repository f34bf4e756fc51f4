"""What directors talk about: agenda points, decisions and structural bottlenecks, without any pupil in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zsm_desktop.services.sample.portraits.portrait import FundSketch


@dataclass(frozen=True, slots=True)
class Issue:
    """A bottleneck; `answer` is the stuurgroep's, empty for one that is solved in the maatwerkbespreking itself."""

    title: str
    description: str
    answer: str
    decision: str
    kind: str = "other"
    asked: str = ""


BOTTLENECKS = (
    Issue(
        "Vervoer tussen de eilanden",
        "Leerlingen van Zuiderschouw kunnen een cursus op Oosterplaat niet halen: de eerste bus komt na de start aan.",
        "De drie gemeenten is gevraagd een lijntaxi te betalen voor lesdagen; tot dan starten cursussen om half tien.",
        "Cursussen voor meer scholen beginnen vanaf nu niet voor 9.30 uur.",
        "transport",
        "Vervoer voor lesdagen, of een latere start.",
    ),
    Issue(
        "Te weinig plaatsen voor heftruck",
        "De wachtlijst is langer dan de groep. Leerlingen met een baan in zicht moeten een half jaar wachten.",
        "Er komt een tweede groep in het voorjaar; de kosten gaan mee in de verrekening.",
        "Tweede heftruckgroep in het voorjaar, tarief gelijk.",
        "capacity",
        "Een tweede groep dit schooljaar.",
    ),
    Issue(
        "Avondschool zonder vaste middelen",
        "De avondschool werd betaald uit projectgeld dat stopt. Een school heeft de avond al gesloten.",
        "Provincie en gemeenten zijn aangeschreven. Tot het antwoord blijft een avond open, op kosten van het netwerk.",
        "Een avondschool blijft dit schooljaar open; daarna opnieuw besluiten.",
        "money",
        "Vaste middelen voor minstens één avond.",
    ),
    Issue(
        "Leveringen komen te laat binnen",
        "Sommige scholen voeren pas na maanden in. De saldi kloppen dan niet op het moment van de stuurgroep.",
        "Invoeren binnen een week na de maand; de secretaris belt wie dat niet haalt.",
        "Leveringen worden binnen een week na afloop van de maand ingevoerd.",
        "rules",
    ),
    Issue(
        "Toestemming ontbreekt bij nieuwe aanmeldingen",
        "Casussen staan op de agenda zonder geldige toestemming en kunnen dan niet worden besproken.",
        "Zonder toestemming geen plek op de agenda, behalve met een andere grondslag die de school noteert.",
        "Casussen zonder geldige toestemming gaan niet op de agenda.",
    ),
    Issue(
        "Het gebruik loopt scheef",
        "Scholen voor vso nemen veel af bij het praktijkonderwijs; omgekeerd gebeurt dat nauwelijks.",
        (
            "Gesloten beurzen blijft voorlopig, met per vergadering inzicht in de saldi. In het voorjaar besluiten "
            "over verrekenen."
        ),
        "Saldi komen elke vergadering op de agenda; voorstel voor verrekening in het voorjaar.",
    ),
    Issue(
        "Begeleiding op de andere school",
        "Leerlingen met autisme lopen vast in grote groepen. De ontvangende school heeft daar geen uren voor.",
        "De autismecoach mag per traject vier uur meekijken; de uren worden als levering geboekt.",
        "Vier uur autismecoach per traject, te boeken als levering.",
        "knowledge",
        "Uren voor begeleiding op de ontvangende school.",
    ),
    Issue(
        "Werkgevers krijgen elke week een andere school aan de lijn",
        "Bedrijven vragen om een vast gezicht. Nu bellen scholen los van elkaar dezelfde bedrijven.",
        "",
        "",
    ),
    Issue(
        "Rooster van de praktijkdagen",
        "De praktijkdagen van pro en vso vallen op verschillende dagen, waardoor groepen niet vol komen.",
        "",
        "",
        "time",
    ),
    Issue(
        "Certificaten verschillen per school",
        "Dezelfde cursus geeft op de ene school een branchecertificaat en op de andere een eigen verklaring.",
        "",
        "",
    ),
    Issue(
        "Werkkleding en schoenen",
        "Wie betaalt veiligheidsschoenen als een leerling een dag per week op een andere school werkt?",
        "De eigen school betaalt; schoenen blijven van de leerling.",
        "Werkkleding is voor rekening van de eigen school.",
        "money",
        "Een regel die voor alle scholen geldt.",
    ),
    Issue(
        "Geen nazorg na zes maanden",
        "Na uitstroom naar werk is er geen geld voor begeleiding. Uitval na een half jaar zien wij pas achteraf.",
        "UWV en de gemeenten denken mee over jobcoaching; in het jaarverslag komen cijfers over bestendiging.",
        "Scholen houden bij waar oud-leerlingen na drie, zes en twaalf maanden zijn.",
        "money",
        "Uren voor nazorg na de uitstroom.",
    ),
)
POINTS = (
    (
        "Mededelingen",
        "De provincie heeft de tussenrapportage goedgekeurd. Twee scholen zoeken een nieuwe stagebegeleider.",
    ),
    ("Jaarplanning en begroting", "De planning is vastgesteld. De eigen bijdrage per school blijft gelijk."),
    (
        "Resultaten en uitstroom",
        (
            "Meer leerlingen naar werk dan verwacht; de uitstroom naar het mbo blijft gelijk. Cijfers per school "
            "worden vergeleken."
        ),
    ),
    (
        "Subsidie van de provincie",
        "De afgesproken aantallen worden gehaald. De eindverantwoording gaat voor de zomer naar de provincie.",
    ),
    (
        "Contact met UWV en gemeenten",
        "Een vast aanspreekpunt per gemeente werkt goed. UWV vraagt de lijst van schoolverlaters in januari.",
    ),
    (
        "Kwaliteit van de maatwerkbespreking",
        "De opkomst is goed. De tijd per casus is langer dan afgesproken; de voorzitter let daarop.",
    ),
    (
        "Passend onderwijs",
        "Het samenwerkingsverband sluit volgend jaar aan. De gevolgen voor de vergoeding zijn nog niet bekend.",
    ),
)
POINT_NOTES = {
    "fixed": "Verslag vastgesteld.",
    "results": "De uitstroom is besproken. Elke school zet haar eigen cijfers naast die van het netwerk.",
    "funds": "De stand van de middelen is besproken.",
    "collaboration": "Afgesproken is de laagst gewaardeerde punten elk halfjaar te bespreken.",
}
"""What was said at a point that shows figures."""
BALANCE_NOTES = (
    (
        "Besproken: het praktijkonderwijs geeft veel meer dan het krijgt. Niemand betaalt nu; iedereen wil de "
        "cijfers blijven zien."
    ),
    (
        "De verschillen zijn groter dan vorige keer. Twee kleine scholen vragen om een drempel, zodat een druk jaar"
        " geen gat slaat."
    ),
    "De saldi zijn ter kennisgeving aangenomen. Voor de volgende keer komt er een voorstel met een bandbreedte.",
)
STEERING_DECISIONS = (
    "De begroting van het netwerk is vastgesteld.",
    "De tarieven gaan op 1 augustus omhoog met de loon- en prijsontwikkeling.",
    "Scholen leveren hun uitstroomcijfers voor 1 oktober aan.",
    "De maatwerkbespreking krijgt een vaste voorzitter voor dit schooljaar.",
    "De tussenrapportage aan de provincie is goedgekeurd.",
    "Het netwerk vraagt het roc als vaste gast bij de maatwerkbespreking.",
)
VOTED_ON = STEERING_DECISIONS[1]
"""The others were taken by consensus."""
AGREED = (
    "De besturen sluiten een verrekenovereenkomst: gesloten beurzen. Niemand betaalt; wat scholen elkaar schuldig "
    "zijn, wordt afgeboekt zodra de stuurgroep dat besluit."
)
WRITTEN_OFF = "Wat scholen elkaar schuldig zijn tot en met schooljaar {year}, wordt afgeboekt."
GRANTED = "De subsidie is aangenomen, met de voorwaarden die erbij horen: {names}."
EXAMS = "De scholen leggen samen geld in een examenpotje, een vast bedrag voor elke kandidaat."
STEERING_ACTIONS = (
    "Brief aan de gemeenten over vervoer opstellen",
    "Voorstel voor een bandbreedte uitwerken met rekenvoorbeelden",
    "Uitstroomcijfers van alle scholen naast elkaar zetten",
    "Gesprek met het roc over de overstap naar entree",
    "Eindverantwoording subsidie voorbereiden",
    "Vergaderdata van volgend schooljaar rondsturen",
)


@dataclass(frozen=True, slots=True)
class Talk:
    """What the directors of a network talk about; `ahead` is a point of the meeting to come, "" for none.

    `settles`: schools have balances with each other, about which is decided.
    """

    issues: tuple[Issue, ...]
    points: tuple[tuple[str, str], ...]
    decisions: tuple[str, ...]
    actions: tuple[str, ...]
    notes: tuple[str, ...]
    ahead: str
    settles: bool


USUAL_TALK = Talk(
    BOTTLENECKS, POINTS, STEERING_DECISIONS, STEERING_ACTIONS, BALANCE_NOTES, ahead="Voorstel bandbreedte", settles=True
)


def granted(funds: Sequence[FundSketch]) -> str:
    """The decision on which these funds rest."""
    return GRANTED.format(names="; ".join(one.name for one in funds))
