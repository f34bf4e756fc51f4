"""Scores of a measurement: their mean and spread, when they may be shown, and which are lowest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from statistics import pstdev

from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.evaluations import is_shown, lowest, mean, mean_of, spread
from zsm_desktop.domain.privacy import SMALLEST_SHOWN

SCORES = st.lists(st.integers(1, 9), min_size=1, max_size=60)


@dataclass(frozen=True)
class Element:
    position: int
    mean: int | None


@given(SCORES, st.randoms())
def test_the_order_of_answers_does_not_matter(scores: list[int], chance: Random) -> None:
    other = list(scores)
    chance.shuffle(other)
    one, two = Counter(scores), Counter(other)
    assert (mean(one), spread(one)) == (mean(two), spread(two))


@given(SCORES)
def test_mean_and_spread_are_those_of_the_scores(scores: list[int]) -> None:
    counts = Counter(scores)
    found, apart = mean(counts), spread(counts)
    assert found is not None
    assert apart is not None
    assert abs(found - 100 * Fraction(sum(scores), len(scores))) <= Fraction(1, 2)
    assert abs(apart - 100 * pstdev(scores)) <= 1
    assert (apart == 0) == (len(set(scores)) == 1)


@given(st.integers(0, 40), st.booleans())
def test_an_anonymous_one_shows_nothing_under_five(answers: int, is_anonymous: bool) -> None:
    assert is_shown(answers, is_anonymous=is_anonymous) == (answers >= (SMALLEST_SHOWN if is_anonymous else 1))


@given(st.lists(st.none() | st.integers(100, 900), max_size=14), st.integers(0, 14))
def test_the_lowest_are_lower_than_all_others(means: list[int | None], number: int) -> None:
    elements = [Element(at, one) for at, one in enumerate(means, 1)]
    chosen = lowest(elements, number)
    scored = {one.position: one.mean for one in elements if one.mean is not None}
    low = {one.position for one in chosen}
    assert len(chosen) == len(low & scored.keys()) == min(number, len(scored))
    highest = max((scored[one] for one in low), default=0)
    assert all(highest <= mean for position, mean in scored.items() if position not in low)
    assert list(chosen) == sorted(chosen, key=lambda one: (one.mean or 0, one.position))


def test_what_is_hidden_counts_in_no_mean() -> None:
    assert mean_of([None, 300, 401]) == 351
    assert mean_of([None, None]) is None
    assert mean({}) is spread({}) is None
