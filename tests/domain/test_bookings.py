"""Clashes: who comes while more are there than there is room for."""

from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.bookings import Slot, clashing, in_the_way

hours = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


@st.composite
def days(draw: st.DrawFn) -> list[Slot]:
    pairs = draw(st.lists(st.tuples(hours, hours).filter(lambda pair: pair[0] != pair[1]), max_size=8))
    return [Slot(str(at), min(pair), max(pair)) for at, pair in enumerate(pairs)]


def slot(name: str, first: int, last: int) -> Slot:
    return Slot(name, time(first), time(last))


def test_one_after_the_other_is_no_clash() -> None:
    assert clashing([slot("a", 9, 12), slot("b", 12, 15)], 1) == frozenset()


def test_only_who_is_there_at_the_crowded_hour_clashes() -> None:
    slots = [slot("a", 9, 11), slot("b", 10, 14), slot("c", 13, 15), slot("d", 10, 11)]
    assert clashing(slots, 2) == {"a", "b", "d"}
    assert clashing(slots, 3) == frozenset()
    assert [one.id for one in in_the_way(slot("", 13, 14), slots, 1)] == ["b", "c"]
    assert in_the_way(slot("", 15, 16), slots, 1) == ()


@given(days(), st.integers(0, 4))
def test_it_is_what_counting_every_quarter_gives(slots: list[Slot], capacity: int) -> None:
    quarters = [time(at // 4, at % 4 * 15) for at in range(96)]
    there = [{one.id for one in slots if one.starts_at <= at < one.ends_at} for at in quarters]
    expected = {name for names in there if len(names) > capacity for name in names}
    assert clashing(slots, capacity) == expected


@given(days(), st.integers(0, 4))
def test_what_is_in_the_way_of_one_is_beside_it(slots: list[Slot], capacity: int) -> None:
    wanted = Slot("new", time(10), time(12))
    found = in_the_way(wanted, slots, capacity)
    assert all(one.overlaps(wanted) for one in found)
    if capacity and sum(one.overlaps(wanted) for one in slots) < capacity:
        assert found == ()
