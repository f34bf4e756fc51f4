"""What keeps a young person unrecognisable: pseudonyms, initials, and no count below five outside the network."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

SMALLEST_SHOWN = 5
"""Groups smaller than this leave the network as "<5" (domain rule; the usual DUO threshold)."""

BIRDS = (
    "Kievit Grutto Tureluur Scholekster Kluut Wulp Lepelaar Zilverreiger Bruinvis Zeehond Steltkluut Plevier "
    "Strandloper Drieteen Kanoet Bontbek Stern Visdief Meeuw Mantelmeeuw Aalscholver Fuut Dodaars Slobeend Pijlstaart "
    "Smient Wintertaling Krakeend Bergeend Eidereend Rotgans Brandgans Kolgans Knobbelzwaan Reiger Roerdomp Ooievaar "
    "Buizerd Kiekendief Torenvalk Slechtvalk Boomvalk Visarend Steenuil Kerkuil Ransuil IJsvogel Specht Boerenzwaluw "
    "Oeverzwaluw Gierzwaluw Kwikstaart Roodborst Winterkoning Nachtegaal Tapuit Merel Lijster Kramsvogel Rietzanger "
    "Karekiet Tjiftjaf Fitis Goudhaan Koolmees Pimpelmees Boomklever Wielewaal Klauwier Gaai Ekster Kauw Spreeuw "
    "Ringmus Vink Keep Putter Sijs Kneu Goudvink Geelgors Rietgors Leeuwerik Graspieper Koekoek Zomertortel Patrijs "
    "Kwartel Waterhoen Meerkoet Waterral Snip Houtsnip Regenwulp Zwaluw"
).split()


FORGOTTEN = "Vergeten"
GONE_USER = "Voormalig gebruiker"
"""With a number: who worked with the network, and left it so long ago that the name is gone."""
FIRST_NAMES = frozenset({"Merel"})
"""Birds that are first names too: "Merel 3 dagen lassen?" would not tell a pupil from a pseudonym."""


def free_sequence(sequence: int) -> int:
    """This one, or the first after it whose pseudonym cannot be taken for a name."""
    while BIRDS[sequence % len(BIRDS)] in FIRST_NAMES:
        sequence += 1
    return sequence


def pseudonym(sequence: int) -> str:
    """The name a pupil carries on screens and paper, e.g. "Kievit 27"; says nothing about the pupil, never reused."""
    return f"{BIRDS[sequence % len(BIRDS)]} {sequence // len(BIRDS) + 1}"


def forgotten_name(sequence: int) -> str:
    """What a pupil is called who is forgotten; no bird, and as unique."""
    return f"{FORGOTTEN} {sequence}"


_PSEUDONYM = re.compile(rf"\b(?:{'|'.join(BIRDS)}|{FORGOTTEN}) \d+(?!\d)")


def without_pseudonyms(text: str, instead: str = "een leerling", *, keep: Container[str] = ()) -> str:
    """For what may not even say which pupil: what directors and other schools read, calendars and messages.

    Those in `keep` stay: a school knows its own.
    """
    return _PSEUDONYM.sub(lambda found: found[0] if found[0] in keep else instead, text)


def initials(given_name: str, family_name: str) -> str:
    """ "Zoë van den Berg" → "Z.v.d.B."; every word counts, so that prefixes keep their small letter."""
    words = [*given_name.split(), *family_name.split()]
    return "".join(f"{unicodedata.normalize('NFC', word)[0]}." for word in words if word)


def is_recognisable(count: int) -> bool:
    """Whether a group of so many pupils is too small to leave the network as a figure; nobody at all is no group."""
    return 0 < count < SMALLEST_SHOWN
