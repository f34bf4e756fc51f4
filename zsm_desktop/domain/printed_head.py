"""Reading back the line about the books that minutes and statements print, typed over or pasted from an old paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zsm_desktop.domain.errors import RuleError

FEWEST_DIGITS = 16
"""Fewer would let two different ledgers look the same; a whole hash has 64."""
MOST_DIGITS = 64

_NUMBER = re.compile(r"boeking(?:en)?\s*(?:nr\.?|nummer)?\s*([0-9][0-9.\s]*)", re.IGNORECASE)
_BEFORE = re.compile(r"([0-9][0-9.]*)\s*boekingen", re.IGNORECASE)
_HASH = re.compile(
    r"(?<![0-9a-z])[0-9a-f]{4,64}(?:[\s\-\u00a0\u2010-\u2014]+[0-9a-f]{4,64})*(?![0-9a-z])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """`entry` is the last one the paper knew, None where only the hash was given; `digits` in lower case."""

    entry: int | None
    digits: str


def read_head(text: str) -> PrintedHead:
    """Raise RuleError("head.unreadable") where no hash is found, ("head.short") where too little of it is."""
    number, rest = _number(text)
    found = ["".join(re.findall(r"[0-9a-f]", match.group().lower())) for match in _HASH.finditer(rest)]
    if not found:
        raise RuleError("head.unreadable")
    digits = max(found, key=len)
    if len(digits) < FEWEST_DIGITS:
        raise RuleError("head.short", digits=len(digits), needed=FEWEST_DIGITS)
    if len(digits) > MOST_DIGITS:
        raise RuleError("head.unreadable")
    return PrintedHead(number, digits)


def _number(text: str) -> tuple[int | None, str]:
    """The number of the entry, and the text without it: its digits are no part of the hash."""
    for pattern in (_BEFORE, _NUMBER):
        match = pattern.search(text)
        if match:
            digits = match.group(1).split()[0] if pattern is _NUMBER else match.group(1)
            end = match.start(1) + len(digits)
            return int(digits.replace(".", "")), f"{text[: match.start(1)]} | {text[end:]}"
    return None, text
