"""The scale of a bar chart: round steps, and zero always on it, because a bar that starts elsewhere lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Axis:
    """Runs from `low` (0 or negative) to `high` (0 or positive), in the unit of the values."""

    low: int
    high: int
    step: int

    def ticks(self) -> tuple[int, ...]:
        return tuple(range(self.low, self.high + 1, self.step))

    def place(self, value: int) -> float:
        """Where a value lies between the two ends, 0.0 to 1.0."""
        return (value - self.low) / (self.high - self.low)


def axis_for(values: Iterable[int], unit: int = 1) -> Axis:
    """The smallest round scale that holds zero and all values; steps are whole `unit`s (100 for cents)."""
    numbers = [0, *values]
    lowest, highest = min(numbers), max(numbers)
    step = _round_step(highest - lowest, unit)
    low, high = lowest // step * step, -(-highest // step) * step
    return Axis(low, high if high > low else low + step, step)


def _round_step(span: int, unit: int) -> int:
    power = unit
    while True:
        for factor in (1, 2, 5):
            if span <= factor * power * MOST_STEPS:
                return factor * power
        power *= 10
