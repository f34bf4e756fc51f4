"""Turns are fair, time boxes add up, dates keep the rhythm, distances are symmetric."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zsm_desktop.domain.agenda import SHORTEST_MINUTES, Order, Origin, TimedPoint, Turn, in_order, timetable
from zsm_desktop.domain.distance import Postcodes
from zsm_desktop.domain.rhythm import next_dates
from zsm_desktop.settings import resources_dir

ENTERED = date(2026, 10, 1)
START = datetime(2026, 11, 24, 13, 30)
POSTCODES = Postcodes.read((resources_dir() / "postcodes" / "pc4.csv").read_text(encoding="utf-8").splitlines())


def turn(item: str, school: str, *, is_urgent: bool = False, origin: Origin = Origin.NEW) -> Turn:
    return Turn(item, school, is_urgent, origin, ENTERED)


turns = st.lists(
    st.builds(
        Turn,
        st.uuids().map(str),
        st.sampled_from("ABCDE"),
        st.booleans(),
        st.sampled_from(Origin),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ),
    unique_by=lambda each: each.item_id,
    max_size=40,
)


def test_schools_alternate_and_the_urgent_come_first() -> None:
    cases = [turn("a1", "A"), turn("a2", "A"), turn("a3", "A"), turn("b1", "B"), turn("c1", "C", is_urgent=True)]
    assert in_order(cases, Order.FAIR_TURNS) == ["c1", "a1", "b1", "a2", "a3"]


def test_who_waited_longest_comes_first_within_a_school() -> None:
    cases = [turn("new", "A"), turn("over", "A", origin=Origin.CARRIED_OVER), turn("run", "A", origin=Origin.RUNNING)]
    assert in_order(cases, Order.FAIR_TURNS) == ["over", "new", "run"]


@given(turns, st.sampled_from(Order))
def test_ordering_keeps_everyone_and_does_not_depend_on_how_they_came_in(cases: list[Turn], order: Order) -> None:
    found = in_order(cases, order)
    assert Counter(found) == Counter(each.item_id for each in cases)
    assert in_order(reversed(cases), order) == found


@given(turns)
def test_no_school_waits_while_another_is_two_turns_ahead(cases: list[Turn]) -> None:
    calm = [turn(each.item_id, each.school) for each in cases]
    school_of = {each.item_id: each.school for each in calm}
    waiting = Counter(school_of.values())
    had: Counter[str] = Counter()
    for item in in_order(calm, Order.FAIR_TURNS):
        school = school_of[item]
        assert all(had[school] <= had[other] for other in waiting if waiting[other] > had[other])
        had[school] += 1


points = st.lists(
    st.builds(TimedPoint, st.uuids().map(str), st.none() | st.integers(1, 30), st.booleans()), max_size=30
)


@given(points, st.integers(1, 180))
def test_slots_follow_each_other_and_use_the_time_there_is(agenda: list[TimedPoint], minutes: int) -> None:
    end = (START + timedelta(minutes=minutes)).time()
    table = timetable(agenda, now=START, ends_at=end)
    left = [point for point in agenda if not point.is_done]
    assert [slot.item_id for slot in table.slots] == [point.item_id for point in left]
    starts = [START.time(), *(slot.ends_at for slot in table.slots)]
    assert [slot.starts_at for slot in table.slots] == starts[:-1]
    assert table.expected_end == starts[-1]
    pairs = list(zip(table.slots, left, strict=True))
    assert all(slot.minutes == point.own_minutes for slot, point in pairs if point.own_minutes)
    if any(point.own_minutes is None for point in left) and not table.is_too_full:
        assert table.expected_end == end
        assert table.over_minutes == 0
        shared = [slot.minutes for slot, point in pairs if not point.own_minutes]
        assert min(shared) >= SHORTEST_MINUTES


def test_an_agenda_that_does_not_fit_says_by_how_much() -> None:
    table = timetable([TimedPoint("a", 20), TimedPoint("b", 25)], now=START, ends_at=time(14, 0))
    assert (table.expected_end, table.over_minutes, table.is_too_full) == (time(14, 15), 15, True)


def test_a_meeting_past_midnight_is_late_and_has_no_whole_day_left() -> None:
    found = timetable([TimedPoint("a", 5)], now=datetime(2026, 11, 25, 0, 20), ends_at=time(23))
    assert (found.expected_end, found.over_minutes, found.is_too_full) == (time(0, 25), 85, True)


def test_dates_keep_weekday_and_rhythm_and_skip_holidays() -> None:
    holidays = {date(2026, 12, 22), date(2026, 12, 29)}
    found = next_dates(
        date(2026, 11, 24), rhythm_weeks=4, count=3, after=date(2026, 11, 24), is_free=lambda day: day not in holidays
    )
    assert found == (date(2027, 1, 5), date(2027, 2, 2), date(2027, 3, 2))


@given(
    st.dates(date(2026, 8, 31), date(2026, 9, 6)),
    st.integers(1, 12),
    st.integers(1, 8),
    st.integers(0, 400),
    st.sets(st.integers(0, 300), max_size=40),
)
def test_every_date_is_free_later_and_on_the_same_day_of_work(
    last: date, weeks: int, count: int, late: int, busy: set[int]
) -> None:
    weekday = last.weekday() if last.weekday() < 5 else 0
    closed = {last + timedelta(days=days) for days in busy}
    after = last + timedelta(days=late)
    found = next_dates(last, rhythm_weeks=weeks, count=count, after=after, is_free=lambda day: day not in closed)
    assert all(day > after and day not in closed and day.weekday() == weekday for day in found)
    assert all(later - earlier >= timedelta(weeks=weeks) for earlier, later in pairwise(found))


def test_a_rhythm_below_a_week_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="at least a week"):
        next_dates(ENTERED, rhythm_weeks=0, count=1, after=ENTERED, is_free=lambda _day: True)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [("4331 AB", "4461", 19), ("4331", "4331 ZZ", 0), ("4331", None, None), ("0000", "4331", None)],
)
def test_distances_in_whole_kilometres(one: str, other: str | None, km: int | None) -> None:
    assert POSTCODES.km(one, other) == km


@given(st.sampled_from(["4331", "4461", "4531", "4301", "1012", "9711"]), st.sampled_from(["4381", "4701", "6211"]))
def test_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assume(one != other)
    there = POSTCODES.km(one, other)
    assert there is not None
    assert there > 0
    assert there == POSTCODES.km(other, one)
