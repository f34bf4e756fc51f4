"""What must be in order before a pupil follows an offer: facts before ticks, ticks before actions."""

from __future__ import annotations

import pytest

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.feasibility import Facts, Point, State, points_of, require_tickable, state_of

FITS = Facts(has_seat=True, dates_fit=True)
FULL = Facts(has_seat=False, dates_fit=False)


def test_only_a_test_has_an_examiner_and_it_has_no_stage() -> None:
    assert Point.EXAM in points_of("test")
    assert Point.STAGE_AGREEMENT not in points_of("test")
    assert set(points_of("course")) == set(points_of("evening_school")) == set(Point)
    assert Point.EXAM not in points_of("facility")


@pytest.mark.parametrize(
    ("point", "facts", "ticked", "is_action_done", "state"),
    [
        (Point.SEAT, FITS, State.OPEN, False, State.MET),
        (Point.SEAT, FULL, State.MET, True, State.OPEN),
        (Point.DATES, FITS, State.OPEN, False, State.MET),
        (Point.DATES, FULL, State.OPEN, False, State.OPEN),
        (Point.DATES, FULL, State.MET, False, State.MET),
        (Point.TRANSPORT, FITS, State.OPEN, False, State.OPEN),
        (Point.TRANSPORT, FITS, State.NOT_NEEDED, False, State.NOT_NEEDED),
        (Point.TRANSPORT, FITS, State.OPEN, True, State.MET),
    ],
)
def test_how_a_point_stands(point: Point, facts: Facts, ticked: State, is_action_done: bool, state: State) -> None:
    assert state_of(point, facts, ticked, is_action_done=is_action_done) is state


def test_a_full_group_cannot_be_ticked_away() -> None:
    with pytest.raises(RuleError, match=r"feasibility\.seat"):
        require_tickable(Point.SEAT, "course")
    with pytest.raises(RuleError, match=r"feasibility\.unknown"):
        require_tickable(Point.EXAM, "facility")
    require_tickable(Point.EXAM, "course")
