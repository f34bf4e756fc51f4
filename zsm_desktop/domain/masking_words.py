"""Words the mask weighs: what is inside surnames, what is an everyday word too, how letters are also written."""

from __future__ import annotations

import functools
import re
import unicodedata

LONGEST_SPELLED = 15

PARTICLES = frozenset(
    "van von de den der des het t te ten ter op in aan bij onder over la le les el al ben bin ibn abu ait da das "
    "do dos di du d s l mc mac san sint st uit uyt v".split()
)
"""Small words inside surnames; alone they name nobody."""

NAMES_TOO = frozenset("abu ben mac sami san".split())
"""Of those what is somebody's first name as well."""

EVERYDAY = frozenset(
    "amber an april art augustus bakker beek berg boer boom bos bosch brand brouwer bruin bloem brug buiten can co dag "
    "dekker dijk dam dok een eind faith fleur floor goed groen groot hand haan heer hoek hof hope jacht jager jong joy "
    "juli juni kamp kern klein kluis knop koning kok koot koster kort kramer kuip kuiper laan lang land leeuw licht "
    "lief lieve linde lot maan maart max mees mei meer meester mil min molen molenaar mooi mulder nacht nieuw noord "
    "oost oud park peer plaat pool poort post prins puck punt ridder rijk rein rood roos ruiter schilder schipper "
    "schouten slag slager slot smal smid so spoor stad steen ster sterk sterre storm straat timmer timmerman to ton "
    "tuin veen veld vis visser vos vogel vrede vrij vriend vuur wal water weber weg werf west wever wil wild winter "
    "wit wolf woud zand zanger zee zomer zon zuid zwart".split()
)
"""Surnames and first names that are ordinary words too: hidden with a capital only."""

ABBREVIATIONS = frozenset(
    "aub as aw bijv blz bv ca cq dmv dwz ea ed evt hbo ih ihkv iov ipv iti itt ivm iz jl mbo mbt mi mn mr nav nb nl nr "
    "nvt oa oi od om ov pm po ps pva pve pvdd svp tav tgv tm tnv tov tz vmbo vo vso zg zn zoz".split()
)
"""Written with points these are no initials, unless they begin with a capital; "PvA" never is."""

_LOOKALIKE = {
    "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "e", "Ə": "E",
}  # fmt: skip
_WRITTEN_OUT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa",
})  # fmt: skip

_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07", "'"),
    **dict.fromkeys("\r\u2028\u2029", "\n"),
}
"""Dashes, quotes and line ends people take for one and the same."""

_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_INVISIBLE = r"\xad\u200b\u2060\ufeff"
_DIRECTIONS = r"\u200e\u200f\u202a-\u202e\u2066-\u2069"
UNFIT = re.compile(rf"[{_CONTROLS}{_INVISIBLE}{_DIRECTIONS}\ud800-\udfff\ufffe\uffff]")
"""What no file can hold or nobody can see: control and direction characters break XML or turn a line around, invisible
ones come along from Word and web pages, lone surrogates cannot be written at all. Papers leave it out, so the mask must
not stumble over it either: what it parted comes together on paper."""
_AS_IT_IS = re.compile(r"[ -_a-~\n]*")

_HAN = "\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{_HAN}]|[^\W\d_{_HAN}]+")
"""Letters in a row; in Han each sign is a word, as nothing parts them there."""


def plain_text(text: str) -> tuple[str, list[int]]:
    """`text` without accents and invisible characters, and for each character left its place in `text`.

    One kind of blank, dash, quote and line end.
    """
    if _AS_IT_IS.fullmatch(text):
        return text, list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for each in _plain(letter):
            letters.append(each)
            places.append(place)
    return "".join(letters), places


@functools.lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter in _SIGNS:
        return _SIGNS[letter]
    if UNFIT.match(letter):
        return ""
    if letter.isspace():
        return letter if letter == "\n" else " "
    pieces = unicodedata.normalize("NFKD", letter)
    return "".join(
        _SIGNS.get(piece, _LOOKALIKE.get(piece, piece))
        for piece in pieces
        if unicodedata.category(piece)[0] not in "MC"
    )


def has_capital(word: str) -> bool:
    """Begins as names do; scripts without capitals always do."""
    return word[0].isupper() or unicodedata.category(word[0]) == "Lo"


def may_name(word: str) -> bool:
    """Whether it can name somebody by itself: no single letter, no small word."""
    return word not in PARTICLES and (len(word) > 1 or (len(word) == 1 and unicodedata.category(word) == "Lo"))


def words_in(text: str) -> tuple[str, ...]:
    """The words of `text` as the mask compares them: no accents, no capitals."""
    return tuple(word.casefold() for word in WORD.findall(plain_text(text)[0]))


def spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name as it is written, and as someone without ö and å on the keyboard writes it."""
    known = words_in(text)
    if text.isascii():
        return (known,)
    written_out = words_in(unicodedata.normalize("NFC", text).translate(_WRITTEN_OUT))
    return (known,) if known == written_out else (known, written_out)


def without_s(word: str, *, has_capital: bool = True) -> tuple[str, ...]:
    """A name and its genitive: "Jans" may be Jan's; "bos" is Bo's with a capital only."""
    may_be = word.endswith("s") and (len(word) > 3 or (len(word) == 3 and has_capital))
    return (word, word[:-1]) if may_be else (word,)


def initials_of(given: tuple[str, ...], family: tuple[str, ...]) -> set[str]:
    """ "zvdb", "zb": all letters, and without the small words; of one letter nothing is made."""
    core = tuple(word for word in family if word not in PARTICLES)
    found = {"".join(word[0] for word in (*first, *last)) for first in (given, given[:1]) for last in (family, core)}
    return {letters for letters in found if len(letters) > 1}


def ways_to_say(given: tuple[str, ...], family: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Full name, with and without the small words of the surname, written together, and every part that names."""
    core = tuple(word for word in family if word not in PARTICLES)
    ways: set[tuple[str, ...]] = {given, *((word,) for word in (*given, *core))}
    first_letter = given[0][:1] if given else ""
    for last in _surnames(family, core):
        together = "".join(last)
        ways |= {last, (together,)}
        for first in {given, given[:1]}:
            ways |= {first + last, last + first, ("".join(first) + together,), (together + "".join(first),)}
        if first_letter:
            ways |= {(first_letter, *last), (first_letter, together), (first_letter + together,)}
    if core:
        ways |= {(*given, core[0][:1]), (*given[:1], core[0][:1])}
    ways.add(("".join(given),))
    own = {(word,) for word in given if word in NAMES_TOO}
    for word in {"".join(given), "".join(core)}:  # one by one: Z.o.ë
        if 2 < len(word) <= LONGEST_SPELLED:
            ways.add(tuple(word))
    return own | {way for way in ways if any(map(may_name, way)) or len(way) > 2}


def _surnames(family: tuple[str, ...], core: tuple[str, ...]) -> set[tuple[str, ...]]:
    """With its small words, without them, with "het" for "'t", and with their letters: v. d. Berg, vd Berg, vdBerg."""
    het = tuple("het" if word == "t" else word for word in family)
    found = {family, core, het}
    if family[:2] == ("in", "t"):
        found.add(("int", *family[2:]))
    for one in (family, het):
        letters = "".join(word[0] for word in one if word in PARTICLES or word == "het")
        if letters and core:
            found |= {(*letters, *core), (letters, *core)}
    return found


def small_names(given: tuple[str, ...]) -> set[tuple[str, ...]]:
    """ "Jantje", "Annaatje" said of Jan: with a capital only."""
    return {(word + end,) for word in given if len(word) > 2 for end in ("tje", "je", "ke", "ie")}
