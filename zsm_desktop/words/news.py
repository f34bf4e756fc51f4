"""What is told after an upgrade of the program: of the network that was brought up to date, and what is new."""

from __future__ import annotations

import re
from typing import NamedTuple

UPDATES = "Het netwerk wordt bijgewerkt"
WHY_UPDATES = (
    "Dit netwerk is gemaakt met een oudere versie van het programma. Er komt eerst een reservekopie. Stopt u, dan "
    "blijft alles zoals het was."
)
UPDATING = {"copy": "Reservekopie maken en nakijken", "update": "Bijwerken"}

TITLE = "Wat is er nieuw"
UPDATED = (
    "Dit netwerk is bijgewerkt voor deze versie van het programma. De reservekopie van daarvoor blijft bewaard, bij de "
    "andere reservekopieën, als “voor het bijwerken”."
)
FILE = "nieuw.md"
"""A chapter of the guide, with a section a version, the newest first."""
_SECTION = re.compile(r"^## Versie (\d+(?:\.\d+)*)[^\n]*\n", re.MULTILINE)


class VersionNews(NamedTuple):
    """`text` is Markdown, without its heading."""

    version: str
    text: str


def news_of(chapter: str) -> list[VersionNews]:
    """By version, as they stand."""
    heads = list(_SECTION.finditer(chapter))
    ends = [*(head.start() for head in heads[1:]), len(chapter)]
    return [VersionNews(head[1], chapter[head.end() : end].strip()) for head, end in zip(heads, ends, strict=False)]


def news_since(chapter: str, seen: str, version: str) -> list[VersionNews]:
    """What is new in `version` for who knows `seen`; who comes from a version that is not known hears of the last one.

    Going back to an older version is no news.
    """
    upto = [one for one in news_of(chapter) if parts(one.version) <= parts(version)]
    return [one for one in upto if parts(one.version) > parts(seen)] if seen else upto[:1]


def parts(version: str) -> tuple[int, ...]:
    """To tell which of two is the newer: 0.10.0 comes after 0.9.1."""
    return tuple(int(digits) for digits in re.findall(r"\d+", version)[:3])
