"""What the invented schools offer each other: names, kinds, units and tariffs as they are in the trade."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sketch:
    """An offer before it has a school: `cents` is the first tariff, `pull` how much it is asked for."""

    sector: str
    kind: str
    unit: str
    name: str
    cents: int
    target_group: str
    weekdays: str
    seats: int | None
    pull: int
    description: str


_PRO_LINES = """
techniek|facility|dagdeel|Lasplaats en metaalwerkplaats|4150|all|ma,di,do|8|9|\
Acht lasplaatsen, begeleiding door een vakdocent metaal.
techniek|course|cursus|Lassen niveau 1 (MIG/MAG)|38500|all|di|6|5|\
Twaalf dagdelen met examen; persoonlijke beschermingsmiddelen inbegrepen.
techniek|facility|dagdeel|Houtwerkplaats|3650|all|wo,vr|10|7|\
Machinale en handmatige houtbewerking, veiligheidsinstructie vooraf.
techniek|course|cursus|Veilig werken (basis VCA)|16500|all|vr||8|Zes dagdelen en examen op school.
techniek|facility|dagdeel|Fiets- en bromfietstechniek|3250|all|ma,do|6|4|Werkplaats met zes bruggen en een winkelbalie.
zorg|facility|dagdeel|Praktijklokaal zorg en huishouding|3450|all|di,do|10|6|\
Bedden, tilliften en een wasstraat; werken in kleine groepen.
zorg|course|cursus|Assisteren in de zorg (branchecertificaat)|29500|all|wo|8|6|\
Een half jaar, één dagdeel per week, stage bij een zorgcentrum.
zorg|course|cursus|Schoonmaak in de groothuishouding|21500|all|ma|8|5|Basisvakopleiding met theorie- en praktijkexamen.
groen|facility|dagdeel|Kas en kweektuin|2950|all|ma,di,wo,do,vr|12|8|Verwarmde kas en buitenterrein van 800 m².
groen|course|cursus|Werken met groenmachines|24500|all|do|6|5|Bosmaaier, heggenschaar en zitmaaier, met praktijktoets.
groen|facility|dagdeel|Dierverzorging en kinderboerderij|2850|all|wo,vr|6|4|\
Dagelijkse verzorging onder leiding van de beheerder.
transport|course|cursus|Heftruck en reachtruck|27500|all|vr|5|8|Vier dagdelen rijden en examen; vanaf 16 jaar.
transport|facility|dagdeel|Oefenmagazijn|3350|all|di,do|8|6|Orders verzamelen met handscanner, inpakken en verzenden.
transport|course|cursus|Medewerker intern transport|32500|all|ma|8|3|Tien weken, met certificaat van de branche.
horeca|facility|dagdeel|Restaurantkeuken en bediening|3850|all|di,wo,do|8|8|\
Open restaurant voor de buurt, werken in keuken en zaal.
horeca|course|cursus|Keukenassistent (branchecertificaat)|31000|all|do|8|5|\
Een half jaar, één dagdeel per week, met examen.
horeca|course|cursus|Sociale hygiëne en HACCP|12500|all|ma||4|Drie dagdelen en examen.
detailhandel|facility|dagdeel|Oefenwinkel|2950|all|ma,wo|10|5|Kassa, vakken vullen en presenteren in een echte winkel.
detailhandel|course|cursus|Winkelassistent (branchecertificaat)|26500|all|di|8|4|\
Theorie op school, praktijk in de oefenwinkel.
detailhandel|facility|dagdeel|Kringloopwinkel en sorteerhal|2450|all|ma,di,do,vr|12|5|\
Inname, sorteren, prijzen en verkoop.
techniek|evening_school|dagdeel|Avondschool techniek|2250|all|di|12|3|\
Voor werkende oud-leerlingen die een certificaat willen halen.
zorg|evening_school|dagdeel|Avondschool rekenen en taal op het werk|1950|all|wo|14|4|Twee uur per avond, dertig weken.
transport|guidance|uur|Jobcoach aan het werk|5450|all|ma,di,wo,do,vr||5|\
Begeleiding op de werkplek in de eerste drie maanden.
techniek|test|stuk|Beroepeninteressetest (afname en rapport)|4850|all|||7|Digitale afname, rapport binnen een week.
"""
_VSO_LINES = """
zorg|guidance|uur|Autismecoach in de klas|5850|all|ma,di,wo,do,vr||4|Meekijken, advies aan de mentor en nagesprek.
techniek|test|stuk|Praktijktoets werkhouding en tempo|6950|all|||4|\
Een dag werken in een prikkelarme proefopstelling, met verslag.
groen|facility|dagdeel|Prikkelarme tuin en werkplaats|3550|vso|ma,wo,vr|5|3|\
Vaste plek, kleine groep, één begeleider op vijf leerlingen.
horeca|facility|dagdeel|Lunchroom|3050|vso|di,do|6|3|Bedienen en afwassen voor vaste gasten.
detailhandel|guidance|uur|Training sociale vaardigheden op het werk|4650|all|wo|8|3|\
Acht bijeenkomsten, samen met de stagebegeleider.
zorg|test|stuk|Zelfredzaamheidsprofiel|5650|all|||3|Vragenlijst, observatie en gesprek met ouders.
techniek|facility|dagdeel|Montage- en inpakatelier|2750|vso|ma,di,do|8|2|Werk van bedrijven, in eigen tempo.
transport|course|cursus|Reizen naar je werk|9500|vso|vr|6|3|Zelfstandig reizen met bus en fiets in zes dagdelen.
groen|course|cursus|Hovenierswerk stap voor stap|19500|vso|do|6|2|Beeldende instructie, tien dagdelen.
horeca|evening_school|dagdeel|Avondschool koken en zelfstandig wonen|2150|all|ma|10|2|\
Voor oud-leerlingen en leerlingen vanaf 17 jaar.
"""

_EXAM_LINE = """\
transport|exam|stuk|Praktijkexamen heftruck|16500|all|do|2|0|\
Een ochtend met een examinator van buiten; uitslag dezelfde dag.
"""
"""Nobody draws it by chance: an examination is asked for by name."""


def _sketch(line: str) -> Sketch:
    sector, kind, unit, name, cents, group, weekdays, seats, pull, description = line.split("|")
    return Sketch(
        sector, kind, unit, name, int(cents), group, weekdays, int(seats) if seats else None, int(pull), description
    )


PRO_OFFERS = tuple(_sketch(line) for line in _PRO_LINES.strip().splitlines())
VSO_OFFERS = tuple(_sketch(line) for line in _VSO_LINES.strip().splitlines())
EXAM = _sketch(_EXAM_LINE.strip())
