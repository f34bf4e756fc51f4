"""Finds words in the guide for users: which sections have them all, and what stands around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

AROUND = 70
"""Characters of a section that are shown on each side of what was found."""
LEAST = 2
"""Shorter than this says nothing."""
_HEADING = re.compile(r"^(#{1,4}) (.+)$", re.MULTILINE)
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|[*_`|]+|^#+ .*$|^\s*(?:-|\d+\.) ", re.MULTILINE)


class Section(NamedTuple):
    """A piece of a chapter under its own heading; `heading` "" for what stands above the first."""

    file: str
    title: str
    heading: str
    text: str


class Hit(NamedTuple):
    """`before`, `found` and `after` are of the first place in the section."""

    section: Section
    before: str
    found: str
    after: str


def sections(file: str, text: str) -> list[Section]:
    """The pieces of one chapter, in order."""
    heads = list(_HEADING.finditer(text))
    if not heads:
        return []
    title = heads[0][2]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        Section(file, title, "" if at == 0 else head[2], _plain(text[head.end() : end]))
        for at, (head, end) in enumerate(zip(heads, ends, strict=True))
    ]


def search(pieces: Iterable[Section], asked: str) -> list[Hit]:
    """Sections that have every word of what was asked, those that have one in their heading first."""
    words = [flat(word) for word in asked.split() if len(word) >= LEAST]
    if not words:
        return []
    found: list[tuple[bool, Hit]] = []
    for piece in pieces:
        head, body = flat(f"{piece.title} {piece.heading}"), flat(piece.text)
        if all(word in head or word in body for word in words):
            found.append((not any(word in flat(piece.heading or piece.title) for word in words), _hit(piece, words)))
    return [hit for _is_body, hit in sorted(found, key=lambda one: one[0])]


def flat(text: str) -> str:
    """Without capitals and accents, of the same length."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in text)


def _hit(piece: Section, words: list[str]) -> Hit:
    body = flat(piece.text)
    spots = [(body.index(word), word) for word in words if word in body]
    if not spots:
        return Hit(piece, piece.text[: 2 * AROUND], "", "")
    at, word = min(spots)
    end = at + len(word)
    begin = max(0, at - AROUND)
    before = piece.text[begin:at] if begin == 0 else f"… {piece.text[begin:at].partition(' ')[2]}"
    after = piece.text[end : end + AROUND]
    if end + AROUND < len(piece.text):
        after = f"{after.rpartition(' ')[0]} …"
    return Hit(piece, before, piece.text[at:end], after)


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(lambda mark: mark[1] or "", text).split())
