"""One mask for every free text that leaves the private window: where it finds a name it knows, a pseudonym stands.

It errs on the side of hiding: a word that is somebody's name is hidden wherever it stands with a capital, and
without one too unless it is an everyday word ("de Jong" hides "Jong", not "jong"). What it cannot find is a name
nobody entered.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zsm_desktop.domain import masking_numbers as numbers
from zsm_desktop.domain.masking_gone import Reach, bare, has_figures, keys_of, shortest
from zsm_desktop.domain.masking_home import names_at_home
from zsm_desktop.domain.masking_words import (
    ABBREVIATIONS,
    EVERYDAY,
    PARTICLES,
    WORD,
    has_capital,
    initials_of,
    plain_text,
    small_names,
    spellings,
    ways_to_say,
    without_s,
    words_in,
)

_GLUE = re.compile(r"[\s'._/-]{0,3}|[_-]?\s{1,20}")
_LINE_BREAK = re.compile(r"- {0,9}\n\s{0,20}")
_INNER = re.compile(r"(?<=[^\W\d_])(?=[A-Z])")
"""Where a word has a capital inside."""
_LETTERS = r"[^\W\d_]{1,3}"
_INITIALS = re.compile(rf"(?<![^\W_])(?:{_LETTERS}\.[ \n]?){{1,7}}(?:{_LETTERS}\.|(?<=\.){_LETTERS}(?![^\W_]))")
_FIGURES = re.compile(r" (\d+)(?!\d)")
SHORTEST_REFERENCE = 5
SOMEBODY, AT_HOME = "een leerling", "iemand thuis"


class Kind(StrEnum):
    """What was hidden."""

    PUPIL = "pupil"
    RELATIVE = "relative"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"
    POSTCODE = "postcode"


@dataclass(frozen=True, slots=True)
class KnownPupil:
    """What is known of one pupil; `relatives` is free text on parents or others at home and how to reach them.

    `reference` is the number the own school knows the pupil by.
    """

    pupil_id: str
    pseudonym: str
    given_name: str
    family_name: str
    birth_date: date | None = None
    relatives: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What stands in the text now instead of what was hidden, and how often; never what was there."""

    kind: Kind
    shown: str
    times: int


@dataclass(frozen=True, slots=True)
class Masked:
    text: str
    hidden: tuple[Hidden, ...]


@dataclass(slots=True)
class _Named:
    """Whom the same words name, by pupil id. `needs_capital`: they are ordinary words too."""

    owners: dict[str, Kind]
    needs_capital: bool


@dataclass(frozen=True, slots=True)
class _Cut:
    """`owners` are the pupils who may be meant, () for a number that says nothing of whose it is."""

    start: int
    end: int
    kind: Kind
    shown: str
    owners: tuple[str, ...] = ()


class Gone:
    """Pupils who are forgotten. Out of a text goes what names them and nobody who is still known."""

    def __init__(self, pupils: Iterable[KnownPupil]) -> None:
        known = tuple(pupils)
        self._ids = frozenset(one.pupil_id for one in known)
        self._birth_dates = frozenset(one.birth_date for one in known if one.birth_date is not None)
        self._reach = Reach(*(text for one in known for text in (one.relatives, one.reference)))
        self._keys = shortest(
            key for one in known for key in keys_of(one.given_name, one.family_name, one.relatives, one.reference)
        )

    def may_be_in(self, text: str) -> bool:
        """Quickly, and rather yes than no: most texts say nothing that can be theirs."""
        plain = plain_text(text)[0]
        letters = bare(plain)
        if any(key in letters for key in self._keys):
            return True
        return has_figures(plain) or _INITIALS.search(plain) is not None

    def of(self, cuts: Iterable[_Cut], plain: str) -> list[_Cut]:
        return [cut for cut in cuts if self._is_of(cut, plain[cut.start : cut.end])]

    def _is_of(self, cut: _Cut, said: str) -> bool:
        if cut.owners:
            return self._ids.issuperset(cut.owners)
        if cut.kind is Kind.BIRTH_DATE:
            return any(not self._birth_dates.isdisjoint(days) for _, _, days in numbers.dates_in(said))
        return _has(self._reach, cut.kind, said)


def _has(reach: Reach, kind: Kind, said: str) -> bool:
    return reach.has(said, is_phone=kind in (Kind.PHONE, Kind.NUMBER), is_email=kind is Kind.EMAIL)


class Mask:
    """Built once from everyone known; hiding takes time by the length of the text, not by the number of pupils.

    `free` are names that may stand where they stand whole and are no pupil's: of schools, offers and people at work,
    so that "De Zeeuwse Vaart" survives a pupil called Vaart. One word alone is never free.
    """

    def __init__(self, pupils: Iterable[KnownPupil] = (), free: Iterable[str] = ()) -> None:
        self._pseudonyms: dict[str, str] = {}
        self._said: dict[str, str] = {}
        self._names: dict[str, _Named] = {}
        self._free: set[str] = set()
        self._reach: dict[str, int] = {}
        self._initials: dict[str, dict[str, None]] = {}
        self._birth_dates: set[date] = set()
        self._codes: dict[str, Kind] = {}
        for pupil in pupils:
            self.add(pupil)
        self.set_free(free)

    def add(self, pupil: KnownPupil) -> None:
        """One more, or what is new of one; what was known before stays hidden, as texts may still say it."""
        who = pupil.pupil_id
        self._pseudonyms[who] = pupil.pseudonym
        self._said[" ".join(pupil.pseudonym.split()).casefold()] = who
        if pupil.birth_date is not None:
            self._birth_dates.add(pupil.birth_date)
        for given in spellings(pupil.given_name):
            for words in small_names(given):
                self._know(words, Kind.PUPIL, who, needs_capital=True)
            for family in spellings(pupil.family_name):
                for words in ways_to_say(given, family):
                    self._know(words, Kind.PUPIL, who)
                for letters in initials_of(given, family):
                    self._initials.setdefault(letters, {})[who] = None
                    if len(letters) > 2:
                        self._know(tuple(letters), Kind.PUPIL, who, needs_capital=True)
        for words, may_be in names_at_home(pupil.relatives):
            for each in ways_to_say(words[:1], words[1:]) if len(words) > 1 else {words}:
                self._know(each, Kind.RELATIVE, who, needs_capital=may_be)
        for _, _, code in numbers.postcodes_in(plain_text(pupil.relatives)[0]):
            self._codes[code] = Kind.POSTCODE
        reference = bare(pupil.reference)
        if len(reference) >= SHORTEST_REFERENCE and any(sign.isdigit() for sign in reference):
            self._codes[reference] = Kind.NUMBER

    def set_free(self, texts: Iterable[str]) -> None:
        """In the place of those before."""
        free = set()
        for words in map(words_in, texts):
            if len(words) > 1 and any(word not in PARTICLES for word in words):
                free.add(" ".join(words))
                self._reach[words[0]] = max(self._reach.get(words[0], 0), len(words))
        self._free = free

    def hide(
        self, text: str, about: Sequence[str] = (), *, own: KnownPupil | None = None, gone: Gone | None = None
    ) -> Masked:
        """`text` without anything that identifies; a name that several pupils share is taken for one of `about`.

        `about` are pupil ids, the likeliest first; a shared name of others becomes "een leerling". What is of `own`
        stays, for the paper that this pupil itself reads. With `gone` only what is of those goes.
        """
        plain, places = plain_text(text)
        about = about if own is None else (own.pupil_id, *about)
        cuts = sorted((*self._numbers(plain), *self._named(plain, about)), key=lambda cut: (cut.start, -cut.end))
        if own is not None:
            cuts = [cut for cut in cuts if not self._is_own(own, cut, plain[cut.start : cut.end])]
        if gone is not None:
            cuts = gone.of(cuts, plain)
        parts: list[str] = []
        counted: Counter[tuple[Kind, str]] = Counter()
        done = 0
        for cut in cuts:
            start, end = places[cut.start], places[cut.end - 1] + 1
            while text[end : end + 1] and unicodedata.category(text[end])[0] == "M":  # its last letter's own marks
                end += 1
            if end <= done:
                continue
            if start < done:  # it begins inside what was hidden: the rest of it goes too
                done = end
                continue
            parts += (text[done:start], _apart(text, start, end, cut.shown))
            counted[cut.kind, cut.shown] += 1
            done = end
        parts.append(text[done:])
        return Masked("".join(parts), tuple(Hidden(kind, shown, times) for (kind, shown), times in counted.items()))

    def _is_own(self, own: KnownPupil, cut: _Cut, said: str) -> bool:
        if cut.kind in (Kind.PUPIL, Kind.RELATIVE):
            return cut.shown in (self._pseudonyms[own.pupil_id], self._shown(Kind.RELATIVE, [own.pupil_id], ()))
        if cut.kind is Kind.BIRTH_DATE:
            return any(own.birth_date in days for _, _, days in numbers.dates_in(said))
        return _has(Reach(own.relatives, own.reference), cut.kind, said)

    def _know(self, words: tuple[str, ...], kind: Kind, pupil_id: str, *, needs_capital: bool = False) -> None:
        first, length = words[0], len(words)
        key = first if length == 1 else " ".join(words)
        needs_capital = needs_capital or key in EVERYDAY or key in PARTICLES
        known = self._names.get(key)
        if known is None:
            self._names[key] = _Named({pupil_id: kind}, needs_capital)
        else:
            known.needs_capital = known.needs_capital and needs_capital
            if kind is Kind.PUPIL or pupil_id not in known.owners:
                known.owners[pupil_id] = kind
        if self._reach.get(first, 0) < length:
            self._reach[first] = length

    def _named(self, plain: str, about: Sequence[str]) -> Iterable[_Cut]:
        words = list(WORD.finditer(plain))
        said = [word.group().casefold() for word in words]
        free_until = 0
        for place, word in enumerate(words):
            other = self._pseudonym_at(plain, word)
            if other is not None and (other in about or said[place] not in self._names):
                continue
            found, length = self._longest(plain, words, said, place)
            free = self._free_from(plain, words, said, place)
            if free > length:
                free_until = max(free_until, place + free)
            if found is None:
                yield from self._inside(plain, words, place, about)
            elif place + length > free_until:
                yield self._cut(found, word.start(), words[place + length - 1].end(), about, other)
        yield from self._by_initials(plain, about)

    def _inside(self, plain: str, words: list[re.Match[str]], place: int, about: Sequence[str]) -> Iterable[_Cut]:
        """Names in a word with capitals inside (mevrouwAmrani, ZvdB), or parted at the end of a line (Zo-, then ë)."""
        word = words[place]
        pieces = _INNER.split(word.group())
        if len(pieces) > 1:
            letters = word.group().casefold()
            owners = self._initials.get(letters)
            if owners and len(letters) > 2 and letters not in ABBREVIATIONS and not word.group().isupper():
                yield _Cut(*word.span(), Kind.PUPIL, self._shown(Kind.PUPIL, list(owners), about), tuple(owners))
            start = word.start()
            for piece in pieces:
                known = self._names.get(piece.casefold())
                if known is not None and (piece[0].isupper() or not known.needs_capital):
                    yield self._cut(known, start, start + len(piece), about)
                start += len(piece)
        if place + 1 < len(words) and _LINE_BREAK.fullmatch(plain, word.end(), words[place + 1].start()):
            for whole in without_s((word.group() + words[place + 1].group()).casefold()):
                known = self._names.get(whole)
                if known is not None and (has_capital(word.group()) or not known.needs_capital):
                    yield self._cut(known, word.start(), words[place + 1].end(), about)

    def _by_initials(self, plain: str, about: Sequence[str]) -> Iterable[_Cut]:
        for match in _INITIALS.finditer(plain):
            letters = re.sub(r"[\W\d_]", "", match.group())
            owners = self._initials.get(letters.casefold())
            if owners and (letters[0].isupper() or letters.casefold() not in ABBREVIATIONS):
                end = match.start() + len(match.group().rstrip())
                shown = self._shown(Kind.PUPIL, list(owners), about)
                yield _Cut(match.start(), end, Kind.PUPIL, shown, tuple(owners))

    def _longest(
        self, plain: str, words: list[re.Match[str]], said: list[str], place: int
    ) -> tuple[_Named | None, int]:
        """The longest name that begins at this word, and of how many words it is."""
        is_capital = has_capital(words[place].group())
        for first in without_s(said[place], has_capital=is_capital):
            for length in range(_together(plain, words, place, self._reach.get(first, 0)), 0, -1):
                middle = said[place + 1 : place + length]
                for last in without_s(middle[-1]) if middle else ("",):
                    key = " ".join([first, *middle[:-1], last]) if middle else first
                    known = self._names.get(key)
                    if known is not None and (is_capital or not known.needs_capital):
                        return known, length
        return None, 0

    def _free_from(self, plain: str, words: list[re.Match[str]], said: list[str], place: int) -> int:
        """Of how many words the longest name is that may stand here, 0 for none."""
        for length in range(_together(plain, words, place, self._reach.get(said[place], 0)), 1, -1):
            if " ".join(said[place : place + length]) in self._free:
                return length
        return 0

    def _pseudonym_at(self, plain: str, word: re.Match[str]) -> str | None:
        """Whose pseudonym stands here: "Merel 3". With a Merel among the pupils it may be her, three days a week."""
        figures = _FIGURES.match(plain, word.end())
        return self._said.get(f"{word.group().casefold()} {figures[1]}") if figures is not None else None

    def _cut(self, known: _Named, start: int, end: int, about: Sequence[str], other: str | None = None) -> _Cut:
        """`other` is a pupil whose pseudonym it may be: then it is nobody's in particular."""
        pupils = [who for who, kind in known.owners.items() if kind is Kind.PUPIL]
        kind = Kind.PUPIL if pupils or other else Kind.RELATIVE
        owners = [*(pupils or known.owners), *([other] if other else [])]
        return _Cut(start, end, kind, self._shown(kind, owners, about), tuple(owners))

    def _shown(self, kind: Kind, owners: Sequence[str], about: Sequence[str]) -> str:
        meant = next((each for each in about if each in owners), None)
        if meant is None and len(owners) == 1:
            meant = owners[0]
        if kind is Kind.PUPIL:
            return self._pseudonyms[meant] if meant is not None else SOMEBODY
        return f"{AT_HOME} bij {self._pseudonyms[meant]}" if meant is not None else AT_HOME

    def _numbers(self, plain: str) -> Iterable[_Cut]:
        for start, end in numbers.emails_in(plain):
            yield _Cut(start, end, Kind.EMAIL, "(e-mailadres)")
        for start, end in numbers.phones_in(plain):
            yield _Cut(start, end, Kind.PHONE, "(telefoonnummer)")
        for match in numbers.LONG_NUMBER.finditer(plain):
            yield _Cut(match.start(), match.end(), Kind.NUMBER, "(nummer)")
        for start, end, days in numbers.dates_in(plain):
            if not self._birth_dates.isdisjoint(days):
                yield _Cut(start, end, Kind.BIRTH_DATE, "(geboortedatum)")
        if not self._codes:
            return
        for start, end, code in numbers.postcodes_in(plain):
            if self._codes.get(code) is Kind.POSTCODE:
                yield _Cut(start, end, Kind.POSTCODE, "(postcode)")
        for match in numbers.TOKEN.finditer(plain):
            if self._codes.get(bare(match.group())) is Kind.NUMBER:
                yield _Cut(match.start(), match.end(), Kind.NUMBER, "(nummer)")


def _together(plain: str, words: list[re.Match[str]], place: int, most: int) -> int:
    """How many words from this one on, at most `most`, have nothing but blanks, hyphens and points in between."""
    last = min(place + most, len(words))
    at = place
    while at + 1 < last and _GLUE.fullmatch(plain, words[at].end(), words[at + 1].start()):
        at += 1
    return at - place + 1 if most else 0


def _apart(text: str, start: int, end: int, shown: str) -> str:
    """What is shown never grows together with what stands beside it: "Anna1" must not become another pseudonym."""
    before = " " if shown[0].isalnum() and text[start - 1 : start].isalnum() else ""
    after = " " if shown[-1].isalnum() and text[end : end + 1].isalnum() else ""
    return f"{before}{shown}{after}"
