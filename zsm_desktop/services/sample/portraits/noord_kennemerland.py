"""Wajong-netwerk Noord-Kennemerland: the whole network every six weeks (ecbo report of 2013, chapter 8); none exists.

Its figures: some 25 representatives, of the UWV four; two schools for praktijkonderwijs with forty leavers a year each,
all of them on the list; tens of young people are talked about. No money goes with it.
"""

from __future__ import annotations

from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.services.sample.portraits.particulars import Listed, MorePeople, Particulars
from zsm_desktop.services.sample.portraits.portrait import Board, CaseYears, Neighbour, Place, Portrait

_D = Destination
_PARTICULARS = Particulars(
    choices={
        "plan": {"work": 40, "work_dispensation": 20, "work_learning": 15, "education": 15, "sheltered": 6, "other": 4},
        "parties": {"uwv": 30, "uwv,mee": 25, "uwv,rmc": 20, "mee": 10, "uwv,sw": 10, "uwv,reintegration": 5},
    },
    weeks=6,
    vacancies=18,
    members=(
        "UWV",
        "RMC",
        "MEE",
        "SW",
        "GEM-K",
        "GEM-H",
        "GEM-B",
        "RE-A",
        "RE-B",
        "RE-C",
        "ZORG",
        "SWV",
        "PROW",
        "FOCU",
        "DRIE",
        "SPIN",
        "LICH",
    ),
    chairs=("UWV", "RMC", "GEM-K", "MEE"),
    people=(
        MorePeople("UWV", "arbeidsdeskundige", 3),
        MorePeople("MEE", "consulent", 1),
        MorePeople("SW", "accountmanager", 1),
        MorePeople("RMC", "leerplichtambtenaar", 1),
        MorePeople("PROW", "accountmanager", 1),
    ),
    guided_by="UWV",
    listed=Listed("leavers", {"pro": 40, "vso": 12}, {"pro": 14, "vso": 6}),
)
"""Thirteen organisations and four schools, of some of them more than one person: 25 with the secretary."""

NOORD_KENNEMERLAND = Portrait(
    particulars=_PARTICULARS,
    code="noord_kennemerland",
    name="",
    region="",
    parts=("Kennermeer", "Duinstreek"),
    cities=(("Kennermeer", "Oudedam", "Heemwaard"), ("Bergerduin", "Kastelen", "Limmerzand")),
    areas=(("1811", "1823", "1704"), ("1861", "1901", "1906")),
    boards=(
        Board("BST-KENN", "Stichting Voortgezet Onderwijs Kennermeer", 0),
        Board("BST-DUIN", "Stichting Speciaal Onderwijs Duinstreek", 1),
    ),
    pro=(
        Place("FOCU", "Praktijkschool De Focus", "pro", 180, 0, 0, 0),
        Place("DRIE", "Praktijkschool De Driesprong", "pro", 180, 1, 0, 0),
    ),
    vso=(Place("SPIN", "vso De Spinaker", "vso", 90, 0, 2, 1), Place("LICH", "vso Het Lichtbaken", "vso", 60, 1, 1, 1)),
    neighbours=(
        Neighbour("UWV", "UWV Werkbedrijf Kennermeer", "uwv", "arbeidsdeskundige"),
        Neighbour("RMC", "RMC Noord-Kennermeer", "rmc", "trajectbegeleider"),
        Neighbour("MEE", "MEE Kennermeer", "mee", "consulent"),
        Neighbour("SW", "Werkbedrijf WNK Kennermeer", "sw", "jobcoach"),
        Neighbour("GEM-K", "Gemeente Kennermeer", "municipality", "consulent werk en inkomen"),
        Neighbour("GEM-H", "Gemeente Heemwaard", "municipality", "consulent werk en inkomen"),
        Neighbour("GEM-B", "Gemeente Bergerduin", "municipality", "beleidsmedewerker"),
        Neighbour("RE-A", "Re-integratiebureau Aan Zet", "partner", "jobcoach"),
        Neighbour("RE-B", "Re-integratiebureau Stapsteen", "partner", "jobcoach"),
        Neighbour("RE-C", "Re-integratiebureau De Aanloop", "partner", "jobcoach"),
        Neighbour("ZORG", "Jeugdhulp De Duinroos", "youth_care", "ambulant begeleider"),
        Neighbour("SWV", "Samenwerkingsverband Kennermeer", "swv", "onderwijsadviseur"),
        Neighbour("PROW", "ProWERK Kennermeer", "partner", "jobcoach"),
    ),
    leavers={
        "pro": {
            _D.WORK: 36,
            _D.WORK_LEARNING: 10,
            _D.SHELTERED_WORK: 6,
            _D.MBO: 14,
            _D.DAY_ACTIVITIES: 6,
            _D.BENEFIT: 5,
            _D.NONE: 1,
            _D.UNKNOWN: 2,
        },
        "vso": {_D.WORK: 8, _D.MBO: 10, _D.DAY_ACTIVITIES: 7, _D.BENEFIT: 3, _D.NONE: 1, _D.UNKNOWN: 1},
    },
    steering_places=("UWV Werkplein, Kennermeer",),
    funds=(),
    fewer_leavers_percent=0,
    cases=CaseYears(last=48, running=48, fresh=6),
    is_exchanging=False,
)
"""Eighty leavers a year from praktijkonderwijs: forty for each of the two schools."""
