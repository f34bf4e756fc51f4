"""Regio-initiatief Groningen: three layers and a weekly committee (ecbo report of 2013, chapter 7); none exists.

Its figures: four mbo institutions, three RMC regions, six million over three years spent as one, and of those who left
without a diploma 40 to 50 % for personal reasons; how many there are goes down every year.
"""

from __future__ import annotations

from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.services.sample.portraits.groningen_texts import TALK
from zsm_desktop.services.sample.portraits.particulars import (
    Agreed,
    Asked,
    OtherMeetings,
    Paid,
    Particulars,
    Shared,
    ToReport,
)
from zsm_desktop.services.sample.portraits.portrait import Board, CaseYears, FundSketch, Neighbour, Place, Portrait

_D = Destination
_VSV, _SHARE = "Voortijdig schoolverlaters", "Voortijdig schoolverlaters, deel van alle leerlingen"
_REGIONS = ("RMC-regio 1", "RMC-regio 2", "RMC-regio 3")
_PARTICULARS = Particulars(
    choices={
        "own_care": {"yes": 70, "no": 30},
        "dropout": {"at_risk": 55, "left": 35, "none": 10},
        "flag_work": {"good": 60, "bad": 30, "": 10},
        "flag_education": {"good": 65, "bad": 30, "": 5},
        "flag_rmc": {"good": 70, "bad": 15, "": 15},
    },
    weeks=1,
    members=("RMC", "ISD", "WP", "ZORG", "NOOR", "ALFA", "TERR", "MENS"),
    meetings=(
        OtherMeetings("KT", 1, 0, 20, ("RMC", "ISD", "ZORG", "NOOR", "ALFA")),
        OtherMeetings("BC", 7, 1, 7, ("RMC", "ISD", "UWV", "WP", "ZORG", "SWV", "MEE", "NOOR", "ALFA", "TERR", "MENS")),
    ),
    shared=(
        Shared(_VSV, "", "number", (1236, 1305, 1398, 1487), "DUO"),
        Shared(_VSV, _REGIONS[0], "number", (702, 738, 781, 826), "DUO"),
        Shared(_VSV, _REGIONS[1], "number", (329, 349, 378, 405), "DUO"),
        Shared(_VSV, _REGIONS[2], "number", (205, 218, 239, 256), "DUO"),
        Shared(_SHARE, "", "share", (26, 28, 30, 32), "DUO"),
        Shared("Uitval door persoonlijke problemen", "", "share", (450, 440, 430, 420), "RMC"),
    ),
    agreed=(
        Agreed("REGIO", "Voortijdig schoolverlaters minder dan bij het begin", 250, reached=251),
        Agreed("REGIO", "Jongeren met drie groene vlaggen die naar het mbo konden", 40, "green"),
    ),
    asked=(
        Asked("REGIO", "De middelen zijn er voor alle jongeren van vo en mbo, in alle drie de RMC-regio’s.", 60),
        Asked("REGIO", "Elk jaar een tussenevaluatie naar inhoud en resultaat.", 420, "De eerste is besproken."),
        Asked("REGIO", "Besturen van onderwijs en gemeenten spraken af wie het daarna betaalt."),
    ),
    to_report=(
        ToReport("REGIO", "Tussenevaluatie eerste jaar", 1, 10, 1),
        ToReport("REGIO", "Tussenevaluatie tweede jaar", 2, 10, 1),
        ToReport("REGIO", "Eindverantwoording", 3, 10, 1),
    ),
    paid=(
        Paid("REGIO", 90, "coordination", "Kernteam en programmaleiding, eerste jaar", 210_000_00),
        Paid("REGIO", 150, "guidance", "Begeleiding van jongeren die dreigen uit te vallen", 940_000_00),
        Paid("REGIO", 240, "guidance", "Plusvoorziening: onderwijs met zorg", 520_000_00),
        Paid("REGIO", 300, "training", "Voorschakeltrajecten met het werkplein", 260_000_00),
        Paid("REGIO", 440, "guidance", "Begeleiding, eerste kwartaal van het tweede jaar", 245_000_00),
    ),
)

GRONINGEN = Portrait(
    particulars=_PARTICULARS,
    talk=TALK,
    code="groningen",
    name="",
    region="",
    parts=_REGIONS,
    cities=(("Gruno", "Hoogebrug"), ("Winschoterdiep", "Oldamt"), ("Eemsmond", "Wierhuizen")),
    areas=(("9711", "9723"), ("9671", "9665"), ("9981", "9951")),
    boards=(
        Board("BST-NOOR", "Stichting Beroepsonderwijs Noorderpoortland", 0),
        Board("BST-ALFA", "Stichting Beroepsonderwijs De Alfa", 1),
    ),
    pro=(),
    vso=(),
    mbo=(
        Place("NOOR", "mbo Noorderpoortland, entree", "mbo", 220, 0, 0, 0),
        Place("ALFA", "mbo De Alfa, entree", "mbo", 200, 0, 1, 1),
        Place("TERR", "mbo Terra Noord, entree", "mbo", 90, 1, 0, 0),
        Place("MENS", "mbo Menso, entree", "mbo", 70, 2, 0, 1),
    ),
    neighbours=(
        Neighbour("RMC", "RMC Gruno en Ommelanden", "rmc", "coördinator"),
        Neighbour("ISD", "ISD Noordoost", "municipality", "consulent werk"),
        Neighbour("GEM-G", "Gemeente Gruno", "municipality", "wethouder"),
        Neighbour("GEM-O", "Gemeente Oldamt", "municipality", "wethouder"),
        Neighbour("GEM-E", "Gemeente Eemsmond", "municipality", "wethouder"),
        Neighbour("UWV", "UWV Werkplein Gruno", "uwv", "arbeidsdeskundige"),
        Neighbour("WP", "Werkplein Gruno", "partner", "jongerenconsulent"),
        Neighbour("ZORG", "Jeugdhulp Noorderlicht", "youth_care", "ambulant begeleider"),
        Neighbour("SWV", "Samenwerkingsverband vo Gruno", "swv", "onderwijsadviseur"),
        Neighbour("MEE", "MEE Noord", "mee", "consulent"),
        Neighbour("WG-BOU", "Bouwbedrijf Hunze", "employer", "uitvoerder"),
    ),
    leavers={
        "mbo": {
            _D.MBO: 150,
            _D.WORK: 110,
            _D.WORK_LEARNING: 50,
            _D.TRAINING: 20,
            _D.BENEFIT: 25,
            _D.NONE: 38,
            _D.UNKNOWN: 27,
        },
    },
    more_before={_D.NONE: 12, _D.UNKNOWN: 12},
    steering_places=("Provinciehuis, Gruno", "mbo De Alfa, Hoogebrug"),
    funds=(
        FundSketch(
            "REGIO",
            "Regiomiddelen voortijdig schoolverlaten",
            "Rijk, voor drie RMC-regio’s samen",
            "Voor alle jongeren van vo en mbo in de provincie, bij welke school ook; elk jaar een tussenevaluatie.",
            granted_cents=6_000_000_00,
            years=3,
        ),
    ),
    cases=CaseYears(last=90, running=90, fewest=40, fresh=6),
    years=2,
    youngest=16,
    oldest={"pro": 18, "vso": 19, "mbo": 20},
    is_exchanging=False,
)
