"""What is made up beside a portrait: schools more than it has, and numbers that look right and belong to nobody."""

from __future__ import annotations

from random import Random

from zsm_desktop.services.sample.portraits.portrait import Place, Portrait

STREETS = (
    "Schoolstraat,Dijkweg,Kreekpad,Molenlaan,Havenkade,Boomgaardlaan,Sluisweg,Lindelaan,Polderstraat,Bolwerklaan,"
    "Vogelzang,Ambachtsweg,Nieuwe Kade,Vissershof,Duinweg,Kerkring"
).split(",")
_FIRST_PARTS = (
    "Duin,Haven,Kreek,Loods,Plaat,Polder,Schor,Sluis,Strand,Veer,Vloed,Wad,Wiel,Zand,Zee,Zilt,Bries,Baken,Anker,Gors"
)
_SECOND_PARTS = (
    "hof,kant,weide,poort,rand,stee,kring,werf,bocht,zicht,hoek,kaai,tuin,kamer,spoor,brug,vaart,mond,oever,dam"
)


def places(portrait: Portrait, count: int, dice: Random) -> list[Place]:
    """The first `count` schools: those of the portrait in their own mix, then made-up ones."""
    if portrait.mbo:
        return _of_kind(portrait, "mbo", count, dice)
    if not (portrait.pro and portrait.vso):
        (kind,) = (kind for kind in ("pro", "vso") if portrait.known(kind))
        return _of_kind(portrait, kind, count, dice)
    pro = max(1, min(count - 1, round(count * len(portrait.pro) / portrait.schools)))
    return _of_kind(portrait, "pro", pro, dice) + _of_kind(portrait, "vso", count - pro, dice)


def _of_kind(portrait: Portrait, kind: str, count: int, dice: Random) -> list[Place]:
    names = [first + second for first in _FIRST_PARTS.split(",") for second in _SECOND_PARTS.split(",")]
    dice.shuffle(names)
    known = portrait.known(kind)
    head, letter = {"pro": ("Praktijkschool", "P"), "vso": ("vso", "V"), "mbo": ("Team", "T")}[kind]
    made = [
        Place(
            code=f"{letter}{number:03d}",
            name=f"{head} {names[number]}",
            kind=kind,
            pupils=round(dice.triangular(15, 130, 40)),
            island=dice.randrange(len(portrait.parts)),
            city=dice.randrange(len(portrait.cities[0])),
            board=dice.randrange(len(portrait.boards)),
        )
        for number in range(max(0, count - len(known)))
    ]
    return [*known[:count], *made]


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
