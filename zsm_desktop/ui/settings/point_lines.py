"""The fixed points of a body as lines of text: a title each, how long it takes and what it shows; no Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zsm_desktop.services.body_points import PointDraft

SHOWS = {
    "results": "resultaten",
    "balances": "saldi",
    "funds": "middelen",
    "collaboration": "samenwerking",
    "vacancies": "vacatures",
}
"""Kind of point → what a line says it shows."""
_KINDS = {word: kind for kind, word in SHOWS.items()}
BALANCES = "saldi"
"""How a line begins that is the point with the balances, in a stuurgroep, also when it says nothing more."""
_LENGTH = re.compile(r"[\s,;(]+(\d{1,4})\s*min(?:uten|uut)?\.?\)?$", re.IGNORECASE)
_SHOWN = re.compile(rf"[\s,;(]+toont\s+({'|'.join(_KINDS)})\.?\)?$", re.IGNORECASE)


def written(points: Sequence[PointDraft]) -> str:
    return "\n".join(_line(one) for one in points)


def read_points(text: str, kind: str) -> tuple[PointDraft, ...]:
    """A line per point; empty lines say nothing."""
    return tuple(_point(line, kind) for line in (each.strip() for each in text.splitlines()) if line)


def showing(line: str, kind: str) -> str:
    """The line with what it shows; "fixed" takes that away."""
    bare = _SHOWN.sub("", line.strip())
    return f"{bare}, toont {SHOWS[kind]}" if kind in SHOWS and bare else bare


def _line(point: PointDraft) -> str:
    line = f"{point.title}, {point.minutes} min" if point.minutes else point.title
    is_plain = point.kind == "balances" and point.title.casefold().startswith(BALANCES)
    return line if is_plain else showing(line, point.kind)


def _point(line: str, kind: str) -> PointDraft:
    shown = _SHOWN.search(line)
    line = line[: shown.start()].strip() if shown else line
    length = _LENGTH.search(line)
    title = line[: length.start()].strip() if length else line
    if shown:
        shows = _KINDS[shown[1].casefold()]
    else:
        shows = "balances" if kind == "steering" and title.casefold().startswith(BALANCES) else "fixed"
    return PointDraft(title, shows, int(length[1]) if length else None)
