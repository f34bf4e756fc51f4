"""Words the mask weighs: what is inside surnames, what is an everyday word too, how letters are also written."""

from __future__ import annotations

import re
import unicodedata

PARTICLES = frozenset(
    "van von de den der des het t te ten ter op in aan bij onder over la le les el al ben bin ibn abu ait da das "
    "do dos di du d s l mc mac san sint st uit uyt v".split()
)
"""Small words inside surnames; alone they name nobody."""

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

TITLES = frozenset(
    "adres begeleider beide broer contact contactpersoon dhr email familie fam gezin heer hr huis jeugdzorg mail "
    "mailadres meneer mevr mevrouw mob mobiel moeder mw na nummer oma oom opa ouder ouders pleegmoeder pleegouder "
    "pleegouders pleegvader stiefmoeder stiefvader tante tel telefoon telefoonnummer thuis tot vader vanaf verzorger "
    "verzorgers via voogd werk zus".split()
)
"""What stands with a capital beside a name of someone at home and is none."""

ABBREVIATIONS = frozenset(
    "aub as aw bijv blz bv ca cq dmv dwz ea ed evt hbo ih ihkv iov ipv iti itt ivm iz jl mbo mbt mi mn mr nav nb nl nr "
    "nvt oa oi od om ov pm po ps svp tav tgv tm tnv tov tz vmbo vo vso zg zn zoz".split()
)
"""Written with points these are no initials, unless they begin with a capital."""

_LOOKALIKE = {
    "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "e", "Ə": "E",
}  # fmt: skip
_WRITTEN_OUT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa",
})  # fmt: skip

WORD = re.compile(r"[^\W\d_]+")


def plain_text(text: str) -> tuple[str, list[int]]:
    """`text` without accents and invisible characters, and for each character left its place in `text`."""
    if text.isascii():
        return text, list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter < "\x80":
            letters.append(letter)
            places.append(place)
            continue
        for piece in unicodedata.normalize("NFKD", letter):
            if unicodedata.category(piece) in {"Mn", "Cf"}:
                continue
            for each in _LOOKALIKE.get(piece, piece):
                letters.append(each)
                places.append(place)
    return "".join(letters), places


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
    ways: set[tuple[str, ...]] = {given, family, core, *((word,) for word in (*given, *core))}
    for last in {family, core, tuple("het" if word == "t" else word for word in family)}:
        for first in {given, given[:1]}:
            ways |= {first + last, last + first, ("".join(first + last),), ("".join(last + first),)}
        ways.add(("".join(last),))
        if given:
            ways.add((given[0][:1], *last))
    if core:
        ways |= {(*given, core[0][:1]), (*given[:1], core[0][:1])}
    ways.add(("".join(given),))
    return {way for way in ways if any(len(word) > 1 and word not in PARTICLES for word in way)}


_AT_HOME = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+|\b[1-9]\d{3} ?[A-Z]{2}\b(?:,? +[A-Z][\w-]+)*")
"""An e-mail address, or a postcode with the town behind it: no names."""


LONGEST_INITIAL = 3


def names_at_home(text: str) -> list[tuple[tuple[str, ...], bool]]:
    """Names in free text about who is at home: each run of words with a capital, small words of surnames inside.

    With each whether it may as well be the first word of a sentence ("Liefst na vijven").
    """
    plain = _AT_HOME.sub(" ; ", plain_text(text)[0])
    found: list[tuple[tuple[str, ...], bool]] = []
    run: list[str] = []
    last_end = 0
    for match in WORD.finditer(plain):
        word, lower = match.group(), match.group().casefold()
        between = plain[last_end : match.start()]
        if run and (between.strip(" .'’-") or (between.startswith(". ") and len(run[-1]) > LONGEST_INITIAL)):
            found.append((_trimmed(run), False))
            run = []
        if (word[0].isupper() and lower not in TITLES) or (run and lower in PARTICLES):
            run.append(lower)
        else:
            begins_sentence = len(run) == 1 and between == " "
            found.append((_trimmed(run), begins_sentence))
            run = []
        last_end = match.end()
    found.append((_trimmed(run), False))
    return [(words, may_begin) for words, may_begin in found if words]


def _trimmed(run: list[str]) -> tuple[str, ...]:
    while run and run[-1] in PARTICLES:
        run = run[:-1]
    return tuple(run)
