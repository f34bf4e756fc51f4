"""Whether enough of those who were invited are there to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Quorum:
    """`needed` None: the body asks no number. Who has left counts as absent."""

    present: int
    invited: int
    mandated: int
    needed: int | None

    @property
    def is_met(self) -> bool:
        return self.needed is None or self.present >= self.needed


def quorum(people: Iterable[tuple[bool, bool, time | None]], needed: int | None) -> Quorum:
    """`people`: (present, mandated, left at) of everyone invited."""
    known = list(people)
    there = [(mandated, left) for present, mandated, left in known if present and left is None]
    return Quorum(len(there), len(known), sum(mandated for mandated, _ in there), needed)
