"""Rijnmond NetWERKT: sixteen schools of six boards in three clusters (ecbo report of 2013, chapter 5); none exists.

Its figures: some 500 leavers from praktijkonderwijs and 250 from vso a year; four in ten of those who were prepared for
work found it when the network began, and each of three years a tenth more did. The network aims at six in ten.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from zsm_desktop.domain.money import share_out
from zsm_desktop.domain.outcomes import Destination, LeavingProfile
from zsm_desktop.services.sample.portraits.particulars import Agreed, Asked, Paid, Particulars, Put, ToReport
from zsm_desktop.services.sample.portraits.portrait import (
    Board,
    FundSketch,
    Leaving,
    Neighbour,
    Place,
    Portrait,
    Rounds,
)
from zsm_desktop.services.sample.portraits.rijnmond_texts import TALK

_D, _P = Destination, LeavingProfile


class _School(NamedTuple):
    """`prepared`: leavers a year with exit profile work; `working` how many of them found it, oldest year first."""

    code: str
    name: str
    cluster: int
    city: int
    board: int
    leavers: int
    prepared: int
    working: tuple[int, int, int, int]
    aim: int = 100


_PRO = (
    _School("MAAS", "Praktijkschool De Maaskade", 0, 0, 0, 62, 47, (20, 22, 25, 27)),
    _School("HEFB", "Praktijkcollege Hefbrug", 1, 0, 1, 58, 44, (18, 20, 22, 25)),
    _School("WATW", "Praktijkschool Waterweg", 2, 0, 2, 55, 42, (17, 19, 21, 23)),
    _School("KRAL", "Praktijkschool De Kralenhof", 0, 1, 0, 52, 40, (16, 17, 19, 21), 80),
    _School("ZUID", "Praktijkcollege Zuidrand", 1, 1, 1, 50, 38, (15, 17, 18, 20)),
    _School("DELF", "Praktijkschool Delfhaven", 0, 2, 3, 50, 38, (15, 16, 18, 20)),
    _School("NIEU", "Praktijkschool De Nieuwe Mare", 2, 1, 2, 48, 36, (14, 16, 17, 19), 120),
    _School("IJSS", "Praktijkschool IJsseloever", 0, 0, 3, 45, 34, (14, 15, 17, 18)),
    _School("BOTL", "Praktijkcollege Botlek", 1, 2, 1, 42, 32, (12, 14, 15, 17)),
    _School("VOOR", "Praktijkschool Voornerduin", 2, 2, 2, 38, 29, (11, 12, 13, 14), 80),
)
_VSO = (
    _School("KOMP", "vso Het Kompas", 0, 1, 4, 52, 26, (10, 11, 12, 14)),
    _School("PORT", "vso De Havenpoort", 1, 0, 4, 48, 24, (10, 11, 12, 13)),
    _School("STEI", "vso De Steiger", 1, 1, 5, 44, 21, (9, 10, 11, 12)),
    _School("LICH", "vso Lichtwerf", 2, 0, 5, 40, 19, (8, 8, 9, 10)),
    _School("BOEG", "vso De Boeg", 0, 2, 4, 36, 17, (6, 7, 8, 8), 120),
    _School("ANKE", "vso Het Anker", 2, 1, 5, 30, 13, (5, 5, 5, 6)),
)
_AGAINST = (90, 84, 75, 66)
"""In the whole network went to the mbo against the advice of school, oldest year first."""
_DAY_ACTIVITIES = {"pro": 20, "vso": 70}
"""So many hundredths of those who were not prepared for work."""
_NOT_WORKING = {_D.MBO: 45, _D.NONE: 25, _D.BENEFIT: 20, _D.UNKNOWN: 10}


def _places(kind: str, schools: tuple[_School, ...]) -> tuple[Place, ...]:
    """Only those in their last year stand in the books: for others the network does nothing yet."""
    return tuple(Place(one.code, one.name, kind, one.leavers, one.cluster, one.city, one.board) for one in schools)


def _leaving() -> dict[str, tuple[tuple[Leaving, ...], ...]]:
    """The last year first, as a portrait has it."""
    schools = [*(("pro", one) for one in _PRO), *(("vso", one) for one in _VSO)]
    against = [share_out(total, [one.prepared for _, one in schools]) for total in _AGAINST]
    return {
        one.code: tuple(_year(kind, one, year, against[year][place]) for year in (3, 2, 1, 0))
        for place, (kind, one) in enumerate(schools)
    }


def _year(kind: str, school: _School, year: int, against: int) -> tuple[Leaving, ...]:
    working = school.working[year]
    learning = working // 5
    rest = share_out(school.prepared - working - against, list(_NOT_WORKING.values()))
    others = school.leavers - school.prepared
    days = others * _DAY_ACTIVITIES[kind] // 100
    return (
        Leaving(working - learning, _D.WORK, _P.WORK),
        Leaving(learning, _D.WORK_LEARNING, _P.WORK),
        Leaving(against, _D.MBO, _P.WORK, is_against=True),
        *(Leaving(count, place, _P.WORK) for place, count in zip(_NOT_WORKING, rest, strict=True)),
        Leaving(others - days, _D.MBO, _P.EDUCATION),
        Leaving(days, _D.DAY_ACTIVITIES, _P.DAY_ACTIVITIES),
    )


_PARTICULARS = Particulars(
    roles={"": "director", "ACC": "account_manager"},
    large_held_by="ACC",
    put=(
        Put("AANVAL", "UWV", "Arbeidsdeskundigen in het WERKoverleg", 64_00, 190),
        Put("AANVAL", "MEE", "Schoolmaatschappelijk werk in het WERKoverleg", 58_00, 240),
        Put("AANVAL", "JL", "Consulenten in het WERKoverleg", 56_00, 210),
    ),
    agreed=(
        Agreed("AANVAL", "Jongeren besproken in het WERKoverleg", 220, "discussed"),
        Agreed("AANVAL", "Gerealiseerde trajecten", 80, "realised"),
        Agreed("AANVAL", "Uitstroomprofiel arbeid naar werk of werkend leren", 600, "work_of_profile", unit="share"),
        Agreed("AANVAL", "Grotere werkgevers met afspraken over werkplekken", 12, reached=7),
    ),
    asked=(
        Asked("AANVAL", "Het resultaat moet er zijn om de subsidie te houden."),
        Asked("AANVAL", "Wie aan het WERKoverleg meedoet, mag toezeggen wat de eigen organisatie inzet.", 65),
    ),
    to_report=(
        ToReport("AANVAL", "Voortgang aan de gemeente, eerste jaar", 1, 10, 1),
        ToReport("AANVAL", "Voortgang aan de gemeente, halverwege het tweede jaar", 1, 3, 1),
        ToReport("AANVAL", "Eindverantwoording", 2, 10, 1),
    ),
    paid=(
        Paid("AANVAL", 335, "coordination", "WERKschoolregisseur, eerste jaar", 84_000_00),
        Paid("AANVAL", 336, "coordination", "Accountmanager grotere werkgevers, eerste jaar", 76_000_00),
        Paid("AANVAL", 250, "coordination", "Procesondersteuning door ProWERK", 17_500_00),
        Paid("AANVAL", 160, "other", "Bijeenkomst met grotere werkgevers", 4_200_00),
        Paid("AANVAL", 455, "coordination", "WERKschoolregisseur, eerste kwartaal van het tweede jaar", 21_000_00),
    ),
)

RIJNMOND = Portrait(
    particulars=_PARTICULARS,
    code="rijnmond",
    name="",
    region="",
    parts=("Noordoever", "Zuidoever", "Waterweg"),
    cities=(
        ("Maaskade", "Kralenbuurt", "Delfhaven"),
        ("Hefbuurt", "Zuidrand", "Botlekdorp"),
        ("Waterwegstad", "Nieuwe Mare", "Voornerdorp"),
    ),
    areas=(("3011", "3061", "3022"), ("3071", "3083", "3197"), ("3131", "3144", "3151")),
    boards=(
        Board("BST-MAAS", "Stichting Praktijkonderwijs Aan de Maas", 0),
        Board("BST-ZUID", "Stichting Onderwijsgroep Zuidoever", 1),
        Board("BST-WEG", "Vereniging Scholen langs de Waterweg", 2),
        Board("BST-DELF", "Stichting Christelijk Onderwijs Delfhaven", 0),
        Board("BST-SPEC", "Stichting Speciaal Onderwijs De Rede", 0),
        Board("BST-KADE", "Stichting Onderwijs op de Kade", 1),
    ),
    pro=_places("pro", _PRO),
    vso=_places("vso", _VSO),
    neighbours=(
        Neighbour("PROW", "ProWERK", "partner", "procesondersteuner"),
        Neighbour("ACC", "Bureau Grotere Werkgevers", "partner", "accountmanager grotere werkgevers"),
        Neighbour("JL", "Gemeente Maasrede, Jongerenloket", "municipality", "consulent jongeren"),
        Neighbour("WSP", "Werkgeversservicepunt Maasrede", "municipality", "adviseur werkgevers"),
        Neighbour("UWV", "UWV Werkbedrijf Maasrede", "uwv", "arbeidsdeskundige"),
        Neighbour("MEE", "MEE Maasrede", "mee", "schoolmaatschappelijk werker"),
        Neighbour("BORIS", "Leerbedrijven Boris Maasrede", "partner", "adviseur praktijkleren"),
        Neighbour("ZORG", "Zorgaanbieder De Ommekeer", "youth_care", "begeleider werk"),
        Neighbour("KOERS", "Samenwerkingsverband De Koers", "swv", "adviseur vo"),
        Neighbour("GGD", "GGD Maasrede", "partner", "jeugdarts"),
        Neighbour("WG-OVS", "Overslagbedrijf Kranenburg", "employer", "hoofd personeel"),
        Neighbour("WG-ZKH", "Ziekenhuis Aan de Rede", "employer", "praktijkopleider"),
        Neighbour("WG-SUP", "Supermarktketen De Volle Kar", "employer", "regiomanager"),
        Neighbour("WG-SCH", "Schoonmaakbedrijf Helder", "employer", "planner"),
        Neighbour("WG-TUI", "Hoveniersbedrijf Groenrand", "employer", "bedrijfsleider"),
    ),
    leavers={},
    leaving=_leaving(),
    steering_places=("ProWERK, Maaskade", "Gemeente Maasrede, stadskantoor", "Praktijkcollege Hefbrug, Hefbuurt"),
    funds=(
        FundSketch(
            "AANVAL",
            "Aanval op de uitval",
            "Gemeente Maasrede",
            "Het resultaat moet er zijn om de subsidie te houden.",
            granted_cents=400_000_00,
        ),
    ),
    years=4,
    aims={"work_of_profile": (600, 600)},
    school_aims={"school_growth": {one.code: one.aim for one in chain(_PRO, _VSO)}},
    youngest=16,
    is_exchanging=False,
    talk=TALK,
    case_members=("JL", "UWV", "MEE", "BORIS", "ZORG", "ACC"),
    steering_members=("MAAS", "PORT", "KOERS", "WG-OVS", "MEE", "UWV", "GGD", "JL", "PROW"),
    note_taker="PROW",
    rounds=Rounds(new=8, placed=5),
)
