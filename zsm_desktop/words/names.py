"""Sentences in the network's own words: what stands between brackets is said as this network says it.

A text is written in the usual words, "[De leerling] staat niet op [een nieuwe maatwerkbespreking]"; where a profile
calls a thing otherwise, noun, article and adjective follow: "De jongere staat niet op een nieuw WERKoverleg".
"""

from __future__ import annotations

import re
from functools import partial
from typing import Protocol

from zsm_desktop.domain.profiles import FOLLOWS, NOUNS, Noun, Nouns
from zsm_desktop.words.format import plural

_PHRASE = re.compile(r"\[([^\[\]]+)\]")
_COMMON_TO_NEUTER = {
    "de": "het",
    "deze": "dit",
    "die": "dat",
    "elke": "elk",
    "iedere": "ieder",
    "welke": "welk",
    "onze": "ons",
}
_NEUTER_TO_COMMON = {neuter: common for common, neuter in _COMMON_TO_NEUTER.items()}
_BARE = {"nieuwe": "nieuw", "andere": "ander", "bekende": "bekend", "volgende": "volgend", "vorige": "vorig"}
"""Adjectives as they stand after "een" and "elk" before a neuter noun."""
_INFLECTED = {bare: inflected for inflected, bare in _BARE.items()}
_INDEFINITE = frozenset({"een", "geen", "elke", "elk", "iedere", "ieder", "welke", "welk", ""})
_UNCHANGED = frozenset({"een", "geen", "uw", "eerste", "eigen", "enige", "dezelfde", "alle", "beide"})


class Say(Protocol):
    def __call__(self, text: str) -> str: ...


def say(nouns: Nouns, text: str) -> str:
    """The text in this network's words; raises LookupError for a phrase that cannot be said otherwise."""
    return _PHRASE.sub(lambda found: phrase(nouns, found[1]), text) if "[" in text else text


def saying(nouns: Nouns) -> Say:
    return partial(say, nouns)


def phrase(nouns: Nouns, words: str) -> str:
    """A noun in its usual form, alone or with what goes before it."""
    *before, last = words.split()
    code, form = _FORMS[last[:1].lower() + last[1:]]
    noun, usual = nouns[code], NOUNS[code]
    own = _form(noun, form)
    if "plural" not in form and noun.is_neuter != usual.is_neuter:
        before = _agreeing(before, is_neuter=noun.is_neuter)
    said = " ".join((*before, own))
    return said[:1].upper() + said[1:] if words[:1].isupper() else said


def counted(nouns: Nouns, count: int, code: str) -> str:
    """ "1 leerling", "12 leerlingen"."""
    return plural(count, nouns[code].singular, nouns[code].plural)


def _form(noun: Noun, form: str) -> str:
    whole = {"short": "singular", "short_plural": "plural"}
    return str(getattr(noun, form) or getattr(noun, whole[form]))


def _agreeing(before: list[str], *, is_neuter: bool) -> list[str]:
    turned = _COMMON_TO_NEUTER if is_neuter else _NEUTER_TO_COMMON
    is_indefinite = (before[0].lower() if before else "") in _INDEFINITE
    adjectives = (_BARE if is_neuter else _INFLECTED) if is_indefinite else {}
    said = []
    for word in before:
        lower = word.lower()
        if lower in turned:
            said.append(turned[lower])
        elif lower in adjectives:
            said.append(adjectives[lower])
        elif lower in _UNCHANGED or not is_indefinite:
            said.append(lower)
        else:
            raise LookupError(f"{word} before a noun of another gender")
    return said


def _forms() -> dict[str, tuple[str, str]]:
    """Every usual form of every noun, and the code itself where another noun has the same form."""
    found: dict[str, tuple[str, str]] = {}
    for code, noun in NOUNS.items():
        if code in FOLLOWS:
            found[code] = (code, "singular")
        else:
            for form in ("singular", "plural", "short", "short_plural"):
                if text := getattr(noun, form):
                    found[text] = (code, form)
    return found


_FORMS = _forms()
