"""How hard a password is to guess, for a hint beside the field: it is reckoned here and goes nowhere.

Whoever has the file can try some ten passwords a second for each core, because argon2id makes every try dear; so what
counts is how many tries somebody needs who knows how people make passwords. That is estimated in bits, piece by piece:
a word counts once, however long it is, what everybody tries first counts next to nothing, and only what follows no
habit counts sign by sign.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

SHORTEST = 8
"""As `store.keys.SHORTEST_PASSWORD`."""
FAIR_BITS, STRONG_BITS = 32, 45
"""At a thousand tries a second, of a hundred cores, 32 bits take some two months and 45 bits a thousand years."""
_WORD_BITS = 12
"""Of one in four thousand, as many as people use for such a thing."""
_MORE_BITS = 1.2
"""For each letter beyond the eighth: long words are joined from two, as Dutch does."""
_KNOWN_BITS = 3
_LETTER_BITS, _DIGIT_BITS, _SIGN_BITS, _CAPITAL_BITS = 4.7, 3.3, 4, 1
_USUAL = 8
"""Letters of a usual word."""

_TRIED_FIRST = frozenset(
    "admin computer geheim hallo inloggen leerling letmein maatwerk netwerk nederland password school secretaris test "
    "wachtwoord wachtwoorden welkom welcome zomer winter lente herfst januari februari maart april juni juli augustus "
    "september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag amsterdam ajax "
    "feyenoord qwerty azerty qwertz asdf asdfgh zxcvbn".split()
)  # fmt: skip
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
_PIECES = re.compile(r"[^\W\d_]+|\d+|[\W_]")
_VOWELS = frozenset("aeiouy")
_PRONOUNCED = (0.2, 0.7)
"""The share of vowels in a word; what has fewer or more is no word."""


class Grade(StrEnum):
    SHORT = "short"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


class Strength(NamedTuple):
    """`known`: a piece of it is what people try first, such as an own name, a year or a row of keys."""

    grade: Grade
    bits: int
    known: bool


def strength(password: str, own: Iterable[str] = ()) -> Strength:
    """`own` are texts that stand beside it: the user's name, the network's; their words are tried first of all."""
    text = unicodedata.normalize("NFC", password)
    plain = _plain(text)
    tried = _TRIED_FIRST | {word for one in own for word in re.findall(r"\w{3,}", _plain(one))}
    bits, is_known, seen = 0.0, False, set[str]()
    for piece in _pieces(plain):
        is_first = piece in tried or _is_row(piece) or len(set(piece)) == 1 < len(piece) or piece in seen
        if is_first or _YEAR.fullmatch(piece):
            bits += _KNOWN_BITS
            is_known = is_known or not piece.isspace()
        else:
            bits += _bits_of(piece)
        seen.add(piece)
    bits += _capitals(text)
    if len(text) < SHORTEST:
        return Strength(Grade.SHORT, int(bits), is_known)
    grade = Grade.WEAK if bits < FAIR_BITS else Grade.FAIR if bits < STRONG_BITS else Grade.STRONG
    return Strength(grade, int(bits), is_known)


def _plain(text: str) -> str:
    """Small letters without accents: whoever guesses tries those too."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))


def _pieces(plain: str) -> Iterator[str]:
    """Runs of letters, of digits, and every other sign by itself; the space between two words says nothing."""
    for found in _PIECES.finditer(plain):
        if not found[0].isspace():
            yield found[0]


def _bits_of(piece: str) -> float:
    if piece.isdigit():
        return _DIGIT_BITS * len(piece)
    if not piece.isalpha():
        return _SIGN_BITS
    by_sign = _LETTER_BITS * len(piece)
    vowels = sum(letter in _VOWELS for letter in piece) / len(piece)
    if not _PRONOUNCED[0] <= vowels <= _PRONOUNCED[1]:
        return by_sign
    return min(by_sign, _WORD_BITS + _MORE_BITS * max(0, len(piece) - _USUAL))


def _is_row(piece: str) -> bool:
    """On the keyboard or in the alphabet, there or back: nobody guesses those sign by sign."""
    return len(piece) > 2 and any(piece in row or piece[::-1] in row for row in _ROWS)


def _capitals(text: str) -> float:
    """One at the start is what everybody does."""
    inside = sum(sign.isupper() and not before.isspace() for before, sign in pairwise(text))
    return _CAPITAL_BITS * min(inside, _USUAL)
