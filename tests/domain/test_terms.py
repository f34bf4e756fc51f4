"""How long something is kept, over leap years: what is due is what was there before the day that goes."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from zsm_desktop.domain.retention import due_on, gone_before

DAYS = st.dates(date(2019, 1, 1), date(2060, 12, 31))


@given(since=DAYS, day=DAYS, years=st.integers(1, 30))
@example(since=date(2024, 2, 29), day=date(2026, 2, 28), years=2)
@example(since=date(2024, 2, 29), day=date(2026, 3, 1), years=2)
@example(since=date(2024, 2, 29), day=date(2028, 2, 29), years=4)
@example(since=date(2026, 2, 28), day=date(2028, 2, 28), years=2)
@example(since=date(2026, 2, 28), day=date(2028, 2, 29), years=2)
@example(since=date(2026, 3, 1), day=date(2028, 2, 29), years=2)
def test_the_day_of_the_list_is_the_day_that_is_told(since: date, day: date, years: int) -> None:
    """The list is made in SQL with the one, and says with the other when it was due: never a day too early."""
    assert (since <= gone_before(day, years)) == (due_on(since, years) <= day)
