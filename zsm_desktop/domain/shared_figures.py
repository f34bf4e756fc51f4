"""Figures on the target group that are entered by hand: which of them would give a small group away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zsm_desktop.domain.privacy import SMALLEST_SHOWN, is_recognisable

MOST_VALUE = 99_999_999
MOST_SHARE = 1000


@dataclass(frozen=True, slots=True)
class Entered:
    """One figure; `part` "" is the whole region."""

    id: str
    name: str
    part: str
    year: int
    unit: str
    value: int


def hidden(figures: Iterable[Entered]) -> frozenset[str]:
    """Identifiers of those not to be shown: numbers under five, and what they can be computed back with.

    Where the whole is told and the hidden parts are a small group together, or can only all be one or all be four, the
    smallest other part is hidden too, and without one the whole. A share tells no number by itself.
    """
    together: Mapping[tuple[str, int], list[Entered]] = defaultdict(list)
    for one in figures:
        if one.unit == "number":
            together[one.name, one.year].append(one)
    found: set[str] = set()
    for group in together.values():
        small = [one for one in group if is_recognisable(one.value)]
        found.update(one.id for one in small)
        parts = [one for one in small if one.part]
        whole = [one for one in group if not one.part and one not in small]
        among = sum(one.value for one in parts)
        is_told = is_recognisable(among) or among in (len(parts), (SMALLEST_SHOWN - 1) * len(parts))
        if parts and whole and is_told:
            others = sorted((one for one in group if one.part and one not in small and one.value), key=_by_size)
            found.add((others or whole)[0].id)
    return frozenset(found)


def _by_size(one: Entered) -> tuple[int, str]:
    return one.value, one.part
