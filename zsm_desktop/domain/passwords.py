"""How hard a password is to guess, said in advance: a hint at the field and never a refusal but for the length.

Only what leaves the network with names in it has to be strong: there nobody can give it another one later.

A few rules instead of a dictionary: whole words count for what a dictionary would make of them, signs for what they
are, and what everybody tries first (names of the house, rows of keys, a season with a year) for next to nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from zsm_desktop.domain.errors import RuleError

SHORTEST, SHORTEST_WITH_NAMES = 8, 14
"""The second of what leaves the house with names in it: who has the file can try for years, and nobody sees it."""
FAIR_BITS, STRONG_BITS = 28, 45

_BITS_OF_A_LETTER_IN_A_WORD = 2.2
_BITS_OF_A_SIGN = {"letter": 4.5, "digit": 3.3, "other": 4.0}
_TRIED_FIRST_BITS = 5.0
_SHORTEST_KNOWN = 3
_LONGEST_JUDGED = 200

_TRIED_FIRST = frozenset(
    """wachtwoord welkom welcome geheim password passwort admin beheer beheerder gebruiker secretaris directeur
    school scholen leerling leraar docent netwerk maatwerk praktijkonderwijs stuurgroep voorbeeld test tester
    lente zomer herfst winter januari februari maart april mei juni juli augustus september oktober november december
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag weekend vakantie kerst sinterklaas
    qwerty azerty qwertyuiop asdfghjkl zxcvbnm letmein iloveyou schatje lieverd liefje oranje ajax feyenoord
    amsterdam rotterdam utrecht zeeland middelburg vlissingen nederland holland hallo computer laptop internet
    sleutel kantoor werk thuis mama papa""".split()
)
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "01234567890")
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"[^\W\d_]+|\d+|[\W_]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Strength:
    """`level` 0 (not usable) to 3 (strong); `code` is what the words say, `word` what was recognised in it."""

    level: int
    code: str
    word: str = ""


def strength(password: str, *known: str) -> Strength:
    """Judge a password; `known` are names that must not be in it, such as those of the network and the user.

    Codes: "empty", "short", "known" (with the word), "guessable", "fair", "strong".
    """
    text = unicodedata.normalize("NFC", password)
    if not text:
        return Strength(0, "empty")
    if len(text) < SHORTEST:
        return Strength(0, "short")
    bits = _bits(text[:_LONGEST_JUDGED])
    word = _known_in(text, known)
    if word:
        return Strength(1, "known", word)
    if bits < FAIR_BITS:
        return Strength(1, "guessable")
    return Strength(2, "fair") if bits < STRONG_BITS else Strength(3, "strong")


def require_for_names(password: str, *known: str) -> None:
    """Of a copy with names; raises RuleError("copy.password_short", least) and ("copy.password_weak")."""
    if len(unicodedata.normalize("NFC", password)) < SHORTEST_WITH_NAMES:
        raise RuleError("copy.password_short", least=SHORTEST_WITH_NAMES)
    if strength(password, *known).level < 3:
        raise RuleError("copy.password_weak")


def _known_in(text: str, known: Iterable[str]) -> str:
    """The first whole word of a known name that stands in the text as a word, or inside one when it is a long one."""
    folded = _plain(text)
    words = set(_WORD.findall(folded))
    for name in known:
        for part in _WORD.findall(name):
            plain = _plain(part)
            if len(part) < _SHORTEST_KNOWN:
                continue
            if plain in words or (len(plain) > _SHORTEST_KNOWN + 1 and plain in folded):
                return str(part)
    return ""


def _bits(text: str) -> float:
    total, seen = 0.0, set[str]()
    for run in _RUN.findall(text):
        plain = _plain(run)
        if plain in seen:
            total += 0.5
            continue
        seen.add(plain)
        total += _bits_of(run, plain)
    return total


def _bits_of(run: str, plain: str) -> float:
    if run.isspace():
        return 1.0
    capitals = min(2, sum(sign.isupper() for sign in run[1:]))
    if plain in _TRIED_FIRST or _YEAR.fullmatch(plain):
        return _TRIED_FIRST_BITS + capitals
    signs = _without_rows(plain)
    if run.isalpha():
        each = _BITS_OF_A_LETTER_IN_A_WORD if len(run) > 2 else _BITS_OF_A_SIGN["letter"]
    else:
        each = _BITS_OF_A_SIGN["digit" if run.isdigit() else "other"]
    return each * signs + capitals


def _without_rows(plain: str) -> int:
    """How many signs are news: "aaaa", "1234" and "poiu" are one sign and a little patience."""
    news = 1
    for before, sign in pairwise(plain):
        news += before != sign and not any(before + sign in row or sign + before in row for row in _ROWS)
    return news if news <= len(plain) // 2 else len(plain)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
