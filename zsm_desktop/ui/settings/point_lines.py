"""The fixed points of a body as lines of text: a title each, and how long it takes where that is said; no Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zsm_desktop.services.body_points import PointDraft

BALANCES = "saldi"
"""How a line begins that is the point with the balances, in a stuurgroep."""
_LENGTH = re.compile(r"[\s,;(]+(\d{1,4})\s*min(?:uten|uut)?\.?\)?$", re.IGNORECASE)


def written(points: Sequence[PointDraft]) -> str:
    return "\n".join(f"{one.title}, {one.minutes} min" if one.minutes else one.title for one in points)


def read_points(text: str, kind: str) -> tuple[PointDraft, ...]:
    """A line per point; empty lines say nothing."""
    return tuple(_point(line, kind) for line in (each.strip() for each in text.splitlines()) if line)


def _point(line: str, kind: str) -> PointDraft:
    length = _LENGTH.search(line)
    title = line[: length.start()].strip() if length else line
    is_balances = kind == "steering" and title.casefold().startswith(BALANCES)
    return PointDraft(title, "balances" if is_balances else "fixed", int(length[1]) if length else None)
