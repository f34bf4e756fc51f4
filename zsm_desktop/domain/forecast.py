"""Where a school year may end, from the same months of the year before: never one figure without its range.

What is still to come is what came last year in those months, times how this year compares with last year so far. The
range leaves each of the months compared out in turn: it is wide where a single month decides. Where a school gives (or
takes) too seldom for a ratio to mean much, the range runs from nothing more to as much as last year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zsm_desktop.domain.money import round_share

LEAST_MONTHS = 3
"""Full months with exchange in both years; with fewer the range would say nothing."""


@dataclass(frozen=True, slots=True)
class Range:
    """Cents; `low` ≤ `likely` ≤ `high`."""

    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What was compared: the sums of this and last year over the full months so far, and last year's rest."""

    this_cents: int
    last_cents: int
    rest_cents: int


@dataclass(frozen=True, slots=True)
class YearSide:
    """Twelve months of one year, August first; of this year `done` months are over, later ones may hold bookings."""

    this: Sequence[int]
    last: Sequence[int]
    done: int

    @property
    def basis(self) -> Basis:
        return Basis(sum(self.this[: self.done]), sum(self.last[: self.done]), sum(self.last[self.done :]))


@dataclass(frozen=True, slots=True)
class Outlook:
    """The sums of the whole year, and the balance they make: the outermost of both."""

    given: Range
    taken: Range

    @property
    def balance(self) -> Range:
        given, taken = self.given, self.taken
        return Range(given.low - taken.high, given.likely - taken.likely, given.high - taken.low)


def outlook(given: YearSide, taken: YearSide) -> Outlook | None:
    """None where too few months can be compared to say anything."""
    both = zip(given.this, taken.this, given.last, taken.last, strict=True)
    compared = [(a or b) and (c or d) for a, b, c, d in both][: given.done]
    if sum(map(bool, compared)) < LEAST_MONTHS:
        return None
    will_give, will_take = expected(given), expected(taken)
    return Outlook(will_give, will_take) if will_give is not None and will_take is not None else None


def expected(side: YearSide) -> Range | None:
    """One side of it; None where this year has something and last year had nothing to compare it with."""
    basis, booked_ahead = side.basis, sum(side.this[side.done :])
    if basis.last_cents <= 0 and basis.this_cents > 0:
        return None
    rests = _rests(side, basis)
    likely = rests[0]
    low, high = min(rests), max(rests)
    return Range(*(basis.this_cents + max(rest, booked_ahead) for rest in (low, likely, high)))


def _rests(side: YearSide, basis: Basis) -> list[int]:
    """What may still come, the likely one first."""
    if basis.last_cents <= 0:
        return [basis.rest_cents, 0]
    this, last = list(side.this[: side.done]), list(side.last[: side.done])
    found = [round_share(basis.rest_cents, sum(this), sum(last))]
    found += [round_share(basis.rest_cents, sum(one), sum(other)) for one, other in _each_left_out(this, last)]
    if sum(1 for a, b in zip(this, last, strict=True) if a > 0 and b > 0) < LEAST_MONTHS:
        found += [0, basis.rest_cents]
    return found


def _each_left_out(this: Sequence[int], last: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    for at in range(len(this)):
        left = [*last[:at], *last[at + 1 :]]
        if sum(left) > 0:
            yield [*this[:at], *this[at + 1 :]], left
