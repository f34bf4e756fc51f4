"""One mask for every free text that leaves the private window: where it finds a name it knows, a pseudonym stands.

It errs on the side of hiding: a word that is somebody's name is hidden wherever it stands with a capital, and
without one too unless it is an everyday word ("de Jong" hides "Jong", not "jong"). What it cannot find is a name
nobody entered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zsm_desktop.domain import masking_numbers as numbers
from zsm_desktop.domain.masking_words import (
    ABBREVIATIONS,
    EVERYDAY,
    PARTICLES,
    WORD,
    initials_of,
    names_at_home,
    plain_text,
    spellings,
    ways_to_say,
    without_s,
    words_in,
)

_GLUE = re.compile(r"[\s\-\u2010-\u2015'’ʼ`´._]{0,3}")
_LETTERS = r"[^\W\d_]{1,3}"
_INITIALS = re.compile(rf"(?<![^\W_])(?:{_LETTERS}\.[ \u00a0]?){{1,7}}(?:{_LETTERS}\.|(?<=\.){_LETTERS}(?![^\W_]))")
_FIGURES = re.compile(r"[ \u00a0](\d+)(?!\d)")


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
    start: int
    end: int
    kind: Kind
    shown: str


class Mask:
    """Built once from everyone known; hiding takes time by the length of the text, not by the number of pupils.

    `free` are names that may stand where they stand whole and are no pupil's: of schools, offers and people at work,
    so that "De Zeeuwse Vaart" survives a pupil called Vaart. One word alone is never free.
    """

    def __init__(self, pupils: Iterable[KnownPupil] = (), free: Iterable[str] = ()) -> None:
        self._pseudonyms: dict[str, str] = {}
        self._said: set[str] = set()
        self._names: dict[str, _Named] = {}
        self._free: set[str] = set()
        self._reach: dict[str, int] = {}
        self._initials: dict[str, dict[str, None]] = {}
        self._birth_dates: set[date] = set()
        self._codes: dict[str, Kind] = {}
        for pupil in pupils:
            self.add(pupil)
        for text in free:
            self.add_free(text)

    def add(self, pupil: KnownPupil) -> None:
        """One more, or what is new of one; what was known before stays hidden, as texts may still say it."""
        who = pupil.pupil_id
        self._pseudonyms[who] = pupil.pseudonym
        self._said.add(" ".join(pupil.pseudonym.split()).casefold())
        if pupil.birth_date is not None:
            self._birth_dates.add(pupil.birth_date)
        for given in spellings(pupil.given_name):
            for family in spellings(pupil.family_name):
                for words in ways_to_say(given, family):
                    self._know(words, Kind.PUPIL, who)
                for letters in initials_of(given, family):
                    self._initials.setdefault(letters, {})[who] = None
        for words, may_begin in names_at_home(pupil.relatives):
            for each in {words, *((word,) for word in words)}:
                if any(len(word) > 1 and word not in PARTICLES for word in each):
                    self._know(each, Kind.RELATIVE, who, needs_capital=may_begin)
        for _, _, code in numbers.postcodes_in(pupil.relatives):
            self._codes[code] = Kind.POSTCODE
        if len(pupil.reference) >= 5 and any(sign.isdigit() for sign in pupil.reference):
            self._codes[pupil.reference.casefold()] = Kind.NUMBER

    def add_free(self, text: str) -> None:
        words = words_in(text)
        if len(words) > 1 and any(word not in PARTICLES for word in words):
            self._free.add(" ".join(words))
            self._reach[words[0]] = max(self._reach.get(words[0], 0), len(words))

    def hide(self, text: str, about: Sequence[str] = ()) -> Masked:
        """`text` without anything that identifies; a name that several pupils share is taken for one of `about`.

        `about` are pupil ids, the likeliest first; a shared name of others becomes "een leerling".
        """
        plain, places = plain_text(text)
        cuts = sorted((*self._numbers(plain), *self._named(plain, about)), key=lambda cut: (cut.start, -cut.end))
        parts: list[str] = []
        counted: Counter[tuple[Kind, str]] = Counter()
        done = 0
        for cut in cuts:
            start, end = places[cut.start], places[cut.end - 1] + 1
            if end <= done:
                continue
            if start < done:  # it begins inside what was hidden: the rest of it goes too
                done = end
                continue
            parts += (text[done:start], cut.shown)
            counted[cut.kind, cut.shown] += 1
            done = end
        parts.append(text[done:])
        return Masked("".join(parts), tuple(Hidden(kind, shown, times) for (kind, shown), times in counted.items()))

    def _know(self, words: tuple[str, ...], kind: Kind, pupil_id: str, *, needs_capital: bool = False) -> None:
        first, length = words[0], len(words)
        key = first if length == 1 else " ".join(words)
        needs_capital = needs_capital or key in EVERYDAY
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
            if self._is_pseudonym(plain, word):
                continue
            found, length = self._longest(plain, words, said, place)
            free = self._free_from(plain, words, said, place)
            if free > length:
                free_until = max(free_until, place + free)
            if found is not None and place + length > free_until:
                yield self._cut(found, word.start(), words[place + length - 1].end(), about)
        for match in _INITIALS.finditer(plain):
            letters = re.sub(r"[\W\d_]", "", match.group())
            owners = self._initials.get(letters.casefold())
            if owners and (letters[0].isupper() or letters.casefold() not in ABBREVIATIONS):
                end = match.start() + len(match.group().rstrip())
                yield _Cut(match.start(), end, Kind.PUPIL, self._shown(Kind.PUPIL, list(owners), about))

    def _longest(
        self, plain: str, words: list[re.Match[str]], said: list[str], place: int
    ) -> tuple[_Named | None, int]:
        """The longest name that begins at this word, and of how many words it is."""
        has_capital = words[place].group()[0].isupper()
        for first in without_s(said[place], has_capital=has_capital):
            reach = self._reach.get(first, 0)
            for length in range(min(reach, len(words) - place), 0, -1):
                if length > 1 and not _hang_together(plain, words, place, length):
                    continue
                middle = said[place + 1 : place + length]
                for last in without_s(middle[-1]) if middle else ("",):
                    key = " ".join([first, *middle[:-1], last]) if middle else first
                    known = self._names.get(key)
                    if known is not None and (has_capital or not known.needs_capital):
                        return known, length
        return None, 0

    def _free_from(self, plain: str, words: list[re.Match[str]], said: list[str], place: int) -> int:
        """Of how many words the longest name is that may stand here, 0 for none."""
        for length in range(min(self._reach.get(said[place], 0), len(words) - place), 1, -1):
            is_whole = " ".join(said[place : place + length]) in self._free
            if is_whole and _hang_together(plain, words, place, length):
                return length
        return 0

    def _is_pseudonym(self, plain: str, word: re.Match[str]) -> bool:
        """ "Merel 3" is how a pupil is called here, also when there is a Merel among the pupils."""
        figures = _FIGURES.match(plain, word.end())
        return figures is not None and f"{word.group().casefold()} {figures[1]}" in self._said

    def _cut(self, known: _Named, start: int, end: int, about: Sequence[str]) -> _Cut:
        pupils = [who for who, kind in known.owners.items() if kind is Kind.PUPIL]
        if pupils:
            return _Cut(start, end, Kind.PUPIL, self._shown(Kind.PUPIL, pupils, about))
        return _Cut(start, end, Kind.RELATIVE, self._shown(Kind.RELATIVE, list(known.owners), about))

    def _shown(self, kind: Kind, owners: Sequence[str], about: Sequence[str]) -> str:
        meant = next((each for each in about if each in owners), None)
        if meant is None and len(owners) == 1:
            meant = owners[0]
        if kind is Kind.PUPIL:
            return self._pseudonyms[meant] if meant is not None else "een leerling"
        return f"ouder van {self._pseudonyms[meant]}" if meant is not None else "een ouder"

    def _numbers(self, plain: str) -> Iterable[_Cut]:
        for pattern, kind, shown in (
            (numbers.EMAIL, Kind.EMAIL, "(e-mailadres)"),
            (numbers.PHONE, Kind.PHONE, "(telefoonnummer)"),
            (numbers.LONG_NUMBER, Kind.NUMBER, "(nummer)"),
        ):
            for match in pattern.finditer(plain):
                yield _Cut(match.start(), match.end(), kind, shown)
        for start, end, days in numbers.dates_in(plain):
            if not self._birth_dates.isdisjoint(days):
                yield _Cut(start, end, Kind.BIRTH_DATE, "(geboortedatum)")
        if not self._codes:
            return
        for start, end, code in numbers.postcodes_in(plain):
            if self._codes.get(code) is Kind.POSTCODE:
                yield _Cut(start, end, Kind.POSTCODE, "(postcode)")
        for match in numbers.TOKEN.finditer(plain):
            if self._codes.get(match.group().casefold()) is Kind.NUMBER:
                yield _Cut(match.start(), match.end(), Kind.NUMBER, "(nummer)")


def _hang_together(plain: str, words: list[re.Match[str]], place: int, length: int) -> bool:
    """Whether nothing but blanks, hyphens and points stands between these words."""
    return all(
        _GLUE.fullmatch(plain, words[at].end(), words[at + 1].start()) for at in range(place, place + length - 1)
    )
