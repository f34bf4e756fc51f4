"""Which copies stay: the newest always, nothing older than a year, and nobody can tell how often it was asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from zsm_desktop.domain.backups import ALL_FOR, DAYS, MONTHS, WEEKS, kept

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
AGES = st.lists(st.integers(0, 500 * 24 * 60), max_size=60)
LATER = st.integers(0, 400 * 24 * 60)
few = settings(max_examples=40)


def moments(ages: list[int]) -> list[datetime]:
    return [NOW - timedelta(minutes=age) for age in ages]


@few
@given(AGES)
def test_the_newest_stays_and_nothing_comes_up_that_was_not_there(ages: list[int]) -> None:
    found = moments(ages)
    stay = kept(NOW, found)
    assert stay <= set(found)
    assert not found or max(found) in stay


@few
@given(AGES, st.randoms())
def test_the_order_does_not_matter(ages: list[int], random: Random) -> None:
    found = moments(ages)
    mixed = list(found)
    random.shuffle(mixed)
    assert kept(NOW, mixed) == kept(NOW, found)


@few
@given(AGES, LATER)
def test_what_was_thrown_away_before_would_not_have_stayed_later(ages: list[int], minutes: int) -> None:
    """So copies can be thrown away every day, or after a holiday: the same are left."""
    found, later = moments(ages), NOW + timedelta(minutes=minutes)
    assert kept(later, kept(NOW, found)) == kept(later, found)
    assert kept(NOW, kept(NOW, found)) == kept(NOW, found)


@few
@given(AGES)
def test_how_close_together_they_are_depends_on_their_age(ages: list[int]) -> None:
    found = moments(ages)
    stay = kept(NOW, found)
    newest = {max(found)} if found else set()
    assert {at for at in found if at > NOW - ALL_FOR} <= stay
    assert all(at > NOW - MONTHS for at in stay - newest)
    for span, bucket in (
        (DAYS, lambda at: at.date()),
        (WEEKS, lambda at: at.isocalendar()[:2]),
        (MONTHS, lambda at: at.strftime("%Y-%m")),
    ):
        young = {bucket(at) for at in found if at > NOW - span}
        assert young <= {bucket(at) for at in stay}
    old = [at.strftime("%Y-%m") for at in stay if at <= NOW - WEEKS]
    assert len(old) == len(set(old))


def test_a_year_of_half_hours() -> None:
    found = [NOW - timedelta(days=day, minutes=30 * turn) for day in range(400) for turn in range(16)]
    stay = kept(NOW, found)
    today = [at for at in stay if at > NOW - ALL_FOR]
    assert len(today) == 16
    assert 30 <= len(stay - set(today)) <= 14 + 8 + 12


def test_nothing_is_nothing() -> None:
    assert kept(NOW, []) == frozenset()


def test_one_from_later_stays() -> None:
    """A clock was wrong: then or now."""
    assert NOW + timedelta(days=30) in kept(NOW, [NOW, NOW + timedelta(days=30)])
