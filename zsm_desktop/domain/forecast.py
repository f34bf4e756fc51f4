"""Where a school year may end, from what is planned and from the same months of the year before: never without a range.

What running placements still plan is expected as planned; it may turn out as much lower (or higher) as it did so far.
What has no plan is what came last year in those months, times how this year compares with last year so far. The range
leaves each of the months compared out in turn: it is wide where a single month decides. Where a school gives (or takes)
too seldom for a ratio to mean much, the range runs from nothing more to as much as last year.
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
class Plan:
    """Of placements: what those that run plan for the rest of the year, and what was booked of any in the months over.

    `due_cents` is what those that run had planned for the days that went by, `used_cents` what of that was used.
    """

    rest_cents: int = 0
    booked_cents: int = 0
    due_cents: int = 0
    used_cents: int = 0


NO_PLAN = Plan()


@dataclass(frozen=True, slots=True)
class Basis:
    """What it stands on: the sums of this and last year over the full months so far, last year's rest, and the plan."""

    this_cents: int
    last_cents: int
    rest_cents: int
    planned_cents: int = 0


@dataclass(frozen=True, slots=True)
class YearSide:
    """Twelve months of one year, August first; of this year `done` months are over, later ones may hold bookings."""

    this: Sequence[int]
    last: Sequence[int]
    done: int
    plan: Plan = NO_PLAN

    @property
    def basis(self) -> Basis:
        this, last = self.this[: self.done], self.last[: self.done]
        return Basis(sum(this), sum(last), sum(self.last[self.done :]), self.plan.rest_cents)

    @property
    def is_over(self) -> bool:
        return self.done >= len(self.this)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The sums of the whole year, and the balance they make: the outermost of both."""

    given: Range
    taken: Range

    @property
    def balance(self) -> Range:
        given, taken = self.given, self.taken
        return Range(given.low - taken.high, given.likely - taken.likely, given.high - taken.low)


def is_compared(given: YearSide, taken: YearSide) -> bool:
    """Whether enough months had exchange in both years to say anything by a ratio."""
    both = zip(given.this, taken.this, given.last, taken.last, strict=True)
    compared = [(a or b) and (c or d) for a, b, c, d in both][: given.done]
    return sum(map(bool, compared)) >= LEAST_MONTHS


def outlook(given: YearSide, taken: YearSide) -> Outlook | None:
    """None where nothing is planned and too few months can be compared; a year that is over is what it was."""
    can_compare = is_compared(given, taken)
    if not (can_compare or given.is_over or given.plan.rest_cents or taken.plan.rest_cents):
        return None
    will_give, will_take = (expected(side, can_compare=can_compare) for side in (given, taken))
    return Outlook(will_give, will_take) if will_give is not None and will_take is not None else None


def expected(side: YearSide, *, can_compare: bool = True) -> Range | None:
    """One side of it; None where nothing is planned and last year had nothing to compare this year with."""
    basis, booked_ahead = side.basis, sum(side.this[side.done :])
    if side.is_over:
        return Range(basis.this_cents, basis.this_cents, basis.this_cents)
    is_known = can_compare and (basis.last_cents > 0 or basis.this_cents <= 0)
    rests = _rests(side, basis) if is_known else []
    if side.plan.rest_cents:
        rest = _planned(side, basis, rests)
    elif is_known or not (any(side.this) or any(side.last)):
        rest = Range(min(rests, default=0), rests[0] if rests else 0, max(rests, default=0))
    else:
        return None
    return Range(*(basis.this_cents + max(one, booked_ahead) for one in (rest.low, rest.likely, rest.high)))


def _planned(side: YearSide, basis: Basis, rests: Sequence[int]) -> Range:
    """The plan, and beside it what goes without one: as large a part of last year's rest as it was of this year so far.

    The range holds what placements would come to by last year too: more of them are made as the year goes on. Without
    `rests` there is the plan alone.
    """
    plan, so_far = side.plan, max(basis.this_cents, 0)
    with_plan = min(max(plan.booked_cents, 0), so_far)
    by_placement = [round_share(rest, with_plan, so_far) if so_far else 0 for rest in rests]
    loose = [rest - placed for rest, placed in zip(rests, by_placement, strict=True)] or [0]
    as_used = round_share(plan.rest_cents, plan.used_cents, plan.due_cents) if plan.due_cents else 0
    low, high = min(plan.rest_cents, as_used, *by_placement), max(plan.rest_cents, as_used, *by_placement)
    return Range(min(loose) + low, loose[0] + plan.rest_cents, max(loose) + high)


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
