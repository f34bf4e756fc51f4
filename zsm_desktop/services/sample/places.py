"""The invented region: islands, places, schools, boards and partners. None of them exists."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

NETWORK_NAME = "Stichting Maatwerk Schorrenland"
REGION = "Schorrenland"
ISLANDS = ("Oosterplaat", "Wijdewaard", "Zuiderschouw")
CITIES = (
    ("Havenrijk", "Kapelhoek", "Oudeschorre"),
    ("Vlietmonde", "Zandekerke", "Kreekrijk"),
    ("Noordersluis", "Duinkamp", "Westkreke"),
)
AREAS = (("4301", "4311", "4322"), ("4331", "4381", "4461"), ("4531", "4501", "4561"))
"""A postcode area for each city: the places are invented, but how far they lie apart must come out as on islands."""
STREETS = (
    "Schoolstraat,Dijkweg,Kreekpad,Molenlaan,Havenkade,Boomgaardlaan,Sluisweg,Lindelaan,Polderstraat,Bolwerklaan,"
    "Vogelzang,Ambachtsweg,Nieuwe Kade,Vissershof,Duinweg,Kerkring"
).split(",")
STEERING_PLACES = ("bestuurskantoor Vlietmonde", "Praktijkschool Het Zeewiel, Havenrijk", "vso Getijdenhof, Kreekrijk")


@dataclass(frozen=True, slots=True)
class Place:
    """A school as invented; `island` is an index into ISLANDS, `board` into BOARDS, `pupils` those enrolled today."""

    code: str
    name: str
    kind: str
    pupils: int
    island: int
    city: int
    board: int


BOARDS = (
    ("BST-WIJD", "Stichting Onderwijsgroep De Wijde Waard", 1),
    ("BST-SCHOR", "Stichting Praktijkonderwijs Schorrenland", 0),
    ("BST-GETIJ", "Stichting Speciaal Onderwijs Getijdenland", 1),
    ("BST-BAKEN", "Vereniging Scholen met een Baken", 2),
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
PRO_PUPILS, VSO_PUPILS = 380, 600
"""Domain.md §4: about 380 pupils in praktijkonderwijs and 600 in vso; the sixteen schools above add up to these."""
_PRO_SHARE = 6 / 16
_FIRST_PARTS = (
    "Duin,Haven,Kreek,Loods,Plaat,Polder,Schor,Sluis,Strand,Veer,Vloed,Wad,Wiel,Zand,Zee,Zilt,Bries,Baken,Anker,Gors"
)
_SECOND_PARTS = (
    "hof,kant,weide,poort,rand,stee,kring,werf,bocht,zicht,hoek,kaai,tuin,kamer,spoor,brug,vaart,mond,oever,dam"
)

PARTNERS = (
    ("ROC", "roc Schorrenland", "mbo", "loopbaanadviseur entree"),
    ("GEM-O", "Gemeente Oosterplaat", "municipality", "klantmanager jongeren"),
    ("GEM-W", "Gemeente Wijdewaard", "municipality", "consulent participatie"),
    ("GEM-Z", "Gemeente Zuiderschouw", "municipality", "beleidsmedewerker jeugd"),
    ("RMC", "RMC Schorrenland", "rmc", "trajectbegeleider"),
    ("UWV", "UWV Werkplein Schorrenland", "uwv", "arbeidsdeskundige"),
    ("MEE", "MEE Schorrenland", "mee", "consulent onderwijs en arbeid"),
    ("SW", "Werkbedrijf De Schakel", "sw", "jobcoach"),
    ("SWV", "Samenwerkingsverband vo Schorrenland", "swv", "onderwijsadviseur"),
    ("JZ", "Jeugdhulp Het Vaarwater", "youth_care", "ambulant begeleider"),
    ("WG-KAS", "Kwekerij Van Waterland", "employer", "bedrijfsleider"),
    ("WG-HOT", "Hotel De Oude Veerdam", "employer", "hoofd horeca"),
    ("WG-LOG", "Havenlogistiek Noordersluis", "employer", "teamleider magazijn"),
    ("WG-ZRG", "Zorgcentrum Duinrust", "employer", "praktijkopleider"),
    ("WG-TEC", "Constructiebedrijf De Wulp", "employer", "werkmeester"),
    ("WG-DET", "Supermarkt Van Zandekerke", "employer", "filiaalmanager"),
)


def places(count: int, dice: Random) -> list[Place]:
    """The first `count` schools: the sixteen of the default network in their own mix, then made-up ones."""
    pro = max(1, min(count - 1, round(count * _PRO_SHARE)))
    return _of_kind("pro", _PRO, pro, dice) + _of_kind("vso", _VSO, count - pro, dice)


def _of_kind(kind: str, known: tuple[Place, ...], count: int, dice: Random) -> list[Place]:
    names = [first + second for first in _FIRST_PARTS.split(",") for second in _SECOND_PARTS.split(",")]
    dice.shuffle(names)
    head, letter = ("Praktijkschool", "P") if kind == "pro" else ("vso", "V")
    made = [
        Place(
            code=f"{letter}{number:03d}",
            name=f"{head} {names[number]}",
            kind=kind,
            pupils=round(dice.triangular(15, 130, 40)),
            island=dice.randrange(len(ISLANDS)),
            city=dice.randrange(3),
            board=dice.randrange(len(BOARDS)),
        )
        for number in range(max(0, count - len(known)))
    ]
    return [*known[:count], *made]


def area_of(city: str) -> str:
    """The four figures of a city's postcodes."""
    areas = dict(zip(sum(CITIES, ()), sum(AREAS, ()), strict=True))
    return areas[city]


def iban(number: int) -> str:
    """A well-formed Dutch account number of the bank "VRBD", which does not exist."""
    account = f"{9_000_000_000 + number:010d}"
    spelled = "".join(str(int(sign, 36)) for sign in f"VRBD{account}NL00")
    return f"NL{98 - int(spelled) % 97:02d}VRBD{account}"


def rsin(number: int) -> str:
    """Nine digits that pass the tax office's check; none of its numbers starts with so many noughts."""
    for own in range(number * 10, number * 10 + 10):
        digits = f"{own:08d}"
        check = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
    raise LookupError(number)


def vat_number(number: int) -> str:
    """Of the organisation with that `rsin`, as the tax office makes one for who is no single person."""
    return f"NL{rsin(number)}B01"


COLOURS = ("#1f5d8a", "#1f6f5c", "#8a4b1f", "#6a3d8a")


def brin(number: int) -> str:
    """Six signs as a branch has them; institutions are not numbered past the thirties, ours start at 98."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    rest, last = divmod(number, len(letters))
    over, middle = divmod(rest, len(letters))
    return f"{98 + over}{letters[middle]}{letters[last]}00"
