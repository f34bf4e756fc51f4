"""Schools beside each other without their names: each has its letter, for a year."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from string import ascii_uppercase

_LETTERS = len(ascii_uppercase)


def letters(school_ids: Iterable[str], secret: str, year: int) -> dict[str, str]:
    """School -> letter. It says nothing of the school, is another one each year, and stays when schools come later.

    Identifiers sort by when they were made: who comes later takes a letter that is left.
    """
    given: dict[str, str] = {}
    taken: set[str] = set()
    for school_id in sorted(school_ids):
        first = int.from_bytes(sha256(f"{secret} {year} {school_id}".encode()).digest()[:4])
        again = len(given) // _LETTERS
        names = [_name(again, (first + step) % _LETTERS) for step in range(_LETTERS)]
        given[school_id] = next(name for name in names if name not in taken)
        taken.add(given[school_id])
    return given


def _name(again: int, index: int) -> str:
    return (ascii_uppercase[again - 1] if again else "") + ascii_uppercase[index]
