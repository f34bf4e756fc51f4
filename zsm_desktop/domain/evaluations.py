"""Scores that organisations gave their collaboration: what they come to, and when too few answered to show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isqrt
from typing import Protocol, TypeVar

from zsm_desktop.domain.privacy import SMALLEST_SHOWN

TOP = 5
LOWEST_TOP, HIGHEST_TOP = 3, 9
"""A score is one key of the keyboard."""
LOWEST_SHOWN = 3
"""How many of the lowest elements become points of an agenda, unless another number is chosen."""


SHOWN_TOGETHER = 3
"""Measurements beside each other in table and chart."""


class Scored(Protocol):
    @property
    def position(self) -> int: ...

    @property
    def mean(self) -> int | None: ...


S = TypeVar("S", bound=Scored)


def answered(counts: Mapping[int, int]) -> int:
    """How many gave a score, of score → how often."""
    return sum(counts.values())


def mean(counts: Mapping[int, int]) -> int | None:
    """In hundredths, rounded half up; None when nobody gave a score."""
    number = answered(counts)
    if not number:
        return None
    total = 100 * sum(score * times for score, times in counts.items())
    return (2 * total + number) // (2 * number)


def spread(counts: Mapping[int, int]) -> int | None:
    """The standard deviation of who answered, in hundredths: 0 when all said the same."""
    number = answered(counts)
    if not number:
        return None
    total = sum(score * times for score, times in counts.items())
    squares = sum(score * score * times for score, times in counts.items())
    return (isqrt(40_000 * (number * squares - total * total)) // number + 1) // 2


def is_shown(answers: int, *, is_anonymous: bool) -> bool:
    """Of an anonymous measurement a group is hidden as pupils are: who knows the others knows the last."""
    return answers > 0 and (not is_anonymous or answers >= SMALLEST_SHOWN)


def lowest(elements: Iterable[S], number: int = LOWEST_SHOWN) -> tuple[S, ...]:
    """The lowest first; of equal ones the one that is asked first."""
    scored = [one for one in elements if one.mean is not None]
    return tuple(sorted(scored, key=lambda one: (one.mean or 0, one.position))[:number])


def mean_of(means: Sequence[int | None]) -> int | None:
    """Of what is shown only, so that it tells nothing of what is hidden."""
    shown = [one for one in means if one is not None]
    return (2 * sum(shown) + len(shown)) // (2 * len(shown)) if shown else None
