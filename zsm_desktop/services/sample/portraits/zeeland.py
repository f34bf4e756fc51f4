"""The usual network: a foundation of islands, as the schools of the report's chapter 6 have it.

Domain.md §4: about 380 pupils in praktijkonderwijs and 600 in vso; the sixteen schools add up to these. None exists.
"""

from __future__ import annotations

from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.services.sample.portraits.portrait import Board, CaseYears, FundSketch, Neighbour, Place, Portrait

_PARTS = ("Oosterplaat", "Wijdewaard", "Zuiderschouw")
_CITIES = (
    ("Havenrijk", "Kapelhoek", "Oudeschorre"),
    ("Vlietmonde", "Zandekerke", "Kreekrijk"),
    ("Noordersluis", "Duinkamp", "Westkreke"),
)
_AREAS = (("4301", "4311", "4322"), ("4331", "4381", "4461"), ("4531", "4501", "4561"))
"""A postcode area for each city: the places are invented, but how far they lie apart must come out as on islands."""
_STEERING_PLACES = ("bestuurskantoor Vlietmonde", "Praktijkschool Het Zeewiel, Havenrijk", "vso Getijdenhof, Kreekrijk")
_BOARDS = (
    Board("BST-WIJD", "Stichting Onderwijsgroep De Wijde Waard", 1),
    Board("BST-SCHOR", "Stichting Praktijkonderwijs Schorrenland", 0),
    Board("BST-GETIJ", "Stichting Speciaal Onderwijs Getijdenland", 1),
    Board("BST-BAKEN", "Vereniging Scholen met een Baken", 2),
)
_PRO = (
    Place("ZEEW", "Praktijkschool Het Zeewiel", "pro", 96, 0, 0, 1),
    Place("DIJK", "Praktijkschool De Dijkwerker", "pro", 82, 1, 0, 0),
    Place("GEMA", "Praktijkschool Het Gemaalhuis", "pro", 71, 2, 0, 1),
    Place("VLIE", "Praktijkcollege Vlietkant", "pro", 58, 1, 1, 0),
    Place("SCHK", "Praktijkschool De Schorrekant", "pro", 45, 0, 2, 1),
    Place("EBBE", "Praktijkschool Ebbestee", "pro", 28, 2, 1, 3),
)
_VSO = (
    Place("LICH", "vso Het Lichtschip", "vso", 118, 1, 0, 2),
    Place("GETY", "vso Getijdenhof", "vso", 97, 1, 2, 2),
    Place("LOOD", "vso Het Loodsmanshuis", "vso", 84, 0, 0, 2),
    Place("BOLD", "vso De Bolderhoek", "vso", 72, 2, 0, 3),
    Place("ZILT", "vso De Zilte Wind", "vso", 61, 0, 1, 2),
    Place("WANT", "vso Wantijpoort", "vso", 52, 1, 1, 0),
    Place("STRA", "vso Strandwalcollege", "vso", 44, 2, 1, 3),
    Place("PALE", "vso Het Palenhoofd", "vso", 33, 0, 2, 2),
    Place("ZEEK", "vso Zeekraalhof", "vso", 24, 2, 2, 3),
    Place("KOMP", "vso Het Kompaskwartier", "vso", 15, 1, 2, 2),
)
_NEIGHBOURS = (
    Neighbour("ROC", "roc Schorrenland", "mbo", "loopbaanadviseur entree"),
    Neighbour("GEM-O", "Gemeente Oosterplaat", "municipality", "klantmanager jongeren"),
    Neighbour("GEM-W", "Gemeente Wijdewaard", "municipality", "consulent participatie"),
    Neighbour("GEM-Z", "Gemeente Zuiderschouw", "municipality", "beleidsmedewerker jeugd"),
    Neighbour("RMC", "RMC Schorrenland", "rmc", "trajectbegeleider"),
    Neighbour("UWV", "UWV Werkplein Schorrenland", "uwv", "arbeidsdeskundige"),
    Neighbour("MEE", "MEE Schorrenland", "mee", "consulent onderwijs en arbeid"),
    Neighbour("SW", "Werkbedrijf De Schakel", "sw", "jobcoach"),
    Neighbour("SWV", "Samenwerkingsverband vo Schorrenland", "swv", "onderwijsadviseur"),
    Neighbour("JZ", "Jeugdhulp Het Vaarwater", "youth_care", "ambulant begeleider"),
    Neighbour("WG-KAS", "Kwekerij Van Waterland", "employer", "bedrijfsleider"),
    Neighbour("WG-HOT", "Hotel De Oude Veerdam", "employer", "hoofd horeca"),
    Neighbour("WG-LOG", "Havenlogistiek Noordersluis", "employer", "teamleider magazijn"),
    Neighbour("WG-ZRG", "Zorgcentrum Duinrust", "employer", "praktijkopleider"),
    Neighbour("WG-TEC", "Constructiebedrijf De Wulp", "employer", "werkmeester"),
    Neighbour("WG-DET", "Supermarkt Van Zandekerke", "employer", "filiaalmanager"),
)
_LEAVERS = {
    "pro": {
        Destination.WORK: 38,
        Destination.MBO: 19,
        Destination.DAY_ACTIVITIES: 9,
        Destination.BENEFIT: 7,
        Destination.OTHER_EDUCATION: 5,
        Destination.NONE: 2,
        Destination.UNKNOWN: 2,
    },
    "vso": {
        Destination.WORK: 21,
        Destination.MBO: 35,
        Destination.DAY_ACTIVITIES: 21,
        Destination.OTHER_EDUCATION: 9,
        Destination.BENEFIT: 6,
        Destination.NONE: 3,
        Destination.UNKNOWN: 2,
    },
}
"""Leavers of the last full school year: 82 and 97; 38 and 21 to work, 19 and 35 to mbo (ecbo report of 2013, 6.1)."""

ZEELAND = Portrait(
    code="zeeland",
    name="Stichting Maatwerk Schorrenland",
    region="Schorrenland",
    parts=_PARTS,
    cities=_CITIES,
    areas=_AREAS,
    boards=_BOARDS,
    pro=_PRO,
    vso=_VSO,
    neighbours=_NEIGHBOURS,
    leavers=_LEAVERS,
    steering_places=_STEERING_PLACES,
    funds=(
        FundSketch(
            "FONDS-PROV",
            "Projectsubsidie provincie",
            "Provincie Schorrenland",
            (
                "Een kwart van elke cursus voor leerlingen uit het vso. Verantwoording per schooljaar: aantal "
                "certificaten en wie daarna werk of vervolgonderwijs vond."
            ),
            percent=25_00,
            offer_kind="course",
            school_kind="vso",
        ),
    ),
    has_islands=True,
    cases=CaseYears(last=45),
    targets={"cases": 45, "to_work": 350, "to_mbo": 300, "lasting_year": 800},
)
"""45 pupils entered in the last full calendar year (ecbo report of 2013, §6.7)."""
