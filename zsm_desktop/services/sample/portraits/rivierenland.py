"""Regio Rivierenland: several networks beside each other (ecbo report of 2013, chapter 9); none of it exists.

Its figures: ten municipalities, of which nine sit in the platform with four employers, the roc, the SW company and UWV;
seven hundred young people in sight; one project for thirty of them, to work in four sectors. Bundled funds are always
filled up by what partners put in; between schools no money goes round.
"""

from __future__ import annotations

from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.services.sample.portraits.particulars import (
    Agreed,
    Asked,
    OtherMeetings,
    Paid,
    Particulars,
    Put,
    Shared,
    ToReport,
)
from zsm_desktop.services.sample.portraits.portrait import Board, CaseYears, FundSketch, Neighbour, Place, Portrait
from zsm_desktop.services.sample.portraits.rivierenland_texts import TALK

_D = Destination
_TOWNS = (
    "Waalstad",
    "Lingedam",
    "Betuwe",
    "Culenborg",
    "Bommelerwaard",
    "Maasdriel",
    "Geldermaas",
    "Neerwaal",
    "Opheusde",
    "Burenhof",
)
_MUNICIPALITIES = tuple(f"GEM-{at:02d}" for at in range(1, 11))
_EMPLOYERS = ("WG-TEC", "WG-ZRG", "WG-LOG", "WG-GRO")
_PLATFORM = (*_MUNICIPALITIES[:9], *_EMPLOYERS, "ROC", "SW", "UWV")
SCHOOLS, YOUNG, PLATFORM = 0, 1, 2
"""The networks of the region, as the profile names them."""

_PARTICULARS = Particulars(
    choices={
        "project": {"no": 1},
        "from": {"pro": 50, "zmlk": 25, "aka": 20, "other": 5},
    },
    members=("UWV", "MEE", "SW", "WAAL", "BETU", "LING", "ZMLK"),
    weeks=10,
    exact={"project": ("yes", 30)},
    takes_part={
        **dict.fromkeys(_MUNICIPALITIES[:9], (YOUNG, PLATFORM)),
        _MUNICIPALITIES[9]: (YOUNG,),
        **dict.fromkeys(_EMPLOYERS, (PLATFORM,)),
        "ROC": (SCHOOLS, YOUNG, PLATFORM),
        "SW": (SCHOOLS, YOUNG, PLATFORM),
        "UWV": (SCHOOLS, YOUNG, PLATFORM),
        "MEE": (SCHOOLS,),
        "JL": (YOUNG,),
        "WAPR": (YOUNG,),
    },
    meetings=(
        OtherMeetings("SN", 12, 3, 6, ("UWV", "MEE", "SW", "ROC", "WAAL", "BETU", "LING", "ZMLK")),
        OtherMeetings("KJ", 8, 1, 8, ("JL", "WAPR", "UWV", "ROC", "SW", *_MUNICIPALITIES[:4])),
        OtherMeetings("PR", 17, 2, 4, _MUNICIPALITIES),
    ),
    shared=(
        Shared(
            "Jongeren in beeld met afstand tot de arbeidsmarkt", "", "number", (700, 655, 610), "alle partners samen"
        ),
        Shared("Niet-uitkeringsgerechtigde jongeren", "", "number", (182, 190, 175), "gemeenten"),
    ),
    put=(
        Put("REGIOCON", "ROC", "Opleiden en begeleiden in het project", 62_00, 480),
        Put("REGIOCON", "SW", "Jobcoaches en bedrijvennetwerk", 58_00, 360),
        Put("REGIOCON", "GEM-01", "Eigen bijdrage van de gemeente", 15_000_00),
        Put("REGIOCON", "GEM-04", "Eigen bijdrage van de gemeente", 10_000_00),
    ),
    agreed=(
        Agreed("REGIOCON", "Jongeren in Toegerust uit de startblokken", 30, indicator="project"),
        Agreed("REGIOCON", "Sectoren waarin zij werken", 4, reached=4),
    ),
    asked=(
        Asked("REGIOCON", "Elk project vult de middelen aan met eigen bijdragen van de partners.", 130),
        Asked("REGIOCON", "De vier speerpunten: zorg, groen, transport en logistiek, techniek.", 40),
        Asked("JEUGDWRK", "Het Jongerenloket is er voor jongeren uit alle tien gemeenten.", 75),
    ),
    to_report=(
        ToReport("REGIOCON", "Voortgang aan de programmaraad, eerste jaar", 1, 9, 15),
        ToReport("REGIOCON", "Voortgang aan de programmaraad, tweede jaar", 2, 9, 15),
        ToReport("JEUGDWRK", "Eindverantwoording", 2, 10, 1),
    ),
    paid=(
        Paid("REGIOCON", 110, "training", "Opleiden in Toegerust uit de startblokken", 58_000_00),
        Paid("REGIOCON", 190, "guidance", "Jobcoaches van het SW-bedrijf", 46_500_00),
        Paid("REGIOCON", 320, "coordination", "Regie op het programma", 24_000_00),
        Paid("JEUGDWRK", 210, "coordination", "Jongerenloket, eerste jaar", 38_000_00),
    ),
)

RIVIERENLAND = Portrait(
    particulars=_PARTICULARS,
    talk=TALK,
    code="rivierenland",
    name="",
    region="",
    parts=("Waal", "Linge", "Maas"),
    cities=(_TOWNS[:3], _TOWNS[3:6], _TOWNS[6:9]),
    areas=(("4001", "4002", "4051"), ("4101", "5301", "5331"), ("4191", "4043", "4021")),
    boards=(
        Board("BST-WAAL", "Regio Rivierenland, programmabureau", 0),
        Board("BST-LING", "Stichting Speciaal Onderwijs Linge", 1),
    ),
    pro=(
        Place("WAAL", "Praktijkschool De Waalkade", "pro", 120, 0, 0, 0),
        Place("BETU", "Praktijkschool De Bongerd", "pro", 95, 0, 2, 0),
    ),
    vso=(
        Place("LING", "vso De Lingeborgh", "vso", 80, 0, 1, 1),
        Place("ZMLK", "vso De Wissel (zmlk)", "vso", 55, 0, 0, 1),
    ),
    neighbours=(
        *(
            Neighbour(code, f"Gemeente {town}", "municipality", "beleidsmedewerker")
            for code, town in zip(_MUNICIPALITIES, _TOWNS, strict=True)
        ),
        Neighbour("ROC", "ROC Rivorlinge", "mbo", "coördinator entree"),
        Neighbour("SW", "SW-bedrijf Landerij", "sw", "jobcoach"),
        Neighbour("UWV", "UWV Werkbedrijf Beursplein", "uwv", "arbeidsdeskundige"),
        Neighbour("MEE", "MEE Rivieren", "mee", "arbeidsconsulent"),
        Neighbour("JL", "Jongerenloket Beursplein", "partner", "consulent jongeren"),
        Neighbour("WAPR", "Werkgevers Adviespunt Beursplein", "partner", "accountmanager"),
        Neighbour("WG-TEC", "Metaalbedrijf De Linge", "employer", "bedrijfsleider"),
        Neighbour("WG-ZRG", "Zorggroep Rivieroever", "employer", "praktijkopleider"),
        Neighbour("WG-LOG", "Distributiecentrum De Knoop", "employer", "teamleider"),
        Neighbour("WG-GRO", "Fruitbedrijf De Bongerd", "employer", "bedrijfsleider"),
    ),
    leavers={
        "pro": {
            _D.WORK: 22,
            _D.WORK_LEARNING: 5,
            _D.SHELTERED_WORK: 3,
            _D.MBO: 12,
            _D.DAY_ACTIVITIES: 4,
            _D.BENEFIT: 3,
            _D.NONE: 2,
            _D.UNKNOWN: 1,
        },
        "vso": {
            _D.WORK: 6,
            _D.SHELTERED_WORK: 3,
            _D.MBO: 7,
            _D.DAY_ACTIVITIES: 9,
            _D.BENEFIT: 2,
            _D.NONE: 1,
            _D.UNKNOWN: 1,
        },
    },
    steering_members=_PLATFORM,
    steering_places=("Regiokantoor, Waalstad", "ROC Rivorlinge, Waalstad"),
    funds=(
        FundSketch(
            "REGIOCON",
            "Regiocontract",
            "Provincie Gelderland",
            "Gebundelde middelen; elk project vult ze aan met eigen bijdragen van de partners.",
            granted_cents=240_000_00,
        ),
        FundSketch(
            "JEUGDWRK", "Actieplan Jeugdwerkloosheid", "Rijk", "Voor het Jongerenloket.", granted_cents=90_000_00
        ),
    ),
    cases=CaseYears(last=64, running=64, fewest=50, fewer_per_year_back=4, fresh=6),
    is_exchanging=False,
)
