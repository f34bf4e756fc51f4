"""The geometry of a radar: zero in the middle, every spoke as long, and no line over what is hidden."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.radar import edges, outline, ring


@given(st.lists(st.integers(0, 500), min_size=3, max_size=20))
def test_how_far_out_a_point_lies_is_its_value(values: list[int]) -> None:
    points = outline(values, 500)
    for value, point in zip(values, points, strict=True):
        assert point is not None
        assert hypot(*point) == pytest.approx(value / 500, abs=1e-9)


@given(st.lists(st.none() | st.integers(1, 500), min_size=3, max_size=20))
def test_a_line_runs_between_neighbours_that_are_shown(values: list[int | None]) -> None:
    points = outline(values, 500)
    neighbours = sum(values[at] is not None and values[(at + 1) % len(values)] is not None for at in range(len(values)))
    assert len(edges(points)) == neighbours
    assert all(one in points and other in points for one, other in edges(points))


def test_the_first_spoke_points_up_and_they_go_round_clockwise() -> None:
    up, right, down, left = ring(4, 1.0)
    assert up == pytest.approx((0, -1))
    assert right == pytest.approx((1, 0))
    assert down == pytest.approx((0, 1))
    assert left == pytest.approx((-1, 0))


def test_two_spokes_make_no_shape() -> None:
    assert edges(outline([100, 200], 500)) == ()
