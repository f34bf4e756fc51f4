"""What another profile would change, thing by thing, before it is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zsm_desktop.domain.profiles import NOUNS, Noun, Profile

PARTS = ("sectors", "units", "phases", "case_fields", "lists", "roles", "indicators", "funds", "evaluations")


@dataclass(frozen=True, slots=True)
class Difference:
    """`part` is what it is about, `was` "" for what comes, `becomes` "" for what goes."""

    part: str
    was: str
    becomes: str


def differences(old: Profile, new: Profile) -> Iterator[Difference]:
    """All but the bodies: those of a network are its own."""
    for part in ("name", "regime"):
        was, becomes = getattr(old, part), getattr(new, part)
        if was != becomes:
            yield Difference(part, was, becomes)
    for code in NOUNS:
        if old.nouns[code] != new.nouns[code]:
            yield Difference("words", shown(old.nouns[code]), shown(new.nouns[code]))
    for part in PARTS:
        before = {one.code: one for one in getattr(old, part)}
        after = {one.code: one for one in getattr(new, part)}
        for code in {**before, **after}:
            if before.get(code) != after.get(code):
                yield Difference(part, *(one.name if one else "" for one in (before.get(code), after.get(code))))


def shown(noun: Noun) -> str:
    short = f" ({noun.short}, {noun.short_plural})" if noun.short else ""
    return f"{noun.article} {noun.singular}, {noun.plural}{short}"
