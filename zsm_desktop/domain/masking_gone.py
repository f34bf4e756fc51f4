"""Of pupils who are forgotten: what may name them in a text, and how they were reached, however that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zsm_desktop.domain import masking_numbers as numbers
from zsm_desktop.domain.masking_home import names_at_home
from zsm_desktop.domain.masking_words import PARTICLES, initials_of, plain_text, small_names, spellings, ways_to_say

_MARKS = re.compile(r"[\W_]")
_FIGURES = re.compile(
    r"(?:\d[\W_]{0,4}){5}|\d[\W_]{1,4}\d{1,2}[\W_]{1,4}\d\d|\d[\W_]{0,4}[a-z]|[a-z][\W_]{0,4}\d|@|\(at\)|apenst",
    re.IGNORECASE,
)
"""What may be a date, a telephone number, a postcode, an address or the like."""


def bare(text: str) -> str:
    """Letters and figures only, of a text without accents."""
    return _MARKS.sub("", text).casefold()


def has_figures(plain: str) -> bool:
    return _FIGURES.search(plain) is not None


class Reach:
    """How somebody is reached, for one number or address typed in another way than it was noted."""

    def __init__(self, *texts: str) -> None:
        plain = plain_text(" \n ".join(texts))[0]
        self._bare = bare(plain)
        self._phones = {numbers.as_dialled(plain[start:end]) for start, end in numbers.phones_in(plain)}
        self._emails = {bare(numbers.with_sign(plain[start:end])) for start, end in numbers.emails_in(plain)}

    def has(self, said: str, *, is_phone: bool = False, is_email: bool = False) -> bool:
        if is_phone and numbers.as_dialled(said) in self._phones:
            return True
        letters = bare(numbers.with_sign(said) if is_email else said)
        return bool(letters) and (letters in self._bare or (is_email and letters in self._emails))


def keys_of(given_name: str, family_name: str, relatives: str, reference: str) -> Iterable[str]:
    """Without blanks and signs all that a mask knows a pupil and who is at home by, but for two initials."""
    for given in spellings(given_name):
        yield from map("".join, small_names(given))
        for family in spellings(family_name):
            yield from map("".join, ways_to_say(given, family))
            yield from (letters for letters in initials_of(given, family) if len(letters) > 2)
    for words, _ in names_at_home(relatives):
        yield from map("".join, ways_to_say(words[:1], words[1:]) if len(words) > 1 else {words})
    for words in spellings(relatives):
        yield from (word for word in words if len(word) > 1 and word not in PARTICLES)
    yield bare(plain_text(reference)[0])


def shortest(keys: Iterable[str]) -> tuple[str, ...]:
    """Without those in which another one stands."""
    found: list[str] = []
    for key in sorted({*keys} - {""}, key=len):
        if not any(shorter in key for shorter in found):
            found.append(key)
    return tuple(found)
