"""Where leavers went and whether it lasted: the monitor's categories, the days to ask, the counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.calendar import month_index
from zsm_desktop.domain.follow_ups import GRACE, MONTHS, asked_after, can_last, due_day, is_lasting, is_overdue
from zsm_desktop.domain.outcomes import MONITOR, NOT_PLACED, PLACED, Destination, thousandths

D = Destination


def test_every_destination_has_its_category_in_the_monitor() -> None:
    assert MONITOR.keys() == set(D)


def test_the_sides_of_the_share_give_what_the_monitor_says_of_itself() -> None:
    """Its shares of all leavers, in thousandths; of those without work or school it counts only some, here nine."""
    counts = {
        D.WORK: 264, D.WORK_LEARNING: 107, D.MBO: 421, D.OTHER_PRO: 50, D.VSO: 26, D.VMBO: 24, D.DAY_ACTIVITIES: 30,
        D.TRAINING: 24, D.MOVED: 12, D.NONE: 9, D.UNKNOWN: 12,
    }  # fmt: skip
    placed, missed = (sum(count for one, count in counts.items() if one in side) for side in (PLACED, NOT_PLACED))
    assert thousandths(placed, placed + missed) == 976
    assert not PLACED & NOT_PLACED
    assert thousandths(0, 0) is None


@pytest.mark.parametrize(
    ("left_on", "months", "due"),
    [
        (date(2026, 7, 31), 3, date(2026, 10, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
    ],
)
def test_it_is_asked_the_same_day_so_many_months_later(left_on: date, months: int, due: date) -> None:
    assert due_day(left_on, months) == due


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_the_days_to_ask_come_in_order(left_on: date) -> None:
    days = [due_day(left_on, months) for months in MONTHS]
    assert days == sorted(set(days))
    assert [month_index(day) - month_index(left_on) for day in days] == list(MONTHS)
    assert all(day.day <= left_on.day for day in days)


def test_it_is_late_after_four_weeks() -> None:
    due = date(2026, 10, 31)
    assert [is_overdue(due, due + GRACE + timedelta(days=more)) for more in (0, 1)] == [False, True]


@pytest.mark.parametrize(
    ("first", "now", "lasts"),
    [
        (D.WORK, D.WORK, True),
        (D.WORK, D.WORK_LEARNING, True),
        (D.WORK, D.NONE, False),
        (D.WORK, D.DAY_ACTIVITIES, False),
        (D.MBO, D.WORK, True),
        (D.MBO, D.OTHER_EDUCATION, True),
        (D.MBO, D.BENEFIT, False),
        (D.DAY_ACTIVITIES, D.DAY_ACTIVITIES, True),
        (D.DAY_ACTIVITIES, D.SHELTERED_WORK, True),
        (D.TRAINING, D.TRAINING, True),
        (D.TRAINING, D.NONE, False),
        (D.NONE, D.NONE, False),
        (D.NONE, D.WORK, False),
    ],
)
def test_what_counts_as_lasting(first: Destination, now: Destination, *, lasts: bool) -> None:
    assert is_lasting(first, now) is lasts


def test_who_went_nowhere_is_asked_after_and_who_moved_is_not() -> None:
    assert [asked_after(one) for one in (D.NONE, D.MOVED)] == [MONTHS, ()]
    assert not any(can_last(one) for one in (D.NONE, D.UNKNOWN, D.BENEFIT, D.MOVED))
