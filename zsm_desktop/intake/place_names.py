"""Dutch place names come in capitals in official lists; here they get the letters a reader expects."""

from __future__ import annotations

import re

_WORDS_INSIDE = "aan bij de den der en het in of onder op over te ten ter tot uit van voor 't 's a/d o/d a/h ad"
_SMALL_INSIDE = frozenset(_WORDS_INSIDE.split())
_PROVINCES = frozenset(("DR", "FLD", "FR", "GE", "GLD", "GN", "GR", "LB", "LI", "NB", "NH", "OV", "UT", "ZH", "ZLD"))
"""What the post writes behind names that occur twice, such as "Hengelo OV"."""
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})


def place_name(text: str) -> str:
    """ "'S-GRAVENHAGE" → "'s-Gravenhage", "IJSSELSTEIN UT" → "IJsselstein UT"; a name with small letters is kept."""
    name = " ".join(text.translate(_APOSTROPHES).split())
    if name != name.upper():
        return name
    return " ".join(_word(word, is_first=at == 0) for at, word in enumerate(name.split(" ")))


def _word(word: str, *, is_first: bool) -> str:
    if not is_first:
        if re.sub(r"[^A-Z]", "", word) in _PROVINCES:
            return word
        if word.lower() in _SMALL_INSIDE:
            return word.lower()
    if word.lower() in ("'s", "'t"):
        return word.lower()
    parts = word.split("-")
    return "-".join(_part(part, is_first=is_first and at == 0) for at, part in enumerate(parts))


def _part(part: str, *, is_first: bool) -> str:
    lowered = part.lower()
    if lowered in ("'s", "'t") or (not is_first and lowered in _SMALL_INSIDE):
        return lowered
    found = re.match(r"[^\w]*", lowered)
    start = found.end() if found else 0
    length = 2 if lowered.startswith("ij", start) else 1
    return lowered[:start] + lowered[start : start + length].upper() + lowered[start + length :]
