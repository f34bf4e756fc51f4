"""Where the points of a radar lie: plain geometry for screen and paper, in a circle of radius 1 around (0, 0).

The first spoke points up and they go round clockwise, with y growing downwards as on a screen; zero is the middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

Point = tuple[float, float]
FEWEST = 3
"""Spokes that make a shape; fewer are a line, and a bar chart says it better."""


def at_spoke(place: int, count: int, share: float) -> Point:
    """The point on a spoke at this part of its length."""
    angle = 2 * pi * place / count
    return share * sin(angle), -share * cos(angle)


def ring(count: int, share: float) -> tuple[Point, ...]:
    """The web at one value, a corner on each spoke."""
    return tuple(at_spoke(place, count, share) for place in range(count))


def outline(values: Sequence[int | None], top: int) -> tuple[Point | None, ...]:
    """One measurement; None where there is no figure: the line stops there. Values run from 0 to `top`."""
    return tuple(
        None if value is None else at_spoke(place, len(values), min(max(value / top, 0.0), 1.0))
        for place, value in enumerate(values)
    )


def edges(points: Sequence[Point | None]) -> tuple[tuple[Point, Point], ...]:
    """The lines between neighbours that both have a figure, the last with the first."""
    if len(points) < FEWEST:
        return ()
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    return tuple((one, other) for one, other in pairs if one is not None and other is not None)
