"""Which pupils a copy holds is written down in few numbers, and none is lost or added by that."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outside_copies import MOST, SOON, OutsideCopy, holds, numbers_in, require_until, spans_of
from zsm_desktop.domain.passwords import SHORTEST_WITH_NAMES, require_for_names

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
numbers = st.sets(st.integers(1, 60), max_size=40)


@given(numbers, st.integers(1, 60))
def test_spans_hold_just_those_numbers(found: set[int], other: int) -> None:
    spans = spans_of(found)
    assert numbers_in(spans) == found
    assert holds(spans, other) == (other in found)
    assert all(last < first - 1 for (_, last), (first, _) in pairwise(spans)), "as few as can be"
    assert OutsideCopy("x", AT, "", "", "", DAY, spans).pupils == len(found)


@given(st.integers(-5, MOST.days + 5))
def test_the_day_is_after_today_and_within_a_year(days: int) -> None:
    until = DAY + timedelta(days=days)
    if 0 < days <= MOST.days:
        assert require_until(until, DAY) == until
        return
    with pytest.raises(RuleError) as refused:
        require_until(until, DAY)
    assert refused.value.code == ("copy.until_past" if days <= 0 else "copy.until_late")


@given(st.integers(0, 400), st.integers(0, 2))
def test_a_copy_asks_for_something_from_two_weeks_before_or_when_consent_ended(days: int, ended: int) -> None:
    one = OutsideCopy("x", AT, "", "", "", DAY + timedelta(days=days), ((1, 3),), ended)
    assert one.asks(DAY) == (ended > 0 or days <= SOON.days)


@given(st.text("aé 1b", max_size=SHORTEST_WITH_NAMES - 1))
def test_a_short_password_never_guards_names(password: str) -> None:
    with pytest.raises(RuleError, match=r"copy\.password_short"):
        require_for_names(password)
