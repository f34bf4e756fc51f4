"""Contenders in turn, several rounds; what counts is the ratio within a round, its median over the rounds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Contender = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ratio:
    """`median` of what the contender took by what the baseline took; `seconds` is the contender's median, for scale."""

    name: str
    median: float
    best: float
    worst: float
    seconds: float


def compare(
    baseline: Contender,
    contenders: dict[str, Contender],
    *,
    rounds: int,
    warm_up: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Ratio]:
    """Ratios to the baseline; the baseline itself comes first, as 1."""
    every = {"baseline": baseline, **contenders}
    for _ in range(warm_up):
        for run in every.values():
            run()
    times: dict[str, list[float]] = {name: [] for name in every}
    for _ in range(rounds):
        for name, run in every.items():
            start = clock()
            run()
            times[name].append(clock() - start)
    return [_ratio(name, times[name], times["baseline"]) for name in every]


def _ratio(name: str, own: list[float], base: list[float]) -> Ratio:
    ratios = [mine / theirs for mine, theirs in zip(own, base, strict=True)]
    return Ratio(name, statistics.median(ratios), min(ratios), max(ratios), statistics.median(own))


def shown(title: str, ratios: list[Ratio], goals: dict[str, float] | None = None, *, higher: bool = False) -> bool:
    """Print one table; False when a goal is missed. With `higher` the figure is how many times faster."""
    print(f"\n{title}")
    is_met = True
    for ratio in ratios:
        figures = [ratio.median, ratio.best, ratio.worst]
        if higher:
            figures = sorted(1 / figure for figure in figures)
            figures = [1 / ratio.median, figures[0], figures[-1]]
        goal = (goals or {}).get(ratio.name)
        met = "" if goal is None else ("met" if (figures[0] >= goal) == higher or figures[0] == goal else "MISSED")
        is_met &= met != "MISSED"
        said = "" if goal is None else f"goal {'>=' if higher else '<='} {goal:g}  {met}"
        print(
            f"  {ratio.name:32s} {figures[0]:9.3f}  ({figures[1]:.3f}..{figures[2]:.3f})"
            f"  {ratio.seconds * 1000:10.3f} ms  {said}"
        )
    return is_met
